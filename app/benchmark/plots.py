"""The plots of ``docs/performance.md``: what asking and indexing cost as a library grows."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app import svg
from app.benchmark.figures import Figures, Sample, Size
from app.benchmark.goals import again, p50s, p95s

_LEFT, _TOP, _WIDE, _HIGH, _GAP = 62, 64, 300, 190, 90
_FOOT = 48
_WINDOW = 5  # samples over which work is divided by passages


@dataclass(frozen=True, slots=True)
class Series:
    """A line: its name, and its points in the units of the axes."""

    name: str
    points: Sequence[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Panel:
    """Lines over passages. ``logarithmic``: equal steps along it are equal factors."""

    title: str
    series: Sequence[Series]
    logarithmic: bool = False


def asking(figures: Figures) -> str:
    """Time and memory of asking, over the sizes of libraries."""
    sizes = figures.sizes
    time = Panel(
        "Milliseconds of a question",
        (
            _over(sizes, "p50", [p50s(size).middle for size in sizes]),
            _over(sizes, "p95", [p95s(size).middle for size in sizes]),
            _over(sizes, "p50, asked again", [again(size).middle for size in sizes]),
        ),
        logarithmic=True,
    )
    memory = Panel(
        "Peak memory of the process that asks, GB",
        (_over(sizes, "resident", [max(r.peak_bytes for r in s.rounds) / 1e9 for s in sizes]),),
        logarithmic=True,
    )
    return drawn("What asking takes as the library grows", (time, memory))


def indexing(figures: Figures) -> str:
    """Work and memory of a first index while libraries were made; empty where none was followed."""
    followed = [size for size in figures.sizes if len(size.samples) > _WINDOW]
    if not followed:
        return ""
    rest = Panel(
        "Processor milliseconds a passage, embedding apart",
        [Series(_to(size), tuple(_rest(size.samples))) for size in followed],
    )
    memory = Panel(
        "Memory of the process that indexes, GB",
        [
            Series(_to(size), [(s.passages, s.memory_bytes / 1e9) for s in size.samples])
            for size in followed
        ],
    )
    return drawn("What a first index takes as the library grows", (rest, memory))


def _to(size: Size) -> str:
    return f"to {size.passages:,}"


def _rest(samples: Sequence[Sample]) -> Iterator[tuple[float, float]]:
    """The work on the passages that came lately, without that of the model."""
    for earlier, later in zip(samples, samples[_WINDOW:], strict=False):
        work = later.cpu_seconds - earlier.cpu_seconds
        embedding = later.embedding_seconds - earlier.embedding_seconds
        passages = later.passages - earlier.passages
        if passages:
            yield later.passages, 1000 * (work - embedding) / passages


def _over(sizes: Sequence[Size], name: str, values: Sequence[float]) -> Series:
    return Series(name, [(size.passages, v) for size, v in zip(sizes, values, strict=True)])


def drawn(title: str, panels: Sequence[Panel]) -> str:
    """The panels side by side as an SVG image."""
    parts = [
        part
        for place, panel in enumerate(panels)
        for part in _panel(panel, _LEFT + place * (_WIDE + _GAP))
    ]
    width = _LEFT + len(panels) * (_WIDE + _GAP) - _GAP + 30
    return svg.image(title, width, _TOP + _HIGH + _FOOT, parts)


def _panel(panel: Panel, left: float) -> Iterator[str]:
    points = [point for series in panel.series for point in series.points]
    if not points:
        return
    across = _Across(left, min(x for x, _ in points), max(x for x, _ in points), panel.logarithmic)
    top = nice(max(y for _, y in points))
    yield svg.text(left, 18, panel.title, bold=True)
    yield from _legend(panel.series, left)
    yield from _grid(left, top)
    for number in across.marks():
        yield svg.text(across.at(number), _TOP + _HIGH + 18, f"{number:,.0f}", middle=True)
    yield svg.text(left + _WIDE / 2, _TOP + _HIGH + 36, "passages", middle=True)
    for series, colour in zip(panel.series, svg.COLOURS, strict=False):
        places = [(across.at(x), _TOP + _HIGH * (1 - y / top)) for x, y in series.points]
        yield svg.path(places, colour, 2)
        if panel.logarithmic:  # few points, each measured by itself
            yield from (svg.dot(x, y, colour) for x, y in places)


@dataclass(frozen=True, slots=True)
class _Across:
    """Where a number of passages stands from left to right."""

    left: float
    least: float
    greatest: float
    logarithmic: bool

    def at(self, passages: float) -> float:
        """The place of a number."""
        if not self.logarithmic:
            return self.left + _WIDE * passages / self.greatest
        if self.least == self.greatest:
            return self.left + _WIDE / 2
        return self.left + _WIDE * math.log(passages / self.least) / math.log(
            self.greatest / self.least
        )

    def marks(self) -> Sequence[float]:
        """The numbers that are written below."""
        if not self.logarithmic:
            return (0, self.greatest / 2, self.greatest)
        middle = math.sqrt(self.least * self.greatest)
        return (self.least, float(f"{middle:.1g}"), self.greatest)


def _legend(series: Sequence[Series], left: float) -> Iterator[str]:
    x = left
    for one, colour in zip(series, svg.COLOURS, strict=False):
        yield svg.box(x, 30, 10, 10, colour)
        yield svg.text(x + 14, 39, one.name)
        x += 34 + 7 * len(one.name)


def _grid(left: float, top: float) -> Iterator[str]:
    for part in range(5):
        y = _TOP + _HIGH * (1 - part / 4)
        yield svg.line(left, y, left + _WIDE, y, svg.FAINT, 1)
        yield svg.text(left - 8, y + 4, f"{top * part / 4:,.10g}", end=True)


def nice(greatest: float) -> float:
    """The next round number that four equal steps lead to, from nothing."""
    if greatest <= 0:
        return 1.0
    scale = 10.0 ** math.floor(math.log10(greatest))
    return next(
        step * scale for step in (1, 1.2, 1.6, 2, 2.4, 3.2, 4, 6, 8, 10) if step * scale >= greatest
    )
