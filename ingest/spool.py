"""What was fetched and not read yet, in files within the library's folder.

That is the disk that its owner chose, which a folder for temporary files need not be. Each refresh
has a folder there of its own and holds a lock beside it. The system frees the lock of a process
that dies, and the next refresh clears away what nobody holds.
"""

from __future__ import annotations

import errno
import shutil
import uuid
from pathlib import Path
from types import TracebackType

from filelock import FileLock, Timeout


class Spool:
    """One refresh's files. A context manager; makes nothing until something is put into it."""

    def __init__(self, library: Path) -> None:
        self._place = library / "fetched"
        self._lock: FileLock | None = None
        self._folder = self._place

    def __enter__(self) -> Spool:
        self._sweep()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._lock is not None:
            _clear(Path(self._lock.lock_file))
            self._lock.release()
            self._lock = None

    def put(self, name: str, data: bytes) -> Path:
        """Lays bytes down until the end of the refresh. Raises :class:`OSError`."""
        if self._lock is None:
            self._begin()
        file = self._folder / name
        file.write_bytes(data)
        return file

    def _begin(self) -> None:
        self._place.mkdir(exist_ok=True)
        while self._lock is None:
            self._folder = self._place / uuid.uuid4().hex
            lock = FileLock(self._folder.with_suffix(".lock"))
            try:
                lock.acquire()
            except NotImplementedError as error:
                raise OSError(errno.ENOLCK, "the disk has no file locks") from error
            if Path(lock.lock_file).exists():  # else another refresh took it for left over
                self._lock = lock
            else:
                lock.release()
        self._folder.mkdir()

    def _sweep(self) -> None:
        """Clears away what processes left that were killed."""
        for left in sorted(self._place.glob("*.lock")):
            lock = FileLock(left)
            try:
                lock.acquire(timeout=0)
            except (Timeout, OSError, NotImplementedError):
                continue  # in use, or not ours to touch
            try:
                _clear(left)
            finally:
                lock.release()


def _clear(lock: Path) -> None:
    """Removes the files of a spool whose lock is held, then the lock's file."""
    shutil.rmtree(lock.with_suffix(""), ignore_errors=True)
    if not lock.with_suffix("").exists():
        lock.unlink(missing_ok=True)
