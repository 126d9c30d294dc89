"""From characters to pieces of lines: runs of one style, put together along a baseline.

Pages whose text runs from right to left are mirrored first, so that all that follows (columns,
indents, the room left at the end of a line) may think from left to right.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from ingest.formats.ocr import Word
from ingest.formats.pdf.glyphs import Glyph, Space, is_rtl
from ingest.formats.pdf.letterspacing import words_put_together
from ingest.formats.pdf.righttoleft import mirrored_words
from ingest.formats.pdf.spaces import with_seen_spaces

_LEVEL = 0.05  # of the size: characters this close in height are set in one go
_SAME_LINE = 0.25  # of the size: characters this close in height stand on one baseline
_RAISED = 0.18  # of the size of what stands beside: a smaller sign this much higher is raised
_RAISED_AT_MOST = 0.75
_SMALLER = 0.85
_PIECE_GAP = 0.9  # of the size: a wider gap may be a gutter, and is put together again if it is not
_WORD_GAP = 0.18
_NO_GAP = 0.04  # of the size: a space that only a line's end told, and that is not there
_TALLER = 1.5  # times the usual height of a word: a line in a larger size
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one style with no space between them; ``glued`` to what stands before.

    ``parted``: the file has a space of its own before them, which counts however narrow it is.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool = False
    italic: bool = False
    glued: bool = False
    barcode: bool = False
    parted: bool = False


@dataclass(slots=True)
class Piece:
    """Runs along one baseline, in reading order, with no gap that could be a gutter."""

    runs: list[Run] = field(default_factory=list)

    @property
    def x0(self) -> float:
        """Where it begins."""
        return min(run.x0 for run in self.runs)

    @property
    def x1(self) -> float:
        """Where it ends."""
        return max(run.x1 for run in self.runs)

    @property
    def y(self) -> float:
        """The baseline of most of it."""
        return self.main.y

    @property
    def size(self) -> float:
        """The size of most of it, in points."""
        return self.main.size

    @property
    def main(self) -> Run:
        """The run that most of it is set like."""
        return max(self.runs, key=lambda run: (run.x1 - run.x0, run.size))

    @property
    def text(self) -> str:
        """Its words."""
        return text_of(self.runs)


def text_of(runs: Iterable[Run]) -> str:
    """The words of runs, a space where one stands between them."""
    parts: list[str] = []
    for run in runs:
        parts.append(run.text if run.glued or not parts else f" {run.text}")
    return "".join(parts)


def pieces_of(glyphs: Sequence[Glyph], *, rtl: bool) -> list[Piece]:
    """The pieces of lines that characters of one direction of text make."""
    if rtl:
        runs = map(_run, mirrored_words(glyphs))
    else:
        runs = map(_parted_run, words_put_together(_words(with_seen_spaces(glyphs))))
    pieces: list[Piece] = []
    for run in runs:
        if pieces and _goes_on(pieces[-1].runs, run):
            _append(pieces[-1].runs, run)
        else:
            pieces.append(Piece([run]))
    return pieces


def pieces_of_words(words: Sequence[Word]) -> list[Piece]:
    """The pieces of lines that words read from a picture make.

    A picture tells no style, and the height of a word only roughly its size.
    """
    if not words:
        return []
    rtl = sum(is_rtl(word.text[0]) for word in words) * 2 > len(words)
    usual = sorted(word.height for word in words)[len(words) // 2]
    pieces: list[Piece] = []
    for _, line in groupby(words, key=lambda word: word.line):
        found = list(line)
        height = sorted(word.height for word in found)[len(found) // 2]
        size = usual if height < _TALLER * usual else height
        pieces.append(
            Piece([Run(word.text, *_edges(word, rtl), found[0].y, size) for word in found])
        )
    return pieces


def _edges(word: Word, rtl: bool) -> tuple[float, float]:
    return (-word.x1, -word.x0) if rtl else (word.x0, word.x1)


def reads_from_right(glyphs: Iterable[Glyph]) -> bool:
    """Whether most letters are of a script that is read from right to left."""
    rtl = ltr = 0
    for glyph in glyphs:
        if glyph.text[0].isalpha():
            rtl, ltr = (rtl + 1, ltr) if is_rtl(glyph.text[0]) else (rtl, ltr + 1)
    return rtl > ltr


def _words(glyphs: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    word: list[Glyph] = []
    for glyph in glyphs:
        if word and not _same_word(word[-1], glyph):
            yield word
            word = []
        word.append(glyph)
    if word:
        yield word


def _same_word(before: Glyph, glyph: Glyph) -> bool:
    if glyph.spaced or glyph.style != before.style:
        return False
    size = max(before.style.size, 1.0)
    near = -size < glyph.x0 - before.x1 < _PIECE_GAP * size
    return near and abs(glyph.y - before.y) < _LEVEL * size


def _run(glyphs: Sequence[Glyph]) -> Run:
    first, style = glyphs[0], glyphs[0].style
    return Run(
        "".join(glyph.text for glyph in glyphs),
        min(glyph.x0 for glyph in glyphs),
        max(glyph.x1 for glyph in glyphs),
        first.y,
        style.size,
        style.bold,
        style.italic,
        glued=not first.spaced,
        barcode=style.barcode,
    )


def _parted_run(glyphs: Sequence[Glyph]) -> Run:
    return replace(_run(glyphs), parted=glyphs[0].spaced is Space.SET)


def _goes_on(runs: Sequence[Run], run: Run) -> bool:
    """Whether a run stands on the line of those before it, close to the last."""
    before, main = runs[-1], max(runs[-4:], key=lambda run: run.size)
    size = max(main.size, run.size, 1.0)
    if before.barcode != run.barcode or not -0.5 * size < run.x0 - before.x1 < _PIECE_GAP * size:
        return False
    lift = run.y - main.y
    smaller = min(run.size, main.size) < _SMALLER * size
    return abs(lift) < _SAME_LINE * size or (smaller and abs(lift) < _RAISED_AT_MOST * size)


def _append(runs: list[Run], run: Run) -> None:
    """Puts a run after others on its line: raised figures, and a space where there is a gap."""
    before = runs[-1]
    gap, size = run.x0 - before.x1, max(before.size, run.size, 1.0)
    parted = run.parted and abs(run.y - before.y) < _LEVEL * size
    glued = not parted and gap < (_WORD_GAP if run.glued else _NO_GAP) * size
    if len(runs) == 1:
        runs[0] = _superscript(before, beside=run)
    runs.append(replace(_superscript(run, beside=before), glued=glued))


def _superscript(run: Run, *, beside: Run) -> Run:
    raised = run.y - beside.y > _RAISED * max(beside.size, 1.0)
    if raised and run.size < _SMALLER * beside.size and run.text.isdecimal():
        return replace(run, text=run.text.translate(_SUPERSCRIPTS))
    return run


def joined(pieces: Iterable[Piece]) -> list[Run]:
    """The runs of pieces that stand on one line, in order."""
    runs: list[Run] = []
    for piece in sorted(pieces, key=lambda piece: piece.x0):
        if runs:
            _append(runs, piece.runs[0])
        else:
            runs.append(piece.runs[0])
        runs += piece.runs[1:]
    return runs
