"""The examples for a server parse, name what there is, and set what can be set."""

from __future__ import annotations

import configparser
import os
import re
import shlex
import shutil
import sqlite3
import subprocess
import sys
import tomllib
from contextlib import closing
from pathlib import Path

import pytest
import typer.main

from app.cli import application
from app.settings import Settings
from app.ui.launcher import FIRST_PORT

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "deploying.md").read_text(encoding="utf-8")
FILES = ROOT / "docs" / "deploying"
UNITS = sorted([*FILES.glob("*.service"), *FILES.glob("*.timer")])
SERVICES = [unit for unit in UNITS if unit.suffix == ".service"]
ENVIRONMENTS = sorted(FILES.glob("*.env"))
HARDENED = {
    "NoNewPrivileges": "yes",
    "ProtectSystem": "strict",
    "ProtectHome": "yes",
    "PrivateTmp": "yes",
    "CapabilityBoundingSet": "",
    "UMask": "0077",
    "User": "penholder",
}


def unit(path: Path) -> configparser.ConfigParser:
    parser = configparser.ConfigParser(
        interpolation=None, strict=False, delimiters="=", comment_prefixes="#"
    )
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(path, encoding="utf-8")
    return parser


def calls(text: str) -> list[list[str]]:
    """Every call of penholder in a text, as words from the command on."""
    lines = text.replace("\\\n", " ").splitlines()
    found = re.compile(
        r"(?:^|[\s`=/])penholder (?!penholder)((?:--library \S+ )?[a-z]+(?: [^`#|)]*)?)"
    )
    return [shlex.split(match) for line in lines for match in found.findall(line)]


def known_call(words: list[str]) -> bool:
    if words[:1] == ["--library"]:
        words = words[2:]
    commands = typer.main.get_command(application).commands  # type: ignore[attr-defined]
    if words[0] not in commands:
        return False
    options = {name for parameter in commands[words[0]].params for name in parameter.opts}
    return {word for word in words[1:] if word.startswith("-")} <= options


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_every_unit_parses_and_a_service_is_hardened(path: Path) -> None:
    parsed = unit(path)
    assert parsed["Unit"]["Description"]
    if path.suffix == ".timer":
        assert parsed["Timer"]["OnCalendar"]
        assert path.with_suffix(".service").is_file()
        return
    service = parsed["Service"]
    assert {name: service[name] for name in HARDENED} == HARDENED
    program, *words = shlex.split(service["ExecStart"])
    assert program == "/opt/penholder/bin/penholder"
    assert known_call(words)


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.name)
def test_every_unit_is_one_that_systemd_takes(path: Path, tmp_path: Path) -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("no systemd-analyze on this machine")
    for one in UNITS:
        text = one.read_text(encoding="utf-8")
        # The program need not be installed here; what is started in its place does nothing.
        stand_in = text.replace("/opt/penholder/bin/penholder", "/bin/true")
        (tmp_path / one.name).write_text(stand_in, encoding="utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", "--recursive-errors=no", path.name],
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("path", ENVIRONMENTS, ids=lambda path: path.name)
def test_every_setting_of_an_example_is_one_and_fits(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    pairs = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
    for name, value in pairs.items():
        # systemd takes quotes off, a container's runtime takes the line as it is.
        monkeypatch.setenv(name, value.strip("'"))
    settings = Settings()
    assert {name.removeprefix("PENHOLDER_").lower() for name in pairs} <= settings.model_fields_set
    assert settings.signin_editors == ("editor@example.org", "groups=librarians")


def test_the_proxy_asks_the_port_that_is_served() -> None:
    caddy = (FILES / "Caddyfile").read_text(encoding="utf-8")
    assert caddy.count("{") == caddy.count("}")
    for name in ("Caddyfile", "Containerfile", "penholder.service"):
        assert str(FIRST_PORT) in (FILES / name).read_text(encoding="utf-8")


def test_the_container_copies_the_packages_and_runs_without_rights() -> None:
    text = (FILES / "Containerfile").read_text(encoding="utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    found = project["tool"]["setuptools"]["packages"]["find"]["include"]
    copied = re.findall(r"^COPY (\w+) \1$", text, flags=re.MULTILINE)
    assert sorted(copied) == sorted(name.rstrip("*") for name in found)
    for named in re.findall(r"^COPY ([^-\s].*) \./$", text, flags=re.MULTILINE)[0].split():
        assert (ROOT / named).is_file()
    assert text.index("USER penholder") < text.index("CMD [")
    command = re.findall(r"^CMD (\[.*\])$", text, flags=re.MULTILINE)[-1]
    program, *words = [word.strip('" ') for word in command.strip("[]").split(",")]
    assert program == "penholder"
    assert known_call(words)


def test_every_command_of_the_page_exists() -> None:
    named = calls(PAGE)
    assert len(named) > 5
    assert [words for words in named if not known_call(words)] == []


def test_every_setting_and_file_of_the_page_exists() -> None:
    names = {name.lower() for name in re.findall(r"PENHOLDER_([A-Z_]+[A-Z])", PAGE)}
    assert names - {"signin"} <= set(Settings.model_fields)
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", PAGE) if "://" not in link]
    assert [link for link in links if not (ROOT / "docs" / link).exists()] == []
    paths = re.findall(r"docs/deploying/[\w.*-]+\w", PAGE)
    assert [path for path in paths if not list(ROOT.glob(path))] == []
    headings = [line[3:].casefold() for line in PAGE.splitlines() if line.startswith("## ")]
    anchors = [re.sub(r"[^\w -]", "", heading).replace(" ", "-") for heading in headings]
    assert re.findall(r"\]\(#([^)]+)\)", PAGE) == anchors


def test_the_chroma_of_the_page_is_the_one_that_is_pinned() -> None:
    pinned = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    [named] = re.findall(r"chromadb==[\d.]+", PAGE)
    assert named in pinned


def test_a_back_up_is_whole_and_for_its_owner_alone(tmp_path: Path) -> None:
    library = tmp_path / "library"
    (library / "originals").mkdir(parents=True)
    (library / "originals" / "one").write_bytes(b"bytes")
    (library / "vectors").mkdir()
    with closing(sqlite3.connect(library / "catalogue.sqlite")) as live:
        live.execute("PRAGMA journal_mode=WAL")
        live.execute("CREATE TABLE kept (word TEXT)")
        live.execute("INSERT INTO kept VALUES ('in the log, not yet in the file')")
        live.commit()
        for _ in range(2):  # a second one goes over the first
            subprocess.run(
                ["sh", str(FILES / "backup.sh"), str(library), str(tmp_path / "copy")],
                check=True,
                env={**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"},
            )
    with closing(sqlite3.connect(tmp_path / "copy" / "catalogue.sqlite")) as copy:
        assert copy.execute("SELECT word FROM kept").fetchall()
    assert (tmp_path / "copy" / "originals" / "one").read_bytes() == b"bytes"
    assert not (tmp_path / "copy" / "vectors").exists()
    assert (tmp_path / "copy").stat().st_mode & 0o077 == 0
