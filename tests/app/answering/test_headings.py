"""What quotations stand under in an answer that is laid out."""

from __future__ import annotations

import datetime as dt

import pytest

from app.answering.answer import Citation, Event
from app.answering.quoting.headings import of_event
from store.records import Kind, SourceRank

FORECAST = Citation(
    number=1, document="a", symbol="S/1", title="Forecast", kind=Kind.OTHER,
    date=dt.date(2031, 5, 1), url="", source_rank=SourceRank.FORECAST, pinpoint="", start=0, end=9,
    quote="Set up on 3 April 2031, it is to report by 3 June 2031.", held=True, expected=True,
)  # fmt: skip


@pytest.mark.parametrize(
    ("day", "heading"),
    [
        (dt.date(2031, 4, 3), "3 April 2031"),
        (dt.date(2031, 6, 3), "3 June 2031 (expected)"),
    ],
)
def test_a_day_before_the_forecast_was_made_is_not_expected(day: dt.date, heading: str) -> None:
    event = Event(date=day, until=day, printed="", citation=1)
    assert of_event(event, FORECAST) == heading
