"""``refresh`` and ``remove``: what the library holds, changed."""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from app.commands.common import JsonOption, LibraryOption, open_to_write, readable, settings_for
from app.terminal import console, counting, inert, print_json, say, write

if TYPE_CHECKING:
    from app.settings import Settings
    from ingest.refresh import RefreshReport
    from ingest.removals import Removals
    from store.library import Library

_SHOWN = 12  # documents of a sort that are named; --json and `documents` have all


def refresh(
    context: typer.Context,
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[SOURCE]...",
            help="Files, folders, pages and feeds. Without any, the configured ones: at first what "
            "ships.",
        ),
    ] = None,
    keep_removed: Annotated[
        bool,
        typer.Option("--keep-removed", help="Keep documents whose files are gone."),
    ] = False,
    confirm_removals: Annotated[
        bool,
        typer.Option(
            "--confirm-removals",
            help="Ask before documents are removed; without a terminal to ask on, keep them.",
        ),
    ] = False,
    allow_mass_removal: Annotated[
        bool,
        typer.Option(
            "--allow-mass-removal",
            help="Let more than half of the library go at one refresh, and what lay on a disk that "
            "is not there.",
        ),
    ] = False,
    watching: Annotated[
        bool,
        typer.Option("--watch", help="Go on until stopped: folders at once, the web by the clock."),
    ] = False,
    every: Annotated[
        str, typer.Option(metavar="TIME", help="With --watch: how often, as in 90s, 30m or 2h.")
    ] = "30m",
    as_json: JsonOption = False,
    library: LibraryOption = None,
) -> None:
    """Bring the library up to date with its sources. Nothing is done for what has not changed."""
    settings = settings_for(context, library)
    from ingest.removals import Removals

    given = [readable(source) for source in sources or settings.sources]
    removals = Removals(
        keep=keep_removed or (confirm_removals and not _can_ask()),
        confirm=_confirmed if confirm_removals else None,
        allow_mass=allow_mass_removal,
    )
    if watching:
        _watch(settings, given, removals, every, as_json=as_json)
        return
    with open_to_write(settings, create=True) as held:
        report = _refresh(held, given, settings, removals, bar=not confirm_removals)
    if as_json:
        print_json(asdict(report))
    else:
        _print(report)
    if report.failed:
        raise typer.Exit(1)


def _refresh(
    held: Library, sources: Sequence[str], settings: Settings, removals: Removals, *, bar: bool
) -> RefreshReport:
    from ingest.refresh import Progress
    from ingest.refresh import refresh as refresh_library

    with counting("Reading") if bar else nullcontext() as show:

        def told(at: Progress) -> None:
            if show is not None:
                show(at.done, at.total, at.source, at.stage.capitalize())

        return refresh_library(
            held,
            sources,
            on_progress=told,
            removals=removals,
            allow_private=settings.allow_private,
        )


def _watch(
    settings: Settings, sources: Sequence[str], removals: Removals, every: str, *, as_json: bool
) -> None:
    """Refreshes until it is told to stop; one line a refresh on stderr, its report on stdout."""
    from ingest.fetch import Fetcher
    from ingest.refresh import refresh as refresh_library
    from ingest.watching import FolderWaiter, interval, stopping, watch

    seconds = interval(every)
    with (
        stopping() as stop,
        open_to_write(settings, create=True) as held,
        Fetcher(allow_private=settings.allow_private) as fetcher,
    ):

        def once(due: Sequence[str]) -> RefreshReport:
            report = refresh_library(held, due, removals=removals, fetcher=fetcher)
            if as_json:
                write(json.dumps(asdict(report), ensure_ascii=False) + "\n")
            return report

        def log(line: str) -> None:
            say(f"{_time()} {line}")

        waiter = FolderWaiter(sources, stop, ignored=settings.library, log=log)
        watch(once, sources, waiter, every=seconds, log=log)


def _time() -> str:
    return dt.datetime.now().astimezone().isoformat(timespec="seconds")


def _can_ask() -> bool:
    return sys.stdin.isatty() and sys.stderr.isatty()


def _confirmed(documents: Sequence[str]) -> bool:
    """Asks on the terminal whether these documents may go."""
    for document in documents[:_SHOWN]:
        say(f"  {document}")
    if len(documents) > _SHOWN:
        say(f"  and {len(documents) - _SHOWN} more")
    number = f"{len(documents)} document{'s' if len(documents) > 1 else ''}"
    try:
        return typer.confirm(f"The sources of {number} are gone. Remove?", err=True)
    except typer.Abort as error:  # for --watch, which goes on after any error
        raise KeyboardInterrupt from error


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
    what = {change.document: change.what for change in report.changes}
    for word, style, documents in (
        ("added", "green", report.added),
        ("changed", "yellow", report.changed),
        ("removed", "red", report.removed),
        ("kept", "yellow", report.kept),
    ):
        for document in documents[:_SHOWN]:
            line = Text.assemble((f"{word:9}", style), inert(document))
            if word == "changed" and document in what:
                line.append(inert(f": {what[document]}"), style="dim")
            out.print(line)
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
