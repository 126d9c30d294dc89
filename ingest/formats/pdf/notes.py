"""Footnotes: small lines at the foot of a column that begin with a mark."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from ingest.formats.pdf.columns import Line

_SMALL = 0.9  # of the size of the body's text
_FOOT = 0.15  # of the height that the text of a document takes: what ends lower is at the foot
_MARK = re.compile(r"[⁰¹²³⁴-⁹]+|\*{1,4}|[†‡§]|\d{1,3}(?=\s)|[a-z](?=[\s/])|[a-z]/")


def body_size(lines: Sequence[Line]) -> float:
    """The size that most characters have, in points; 0 where there are none.

    Lines in bold are titles, and count only where there is nothing else.
    """
    sizes: Counter[float] = Counter()
    plain = [line for line in lines if not all(run.bold for run in line.runs)]
    for line in plain or lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    return max(sizes, key=lambda size: (sizes[size], size)) if sizes else 0.0


def without_notes(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """The lines of the text, and those of its footnotes and of what else stands at its foot."""
    small = _SMALL * body_size(lines)
    foot = _foot(lines)
    text: list[Line] = []
    notes: list[Line] = []
    for _, column in groupby(lines, key=lambda line: line.region):
        found = list(column)
        start = _start(found, small, foot)
        text += found[:start]
        notes += found[start:]
    return text, notes


def begins_note(line: Line) -> bool:
    """Whether a line begins with the mark of a footnote."""
    return _MARK.match(line.text) is not None


def _foot(lines: Sequence[Line]) -> float:
    """The height under which small lines are at the foot of a page."""
    if not lines:
        return 0.0
    heights = [line.y for line in lines]
    return min(heights) + _FOOT * (max(heights) - min(heights))


def _start(column: Sequence[Line], small: float, foot: float) -> int:
    """Where in a column its footnotes begin; its length where it has none.

    They are the small lines that it ends with: from the first mark on, or all of them where they
    are at the foot of the page (the rest of a note from the page before, a remark on the cover).
    """
    at = len(column)
    while at and column[at - 1].size <= small:
        at -= 1
    if at < len(column) and column[-1].y < foot and at:
        return at
    return next((i for i in range(at, len(column)) if begins_note(column[i])), len(column))
