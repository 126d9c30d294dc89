"""``refresh`` by symbol, ``refresh --related`` and ``documents --missing`` as a user types them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
import typer
from http_server import Reply, Site, serving
from pdf_files import Text, column, pdf
from running import Run

from store.embedding import HashEmbedder

NOTHING = Reply(b"<!DOCTYPE html><html><body>There is no such document.</body></html>")


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.embedding.LazyEmbedder", lambda name: HashEmbedder())
    monkeypatch.setattr("ingest.fetching.pacing._DELAY", 0.0)
    monkeypatch.setattr("ingest.symbol_downloads.AGAIN_AFTER", (0.0,))


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.setenv("PENHOLDER_ALLOW_PRIVATE", "1")
    with serving() as served:
        monkeypatch.setenv("PENHOLDER_UN_DOCUMENTS_URL", served.address)
        monkeypatch.setenv("PENHOLDER_UN_PRESS_URL", f"{served.address}/")
        for symbol in ("S/2019/742", "S/PV.9990"):
            served.put(asked(symbol), Reply(paper(symbol)))
        served.put(asked("S/2019/101"), NOTHING)
        yield served


def asked(symbol: str) -> str:
    return f"/api/symbol/access?s={quote(symbol, safe='')}&l=en&t=pdf"


def paper(symbol: str) -> bytes:
    return pdf([[Text(400, 740, symbol), *column("Lakes are to be shared by all their shores.")]])


@pytest.fixture
def briefs(run: Run, tmp_path: Path) -> Path:
    folder = tmp_path / "briefs"
    folder.mkdir()
    (folder / "one.txt").write_text("See S/2019/742, S/PV.9990 and S/2019/101.")
    (folder / "two.txt").write_text("See S/2019/742 and press release SC/99999.")
    run("refresh", folder)
    return folder


def test_a_symbol_is_a_source(run: Run, site: Site) -> None:
    report = json.loads(run("refresh", "S/2019/742", "--json").out)
    assert (report["added"], report["failed"]) == (["S/2019/742"], [])
    assert "Lakes are to be shared" in run("show", "S/2019/742", "--text").out
    run("remove", "S/2019/742")
    done = run("refresh", "S/2019/101")
    assert done.code == 1
    assert "unavailable in English" in done.out


def test_a_plan_is_shown_first_and_nothing_is_fetched_unasked(
    run: Run, site: Site, briefs: Path
) -> None:
    done = run("refresh", briefs, "--related")
    assert done.code == 2
    assert "4 documents to fetch: 4 from 127.0.0.1; about" in done.out
    assert "cited by one, two" in done.out
    assert "--yes" in done.err
    assert site.asked == []
    done = run("refresh", briefs, "--related", "--json")
    plan = json.loads(done.out)["plan"]
    assert (done.code, len(plan["documents"]), plan["hosts"]) == (2, 4, {"127.0.0.1": 4})
    assert plan["documents"][0]["symbol"] == "S/2019/742"
    assert plan["documents"][0]["url"] == "https://docs.un.org/en/S/2019/742"
    assert "to fetch" in done.err


def test_what_is_agreed_to_is_fetched(
    run: Run, site: Site, briefs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter([False, True])
    monkeypatch.setattr("app.commands.relating._can_ask", lambda: True)
    monkeypatch.setattr("typer.confirm", lambda *_args, **_options: next(answers))
    done = run("refresh", briefs, "--related", "--limit", "1")
    assert (done.code, site.paths()) == (0, [])
    done = run("refresh", briefs, "--related", "--limit", "1")
    assert (done.code, site.paths()) == (0, [asked("S/2019/742")])
    assert "3 more are cited" in done.out
    assert "added    S/2019/742" in done.out


def test_broken_off_at_the_question_the_report_is_still_given(
    run: Run, site: Site, briefs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken_off(*_args: object, **_options: object) -> bool:
        raise typer.Abort

    monkeypatch.setattr("app.commands.relating._can_ask", lambda: True)
    monkeypatch.setattr("typer.confirm", broken_off)
    (briefs / "three.txt").write_text("Lakes are deep.")
    done = run("refresh", briefs, "--related")
    assert (done.code, site.asked) == (0, [])
    assert "1 added" in done.out


def test_what_is_missing_is_listed_with_the_reason(run: Run, site: Site, briefs: Path) -> None:
    done = run("refresh", briefs, "--related", "--yes", "--json")
    report = json.loads(done.out)
    assert done.code == 1
    assert report["added"] == ["S/2019/742", "S/PV.9990"]
    assert {one["source"] for one in report["failed"]} == {"S/2019/101", "SC/99999"}
    rows = {row["symbol"]: row for row in json.loads(run("documents", "--missing", "--json").out)}
    assert set(rows) == {"S/2019/101", "SC/99999"}
    row = rows["S/2019/101"]
    assert (row["state"], row["held"], row["cited_by"]) == ("unavailable", False, ["one"])
    assert row["url"] == "https://docs.un.org/en/S/2019/101"
    assert row["since"] == row["checked"]
    assert "unavailable in English" in row["reason"]
    line, _press = run("documents", "--missing").out.splitlines()
    assert f"not held, unavailable since {row['since']}\t\tcited by one\thttps://docs" in line
    site.paths()
    done = run("refresh", briefs, "--related", "--yes")
    assert (done.code, site.paths()) == (0, [])
    assert "2 could not be had before" in done.out
    done = run("show", "S/2019/101")
    assert (done.code, "penholder refresh S/2019/101" in done.err) == (2, True)


def test_without_a_network_the_failure_is_in_the_history_and_among_what_is_missing(
    run: Run, briefs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PENHOLDER_ALLOW_PRIVATE", "1")
    monkeypatch.setenv("PENHOLDER_UN_DOCUMENTS_URL", "http://127.0.0.1:1")
    by_hand = "save it from https://docs.un.org/en/S/PV.{} in a browser and put the file into"
    for number in ("9999", "9990"):
        done = run("refresh", f"S/PV.{number}")
        assert done.code == 1
        assert by_hand.format(number) in done.out
    assert run("history").out.count(" refresh: 1 failed; generation 1") == 2
    newest, first, _briefs = json.loads(run("history", "--json").out)
    assert [one["failures"][0]["source"] for one in (newest, first)] == ["S/PV.9990", "S/PV.9999"]
    rows = {row["symbol"]: row for row in json.loads(run("documents", "--missing", "--json").out)}
    assert rows["S/PV.9999"]["cited_by"] == []
    assert rows["S/PV.9990"]["cited_by"] == ["one"]
    for number in ("9999", "9990"):
        row = rows[f"S/PV.{number}"]
        assert (row["state"], row["held"]) == ("failed", False)
        assert row["url"] == f"https://docs.un.org/en/S/PV.{number}"
        assert "is not asked" in row["reason"]
        assert by_hand.format(number) in row["remedy"]
    (line,) = (one for one in run("documents", "--missing").out.splitlines() if "PV.9999" in one)
    assert "not held, failed: " in line
    assert "\tasked for\thttps://docs.un.org/en/S/PV.9999" in line
    shown = run("show", "S/PV.9990")
    assert (shown.code, "only cited by one; when it was asked for, " in shown.err) == (2, True)
    shown = run("show", "S/PV.9999")
    assert (shown.code, shown.out) == (2, "")
    assert "is not asked" in shown.err
    assert by_hand.format("9999") in shown.err


def test_what_was_put_in_by_hand_after_a_failure_is_not_missing(
    run: Run, briefs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PENHOLDER_ALLOW_PRIVATE", "1")
    monkeypatch.setenv("PENHOLDER_UN_DOCUMENTS_URL", "http://127.0.0.1:1")
    run("refresh", "S/PV.9991")
    (briefs / "S_PV.9991.pdf").write_bytes(paper("S/PV.9991"))
    assert run("refresh", briefs).code == 0
    rows = json.loads(run("documents", "--missing", "--json").out)
    assert "S/PV.9991" not in [row["symbol"] for row in rows]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--yes",), "--related"),
        (("--limit", "3"), "--related"),
        (("--related", "--watch"), "do not go together"),
        (("--language", "de"), "en, fr, es, ru, ar, zh"),
    ],
)
def test_options_that_do_not_go_together(
    run: Run, briefs: Path, options: tuple[str, ...], said: str
) -> None:
    done = run("refresh", briefs, *options)
    assert done.code == 2
    assert said in done.err
