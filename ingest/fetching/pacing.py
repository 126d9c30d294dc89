"""How fast a host is asked, and how long it is left alone when it says so."""

from __future__ import annotations

import datetime as dt
import random
import time
from collections import Counter
from collections.abc import Callable, Mapping
from email.utils import parsedate_to_datetime

_DELAY = 1.0  # seconds between two requests to one host
_SLOWER = {"documents.un.org": 3.0, "docs.un.org": 3.0, "digitallibrary.un.org": 3.0}
_JITTER = 0.5  # of the delay, at most, on top
_RESTS = {"documents.un.org": 150}  # requests, after which the host has a rest
_REST = 180.0  # seconds
_REST_JITTER = 120.0  # seconds, at most, on top
_LONGEST_DELAY = 30.0  # seconds; a robots.txt may ask for more, and gets this
_FIRST_BACK_OFF = 2.0
_LONGEST_BACK_OFF = 60.0
_LONGEST_HOLD = 24 * 3600.0  # seconds; a site may ask for more, and gets this


class Pace:
    """Spaces the requests to each host. Clock and sleep can be replaced, so that tests need not
    wait."""

    def __init__(
        self,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        jitter: Callable[[], float] = random.random,
        rests: Mapping[str, int] = _RESTS,
    ) -> None:
        self._clock = clock
        self._sleep = sleep
        self._jitter = jitter
        self._rests = rests
        self._asked: Counter[str] = Counter()
        self._next: dict[str, float] = {}
        self._held: dict[str, float] = {}

    def now(self) -> float:
        """What the clock says."""
        return self._clock()

    def wait(self, host: str, asked_delay: float | None = None) -> None:
        """Sleeps until a request to the host is due, and counts it as made."""
        now = self._clock()
        due = self._next.get(host, now)
        if due > now:
            self._sleep(due - now)
            now = due
        delay = max(_SLOWER.get(host, _DELAY), min(asked_delay or 0.0, _LONGEST_DELAY))
        self._next[host] = now + delay * (1 + _JITTER * self._jitter())
        self._asked[host] += 1

    def due_rest(self, host: str) -> float:
        """The seconds that a host is to be left in peace before the next request; most often 0.

        A service that is asked without a rest begins to answer that it has nothing.
        """
        asked, most = self._asked[host], self._rests.get(host)
        if most is None or asked == 0 or asked % most:
            return 0.0
        return _REST + _REST_JITTER * self._jitter()

    def back_off(self, attempt: int) -> float:
        """Seconds to wait before trying again after the ``attempt``-th failure, from 1."""
        most = float(min(_FIRST_BACK_OFF * 2 ** (attempt - 1), _LONGEST_BACK_OFF))
        return most * (1 + _JITTER * self._jitter())

    def rest(self, seconds: float) -> None:
        """Sleeps."""
        self._sleep(seconds)

    def hold(self, host: str, seconds: float) -> None:
        """Has the host left alone for so long, and no shorter than it was to be before."""
        until = self._clock() + min(seconds, _LONGEST_HOLD)
        self._held[host] = max(until, self._held.get(host, until))

    def held(self, host: str) -> float:
        """How many seconds the host is still left alone; 0 where it may be asked."""
        return max(self._held.get(host, self._clock()) - self._clock(), 0.0)

    def all_held(self) -> dict[str, float]:
        """Every host that is left alone, with the seconds still to go."""
        return {host: left for host in self._held if (left := self.held(host)) > 0}


def expected(host: str, requests: int) -> float:
    """About how many seconds so many requests to a host take, rests among them."""
    rests = requests // _RESTS[host] if host in _RESTS else 0
    spacing = _SLOWER.get(host, _DELAY) * (1 + _JITTER / 2)
    return requests * spacing + rests * (_REST + _REST_JITTER / 2)


def retry_after(value: str | None, now: dt.datetime) -> float | None:
    """The seconds that a ``Retry-After`` asks for, given as a number or as a date; at least 0."""
    if value is None:
        return None
    text = value.strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        when = parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError):
        return None
    if when.tzinfo is None:
        when = when.replace(tzinfo=dt.UTC)
    return max((when - now).total_seconds(), 0.0)
