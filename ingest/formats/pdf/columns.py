"""Columns of a page and its lines in reading order, found from where pieces of lines stand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, groupby, pairwise

from ingest.formats.pdf.lines import Piece, Run, joined, text_of

_STEPS = 1_000  # places across the page at which a gutter is looked for
_MIDDLE = (0.25, 0.75)  # of the text's width: where a gutter between two columns can be
_FEWEST_LINES = 4  # on either side of a gutter
_CROSSED_AT_MOST = 0.15  # of the lines on the emptier side
_CROSSED_ANYWAY = 2
_NARROWEST = 0.25  # of the text's width: a column of text, and not of a table
_FILLED = 0.3  # of a column's lines come near to its right edge
_NEAR_EDGE = 0.12  # of a column's width
_NARROWEST_GUTTER = 0.008  # of the text's width
_SAME_LINE = 0.35  # of the size
_RAISED_AT_MOST = 0.75  # of the size
_SMALLER = 0.85
_MOST_WORDS = 16  # of a line over which another may stand close
_CELL_GAP = 3.0  # of the size: what is further apart are two things beside each other
LEADER = "…"
_DOTS = ".․…"
_DOTS_OR_NOT = re.compile(r"[.․…]{4,}|[.․…]+$|(?:[^.․…]|[.․…]{1,3}(?=[^.․…]))+")
_LEADING_DOTS = 4  # in a row, or more
_FEWEST_DOTS = 2
_LED = ("..", ". .", "…")
_LIST = 3  # lines with leaders
_STRETCHED = 3  # gaps in a line that is only stretched to the margin
_EVEN_STRETCHED = 2  # gaps of one width in such a line
_EVEN = 0.5  # points between gaps of one width


@dataclass(slots=True)
class Line:
    """A line of a column: its runs in order, and the edges of the column that it stands in.

    ``region`` counts columns from the document's beginning. ``beside``: the line stands beside
    the one before it, in another cell of a row. ``leader``: dots led from one thing in it to
    another, and are one ellipsis now.
    """

    runs: list[Run]
    x0: float
    x1: float
    y: float
    size: float
    page: int
    region: int
    left: float = 0.0
    right: float = 0.0
    beside: bool = False
    leader: bool = False

    @property
    def text(self) -> str:
        """The words of the line."""
        return text_of(self.runs)


def lines_in_order(pieces: Sequence[Piece], *, page: int, region: int) -> list[Line]:
    """The lines of a page as they are read: column after column between what spans them."""
    lines: list[Line] = []
    for column in _columns(pieces):
        found = _lines(column, page, region)
        if found:
            left, right = _edges(found)
            for line in found:
                line.left, line.right = left, right
            lines += found
            region += 1
    return lines


def _columns(pieces: Sequence[Piece]) -> list[list[Piece]]:
    gutter = _gutter(pieces)
    if gutter is None:
        return [list(pieces)]
    columns: list[list[Piece]] = []
    left: list[Piece] = []
    right: list[Piece] = []
    spanning: list[Piece] = []
    for piece in sorted(pieces, key=lambda piece: -piece.y):
        crosses = piece.x0 < gutter < piece.x1
        if crosses and (left or right):
            columns += [left, right]
            left, right = [], []
        if not crosses and spanning:
            columns.append(spanning)
            spanning = []
        (spanning if crosses else left if piece.x1 <= gutter else right).append(piece)
    return [*columns, spanning, left, right]


def _gutter(pieces: Sequence[Piece]) -> float | None:
    """Where the gap between two columns is, if the page is set in two."""
    if len(pieces) < 2 * _FEWEST_LINES:
        return None
    spans = [(piece.x0, piece.x1) for piece in pieces]
    start, end = min(x0 for x0, _ in spans), max(x1 for _, x1 in spans)
    width = end - start
    if width <= 0:
        return None
    covered = _coverage(spans, start, width)
    low, high = (int(share * _STEPS) for share in _MIDDLE)
    least = min(covered[low:high])
    best: tuple[int, int] | None = None
    begun: int | None = None
    for at in range(low, high + 1):
        if at < high and covered[at] <= least:
            begun = at if begun is None else begun
        elif begun is not None:
            if best is None or at - begun > best[1] - best[0]:
                best = begun, at
            begun = None
    if best is None or best[1] - best[0] < _NARROWEST_GUTTER * _STEPS:
        return None
    gutter = start + width * (best[0] + best[1]) / 2 / _STEPS
    return gutter if _divides(spans, gutter, start, end) else None


def _coverage(spans: Iterable[tuple[float, float]], start: float, width: float) -> list[int]:
    """How many pieces cross each step across the page."""
    changes = [0] * (_STEPS + 2)
    for x0, x1 in spans:
        changes[int((x0 - start) / width * _STEPS)] += 1
        changes[int((x1 - start) / width * _STEPS) + 1] -= 1
    return list(accumulate(changes))


def _divides(spans: Sequence[tuple[float, float]], gutter: float, start: float, end: float) -> bool:
    """Whether what stands on both sides of a gap is running text, and not a table's cells."""
    left = [span for span in spans if span[1] <= gutter]
    right = [span for span in spans if span[0] >= gutter]
    crossing = len(spans) - len(left) - len(right)
    if min(len(left), len(right)) < _FEWEST_LINES:
        return False
    if crossing > max(_CROSSED_ANYWAY, _CROSSED_AT_MOST * min(len(left), len(right))):
        return False
    ends, begins = max(x1 for _, x1 in left), min(x0 for x0, _ in right)
    if min(ends - start, end - begins) < _NARROWEST * (end - start):
        return False
    return _fills(left, start, ends) and _fills(right, begins, end)


def _fills(spans: Sequence[tuple[float, float]], start: float, end: float) -> bool:
    near = end - _NEAR_EDGE * (end - start)
    return sum(x1 >= near for _, x1 in spans) >= _FILLED * len(spans)


def _lines(pieces: Iterable[Piece], page: int, region: int) -> list[Line]:
    rows: list[list[Piece]] = []
    main: Piece | None = None
    for piece in sorted(pieces, key=lambda piece: -piece.y):
        if main is None or not _on_one_line(main, piece):
            rows.append([piece])
            main = piece
            continue
        rows[-1].append(piece)
        main = max(main, piece, key=lambda piece: piece.size)
    cells = [(joined(cell), index > 0) for row in rows for index, cell in enumerate(_cells(row))]
    led = sum(_without_leaders(runs, _LEADING_DOTS) is not runs for runs, _ in cells)
    # In a list with leaders, a long name leaves room for two dots only.
    dots = _FEWEST_DOTS if led >= _LIST else _LEADING_DOTS
    return [_line(runs, page, region, beside=beside, dots=dots) for runs, beside in cells]


def _on_one_line(one: Piece, other: Piece) -> bool:
    """Whether two pieces stand on one line, or one is a raised or lowered sign of the other."""
    small, large = sorted((one, other), key=lambda piece: piece.size)
    apart = abs(one.y - other.y) / max(large.size, 1.0)
    if apart < _SAME_LINE:
        return True
    touches = large.x0 - large.size < small.x0 < large.x1 + large.size
    sign = touches and apart < _RAISED_AT_MOST and small.size < _SMALLER * large.size
    return sign and not _is_underneath(small, large)


def _is_underneath(small: Piece, large: Piece) -> bool:
    """Whether most of a smaller piece stands right under or over words of a larger one.

    A raised sign stands between them or after them. Only short lines are asked, as titles are.
    """
    if len(large.runs) > _MOST_WORDS:
        return False
    x0, x1 = small.x0, small.x1
    covered = sum(max(0.0, min(run.x1, x1) - max(run.x0, x0)) for run in large.runs)
    return covered > (x1 - x0) / 2


def _cells(row: Sequence[Piece]) -> list[list[Piece]]:
    """What stands beside each other in a row; a line that is only stretched is one."""
    ordered = sorted(row, key=lambda piece: piece.x0)
    gaps = [after.x0 - before.x1 for before, after in pairwise(ordered)]
    size = max(piece.size for piece in ordered)
    if _is_stretched(gaps):
        return [ordered]
    cells = [[ordered[0]]]
    for gap, piece in zip(gaps, ordered[1:], strict=True):
        led = cells[-1][-1].text.endswith(_LED)
        if gap > _CELL_GAP * max(size, 1.0) and not led:
            cells.append([piece])
        else:
            cells[-1].append(piece)
    return cells


def _is_stretched(gaps: Sequence[float]) -> bool:
    """Whether what stands apart in a row are the words of a line that is set to both margins."""
    if len(gaps) < _EVEN_STRETCHED:
        return False
    widest, narrowest = max(gaps), min(gaps)
    if len(gaps) >= _STRETCHED and widest < 1.5 * max(narrowest, 0.0):
        return True
    return narrowest > 0 and widest - narrowest < _EVEN


def _line(runs: list[Run], page: int, region: int, *, beside: bool, dots: int) -> Line:
    led = _without_leaders(runs, dots)
    main = max(runs, key=lambda run: (run.x1 - run.x0, run.size))
    return Line(
        led,
        min(run.x0 for run in runs),
        max(run.x1 for run in runs),
        main.y,
        main.size,
        page,
        region,
        beside=beside,
        leader=led is not runs,
    )


def _without_leaders(runs: list[Run], dots: int) -> list[Run]:
    """The runs with each row of as many dots as one ellipsis; the same list where there is none."""
    apart = [part for run in runs for part in _dots_apart(run)]
    kept: list[Run] = []
    led = False
    for dotted, group in groupby(apart, key=lambda run: not run.text.strip(_DOTS)):
        found = list(group)
        if dotted and sum(len(run.text) for run in found) >= dots:
            led = True
            kept.append(replace(found[0], text=LEADER, x1=found[-1].x1, glued=False))
            continue
        if kept and kept[-1].text == LEADER:
            found[0] = replace(found[0], glued=False)
        kept += found
    return kept if led else runs


def _dots_apart(run: Run) -> list[Run]:
    """A run in parts: the dots in it that may belong to a row of them, and what is between."""
    if run.text[-1] not in _DOTS and _DOTS[0] * _LEADING_DOTS not in run.text:
        return [run]
    step = (run.x1 - run.x0) / len(run.text)
    parts: list[Run] = []
    for at, text in ((match.start(), match.group()) for match in _DOTS_OR_NOT.finditer(run.text)):
        part = replace(run, text=text, x0=run.x0 + step * at, x1=run.x0 + step * (at + len(text)))
        parts.append(replace(part, glued=True) if parts else part)
    return parts


def _edges(lines: Sequence[Line]) -> tuple[float, float]:
    """The left edge at which most lines begin, and the right edge that several lines reach."""
    starts = Counter(round(line.x0) for line in lines)
    left = max(starts, key=lambda x: (starts[x], -x))
    ends = sorted((line.x1 for line in lines), reverse=True)
    for first, third in zip(ends, ends[2:], strict=False):
        if first - third < 3.0:
            return float(left), first
    return float(left), ends[0]
