"""The figures of a run beside the goals, as rows for the terminal and for ``docs/performance.md``.

Each row stands by itself: what was measured, the goal, the figure with its spread, and whether it
was reached. Nothing is said about a goal where what it is about was not measured.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.benchmark.figures import Asked, Comparison, Figures, Size
from app.benchmark.spread import Spread, quantile, ratios

MOST_ASK_MS = 250.0
MOST_GROWTH = 1.5
MOST_MEMORY = 1.5e9  # bytes
LEAST_ENCODE, LEAST_LANGCHAIN = 1.0, 2.0
MOST_REFRESH = 0.01
MOST_HELP = 0.3  # seconds
_MIDDLE_SIZE, _LARGE_SIZE = 9_000, 100_000  # passages from which a library counts as of that size
_GOAL_SIZE = 145_000
"""The goals are set for 150,000 passages; a library that is made by its characters comes near."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table; ``met`` is none where there is no goal or no figure."""

    what: str
    measured: str
    goal: str = ""
    met: bool | None = None


def rows_of(figures: Figures) -> list[Row]:
    """Every row, in the order of the goals."""
    return [
        *_first_index(figures),
        *_refresh(figures),
        *_asking(figures),
        *_starting(figures),
        *_keeping(figures),
    ]


def _first_index(figures: Figures) -> Iterator[Row]:
    ours = figures.first_index.ours
    rate = Spread.of([round_.passages / round_.seconds for round_ in ours])
    passages = f"{ours[0].passages:,} passages"
    yield Row(f"first index, {passages}, passages/s", rate.shown(0))
    for other in figures.first_index.others:
        yield _beside(other, [round_.seconds for round_ in ours])


_WAYS = {
    "encode": ("passages/s ÷ SentenceTransformer.encode at its defaults", LEAST_ENCODE),
    "encode-bfloat16": ("passages/s ÷ the same in bfloat16", None),
    "langchain": ("characters/s ÷ the usual LangChain recipe", LEAST_LANGCHAIN),
}


def _beside(other: Comparison, ours: list[float]) -> Row:
    """The same work took both sides so long: the ratio of the rates is that of the times."""
    what, least = _WAYS[other.way]
    goal = "" if least is None else f"≥ {least:g}"
    if other.missing is not None:
        return Row(what, f"not measured: {other.missing}", goal)
    spread = ratios([round_.seconds for round_ in other.rounds], ours)
    return Row(what, spread.shown(2), goal, None if least is None else spread.middle >= least)


def _refresh(figures: Figures) -> Iterator[Row]:
    first, again = figures.refresh.first, figures.refresh.unchanged
    spread = Spread.of([round_.seconds / first.seconds for round_ in again])
    yield Row(
        f"refresh of {first.documents:,} unchanged documents ÷ first index",
        spread.shown(4),
        f"≤ {MOST_REFRESH:g}",
        spread.middle <= MOST_REFRESH,
    )


# Asking.


def p50s(size: Size) -> Spread:
    """The median question of each round, in milliseconds."""
    return Spread.of([quantile(round_.stage("total"), 0.50) for round_ in size.rounds])


def p95s(size: Size) -> Spread:
    """The slow question of each round, in milliseconds."""
    return Spread.of([quantile(round_.stage("total"), 0.95) for round_ in size.rounds])


def again(size: Size) -> Spread:
    """The median question of each round when it was asked again, in milliseconds."""
    return Spread.of([quantile(round_.stage_again("total"), 0.50) for round_ in size.rounds])


def _asking(figures: Figures) -> Iterator[Row]:
    for size in figures.sizes:
        middle = p50s(size)
        is_middle = _MIDDLE_SIZE <= size.passages < _LARGE_SIZE
        yield Row(
            f"ask, {size.passages:,} passages, p50, ms",
            middle.shown(0),
            f"≤ {MOST_ASK_MS:g}" if is_middle else "",
            middle.middle <= MOST_ASK_MS if is_middle else None,
        )
        yield Row(f"ask, {size.passages:,} passages, p95, ms", p95s(size).shown(0))
    small, large = middle_size(figures), large_size(figures)
    if small is not None and large is not None:
        growth = ratios(
            *([quantile(r.stage("total"), 0.5) for r in s.rounds] for s in (large, small))
        )
        yield Row(
            f"p50 at {large.passages:,} passages ÷ at {small.passages:,}",
            growth.shown(2),
            f"≤ {MOST_GROWTH:g}",
            _so_far(large, growth.middle <= MOST_GROWTH),
        )


def _so_far(size: Size, met: bool) -> bool | None:
    """Whether a large library's goal is met: one that is too small for it can only miss it."""
    return met if size.passages >= _GOAL_SIZE or not met else None


def middle_size(figures: Figures) -> Size | None:
    """The library of about 10,000 passages."""
    return next((s for s in figures.sizes if _MIDDLE_SIZE <= s.passages < _LARGE_SIZE), None)


def large_size(figures: Figures) -> Size | None:
    """The library of more than 100,000 passages."""
    return next((s for s in figures.sizes if s.passages >= _LARGE_SIZE), None)


# Starting and keeping.


def _starting(figures: Figures) -> Iterator[Row]:
    started = figures.start_up
    if started.help:
        spread = Spread.of(started.help)
        met = spread.middle <= MOST_HELP
        yield Row("penholder --help, s", spread.shown(2), f"≤ {MOST_HELP:g}", met)
    if started.ask:
        yield Row("fresh process to an answer, s", Spread.of(started.ask).shown(2))
    for size in figures.sizes:
        opened = Spread.of([round_.opening_seconds for round_ in size.rounds])
        first = Spread.of([round_.first_seconds for round_ in size.rounds])
        yield Row(
            f"open the engine, {size.passages:,} passages, then its first answer, s",
            f"{opened.shown(2)}, then {first.shown(2)}",
        )


def _keeping(figures: Figures) -> Iterator[Row]:
    for size in figures.sizes:
        peak = Spread.of([round_.peak_bytes / 1e9 for round_ in size.rounds])
        large = size.passages >= _LARGE_SIZE
        yield Row(
            f"memory, {size.passages:,} passages, {asked(size.rounds[0])} questions, GB",
            peak.shown(2),
            f"≤ {MOST_MEMORY / 1e9:g}" if large else "",
            _so_far(size, peak.middle <= MOST_MEMORY / 1e9) if large else None,
        )
    for size in figures.sizes:
        total = sum(part.bytes for part in size.disk) / size.passages
        parts = ", ".join(f"{p.name} {p.bytes / size.passages:,.0f}" for p in size.disk)
        yield Row(f"disk, {size.passages:,} passages, bytes each", f"{total:,.0f}: {parts}")


def asked(round_: Asked) -> int:
    """How many questions a round asked."""
    return len(round_.stage("total"))
