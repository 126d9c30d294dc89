"""What sites asked for is kept for the next process, and no longer than it counts."""

from __future__ import annotations

import datetime as dt

from store.hosts import put_holds, read_holds
from store.library import Library

NOW = dt.datetime(2026, 10, 20, 12, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)


def test_holds_are_kept_renewed_and_forgotten(library: Library) -> None:
    with library.catalogue.writing() as connection:
        put_holds(connection, {"a.example": NOW + HOUR, "b.example": NOW + 3 * HOUR}, now=NOW)
    with library.catalogue.writing() as connection:
        put_holds(connection, {"b.example": NOW + 4 * HOUR, "a.example": NOW + HOUR / 2}, now=NOW)
    with library.catalogue.reading() as connection:
        assert read_holds(connection) == {
            "a.example": NOW + HOUR,
            "b.example": NOW + 4 * HOUR,
        }
    with library.catalogue.writing() as connection:
        put_holds(connection, {}, now=NOW + HOUR)
        assert read_holds(connection) == {"b.example": NOW + 4 * HOUR}
