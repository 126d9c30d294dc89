"""``documents`` and ``show``: what the library holds, looked at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from app.commands.common import JsonOption, LibraryOption, open_library, readable, settings_for
from app.terminal import console, inert, print_json, say, write

if TYPE_CHECKING:
    from store.library import DocumentSummary, Library
    from store.records import Document


def documents(
    context: typer.Context,
    missing: Annotated[
        bool,
        typer.Option("--missing", help="Only what the documents cite and is not held."),
    ] = False,
    as_json: JsonOption = False,
    library: LibraryOption = None,
) -> None:
    """List the documents of the library."""
    with open_library(settings_for(context, library)) as held:
        rows = _missing(held) if missing else [_facts_of(row) for row in held.documents()]
    if as_json:
        print_json(rows)
    elif rows:
        _print(rows)
    elif missing:
        say("Nothing that the documents held cite is missing.")
    else:
        say("The library is empty: run `penholder refresh`.")


def show(
    context: typer.Context,
    document: Annotated[str, typer.Argument(metavar="ID", help="As `documents` prints it.")],
    text: Annotated[
        bool, typer.Option("--text", help="Print the text itself, exactly, and nothing else.")
    ] = False,
    library: LibraryOption = None,
) -> None:
    """Show one document: what it is, what it cites, what cites it; or its text."""
    with open_library(settings_for(context, library)) as held:
        found = held.document(readable(document))
        citing = [summary.document for summary in held.citing(found.symbol or found.id)]
    if text:
        write(found.text)
        return
    out = console()
    for name, value in _described(found, citing):
        out.print(Text.assemble((f"{name:10}", "bold"), inert(value)))


def _described(document: Document, citing: Sequence[str]) -> list[tuple[str, str]]:
    """Names and values, without those that are not known."""
    size = f"{len(document.text)} characters, {len(document.passages)} passages"
    facts: list[tuple[str, str | None]] = [
        ("Document", document.id),
        ("Title", document.title),
        ("Symbol", document.symbol),
        ("Kind", document.kind.value + ("" if document.held else " (catalogue card, not held)")),
        ("Date", document.date.isoformat() if document.date else None),
        ("Meeting", document.event_date.isoformat() if document.event_date else None),
        ("Language", document.language),
        ("Publisher", document.publisher),
        ("Link", document.url),
        ("Rank", document.rank.value),
        ("Corrected", "yes" if document.corrected else None),
        ("Size", size),
        ("Cites", ", ".join(document.cites)),
        ("Cited by", ", ".join(citing)),
    ]
    return [(name, value) for name, value in facts if value]


def _facts_of(row: DocumentSummary) -> dict[str, Any]:
    """One entry of ``documents --json``."""
    return {
        "document": row.document,
        "symbol": row.symbol,
        "title": row.title,
        "kind": row.kind.value,
        "date": row.date.isoformat() if row.date else None,
        "language": row.language,
        "url": row.url,
        "held": row.held,
        "passages": row.passages,
    }


def _missing(library: Library) -> list[dict[str, Any]]:
    """What is cited and not held: with the facts of its catalogue card where it has one."""
    cards = {row.symbol: _facts_of(row) for row in library.documents() if row.symbol}
    unknown = dict.fromkeys(("title", "kind", "date", "language", "url"))
    return [
        {
            "document": missing.symbol,
            "symbol": missing.symbol,
            **unknown,
            "held": False,
            "passages": 0,
            **cards.get(missing.symbol, {"title": missing.title, "url": missing.url}),
            "cited_by": list(missing.cited_by),
        }
        for missing in library.missing()
    ]


def _print(rows: Sequence[dict[str, Any]]) -> None:
    """A table on a terminal; elsewhere one line a document, its columns parted by tabs."""
    out = console()
    cells = [
        (
            row["document"],
            row["date"] or "",
            row["kind"] or "",
            "held" if row["held"] else "not held",
            row["title"] or "",
        )
        for row in rows
    ]
    if not out.is_terminal:
        for line in cells:
            print("\t".join(inert(cell).replace("\t", " ") for cell in line))
        return
    table = Table(box=None, header_style="bold", pad_edge=False)
    for heading in ("Document", "Date", "Kind", "", "Title"):
        table.add_column(heading, overflow="fold")
    for line in cells:
        table.add_row(
            *(Text(inert(cell)) for cell in line), style=None if line[3] == "held" else "dim"
        )
    out.print(table)
