"""Spaces that nobody sees: pdfium tells one where two letters of a word stand slightly apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from ingest.formats.pdf.glyphs import Glyph, Space

_LEVEL = 0.05  # of the size: characters this close in height stand on one line
_FURTHEST = 1.0  # of the size: what stands further off is in another column, or goes back
_NARROW = 0.16  # of the size: a gap that may be one between letters
_SEEN = 0.6  # of the usual gap between words: a narrower one parts none
_FEWEST = 3  # gaps that tell what is usual in a line
_OVERHANGING = frozenset("fﬀﬁﬂﬃﬄƒ")
"""Letters that reach over the space beside them, so that a space of full width looks narrow."""


def with_seen_spaces(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """The characters without the spaces that only a small gap told.

    A gap that is small against those between the words of its line parts no word. Spaces of the
    file's own stay, whatever their width.
    """
    lines = list(_lines(glyphs))
    usual = [_usual(line) for line in lines]
    known = [gap for gap in usual if gap is not None]
    fallback = median(known) if known else 0.0
    seen: list[Glyph] = []
    for line, gap in zip(lines, usual, strict=True):
        seen.append(line[0])
        widest = _SEEN * (fallback if gap is None else gap)
        for before, glyph in pairwise(line):
            unseen = glyph.spaced is Space.GUESSED and _is_unseen(before, glyph, widest)
            seen.append(glyph._replace(spaced=Space.NONE) if unseen else glyph)
    return seen


def _lines(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    line: list[Glyph] = []
    for glyph in glyphs:
        if line and not _stand_together(line[-1], glyph):
            yield line
            line = []
        line.append(glyph)
    if line:
        yield line


def _stand_together(before: Glyph, glyph: Glyph) -> bool:
    size = max(before.style.size, 1.0)
    near = abs(_gap(before, glyph)) < _FURTHEST
    return near and abs(glyph.y - before.y) < _LEVEL * size


def _gap(before: Glyph, glyph: Glyph) -> float:
    """The gap before a character, of the size."""
    return (glyph.x0 - before.x1) / max(before.style.size, 1.0)


def _usual(line: Sequence[Glyph]) -> float | None:
    gaps = [_gap(before, glyph) for before, glyph in pairwise(line) if glyph.spaced]
    return median(gaps) if len(gaps) >= _FEWEST else None


def _is_unseen(before: Glyph, glyph: Glyph, widest: float) -> bool:
    if before.style != glyph.style or not {before.text[-1], glyph.text[0]}.isdisjoint(_OVERHANGING):
        return False
    return _gap(before, glyph) < min(_NARROW, widest)
