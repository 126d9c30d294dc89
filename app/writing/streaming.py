"""Takes what a model writes from a thread of its own, within limits of time and of length.

In a thread, because a read that blocks can neither be timed exactly nor be left: a server that only
keeps the line open would hold the caller for as long as it likes.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Protocol

from store.errors import WritingError

_log = logging.getLogger(__name__)

CLOSING = 3.0
"""Seconds that leaving waits for the thread, so that the connection is closed by then."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a model may take and how much it may write.

    In seconds: ``first`` until its first words, ``between`` from one sign of life to the next after
    them, ``total`` in all, ``patience`` the longest pause before the one retry that a provider may
    ask for. ``characters`` and ``pieces`` bound an answer that does not end; an answer of a page
    has some 3,000 characters.
    """

    first: float = 60.0
    between: float = 30.0
    total: float = 120.0
    patience: float = 5.0
    characters: int = 50_000
    pieces: int = 50_000


class Stopped(Exception):
    """Nobody reads any more: what writes ends, and nothing is reported."""


class Pen:
    """What a source writes with. Raises :class:`Stopped` where nobody reads any more."""

    def __init__(self, limits: Limits, name: str) -> None:
        self._limits = limits
        self._name = name
        self._written: SimpleQueue[str | _End] = SimpleQueue()
        self._stopped = threading.Event()
        self._characters = 0
        self._pieces = 0
        self._used = False

    @property
    def used(self) -> bool:
        """Whether anything but white space was written."""
        return self._used

    def write(self, text: str) -> None:
        """Hands over a piece; an empty one is a sign of life.

        Raises :class:`WritingError` where there is no end to it.
        """
        self.check()
        self._pieces += 1
        self._characters += len(text)
        self._used = self._used or bool(text.strip())
        limits = self._limits
        if self._pieces > limits.pieces or self._characters > limits.characters:
            raise WritingError(
                f"{self._name} does not stop writing", "ask again, or choose another model"
            )
        self._written.put(text)

    def check(self) -> None:
        """Does nothing, unless nobody reads any more."""
        if self._stopped.is_set():
            raise Stopped

    def pause(self, seconds: float) -> None:
        """Waits, unless nobody reads any more."""
        if self._stopped.wait(seconds):
            raise Stopped

    def end(self, failure: WritingError | None) -> None:
        """There is no more, for a reason or because it is done."""
        self._written.put(_End(failure))

    def stop(self) -> None:
        """Nobody reads any more."""
        self._stopped.set()

    def read(self) -> Iterator[str]:
        """The pieces as they come. Raises :class:`WritingError` where they fail or are late."""
        limits = self._limits
        ends = time.monotonic() + limits.total
        patience, begun = limits.first, False
        while True:
            left = ends - time.monotonic()
            try:
                piece = self._written.get(timeout=max(0.0, min(patience, left)))
            except Empty:
                raise self._late(left <= patience, begun) from None
            if isinstance(piece, _End):
                if piece.failure is not None:
                    raise piece.failure
                return
            if piece:
                patience, begun = limits.between, True
                yield piece

    def _late(self, in_all: bool, begun: bool) -> WritingError:
        limits = self._limits
        if in_all:
            what = f"was not done within {limits.total:g} s"
        elif begun:
            what = f"stopped writing for {limits.between:g} s"
        else:
            what = f"wrote nothing within {limits.first:g} s"
        return WritingError(
            f"{self._name} {what}", "ask again, or allow it more with PENHOLDER_MODEL_SECONDS"
        )


@dataclass(frozen=True, slots=True)
class _End:
    failure: WritingError | None


class Source(Protocol):
    """What writes one answer."""

    def write(self, pen: Pen) -> None:
        """Writes it all, in a thread of its own."""

    def stop(self) -> None:
        """Wakes :meth:`write` from whatever it waits for. Called from another thread."""

    def explain(self, error: Exception) -> WritingError:
        """What to say of an error that :meth:`write` ended in."""


def read(source: Source, limits: Limits, name: str) -> Iterator[str]:
    """What a source writes, in pieces. Closing the iterator stops it.

    Raises :class:`WritingError` where the source fails, is late or does not end. Nothing of an
    error underneath goes with it, since those carry the request, its key and the answer.
    """
    pen = Pen(limits, name)
    thread = threading.Thread(target=_write, args=(source, pen, name), daemon=True)
    thread.start()
    try:
        yield from pen.read()
    finally:
        pen.stop()
        source.stop()
        thread.join(CLOSING)


def _write(source: Source, pen: Pen, name: str) -> None:
    failure = None
    try:
        source.write(pen)
    except Stopped:
        pass
    except WritingError as error:
        failure = WritingError(error.what, error.remedy)
    except Exception as error:  # noqa: BLE001 - packages of others raise what they like
        _log.debug("%s failed with %s", name, type(error).__name__)
        failure = source.explain(error)
    finally:
        pen.end(failure)
