"""How many there were, where documents tell of each and none gives the number."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from app.answering.answer import Answer, Confidence, Outcome
from app.engine import Engine
from app.evaluation.scratch import plain_document, scratch_library
from store.embedding import HashEmbedder
from store.records import Kind

NOTES = (
    ("note-1", dt.date(2031, 5, 3), "On 2 May the harbour board issued a press notice on herring."),
    ("note-2", dt.date(2031, 2, 9), "On 8 February the harbour board issued a press notice."),
    ("note-3", dt.date(2030, 7, 1), "On 30 June 2030 the harbour board issued a press notice."),
)
QUESTION = "How many press statements did the harbour board issue in 2031?"


def asked(path: Path, embedder: HashEmbedder, question: str, *more: str) -> Answer:
    notes = [(name, day, text.replace("notice", "statement")) for name, day, text in NOTES]
    notes += [(f"more-{at}", dt.date(2031, 9, 9), text) for at, text in enumerate(more)]
    documents = [
        replace(plain_document(name, f"Note {name}", text, embedder), kind=Kind.REPORT, date=day)
        for name, day, text in notes
    ]
    with scratch_library(path / "scratch", documents, embedder) as library:
        return Engine(library, embedder).ask(question, today=dt.date(2032, 1, 1))


def test_each_is_shown_by_day_and_no_number_is_given(
    tmp_path: Path, embedder: HashEmbedder
) -> None:
    answer = asked(tmp_path, embedder, QUESTION)
    assert answer.outcome is Outcome.ANSWERED
    assert answer.confidence is Confidence.RELATED
    assert [c.quote.split(" the ")[0] for c in answer.citations] == ["On 8 February", "On 2 May"]
    said = answer.sentences[0].text
    assert said.startswith("No document held states how many")
    assert not any(number in said for number in ("2 ", "two", "3 ", "three"))


def test_a_number_that_is_stated_is_let_stand(tmp_path: Path, embedder: HashEmbedder) -> None:
    stated = "The harbour board issued three press statements in 2031."
    answer = asked(tmp_path, embedder, QUESTION, stated)
    assert "No document held states how many" not in answer.answer


@pytest.mark.parametrize(
    "question",
    [
        "How many press statements did the river board issue in 2031?",
        "How many boats did the harbour board lose in 2031?",
        "Which press statements did the harbour board issue?",
    ],
)
def test_other_questions_are_let_alone(
    tmp_path: Path, embedder: HashEmbedder, question: str
) -> None:
    assert "states how many" not in asked(tmp_path, embedder, question).answer
