"""What a job or a run did to the library, in words and as data for a component."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Literal, TypedDict

from app.rendering import printed_moment
from app.ui.address import document_key
from app.ui.contracts import Summary
from app.ui.evidence_view import name_of
from app.ui.library.work import Gone, Outcome
from app.ui.wording import count
from store.printing import listed

if TYPE_CHECKING:
    from app.filling import RefreshReport
    from store.failures import Failed
    from store.history import Look, Run

_SHOWN = 12  # documents of a sort that are named


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


class History(TypedDict):
    """The newest runs; ``since`` says that nothing has changed after them, where that is known."""

    view: Literal["history"]
    since: str | None
    runs: list[Report]
    empty: str


def history(
    runs: Sequence[Run],
    by_id: Mapping[str, Summary],
    look: Look | None,
    *,
    may_change: bool,
) -> History:
    """The runs in words, newest first. What failed, with its remedy, is for whoever can mend it.

    ``look`` is the last one over all sources that changed nothing.
    """
    return History(
        view="history",
        since=unchanged_since(runs, look),
        runs=[_run(run, by_id, may_change=may_change) for run in runs],
        empty="Nothing was ever refreshed into this library.",
    )


def unchanged_since(runs: Sequence[Run], look: Look | None) -> str | None:
    """That the sources were looked over after the newest run, and nothing had changed."""
    newest = max((run.finished or run.started for run in runs), default=None)
    if look is None or (newest is not None and look.when < newest):
        return None
    failed = f"; {count(look.failed, 'source')} could not be read" if look.failed else ""
    return f"Looked over on {printed_moment(look.when)}: nothing had changed{failed}"


def of_job(outcome: Outcome, by_id: Mapping[str, Summary]) -> Report:
    """What a job came to."""
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
            outcome.done.gone,
        ),
        **_failures(report.failed, len(report.failed)),
    )


def _told(report: RefreshReport) -> str:
    parts = _counted(
        {
            "added": len(report.added),
            "changed": len(report.changed),
            "removed": len(report.removed),
            "kept": len(report.kept),
            "unchanged": report.unchanged,
            "failed": len(report.failed),
        }
    )
    return f"{parts[:1].upper()}{parts[1:]}; it took {report.seconds:.1f} s."


def _counted(numbers: Mapping[str, int]) -> str:
    """How many documents each was done to, in words."""
    parts = [f"{number:,} {word}" for word, number in numbers.items() if number]
    return listed(parts) or "nothing changed"


def _run(run: Run, by_id: Mapping[str, Summary], *, may_change: bool) -> Report:
    said = _counted(
        {
            "added": len(run.added),
            "changed": len(run.changed),
            "removed": len(run.removed),
            "failed": run.failed,
        }
    )
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
    gone: Gone | None = None,
) -> list[Sort]:
    return [
        Sort(
            word=f"{word} ({len(documents):,})",
            items=[_named(one, by_id, what(one), gone) for one in documents[:_SHOWN]],
            more=f"and {len(documents) - _SHOWN:,} more" if len(documents) > _SHOWN else None,
        )
        for word, documents in sorts.items()
        if documents
    ]


def _named(
    document: str, by_id: Mapping[str, Summary], what: str | None, gone: Gone | None
) -> Named:
    item = by_id.get(document)
    if item is None:
        known_as = gone.name if gone is not None and gone.document == document else document
        return Named(name=known_as, id=None, what=what)
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
