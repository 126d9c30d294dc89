"""The wheel, installed and run from another folder, does what the checkout does."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(1200),
    pytest.mark.skipif(
        not (ROOT / ".git").exists(), reason="git says what the project's files are"
    ),
]
PACKAGES = ("app", "corpus", "ingest", "prompts", "store")
QUESTION = "Who will preside over the debate?"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from a copy of what git knows, so nothing that lies about gets in."""
    copy = tmp_path_factory.mktemp("source")
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, copy / name)
    target = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", target, copy],
        check=True,
        capture_output=True,
    )
    (built,) = target.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel in a folder of its own; its dependencies are those of this environment."""
    target = tmp_path_factory.mktemp("site")
    subprocess.run(
        [
            *(sys.executable, "-m", "pip", "install", "--no-deps", "--no-index", "--quiet"),
            *("--disable-pip-version-check", "--target", target, wheel),
        ],
        check=True,
    )
    return target


def test_everything_that_is_read_at_run_time_is_in_it(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        packed = set(archive.namelist())
    known = subprocess.run(
        ["git", "ls-files", *PACKAGES],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert set(known.stdout.split("\n")) - {""} - packed == set()
    assert not {name for name in packed if name.startswith("tests/")}
    assert any(name.endswith("licenses/LICENSE") for name in packed)
    assert any(name.endswith("licenses/NOTICE") for name in packed)


def test_it_answers_from_another_folder_as_the_checkout_does(
    installed: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    from_wheel = _runner(installed, elsewhere, tmp_path / "library-of-wheel")
    from_checkout = _runner(ROOT, elsewhere, tmp_path / "library-of-checkout")

    for penholder in (from_wheel, from_checkout):
        report = json.loads(penholder("refresh", "--json"))
        assert report["failed"] == []
        assert report["added"]
    answers = [_answer(penholder) for penholder in (from_wheel, from_checkout)]
    assert answers[0] == answers[1]
    assert answers[0]["outcome"] == "answered"
    document = answers[0]["citations"][0]["document"]
    texts = [penholder("show", document, "--text") for penholder in (from_wheel, from_checkout)]
    assert texts[0] == texts[1]
    for citation in answers[0]["citations"]:
        text = from_wheel("show", citation["document"], "--text").decode("utf-8")
        assert text[citation["start"] : citation["end"]] == citation["quote"]


def _runner(packages: Path, folder: Path, library: Path) -> Callable[..., bytes]:
    """Runs ``penholder`` with the packages of that folder and no other copy of them."""
    start = (
        f"import sys; sys.path.insert(0, {str(packages)!r}); import app.cli as cli;"
        f"assert cli.__file__.startswith({str(packages)!r}), cli.__file__;"
        "raise SystemExit(cli.main(sys.argv[1:]))"
    )

    def penholder(*arguments: str) -> bytes:
        done = subprocess.run(
            [sys.executable, "-c", start, *arguments],
            cwd=folder,
            env={**os.environ, "PENHOLDER_LIBRARY": str(library)},
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout

    return penholder


def _answer(penholder: Callable[..., bytes]) -> dict[str, object]:
    answer = json.loads(penholder("ask", QUESTION, "--json"))
    answer.pop("timings_ms")
    return answer  # type: ignore[no-any-return]
