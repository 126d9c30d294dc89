"""``export``: a conversation of the chat becomes a file, or an error that says what to do."""

from __future__ import annotations

import io
import json
from pathlib import Path

import docx
import pytest
from answers import everything
from exported import SEVERAL
from running import Run

from app.conversations import Conversations


@pytest.fixture
def two(tmp_path: Path) -> tuple[str, str]:
    """Two conversations in the library of ``run``; their ids, the later one last."""
    store = Conversations(tmp_path / "library" / "conversations.sqlite")
    first, message = store.start("Who presides?")
    store.answer(message.id, everything())
    last, message = store.start("What did they say?")
    store.answer(message.id, SEVERAL)
    store.fail(store.ask(last.id, "And then?").id, "It failed: try again.")
    store.close()
    return first.id, last.id


def test_the_conversation_used_last_goes_to_standard_output(run: Run, two: tuple[str, str]) -> None:
    done = run("export")
    assert done.code == 0
    assert done.out.startswith("# What did they say?\n")
    assert r"> “We must fight terrorism together.” **\[1\]**" in done.out
    assert "**Not answered:** It failed: try again." in done.out


def test_an_id_names_another(run: Run, two: tuple[str, str]) -> None:
    data = json.loads(run("export", two[0], "--format", "json").out)
    assert data["conversation"] == two[0]
    assert data["exchanges"][0]["answer"] == everything().model_dump(mode="json")


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("talk.md", b"# What did they say?"),
        ("talk.docx", b"PK"),
        ("talk.JSON", b"{"),
        ("talk.bib", b"@misc{S_PV_7796,"),
        ("talk.ris", b"TY  - RPRT"),
        ("talk", b"# "),
    ],
)
def test_the_end_of_the_file_s_name_says_the_format(
    run: Run, two: tuple[str, str], tmp_path: Path, name: str, begins: bytes
) -> None:
    done = run("export", "-o", tmp_path / name)
    assert done.code == 0
    assert done.out == ""
    assert "Exported “What did they say?” to" in done.err
    assert (tmp_path / name).read_bytes().startswith(begins)
    assert list(tmp_path.glob(".*")) == []


def test_a_style_is_used_in_text_and_footnotes(
    run: Run, two: tuple[str, str], tmp_path: Path
) -> None:
    assert "S.C. Res. 2396, ¶ 12(a)(i), U.N. Doc." in run("export", "--cite", "bluebook").out
    run("export", "--cite", "oscola", "-o", tmp_path / "talk.docx")
    document = docx.Document(io.BytesIO((tmp_path / "talk.docx").read_bytes()))
    assert any("UNSC Res 2396" in paragraph.text for paragraph in document.paragraphs)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nowhere",), "there is no conversation nowhere"),
        (("--format", "pdf"), "there is no format called pdf: use md, docx, json, bib or ris."),
        (("--format", "docx"), "a Word document cannot go to standard output"),
        (("--cite", "apa"), "there is no style called apa: use un, chicago,"),
        (("--cite", "ris"), "ris is no style that is read"),
    ],
)
def test_wrong_use_is_said_in_one_sentence(
    run: Run, two: tuple[str, str], arguments: tuple[str, ...], said: str
) -> None:
    done = run("export", *arguments)
    assert done.code == 2
    assert said in done.err
    assert done.out == ""


def test_an_unknown_id_is_told_of_those_there_are(run: Run, two: tuple[str, str]) -> None:
    assert f"{two[1]} (“What did they say?”), {two[0]} (“Who presides?”)" in run("export", "x").err


def test_where_nothing_was_asked_there_is_nothing_and_nothing_is_made(
    run: Run, tmp_path: Path
) -> None:
    done = run("export")
    assert done.code == 2
    assert "there is no conversation to export: ask a question in penholder chat first" in done.err
    assert not (tmp_path / "library").exists()


def test_a_file_that_cannot_be_written_leaves_the_old_one(
    run: Run, two: tuple[str, str], tmp_path: Path
) -> None:
    (tmp_path / "talk.md").mkdir()
    done = run("export", "-o", tmp_path / "talk.md")
    assert done.code == 1
    assert "talk.md" in done.err
    assert list(tmp_path.glob(".*")) == []
