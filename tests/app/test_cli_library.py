"""The commands over a real library in a temporary folder, with a model that is only hashes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from running import Done, Run

from store.embedding import HashEmbedder

BRIEF = """What's In Blue

Posted Tue 24 Sep 2019

Debate on Cooperation

Tomorrow, the Council will hold a debate. Ahead of it, Russia has circulated a concept note \
(S/2019/742) that poses questions.

A second paragraph is here, with “quotes” and a dash — and no more.
"""

CARD = """[[document]]
symbol = "S/PV.8626"
title = "The record of the debate"
kind = "verbatim record"
about = "Our own description of the record."
"""


@pytest.fixture(autouse=True)
def _no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.embedding.load_embedder", lambda name: HashEmbedder())
    monkeypatch.setattr("store.embedding.LazyEmbedder", lambda name: HashEmbedder())


@pytest.fixture
def brief(tmp_path: Path) -> Path:
    folder = tmp_path / "briefs"
    folder.mkdir()
    path = folder / "a-debate.txt"
    path.write_text(BRIEF, encoding="utf-8")
    return path


def refreshed(run: Run, *sources: Path | str) -> dict[str, object]:
    done = run("refresh", *sources, "--json")
    report = json.loads(done.out)
    assert done.code == (1 if report["failed"] else 0)
    assert isinstance(report, dict)
    return report


def one_sentence(done: Done) -> bool:
    return done.err.count("\n") == 1 and done.err.endswith(".\n")


def test_refresh_adds_leaves_alone_changes_and_removes(run: Run, brief: Path) -> None:
    first = refreshed(run, brief.parent)
    assert set(first) >= {
        *("added", "changed", "removed", "unchanged", "failed", "passages", "generation"),
        "seconds",
    }
    (document,) = first["added"]  # type: ignore[misc]
    second = refreshed(run, brief.parent)
    assert (second["added"], second["changed"], second["unchanged"]) == ([], [], 1)
    assert second["generation"] == first["generation"]

    brief.write_text(BRIEF.replace("second", "third"), encoding="utf-8")
    assert refreshed(run, brief.parent)["changed"] == [document]

    brief.unlink()
    assert refreshed(run, brief.parent)["removed"] == [document]


def test_refresh_says_in_words_what_it_did(run: Run, brief: Path) -> None:
    done = run("refresh", brief.parent)
    assert done.code == 0
    assert "added    " in done.out
    assert "1 added, 0 changed, 0 removed, 0 unchanged, 0 failed" in done.out


def test_a_long_list_is_cut_short_for_a_person(run: Run, brief: Path) -> None:
    for number in range(14):
        (brief.parent / f"note-{number}.txt").write_text(f"Note {number}.", encoding="utf-8")
    lines = run("refresh", brief.parent).out.splitlines()
    assert [line for line in lines if line.startswith("added")][-1] == "added    3 more"
    assert len(json.loads(run("documents", "--json").out)) == 15


def test_refresh_reads_the_configured_sources(
    run: Run, brief: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PENHOLDER_SOURCES", str(brief.parent))
    assert len(refreshed(run)["added"]) == 1  # type: ignore[arg-type]


def test_documents_has_the_keys_of_the_contract(run: Run, brief: Path) -> None:
    refreshed(run, brief.parent)
    (row,) = json.loads(run("documents", "--json").out)
    assert set(row) == {
        *("document", "symbol", "title", "kind", "date", "language", "url", "held", "passages"),
        *("corrected", "edited"),
    }
    assert row["title"] == "Debate on Cooperation"
    assert row["date"] == "2019-09-24"
    assert row["held"] is True
    assert row["passages"] >= 1
    plain = run("documents").out
    assert plain.split("\t")[0] == row["document"]
    assert plain.count("\n") == 1


def test_what_is_cited_but_not_held_is_missing(run: Run, brief: Path) -> None:
    refreshed(run, brief.parent)
    (row,) = json.loads(run("documents", "--missing", "--json").out)
    assert (row["symbol"], row["held"], row["passages"]) == ("S/2019/742", False, 0)
    assert len(row["cited_by"]) == 1
    assert run("documents", "--missing").out.startswith("S/2019/742\t")


def test_documents_that_are_held_are_listed_without_cards(run: Run, brief: Path) -> None:
    (brief.parent / "cards.toml").write_text(CARD, encoding="utf-8")
    refreshed(run, brief.parent)
    listed = {row["document"]: row["held"] for row in json.loads(run("documents", "--json").out)}
    assert sorted(listed.values()) == [False, True]
    (row,) = json.loads(run("documents", "--held", "--json").out)
    assert (row["held"], listed[row["document"]]) == (True, True)
    assert run("documents", "--held").out.split("\t")[0] == row["document"]
    done = run("documents", "--held", "--missing")
    assert (done.code, done.out) == (2, "")
    assert "--held and --missing do not go together" in done.err


def test_show_text_is_the_canonical_text_byte_for_byte(run: Run, brief: Path) -> None:
    from store.library import Library

    (document,) = refreshed(run, brief.parent)["added"]  # type: ignore[misc]
    shown = run("show", document, "--text")
    with Library.open(Path("library"), None) as library:
        assert shown.out == library.document(document).text
    assert "“quotes” and a dash — and no more." in shown.out
    assert shown.err == ""


def test_show_says_what_it_is_and_what_it_cites(run: Run, brief: Path) -> None:
    (document,) = refreshed(run, brief.parent)["added"]  # type: ignore[misc]
    out = run("show", document).out
    assert "Debate on Cooperation" in out
    assert "2019-09-24" in out
    assert "S/2019/742" in out


def test_show_says_under_what_item_and_what_gives_it(run: Run, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text(
        "United Nations A/85/833–S/2031/376\n\nGeneral Assembly\n\n"
        "Distr.: General 10 April 2031\n\nEighty-fifth session Agenda item 34 (a)\n\n"
        "Letter dated 9 April 2031 from the Permanent Representative of Chad to the United "
        "Nations addressed to the Secretary-General\n\n"
        "I have the honour to send a paper on lakes.\n",
        encoding="utf-8",
    )
    (document,) = refreshed(run, tmp_path)["added"]  # type: ignore[misc]
    shown = json.loads(run("show", document, "--json").out)
    assert (shown["session"], shown["agenda_item"]) == ("Eighty-fifth session", "34 (a)")
    assert shown["sources"] == [str(letter)]
    lines = run("show", document).out.splitlines()
    assert "Session   Eighty-fifth session" in lines
    assert "Item      34 (a)" in lines
    assert any(line.startswith("Sources   ") for line in lines)


def test_remove_takes_a_document_out(run: Run, brief: Path) -> None:
    (document,) = refreshed(run, brief.parent)["added"]  # type: ignore[misc]
    done = run("remove", document)
    assert (done.code, done.out) == (0, "")
    assert json.loads(run("documents", "--json").out) == []
    assert brief.exists()


@pytest.mark.parametrize("command", ["show", "remove"])
def test_a_document_that_is_not_there_is_one_sentence(run: Run, brief: Path, command: str) -> None:
    refreshed(run, brief.parent)
    done = run(command, "S/PV.1\x1b[2J")
    assert done.code == 2
    assert one_sentence(done)
    assert "\x1b" not in done.err


@pytest.mark.parametrize(
    "command",
    [
        *(("documents",), ("show", "x"), ("remove", "x"), ("ask", "x"), ("search", "x")),
        *(("history",), ("documents", "--missing"), ("show", "x", "--diff")),
    ],
)
def test_without_a_library_every_command_says_to_refresh(
    run: Run, command: tuple[str, ...]
) -> None:
    done = run(*command)
    assert (done.code, done.out) == (1, "")
    assert one_sentence(done)
    assert "penholder refresh" in done.err


BAD = {
    "empty.txt": b"",
    "blank.txt": b" \n\n\t\n",
    "binary.txt": bytes(range(256)) * 20,
    "broken-utf16.txt": b"\xff\xfeA\x00b\x00r",
    "utf16-as-html.html": b"<p>\x00\x01\x02</p>" * 20,
}


@pytest.mark.parametrize("name", sorted(BAD))
def test_a_bad_file_is_named_and_the_rest_is_refreshed(run: Run, brief: Path, name: str) -> None:
    (brief.parent / name).write_bytes(BAD[name])
    report = refreshed(run, brief.parent)
    assert len(report["added"]) == 1  # type: ignore[arg-type]
    (failure,) = report["failed"]  # type: ignore[misc]
    assert name in failure["source"]
    assert failure["reason"]
    assert failure["remedy"]
    done = run("refresh", brief.parent)
    (line,) = [line for line in done.out.splitlines() if line.startswith("failed")]
    assert name in line


def test_another_encoding_is_read_for_what_it_is(run: Run, brief: Path) -> None:
    (brief.parent / "old.txt").write_bytes("It said “no” — at the café.".encode("cp1252"))
    assert refreshed(run, brief.parent)["failed"] == []
    assert run("show", "old", "--text").out == "It said “no” — at the café."


def test_a_missing_path_and_a_folder_without_documents_are_named(
    run: Run, brief: Path, tmp_path: Path
) -> None:
    (tmp_path / "bare").mkdir()
    report = refreshed(run, "absent", "bare", brief.parent)
    assert len(report["added"]) == 1  # type: ignore[arg-type]
    named = [failure["source"] for failure in report["failed"]]  # type: ignore[attr-defined]
    assert [Path(name).name for name in named] == ["absent", "bare"]


def test_a_library_folder_that_is_a_file_is_one_sentence(run: Run, brief: Path) -> None:
    done = run("refresh", brief, "--library", brief)
    assert done.code == 1
    assert one_sentence(done)


def test_a_part_of_a_record_says_that_there_are_others(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "speeches"
    folder.mkdir()
    for number, state in enumerate(("Chad", "Peru", "Togo"), start=1):
        (folder / f"UNSC_2031_SPV.9990_spch00{number}.txt").write_text(
            f"Mr. Abe ({state}): We thank the fishers of {state}. Their boats are safe.",
            encoding="utf-8",
        )
    first, *others = sorted(refreshed(run, folder)["added"])  # type: ignore[call-overload]
    shown = run("show", "S/PV.9990").out.splitlines()
    (part,) = [line for line in shown if line.startswith("Part")]
    assert part.startswith("Part      one of 3 of S/PV.9990 that are held")
    assert all(other in part for other in others)
    assert json.loads(run("show", "S/PV.9990", "--json").out)["other_parts"] == others
    by_symbol, by_id = run("show", "S/PV.9990", "--text"), run("show", first, "--text")
    assert by_symbol.out == by_id.out
    assert f"{first} is one of 3 parts of S/PV.9990" in by_symbol.err
    assert by_id.err == ""
