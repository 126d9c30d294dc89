"""One writer at a time, and a refusal that names who it is."""

from __future__ import annotations

import datetime as dt
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


@contextmanager
def writer_lock(folder: Path, command: str, *, patience: float = PATIENCE) -> Iterator[None]:
    """Holds the right to write to the library in ``folder``.

    The operating system frees the lock when its holder dies, so that of a dead one is simply
    taken. Raises :class:`LibraryBusy`, naming the holder, when it is not free within ``patience``
    seconds.
    """
    lock = FileLock(folder / "writer.lock")
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
        yield
    finally:
        with suppress(OSError):  # a note that stays is told from a live one by the lock
            note.unlink(missing_ok=True)
        lock.release()


def holder(folder: Path) -> Holder | None:
    """Who wrote down that it writes; one that was killed could not take that back."""
    try:
        return Holder(**json.loads((folder / "writer.json").read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None  # nobody, or it is about to say who it is


def is_held(folder: Path) -> bool:
    """Whether the lock is held at this moment, by whatever process."""
    lock = FileLock(folder / "writer.lock")
    try:
        with lock.acquire(timeout=0):
            return False
    except Timeout:
        return True
    except OSError:
        return False  # a folder that cannot be written is not being written


def _this_process(command: str) -> Holder:
    started = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    return Holder(os.getpid(), socket.gethostname(), command, started)


def _busy(folder: Path) -> LibraryBusy:
    named = holder(folder)
    remedy = "wait until that is done, then run this again"
    if named is not None and named.is_elsewhere:
        remedy += f"; if that computer is gone, delete {folder / 'writer.lock'}"
    # The note of a killed writer stands until the next one has written its own.
    known = named is not None and not named.is_gone
    return LibraryBusy(
        f"the library in {folder} is being written by {named if known else 'another process'}",
        remedy,
    )


def _unusable(folder: Path, error: OSError) -> LibraryError:
    return LibraryError(
        f"the library in {folder} cannot be written ({error.strerror})",
        "check free disk space and permissions, then run this again",
    )
