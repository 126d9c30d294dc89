from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from app.benchmark.__main__ import LARGE, main, parsed, show
from app.benchmark.figures import Figures

ROOT = Path(__file__).parents[3]
STAMP = ".venv/.installed-compare"


def recipe(*variables: str) -> list[str]:
    """What ``make bench`` would run."""
    if shutil.which("make") is None:
        pytest.skip("there is no make here")
    done = subprocess.run(
        ["make", "--dry-run", "--no-print-directory", f"--old-file={STAMP}", "bench", *variables],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    text = done.stdout.replace("\\\n", " ")
    (line,) = re.findall(r"-m app\.benchmark(.*)", text)
    return shlex.split(line)


def test_without_anything_documents_are_generated_and_no_large_library_is_made() -> None:
    given = parsed(recipe())
    assert (given.data, given.passages, given.library) == (None, None, None)
    assert given.out == Path("build/bench.json")


def test_a_folder_with_blanks_and_a_large_library() -> None:
    given = parsed(recipe("DATA=my texts", "LARGE=1", "LIBRARY=kept here"))
    assert given.data == Path("my texts")
    assert given.passages == LARGE
    assert given.library == Path("kept here")


def test_how_large_it_is_can_be_said() -> None:
    assert parsed(recipe("PASSAGES=120000")).passages == 120_000


def test_a_folder_without_texts_ends_it_in_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--data", str(tmp_path)]) != 0
    assert "there are no text files" in capsys.readouterr().err


def test_the_table_shows_every_row(figures: Figures, capsys: pytest.CaptureFixture[str]) -> None:
    show(figures)
    shown = capsys.readouterr().out
    assert "usual LangChain recipe" in shown
    assert "penholder --help" in shown
