"""Filling the library from the page: outside the page's own run, one job at a time for all.

Streamlit abandons a run whenever the reader clicks, and two sessions may ask at once. So a job is
carried out by a thread of the process; the pages look how far it is, and find what it did.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable
from dataclasses import dataclass
from threading import Condition, Event, Thread
from typing import TYPE_CHECKING

from store.errors import LibraryBusy, PenholderError

if TYPE_CHECKING:
    from app.filling import Progress, RefreshReport

_STOPPED = (
    "Stopped before its end. What was read by then is kept, and the next refresh does the rest."
)
_UNEXPECTED = (
    "This could not be done because of an error in Penholder itself ({name}): the details are in "
    "the terminal that runs the chat."
)
_TAKEN, _THEN = "the library is being changed already", "wait until that is done, then try again"
_LOG = logging.getLogger(__name__)

Told = Callable[["Progress"], None]


@dataclass(frozen=True, slots=True)
class Gone:
    """A document that was taken out, and the name that it had: the library knows it no longer."""

    document: str
    name: str


@dataclass(frozen=True, slots=True)
class Done:
    """What a job came to: a report, what is to be said besides, and what a reader took out."""

    report: RefreshReport
    notes: tuple[str, ...] = ()
    gone: Gone | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """Something to do to the library. ``name`` is in Penholder's words and for reading:
    ``Refresh``; ``about`` is what the reader named, if anything.

    ``carry_out`` does it, in a thread, and calls what it is given as it goes on.
    """

    name: str
    about: str
    carry_out: Callable[[Told], Done]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a job ended, at ``finished`` in UTC: with what it did, or with an ``error`` to read."""

    number: int
    job: Job
    finished: dt.datetime
    done: Done | None = None
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """What is under way at this moment, how far it is, and what was done before it.

    ``number`` counts the jobs; the outcome is the one before, as long as a job is under way.
    """

    number: int
    job: Job | None
    began: dt.datetime | None
    progress: Progress | None
    stopping: bool
    outcome: Outcome | None


class _StopAsked(Exception):
    """Somebody does not want the rest of a job."""


class Filler:
    """The one job at a time, and what the last one came to. Safe for threads."""

    def __init__(self) -> None:
        self._changed = Condition()  # guards all that follows
        self._number = 0
        self._job: Job | None = None
        self._began: dt.datetime | None = None
        self._progress: Progress | None = None
        self._stop = Event()
        self._outcome: Outcome | None = None

    def take(self, job: Job) -> None:
        """Begin a job. Raises :class:`LibraryBusy` while another is under way."""
        with self._changed:
            if self._job is not None:
                raise LibraryBusy(_TAKEN, _THEN)
            self._number += 1
            self._job, self._began, self._progress = job, dt.datetime.now(dt.UTC), None
            self._stop.clear()
            # A library that is cut off shows nothing half-done: nothing waits for the end.
            Thread(target=self._work, args=(job,), name="filling", daemon=True).start()

    def stop(self) -> None:
        """End what is under way after the source that it is at."""
        with self._changed:
            if self._job is not None:
                self._stop.set()

    def standing(self) -> Standing:
        """How things are now."""
        with self._changed:
            return Standing(
                self._number,
                self._job,
                self._began,
                self._progress,
                self._stop.is_set() and self._job is not None,
                self._outcome,
            )

    def wait(self, seconds: float) -> bool:
        """Wait at most so long; true once nothing is under way."""
        with self._changed:
            return self._changed.wait_for(lambda: self._job is None, timeout=seconds)

    def _work(self, job: Job) -> None:
        done, error = None, None
        try:
            done = job.carry_out(self._told)
        except _StopAsked:
            error = _STOPPED
        except PenholderError as failure:
            error = str(failure)
        except Exception as failure:  # noqa: BLE001 -- logged and said; a thread tells nobody else
            _LOG.exception("%s could not be carried out", job.name)
            error = _UNEXPECTED.format(name=type(failure).__name__)
        with self._changed:
            now = dt.datetime.now(dt.UTC)
            self._outcome = Outcome(self._number, job, now, done, error)
            self._job = self._progress = self._began = None
            self._changed.notify_all()

    def _told(self, progress: Progress) -> None:
        if self._stop.is_set():
            raise _StopAsked
        with self._changed:
            self._progress = progress
