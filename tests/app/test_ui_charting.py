"""The chart of a timeline: where there is one, what it says, and that its texts do nothing."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from fake_chat import BRIEF, DISTRUST, GUTERRES, LAVROV, FakeEngine, answered, cite

from app.answering.answer import Answer, Event, Shape
from app.ui import charting

DAYS = (dt.date(2019, 9, 4), dt.date(2019, 9, 25), dt.date(2020, 1, 2))


def timeline(*days: dt.date, shape: Shape = Shape.TIMELINE) -> Answer:
    quotes = (LAVROV, GUTERRES, DISTRUST)
    return answered(
        "What happened when?",
        [cite(number, BRIEF, quote, "para. 1") for number, quote in enumerate(quotes, start=1)],
        shape=shape,
        timeline=tuple(
            Event(date=day, until=day, printed="then", citation=number)
            for number, day in enumerate(days, start=1)
        ),
    )


def test_the_events_stand_in_the_order_of_their_days_under_their_citation_numbers() -> None:
    dots = charting.dots_of(timeline(*reversed(DAYS)))
    assert [(dot["number"], dot["begins"]) for dot in dots] == [
        ("3", "2019-09-04"),
        ("2", "2019-09-25"),
        ("1", "2020-01-02"),
    ]
    assert [dot["words"] for dot in dots] == [DISTRUST, GUTERRES, LAVROV]
    assert dots[0]["when"] == "4 September 2019"


@pytest.mark.parametrize(
    "answer",
    [
        timeline(*DAYS[:2]),
        timeline(DAYS[0], DAYS[0], DAYS[0]),
        timeline(*DAYS, shape=Shape.QUOTES),
        FakeEngine().ask("Who will preside?"),
    ],
)
def test_no_chart_is_drawn_where_it_says_no_more_than_the_list(answer: Answer) -> None:
    assert charting.dots_of(answer) == []


def test_an_event_of_a_citation_that_is_gone_is_left_out() -> None:
    answer = timeline(*DAYS)
    fewer = answer.model_copy(update={"citations": answer.citations[1:]})
    assert charting.dots_of(fewer) == []


def test_the_chart_is_told_in_words() -> None:
    said = charting.told(charting.dots_of(timeline(*DAYS)))
    assert said.startswith("Timeline of 3 events from 4 September 2019 to 2 January 2020: ")
    assert "[2] 25 September 2019" in said


def test_texts_of_documents_are_values_and_never_part_of_the_chart() -> None:
    dots = charting.dots_of(FakeEngine().ask("What happened when?"))
    drawn = charting._chart(dots).to_dict()
    values = drawn.pop("datasets", None)
    inline = [part.pop("data") for part in (drawn, *drawn["layer"]) if "data" in part]
    assert "<script>document" in json.dumps([values, inline])
    assert "script" not in json.dumps(drawn)


def test_what_is_expected_is_told_from_what_happened() -> None:
    dots = charting.dots_of(FakeEngine().ask("What happened when?"))
    assert [dot["expected"] for dot in dots] == [False, True, False]
    assert dots[1]["when"] == "25 September 2019 (expected)"
    assert charting._LEGEND in json.dumps(charting._chart(dots).to_dict())
    assert charting._LEGEND not in json.dumps(
        charting._chart(charting.dots_of(timeline(*DAYS))).to_dict()
    )


def test_long_words_are_cut_at_a_word() -> None:
    cut = charting._cut("word " * 80)
    assert len(cut) <= charting._LONGEST_WORDS + 1
    assert cut.endswith("word…")
