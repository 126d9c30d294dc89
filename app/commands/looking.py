"""``documents`` and ``show``: what the library holds, looked at."""

from __future__ import annotations

import datetime as dt
import shlex
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from app.commands.common import JsonOption, LibraryOption, open_library, readable, settings_for
from app.commands.comparing import RANGE, show_change
from app.commands.describing import other_parts, show_facts
from app.commands.lacking import lacking, link_of, print_lacking, why_not
from app.terminal import console, inert, print_json, say, write
from store.errors import UsageError
from store.printing import first_of, iso

if TYPE_CHECKING:
    from store.library import DocumentSummary, Library
    from store.records import Document

_EMPTY = "The library is empty: run penholder refresh."


def documents(
    context: typer.Context,
    missing: Annotated[
        bool,
        typer.Option(
            "--missing",
            help="Only what the documents cite, or was asked for, and is not held, and why not.",
        ),
    ] = False,
    only_held: Annotated[
        bool, typer.Option("--held", help="Only what is held, without catalogue cards.")
    ] = False,
    as_json: JsonOption = False,
    library: LibraryOption = None,
) -> None:
    """List the documents of the library."""
    if missing and only_held:
        raise UsageError("--held and --missing do not go together", "give one of them")
    with open_library(settings_for(context, library)) as held:
        edits = held.edited()
        listed = [row for row in held.documents() if row.held or not only_held]
        rows = _missing(held) if missing else [_facts_of(row, edits) for row in listed]
    if as_json:
        print_json(rows)
    elif rows:
        (print_lacking if missing else _print)(rows)
    elif listed:
        say("Nothing that the documents held cite is missing.")
    else:
        say(_EMPTY)


def show(
    context: typer.Context,
    document: Annotated[str, typer.Argument(metavar="ID", help="As `documents` prints it.")],
    versions: Annotated[
        str | None,
        typer.Argument(
            metavar="[OLD..NEW]",
            help="With --diff: the two versions, by number. Without, the last two.",
            show_default=False,
        ),
    ] = None,
    text: Annotated[
        bool, typer.Option("--text", help="Print the text itself, exactly, and nothing else.")
    ] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help="Print what changed from one version to the next.")
    ] = False,
    as_json: JsonOption = False,
    library: LibraryOption = None,
) -> None:
    """Show one document: what it is, its versions, what it cites, what cites it; or its text."""
    if versions is not None and RANGE.fullmatch(document):
        document, versions = versions, document  # `show --diff 1..2 ID`
    _check(text=text, diff=diff, as_json=as_json, versions=versions)
    with open_library(settings_for(context, library)) as held:
        found = _find(held, readable(document))
        if (text or diff) and found.id != document:
            _say_what_else(held, found)
        if diff:
            show_change(held, found.id, versions, as_json=as_json)
        elif text:
            write(found.text)
        else:
            show_facts(held, found, as_json=as_json)


def _say_what_else(library: Library, found: Document) -> None:
    """Says of one part of a record that was asked for by its symbol that there are others."""
    others = len(other_parts(library, found))
    if others:
        say(
            f"{found.id} is one of {others + 1:,} parts of {found.symbol} that are held: "
            f"penholder show {shlex.quote(found.symbol or found.id)} names the others."
        )


def _check(*, text: bool, diff: bool, as_json: bool, versions: str | None) -> None:
    """Raises :class:`UsageError` for options that do not go together."""
    if text and (diff or as_json):
        other = "--diff" if diff else "--json"
        raise UsageError(f"--text and {other} do not go together", "give one of them")
    if versions is not None and not diff:
        raise UsageError(
            f"there is nothing to do with {readable(versions)}",
            "name one document, and add --diff to compare two of its versions",
        )


def _find(library: Library, name: str) -> Document:
    """The document of this name. Where there is none, the error says what is known of it."""
    from store.symbols import canonical

    try:
        return library.document(name)
    except UsageError:
        for known in dict.fromkeys((name, canonical(name))):
            _explain(library, known)
        raise


def _explain(library: Library, name: str) -> None:
    """Raises :class:`UsageError` where a document was held once, is cited, or was asked for."""
    from store.history import versions_of

    if versions_of(library.catalogue, name):
        raise UsageError(
            f"{name} was held once and was removed from the library",
            "penholder history says when; to hold it again, name its source to penholder refresh",
        )
    asked = why_not(library, name)
    for missing in library.missing():
        if missing.symbol == name:
            by = first_of(missing.cited_by, 1)
            address = link_of(missing)
            raise UsageError(
                f"{name} is not held, only cited by {by}"
                + (f"; when it was asked for, {asked.reason}" if asked else ""),
                f"penholder refresh {shlex.quote(name)} asks for it"
                + (f"; it is also at {address}" if address else ""),
            )
    if asked is not None:
        raise UsageError(
            f"{name} is not held: {asked.reason}",
            asked.remedy or f"penholder refresh {shlex.quote(name)} asks for it again",
        )


# Many documents.


def _facts_of(row: DocumentSummary, edits: Mapping[str, dt.datetime]) -> dict[str, Any]:
    """One entry of ``documents --json``."""
    edited = edits.get(row.document)
    return {
        "document": row.document,
        "symbol": row.symbol,
        "title": row.title,
        "kind": row.kind.value,
        "date": iso(row.date),
        "language": row.language,
        "url": row.url,
        "held": row.held,
        "passages": row.passages,
        "corrected": row.corrected,
        "edited": edited.isoformat() if edited else None,
    }


def _missing(library: Library) -> list[dict[str, Any]]:
    """What is cited and not held: with the facts of its catalogue card where it has one."""
    cards = {row.symbol: _facts_of(row, {}) for row in library.documents() if row.symbol}
    return lacking(library, cards)


def _status(row: Mapping[str, Any]) -> str:
    """``held``, ``not held``, ``held, corrected, edited 2019-09-26``."""
    parts = ["held" if row["held"] else "not held"]
    if row["corrected"]:
        parts.append("corrected")
    if row["edited"]:
        day = dt.datetime.fromisoformat(row["edited"]).astimezone().date()
        parts.append(f"edited {day.isoformat()}")
    return ", ".join(parts)


def _print(rows: Sequence[dict[str, Any]]) -> None:
    """A table on a terminal; elsewhere one line a document, its columns parted by tabs."""
    out = console()
    cells = [
        (row["document"], row["date"] or "", row["kind"] or "", _status(row), row["title"])
        for row in rows
    ]
    if not out.is_terminal:
        for line in cells:
            print("\t".join(inert(cell).replace("\t", " ") for cell in line))
        return
    table = Table(box=None, header_style="bold", pad_edge=False)
    for heading in ("Document", "Date", "Kind", "", "Title"):
        table.add_column(heading, overflow="fold")
    for line, row in zip(cells, rows, strict=True):
        table.add_row(*(Text(inert(cell)) for cell in line), style=None if row["held"] else "dim")
    out.print(table)
