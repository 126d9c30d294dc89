"""Words whose letters are set apart, which pdfium takes for words of one letter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median

from ingest.formats.pdf.glyphs import Glyph, Space

_FEWEST = 4  # letters in a row, each by itself with nothing but a gap before it
_KERNED = 2  # letters that may stand together among those set apart
_SINGLE = 0.7  # of the words have one letter
_WORD_GAP = 1.8  # times the usual gap between these letters
_WIDEST = 0.9  # of the size: a letter further off belongs to something else


def words_put_together(words: Iterable[list[Glyph]]) -> Iterator[list[Glyph]]:
    """The same words, letters that are only set apart put together to theirs."""
    held: list[list[Glyph]] = []
    for word in words:
        short = len(word) <= _KERNED
        if held and not (short and _may_follow(held[-1][-1], word[0])):
            yield from _together(held)
            held = []
        if short:
            held.append(word)
        else:
            yield word
    yield from _together(held)


def _may_follow(before: Glyph, glyph: Glyph) -> bool:
    size = max(before.style.size, 1.0)
    near = 0 <= glyph.x0 - before.x1 < _WIDEST * size or glyph.spaced is Space.SET
    return near and glyph.style == before.style and abs(glyph.y - before.y) < 0.05 * size


def _together(words: Sequence[list[Glyph]]) -> Iterator[list[Glyph]]:
    guessed = [
        after[0].x0 - before[-1].x1
        for before, after in pairwise(words)
        if after[0].spaced is Space.GUESSED
    ]
    single = sum(len(word) == 1 for word in words)
    if len(guessed) < max(_FEWEST, len(words) / 2) or single < _SINGLE * len(words):
        yield from words
        return
    # Where spaces are set, they alone part words.
    some_set = any(word[0].spaced is Space.SET for word in words[1:])
    widest = float("inf") if some_set else _WORD_GAP * median(guessed)
    whole = list(words[0])
    for before, word in pairwise(words):
        if word[0].spaced is Space.SET or word[0].x0 - before[-1].x1 > widest:
            yield whole
            whole = []
        whole += word
    yield whole
