"""One writer at a time, and a refusal that names who it is."""

from __future__ import annotations

import datetime as dt
import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from store.errors import LibraryBusy

#: How long a writer waits for another, in seconds.
PATIENCE = 10.0


@contextmanager
def writer_lock(folder: Path, command: str, *, patience: float = PATIENCE) -> Iterator[None]:
    """Holds the right to write to the library in ``folder``.

    The operating system frees the lock when its holder dies, so none is ever stale. Raises
    :class:`LibraryBusy`, naming the holder, when it is not free within ``patience`` seconds.
    """
    holder = folder / "writer.json"
    lock = FileLock(folder / "writer.lock")
    try:
        lock.acquire(timeout=patience)
    except Timeout as error:
        raise LibraryBusy(
            f"the library in {folder} is being written by {_named(holder)}",
            "wait until that is done, then run this again",
        ) from error
    try:
        holder.write_text(
            json.dumps(
                {
                    "pid": os.getpid(),
                    "host": socket.gethostname(),
                    "command": command,
                    "started": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
                }
            ),
            "utf-8",
        )
        yield
    finally:
        holder.unlink(missing_ok=True)
        lock.release()


def _named(holder: Path) -> str:
    try:
        facts = json.loads(holder.read_text("utf-8"))
        return (
            f"penholder {facts['command']} (process {facts['pid']} on {facts['host']}, "
            f"started {facts['started']})"
        )
    except (OSError, ValueError, KeyError, TypeError):
        return "another process"  # it is between taking the lock and saying who it is
