from __future__ import annotations

from pathlib import Path

import pytest
from running import Done, Run

from app.cli import main


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs ``penholder`` in this process, in an empty folder with a library of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PENHOLDER_LIBRARY", str(tmp_path / "library"))
    for name in ("SOURCES", "EMBEDDING_MODEL", "CHROMA_URL", "LOG_LEVEL"):
        monkeypatch.delenv(f"PENHOLDER_{name}", raising=False)

    def running(*arguments: str | Path) -> Done:
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        assert "Traceback" not in captured.err
        return Done(code, captured.out, captured.err)

    return running
