"""Names of files and addresses that would forge a line or steer a terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.folders import Walk, existing, legible
from ingest.identity import document_id, url_stem
from store.errors import SourceError

STEERING = ("a\nb", "a\x1b[2Jb", "a\rb", "a\u202eb", "a\u2028b", "a\x85b")


@pytest.mark.parametrize("name", STEERING)
def test_a_file_so_named_is_refused_and_the_others_are_read(name: str, tmp_path: Path) -> None:
    (tmp_path / f"{name}.txt").write_text("The harbour was closed.")
    (tmp_path / "good.txt").write_text("The harbour was closed.")
    walk = Walk(tmp_path, str(tmp_path))
    assert [file.name for file in walk.files] == ["good.txt"]
    [error] = walk.refused.values()
    assert "that nobody sees" in error.what
    assert "rename" in error.remedy
    assert error.what.isprintable()


@pytest.mark.parametrize("name", STEERING)
def test_a_folder_or_file_named_by_hand_is_refused(name: str, tmp_path: Path) -> None:
    (tmp_path / name).mkdir()
    with pytest.raises(SourceError, match="that nobody sees"):
        existing(tmp_path / name)


@pytest.mark.parametrize(
    "name", ["Écoute 10.02\u202fAM.txt", "می\u200cخواهم.txt", "a\u00a0b.txt", "中文.txt"]
)
def test_names_of_other_scripts_are_taken(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text("The harbour was closed.")
    assert [file.name for file in Walk(tmp_path, "papers").files] == [name]
    assert legible(name) == name


@pytest.mark.parametrize("sign", ["%0a", "%0D", "%1b", "%E2%80%AE", "%c2%85", "%00"])
def test_an_address_gives_no_document_a_name_of_two_lines(sign: str) -> None:
    name = url_stem(f"https://example.org/a{sign}failed: all")
    assert name.isprintable()
    assert name == f"example.org/a{sign.upper()}failed: all"
    assert document_id(symbol=None, url=f"https://example.org/{sign}", name="x").isprintable()


def test_an_address_keeps_the_letters_that_it_encodes() -> None:
    assert url_stem("https://example.org/caf%C3%A9/a%20b") == "example.org/café/a b"
