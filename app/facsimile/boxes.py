"""Where characters of a page stand, as rectangles around those that follow each other on a line."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.facsimile.records import Box

if TYPE_CHECKING:
    from pypdfium2 import PdfPage, PdfTextPage

_WHOLE = 100_000  # pdfium gives places in whole numbers: of so many to a side
_SAME_LINE = 0.5  # of the lower one's height is shared
_GAP = 2.5  # heights between two characters of one rectangle at most
_BETWEEN = 3  # characters between two of the quotation that are marked with it: "- " and the like
MOST_BOXES = 400


@dataclass(frozen=True, slots=True)
class _Edges:
    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top


def boxes_of(page: PdfPage, text: PdfTextPage, indices: Sequence[int]) -> tuple[Box, ...]:
    """The rectangles of some characters, in shares of the page as it is shown."""
    lines = list(_joined(_edges(page, text, _with_between(indices))))
    return tuple(
        Box(line.left, line.top, line.right - line.left, line.height) for line in lines[:MOST_BOXES]
    )


def _with_between(indices: Sequence[int]) -> Iterator[int]:
    last: int | None = None
    for index in indices:
        if last is not None and index - last <= _BETWEEN:
            yield from range(last + 1, index)
        yield index
        last = index


def _edges(page: PdfPage, text: PdfTextPage, indices: Iterable[int]) -> Iterator[_Edges]:
    import pypdfium2.raw as pdfium

    found = pdfium.FS_RECTF()
    for index in indices:
        if not pdfium.FPDFText_GetLooseCharBox(text.raw, index, found):
            continue
        x0, y0 = on_paper(page, found.left, found.top)
        x1, y1 = on_paper(page, found.right, found.bottom)
        edges = _Edges(*(min(x0, x1), min(y0, y1)), *(max(x0, x1), max(y0, y1)))
        if 0 <= edges.left < edges.right <= 1 and 0 <= edges.top < edges.bottom <= 1:
            yield edges


def on_paper(page: Any, x: float, y: float) -> tuple[float, float]:
    """A place of the page as a share of its width and height, however it is turned and cut."""
    import pypdfium2.raw as pdfium

    if not (math.isfinite(x) and math.isfinite(y)):
        return -1.0, -1.0
    across, down = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDF_PageToDevice(page.raw, 0, 0, _WHOLE, _WHOLE, 0, x, y, across, down)
    return across.value / _WHOLE, down.value / _WHOLE


def _joined(characters: Iterable[_Edges]) -> Iterator[_Edges]:
    line = last = None
    for edges in characters:
        if line is not None and last is not None and _follows(line, last, edges):
            line = _Edges(
                min(line.left, edges.left),
                min(line.top, edges.top),
                max(line.right, edges.right),
                max(line.bottom, edges.bottom),
            )
        else:
            if line is not None:
                yield line
            line = edges
        last = edges
    if line is not None:
        yield line


def _follows(line: _Edges, last: _Edges, edges: _Edges) -> bool:
    """Whether a character goes on with a line, which runs down the paper where the page is turned.

    Only the character before it tells the latter: the next line, too, is below this one.
    """
    shared = min(line.bottom, edges.bottom) - max(line.top, edges.top)
    apart = max(edges.left - line.right, line.left - edges.right)
    if shared >= _SAME_LINE * min(line.height, edges.height):
        return apart <= _GAP * max(line.height, edges.height)
    beside = min(last.right, edges.right) - max(last.left, edges.left)
    below = max(edges.top - last.bottom, last.top - edges.bottom)
    return beside >= _SAME_LINE * min(last.width, edges.width) and below <= last.width
