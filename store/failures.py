"""Which sources each run could not read: for whoever asks later why a document is not held."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

import sqlalchemy as sa

from store.schema import failures, runs

#: How many failures of one run are kept, the first ones; the run counts all of them.
MOST_KEPT = 50

_LONGEST = 500  # characters of each part: names and reasons come from outside


@dataclass(frozen=True, slots=True)
class Failed:
    """One source that a run could not read: which, why, and what to do."""

    source: str
    reason: str
    remedy: str


def keep_failures(connection: sa.Connection, run: int, failed: Sequence[Failed]) -> None:
    """Writes what failed in a run, in place of what was written of it before."""
    connection.execute(sa.delete(failures).where(failures.c.run == run))
    kept = [
        {"run": run, "ordinal": ordinal, **asdict(_kept(one))}
        for ordinal, one in enumerate(failed[:MOST_KEPT])
    ]
    if kept:
        connection.execute(sa.insert(failures), kept)


def read_failures(connection: sa.Connection, *, since: int) -> dict[int, tuple[Failed, ...]]:
    """What is kept of the failures of each run from the one with this id on, in order."""
    query = (
        sa.select(failures)
        .where(failures.c.run >= since)
        .order_by(failures.c.run, failures.c.ordinal)
    )
    found: dict[int, list[Failed]] = {}
    for row in connection.execute(query):
        found.setdefault(row.run, []).append(Failed(row.source, row.reason, row.remedy))
    return {run: tuple(failed) for run, failed in found.items()}


def failed_alike(connection: sa.Connection, failed: Sequence[Failed]) -> bool:
    """Whether all of this, and nothing else, failed in the newest run."""
    newest = connection.execute(sa.select(runs).order_by(runs.c.id.desc()).limit(1)).first()
    if newest is None or newest.failed != len(failed):
        return False
    kept = read_failures(connection, since=newest.id).get(newest.id, ())
    return kept == tuple(_kept(one) for one in failed[:MOST_KEPT])


def _kept(one: Failed) -> Failed:
    return Failed(_short(one.source), _short(one.reason), _short(one.remedy))


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
