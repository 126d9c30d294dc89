from __future__ import annotations

import random
from pathlib import Path

import pytest

from app.benchmark.asking import phrases_of, question_of, questions_about, shipped
from app.benchmark.documents import Generated
from app.benchmark.tasks import Index
from corpus import corpus_path


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("asking")
    Generated().taken(30_000, folder / "documents")
    Index(documents=folder / "documents", library=folder / "library", model="hash").run()
    return folder / "library"


def test_phrases_are_words_that_say_something() -> None:
    text = "There were mines and unexploded shells before the Mission moved to Tarho."
    assert list(phrases_of(text)) == ["unexploded shells", "Mission moved", "Tarho"]


def test_a_question_has_words_of_its_passage() -> None:
    text = "Customs posts on the northern road were shut while relief convoys waited in Tarho."
    question = question_of(text, random.Random(1))
    assert question is not None
    assert question.endswith("?")
    assert any(phrase in question for phrase in phrases_of(text))


def test_a_passage_of_few_words_gives_none() -> None:
    assert question_of("It was so.", random.Random(1)) is None


def test_questions_differ_and_are_asked_once_in_a_run(library: Path) -> None:
    used: set[str] = set()
    first = questions_about(library, 20, seed=1, not_these=used)
    second = questions_about(library, 20, seed=2, not_these=used)
    assert len(set(first + second)) == 40 == len(used)


def test_a_seed_gives_the_same_questions(library: Path) -> None:
    one, other = (questions_about(library, 5, seed=3, not_these=set()) for _ in range(2))
    assert one == other


def test_no_question_that_ships_is_asked(library: Path) -> None:
    known = shipped(corpus_path() / "questions")
    assert len(known) > 500
    asked = questions_about(library, 10, seed=4, not_these=set(known))
    assert not known & set(asked)


def test_fewer_where_the_documents_say_too_little(tmp_path: Path) -> None:
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "a.txt").write_text("It was so. It was so.", encoding="utf-8")
    library = tmp_path / "library"
    Index(documents=tmp_path / "documents", library=library, model="hash").run()
    assert questions_about(library, 3, seed=1, not_these=set()) == []
