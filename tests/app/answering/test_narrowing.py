"""Filters and spans of time that a question itself gives."""

import datetime as dt

import pytest

from app.answering.understanding.narrowing import narrowed, narrowing_of
from app.answering.understanding.timespans import find_timespan, with_days_named
from store.filters import Filters
from store.library import DocumentSummary
from store.records import Kind

TODAY = dt.date(2031, 5, 14)


def held(name: str, kind: Kind, day: str | None, symbol: str | None = None) -> DocumentSummary:
    return DocumentSummary(
        document=name,
        symbol=symbol,
        title=name,
        kind=kind,
        date=dt.date.fromisoformat(day) if day else None,
        language="en",
        url=None,
        held=True,
        passages=1,
        corrected=False,
        publisher=None,
    )


DOCUMENTS = (
    held("brief-a", Kind.BRIEF, "2030-09-24"),
    held("brief-b", Kind.BRIEF, "2028-02-01"),
    held("record", Kind.RECORD, "2030-09-25", "S/PV.9999"),
    held("resolution", Kind.RESOLUTION, "2028-02-03", "S/RES/2999 (2028)"),
)


@pytest.mark.parametrize(
    ("question", "filters", "text"),
    [
        (
            "According to the brief, who presides?",
            Filters(kinds=frozenset({Kind.BRIEF})),
            "Who presides?",
        ),
        (
            "Who spoke, according to the verbatim record?",
            Filters(kinds=frozenset({Kind.RECORD})),
            "Who spoke,?",
        ),
        (
            "What do the briefs of September 2030 say about fishing?",
            Filters(
                after=dt.date(2030, 9, 1),
                before=dt.date(2030, 9, 30),
                kinds=frozenset({Kind.BRIEF}),
            ),
            "What do the briefs say about fishing?",
        ),
        (
            "What was said in documents published since 2029?",
            Filters(after=dt.date(2029, 1, 1)),
            "What was said in documents?",
        ),
        (
            "In S/PV.9999, what did Norway say?",
            Filters(documents=frozenset({"record"})),
            "What did Norway say?",
        ),
        (
            "What does resolution 2999 (2028) decide?",
            Filters(documents=frozenset({"resolution"})),
            "What does resolution 2999 (2028) decide?",
        ),
    ],
)
def test_what_the_question_names_as_its_source_narrows(
    question: str, filters: Filters, text: str
) -> None:
    narrowing = narrowing_of(question, DOCUMENTS, TODAY)
    assert narrowing.filters == filters
    assert narrowing.text == text
    assert narrowing.found
    assert all(found.text in question for found in narrowing.found)
    assert not narrowing.lacking


@pytest.mark.parametrize(
    "question",
    [
        "What was agreed in 2030?",
        "Was a press statement issued after the July 2030 meeting?",
        "Who will brief the Council?",
        "Which members voted for resolution 2999?",
        "What changed since the resolution was adopted?",
        "When was S/PV.9999 published?",
    ],
)
def test_what_is_content_narrows_nothing(question: str) -> None:
    narrowing = narrowing_of(question, DOCUMENTS, TODAY)
    assert narrowing.filters == Filters()
    assert narrowing.text == question
    assert not narrowing.lacking


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("At S/PV.9999, what did Norway want?", "What did Norway want?"),
        ("What did Norway want during S/PV.9999?", "What did Norway want?"),
        ("What did Norway want at the 9999th meeting?", "What did Norway want?"),
        ("As recorded in S/PV.9999, who objected?", "Who objected?"),
        ("In the verbatim record S/PV.9999, who objected?", "Who objected?"),
        ("From S/PV.9999: who objected?", "Who objected?"),
        ("What did Norway want (S/PV.9999)?", "What did Norway want?"),
    ],
)
def test_a_document_held_that_is_named_in_passing_narrows(question: str, text: str) -> None:
    narrowing = narrowing_of(question, DOCUMENTS, TODAY)
    assert narrowing.filters == Filters(documents=frozenset({"record"}))
    assert narrowing.text == text


@pytest.mark.parametrize(
    "question",
    [
        "Is S/PV.9999 the first on fishing?",
        "What changed since S/PV.9999?",
        "Which resolution was adopted at the 9998th meeting?",
        "Was resolution 2999 (2028) adopted at S/PV.9998?",
    ],
)
def test_a_document_that_is_spoken_about_narrows_nothing(question: str) -> None:
    assert narrowing_of(question, DOCUMENTS, TODAY).filters == Filters()


def test_a_source_that_is_not_held_is_named() -> None:
    said = "What did the January 2018 presidential statement say about fishing?"
    narrowing = narrowing_of(said, DOCUMENTS, TODAY)
    assert narrowing.lacking == "presidential statement of January 2018"
    assert not narrowing.found
    unknown = (*DOCUMENTS, held("scan", Kind.OTHER, None))
    assert not narrowing_of(said, unknown, TODAY).lacking


def test_filters_set_by_hand_are_never_widened() -> None:
    by_hand = Filters(after=dt.date(2029, 1, 1), kinds=frozenset({Kind.BRIEF, Kind.RECORD}))
    found = Filters(after=dt.date(2028, 1, 1), kinds=frozenset({Kind.BRIEF}))
    assert narrowed(by_hand, found) == Filters(
        after=dt.date(2029, 1, 1), kinds=frozenset({Kind.BRIEF})
    )
    assert narrowed(by_hand, Filters(kinds=frozenset({Kind.LETTER}))).kinds == by_hand.kinds


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("What was agreed last year?", "What was agreed in 2030?"),
        ("What was agreed in last month?", "What was agreed in April 2031?"),
        ("Who spoke two years ago?", "Who spoke in 2029?"),
        ("What was agreed in 2030?", "What was agreed in 2030?"),
    ],
)
def test_years_and_months_are_named_from_the_day_of_asking(question: str, named: str) -> None:
    assert with_days_named(question, TODAY) == named


@pytest.mark.parametrize(
    ("question", "first", "last", "without"),
    [
        ("What was decided since 2025?", (2025, 1, 1), None, "What was decided?"),
        ("Who spoke in the 1990s?", (1990, 1, 1), (1999, 12, 31), "Who spoke?"),
        ("Who spoke in the late 1990s?", (1996, 1, 1), (1999, 12, 31), "Who spoke?"),
        (
            "What happened between 2020 and 2022 at sea?",
            (2020, 1, 1),
            (2022, 12, 31),
            "What happened at sea?",
        ),
        ("What was said this week?", (2031, 5, 5), (2031, 5, 25), "What was said?"),
    ],
)
def test_a_span_of_time(
    question: str, first: tuple[int, int, int], last: tuple[int, int, int] | None, without: str
) -> None:
    timespan = find_timespan(question, TODAY)
    assert timespan is not None
    assert timespan.first == dt.date(*first)
    assert timespan.last == (dt.date(*last) if last else dt.date.max)
    assert timespan.without == without


def test_a_year_is_no_span() -> None:
    assert find_timespan("What was agreed in 2030?", TODAY) is None
