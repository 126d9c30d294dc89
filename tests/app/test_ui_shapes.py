"""Comparisons, events and lists as the page draws them."""

from __future__ import annotations

import datetime as dt

from fake_chat import (
    BRIEF,
    DISTRUST,
    GUTERRES,
    HOSTILE,
    LAVROV,
    POISONED,
    answered,
    cite,
)

from app.answering.answer import Answer, AnswerSentence, Event, NotFound, PositionOf, Shape
from app.conversations import Message
from app.ui import answer_view
from app.ui.blocks_view import Today

CITED = (
    cite(1, BRIEF, LAVROV, "para. 1"),
    cite(2, BRIEF, GUTERRES, "para. 1"),
    cite(3, BRIEF, DISTRUST, "para. 4"),
)


def drawn(answer: Answer) -> answer_view.Turn:
    return answer_view.turn(Message(7, "c", answer.question, 0.0, answer), Today({}))


def test_a_party_stands_over_its_quotations_and_who_lacks_any_is_named() -> None:
    whose = ("Russia", "Russia", "The P3")
    shown = drawn(
        answered(
            "How do they differ?",
            CITED,
            shape=Shape.COMPARISON,
            positions=tuple(
                PositionOf(parties=(party,), citation=number)
                for number, party in enumerate(whose, start=1)
            ),
            not_found=NotFound(reason="Nothing of Germany was read.", missing=("Germany",)),
        )
    )
    assert [(block["heading"], len(block["items"])) for block in shown["blocks"]] == [
        ("Russia", 2),
        ("The P3", 1),
    ]
    assert shown["shape"] == "comparison"
    assert shown["lacking"] == "Nothing of Germany was read."
    assert shown["notice"] is None


def test_a_party_stands_over_what_was_written_of_it() -> None:
    def said(heading: str | None, number: int) -> AnswerSentence:
        return AnswerSentence(
            text="Said.", kind="statement", citations=(number,), verified=True, heading=heading
        )

    shown = drawn(
        answered(
            "How do they differ?",
            CITED,
            shape=Shape.COMPARISON,
            model="test:scripted",
            sentences=(said(None, 3), said("Russia", 1), said("Russia", 2), said("The P3", 3)),
        )
    )
    assert [(block["heading"], len(block["items"])) for block in shown["blocks"]] == [
        (None, 1),
        ("Russia", 2),
        ("The P3", 1),
    ]


def test_a_day_stands_before_its_event() -> None:
    day = dt.date(2019, 9, 25)
    shown = drawn(
        answered(
            "What happened when?",
            CITED[:1],
            shape=Shape.TIMELINE,
            timeline=(Event(date=day, until=day, printed="25 September", citation=1),),
        )
    )
    assert [block["heading"] for block in shown["blocks"]] == ["25 September 2019"]
    assert shown["shape"] == "timeline"


def test_a_document_is_named_once_where_blocks_from_it_follow_each_other() -> None:
    days = [dt.date(2019, 9, day) for day in (3, 4, 5)]
    timeline = tuple(
        Event(date=day, until=day, printed="then", citation=number)
        for number, day in enumerate(days, start=1)
    )
    shown = drawn(answered("What happened when?", CITED, shape=Shape.TIMELINE, timeline=timeline))
    first, second, third = shown["blocks"]
    assert first["source"] == f"{BRIEF.title}, para. 1"
    assert [second["source"], third["source"]] == [
        "The same document, para. 1",
        "The same document, para. 4",
    ]
    assert first["rank"] is not None
    assert second["rank"] is third["rank"] is None
    parties = tuple(
        PositionOf(parties=(party,), citation=number)
        for number, party in enumerate(("Russia", "China", "The P3"), start=1)
    )
    shown = drawn(answered("How?", CITED, shape=Shape.COMPARISON, positions=parties))
    assert all(BRIEF.title in str(block["source"]) for block in shown["blocks"])
    between = (CITED[0], cite(2, POISONED, HOSTILE, "para. 2"), CITED[2])
    named = [block["source"] for block in drawn(answered("Who?", between))["blocks"]]
    assert [str(source).startswith("The same") for source in named] == [False] * 3


def test_an_ordinary_answer_has_no_heading() -> None:
    shown = drawn(answered("Who?", CITED))
    assert {block["heading"] for block in shown["blocks"]} == {None}
    assert shown["lacking"] is None


def test_what_is_said_about_prose_is_set_apart_from_it() -> None:
    def said(text: str, *, ours: bool = False) -> AnswerSentence:
        return AnswerSentence(text=text, kind="statement", citations=(1,), verified=True, ours=ours)

    shown = drawn(
        answered(
            "Who?",
            CITED,
            model="test:scripted",
            sentences=(said("He presides."), said("He is due."), said("A forecast.", ours=True)),
        )
    )
    assert [(len(one["items"]), one["prose"], one["aside"]) for one in shown["blocks"]] == [
        (2, True, False),
        (1, False, True),
    ]


def test_what_is_said_behind_quotations_is_set_apart_and_what_answers_is_not() -> None:
    def said(text: str) -> AnswerSentence:
        return AnswerSentence(text=text, kind="statement", citations=(1,), verified=True)

    quote = AnswerSentence(text=LAVROV, kind="quote", citations=(1,), verified=True)
    shown = drawn(answered("Who?", CITED[:1], sentences=(said("One."), quote, said("Forecast."))))
    assert [block["aside"] for block in shown["blocks"]] == [False, False, True]
