"""What is done to the library, was done last, and ever was: as data for a component, in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Literal, TypedDict

from app.rendering import printed_moment
from app.ui.address import document_key
from app.ui.contracts import Summary
from app.ui.evidence_view import name_of
from app.ui.library.work import Outcome
from app.ui.library.work import Standing as At
from app.ui.wording import count
from store.printing import listed

if TYPE_CHECKING:
    from app.filling import RefreshReport
    from store.failures import Failed
    from store.history import Run
    from store.shelf import Shelf

_SHOWN = 12  # documents of a sort that are named
_MOST_ADDED = 50
_ON_WEB = ("http://", "https://")


class Named(TypedDict):
    """A document that something became of. ``id`` opens it, where it is still there."""

    name: str
    id: str | None
    what: str | None


class Sort(TypedDict):
    """Documents that the same became of."""

    word: str
    items: list[Named]
    more: str | None


class Failure(TypedDict):
    """One source that could not be read."""

    source: str
    reason: str
    remedy: str


class Report(TypedDict):
    """What a job or a run did. ``key`` tells it from others; ``failed`` where it came to no end."""

    key: str
    title: str
    said: str
    failed: bool
    notes: list[str]
    sorts: list[Sort]
    failures: list[Failure]
    more: str | None


class Progress(TypedDict):
    """How far a job is; without ``total`` that is not known yet."""

    title: str
    said: str
    source: str | None
    done: int
    total: int
    stopping: bool


class Work(TypedDict):
    """What is under way, and what the last job came to."""

    view: Literal["work"]
    progress: Progress | None
    report: Report | None
    refused: str | None
    may_change: bool


class Removable(TypedDict):
    """A document that was added by hand; ``id`` says which."""

    id: str
    document: str
    name: str
    how: str


class Sources(TypedDict):
    """The button that refreshes, with what it reads."""

    view: Literal["sources"]
    sources: list[str]
    busy: bool


class Added(TypedDict):
    """What was added by hand, and may be removed again."""

    view: Literal["added"]
    added: list[Removable]
    more: str | None
    busy: bool


class History(TypedDict):
    """The newest runs."""

    view: Literal["history"]
    runs: list[Report]
    empty: str


def work(at: At, by_id: Mapping[str, Summary], *, may_change: bool, refused: str | None) -> Work:
    """What is under way and what was done last, for whoever may see to it."""
    return Work(
        view="work",
        progress=_progress(at, may_change=may_change) if at.job else None,
        report=_outcome(at.outcome, by_id) if at.outcome and not at.job else None,
        refused=refused,
        may_change=may_change,
    )


def sources(configured: Sequence[str], *, busy: bool) -> Sources:
    """What a refresh reads."""
    return Sources(view="sources", sources=list(configured), busy=busy)


def by_hand(added: Sequence[Removable], *, busy: bool) -> Added:
    """What may be removed again; as much of it as fits a page."""
    left = len(added) - _MOST_ADDED
    return Added(
        view="added",
        busy=busy,
        added=list(added[:_MOST_ADDED]),
        more=f"and {left:,} more: penholder remove takes any out" if left > 0 else None,
    )


def removable(
    documents: Iterable[Summary], shelf: Shelf, folder: str, configured: Sequence[str]
) -> list[Removable]:
    """The held documents that only a reader's own doing gave: a file added, an address named."""
    found = []
    for item in documents:
        origins = shelf.origins.get(item.document, ()) if item.held else ()
        by_file = any(one.key.startswith(f"{folder}/") for one in origins)
        by_name = all(
            one.named and one.key.startswith(_ON_WEB) and one.key not in configured
            for one in origins
        )
        if origins and (by_file or by_name):
            found.append(
                Removable(
                    id=document_key(item.document),
                    document=item.document,
                    name=name_of(item.symbol, item.title),
                    how="A file added here" if by_file else "Fetched by its symbol or address",
                )
            )
    return found


def history(runs: Iterable[Run], by_id: Mapping[str, Summary], *, may_change: bool) -> History:
    """The runs in words, newest first. What failed, with its remedy, is for whoever can mend it."""
    return History(
        view="history",
        runs=[_run(run, by_id, may_change=may_change) for run in runs],
        empty="Nothing was ever refreshed into this library.",
    )


def _progress(at: At, *, may_change: bool) -> Progress:
    assert at.job is not None  # noqa: S101 - asked before
    progress = at.progress
    if progress is None:
        said = "Looking what there is to do…"
    else:
        doing = "Fetching" if progress.stage == "fetching" else "Reading"
        said = f"{doing}: {progress.done:,} of {count(progress.total, 'source')} done"
    return Progress(
        title=f"{at.job.name}: {at.job.about}" if at.job.about else at.job.name,
        said="Stopping after the source under way…" if at.stopping else said,
        source=progress.source if progress and may_change else None,
        done=progress.done if progress else 0,
        total=progress.total if progress else 0,
        stopping=at.stopping,
    )


def _outcome(outcome: Outcome, by_id: Mapping[str, Summary]) -> Report:
    job = outcome.job
    name = f"{job.name}: {job.about}" if job.about else job.name
    title = f"{name} · {printed_moment(outcome.finished)}"
    key = f"job-{outcome.number}"
    if outcome.done is None:
        return Report(key=key, title=title, said=outcome.error or "", failed=True, notes=[],
                      sorts=[], failures=[], more=None)  # fmt: skip
    report = outcome.done.report
    what = {change.document: change.what for change in report.changes}
    return Report(
        key=key,
        title=title,
        said=_told(report),
        failed=False,
        notes=list(outcome.done.notes),
        sorts=_sorts(
            {
                "Added": report.added,
                "Changed": report.changed,
                "Removed": report.removed,
                "Kept, though their source is gone": report.kept,
            },
            by_id,
            what.get,
        ),
        **_failures(report.failed, len(report.failed)),
    )


def _told(report: RefreshReport) -> str:
    parts = [
        f"{len(documents):,} {word}"
        for word, documents in (
            ("added", report.added),
            ("changed", report.changed),
            ("removed", report.removed),
            ("kept", report.kept),
        )
        if documents
    ]
    if report.unchanged:
        parts.append(f"{report.unchanged:,} unchanged")
    if report.failed:
        parts.append(f"{len(report.failed):,} failed")
    told = listed(parts) or "nothing changed"
    return f"{told[:1].upper()}{told[1:]}; it took {report.seconds:.1f} s."


def _run(run: Run, by_id: Mapping[str, Summary], *, may_change: bool) -> Report:
    parts = [
        f"{len(documents):,} {word}"
        for word, documents in (
            ("added", run.added),
            ("changed", run.changed),
            ("removed", run.removed),
        )
        if documents
    ]
    if run.failed:
        parts.append(f"{run.failed:,} failed")
    said = listed(parts) or "nothing changed"
    if run.finished is None:
        said += "; unfinished: under way, or stopped before its end"
    return Report(
        key=f"run-{run.id}",
        title=f"{printed_moment(run.started)}{_lasted(run)}",
        said=f"{run.command}: {said}",
        failed=run.finished is None,
        notes=[],
        sorts=_sorts({"Added": run.added, "Changed": run.changed, "Removed": run.removed}, by_id),
        **_failures(run.failures if may_change else (), run.failed if may_change else 0),
    )


def _lasted(run: Run) -> str:
    if run.finished is None:
        return ""
    seconds = (run.finished - run.started) / dt.timedelta(seconds=1)
    return f" · {seconds:.0f} s" if seconds < 120 else f" · {seconds / 60:.0f} min"


def _sorts(
    sorts: Mapping[str, Sequence[str]],
    by_id: Mapping[str, Summary],
    what: Callable[[str], str | None] = lambda _document: None,
) -> list[Sort]:
    return [
        Sort(
            word=f"{word} ({len(documents):,})",
            items=[_named(one, by_id, what(one)) for one in documents[:_SHOWN]],
            more=f"and {len(documents) - _SHOWN:,} more" if len(documents) > _SHOWN else None,
        )
        for word, documents in sorts.items()
        if documents
    ]


def _named(document: str, by_id: Mapping[str, Summary], what: str | None) -> Named:
    item = by_id.get(document)
    if item is None:
        return Named(name=document, id=None, what=what)
    return Named(name=name_of(item.symbol, item.title), id=document_key(document), what=what)


class _Failures(TypedDict):
    failures: list[Failure]
    more: str | None


def _failures(failed: Sequence[Failed], number: int) -> _Failures:
    left = number - len(failed[:_SHOWN])
    return _Failures(
        failures=[
            Failure(source=one.source, reason=one.reason, remedy=one.remedy)
            for one in failed[:_SHOWN]
        ],
        more=f"and {left:,} more that failed" if left > 0 else None,
    )
