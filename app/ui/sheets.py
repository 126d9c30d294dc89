"""Pages of originals, drawn behind the reader's back and kept for a while.

Drawing takes up to seconds, so the page never waits for it: it asks, shows that a page is being
prepared, and asks again.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache
from pathlib import Path
from threading import Lock

from app.facsimile.records import Sheet, Sought
from app.facsimile.worker import is_pdf, sheet_of
from store.errors import PenholderError

KEPT = 24
"""Pages kept at once, each of a few hundred kilobytes at most."""

_SIGN = 1024  # bytes in which a PDF says that it is one
_UNREADABLE = "The original cannot be read from the library."

Key = tuple[str, Sought | None, int | None]
Draw = Callable[[bytes, Sought | None, int | None], Sheet]


class Sheets:
    """Draws pages one after another. Safe for threads."""

    def __init__(self, draw: Draw = sheet_of) -> None:
        self._draw = draw
        self._lock = Lock()
        self._drawing = ThreadPoolExecutor(max_workers=1, thread_name_prefix="pages")
        self._asked: OrderedDict[Key, Future[Sheet | str]] = OrderedDict()

    def ask(self, original: Path, sought: Sought | None, page: int | None) -> Sheet | str | None:
        """A page, why there is none in a sentence, or none of both while it is being drawn."""
        key = (original.name, sought, page)
        with self._lock:
            found = self._asked.get(key)
            if found is None:
                found = self._asked[key] = self._drawing.submit(self._made, original, sought, page)
                self._let_go()
            self._asked.move_to_end(key)
        return found.result() if found.done() else None

    def _let_go(self) -> None:
        """Drop what was asked for longest ago, drawn or not. The lock is held."""
        while len(self._asked) > KEPT:
            _, dropped = self._asked.popitem(last=False)
            dropped.cancel()

    def _made(self, original: Path, sought: Sought | None, page: int | None) -> Sheet | str:
        try:
            return self._draw(original.read_bytes(), sought, page)
        except OSError:
            return _UNREADABLE
        except PenholderError as error:
            return _said(error)


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
