"""Whether a product is expected: said of that product or of any, and never of another."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from app.answering.answer import Answer, Outcome
from app.answering.deciding.outcomes import asks_for_outcome, foresees_outcome
from app.engine import Engine
from app.evaluation.scratch import plain_document, scratch_library
from store.embedding import HashEmbedder
from store.records import Kind

DEBATE = (
    "The Council will hold a debate on the herring quotas tomorrow. "
    "Members issued press statements on the herring quotas until 2030.\n\n"
)


@contextmanager
def asking(folder: Path, text: str) -> Iterator[Engine]:
    embedder = HashEmbedder()
    brief = plain_document("brief", "Herring debate", text, embedder)
    brief = replace(brief, kind=Kind.BRIEF, date=dt.date(2031, 3, 2))
    with Engine(scratch_library(folder / "library", [brief], embedder), embedder) as engine:
        yield engine


def answered(folder: Path, text: str, question: str) -> Answer:
    with asking(folder, text) as engine:
        return engine.ask(question)


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("Will there be a presidential statement?", True),
        ("Is a resolution expected from the debate?", True),
        ("What outcome is expected?", True),
        ("Will the members adopt an outcome document?", True),
        ("Was there a presidential statement?", False),
        ("Will Norway speak?", False),
        ("What does the resolution say?", False),
    ],
)
def test_what_asks_for_an_outcome(question: str, asks: bool) -> None:
    assert asks_for_outcome(question) is asks


def test_what_foresees_an_outcome() -> None:
    assert foresees_outcome("No outcome is expected from the debate.")
    assert not foresees_outcome("The outcome of the talks was poor.")
    assert not foresees_outcome("A debate is expected.")


def test_another_product_is_said_to_be_another(tmp_path: Path) -> None:
    answer = answered(tmp_path, DEBATE, "Will there be a presidential statement?")
    assert answer.outcome is Outcome.NOT_FOUND
    assert answer.answer == (
        "The brief of 2 March 2031 speaks of press statements, not of a presidential statement."
    )
    assert answer.not_found is not None
    assert "press statements" in answer.not_found.nearest[0].quote


def test_what_is_said_of_any_outcome_answers(tmp_path: Path) -> None:
    text = DEBATE + "At the time of writing, no outcome is expected from the meeting."
    answer = answered(tmp_path, text, "Will there be a presidential statement?")
    assert answer.outcome is Outcome.ANSWERED
    assert answer.citations[0].quote.endswith("no outcome is expected from the meeting.")


def test_what_is_said_of_the_product_answers(tmp_path: Path) -> None:
    text = DEBATE + "Russia is expected to propose a presidential statement on the herring quotas."
    answer = answered(tmp_path, text, "Will there be a presidential statement?")
    assert answer.outcome is Outcome.ANSWERED
    assert "presidential statement" in answer.citations[0].quote
