"""Pages of originals, drawn behind the reader's back and kept for a while.

Drawing takes up to seconds, so the page never waits for it: it asks, shows that a page is being
prepared, and asks again.
"""

from __future__ import annotations

import logging
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from queue import SimpleQueue
from threading import Lock, Thread

from app.facsimile.records import Sheet, Sought
from app.facsimile.worker import is_pdf, sheet_of
from store.errors import PenholderError

KEPT = 24
"""Pages kept at once, each of a few hundred kilobytes at most."""

AGAIN_SECONDS = 5.0
"""A page that looks whether another is drawn looks more often: its last look is no new try."""

_SIGN = 1024  # bytes in which a PDF says that it is one
_UNREADABLE = "The original cannot be read from the library."

_UNEXPECTED = (
    "This page could not be drawn because of an error in Penholder itself: the details are in the "
    "terminal that runs the chat."
)
_LOG = logging.getLogger(__name__)

Key = tuple[str, Sought | None, int | None]
Draw = Callable[[bytes, Sought | None, int | None], Sheet]


@dataclass(eq=False)
class _Asked:
    """A page that was asked for, and what came of it; ``wanted`` until others took its place."""

    original: Path
    sought: Sought | None
    page: int | None
    found: Sheet | str | None = None
    wanted: bool = True
    failed: float | None = None  # when it was first told that it did

    def told(self) -> Sheet | str | None:
        if self.failed is None and isinstance(self.found, str):
            self.failed = time.monotonic()
        return self.found

    def is_forgotten(self) -> bool:
        return self.failed is not None and time.monotonic() - self.failed >= AGAIN_SECONDS


class Sheets:
    """Draws pages one after another. Safe for threads."""

    def __init__(self, draw: Draw = sheet_of) -> None:
        self._draw = draw
        self._waiting: SimpleQueue[_Asked] = SimpleQueue()
        self._lock = Lock()  # guards all that follows
        self._asked: OrderedDict[Key, _Asked] = OrderedDict()
        self._begun = False

    def ask(self, original: Path, sought: Sought | None, page: int | None) -> Sheet | str | None:
        """A page, why there is none in a sentence, or none of both while it is being drawn.

        What failed is tried again by whoever asks :data:`AGAIN_SECONDS` after that was first told.
        """
        key = (original.name, sought, page)
        with self._lock:
            asked = self._asked.get(key)
            if asked is None or asked.is_forgotten():
                asked = self._asked[key] = _Asked(original, sought, page)
                self._put(asked)
            self._asked.move_to_end(key)
            return asked.told()

    def _put(self, asked: _Asked) -> None:
        """Have a page drawn, and drop what was asked for longest ago. The lock is held."""
        self._waiting.put(asked)
        while len(self._asked) > KEPT:
            _, dropped = self._asked.popitem(last=False)
            dropped.wanted = False
        if not self._begun:
            self._begun = True
            # A server that is stopped does not wait for a page that nobody will look at.
            Thread(target=self._work, name="pages", daemon=True).start()

    def _work(self) -> None:
        while True:
            asked = self._waiting.get()
            if asked.wanted:
                asked.found = self._made(asked)

    def _made(self, asked: _Asked) -> Sheet | str:
        try:
            return self._draw(asked.original.read_bytes(), asked.sought, asked.page)
        except OSError:
            return _UNREADABLE
        except PenholderError as error:
            return _said(error)
        except Exception:  # noqa: BLE001 -- logged and said; the thread has nobody else to tell
            _LOG.exception("A page of %s could not be drawn", asked.original.name)
            return _UNEXPECTED


def _said(error: PenholderError) -> str:
    said = str(error)
    return said[:1].upper() + said[1:]


def has_pages(original: Path | None) -> bool:
    """Whether an original has pages to look at."""
    if original is None:
        return False
    try:
        with original.open("rb") as file:
            return is_pdf(file.read(_SIGN))
    except OSError:
        return False


@cache
def sheets() -> Sheets:
    """Those of this process."""
    return Sheets()
