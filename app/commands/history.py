"""``history``: what the runs that changed the library did."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from app.commands.common import JsonOption, LibraryOption, open_library, settings_for
from app.terminal import console, print_json, say

if TYPE_CHECKING:
    from store.history import Run

_SHOWN = 20  # runs; --all shows every one


def history(
    context: typer.Context,
    count: Annotated[
        int, typer.Option("-n", min=1, metavar="N", help="How many runs, from the newest.")
    ] = _SHOWN,
    every: Annotated[bool, typer.Option("--all", help="All runs.")] = False,
    as_json: JsonOption = False,
    library: LibraryOption = None,
) -> None:
    """List the runs that changed the library or met a failure, newest first."""
    from store.history import runs

    with open_library(settings_for(context, library)) as held:
        listed = runs(held.catalogue, None if every else count)
        look = held.last_look()
    if as_json:
        print_json([_as_data(run) for run in listed])
        return
    if not listed:
        say("Nothing was ever refreshed into this library: run penholder refresh.")
        return
    from app.changes_text import run_lines
    from app.ui.library.reports_view import unchanged_since

    out = console()
    if since := unchanged_since(listed, look):
        out.print(f"{since}.", style="dim")
    for run in listed:
        for line in run_lines(run):
            out.print(line)


def _as_data(run: Run) -> dict[str, Any]:
    """One entry of ``history --json``. Times are in UTC; ``failures`` has the first of them."""
    return {
        "started": run.started.isoformat(),
        "finished": run.finished.isoformat() if run.finished else None,
        "command": run.command,
        "generation": run.generation,
        "added": list(run.added),
        "changed": list(run.changed),
        "removed": list(run.removed),
        "failed": run.failed,
        "failures": [asdict(failure) for failure in run.failures],
    }
