"""No key and no password is told, kept or passed on, wherever it was put."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from running import Run

from store.embedding import HashEmbedder

KEY, PASSWORD, TOKEN = "sk-of-the-reader-0001", "hunter2-of-the-reader", "token-of-the-reader"


@pytest.fixture(autouse=True)
def _keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.embedding.LazyEmbedder", lambda name: HashEmbedder())
    for name in ("OPENAI_API_KEY", "ANTHROPIC_API_KEY"):
        monkeypatch.setenv(name, KEY)
    monkeypatch.setenv("PENHOLDER_LOG_LEVEL", "DEBUG")


def told_of_library(run: Run) -> str:
    """All that is printed about a library."""
    told = []
    for words in (
        ["doctor"],
        ["doctor", "--json"],
        ["history"],
        ["history", "--json"],
        ["documents", "--json"],
        ["documents", "--missing", "--json"],
    ):
        done = run(*words)
        told += [done.out, done.err]
    return "\n".join(told)


def kept_in(library: Path) -> str:
    """All that is in the files of a library."""
    files = [path for path in library.rglob("*") if path.is_file()]
    assert files
    return "\n".join(path.read_bytes().decode("latin-1") for path in files)


def test_passwords_and_keys_are_nowhere(
    run: Run, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    (tmp_path / "paper.txt").write_text("The harbour was closed.")
    done = run(
        "refresh",
        tmp_path / "paper.txt",
        f"https://reader:{PASSWORD}@example.org/feed?key={TOKEN}",
        f"http://127.0.0.1:9/feed?key={TOKEN}",
        f"http://[/feed?key={TOKEN}",
    )
    assert done.code == 1
    assert done.err + done.out
    told = done.err + done.out + told_of_library(run) + caplog.text
    assert "example.org/feed" in told
    for secret in (KEY, PASSWORD, TOKEN):
        assert secret not in told
    # An address with a key in it is kept to be asked again; nothing else that is secret is.
    for secret in (KEY, PASSWORD):
        assert secret not in kept_in(tmp_path / "library")


def test_a_model_that_cannot_be_reached_tells_no_key(run: Run, tmp_path: Path) -> None:
    (tmp_path / "paper.txt").write_text("The harbour was closed.")
    assert run("refresh", tmp_path / "paper.txt").code == 0
    done = run("ask", "Who?", "--model", f"openai:x-{'y' * 9}", "--library", tmp_path / "none")
    assert KEY not in done.err + done.out
