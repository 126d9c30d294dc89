"""What came from the web and what did not come yet, whatever it was asked by."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path

from ingest.fetch import Fetcher
from ingest.fetching.budget import Held
from ingest.spool import Spool
from store.errors import SourceError
from store.failures import Failed

#: Called with the hosts that asked to be left alone, and until when in UTC.
OnHeld = Callable[[Mapping[str, dt.datetime]], None]

_MOMENT = dt.timedelta(seconds=1)


class Arrivals:
    """Lays down what came, and notes what was held back; ``on_held`` is told of the hosts."""

    def __init__(
        self, fetcher: Fetcher, spool: Spool, *, now: dt.datetime, on_held: OnHeld
    ) -> None:
        self._fetcher = fetcher
        self._spool = spool
        self._now = now
        self._on_held = on_held
        self._told: dict[str, dt.datetime] = {}  # holds, a moment on: the same is told once
        self._left: dict[str, tuple[str, list[str]]] = {}  # by what is the matter

    def put(self, shown: str, sha256: str, data: bytes) -> Path:
        """The file with these bytes, until the end of the refresh. Raises :class:`SourceError`."""
        try:
            return self._spool.put(sha256, data)
        except OSError as error:
            raise SourceError(
                f"{shown} was fetched and could not be kept ({error.strerror})",
                "make room on the disk of the library and refresh again",
            ) from error

    def hold_back(self, shown: str, error: Held) -> None:
        """An address whose turn did not come; of those of one reason the first is named."""
        self._left.setdefault(error.what, (error.remedy, []))[1].append(shown)
        self.tell(error)

    def tell(self, error: Held) -> None:
        """Passes on that hosts asked to be left alone."""
        holds = self._fetcher.held
        if error.host in holds and holds[error.host] > self._told.get(error.host, self._now):
            self._on_held(holds)
            self._told |= {host: until + _MOMENT for host, until in holds.items()}

    @property
    def failures(self) -> list[Failed]:
        """What was held back."""
        return [
            Failed(first, f"{what}{_and_more(len(others))}", remedy)
            for what, (remedy, (first, *others)) in self._left.items()
        ]


def _and_more(others: int) -> str:
    if not others:
        return ""
    pages = "1 more was" if others == 1 else f"{others} more were"
    return f"; {pages} left for the same reason"
