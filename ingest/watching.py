"""Refreshing for as long as it is let: folders when they change, the web by the clock.

Folders are looked through by the clock as well, for what the system does not tell of, such as a
change on another machine's disk.
"""

from __future__ import annotations

import os
import re
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from ingest.fetching.addresses import is_address
from ingest.refresh import RefreshReport
from store.errors import PenholderError, UsageError

if TYPE_CHECKING:
    from watchfiles import Change

_INTERVAL = re.compile(r"(\d{1,6})\s*([smhd]?)$")
_UNITS = {"": 60.0, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86_400.0}
_DOUBLINGS = 4  # of the interval at most, while nothing can be had
_LONGEST = 6 * 3600.0  # seconds; unless the interval itself is longer
_FIRST_RETRY = 15.0  # seconds, after a refresh that could not be carried out
_TICK_MS = 250
_SETTLE_MS = 800  # a file that is still being written is waited for


class Wake(Enum):
    """Why a wait is over."""

    TIME = auto()
    CHANGED = auto()
    STOP = auto()


class Waiter(Protocol):
    """Waits for the next refresh to be due."""

    def wait(self, seconds: float) -> Wake:
        """Waits that long at most, for a change in a folder, or to be told to stop."""


def interval(text: str) -> float:
    """``30m``, ``45s``, ``2h`` or a bare number of minutes, in seconds. Raises
    :class:`UsageError`."""
    found = _INTERVAL.match(text.strip().lower())
    seconds = int(found.group(1)) * _UNITS[found.group(2)] if found else 0.0
    if seconds < 1:
        raise UsageError(f"{text!r} is no interval", "write it as in --every 30m, 90s or 2h")
    return seconds


def watch(
    refresh: Callable[[Sequence[str]], RefreshReport],
    sources: Sequence[str],
    waiter: Waiter,
    *,
    every: float,
    log: Callable[[str], None],
    clock: Callable[[], float] = time.monotonic,
) -> None:
    """Refreshes at once, then ``every`` so many seconds and whenever a folder changes.

    ``refresh`` is called with the sources that are due. A refresh that fails as a whole is tried
    again, later each time; so is the web while none of its addresses can be had. Ends when the
    waiter says so. ``log`` gets one line a refresh.
    """
    local = [source for source in sources if not is_address(source)]
    remote = [source for source in sources if is_address(source)]
    due, failed = clock(), 0
    while True:
        whole = clock() >= due
        report, error = _refreshed(refresh, sources if whole else local)
        if error is not None:
            failed += 1
            due = clock() + min(_FIRST_RETRY * 2 ** min(failed - 1, 10), every)
        elif whole:
            failed = failed + 1 if _nothing_had(report, remote) else 0
            due = clock() + _backed_off(every, failed)
        log(_line(report, error, max(due - clock(), 0.0)))
        if waiter.wait(max(due - clock(), 0.0)) is Wake.STOP:
            return


def _refreshed(
    refresh: Callable[[Sequence[str]], RefreshReport], sources: Sequence[str]
) -> tuple[RefreshReport | None, PenholderError | OSError | None]:
    try:
        return refresh(sources), None
    except (PenholderError, OSError) as error:  # said in the log, and tried again
        return None, error


def _nothing_had(report: RefreshReport | None, remote: Sequence[str]) -> bool:
    """Whether every address failed: then it is the network, or all of the sites."""
    from ingest.identity import plain_address

    if report is None or not remote:
        return False
    failed = {failure.source for failure in report.failed}
    return all(plain_address(address) in failed for address in remote)


def _backed_off(every: float, failed: int) -> float:
    return min(every * 2.0 ** min(failed, _DOUBLINGS), max(every, _LONGEST))


def _line(
    report: RefreshReport | None, error: PenholderError | OSError | None, seconds: float
) -> str:
    following = f"next in {_spoken(seconds)}"
    if report is None:
        return f"not refreshed: {' '.join(str(error).split()).rstrip('.')}; {following}"
    counts = (
        f"{len(report.added)} added, {len(report.changed)} changed, "
        f"{len(report.removed)} removed, {report.unchanged} unchanged, {len(report.failed)} failed"
    )
    if report.failed:
        first = report.failed[0]
        more = f" and {len(report.failed) - 1} more" if len(report.failed) > 1 else ""
        counts += f" ({first.reason}{more})"
    return f"{counts}; {following}"


def _spoken(seconds: float) -> str:
    if seconds < 120:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 7200 else f"{seconds / 3600:.1f} h"


class FolderWaiter:
    """Waits with one ear on folders and files. ``ignored`` is where the library itself writes."""

    def __init__(self, sources: Sequence[str], stop: threading.Event, *, ignored: Path) -> None:
        paths = [Path(s).expanduser().resolve() for s in sources if not is_address(s)]
        self._folders = [path for path in paths if path.is_dir()]
        self._files = [path for path in paths if not path.is_dir()]
        self._stop = stop
        self._ignored = ignored.resolve()
        self._events = self._watching() if self._folders else None
        self._stamps = self._stamped()
        self._missed = self._has_changed(0.0)  # from now on, nothing is missed

    def wait(self, seconds: float) -> Wake:
        """As :meth:`Waiter.wait`."""
        end = time.monotonic() + seconds
        if self._missed:
            self._missed = False
            return Wake.CHANGED
        while not self._stop.is_set():
            left = end - time.monotonic()
            if self._has_changed(min(max(left, 0.0), _TICK_MS / 1000)):
                return Wake.STOP if self._stop.is_set() else Wake.CHANGED
            if left <= 0:
                return Wake.TIME
        return Wake.STOP

    def _has_changed(self, seconds: float) -> bool:
        """Whether something changed since the last look; looks for a moment."""
        told = False
        if self._events is None:
            self._stop.wait(seconds)
        else:
            told = any(self._counts(Path(path)) for _, path in next(self._events, ()))
        stamps = self._stamped()
        changed, self._stamps = stamps != self._stamps, stamps
        return told or changed

    def _watching(self) -> Iterator[set[tuple[Change, str]]]:
        """The changes in the folders; an empty set each time that none came for a tick."""
        from watchfiles import watch as changes

        return changes(
            *self._folders,
            watch_filter=None,
            debounce=_SETTLE_MS,
            step=50,
            stop_event=self._stop,
            rust_timeout=_TICK_MS,
            yield_on_timeout=True,
            raise_interrupt=False,
        )

    def _counts(self, path: Path) -> bool:
        if path.is_relative_to(self._ignored):
            return False
        for folder in self._folders:
            if path.is_relative_to(folder):
                return not any(part.startswith(".") for part in path.relative_to(folder).parts)
        return True

    def _stamped(self) -> list[tuple[int, int] | None]:
        """Time and size of the files that were named themselves; an editor may replace them."""
        return [_stamp(path) for path in self._files]


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        found = os.stat(path)  # noqa: PTH116 - beside its errors, the same
        return found.st_mtime_ns, found.st_size
    except OSError:
        return None


@contextmanager
def stopping() -> Iterator[threading.Event]:
    """An event that Ctrl-C and SIGTERM set. What is under way then is broken off cleanly.

    Only in the main thread, which is the one that signals reach.
    """
    stop = threading.Event()

    def told(_signal: int, _frame: object) -> None:
        if not stop.is_set():
            stop.set()
            raise KeyboardInterrupt

    before = {which: signal.signal(which, told) for which in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    except KeyboardInterrupt:
        if not stop.is_set():
            raise
    finally:
        for which, handler in before.items():
            signal.signal(which, handler)
