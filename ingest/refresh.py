"""Bringing a library up to date with its sources.

A file is read again only when its bytes, its sidecar or the reading pipeline changed, or when it
failed before; a page of the web likewise, and it is only fetched again while it may have changed.
A refresh that finds nothing to do writes nothing at all and takes no lock.
"""

from __future__ import annotations

import datetime as dt
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from ingest.changes import Change
from ingest.opening import Reader
from ingest.reconciling import Reconciling
from ingest.removals import Removals
from ingest.sources import Failure, Found, Item, find
from store import originals
from store.library import Library
from store.lock import PATIENCE
from store.manifest import read_originals, read_sources
from store.writing import OnStage

if TYPE_CHECKING:
    from ingest.fetch import Fetcher

__all__ = ["Progress", "Reader", "RefreshReport", "Removals", "refresh"]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a refresh is: ``done`` of ``total`` sources, the last of them ``source``.

    Addresses are fetched before anything is read; more of them are known when a feed was.
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
    failed: tuple[Failure, ...]
    passages: int
    generation: int
    seconds: float
    changes: tuple[Change, ...] = ()
    kept: tuple[str, ...] = ()


OnProgress = Callable[[Progress], None]


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
    now: dt.datetime | None = None,
) -> RefreshReport:
    """Brings the library up to date with files, folders, pages and feeds.

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
    with ExitStack() as stack:
        found = find(sources)
        if found.addresses:
            if fetcher is None:
                from ingest.fetch import Fetcher

                fetcher = stack.enter_context(Fetcher(allow_private=allow_private))
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="penholder-")))
            moment = now or dt.datetime.now(dt.UTC)
            found = _fetched(library, found, fetcher, folder, moment, told)
        work = Reconciling(
            library,
            found,
            reader,
            pipeline,
            removals or Removals(),
            lambda done, total, source: told(Progress(done, total, source)),
        )
        if library.unfinished or work.has_work():
            with library.writing("refresh", patience=patience, on_stage=on_stage) as writer:
                work.run(writer)
    return _report(library, found, work, time.perf_counter() - started)


def _fetched(
    library: Library,
    found: Found,
    fetcher: Fetcher,
    folder: Path,
    now: dt.datetime,
    told: OnProgress,
) -> Found:
    """What was found, with the pages that its addresses gave."""
    from ingest.downloads import Downloads

    with library.catalogue.reading() as connection:
        known = read_sources(connection)
        lost = originals.lost(library.path / "originals", read_originals(connection))
    downloads = Downloads(
        fetcher,
        known,
        folder,
        now=now,
        lost=lost,
        on_fetched=lambda done, total, source: told(Progress(done, total, source, "fetching")),
    )
    pages = tuple(Item.of_page(landing) for landing in downloads.gather(found.addresses))
    failures = (*found.failures, *downloads.failures)
    return replace(found, items=(*found.items, *pages), failures=failures)


def _report(library: Library, found: Found, work: Reconciling, seconds: float) -> RefreshReport:
    """What was done, with what the library holds now."""
    applied = work.applied
    live = {summary.document for summary in library.documents()}
    return RefreshReport(
        added=tuple(applied.added),
        changed=tuple(applied.changed),
        removed=tuple(applied.removed),
        unchanged=len((work.seen & live).difference(applied.added, applied.changed)),
        failed=(*found.failures, *work.failures),
        passages=library.passage_count(),
        generation=library.generation,
        seconds=seconds,
        changes=work.changes,
        kept=work.kept,
    )
