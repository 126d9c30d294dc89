"""Until when sites asked to be left alone, for whichever process asks them next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import sqlalchemy as sa

from store.schema import hosts


def read_holds(connection: sa.Connection) -> dict[str, dt.datetime]:
    """Each host with the time in UTC; some may be over."""
    return {
        row.host: dt.datetime.fromisoformat(row.held_until)
        for row in connection.execute(sa.select(hosts))
    }


def put_holds(
    connection: sa.Connection, held: Mapping[str, dt.datetime], *, now: dt.datetime
) -> None:
    """Keeps these where nothing longer is kept, and forgets what is over by ``now``.

    All times are in UTC.
    """
    kept = read_holds(connection)
    longer = {host: until for host, until in held.items() if host not in kept or until > kept[host]}
    over = [host for host, until in kept.items() if until <= now]
    connection.execute(sa.delete(hosts).where(hosts.c.host.in_([*over, *longer])))
    if longer:
        connection.execute(
            sa.insert(hosts),
            [{"host": host, "held_until": until.isoformat()} for host, until in longer.items()],
        )
