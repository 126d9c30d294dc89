"""Text that is read from right to left: words from where the letters stand on the page.

The order of letters in the file says nothing, and vowel signs are drawn apart from their letters,
at heights of their own.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence

from ingest.formats.pdf.glyphs import Glyph, Space

_SAME_LINE = 0.25  # of the size
_WORD_GAP = 0.08  # of the size: letters of a word touch
_NEIGHBOURS = 3  # letters to either side that a vowel sign may belong to
_LEFT_TO_RIGHT = frozenset({"L", "EN", "AN"})


def mirrored_words(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """Words of one style in reading order, mirrored: x grows as one reads on."""
    letters = [glyph._replace(x0=-glyph.x1, x1=-glyph.x0) for glyph in glyphs]
    lines = _baselines(glyph for glyph in letters if not _is_sign(glyph))
    _place_signs(lines, [glyph for glyph in letters if _is_sign(glyph)])
    for line in lines:
        yield from _words(_in_order(_spaced(line)))


def _is_sign(glyph: Glyph) -> bool:
    return all(unicodedata.combining(character) for character in glyph.text)


def _baselines(letters: Iterable[Glyph]) -> list[list[Glyph]]:
    """Letters by their baseline, from the top down, each line in order."""
    lines: list[list[Glyph]] = []
    for glyph in sorted(letters, key=lambda glyph: -glyph.y):
        if lines and lines[-1][0].y - glyph.y < _SAME_LINE * max(glyph.style.size, 1.0):
            lines[-1].append(glyph)
        else:
            lines.append([glyph])
    for line in lines:
        line.sort(key=lambda glyph: glyph.x0)
    return lines


def _place_signs(lines: list[list[Glyph]], signs: Sequence[Glyph]) -> None:
    """Gives each vowel sign to the letter that it stands over or under."""
    heights = [-line[0].y for line in lines]
    starts = [[glyph.x0 for glyph in line] for line in lines]
    for sign in signs:
        middle = (sign.x0 + sign.x1) / 2
        at = bisect(heights, -sign.y)
        best: tuple[float, int, int] | None = None
        for row in range(max(at - 1, 0), min(at + 1, len(lines))):
            column = bisect(starts[row], middle)
            nearest = range(
                max(column - _NEIGHBOURS, 0), min(column + _NEIGHBOURS, len(lines[row]))
            )
            for index in nearest:
                glyph = lines[row][index]
                off = max(glyph.x0 - middle, middle - glyph.x1, 0.0) + abs(glyph.y - sign.y)
                if best is None or off < best[0]:
                    best = off, row, index
        if best is None:
            lines.append([sign])
            heights.append(-sign.y)
            starts.append([sign.x0])
            continue
        _, row, index = best
        bearer = lines[row][index]
        lines[row][index] = bearer._replace(text=bearer.text + sign.text)


def _spaced(line: Sequence[Glyph]) -> list[Glyph]:
    """The letters of a line, those with a gap before them marked."""
    spaced = [line[0]._replace(spaced=Space.GUESSED)]
    end = line[0].x1
    for glyph in line[1:]:
        gap = glyph.x0 - end
        apart = gap > _WORD_GAP * max(glyph.style.size, 1.0)
        spaced.append(glyph._replace(spaced=Space.GUESSED if apart else Space.NONE))
        end = max(end, glyph.x1)
    return spaced


def _in_order(line: Sequence[Glyph]) -> Iterator[Glyph]:
    """Numbers and words of left-to-right scripts turned round, whole phrases at a time."""
    held: list[Glyph] = []
    neutral: list[Glyph] = []
    for glyph in line:
        direction = unicodedata.bidirectional(glyph.text[0])
        if direction in _LEFT_TO_RIGHT:
            held += [*neutral, glyph] if held else [glyph]
            neutral = []
        elif held and direction not in ("R", "AL"):
            neutral.append(glyph)
        else:
            yield from [*_turned(held), *neutral, glyph]
            held, neutral = [], []
    yield from [*_turned(held), *neutral]


def _turned(phrase: Sequence[Glyph]) -> Iterator[Glyph]:
    """A phrase from its other end, mirrored once more: there too, x grows as one reads on."""
    if not phrase:
        return
    both = phrase[0].x0 + phrase[-1].x1
    spaced = phrase[0].spaced
    for glyph in reversed(phrase):
        yield glyph._replace(x0=both - glyph.x1, x1=both - glyph.x0, spaced=spaced)
        spaced = glyph.spaced


def _words(line: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    word: list[Glyph] = []
    for glyph in line:
        if word and (glyph.spaced or glyph.style != word[-1].style):
            yield word
            word = []
        word.append(glyph)
    if word:
        yield word
