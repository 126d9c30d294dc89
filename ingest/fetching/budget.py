"""What one refresh may spend on the web: time and bytes in all, and patience with each host.

Without it, one silent host with many pages, or one that asks for a wait before each, would keep
all the others from being asked.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from ingest.fetching.answers import LATER
from store.errors import SourceError


class Held(SourceError):
    """An address whose turn has not come: it was not asked, or not to an answer.

    Nothing is known of it that was not before. ``host`` is the one held, none where the whole
    refresh is at its end.
    """

    def __init__(self, what: str, remedy: str = LATER, *, host: str | None = None) -> None:
        super().__init__(what, remedy)
        self.host = host


@dataclass(frozen=True, slots=True)
class Allowance:
    """Seconds and bytes for one refresh; of each host, seconds of waiting that it may ask for, and
    how many of its addresses in a row may come to nothing."""

    seconds: float = 1_200.0
    bytes: int = 1_000_000_000
    waiting: float = 120.0
    strikes: int = 2


@dataclass(slots=True)
class _Host:
    strikes: int = 0
    waited: float = 0.0
    out: str | None = None  # why it is asked no more


@dataclass(slots=True)
class Budget:
    """What is left of an :class:`Allowance`. :meth:`begin` fills it up for another refresh."""

    allowance: Allowance
    clock: Callable[[], float]
    _end: float = float("inf")
    _bytes: int = 0
    _hosts: dict[str, _Host] = field(default_factory=dict)

    def begin(self) -> None:
        """A refresh begins: nothing of it is spent, and every host may be asked."""
        self._end = self.clock() + self.allowance.seconds
        self._bytes = 0
        self._hosts.clear()

    def check(self, host: str) -> None:
        """Raises :class:`Held` where the host, or anything at all, is not to be asked any more."""
        self.check_run()
        out = self._of(host).out
        if out is not None:
            raise Held(f"{host} is not asked any more in this refresh, since {out}", host=host)

    def check_run(self) -> None:
        """Raises :class:`Held` where the time or the room for this refresh is used up."""
        if self.clock() >= self._end:
            minutes = self.allowance.seconds / 60
            raise Held(f"fetching ended after the {minutes:.0f} minutes that one refresh may take")
        if self._bytes >= self.allowance.bytes:
            megabytes = self.allowance.bytes / 1_000_000
            raise Held(f"fetching ended after the {megabytes:.0f} MB that one refresh may take")

    def spend(self, size: int) -> None:
        """Counts bytes that came."""
        self._bytes += size

    def has_time(self, seconds: float) -> bool:
        """Whether a wait of our own still fits."""
        return self.clock() + seconds < self._end

    def may_wait(self, host: str, seconds: float) -> bool:
        """Whether a wait that a host asks for is granted, and counts it where it is."""
        about = self._of(host)
        if about.waited + seconds > self.allowance.waiting or self.clock() + seconds > self._end:
            return False
        about.waited += seconds
        return True

    def answered(self, host: str) -> None:
        """The host is well: what came to nothing before is forgiven."""
        self._of(host).strikes = 0

    def strike(self, host: str, why: str, *, out: bool = False) -> None:
        """One address of the host came to nothing; ``out``: its others would as well."""
        about = self._of(host)
        about.strikes += 1
        if out or about.strikes >= self.allowance.strikes:
            about.out = why

    def _of(self, host: str) -> _Host:
        return self._hosts.setdefault(host, _Host())
