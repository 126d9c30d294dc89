"""Looks at a process while it works. Linux only: what it holds is read from ``/proc``."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread

from measures import Sample

_TICKS = os.sysconf("SC_CLK_TCK")
_STATUS = re.compile(r"^(VmRSS|Threads):\s*(\d+)", re.MULTILINE)


def sample(pid: int, begun: float, done: int, folder: Path | None = None) -> Sample:
    """What a process holds now, and what a folder takes on disk."""
    held = dict(_STATUS.findall(Path(f"/proc/{pid}/status").read_text(encoding="ascii")))
    return Sample(
        at=time.monotonic() - begun,
        done=done,
        resident=int(held["VmRSS"]) * 1024,
        threads=int(held["Threads"]),
        files=sum(1 for _ in Path(f"/proc/{pid}/fd").iterdir()),
        cpu=_cpu_seconds(pid),
        disk=0 if folder is None else size_of(folder),
    )


def _cpu_seconds(pid: int) -> float:
    """What a process and its threads used of a processor; its children are not counted."""
    words = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(words[11]) + int(words[12])) / _TICKS


def size_of(folder: Path) -> int:
    """What the files of a folder take on disk, in bytes; one that goes meanwhile counts nothing."""
    total = 0
    for root, _, names in os.walk(folder):
        for name in names:
            try:
                total += (Path(root) / name).stat().st_blocks * 512
            except FileNotFoundError:
                continue
    return total


@dataclass
class Watch:
    """The samples that were taken so far."""

    samples: list[Sample] = field(default_factory=list)


@contextmanager
def watched(pid: int, done: Callable[[], int], every: float) -> Iterator[Watch]:
    """Takes a sample of a process every so many seconds until the block ends."""
    watch, ended, begun = Watch(), Event(), time.monotonic()

    def look() -> None:
        while True:
            watch.samples.append(sample(pid, begun, done()))
            if ended.wait(every):
                return

    thread = Thread(target=look, name="watch", daemon=True)
    thread.start()
    try:
        yield watch
    finally:
        ended.set()
        thread.join()


def load() -> float:
    """How many processes wanted to run, on average, in the last minute."""
    return os.getloadavg()[0]
