"""A chart of a suite's figures as SVG: what was found by kind, and what became of near misses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

_NEAR_MISS = "near miss: "
_WHOLE = ("all", "English, single turn")
_ROW, _TOP, _NAMES, _SCALE, _GAP = 22, 64, 170, 260, 60
_WIDTH = 2 * (_NAMES + _SCALE) + _GAP + 40
_INK, _FAINT, _PAPER = "#1a1a1a", "#c9c9c9", "#ffffff"
_OUTCOMES = (
    ("refused", "abstention_recall", "#2b6cb0"),
    ("shown as related", "unanswerable_related", "#e3b04b"),
    ("shown as stated", "unanswerable_stated", "#b03a2e"),
)
"""Told apart by lightness too, for those who do not tell the colours apart."""


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
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" '
        f'font-family="system-ui, sans-serif" font-size="12" fill="{_INK}" role="img">',
        "<title>Answers by kind of question, and what became of near misses</title>",
        f'<rect width="{_WIDTH}" height="{height}" fill="{_PAPER}"/>',
        *_found(kinds, left=10),
        *_near_misses(near, left=10 + _NAMES + _SCALE + _GAP),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _found(kinds: Mapping[str, Any], left: float) -> Iterator[str]:
    """For each kind, how often an answering sentence is cited first or among three."""
    scale = left + _NAMES
    yield _text(left, 18, "An answering sentence is among the first three cited", bold=True)
    yield _text(left, 36, "Line: 95 of 100 resamples. In brackets: questions with an answer.")
    yield from _axis(scale, len(kinds))
    for place, (name, row) in enumerate(kinds.items()):
        y = _TOP + _ROW * place
        low, high = row["intervals"]["hit@3"]
        yield _text(scale - 8, y + 4, f"{name} ({row['supported']})", end=True)
        yield _line(scale + _SCALE * low, y, scale + _SCALE * high, y, _INK, 1.5)
        x = scale + _SCALE * row["hit@3"]
        yield f'<circle cx="{x:.1f}" cy="{y}" r="4.5" fill="{_OUTCOMES[0][2]}"/>'


def _near_misses(near: Mapping[str, Any], left: float) -> Iterator[str]:
    """For each way of nearly answering, how much was refused and how much was shown."""
    scale = left + _NAMES
    yield _text(left, 18, "What became of questions that are only nearly answered", bold=True)
    x = left
    for label, _, colour in _OUTCOMES:
        yield f'<rect x="{x}" y="27" width="10" height="10" fill="{colour}"/>'
        yield _text(x + 14, 36, label)
        x += 34 + 7 * len(label)
    yield from _axis(scale, len(near))
    for place, (name, row) in enumerate(near.items()):
        y = _TOP + _ROW * place
        yield _text(scale - 8, y + 4, f"{name} ({row['questions']})", end=True)
        at = float(scale)
        for _, figure, colour in _OUTCOMES:
            wide = _SCALE * row[figure]
            yield (
                f'<rect x="{at:.1f}" y="{y - 7}" width="{wide:.1f}" height="14" fill="{colour}"/>'
            )
            at += wide


def _axis(scale: float, rows: int) -> Iterator[str]:
    bottom = _TOP + _ROW * rows - 8
    for tenths in (0, 5, 10):
        x = scale + _SCALE * tenths / 10
        yield _line(x, _TOP - 12, x, bottom, _FAINT, 1)
        yield _text(x, bottom + 16, f"{10 * tenths} %", middle=True)


def _line(x1: float, y1: float, x2: float, y2: float, colour: str, width: float) -> str:
    ends = f'x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"'
    return f'<line {ends} stroke="{colour}" stroke-width="{width}"/>'


def _text(
    x: float, y: float, words: str, *, bold: bool = False, end: bool = False, middle: bool = False
) -> str:
    anchor = "end" if end else "middle" if middle else "start"
    weight = ' font-weight="600"' if bold else ""
    return f'<text x="{x:.1f}" y="{y}" text-anchor="{anchor}"{weight}>{escape(words)}</text>'
