"""Dates for people and for data."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from store.dates import find_dates
from store.printing import iso, long_date


@given(st.dates(min_value=dt.date(1946, 1, 1), max_value=dt.date(2099, 12, 31)))
def test_a_printed_date_is_read_as_the_same_day(day: dt.date) -> None:
    [found] = find_dates(long_date(day), posted=None)
    assert (found.date_from, found.date_to) == (day, day)
    assert iso(day) == str(day)


def test_a_date_that_is_not_known_is_none() -> None:
    assert iso(None) is None
