"""The time that each stage of an answer takes."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from app.answering.answer import Timings


@dataclass
class Clock:
    """Milliseconds spent in each stage, from now on."""

    started: float = field(default_factory=time.perf_counter)
    spent: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Counts the time inside towards a stage, which is a field of :class:`Timings`."""
        start = time.perf_counter()
        yield
        self.spent[name] = self.spent.get(name, 0.0) + (time.perf_counter() - start) * 1000

    def timings(self) -> Timings:
        """What has been spent so far."""
        total = (time.perf_counter() - self.started) * 1000
        return Timings(**{k: round(v, 2) for k, v in self.spent.items()}, total=round(total, 2))
