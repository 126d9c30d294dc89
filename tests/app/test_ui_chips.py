"""Filters as chips, and the question that is left when one is taken out."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from fake_chat import HOSTILE, FakeEngine

from app.answering.answer import FilterFound
from app.conversations import Manner, Message
from app.ui.chips import chips_of, without, without_words
from store.filters import Filters
from store.records import Kind

ALL = Filters(
    after=dt.date(2019, 1, 2),
    before=dt.date(2019, 3, 4),
    kinds=frozenset({Kind.BRIEF, Kind.RESOLUTION}),
    documents=frozenset({"S/PV.1", "gone"}),
)


@pytest.mark.parametrize(
    ("question", "words", "left"),
    [
        (
            "What did China say in the briefs of 2019?",
            "in the briefs of 2019",
            "What did China say?",
        ),
        ("What did China say in the briefs of 2019?", "briefs of 2019", "What did China say?"),
        (
            "What does the May 2018 brief say about figs?",
            "May 2018 brief",
            "What do the documents say about figs?",
        ),
        ("Did the 2018 brief mention figs?", "2018 brief", "Did the documents mention figs?"),
        ("What does S/PV.1 say on Mali?", "S/PV.1", "What do the documents say on Mali?"),
        ("According to S/PV.1, who spoke?", "S/PV.1", "Who spoke?"),
        (
            "Which documents published in 2019 mention Mali?",
            "documents published in 2019",
            "Which documents mention Mali?",
        ),
        ("In the brief?", "in the brief", "In the brief?"),
        ("What (is) [this] in the 2019 brief.*?", "2019 brief.*", "What (is) [this]?"),
    ],
)
def test_what_leads_to_the_words_goes_with_them(question: str, words: str, left: str) -> None:
    assert without_words(question, words) == left


def message(found: tuple[FilterFound, ...] = (), understood: str = "Who?") -> Message:
    answer = FakeEngine().ask("Who will preside?")
    answer = answer.model_copy(update={"filters_found": found, "understood_as": understood})
    return Message(1, "c", answer.question, 0.0, answer, how=Manner(filters=ALL))


def test_every_filter_chosen_is_a_chip_and_can_be_taken_out() -> None:
    asked = message()
    chips = chips_of(asked, {"S/PV.1": "S/PV.1"})
    assert [chip["text"] for chip in chips] == [
        "From 2 January 2019",
        "Until 4 March 2019",
        "Brief",
        "Resolution",
        "S/PV.1",
        "gone",
    ]
    left = [
        dataclasses.replace(ALL, after=None),
        dataclasses.replace(ALL, before=None),
        dataclasses.replace(ALL, kinds=frozenset({Kind.RESOLUTION})),
        dataclasses.replace(ALL, kinds=frozenset({Kind.BRIEF})),
        dataclasses.replace(ALL, documents=frozenset({"gone"})),
        dataclasses.replace(ALL, documents=frozenset({"S/PV.1"})),
    ]
    for chip, filters in zip(chips, left, strict=True):
        assert chip["key"] is not None
        assert without(asked, chip["key"]) == ("Who?", filters)


def test_what_was_found_is_taken_out_of_the_question_as_it_was_understood() -> None:
    found = (FilterFound(text="in briefs of 2019", means="briefs of 2019"),)
    asked = message(found, "What did China say in briefs of 2019?")
    assert without(asked, "found:0") == ("What did China say?", ALL)
    carried = message(found, "What did China say?")
    assert chips_of(carried, {})[0]["key"] is None
    assert without(carried, "found:0") is None


@pytest.mark.parametrize("key", ["found:1", "found:x", "found:-1"])
def test_a_chip_that_is_not_there_takes_nothing_out(key: str) -> None:
    assert without(message(), key) is None


def test_a_question_without_its_answer_has_chips_that_stay() -> None:
    pending = dataclasses.replace(message(), answer=None)
    assert {chip["key"] for chip in chips_of(pending, {})} == {None}
    assert without(pending, "after") is None


def test_hostile_names_are_carried_as_they_are() -> None:
    asked = message((FilterFound(text="Who", means=HOSTILE),))
    chips = chips_of(asked, {"gone": HOSTILE})
    assert chips[0]["text"] == f"Only the {HOSTILE}"
    assert HOSTILE in [chip["text"] for chip in chips]
