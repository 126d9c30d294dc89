"""``doctor`` and ``rebuild`` as commands, with a model that is only hashes."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from running import Run

from store.embedding import HashEmbedder


@pytest.fixture(autouse=True)
def _no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.embedding.LazyEmbedder", lambda name: HashEmbedder())


@pytest.fixture
def library(run: Run, tmp_path: Path) -> Path:
    folder = tmp_path / "briefs"
    folder.mkdir()
    for name in ("one", "two"):
        (folder / f"{name}.txt").write_text(f"Debate {name}\n\nThe envoy briefed on {name}.")
    assert run("refresh", folder).code == 0
    return tmp_path / "library"


def test_doctor_and_rebuild(run: Run, library: Path) -> None:
    sound = run("doctor", "--json")
    report = json.loads(sound.out)
    assert (sound.code, report["healthy"]) == (0, True)
    assert {"name", "ok", "detail", "remedy"} <= set(report["checks"][0])
    assert run("doctor").out.endswith("The library is sound.\n")

    shutil.rmtree(library / "chroma")
    broken = run("doctor", "--json")
    report = json.loads(broken.out)
    assert (broken.code, report["healthy"]) == (1, False)
    assert [(c["name"], c["remedy"]) for c in report["checks"] if not c["ok"]] == [
        ("vectors", "penholder rebuild")
    ]
    assert "penholder rebuild" in run("doctor").out

    rebuilt = run("rebuild")
    assert (rebuilt.code, rebuilt.out) == (0, "")
    assert rebuilt.err == "Rebuilt the indexes: 2 passages.\n"
    assert run("doctor").code == 0


def test_doctor_and_rebuild_without_a_library(run: Run) -> None:
    looked = run("doctor", "--json")
    assert (looked.code, json.loads(looked.out)["healthy"]) == (1, False)
    rebuilt = run("rebuild")
    assert rebuilt.code == 1
    assert rebuilt.err.count("\n") == 1
    assert "run penholder refresh" in rebuilt.err
