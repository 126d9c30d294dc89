"""Who did it: of sentences about as good, the one that has the verb and a name."""

from __future__ import annotations

import numpy as np
import pytest
from test_vetoes import asked, said

from app.answering.finding.features import ScoredSentence
from app.answering.terms.words import stems_of
from app.answering.weighing.preferring import names_the_doer, with_doer_first

MEETING = "On Monday the Council will hold a debate with the Fishing Commission."
CHAIR = "Iceland’s minister, Ingrid Berg, will preside."
NOBODY = "The herring will preside."


def scored(text: str, score: float) -> ScoredSentence:
    return ScoredSentence(said(text), np.zeros(1, np.float32), stems_of(text), score)


def first(question: str, *sentences: tuple[str, float]) -> str:
    ranked = tuple(scored(text, score) for text, score in sentences)
    return with_doer_first(asked(question), ranked)[0].sentence.text


@pytest.mark.parametrize(
    "question",
    [
        "Who is chairing Monday's meeting?",
        "And who will preside over the debate on Monday?",
        "Which minister is expected to preside on Monday?",
    ],
)
def test_the_sentence_with_the_verb_comes_first(question: str) -> None:
    assert first(question, (MEETING, 3.2), (CHAIR, 3.0)) == CHAIR
    # Not where it is much less likely, nor where it names nobody.
    assert first(question, (MEETING, 6.2), (CHAIR, 3.0)) == MEETING
    assert first(question, (MEETING, 3.2), (NOBODY, 3.0)) == MEETING


@pytest.mark.parametrize(
    "question", ["When is the debate?", "Who holds the debate on Monday?", "Who?", "Why preside?"]
)
def test_other_questions_are_let_alone(question: str) -> None:
    assert first(question, (MEETING, 3.2), (CHAIR, 3.0)) == MEETING


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("Who is chairing the meeting on Monday?", True),
        ("And who will preside over the debate with the Fishing Commission?", True),
        ("Who presides on Tuesday?", False),
        ("Who will brief on Monday?", False),
        ("When is the meeting on Monday?", False),
    ],
)
def test_who_does_it_is_named_where_the_rest_is_said_around(question: str, named: bool) -> None:
    sentence = ScoredSentence(
        said(CHAIR, before=MEETING), np.zeros(1, np.float32), stems_of(CHAIR), 0.0
    )
    assert names_the_doer(asked(question), sentence) is named
    nobody = ScoredSentence(
        said(NOBODY, before=MEETING), np.zeros(1, np.float32), stems_of(NOBODY), 0.0
    )
    assert not names_the_doer(asked(question), nobody)
