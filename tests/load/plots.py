"""The plots of the runs under load, drawn from their figures."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.append(str(Path(__file__).parents[2]))

from app import svg

_LEFT, _TOP, _WIDE, _HIGH, _ACROSS, _DOWN = 64, 66, 300, 150, 84, 84
_COLUMNS = 2


@dataclass(frozen=True)
class Line:
    """A quantity: its name, and its points in the units of the axes."""

    name: str
    points: Sequence[tuple[float, float]]
    dots: bool = False


@dataclass(frozen=True)
class Panel:
    """Quantities over one axis; the other begins at nothing."""

    title: str
    across: str
    lines: Sequence[Line]


def soak(figures: Path, output: Path) -> None:
    """Memory, threads, files and disk over the questions that were asked."""
    samples = json.loads(figures.read_text(encoding="utf-8"))["samples"]

    def over(title: str, name: str, unit: float = 1.0) -> Panel:
        points = [(one["done"], one[name] / unit) for one in samples]
        return Panel(title, "questions", [Line("", points)])

    panels = (
        over("Resident memory, MB", "resident", 1e6),
        over("Threads", "threads"),
        over("Open files", "files"),
        over("Library on disk, MB", "disk", 1e6),
    )
    output.write_text(drawn("Memory, threads, files and disk of a soak", panels), encoding="utf-8")


def chat(figures: Path, output: Path, asked: Path | None = None) -> None:
    """Times of answers and what the server holds, over the minutes of a run."""
    found = json.loads(figures.read_text(encoding="utf-8"))
    answers = [(one["at"], one["took"]) for one in found["asked"] if one["error"] is None]
    lines = [Line("each answer, when it was asked", answers, dots=True)]
    if asked is not None and asked.is_file():
        seen = json.loads(asked.read_text(encoding="utf-8"))["asked"]
        seen = [(one["at"], one["took"]) for one in seen if one["error"] is None]
        lines.append(Line("in a browser", seen, dots=True))

    def over(title: str, name: str, unit: float = 1.0) -> Panel:
        points = [(one["at"], one[name] / unit) for one in found["samples"]]
        return Panel(title, "seconds", [Line("", points)])

    panels = (
        Panel("Seconds to the answer", "seconds", lines),
        over("Resident memory of the server, MB", "resident", 1e6),
        over("Threads of the server", "threads"),
        over("Open files of the server", "files"),
    )
    title = f"{found['people']} people at the chat"
    output.write_text(drawn(title, panels), encoding="utf-8")


def drawn(title: str, panels: Sequence[Panel]) -> str:
    """The panels in two columns."""
    parts = []
    for place, panel in enumerate(panels):
        row, column = divmod(place, _COLUMNS)
        left, top = _LEFT + column * (_WIDE + _ACROSS), _TOP + row * (_HIGH + _DOWN)
        parts.extend(_panel(panel, left, top))
    rows = -(-len(panels) // _COLUMNS)
    width = _LEFT + _COLUMNS * (_WIDE + _ACROSS) - _ACROSS + 30
    return svg.image(title, width, _TOP + rows * (_HIGH + _DOWN) - 30, parts)


def _panel(panel: Panel, left: float, top: float) -> Iterator[str]:
    points = [point for line in panel.lines for point in line.points]
    if not points:
        return
    most_x, most_y = max(x for x, _ in points) or 1.0, _round(max(y for _, y in points))
    yield svg.text(left, top - 34, panel.title, bold=True)
    for part in range(5):
        y = top + _HIGH * (1 - part / 4)
        yield svg.line(left, y, left + _WIDE, y, svg.FAINT, 1)
        yield svg.text(left - 8, y + 4, f"{most_y * part / 4:,.4g}", end=True)
    for part in range(3):
        x = left + _WIDE * part / 2
        yield svg.text(x, top + _HIGH + 18, f"{most_x * part / 2:,.0f}", middle=True)
    yield svg.text(left + _WIDE / 2, top + _HIGH + 34, panel.across, middle=True)
    named = left
    for line, colour in zip(panel.lines, svg.COLOURS, strict=False):
        if line.name:
            yield svg.box(named, top - 24, 10, 10, colour)
            yield svg.text(named + 14, top - 15, line.name)
            named += 34 + 6 * len(line.name)
        places = [
            (left + _WIDE * x / most_x, top + _HIGH * (1 - y / most_y)) for x, y in line.points
        ]
        if line.dots:
            yield from (svg.dot(x, y, colour, 1.6) for x, y in places)
        else:
            yield svg.path(places, colour, 1.5)


def _round(greatest: float) -> float:
    """The next number that four equal steps lead to, from nothing."""
    if greatest <= 0:
        return 1.0
    scale = 10.0 ** (len(f"{int(greatest)}") - 1) if greatest >= 1 else 0.1
    steps = (1, 1.2, 1.6, 2, 2.4, 3.2, 4, 6, 8, 10)
    return next(step * scale for step in steps if step * scale >= greatest)


def main(figures: str, output: str) -> None:
    """Draws one plot from its figures: ``plots.py FIGURES OUTPUT``."""
    found: dict[str, Any] = json.loads(Path(figures).read_text(encoding="utf-8"))
    if "refreshes" in found:
        soak(Path(figures), Path(output))
    else:
        chat(Path(figures), Path(output), Path(figures).with_name("browser.json"))


if __name__ == "__main__":
    main(*sys.argv[1:])
