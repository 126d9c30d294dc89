"""Forward passes: batches of texts queue for the processor, a core each.

Torch would spread every operation of one pass over all cores and wait for the slowest after each:
on a busy machine such a pass was measured to take ten times as long, and fifty people who ask at
once would start fifty of them. Here a batch stays on one core, as many batches run as there are
cores, and the others wait their turn.
"""

from __future__ import annotations

import atexit
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import count
from math import ceil
from queue import PriorityQueue
from threading import Lock, Thread
from typing import Generic, TypeVar

Result = TypeVar("Result")

_TOKENS_A_BATCH = 1024
"""Larger ones were measured to be no faster a token, and what comes next would wait for longer."""
_TOKENS_A_STEP = 32
"""Batches are a multiple of this long and have a power of two of texts, so that there are few
shapes: torch compiles kernels for every shape and keeps them, some 4 MB each, up to 1.5 GB."""
_FEW_TOKENS = 128
"""A batch of so few, as a question by itself, goes before the longer ones: it takes 5 ms."""
_MAKING = Lock()


@dataclass(frozen=True, slots=True)
class Pass(Generic[Result]):
    """One batch: how many tokens it has, padding counted, and what computes its result."""

    tokens: int
    compute: Callable[[], Result]


@dataclass(frozen=True, slots=True)
class Batch:
    """The indices of texts that are read together, and the length that they are padded or cut to,
    in tokens.
    """

    texts: tuple[int, ...]
    length: int

    @property
    def tokens(self) -> int:
        """All that is computed, padding counted."""
        return len(self.texts) * self.length


@dataclass(order=True, slots=True)
class _Waiting:
    """A pass in the queue: the short first, then first come, first served. With nothing to run it
    ends the thread that takes it.
    """

    long: bool
    number: int
    run: Callable[[], None] | None = field(compare=False)


class Passes:
    """Runs passes in the order in which they come, ``cores`` of them at a time. Thread-safe."""

    def __init__(self, cores: int) -> None:
        self.cores = cores
        self._queue: PriorityQueue[_Waiting] = PriorityQueue()
        self._numbers = count()
        self._threads = [
            Thread(target=self._work, name=f"forward-pass-{number}", daemon=True)
            for number in range(cores)
        ]
        for thread in self._threads:
            thread.start()

    @property
    def waiting(self) -> int:
        """How many passes wait for a core now."""
        return self._queue.qsize()

    def run(self, passes: Iterable[Pass[Result]]) -> list[Result]:
        """The result of each pass, in the order given; raises what a pass raises.

        Only a few wait in the queue at a time, so that a thousand passages leave room for who
        comes after them.
        """
        results: list[Result] = []
        waiting: deque[Future[Result]] = deque()
        for one in passes:
            if len(waiting) == 2 * self.cores:
                results.append(waiting.popleft().result())
            waiting.append(self._submitted(one))
        results.extend(future.result() for future in waiting)
        return results

    def close(self) -> None:
        """Wait for the passes that are being computed; those that wait are not begun any more."""
        for _ in self._threads:
            self._queue.put(_Waiting(False, -1, None))
        for thread in self._threads:
            thread.join()

    def _submitted(self, one: Pass[Result]) -> Future[Result]:
        future: Future[Result] = Future()

        def run() -> None:
            # Whatever it raises belongs to whoever waits for the result.
            try:
                result = one.compute()
            except BaseException as error:  # noqa: BLE001
                future.set_exception(error)
            else:
                future.set_result(result)

        self._queue.put(_Waiting(one.tokens > _FEW_TOKENS, next(self._numbers), run))
        return future

    def _work(self) -> None:
        import torch

        torch.set_num_threads(1)
        with torch.inference_mode():
            while (run := self._queue.get().run) is not None:
                run()


def forward_passes() -> Passes:
    """The queue of this process, for as many cores as torch would use."""
    # Two that ask first at once would make two queues.
    with _MAKING:
        return _of_process()


@lru_cache(maxsize=1)
def _of_process() -> Passes:
    import torch

    passes = Passes(torch.get_num_threads())
    # Python ends a thread that comes back from torch while the process ends, and torch then aborts.
    atexit.register(passes.close)
    return passes


def in_batches(lengths: Sequence[int], cores: int, longest: int) -> list[Batch]:
    """Texts of these lengths, in tokens, as batches of similar length for as many cores.

    No batch is longer than ``longest`` tokens a text, whatever the lengths say. The longest come
    first, which leaves the short ones to even out what the cores have to do.
    """
    order = sorted(range(len(lengths)), key=lambda index: -lengths[index])
    share = ceil(len(lengths) / cores)
    batches = []
    while order:
        length = min(ceil(lengths[order[0]] / _TOKENS_A_STEP) * _TOKENS_A_STEP, longest)
        most = min(len(order), share, max(1, _TOKENS_A_BATCH // length))
        texts = 1 << (most.bit_length() - 1)
        batches.append(Batch(tuple(order[:texts]), length))
        order = order[texts:]
    return batches
