"""Original bytes, kept by their SHA-256, so that nothing ever needs its source again.

One that was altered on the disk is set aside when that is found. Then it is missing, which costs
a refresh no reading to see, and its source is kept again.
"""

from __future__ import annotations

import hashlib
import os
import stat
import tempfile
from collections.abc import Mapping, Set
from enum import Enum
from pathlib import Path

from store.errors import LibraryError

_READ_AT_ONCE = 1_000_000  # bytes
_ASIDE = ".altered"


class State(Enum):
    """How a kept original stands."""

    SOUND = "sound"
    MISSING = "missing"
    ALTERED = "altered"
    UNREADABLE = "unreadable"


def path_of(folder: Path, sha256: str) -> Path:
    """Where the original with this SHA-256 is kept."""
    return folder / sha256[:2] / sha256


def keep(folder: Path, data: bytes) -> str:
    """Keeps ``data`` and gives its SHA-256. All of the file is there, or none of it.

    A file that is there under that name counts only if it holds ``data``. Raises
    :class:`LibraryError` where it cannot be written.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    path = path_of(folder, sha256)
    if is_kept(folder, sha256, len(data)) and state(folder, sha256) is State.SOUND:
        return sha256
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as file:
            written = Path(file.name)
            try:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
                written.replace(path)
            except BaseException:
                written.unlink(missing_ok=True)
                raise
    except OSError as error:
        raise LibraryError(
            f"an original cannot be kept in {folder} ({error.strerror})",
            "check free disk space and permissions, then run penholder refresh again",
        ) from error
    return sha256


def is_kept(folder: Path, sha256: str, size: int | None = None) -> bool:
    """Whether a file, of ``size`` bytes if that is known, is there. It is not read."""
    try:
        found = path_of(folder, sha256).stat()
    except OSError:
        return False
    return stat.S_ISREG(found.st_mode) and size in (None, found.st_size)


def lost(folder: Path, needed: Mapping[str, Set[str]]) -> set[str]:
    """Those sources of which an original that they need is not there. ``needed``: by source."""
    return {
        source
        for source, wanted in needed.items()
        if not all(is_kept(folder, sha256) for sha256 in wanted)
    }


def state(folder: Path, sha256: str) -> State:
    """How an original stands, found by reading all of it."""
    digest = hashlib.sha256()
    try:
        with path_of(folder, sha256).open("rb") as file:
            while part := file.read(_READ_AT_ONCE):
                digest.update(part)
    except FileNotFoundError:
        return State.MISSING
    except OSError:
        return State.UNREADABLE
    return State.SOUND if digest.hexdigest() == sha256 else State.ALTERED


def set_aside(folder: Path, sha256: str) -> bool:
    """Renames an original that is not what it was; whether that could be done.

    The next collection deletes it. A writer that kept the right bytes just now only has to keep
    them again.
    """
    path = path_of(folder, sha256)
    try:
        path.replace(path.with_name(f"{sha256}{_ASIDE}"))
    except OSError:
        return False
    return True


def collect(folder: Path, kept: Set[str]) -> int:
    """Deletes the originals that are not among ``kept``, and unfinished ones; gives how many.

    Only a writer may, before it keeps any.
    """
    gone = orphans(folder, kept)
    for path in gone:
        path.unlink(missing_ok=True)
    return len(gone)


def orphans(folder: Path, kept: Set[str]) -> list[Path]:
    """The files of ``folder`` that are not among ``kept``."""
    return [path for path in folder.glob("*/*") if path.name not in kept and not path.is_dir()]


def read(folder: Path, sha256: str) -> bytes:
    """The original with this SHA-256. Raises :class:`LibraryError` where it is not there."""
    try:
        return path_of(folder, sha256).read_bytes()
    except OSError as error:
        raise LibraryError(
            f"the original {sha256} is not in {folder}", "run penholder refresh with its source"
        ) from error
