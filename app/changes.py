"""What changed between two versions of a document: its facts, its paragraphs, their words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from rapidfuzz import fuzz

from store.history import Version
from store.printing import iso

_BREAK = re.compile(r"\n(?:[ \t]*\n)+")
_TOKEN = re.compile(r"\s+|\w+|[^\w\s]")

_ALIKE = 50.0  # rapidfuzz's 0 to 100: below it, two paragraphs are not one that was edited
_MOST_COMPARED = 4_000  # pairs of paragraphs looked at to find which was edited into which
_MOST_TOKENS = 4_000  # of a paragraph that is compared word by word


class Change(StrEnum):
    """What became of a paragraph, or of a stretch of one."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a paragraph: the same, added or removed."""

    change: Change
    text: str


@dataclass(frozen=True, slots=True)
class ParagraphChange:
    """A paragraph that was added, removed or changed, by its number from 1 in each version.

    Numbers count the blocks between blank lines, a title among them. The old words are the pieces
    that are the same or removed, the new words those that are the same or added.
    """

    change: Change
    old_number: int | None
    new_number: int | None
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class FactChange:
    """A fact about the document that is another now; none where it is not known."""

    name: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class DocumentChange:
    """Everything that differs between two versions."""

    old: Version
    new: Version
    facts: tuple[FactChange, ...]
    paragraphs: tuple[ParagraphChange, ...]


def compare(old: Version, old_text: str, new: Version, new_text: str) -> DocumentChange:
    """The change from one version to another."""
    before, after = _paragraphs(old_text), _paragraphs(new_text)
    return DocumentChange(old, new, _facts(old, new), tuple(_changed(before, after)))


def _facts(old: Version, new: Version) -> tuple[FactChange, ...]:
    pairs = (
        ("Title", old.title, new.title),
        ("Symbol", old.symbol, new.symbol),
        ("Kind", old.kind.value, new.kind.value),
        ("Language", old.language, new.language),
        ("Date", iso(old.date), iso(new.date)),
        ("Meeting", iso(old.event_date), iso(new.event_date)),
        ("Link", old.url, new.url),
        ("Publisher", old.publisher, new.publisher),
        ("Held", _yes(old.held), _yes(new.held)),
        ("Corrected", _yes(old.corrected), _yes(new.corrected)),
    )
    return tuple(FactChange(name, was, now) for name, was, now in pairs if was != now)


def _yes(value: bool) -> str:
    return "yes" if value else "no"


def _paragraphs(text: str) -> list[str]:
    return [part.strip("\n") for part in _BREAK.split(text) if part.strip()]


def _changed(before: Sequence[str], after: Sequence[str]) -> Iterator[ParagraphChange]:
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag != "equal":
            old, new = range(i1, i2), range(j1, j2)
            for i, j in _paired(_alike(before, after, old, new), old, new):
                yield _paragraph(before, after, i, j)


def _alike(
    before: Sequence[str], after: Sequence[str], old: range, new: range
) -> dict[tuple[int, int], float]:
    """How alike the paragraphs are that may be one that was edited; too many to tell: none."""
    if len(old) * len(new) > _MOST_COMPARED:
        return {}
    scores = {(i, j): fuzz.ratio(before[i], after[j]) for i in old for j in new}
    return {pair: score for pair, score in scores.items() if score >= _ALIKE}


def _paired(
    alike: Mapping[tuple[int, int], float], old: range, new: range
) -> Iterator[tuple[int | None, int | None]]:
    """Old paragraphs with the new ones that they were edited into, in order, and the rest alone."""
    inside = {pair: score for pair, score in alike.items() if pair[0] in old and pair[1] in new}
    if inside:
        i, j = max(inside, key=lambda pair: inside[pair])
        yield from _paired(inside, range(old.start, i), range(new.start, j))
        yield i, j
        yield from _paired(inside, range(i + 1, old.stop), range(j + 1, new.stop))
        return
    yield from ((i, None) for i in old)
    yield from ((None, j) for j in new)


def _paragraph(
    before: Sequence[str], after: Sequence[str], i: int | None, j: int | None
) -> ParagraphChange:
    old_number, new_number = (None if at is None else at + 1 for at in (i, j))
    if i is not None and j is not None:
        pieces = tuple(_pieces(before[i], after[j]))
        return ParagraphChange(Change.CHANGED, old_number, new_number, pieces)
    if i is not None:
        piece = Piece(Change.REMOVED, before[i])
    else:
        piece = Piece(Change.ADDED, after[j or 0])
    return ParagraphChange(piece.change, old_number, new_number, (piece,))


def _pieces(old: str, new: str) -> Iterator[Piece]:
    """The words of two paragraphs; space between two changes goes with them."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    if max(len(before), len(after)) > _MOST_TOKENS:
        yield Piece(Change.REMOVED, old)
        yield Piece(Change.ADDED, new)
        return
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    gone, come = "", ""
    opcodes = matcher.get_opcodes()
    for at, (tag, i1, i2, j1, j2) in enumerate(opcodes):
        was, now = "".join(before[i1:i2]), "".join(after[j1:j2])
        bridging = not was.strip() and (gone or come) and at + 1 < len(opcodes)
        if tag != "equal" or bridging:
            gone, come = gone + was, come + now
            continue
        yield from _both(gone, come)
        yield Piece(Change.SAME, was)
        gone = come = ""
    yield from _both(gone, come)


def _both(gone: str, come: str) -> Iterator[Piece]:
    if gone:
        yield Piece(Change.REMOVED, gone)
    if come:
        yield Piece(Change.ADDED, come)
