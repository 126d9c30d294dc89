"""``refresh`` and ``remove``: what the library holds, changed."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from app.commands.common import JsonOption, LibraryOption, open_to_write, readable, settings_for
from app.terminal import console, counting, inert, print_json, say

if TYPE_CHECKING:
    from ingest.refresh import RefreshReport

_SHOWN = 12  # documents of a sort that are named; --json and `documents` have all


def refresh(
    context: typer.Context,
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[SOURCE]...",
            help="Files or folders. Without any, the configured ones: at first what ships.",
        ),
    ] = None,
    as_json: JsonOption = False,
    library: LibraryOption = None,
) -> None:
    """Bring the library up to date with its sources. Nothing is done for what has not changed."""
    settings = settings_for(context, library)
    from ingest.refresh import refresh as refresh_library

    with open_to_write(settings, create=True) as held, counting("Reading") as show:
        report = refresh_library(
            held,
            sources or settings.sources,
            on_progress=lambda at: show(at.done, at.total, at.source),
        )
    if as_json:
        print_json(asdict(report))
    else:
        _print(report)
    if report.failed:
        raise typer.Exit(1)


def remove(
    context: typer.Context,
    document: Annotated[str, typer.Argument(metavar="ID", help="As `documents` prints it.")],
    library: LibraryOption = None,
) -> None:
    """Take one document out of the library. Its source file is left alone."""
    # A catalogue card that comes back in its place has to be embedded.
    with open_to_write(settings_for(context, library)) as held:
        removed = held.remove(readable(document))
    say(f"Removed {removed}: it stays out until its source changes or is named again.")


def _print(report: RefreshReport) -> None:
    out = console()
    for word, style, documents in (
        ("added", "green", report.added),
        ("changed", "yellow", report.changed),
        ("removed", "red", report.removed),
    ):
        for document in documents[:_SHOWN]:
            out.print(Text.assemble((f"{word:9}", style), inert(document)))
        if len(documents) > _SHOWN:
            out.print(Text.assemble((f"{word:9}", style), f"{len(documents) - _SHOWN} more"))
    for failure in report.failed:
        out.print(
            Text.assemble(
                ("failed   ", "bold red"),
                inert(f"{failure.source}: {failure.reason}: {failure.remedy}."),
            )
        )
    out.print(
        f"{len(report.added)} added, {len(report.changed)} changed, {len(report.removed)} removed, "
        f"{report.unchanged} unchanged, {len(report.failed)} failed; "
        f"{report.passages} passages held, {report.seconds:.1f} s."
    )
