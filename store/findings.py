"""What doctor finds: one check for each thing looked at, and a look that breaks is a finding."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from store.errors import PenholderError

REBUILD = "penholder rebuild"
REFRESH = "penholder refresh"
FROM_BACKUP = (
    "put a copy of catalogue.sqlite back and run penholder rebuild, or refresh into a new --library"
)


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at. ``severity``: an *error* spoils answers, a *warning* does not (yet).

    ``remedy`` is what mends it, none where all is well.
    """

    name: str
    ok: bool
    detail: str
    remedy: str | None = None
    severity: str = "none"


def good(name: str, detail: str) -> Check:
    """All is well."""
    return Check(name, True, detail)


def error(name: str, detail: str, remedy: str) -> Check:
    """Answers are spoilt."""
    return Check(name, False, detail, remedy, "error")


def warning(name: str, detail: str, remedy: str) -> Check:
    """Something to see to, which spoils no answer yet."""
    return Check(name, False, detail, remedy, "warning")


def looked(name: str, look: Callable[[], Check]) -> Check:
    """What a look finds; that it could not be done is a finding too, and ends no other look."""
    try:
        return look()
    except PenholderError as reason:
        return error(name, reason.what, reason.remedy.removeprefix("run "))
    except OSError as reason:
        where = f"{os.fsdecode(reason.filename)}: " if reason.filename else ""
        return error(
            name,
            f"this could not be looked at ({where}{reason.strerror or reason})",
            "check the disk and who may read the library's folder, then penholder doctor",
        )
    except Exception as reason:  # noqa: BLE001 - damage shows itself in ways nobody foresaw
        return error(
            name,
            f"what is there makes no sense ({type(reason).__name__}: {reason})",
            FROM_BACKUP,
        )


def size_of(path: Path) -> int:
    """The bytes of a file, or of all files in a folder and below."""
    total = 0
    files = (Path(root) / name for root, _, names in os.walk(path) for name in names)
    for file in [path] if path.is_file() else files:
        try:
            total += file.stat().st_size
        except OSError:
            continue  # it went away while we looked
    return total


def megabytes(size: int) -> str:
    """A size for a person."""
    return f"{size / 1_000_000:,.0f} MB"
