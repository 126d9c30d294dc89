"""What the README tells a newcomer to type exists, and works in the order told."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import typer.main

from app.cli import application
from app.settings import Settings

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
TYPED = re.findall(r"^\$ (.+)$", README, flags=re.MULTILINE)
INLINE = re.findall(r"`((?:penholder|make) [^`]+)`", README)
OPTIONS_FOR_ALL = {"--help", "--library"}


def commands(program: str) -> list[list[str]]:
    """Every call of the program in the README, as words."""
    first = re.findall(r"^((?:make) \w+)", README, flags=re.MULTILINE)
    lines = [*first, *TYPED, *INLINE]
    return [words for line in lines if (words := shlex.split(line))[0] == program]


def test_the_two_commands_come_first() -> None:
    assert re.findall(r"^make \w+", README, flags=re.MULTILINE)[:2] == ["make run", "make test"]
    assert README.index("make test") < 200


@pytest.mark.parametrize("words", commands("penholder"), ids=" ".join)
def test_every_command_and_option_exists(words: list[str]) -> None:
    known = typer.main.get_command(application).commands  # type: ignore[attr-defined]
    command = known[words[1]]
    options = {name for parameter in command.params for name in parameter.opts} | OPTIONS_FOR_ALL
    assert {word for word in words[2:] if word.startswith("-")} <= options


@pytest.mark.parametrize("words", commands("make"), ids=" ".join)
def test_every_target_exists(words: list[str]) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(rf"^{re.escape(words[1])}:.*## ", makefile, flags=re.MULTILINE)
    for variable in (word.split("=")[0] for word in words[2:]):
        assert re.search(rf"\b{variable}\b", makefile)


def test_every_setting_is_in_the_table_and_every_row_is_a_setting() -> None:
    rows = set(re.findall(r"^\| `PENHOLDER_(\w+)` \|", README, flags=re.MULTILINE))
    assert {row.lower() for row in rows} == set(Settings.model_fields)


def test_every_file_it_names_is_there() -> None:
    links = re.findall(r"\]\(([^)#]+)\)", README) + re.findall(r'src="([^"]+)"', README)
    paths = re.findall(r"`((?:corpus|ingest|store|app|prompts|tests)/[\w./-]*)`", README)
    local = [link for link in links if "://" not in link] + paths
    assert [path for path in local if not (ROOT / path).exists()] == []


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_what_it_tells_to_type_works_in_that_order(tmp_path: Path) -> None:
    environment = {**os.environ, "PENHOLDER_LIBRARY": str(tmp_path / "library")}
    told = [words[1:] for line in TYPED if (words := shlex.split(line))[0] == "penholder"]
    served = [words for words in told if words[0] != "chat"]  # chat stays until it is ended
    assert served
    for words in served:
        done = subprocess.run(
            [sys.executable, "-m", "app.cli", *words],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"penholder {' '.join(words)}: {done.stderr}"
        # What a command does is a message; only what it finds is data.
        assert done.stderr if words[0] == "rebuild" else done.stdout
        assert "Traceback" not in done.stderr
