"""Lines of JSON that measurements are read from, each checked and named where it is faulty."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from store.errors import UsageError

Row = TypeVar("Row", bound=BaseModel)


def lines_of(path: Path) -> Iterator[tuple[int, str]]:
    """The lines of a file that are not blank, with their numbers from 1.

    Raises :class:`UsageError` where it cannot be read as UTF-8.
    """
    try:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    yield number, line.rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read ({error})", "give a file in UTF-8") from error


def rows_of(path: Path, form: type[Row], *, what: str, remedy: str) -> Iterator[tuple[int, Row]]:
    """Each line's object, with its number. ``what`` and ``remedy`` tell of a line that is none.

    Raises :class:`UsageError`, naming the file and the line.
    """
    for number, line in lines_of(path):
        try:
            yield number, form.model_validate_json(line)
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"]) or "the line"
            raise UsageError(
                f"line {number} of {path} is not {what} ({where}: {first['msg']})", remedy
            ) from error
