from __future__ import annotations

from pathlib import Path
from statistics import mean

import pytest

from app.benchmark.documents import Documents, Generated, characters_of, generated
from store.errors import UsageError


def texts(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}


def test_generated_documents_are_the_same_each_time_and_unlike_one_another() -> None:
    assert generated(7) == generated(7)
    assert len({generated(number) for number in range(50)}) == 50


def test_generated_documents_are_as_long_as_speeches() -> None:
    lengths = [len(generated(number)) for number in range(200)]
    assert 2_500 < mean(lengths) < 4_000
    assert min(lengths) < 1_000
    assert max(lengths) > 7_000


def test_generated_sentences_are_whole() -> None:
    text = generated(3)
    assert "{" not in text
    assert text.rstrip().endswith(".")
    assert text.startswith(("Mr. ", "Ms. "))


def test_more_characters_take_the_same_documents_first(tmp_path: Path) -> None:
    few = Generated().taken(10_000, tmp_path / "few")
    many = Generated().taken(40_000, tmp_path / "many")
    assert 10_000 <= few <= many
    assert texts(tmp_path / "few").items() <= texts(tmp_path / "many").items()


def test_files_of_a_folder_are_taken_until_there_are_enough(tmp_path: Path) -> None:
    data = tmp_path / "data"
    (data / "deep").mkdir(parents=True)
    for number in range(10):
        (data / "deep" / f"{number}.txt").write_text("é" * 100, encoding="utf-8")
    (data / "picture.png").write_bytes(b"\x89PNG")
    documents = Documents.under(data)
    assert documents.taken(250, tmp_path / "some") == 300
    assert documents.taken(10_000, tmp_path / "all") == 1_000
    assert len(texts(tmp_path / "some")) == 3
    assert texts(tmp_path / "some").items() <= texts(tmp_path / "all").items()
    assert "10 text files" in documents.described


def test_a_folder_without_texts_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no text files"):
        Documents.under(tmp_path)


def test_characters_are_counted_whatever_the_bytes(tmp_path: Path) -> None:
    path = tmp_path / "latin.txt"
    path.write_bytes(b"caf\xe9")
    assert characters_of(path) == 4
