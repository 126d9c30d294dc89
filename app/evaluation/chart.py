"""A chart of a suite's figures as SVG: what was found by kind, and what became of near misses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from app import svg

_NEAR_MISS = "near miss: "
_TITLE = "Answers by kind of question, and what became of near misses"
_WHOLE = ("all", "English, single turn")
_ROW, _TOP, _NAMES, _SCALE, _GAP = 22, 64, 170, 260, 60
_WIDTH = 2 * (_NAMES + _SCALE) + _GAP + 40
_OUTCOMES = (
    ("refused", "abstention_recall", svg.COLOURS[0]),
    ("shown as related", "unanswerable_related", svg.COLOURS[1]),
    ("shown as stated", "unanswerable_stated", svg.COLOURS[2]),
)


def chart_of(groups: Mapping[str, Any]) -> str:
    """The groups of a report of ``evaluate`` as an SVG image."""
    kinds = {
        name: row
        for name, row in groups.items()
        if not name.startswith(_NEAR_MISS) and name not in _WHOLE and row["supported"]
    }
    near = {
        name.removeprefix(_NEAR_MISS): row
        for name, row in groups.items()
        if name.startswith(_NEAR_MISS)
    }
    height = _TOP + _ROW * max(len(kinds), len(near)) + 40
    parts = (
        *_found(kinds, left=10),
        *_near_misses(near, left=10 + _NAMES + _SCALE + _GAP),
    )
    return svg.image(_TITLE, _WIDTH, height, parts)


def _found(kinds: Mapping[str, Any], left: float) -> Iterator[str]:
    """For each kind, how often an answering sentence is cited first or among three."""
    scale = left + _NAMES
    yield svg.text(left, 18, "An answering sentence is among the first three cited", bold=True)
    yield svg.text(left, 36, "Line: 95 of 100 resamples. In brackets: questions with an answer.")
    yield from _axis(scale, len(kinds))
    for place, (name, row) in enumerate(kinds.items()):
        y = _TOP + _ROW * place
        low, high = row["intervals"]["hit@3"]
        yield svg.text(scale - 8, y + 4, f"{name} ({row['supported']})", end=True)
        yield svg.line(scale + _SCALE * low, y, scale + _SCALE * high, y, svg.INK, 1.5)
        x = scale + _SCALE * row["hit@3"]
        yield svg.dot(x, y, _OUTCOMES[0][2], 4.5)


def _near_misses(near: Mapping[str, Any], left: float) -> Iterator[str]:
    """For each way of nearly answering, how much was refused and how much was shown."""
    scale = left + _NAMES
    yield svg.text(left, 18, "What became of questions that are only nearly answered", bold=True)
    x = left
    for label, _, colour in _OUTCOMES:
        yield svg.box(x, 27, 10, 10, colour)
        yield svg.text(x + 14, 36, label)
        x += 34 + 7 * len(label)
    yield from _axis(scale, len(near))
    for place, (name, row) in enumerate(near.items()):
        y = _TOP + _ROW * place
        yield svg.text(scale - 8, y + 4, f"{name} ({row['questions']})", end=True)
        at = float(scale)
        for _, figure, colour in _OUTCOMES:
            wide = _SCALE * row[figure]
            yield svg.box(at, y - 7, wide, 14, colour)
            at += wide


def _axis(scale: float, rows: int) -> Iterator[str]:
    bottom = _TOP + _ROW * rows - 8
    for tenths in (0, 5, 10):
        x = scale + _SCALE * tenths / 10
        yield svg.line(x, _TOP - 12, x, bottom, svg.FAINT, 1)
        yield svg.text(x, bottom + 16, f"{10 * tenths} %", middle=True)
