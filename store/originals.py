"""Original bytes, kept by their SHA-256, so that nothing ever needs its source again."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Set
from pathlib import Path

from store.errors import LibraryError


def path_of(folder: Path, sha256: str) -> Path:
    """Where the original with this SHA-256 is kept."""
    return folder / sha256[:2] / sha256


def keep(folder: Path, data: bytes) -> str:
    """Keeps ``data`` and gives its SHA-256. All of the file is there, or none of it.

    Raises :class:`LibraryError` where it cannot be written.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    path = path_of(folder, sha256)
    if path.is_file() and path.stat().st_size == len(data):
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
    return [path for path in folder.glob("*/*") if path.name not in kept]


def read(folder: Path, sha256: str) -> bytes:
    """The original with this SHA-256. Raises :class:`LibraryError` where it is not there."""
    try:
        return path_of(folder, sha256).read_bytes()
    except OSError as error:
        raise LibraryError(
            f"the original {sha256} is not in {folder}", "run penholder refresh with its source"
        ) from error
