"""A fake model that writes when it is let, and waiting for what another thread does."""

from __future__ import annotations

import threading
from collections.abc import Callable

ALLOWED = 30  # seconds; only a test that fails waits so long


class Steps:
    """What the fake model writes waits here until it is let through."""

    def __init__(self) -> None:
        self._tokens = threading.Semaphore(0)

    def __call__(self) -> None:
        assert self._tokens.acquire(timeout=ALLOWED)

    def let(self, number: int = 1) -> None:
        self._tokens.release(number)


def eventually(condition: Callable[[], bool]) -> None:
    """Wait until it is so."""
    waiting = threading.Event()
    for _ in range(ALLOWED * 100):
        if condition():
            return
        waiting.wait(0.01)
    raise AssertionError("it never came")
