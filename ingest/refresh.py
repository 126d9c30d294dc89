"""Bringing a library up to date with its sources.

A file is read again only when its bytes, its sidecar or the reading pipeline changed, or when it
failed before; a page of the web likewise, and it is only fetched again while it may have changed.
A refresh that finds nothing to do writes nothing at all and takes no lock.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from ingest.changes import Change
from ingest.course import Course
from ingest.opening import Opening, Reader
from ingest.reconciling import Reconciling
from ingest.related import Years
from ingest.removals import Removals, Verdict
from ingest.routes import Routes
from ingest.sources import Item, find
from ingest.visits import Landing, asked_of
from store import originals
from store.failures import Failed, failed_alike
from store.hosts import put_holds, read_holds
from store.library import Library
from store.lock import PATIENCE
from store.manifest import read_originals, read_sources
from store.writing import OnStage

if TYPE_CHECKING:
    from ingest.fetch import Fetcher

__all__ = ["BySymbol", "Progress", "Reader", "RefreshReport", "Removals", "refresh"]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a refresh is: ``done`` of ``total`` sources, the last of them ``source``.

    Files are read first, then pages as they are fetched; more are known when a feed was.
    """

    done: int
    total: int
    source: str
    stage: Literal["fetching", "reading"] = "reading"


@dataclass(frozen=True, slots=True)
class RefreshReport:
    """What a refresh did. Documents by id; ``passages`` is how many are live now in all.

    ``changes`` says what is different about each changed document; ``kept`` names those whose
    source is gone and that were kept all the same.
    """

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int
    failed: tuple[Failed, ...]
    passages: int
    generation: int
    seconds: float
    changes: tuple[Change, ...] = ()
    kept: tuple[str, ...] = ()

    def then(self, later: RefreshReport) -> RefreshReport:
        """Both in one, where ``later`` is of what was refreshed right after."""
        return replace(
            later,
            added=self.added + later.added,
            changed=self.changed + later.changed,
            removed=self.removed + later.removed,
            unchanged=self.unchanged + later.unchanged,
            failed=self.failed + later.failed,
            seconds=self.seconds + later.seconds,
            changes=self.changes + later.changes,
            kept=self.kept + later.kept,
        )


@dataclass(frozen=True, slots=True)
class BySymbol:
    """How documents are asked for that are named by their symbol.

    ``language`` is one of the six official ones by its code. ``scheduled``: nobody waits for the
    answer, so that what is not out is asked for once a day at most (see :mod:`ingest.rechecking`).
    """

    language: str = "en"
    routes: Routes = field(default_factory=Routes)
    scheduled: bool = False


OnProgress = Callable[[Progress], None]

_PAGES_A_STEP = 25  # with something to read; what was fetched is written at latest after so many
_SECONDS_A_STEP = 60.0


def refresh(
    library: Library,
    sources: Sequence[str | Path],
    *,
    on_progress: OnProgress | None = None,
    reader: Reader | None = None,
    pipeline: str | None = None,
    patience: float = PATIENCE,
    on_stage: OnStage | None = None,
    removals: Removals | None = None,
    fetcher: Fetcher | None = None,
    allow_private: bool = False,
    by_symbol: BySymbol | None = None,
    now: dt.datetime | None = None,
) -> RefreshReport:
    """Brings the library up to date with files, folders, pages, feeds and UN documents by symbol.

    One source's failure stops no other; it is reported, and tried again next time. ``removals``
    decides about documents whose source is gone. Without a ``fetcher`` one is made, which goes to
    private addresses only where ``allow_private`` says so. Raises :class:`LibraryError` where the
    library as a whole cannot be written, and then shows nothing half-done.
    """
    started = time.perf_counter()
    if reader is None or pipeline is None:
        from ingest.reading import PIPELINE, read_source

        reader, pipeline = reader or read_source, pipeline or PIPELINE
    told = on_progress or (lambda _progress: None)
    by_symbol = by_symbol or BySymbol()
    found = find(sources, by_symbol.language)
    removals = removals or Removals()
    course = Course(found, pipeline, removals, Verdict(removals), unfound=list(found.failures))
    step = _Step(library, course, Opening(library, reader), told, patience, on_stage)
    if not (found.addresses or found.wanted):
        step.take(found.items, last=True)
    else:
        with ExitStack() as stack:
            if fetcher is None:
                from ingest.fetch import Fetcher

                fetcher = stack.enter_context(Fetcher(allow_private=allow_private))
            _fetch_and_take(step, fetcher, by_symbol, now or dt.datetime.now(dt.UTC))
    step.keep_failures()
    return _report(library, course, time.perf_counter() - started)


@dataclass(frozen=True, slots=True)
class _Step:
    """How each step of a refresh is carried out."""

    library: Library
    course: Course
    opening: Opening
    told: OnProgress
    patience: float
    on_stage: OnStage | None

    def take(self, items: Sequence[Item], *, last: bool = False) -> None:
        """Reads these sources and writes what changed, under the library's lock if any did."""
        work = Reconciling(
            self.library,
            self.course,
            items,
            self.opening,
            lambda done, total, source: self.told(Progress(done, total, source)),
            last=last,
        )
        if work.has_work() or self.library.unfinished:
            with self.library.writing(
                "refresh", patience=self.patience, on_stage=self.on_stage
            ) as writer:
                work.run(writer)
        work.note()

    def keep_failures(self) -> None:
        """Has the run say all that failed, where no step had anything else to write any more.

        A run that did nothing but fail like the one before is not kept: it would be written at
        every refresh.
        """
        failed, earlier = self.course.failed, self.course.writer
        if not failed or (earlier is not None and earlier.failed == failed):
            return
        if earlier is None:
            with self.library.catalogue.reading() as connection:
                if failed_alike(connection, failed):
                    return
        with self.library.writing(
            "refresh", patience=self.patience, on_stage=self.on_stage
        ) as writer:
            if earlier is not None:
                writer.resume(earlier)
            writer.apply(())
            writer.failed = failed


def _fetch_and_take(step: _Step, fetcher: Fetcher, by_symbol: BySymbol, now: dt.datetime) -> None:
    """Files, then the pages that the addresses give, in steps as they come.

    What a site withholds keeps nothing else waiting, and a refresh that is cut off keeps what it
    had written.
    """
    from ingest.arrivals import Arrivals
    from ingest.downloads import Downloads
    from ingest.spool import Spool
    from ingest.symbol_downloads import SymbolDownloads

    course, library = step.course, step.library
    asked, wanted = asked_of(course.found.addresses), course.found.wanted
    course.asked = frozenset((*asked, *(one.key for one in wanted)))
    if course.found.items or course.found.folders:
        step.take(course.found.items)

    def put(held: Mapping[str, dt.datetime]) -> None:
        with library.catalogue.writing() as connection:
            put_holds(connection, held, now=now)

    with library.catalogue.reading() as connection:
        known, holds = read_sources(connection), read_holds(connection)
        lost = originals.lost(library.path / "originals", read_originals(connection))
    fetcher.begin(holds)
    with Spool(library.path) as spool:
        arrivals = Arrivals(fetcher, spool, now=now, on_held=put)

        def told(done: int, total: int, source: str) -> None:
            step.told(Progress(done, total, source, "fetching"))

        pages = Downloads(fetcher, known, arrivals, now=now, lost=lost, on_fetched=told)
        symbols = SymbolDownloads(
            fetcher,
            known,
            arrivals,
            by_symbol.routes,
            years_of=Years(library),
            scheduled=by_symbol.scheduled,
            now=now,
            lost=lost,
            on_fetched=told,
        )
        course.known, course.led_to = dict(known), pages.led_to
        rest = _taken_in_steps(step, chain(symbols.landings(wanted), pages.landings(asked)))
        if symbols.is_in_doubt:
            step.take(rest)  # before the waits, in which a person may break it off
            rest = _taken_in_steps(step, symbols.again())
        course.unfound.extend((*pages.failures, *arrivals.failures))
        step.take(rest, last=True)


def _taken_in_steps(step: _Step, landings: Iterable[Landing]) -> list[Item]:
    """Has pages read whenever enough of them came; gives those that are left over."""
    pages: dict[str, Item] = {}  # one that comes again takes the place of the first
    began = time.monotonic()
    for landing in landings:
        if landing.held and not landing.told:
            step.course.settled.add(landing.key)
            continue
        pages[landing.key] = Item.of_page(landing)
        new = sum(1 for page in pages.values() if page.landing and page.landing.body)
        late = time.monotonic() - began > _SECONDS_A_STEP
        if new >= _PAGES_A_STEP or (new and late):
            step.take(list(pages.values()))
            pages.clear()
            began = time.monotonic()
    return list(pages.values())


def _report(library: Library, course: Course, seconds: float) -> RefreshReport:
    """What was done, with what the library holds now."""
    applied = course.applied
    live = {summary.document for summary in library.documents()}
    return RefreshReport(
        added=tuple(applied.added),
        changed=tuple(applied.changed),
        removed=tuple(applied.removed),
        unchanged=len((course.seen & live).difference(applied.added, applied.changed)),
        failed=course.failed,
        passages=library.passage_count(),
        generation=library.generation,
        seconds=seconds,
        changes=course.changes,
        kept=tuple(sorted(course.kept)),
    )
