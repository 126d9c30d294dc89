"""What is logged: one line, nothing that a document could forge, and no question in it."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest
from running import Run

from app import logs
from app.terminal import say

SECRET = "What did the envoy say to me?"


def record(message: str, *args: object, error: BaseException | None = None) -> logging.LogRecord:
    given = None if error is None else (type(error), error, error.__traceback__)
    return logging.LogRecord("app.ui.desk", logging.ERROR, __file__, 1, message, args, given)


def raised() -> BaseException:
    try:
        try:
            raise KeyError(SECRET)
        except KeyError as error:
            raise ValueError(f"no answer to {SECRET}") from error
    except ValueError as error:
        return error


@pytest.mark.parametrize("form", [logs._Text, logs._Json])
def test_an_error_is_told_by_its_kind_and_places_without_its_words(form: type) -> None:
    told = form(debugging=False).format(record("Question %d failed", 3, error=raised()))
    assert SECRET not in told
    assert "\n" not in told
    for said in ("Question 3 failed", "ValueError", "KeyError", "tests/app/test_logs.py", "raised"):
        assert said in told


@pytest.mark.parametrize("form", [logs._Text, logs._Json])
def test_debugging_tells_the_words_as_well(form: type) -> None:
    assert SECRET in form(debugging=True).format(record("x", error=raised()))


@pytest.mark.parametrize("form", [logs._Text, logs._Json])
def test_a_name_cannot_forge_a_line_or_move_the_cursor(form: type) -> None:
    name = "a\nERROR app: all is lost\x1b[2J\u202e.txt\r\u2028b"
    told = form(debugging=False).format(record("%s was read", name))
    assert len(told.splitlines()) == 1
    assert all(character.isprintable() for character in told)


def test_json_is_an_object_a_line() -> None:
    told = json.loads(logs._Json(debugging=False).format(record("x", error=raised())))
    assert told.keys() == {"time", "level", "logger", "message", "error", "places"}
    assert (told["level"], told["logger"], told["message"]) == ("ERROR", "app.ui.desk", "x")
    assert told["error"] == ["ValueError", "KeyError"]


def test_a_message_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    say("a\npenholder: all is well.\u2028b")
    assert capsys.readouterr().err.count("\n") == 1


def test_a_file_s_name_cannot_forge_a_line(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "good.txt").write_text("The harbour was closed.")
    (folder / "a\nRefreshed: 900 added\x1b[2J.pdf").write_bytes(b"")
    done = run("refresh", folder)
    assert "\nRefreshed: 900" not in done.err + done.out
    assert "\x1b[2J" not in done.err + done.out


def test_other_packages_details_are_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """They may hold whole requests to a model."""
    before = logging.getLogger("app").level
    seen: dict[str, object] = {}
    monkeypatch.setattr(logging, "basicConfig", lambda **given: seen.update(given))
    try:
        logs.log_to_stderr("DEBUG")
    finally:
        for name in logs.OWN:
            logging.getLogger(name).setLevel(before)
    assert seen["level"] == "ERROR"


def test_no_call_logs_a_question_or_an_answer() -> None:
    """Each call is looked at: what it passes are numbers, names and encodings."""
    import ast

    root = Path(logs.__file__).parents[1]
    passed: set[str] = set()
    for folder in logs.OWN:
        for path in sorted((root / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
                    continue
                owner = node.func.value
                if not (isinstance(owner, ast.Name) and owner.id.lower() in ("_log", "_logger")):
                    continue
                assert isinstance(node.args[0], ast.Constant), ast.unparse(node)
                passed |= {ast.unparse(argument) for argument in node.args[1:]}
    assert passed <= {
        *("name", "read.encoding", "type(error).__name__", "run.message.id", "job.name"),
        "asked.original.name",  # of a file
        "error",  # of the word index: a LibraryError, which names files
    }
    assert "name" in passed
