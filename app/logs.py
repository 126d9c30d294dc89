"""What is said on stderr for whoever runs Penholder: one line a record, and nothing private in it.

A log is kept and passed on by people who never saw the question. So an error is told by its kind
and by the places in the program that it went through, without its words, which may repeat the
question, a document or an address with a key. ``DEBUG`` tells its words as well.
"""

from __future__ import annotations

import datetime as dt
import json
import logging
import traceback
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Literal

from app.terminal import inert

Form = Literal["text", "json"]
"""``text`` for people, ``json`` for programs that collect logs: one object a line."""

OWN = ("app", "ingest", "store")
_ROOT = Path(__file__).parents[1]
_MOST_PLACES = 30
_DEEPEST = 5

_Error = tuple[type[BaseException], BaseException, TracebackType | None]


def log_to_stderr(level: str, form: Form = "text") -> None:
    """Says our own messages from ``level`` up, and other packages' only where they are errors.

    What other packages say in detail may hold questions and documents whole, so that not even
    ``DEBUG`` shows it.
    """
    debugging = level == "DEBUG"
    handler = logging.StreamHandler()
    handler.setFormatter(_Json(debugging) if form == "json" else _Text(debugging))
    logging.basicConfig(level="ERROR", handlers=[handler])
    for package in OWN:
        logging.getLogger(package).setLevel(level)


class _Text(logging.Formatter):
    """``ERROR app.ui.desk: what happened [KeyError at app/ui/desk.py:12 in _work]``."""

    def __init__(self, debugging: bool) -> None:
        super().__init__()
        self._debugging = debugging

    def format(self, record: logging.LogRecord) -> str:
        """One line; the traceback follows it where everything is to be told."""
        said = f"{record.levelname} {record.name}: {_one_line(record.getMessage())}"
        error = _error(record)
        if error is None:
            return said
        if self._debugging:
            whole = "".join(traceback.format_exception(*error))
            return "\n  ".join([said, *map(inert, whole.splitlines())])
        return f"{said} [{'; after '.join(_kinds(error[1]))}{_last(_places(error[1]))}]"


class _Json(logging.Formatter):
    """The same as one JSON object a line; ``time`` is in UTC."""

    def __init__(self, debugging: bool) -> None:
        super().__init__()
        self._debugging = debugging

    def format(self, record: logging.LogRecord) -> str:
        """One object, without a line break in it."""
        when = dt.datetime.fromtimestamp(record.created, dt.UTC)
        told: dict[str, object] = {
            "time": when.isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": _one_line(record.getMessage()),
        }
        error = _error(record)
        if error is not None:
            told |= _facts(error[1], self._debugging)
        return json.dumps(told)


def _facts(error: BaseException, debugging: bool) -> Mapping[str, object]:
    facts: dict[str, object] = {"error": _kinds(error), "places": _places(error)}
    if debugging:
        facts["words"] = inert(str(error))
    return facts


def _error(record: logging.LogRecord) -> _Error | None:
    found = record.exc_info
    if not isinstance(found, tuple) or found[0] is None:
        return None
    return found


def _kinds(error: BaseException) -> list[str]:
    """The kinds of an error and of those that led to it, the last first. None of their words."""
    kinds: list[str] = []
    one: BaseException | None = error
    while one is not None and len(kinds) < _DEEPEST:
        kinds.append(type(one).__name__)
        one = one.__cause__ or one.__context__
    return kinds


def _places(error: BaseException) -> list[str]:
    """Where an error came through, the outermost first."""
    frames = traceback.extract_tb(error.__traceback__)[-_MOST_PLACES:]
    return [f"{_file(frame.filename)}:{frame.lineno} in {frame.name}" for frame in frames]


def _last(places: list[str]) -> str:
    return f" at {' < '.join(reversed(places))}" if places else ""


def _file(name: str) -> str:
    path = Path(name)
    return path.relative_to(_ROOT).as_posix() if path.is_relative_to(_ROOT) else path.name


def _one_line(text: str) -> str:
    return inert(" ".join(text.split()))
