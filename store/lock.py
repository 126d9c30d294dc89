"""One writer at a time, and a refusal that names who it is.

The operating system's lock on an open file is the truth, on this disk and, as far as it carries
locks, on one of the network: it is freed when its holder ends, however that ends. The note beside
it only says whose it was. Nothing here ever takes a lock from a holder.
"""

from __future__ import annotations

import datetime as dt
import errno
import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from store.errors import LibraryBusy, LibraryError

#: How long a writer waits for another, in seconds.
PATIENCE = 10.0

_NO_LOCKS = frozenset({errno.ENOSYS, errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOTSUP})


@dataclass(frozen=True, slots=True)
class Holder:
    """Who writes, or last did: ``started`` is a time in UTC, in ISO form."""

    pid: int
    host: str
    command: str
    started: str

    def __str__(self) -> str:
        return (
            f"penholder {self.command} (process {self.pid} on {self.host}, started {self.started})"
        )

    @property
    def is_elsewhere(self) -> bool:
        """Whether it runs on another computer, which shares the folder."""
        return self.host != socket.gethostname()

    @property
    def is_gone(self) -> bool:
        """Whether it ran here and does no more."""
        if self.is_elsewhere:
            return False
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return True
        except OSError:
            pass  # it is there, and another user's
        return False


class Hold:
    """The right to write to one library, for as long as nobody takes its file away."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file = _identity(folder)

    def confirm(self) -> None:
        """Raises :class:`LibraryBusy` where the lock's file was deleted: then another may write."""
        # The number of a file that is still open is given to no other.
        if self._file is None or _identity(self._folder) != self._file:
            raise LibraryBusy(
                f"the lock of the library in {self._folder} was taken away while it was written",
                "see that nobody else writes to it, leave its files alone, and run this again",
            )


@contextmanager
def writer_lock(folder: Path, command: str, *, patience: float = PATIENCE) -> Iterator[Hold]:
    """Holds the right to write to the library in ``folder``.

    The operating system frees the lock when its holder dies, so that of a dead one is simply
    taken. Raises :class:`LibraryBusy`, naming the holder, when it is not free within ``patience``
    seconds.
    """
    lock = _file_lock(folder)
    try:
        lock.acquire(timeout=patience)
    except Timeout as error:
        raise _busy(folder) from error
    except OSError as error:
        raise _unusable(folder, error) from error
    note = folder / "writer.json"
    try:
        try:
            note.write_text(json.dumps(asdict(_this_process(command))), "utf-8")
        except OSError as error:
            raise _unusable(folder, error) from error
        yield Hold(folder)
    finally:
        with suppress(OSError):  # a note that stays is told from a live one by the lock
            note.unlink(missing_ok=True)
        lock.release()


def _identity(folder: Path) -> tuple[int, int] | None:
    """Which file the lock's name stands for."""
    try:
        found = (folder / "writer.lock").stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def holder(folder: Path) -> Holder | None:
    """Who wrote down that it writes; one that was killed could not take that back."""
    try:
        return Holder(**json.loads((folder / "writer.json").read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None  # nobody, or it is about to say who it is


def writer_is_gone(folder: Path) -> bool:
    """Whether whoever wrote last has ended.

    The lock is tried only where the note alone does not tell: another process may have the number
    by now, and one that ran elsewhere cannot be looked for.
    """
    named = holder(folder)
    return named is None or named.is_gone or _held(folder) is False


def is_held(folder: Path) -> bool:
    """Whether the lock is held at this moment, by whatever process."""
    return _held(folder) is True  # a folder that cannot be written is not being written


def _held(folder: Path) -> bool | None:
    """Whether the lock is held, or none where it cannot be tried."""
    lock = _file_lock(folder)
    try:
        with lock.acquire(timeout=0):
            return False
    except Timeout:
        return True
    except OSError:
        return None


def _this_process(command: str) -> Holder:
    started = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    return Holder(os.getpid(), socket.gethostname(), command, started)


def _busy(folder: Path) -> LibraryBusy:
    named = holder(folder)
    # The note of a killed writer stands until the next one has written its own.
    if named is not None and named.is_gone:
        named = None
    remedy = "wait until that is done, then run this again"
    if named is not None and named.is_elsewhere:
        # Deleting the file of a lock that is held would let a second writer in beside the first.
        remedy += (
            f"; if it hangs, end process {named.pid} on {named.host}, which frees the lock; if "
            f"{named.host} is gone for good and the lock stays, copy the folder and use the copy "
            "with --library"
        )
    return LibraryBusy(
        f"the library in {folder} is being written by {named or 'another process'}", remedy
    )


def _file_lock(folder: Path) -> FileLock:
    # Where a disk has no such locks, a mere file would stand in for one: it is not freed with its
    # holder, and tells nothing about one on another computer.
    return FileLock(folder / "writer.lock", fallback_to_soft=False)


def _unusable(folder: Path, error: OSError) -> LibraryError:
    if error.errno in _NO_LOCKS:
        return LibraryError(
            f"the disk that holds the library in {folder} has no file locks ({error.strerror})",
            "keep the library on another disk and name it with --library",
        )
    return LibraryError(
        f"the library in {folder} cannot be written ({error.strerror})",
        "check free disk space and permissions, then run this again",
    )
