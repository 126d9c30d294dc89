"""Runs, and the change between two versions of a document, as text for a person.

Everything that a document says passes through :func:`app.terminal.inert`, as in ``rendering``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.text import Text

from app.changes import Change
from app.rendering import printed_moment
from app.terminal import inert

if TYPE_CHECKING:
    from app.changes import DocumentChange, FactChange, ParagraphChange, Piece
    from store.history import Run, Version

_SHOWN = 12  # documents of a sort that are named for one run; --json has all
_STYLES = {Change.ADDED: "green", Change.REMOVED: "red strike", Change.SAME: ""}
_MARKS = {Change.ADDED: ("{+", "+}"), Change.REMOVED: ("[-", "-]"), Change.SAME: ("", "")}
_SIDE = 100  # characters shown on each side of a change within a long paragraph


def run_lines(run: Run) -> Iterator[Text]:
    """One run: when, what it did, the documents it did it to, and what it could not read."""
    counts = zip(
        ("added", "changed", "removed"),
        (len(documents) for documents in (run.added, run.changed, run.removed)),
        strict=True,
    )
    told = [f"{number:,} {word}" for word, number in counts if number]
    if run.failed:
        told.append(f"{run.failed:,} failed")
    line = Text.assemble((printed_moment(run.started), "bold"), f"  {inert(run.command)}: ")
    line.append(", ".join(told) or "nothing changed")
    if run.generation is not None:
        line.append(f"; generation {run.generation}", "dim")
    else:
        line.append("; unfinished: under way, or stopped before its end", "bold yellow")
    yield line
    for word, style, documents in (
        ("added", "green", run.added),
        ("changed", "yellow", run.changed),
        ("removed", "red", run.removed),
    ):
        for document in documents[:_SHOWN]:
            yield Text.assemble((f"    {word:9}", style), inert(document))
        if len(documents) > _SHOWN:
            yield Text.assemble((f"    {word:9}", style), f"{len(documents) - _SHOWN:,} more")
    for failure in run.failures[:_SHOWN]:
        why = inert(f"{failure.source}: {failure.reason}: {failure.remedy}.")
        yield Text.assemble(("    failed   ", "red"), why)
    if run.failures and run.failed > _SHOWN:
        yield Text.assemble(("    failed   ", "red"), f"{run.failed - _SHOWN:,} more")


def change_lines(change: DocumentChange, *, coloured: bool) -> Iterator[Text]:
    """The change between two versions. What went is red and struck out, what came is green.

    Without colour it is ``[-what went-]`` and ``{+what came+}``.
    """
    yield Text.assemble((inert(change.new.document), "bold"))
    for word, version in (("Old", change.old), ("New", change.new)):
        yield Text(f"{word}: {_named(version)}", style="dim")
    for fact in change.facts:
        yield Text()
        yield _fact(fact, coloured)
    for paragraph in change.paragraphs:
        yield Text()
        yield _paragraph(paragraph, coloured)
    if not change.paragraphs:
        yield Text()
        yield Text(
            "The text is the same."
            if change.facts
            else "The text and the facts are the same: it was only read or cut otherwise."
        )


def _named(version: Version) -> str:
    return (
        f"version {version.number}, read {printed_moment(version.read)}, "
        f"generation {version.live_from}"
    )


def _fact(fact: FactChange, coloured: bool) -> Text:
    line = Text.assemble((f"{fact.name}:", "bold"))
    for change, value in ((Change.REMOVED, fact.old), (Change.ADDED, fact.new)):
        if value is not None:
            line.append(" ").append(_piece_text(value, change, coloured), _STYLES[change])
    return line


def _paragraph(paragraph: ParagraphChange, coloured: bool) -> Text:
    line = Text.assemble((_heading(paragraph), "bold"))
    last = len(paragraph.pieces) - 1
    for at, piece in enumerate(paragraph.pieces):
        text = _cut(piece, first=at == 0, last=at == last)
        line.append(_piece_text(text, piece.change, coloured), _STYLES[piece.change])
    return line


def _heading(paragraph: ParagraphChange) -> str:
    number = paragraph.new_number or paragraph.old_number
    moved = paragraph.change is Change.CHANGED and paragraph.old_number != paragraph.new_number
    was = f", before {paragraph.old_number}" if moved else ""
    return f"Paragraph {number}{was}, {paragraph.change.value}: "


def _piece_text(text: str, change: Change, coloured: bool) -> str:
    before, after = ("", "") if coloured else _MARKS[change]
    return f"{before}{inert(text)}{after}"


def _cut(piece: Piece, *, first: bool, last: bool) -> str:
    """A piece; of a long stretch that is the same, only what stands beside the changes."""
    text = piece.text
    if piece.change is not Change.SAME:
        return text
    head = "" if first else text[:_SIDE]
    tail = "" if last else text[-_SIDE:]
    if len(head) + len(tail) + 3 >= len(text):
        return text
    if head:
        head = f"{head.rsplit(' ', 1)[0]} "
    if tail:
        tail = f" {tail.split(' ', 1)[-1]}"
    return f"{head}…{tail}"
