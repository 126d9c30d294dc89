from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.engine import Engine
from app.evaluation import dense, files
from app.evaluation.compiling import Written, line, read
from app.evaluation.files import distractors, engine_of_files, library_of_files
from app.evaluation.suites import evaluate_suite, read_suite, unplaced
from store.embedding import HashEmbedder
from store.errors import UsageError
from store.library import Library

BUILT = "The lighthouse of the cape was built in 1871."
LETTER = f"The cape\n\n{BUILT}\n\nIt has nine keepers, who all came from the islands.\n"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "cape.txt").write_text(LETTER, encoding="utf-8")
    return folder


@pytest.fixture
def suite(tmp_path: Path, data: Path) -> Path:
    rows = [
        Written(
            id="cape-1",
            question="When was the lighthouse of the cape built?",
            kind="when",
            answerable=True,
            document="cape",
            path="cape.txt",
            quotes=(BUILT,),
            answer="1871",
        ),
        Written(
            id="cape-2",
            question="When was the harbour of the cape built?",
            kind="when",
            answerable=False,
            near_miss="head noun swapped",
            document="cape",
            path="cape.txt",
            quotes=(),
            answer="Only the lighthouse is dated.",
        ),
    ]
    document = read("cape.txt", data, HashEmbedder())
    file = tmp_path / "cape.jsonl"
    text = "".join(json.dumps(line(row, document)) + "\n" for row in rows)
    file.write_text(text, encoding="utf-8")
    return file


def test_a_suite_is_asked_of_the_files_that_it_names(suite: Path, data: Path) -> None:
    questions = read_suite(suite)
    with engine_of_files(questions, data, HashEmbedder()) as engine:
        assert unplaced(engine.library, questions) == []
        report = evaluate_suite(without_reader(engine), suite)
        left = Path(engine.library.path)
    assert report.figures["groups"]["when"]["found@3"] == 1.0
    assert report.figures["groups"]["near miss: head noun swapped"]["unanswerable"] == 1
    assert not left.exists()


def without_reader(engine: Engine) -> Engine:
    return Engine(engine.library, HashEmbedder())


def test_a_support_that_is_gone_is_told(suite: Path, data: Path, tmp_path: Path) -> None:
    (data / "cape.txt").write_text("The cape\n\nNothing was ever built there.\n", encoding="utf-8")
    questions = read_suite(suite)
    with library_of_files(tmp_path / "library", questions, data, HashEmbedder()) as library:
        assert unplaced(library, questions) == ["cape-1"]


def test_documents_that_are_not_held_are_named(suite: Path, library: Library) -> None:
    assert library.embedder is not None
    with pytest.raises(UsageError, match=r"not held: cape: name the folder .* --files"):
        evaluate_suite(Engine(library, library.embedder), suite)


def test_a_file_that_is_not_there_is_named(suite: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"cape\.txt, which the suite asks about, is not there"):
        library_of_files(tmp_path / "library", read_suite(suite), tmp_path, HashEmbedder())


def test_a_file_that_cannot_be_read_is_named(suite: Path, data: Path, tmp_path: Path) -> None:
    (data / "cape.txt").write_bytes(b"")
    with pytest.raises(UsageError, match=r"cape\.txt cannot be read"):
        library_of_files(tmp_path / "library", read_suite(suite), data, HashEmbedder())


def test_no_question_is_about_what_stands_beside() -> None:
    questions = [
        question
        for half in dense.HALVES
        for question in read_suite(files.corpus_path() / "questions" / f"{half}.jsonl")
    ]
    asked = {question.file for question in questions}
    assert len(distractors()) == len(set(distractors())) > 30
    assert not asked & set(distractors())


@pytest.mark.parametrize("cut", [dense.chunks_of, dense.sentences_of])
def test_plain_retrieval_finds_the_support(cut: dense.Cut, suite: Path, data: Path) -> None:
    if cut is dense.chunks_of:
        pytest.importorskip("langchain_text_splitters", reason="needs the extra compare")
    embedder = HashEmbedder()
    document = read("cape.txt", data, embedder)
    found = [dense.Dense.over([document], cut, embedder).ask(q) for q in read_suite(suite)]
    assert found[0].found
    assert not found[1].found
    threshold = dense.best_threshold(found)
    assert [r.answered for r in dense.decided(found, threshold)] == [True, False]
