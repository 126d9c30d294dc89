"""What became of the library: its runs, and the versions that its documents went through.

Only reads. A run's row counts what it did; which documents those were follows from the generations
at which their versions came and went, so nothing is kept twice.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from typing import Any

import sqlalchemy as sa

from store import rows
from store.database import Database
from store.failures import Failed, read_failures
from store.records import Kind
from store.schema import runs as runs_table
from store.schema import versions


@dataclass(frozen=True, slots=True)
class Run:
    """One run that changed the library or met a failure.

    ``started`` and ``finished`` are in UTC. A run without ``finished`` is under way or was killed:
    then it has no ``generation`` and what failed is not known yet. ``added``,
    ``changed`` and ``removed`` name documents, as far as the library still knows them;
    ``counted`` is what the run itself counted of each. ``failures`` has the first of the
    ``failed`` sources.
    """

    id: int
    command: str
    started: dt.datetime
    finished: dt.datetime | None
    generation: int | None
    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    failed: int
    counted: tuple[int, int, int]
    failures: tuple[Failed, ...] = ()


@dataclass(frozen=True, slots=True)
class Look:
    """A look over all sources that changed nothing: when, in UTC, and how many could not be read.

    It is no run: with a timer there would be one at every tick.
    """

    when: dt.datetime
    failed: int = 0


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a document that was live once, or is.

    ``number`` counts a document's versions from 1; ``read`` is when it was read, in UTC; it was
    live from the generation ``live_from`` until ``live_to``, which is none while it still is.
    ``same_original`` says that the bytes are those of the version before: then it was only read
    otherwise, by a newer Penholder or with other facts beside it.
    """

    id: int
    number: int
    document: str
    title: str
    symbol: str | None
    kind: Kind
    language: str
    date: dt.date | None
    event_date: dt.date | None
    url: str | None
    publisher: str | None
    held: bool
    corrected: bool
    passages: int
    read: dt.datetime
    live_from: int
    live_to: int | None
    same_original: bool


@dataclass(slots=True)
class _Step:
    """One generation: the documents that it made live and retired, and when they were read."""

    came: set[str] = field(default_factory=set)
    went: set[str] = field(default_factory=set)
    read: str | None = None


_LOOKED_OVER = "looked_over"
_WAS_LIVE = versions.c.live_from.is_not(None)


def runs(catalogue: Database, limit: int | None = None) -> list[Run]:
    """The runs, newest first; at most ``limit`` of them."""
    with catalogue.reading() as connection:
        listed = connection.execute(sa.select(runs_table).order_by(runs_table.c.id)).all()
        first = _first_generation(listed, limit)
        steps = _steps(connection, first)
        newest = list(reversed(listed))[:limit]
        failed = read_failures(connection, since=newest[-1].id if newest else 0)
    of_run = _assigned(listed, steps)
    return [
        _run(row, [steps[g] for g in of_run.get(row.id, ())], failed.get(row.id, ()))
        for row in newest
    ]


def note_look(catalogue: Database, look: Look) -> None:
    """Keeps a look over all sources of the library that changed nothing, in place of the last."""
    with catalogue.writing() as connection:
        value = f"{look.when.astimezone(dt.UTC).isoformat()} {look.failed}"
        catalogue.set_meta(connection, _LOOKED_OVER, value)


def last_look(catalogue: Database) -> Look | None:
    """The last look over all sources of the library that changed nothing, if there was one."""
    when, _, failed = catalogue.facts().get(_LOOKED_OVER, "").partition(" ")
    return Look(dt.datetime.fromisoformat(when), int(failed)) if when else None


def versions_of(catalogue: Database, document_id: str) -> list[Version]:
    """A document's versions that are or were live, oldest first; none where it was never held."""
    columns = [c for c in versions.c if c.name != "text"]
    query = (
        sa.select(*columns)
        .where(_WAS_LIVE, versions.c.document == document_id)
        .order_by(versions.c.live_from)
    )
    with catalogue.reading() as connection:
        found = connection.execute(query).all()
    earlier = [None, *found]
    return [
        _version(row, number, before)
        for number, (row, before) in enumerate(zip(found, earlier, strict=False), start=1)
    ]


def version_text(catalogue: Database, version: Version) -> str:
    """The canonical text of a version, live or not."""
    with catalogue.reading() as connection:
        query = sa.select(versions.c.text).where(versions.c.id == version.id)
        return str(connection.execute(query).scalar_one())


def edited(catalogue: Database) -> dict[str, dt.datetime]:
    """The live, held documents whose text was edited after it was first indexed, and when the
    last edit was read, in UTC.

    A text that is only read otherwise, from the same bytes or by another Penholder, is not edited.
    """
    texts = sa.func.count(sa.distinct(versions.c.text_sha256))
    several = (
        sa.select(versions.c.document)
        .where(_WAS_LIVE, versions.c.held)
        .group_by(versions.c.document)
        .having(texts > 1)
    )
    query = (
        sa.select(
            versions.c.document,
            versions.c.text_sha256,
            versions.c.original_sha256,
            versions.c.pipeline,
            versions.c.created,
            versions.c.live_to,
        )
        .where(_WAS_LIVE, versions.c.held, versions.c.document.in_(several))
        .order_by(versions.c.document, versions.c.live_from)
    )
    with catalogue.reading() as connection:
        found = connection.execute(query).all()
    last = {
        document: _last_edit(list(of_one))
        for document, of_one in groupby(found, key=lambda row: row.document)
    }
    return {document: when for document, when in last.items() if when is not None}


def _last_edit(of_one: Sequence[Any]) -> dt.datetime | None:
    if of_one[-1].live_to is not None:
        return None
    when = None
    for before, after in pairwise(of_one):
        reread = before.pipeline != after.pipeline or _same_original(before, after)
        if before.text_sha256 != after.text_sha256 and not reread:
            when = _moment(after.created)
    return when


# Which run made which generation.


def _first_generation(listed: Sequence[Any], limit: int | None) -> int:
    """The generation before the oldest of the newest ``limit`` runs, as far as it is known."""
    before = listed[: -limit or None] if limit is not None and limit < len(listed) else ()
    return max((row.generation for row in before if row.generation is not None), default=0)


def _steps(connection: sa.Connection, after: int) -> dict[int, _Step]:
    steps: dict[int, _Step] = {}
    query = sa.select(
        versions.c.document, versions.c.live_from, versions.c.live_to, versions.c.created
    )
    newer = (versions.c.live_from > after) | (versions.c.live_to > after)
    for row in connection.execute(query.where(_WAS_LIVE, newer)):
        if row.live_from > after:
            step = steps.setdefault(row.live_from, _Step())
            step.came.add(row.document)
            step.read = min(filter(None, (step.read, row.created)))
        if row.live_to is not None and row.live_to > after:
            steps.setdefault(row.live_to, _Step()).went.add(row.document)
    return steps


def _assigned(listed: Sequence[Any], steps: Mapping[int, _Step]) -> dict[int, list[int]]:
    """The generations of each run, in order.

    A finished run wrote its last one down, so a generation belongs to the first finished run that
    reaches it, or to a killed one just before; between those, the time of reading decides.
    """
    finished = [(row.generation, at) for at, row in enumerate(listed) if row.generation is not None]
    reached = [generation for generation, _ in finished]
    of_run: dict[int, list[int]] = {}
    for generation in sorted(steps):
        place = bisect_left(reached, generation)
        first = finished[place - 1][1] + 1 if place else 0
        last = finished[place][1] if place < len(finished) else len(listed) - 1
        candidates = listed[first : last + 1]
        if candidates:
            run = _maker(candidates, steps[generation].read)
            of_run.setdefault(run.id, []).append(generation)
    return of_run


def _maker(candidates: Sequence[Any], read: str | None) -> Any:
    """The last of the runs that had begun when the generation's documents were read."""
    begun = [run for run in candidates if read is not None and run.started <= read]
    return begun[-1] if begun else candidates[-1]


def _run(row: Any, steps: Iterable[_Step], failures: tuple[Failed, ...]) -> Run:
    was: dict[str, bool] = {}  # whether the document was live before the run
    is_now: dict[str, bool] = {}
    for step in steps:
        for document in step.came | step.went:
            was.setdefault(document, document in step.went)
            is_now[document] = document in step.came
    return Run(
        id=row.id,
        command=row.command,
        started=_moment(row.started),
        finished=_moment(row.finished) if row.finished else None,
        generation=row.generation,
        added=tuple(sorted(d for d in was if is_now[d] and not was[d])),
        changed=tuple(sorted(d for d in was if is_now[d] and was[d])),
        removed=tuple(sorted(d for d in was if was[d] and not is_now[d])),
        failed=row.failed,
        counted=(row.added, row.changed, row.removed),
        failures=failures,
    )


def _version(row: Any, number: int, before: Any | None) -> Version:
    return Version(
        id=row.id,
        number=number,
        document=row.document,
        title=row.title,
        symbol=row.symbol,
        kind=Kind(row.kind),
        language=row.language,
        date=rows.to_date(row.date),
        event_date=rows.to_date(row.event_date),
        url=row.url,
        publisher=row.publisher,
        held=row.held,
        corrected=row.corrected,
        passages=row.passages,
        read=_moment(row.created),
        live_from=row.live_from,
        live_to=row.live_to,
        same_original=before is not None and _same_original(before, row),
    )


def _same_original(before: Any, after: Any) -> bool:
    return after.original_sha256 is not None and before.original_sha256 == after.original_sha256


def _moment(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)
