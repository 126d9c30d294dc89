"""Hearing of changes in folders and files, for as long as the system tells of them.

It may stop at any time: a limit of watches is reached, a folder is deleted and made again, a disk
is mounted over it. Then the clock goes on alone until watching works again, and what changed in
between is told of as a change.
"""

from __future__ import annotations

import os
import stat
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.sources import is_remote

if TYPE_CHECKING:
    from watchfiles import Change

_TICK_MS = 250
_SETTLE_MS = 800  # a file that is still being written is waited for
_FIRST_RETRY = 15.0  # seconds, until watching is tried again; doubled each time
_LAST_RETRY = 900.0
_SOUND = 60.0  # seconds that watching has to go well for to be trusted at once again

_Stamp = tuple[bool, int, int]
_Heard = tuple[Path, ...]


class Surroundings:
    """What was asked to be refreshed and can be watched, with what the library writes left out.

    ``ignored`` is the folder where the library itself writes. ``log`` is told when folders cannot
    be watched, and when they can be again.
    """

    def __init__(
        self,
        sources: Sequence[str],
        stop: threading.Event,
        *,
        ignored: Path,
        log: Callable[[str], None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._paths = [
            Path(os.path.expanduser(source)).absolute()  # noqa: PTH111 - Path's raises
            for source in sources
            if not is_remote(source)
        ]
        self._ignored = ignored.resolve()
        self._ear = _Ear(stop, log, clock)
        self._stamps = [_stamp(path) for path in self._paths]
        self._listen()
        self._ear.hear(0.0)  # from now on, nothing is missed

    def has_changed(self, seconds: float) -> bool:
        """Whether something changed since the last look; looks for about so long at most."""
        told = any(self._counts(path) for path in self._ear.hear(seconds))
        stamps = [_stamp(path) for path in self._paths]
        if stamps == self._stamps:
            return told
        folders = [stamp for stamp in self._stamps if stamp and stamp[0]]
        self._stamps = stamps
        if folders != [stamp for stamp in stamps if stamp and stamp[0]]:
            self._listen()
        return True

    def renew(self) -> None:
        """Watches anew, since what was mounted in a folder meanwhile is not told of."""
        if self._ear.is_sound:
            self._listen()
            self._ear.hear(0.0)

    def _listen(self) -> None:
        found = zip(self._paths, self._stamps, strict=True)
        self._folders = [path.resolve() for path, stamp in found if stamp and stamp[0]]
        self._ear.turn_to(self._folders)

    def _counts(self, path: Path) -> bool:
        if path.is_relative_to(self._ignored):
            return False
        for folder in self._folders:
            if path.is_relative_to(folder):
                return not any(part.startswith(".") for part in path.relative_to(folder).parts)
        return True


class _Ear:
    """The system's word of changes in folders, had again each time that it is lost."""

    def __init__(
        self, stop: threading.Event, log: Callable[[str], None], clock: Callable[[], float]
    ) -> None:
        self._stop = stop
        self._log = log
        self._clock = clock
        self._folders: Sequence[Path] = ()
        self._events: Iterator[set[tuple[Change, str]]] | None = None
        self._since = self._due = clock()
        self._failed = 0
        self._deaf = False

    @property
    def is_sound(self) -> bool:
        """Whether changes are told of."""
        return self._events is not None

    def turn_to(self, folders: Sequence[Path]) -> None:
        """Listens to these from the next time on that it hears."""
        self._folders = folders
        self._close()
        self._due = self._clock()

    def hear(self, seconds: float) -> _Heard:
        """What changed, waited for a tick or so many ``seconds``; the folders, when heard anew."""
        if not self._folders or (self._events is None and self._clock() < self._due):
            self._stop.wait(seconds)
            return ()
        if self._events is not None:
            return self._heard(self._events) or ()
        self._events = _changes(self._folders, self._stop)
        heard = self._heard(self._events)
        if heard is None:
            return ()
        self._since = self._clock()
        if self._deaf:
            self._deaf = False
            self._log("folders are watched for changes again")
        return (*self._folders, *heard)  # what was before is not known

    def _heard(self, events: Iterator[set[tuple[Change, str]]]) -> _Heard | None:
        """What changed in a tick; none where nothing is told of any longer."""
        from watchfiles import Change

        try:
            changes = next(events, None)
        except (OSError, RuntimeError) as error:
            self._fail(" ".join(str(error).split()) or type(error).__name__)
            return None
        if changes is None:
            if not self._stop.is_set():
                self._fail("it ended")
            return None
        deleted = {Path(path) for change, path in changes if change is Change.deleted}
        if not deleted.isdisjoint(self._folders):
            self._close()  # what is made in its place is not watched
        return tuple(Path(path) for _, path in changes)

    def _fail(self, why: str) -> None:
        """Takes note of a loss: said once, and tried again later each time."""
        self._close()
        now = self._clock()
        if not self._deaf and now - self._since > _SOUND:
            self._failed = 0
        delay = min(_FIRST_RETRY * 2.0 ** min(self._failed, 10), _LAST_RETRY)
        self._failed += 1
        self._due = now + delay
        if not self._deaf:
            self._deaf = True
            self._log(
                f"folders cannot be watched for changes ({why}{_hint(why)}): they are looked "
                f"through by the clock alone until that works again, next tried in {delay:.0f} s"
            )

    def _close(self) -> None:
        events, self._events = self._events, None
        if events is not None and hasattr(events, "close"):
            events.close()  # frees what the system holds for it


def _changes(folders: Sequence[Path], stop: threading.Event) -> Iterator[set[tuple[Change, str]]]:
    """The changes in the folders; an empty set each time that none came for a tick."""
    from watchfiles import watch

    return watch(
        *folders,
        watch_filter=None,
        debounce=_SETTLE_MS,
        step=50,
        stop_event=stop,
        rust_timeout=_TICK_MS,
        yield_on_timeout=True,
        raise_interrupt=False,
        ignore_permission_denied=True,
    )


def _hint(why: str) -> str:
    limited = "limit" in why.lower() or "too many open files" in why.lower()
    return "; on Linux fs.inotify.max_user_watches and max_user_instances say" if limited else ""


def _stamp(path: Path) -> _Stamp | None:
    """What tells a folder from another in its place, or one version of a file from the next."""
    try:
        found = os.stat(path)  # noqa: PTH116 - beside its errors, the same
    except (OSError, ValueError):
        return None
    if stat.S_ISDIR(found.st_mode):
        return True, found.st_dev, found.st_ino
    return False, found.st_mtime_ns, found.st_size
