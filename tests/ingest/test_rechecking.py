"""On which days a document is asked for again."""

from __future__ import annotations

import datetime as dt

from ingest.rechecking import is_due
from store.visits import Visit

FIRST = dt.date(2026, 11, 25)
RECORD, LETTER = "S/PV.9990", "S/2019/742"


def asked_on(symbol: str, *, missing: bool, days: int = 120) -> list[int]:
    """The days after the first on which it is asked again, each time to the same answer."""
    seen = dt.datetime(2026, 11, 25, 12, tzinfo=dt.UTC)
    visit = Visit(symbol, seen, symbol=symbol, checked=FIRST)
    found = []
    for after in range(1, days):
        today = FIRST + dt.timedelta(days=after)
        visit = Visit(
            symbol,
            seen,
            symbol=symbol,
            checked=visit.checked,
            missing_since=FIRST if missing else None,
        )
        if is_due(visit, today, read=not missing):
            found.append(after)
            visit = Visit(symbol, seen, symbol=symbol, checked=today)
    return found


def test_a_record_that_is_not_out_is_asked_for_daily_for_two_weeks() -> None:
    days = asked_on(RECORD, missing=True)
    assert days == [*range(1, 15), 44, 74, 104]


def test_anything_else_is_asked_for_the_next_day_and_then_monthly() -> None:
    assert asked_on(LETTER, missing=True) == [1, 31, 61, 91]


def test_a_record_is_looked_at_weekly_for_half_a_year_and_nothing_else_is() -> None:
    days = asked_on(RECORD, missing=False, days=400)
    assert days[:3] == [7, 14, 21]
    assert 170 < days[-1] <= 180
    assert asked_on(LETTER, missing=False) == []


def test_what_was_never_answered_is_due() -> None:
    seen = dt.datetime(2026, 11, 25, 12, tzinfo=dt.UTC)
    assert is_due(Visit(LETTER, seen, symbol=LETTER), FIRST, read=False)
