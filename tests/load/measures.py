"""What is measured under load, and what is made of it."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from app.benchmark import spread

FAIR_AFTER = 3
"""A person who asked fewer questions says nothing about fairness."""


@dataclass(frozen=True)
class Asked:
    """A question of one person: when it was asked and how long its answer took, in seconds.

    ``error`` says what came instead of an answer.
    """

    person: int
    at: float
    took: float
    error: str | None = None


@dataclass(frozen=True)
class Sample:
    """What a process holds at a moment, in seconds since the beginning.

    ``done``: questions answered; ``cpu``: seconds of a processor that it has used so far.
    """

    at: float
    done: int
    resident: int
    threads: int
    files: int
    cpu: float = 0.0
    disk: int = 0


@dataclass(frozen=True)
class Times:
    """Seconds from questions to answers."""

    count: int
    p50: float
    p95: float
    p99: float
    greatest: float


@dataclass(frozen=True)
class Fairness:
    """The means of single persons, in seconds: of who waits least, and of who waits longest."""

    least: float
    greatest: float
    fewest: int
    most: int


@dataclass(frozen=True)
class Found:
    """One run under load."""

    name: str
    people: int
    think: float
    seconds: float
    each_second: float
    cpu_each: float
    times: Times
    fairness: Fairness
    errors: list[str]
    asked: list[Asked]
    samples: list[Sample]
    load_before: float
    load_after: float


@dataclass(frozen=True)
class Growth:
    """How a quantity grows over the questions: what it was at first and at last after warm-up.

    ``slope`` is of the line that fits best, for each thousand questions; ``error`` its standard
    error; ``grows`` whether it is clear of it and comes to more than a tolerance in all.
    """

    first: float
    last: float
    slope: float
    error: float
    grows: bool


def quantile(values: Sequence[float], share: float) -> float:
    """The value that this share of them does not exceed; not a number where there is none."""
    return spread.quantile(values, share) if values else math.nan


def times_of(asked: Sequence[Asked]) -> Times:
    """The times of those that were answered."""
    took = [one.took for one in asked if one.error is None]
    return Times(
        len(took),
        quantile(took, 0.5),
        quantile(took, 0.95),
        quantile(took, 0.99),
        max(took, default=math.nan),
    )


def fairness_of(asked: Sequence[Asked]) -> Fairness:
    """How alike people fare, those left out who were answered less than three times."""
    by_person: dict[int, list[float]] = {}
    for one in asked:
        if one.error is None:
            by_person.setdefault(one.person, []).append(one.took)
    means = [sum(took) / len(took) for took in by_person.values() if len(took) >= FAIR_AFTER]
    counts = [len(took) for took in by_person.values()]
    return Fairness(
        min(means, default=math.nan),
        max(means, default=math.nan),
        min(counts, default=0),
        max(counts, default=0),
    )


def found(
    name: str,
    people: int,
    think: float,
    seconds: float,
    asked: Sequence[Asked],
    samples: Sequence[Sample],
    loads: tuple[float, float],
) -> Found:
    """All figures of a run."""
    times = times_of(asked)
    used = samples[-1].cpu - samples[0].cpu if samples else math.nan
    return Found(
        name,
        people,
        think,
        seconds,
        times.count / seconds,
        used / max(1, times.count),
        times,
        fairness_of(asked),
        sorted(one.error for one in asked if one.error is not None),
        list(asked),
        list(samples),
        *loads,
    )


def growth(
    samples: Sequence[Sample], of: Callable[[Sample], float], tolerance: float, warm: float = 0.2
) -> Growth:
    """Whether a quantity grows with the questions, the first ``warm`` share of samples left out.

    ``tolerance`` is what it may differ by from beginning to end, in its own unit.
    """
    kept = list(samples)[int(len(samples) * warm) :]
    xs = [one.done / 1000 for one in kept]
    ys = [of(one) for one in kept]
    slope, error = _line(xs, ys)
    whole = slope * (xs[-1] - xs[0]) if xs else 0.0
    grows = slope > 3 * error and whole > tolerance
    return Growth(ys[0], ys[-1], slope, error, grows)


def _line(xs: Sequence[float], ys: Sequence[float]) -> tuple[float, float]:
    """The slope of the line of least squares, and its standard error."""
    n = len(xs)
    if n < 3:
        return 0.0, math.inf
    mean_x, mean_y = sum(xs) / n, sum(ys) / n
    spread = sum((x - mean_x) ** 2 for x in xs)
    if spread == 0:
        return 0.0, math.inf
    slope = sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True)) / spread
    left = sum((y - mean_y - slope * (x - mean_x)) ** 2 for x, y in zip(xs, ys, strict=True))
    return slope, math.sqrt(left / (n - 2) / spread)


def written(file: Path, figures: object) -> None:
    """Writes figures as JSON."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(asdict(figures), indent=1) + "\n", encoding="utf-8")  # type: ignore[call-overload]


def told(one: Found) -> str:
    """The figures of a run in a few lines."""
    times, fair = one.times, one.fairness
    lines = [
        f"{one.name}: {one.people} people, {one.think:g} s between questions, {one.seconds:.0f} s",
        f"  {times.count} answers, {one.each_second:.2f} a second, {len(one.errors)} errors",
        f"  p50 {times.p50:.2f} s, p95 {times.p95:.2f} s, p99 {times.p99:.2f} s,"
        f" longest {times.greatest:.2f} s",
        f"  means of single people from {fair.least:.2f} s to {fair.greatest:.2f} s,"
        f" answers each from {fair.fewest} to {fair.most}",
    ]
    if one.samples:
        first, last = one.samples[0], one.samples[-1]
        threads = max(sample.threads for sample in one.samples)
        files = max(sample.files for sample in one.samples)
        lines.append(
            f"  {one.cpu_each:.3f} s of a processor an answer, resident"
            f" {first.resident / 1e6:.0f} → {last.resident / 1e6:.0f} MB, at most {threads}"
            f" threads and {files} files"
        )
    lines.append(f"  load of the machine {one.load_before:.1f} → {one.load_after:.1f}")
    return "\n".join(lines)
