"""Our own questions on documents that do not ship: balanced, parted, and still in their places."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from app.evaluation.compiling import read
from app.evaluation.suites import SuiteQuestion, read_suite
from corpus import corpus_path
from store.embedding import HashEmbedder

DATA = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "un"
HALVES = ("un-development", "un-test")
SUITES = ("un-training", *HALVES)
NEAR_MISSES = {
    "head noun swapped",
    "neighbour's attribute",
    "wrong body",
    "wrong year",
    "wrong person",
    "detail not given",
    "attribution not stated",
    "opinion or prediction",
    "metadata not there",
    "false premise",
    "stronger than stated",
}


def path_of(half: str) -> Path:
    return corpus_path() / "questions" / f"{half}.jsonl"


def questions(half: str) -> list[SuiteQuestion]:
    return read_suite(path_of(half))


def raw(half: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path_of(half).read_text("utf-8").splitlines()]


def test_there_are_enough_of_them_each_asked_once() -> None:
    everything = [question for half in SUITES for question in questions(half)]
    assert len(everything) >= 1_400
    assert len({question.id for question in everything}) == len(everything)
    assert len({question.question.lower() for question in everything}) == len(everything)
    files = {q.file for q in everything if q.file and not q.file.startswith("corpus/")}
    assert len(files) >= 15


@pytest.mark.parametrize("half", HALVES)
def test_half_are_near_misses_of_every_kind(half: str) -> None:
    asked = questions(half)
    near = [question for question in asked if not question.answerable]
    assert abs(len(near) / len(asked) - 1 / 2) < 0.05
    assert {question.near_miss for question in near} == NEAR_MISSES
    assert len({question.kind for question in asked if question.answerable}) >= 8


@pytest.mark.parametrize("half", SUITES)
def test_what_answers_is_a_place_in_the_document_asked_about(half: str) -> None:
    for question in questions(half):
        assert question.answerable == bool(question.support), question.id
        assert question.documents == {question.document}, question.id


def test_no_meeting_or_document_is_in_both_halves() -> None:
    development, test = (
        {re.sub(r"_spch\d+$", "", question.document or "") for question in questions(half)}
        for half in HALVES
    )
    assert not development & test


@pytest.mark.parametrize("half", SUITES)
def test_the_lines_have_facts_and_our_own_words_alone(half: str) -> None:
    known = {"id", "question", "within", "kind", "answerable", "near_miss", "document", "file"}
    for row in raw(half):
        assert set(row) <= known | {"answer", "support"}, row["id"]


@pytest.mark.parametrize("half", SUITES)
@pytest.mark.slow
def test_every_place_is_found_in_the_documents_as_they_are_read(half: str) -> None:
    if not DATA.is_dir():
        pytest.skip(f"the documents that the questions are about are not in {DATA}")
    # Statements of the general debate come packed, and are not unpacked for this.
    asked = [q for q in questions(half) if not (q.file or "").startswith("general-debate/")]
    texts = {}
    for file in sorted({question.file for question in asked if question.file}):
        document = read(file, DATA, HashEmbedder())
        texts[document.id] = document.text
    gone = [
        question.id
        for question in asked
        if question.support
        and not any(question.spans(name, texts[name]) for name in question.documents)
    ]
    assert gone == []
