"""What a program that watches over a library learns from ``doctor --json``."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from running import Run

from store.embedding import HashEmbedder


@pytest.fixture(autouse=True)
def _no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.embedding.LazyEmbedder", lambda name: HashEmbedder())


def test_sizes_generation_and_the_last_run_with_its_failures(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "good.txt").write_text("The harbour was closed.")
    (folder / "empty.txt").write_text("")
    assert run("refresh", folder).code == 1
    looked = run("doctor", "--json")
    report = json.loads(looked.out)
    assert (looked.code, report["healthy"]) == (0, True)
    assert report["generation"] == 1
    assert report["sizes"]["passages"] == 1
    assert report["sizes"]["catalogue"] > 0
    last = report["last_run"]
    assert {name: last[name] for name in ("command", "added", "failed")} == {
        "command": "refresh",
        "added": 1,
        "failed": 1,
    }
    started, finished = map(dt.datetime.fromisoformat, (last["started"], last["finished"]))
    assert started <= finished
    assert started.tzinfo is not None
    assert "1 sources failed" in run("doctor").out


def test_where_there_is_no_library_there_is_no_run(run: Run) -> None:
    report = json.loads(run("doctor", "--json").out)
    assert report["generation"] is None
    assert report["last_run"] is None
