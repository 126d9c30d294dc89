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
from app.filling import by_symbol as asking_by_symbol
from app.filling import configured, refreshed
from app.terminal import console, counting, inert, print_json, say, write
from store.errors import UsageError

if TYPE_CHECKING:
    from app.settings import Settings
    from ingest.refresh import BySymbol, Progress, RefreshReport
    from ingest.removals import Removals
    from store.library import Library

_SHOWN = 12  # documents of a sort that are named; --json and `documents` have all


def refresh(
    context: typer.Context,
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[SOURCE]...",
            help="Files, folders, pages, feeds, and UN documents by their symbol (S/PV.7796). "
            "Without any, the configured ones: at first what ships.",
        ),
    ] = None,
    related: Annotated[
        bool,
        typer.Option(
            "--related",
            help="Then fetch what the documents held cite and is not held. The plan is shown first "
            "and asked about; without a terminal to ask on it is only shown, unless --yes.",
        ),
    ] = False,
    limit: Annotated[
        int | None,
        typer.Option(
            "--limit",
            min=1,
            metavar="N",
            help="With --related: at most so many, the most cited first; else 20.",
            show_default=False,
        ),
    ] = None,
    yes: Annotated[
        bool, typer.Option("--yes", "-y", help="With --related: fetch without asking.")
    ] = False,
    language: Annotated[
        str,
        typer.Option(
            "--language",
            metavar="CODE",
            help="Of documents named by symbol: en, fr, es, ru, ar or zh.",
        ),
    ] = "en",
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
    _check(related=related, limit=limit, yes=yes, language=language, watching=watching)
    from ingest.removals import Removals

    given = [readable(source) for source in sources or configured(settings)]
    removals = Removals(
        keep=keep_removed or (confirm_removals and not _can_ask()),
        confirm=_confirmed if confirm_removals else None,
        allow_mass=allow_mass_removal,
    )
    by_symbol = asking_by_symbol(settings, language, scheduled=watching)
    if watching:
        _watch(settings, given, removals, by_symbol, every, as_json=as_json)
        return
    with open_to_write(settings, create=True) as held:

        def once(sources: Sequence[str], *, bar: bool) -> RefreshReport:
            return _refresh(held, sources, settings, removals, by_symbol, bar=bar)

        report = once(given, bar=not confirm_removals)
        plan = None
        if related:
            from app.commands.relating import agreed, plan_data, plan_for

            plan = plan_for(held, by_symbol, limit)
            if answer := agreed(plan, yes=yes, as_json=as_json):
                report = report.then(once([one.wanted.key for one in plan.documents], bar=True))
    if as_json:
        print_json(asdict(report) | ({"plan": plan_data(plan)} if plan else {}))
    else:
        _print(report)
    if plan and answer is None:
        raise UsageError(
            "nothing of the plan was fetched, for there is no terminal to ask on",
            "add --yes to fetch it, or name the symbols themselves",
        )
    if report.failed:
        raise typer.Exit(1)


def _check(*, related: bool, limit: int | None, yes: bool, language: str, watching: bool) -> None:
    """Raises :class:`UsageError` for options that do not go together, or a language unknown."""
    from store.symbol_addresses import LANGUAGES

    if language not in LANGUAGES:
        raise UsageError(
            f"{readable(language)} is none of the six official languages",
            f"give --language one of {', '.join(LANGUAGES)}",
        )
    if related and watching:
        raise UsageError(
            "--related and --watch do not go together",
            "run penholder refresh --related --yes by the clock, as from cron",
        )
    if not related and (yes or limit is not None):
        option = "--yes" if yes else "--limit"
        raise UsageError(f"{option} is about --related", "add --related, or leave it out")


def _refresh(
    held: Library,
    sources: Sequence[str],
    settings: Settings,
    removals: Removals,
    by_symbol: BySymbol,
    *,
    bar: bool,
) -> RefreshReport:
    with counting("Reading") if bar else nullcontext() as show:

        def told(at: Progress) -> None:
            if show is not None:
                show(at.done, at.total, at.source, at.stage.capitalize())

        return refreshed(
            held, sources, settings, told, language=by_symbol.language, removals=removals
        )


def _watch(
    settings: Settings,
    sources: Sequence[str],
    removals: Removals,
    by_symbol: BySymbol,
    every: str,
    *,
    as_json: bool,
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
            report = refresh_library(
                held, due, removals=removals, fetcher=fetcher, by_symbol=by_symbol
            )
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
