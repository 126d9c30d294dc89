"""``history``, ``show --diff`` and what marks a document that changed, over a real library."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from running import Run

from store.embedding import HashEmbedder

BRIEF = """What's In Blue

Posted Tue 24 Sep 2019

Debate on Cooperation

Tomorrow, the Council will hold a debate. Ahead of it, Russia has circulated a concept note \
(S/2019/742) that poses questions.

A second paragraph is here.
"""


@pytest.fixture(autouse=True)
def _no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.embedding.load_embedder", lambda name: HashEmbedder())
    monkeypatch.setattr("store.embedding.LazyEmbedder", lambda name: HashEmbedder())
    monkeypatch.setenv("TZ", "UTC")


@pytest.fixture
def brief(tmp_path: Path, run: Run) -> Path:
    """A brief, refreshed into the library once."""
    path = tmp_path / "briefs" / "a-debate.txt"
    path.parent.mkdir()
    path.write_text(BRIEF, encoding="utf-8")
    assert run("refresh", path.parent).code == 0
    return path


def edit(run: Run, brief: Path, old: str = "second", new: str = "third") -> None:
    text = brief.read_text(encoding="utf-8")
    assert old in text
    brief.write_text(text.replace(old, new), encoding="utf-8")
    assert run("refresh", brief.parent).code == 0


def test_history_says_when_nothing_had_changed(
    run: Run, brief: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PENHOLDER_SOURCES", str(brief.parent))
    assert run("refresh").code == 0
    looked, first = run("history").out.splitlines()[:2]
    assert looked.startswith("Looked over on ")
    assert looked.endswith(": nothing had changed.")
    assert "refresh: 1 added" in first


def test_history_names_what_each_run_did_newest_first(run: Run, brief: Path) -> None:
    (brief.parent / "empty.txt").write_text("", encoding="utf-8")
    (brief.parent / "other.txt").write_text("Another text.", encoding="utf-8")
    run("refresh", brief.parent)
    run("remove", "a-debate")
    out = run("history").out
    assert "remove: 1 removed; generation 3" in out
    assert "refresh: 1 added, 1 failed; generation 2" in out
    assert [line.split() for line in out.splitlines() if line[4:5] in ("a", "r")] == [
        ["removed", "a-debate"],
        ["added", "other"],
        ["added", "a-debate"],
    ]
    assert [line.split()[1] for line in out.splitlines() if line.startswith("    failed")] == [
        f"{brief.parent / 'empty.txt'}:"
    ]
    newest, middle, oldest = json.loads(run("history", "--json").out)
    assert newest["removed"] == oldest["added"] == ["a-debate"]
    assert (middle["added"], middle["failed"], middle["generation"]) == (["other"], 1, 2)
    (failure,) = middle["failures"]
    assert failure["source"] == str(brief.parent / "empty.txt")
    assert "empty" in failure["reason"]
    assert failure["remedy"]
    assert newest["failures"] == []
    assert all(row["finished"] > row["started"] for row in (newest, middle, oldest))
    assert len(json.loads(run("history", "-n", "2", "--json").out)) == 2


def test_history_marks_a_run_that_was_killed(run: Run, brief: Path) -> None:
    from store.library import Library

    with (
        pytest.raises(KeyboardInterrupt),
        Library.open(Path("library"), HashEmbedder()) as library,
        library.writing("refresh", on_stage=_die) as writer,
    ):
        writer.remove("a-debate")
    assert "unfinished" in run("history").out.splitlines()[0]
    newest = json.loads(run("history", "--json").out)[0]
    assert (newest["finished"], newest["generation"]) == (None, None)
    assert newest["removed"] == ["a-debate"]


def _die(stage: str) -> None:
    if stage == "swapped":
        raise KeyboardInterrupt


def test_a_library_without_runs_says_so(run: Run) -> None:
    from store.library import Library

    Library.open(Path("library"), None, create=True).close()
    done = run("history")
    assert (done.code, done.out) == (0, "")
    assert "penholder refresh" in done.err
    assert "empty" in run("documents", "--missing").err
    assert json.loads(run("history", "--json").out) == []


def test_show_lists_versions_and_says_when_the_text_was_edited(run: Run, brief: Path) -> None:
    assert "Edited" not in run("show", "a-debate").out
    edit(run, brief)
    lines = run("show", "a-debate").out.splitlines()
    assert any(line.startswith("Edited") for line in lines)
    first, second = (line for line in lines if ", generation " in line)
    assert first.startswith("Versions  1  read ")
    assert second.endswith("generation 2, the one shown")
    shown = json.loads(run("show", "a-debate", "--json").out)
    assert [version["number"] for version in shown["versions"]] == [1, 2]
    assert shown["edited"] == shown["versions"][1]["read"]


def test_documents_marks_what_was_corrected_and_edited(run: Run, brief: Path) -> None:
    assert "\theld\t" in run("documents").out
    edit(run, brief, "Debate on Cooperation", "Debate on Cooperation*")
    assert "\theld, corrected\t" in run("documents").out
    edit(run, brief)
    assert "\theld, corrected, edited 20" in run("documents").out
    (row,) = json.loads(run("documents", "--json").out)
    assert row["corrected"] is True
    assert row["edited"] is not None


def test_diff_shows_facts_and_words_of_the_last_two_versions(run: Run, brief: Path) -> None:
    edit(run, brief, "Debate on Cooperation", "Debate on Cooperation*")
    edit(run, brief)
    out = run("show", "a-debate", "--diff").out
    assert "Paragraph 2, changed: A [-second-]{+third+} paragraph is here." in out
    assert "Corrected" not in out
    assert "Corrected: [-no-] {+yes+}" in run("show", "a-debate", "--diff", "1..2").out
    assert "Corrected: [-yes-] {+no+}" in run("show", "--diff", "3..1", "a-debate").out
    change = json.loads(run("show", "a-debate", "--diff", "1..3", "--json").out)
    assert (change["old"]["number"], change["new"]["number"]) == (1, 3)
    assert change["facts"] == [{"name": "Corrected", "old": "no", "new": "yes"}]
    (paragraph,) = change["paragraphs"]
    assert [piece["text"] for piece in paragraph["pieces"]] == [
        *("A ", "second", "third", " paragraph is here."),
    ]


def test_one_version_is_said_to_be_the_only_one(run: Run, brief: Path) -> None:
    done = run("show", "a-debate", "--diff")
    assert (done.code, done.out) == (0, "")
    assert "one version" in done.err
    change = json.loads(run("show", "a-debate", "--diff", "--json").out)
    assert change["old"] is None
    assert change["paragraphs"] == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("a-debate", "--diff", "1..9"), "no version 9"),
        (("a-debate", "--diff", "0..1"), "no version 0"),
        (("a-debate", "--diff", "first"), "1..2"),
        (("a-debate", "1..2"), "--diff"),
        (("a-debate", "--diff", "--text"), "--text and --diff"),
        (("a-debate", "--json", "--text"), "--text and --json"),
        (("S/2019/742",), "only cited by a-debate"),
        (("s/2019/742",), "https://docs.un.org/en/S/2019/742"),
        (("a-debat",), "did you mean a-debate"),
        (("",), "penholder documents"),
    ],
)
def test_wrong_use_is_one_sentence(
    run: Run, brief: Path, arguments: tuple[str, ...], said: str
) -> None:
    done = run("show", *arguments)
    assert (done.code, done.out) == (2, "")
    assert done.err.count("\n") == 1
    assert said in done.err


def test_a_document_that_was_removed_is_said_to_be(run: Run, brief: Path) -> None:
    run("remove", "a-debate")
    done = run("show", "a-debate")
    assert done.code == 2
    assert "was removed from the library" in done.err
    assert done.err.count("\n") == 1


def test_what_is_cited_and_has_no_title_says_by_whom(run: Run, brief: Path) -> None:
    assert run("documents", "--missing").out == (
        "S/2019/742\t\t\tnot held, never asked for\t\tcited by a-debate\t"
        "https://docs.un.org/en/S/2019/742\n"
    )
