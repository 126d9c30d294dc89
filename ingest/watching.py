"""Refreshing for as long as it is let: folders when they change, the web by the clock.

Folders are looked through by the clock as well, for what the system does not tell of, such as a
change on another machine's disk.
"""

from __future__ import annotations

import logging
import re
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from enum import Enum, auto
from pathlib import Path
from typing import Protocol

from ingest.fetching.addresses import without_credentials
from ingest.listening import Surroundings
from ingest.refresh import RefreshReport
from ingest.sources import is_remote, wanted_of
from store.errors import PenholderError, UsageError

_INTERVAL = re.compile(r"(\d{1,6})\s*([smhd]?)$")
_UNITS = {"": 60.0, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86_400.0}
_DOUBLINGS = 4  # of the interval at most, while nothing can be had
_LONGEST = 6 * 3600.0  # seconds; unless the interval itself is longer
_FIRST_RETRY = 15.0  # seconds, after a refresh that could not be carried out
_TICK = 0.25  # seconds
_SHOWN = 300  # characters of a reason, in a line of the log

_logger = logging.getLogger(__name__)


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
    waiter says so, and through nothing that a source or a site does. ``log`` gets one line a
    refresh, with nothing in it that a terminal would obey.
    """
    local = [source for source in sources if not is_remote(source)]
    remote = [source for source in sources if is_remote(source)]
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
) -> tuple[RefreshReport | None, Exception | None]:
    try:
        return refresh(sources), None
    except Exception as error:  # said in the log, and tried again: nobody is there to start anew
        _logger.debug("a refresh was broken off", exc_info=True)
        return None, error


def _nothing_had(report: RefreshReport | None, remote: Sequence[str]) -> bool:
    """Whether every address failed: then it is the network, or all of the sites."""
    if report is None or not remote:
        return False
    failed = {failure.source for failure in report.failed}
    return all(_asked(source) in failed for source in remote)


def _asked(address: str) -> str:
    """An address or a symbol as a failure names it."""
    from ingest.identity import plain_address

    if (wanted := wanted_of(address)) is not None:
        return wanted.name
    with suppress(ValueError):  # where it is none, it is named as it was given
        address = plain_address(address)
    return without_credentials(address)


def _backed_off(every: float, failed: int) -> float:
    return min(every * 2.0 ** min(failed, _DOUBLINGS), max(every, _LONGEST))


def _line(report: RefreshReport | None, error: Exception | None, seconds: float) -> str:
    following = f"next in {_spoken(seconds)}"
    if report is None:
        foreign = not isinstance(error, PenholderError | OSError)
        why = f"{type(error).__name__}: {error}" if foreign else str(error)
        return f"not refreshed: {_one_line(why).rstrip('.')}; {following}"
    kept = f"{len(report.kept)} kept, " if report.kept else ""
    counts = (
        f"{len(report.added)} added, {len(report.changed)} changed, {len(report.removed)} removed, "
        f"{kept}{report.unchanged} unchanged, {len(report.failed)} failed"
    )
    if report.failed:
        first = _one_line(report.failed[0].reason)
        more = f" and {len(report.failed) - 1} more" if len(report.failed) > 1 else ""
        counts += f" ({first}{more})"
    return f"{counts}; {following}"


def _one_line(text: str) -> str:
    """``text`` on one line of bounded length, with what is not to be seen written out."""
    spaced = " ".join(text[: 4 * _SHOWN].split())
    seen = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in spaced)
    return seen if len(seen) <= _SHOWN else f"{seen[: _SHOWN - 1]}…"


def _spoken(seconds: float) -> str:
    if seconds < 120:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 7200 else f"{seconds / 3600:.1f} h"


class FolderWaiter:
    """Waits with one ear on folders and files.

    ``ignored`` is where the library itself writes, and ``log`` is told when folders cannot be
    watched and when they can be again.
    """

    def __init__(
        self,
        sources: Sequence[str],
        stop: threading.Event,
        *,
        ignored: Path,
        log: Callable[[str], None],
    ) -> None:
        self._stop = stop
        self._around = Surroundings(
            sources, stop, ignored=ignored, log=lambda line: log(_one_line(line))
        )

    def wait(self, seconds: float) -> Wake:
        """As :meth:`Waiter.wait`."""
        end = time.monotonic() + seconds
        while not self._stop.is_set():
            left = end - time.monotonic()
            if self._around.has_changed(min(max(left, 0.0), _TICK)):
                return Wake.STOP if self._stop.is_set() else Wake.CHANGED
            if left <= 0:
                self._around.renew()
                return Wake.TIME
        return Wake.STOP


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
