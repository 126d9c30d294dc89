"""Lines to paragraphs: where each begins, and how what is broken over lines is joined again."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise, zip_longest

from ingest.formats.pdf.columns import Line

_INDENT = 0.7  # of the size: how far a line is moved in or out to begin something
_GAP = 1.25  # of the usual distance between lines
_OTHER_SIZE = 0.08  # of the size
_SPACE = 0.25  # of the size
_SPARE = 0.5  # of the size: room that a typesetter may leave although a word would fit
_SHORT = 0.4  # of the column's width left empty
_USUAL = 1.2  # of the size: the distance between lines where nothing tells
_ENDS = re.compile(r"[.?!:;…؟؛。][\"'”’»)\]¹²³⁰-⁹*]*$")
_CLOSED = re.compile(r"[.?!…؟。][\"'”’»)\]¹²³⁰-⁹*]*$")
_RUNS_ON = re.compile(r"(?:\w[-–—]|[\w.]/)$")
MARKER = re.compile(r"(?:\(?(?:\d{1,3}|[A-Za-z]|[ivxlcIVXLC]{1,6})[.)]|[IVXLC]{1,6}\.)(?=\s|$)")
_BRACKETED = re.compile(r"\((?P<mark>\d{1,2}|[a-z]{1,5})\)(?=\s|$)")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv")
_LOOK_BACK = 40  # lines in which the mark before stands
BULLETS = frozenset("•▪●◦‣○■□◆►➢✓·∙–—-")


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together, over columns and pages; whether all is bold, or in italics."""

    lines: list[Line]
    bold: bool = field(init=False)
    italic: bool = field(init=False)

    def __post_init__(self) -> None:
        self.bold = all(_all(line, "bold") for line in self.lines)
        self.italic = all(_all(line, "italic") for line in self.lines)

    def add(self, line: Line) -> None:
        """Goes on with a line."""
        self.lines.append(line)
        self.bold = self.bold and _all(line, "bold")
        self.italic = self.italic and _all(line, "italic")

    @property
    def first(self) -> Line:
        """The line that it begins with."""
        return self.lines[0]

    @property
    def last(self) -> Line:
        """The line that it ends with so far."""
        return self.lines[-1]


def begins_item(line: Line) -> bool:
    """Whether a line begins with a number, a letter in brackets or a bullet."""
    first = line.runs[0].text
    return first in BULLETS or MARKER.match(line.text) is not None


def paragraphs_of(lines: Sequence[Line]) -> list[Paragraph]:
    """The paragraphs of a document's lines, in order."""
    spacing = _Spacing(lines)
    found: list[Paragraph] = []
    for line, following in zip_longest(lines, lines[1:]):
        if found and not _begins(line, found[-1], spacing, following):
            found[-1].add(line)
        else:
            found.append(Paragraph([line]))
    return found


class _Spacing:
    """How far apart lines of one size usually are, and whether paragraphs begin with an indent."""

    def __init__(self, lines: Sequence[Line]) -> None:
        steps: dict[int, Counter[float]] = defaultdict(Counter)
        indented = flush = 0
        for before, line in pairwise(lines):
            step = before.y - line.y
            if line.region != before.region or step <= 0:
                continue
            if abs(line.size - before.size) < 0.5:
                steps[round(line.size)][round(step * 2) / 2] += 1
            if _ENDS.search(before.text):
                moved = line.x0 - line.left > _INDENT * line.size
                indented, flush = indented + moved, flush + (not moved and _spare(before, line))
        self._usual = {
            size: max(counts, key=lambda step: (counts[step], -step))
            for size, counts in steps.items()
        }
        self.by_indent = indented > flush

    def usual(self, size: float) -> float:
        return self._usual.get(round(size), _USUAL * size)


def _begins(line: Line, paragraph: Paragraph, spacing: _Spacing, following: Line | None) -> bool:
    """Whether a line begins a paragraph after the one that is open."""
    before = paragraph.last
    if line.beside or before.beside or before.leader:
        return True
    if _styled_otherwise(line, paragraph) or line.leader:
        return True
    if line.region != before.region:
        return _begins_in_column(line, paragraph, spacing, following)
    usual = spacing.usual(max(line.size, before.size))
    if not 0 <= before.y - line.y < _GAP * usual:
        return True
    if begins_item(line) and _may_follow(line, paragraph):
        return True
    if _moved(line, paragraph) or _indented_again(line, paragraph, following):
        return True
    return _forced(before, line)


def _begins_in_column(
    line: Line, paragraph: Paragraph, spacing: _Spacing, following: Line | None
) -> bool:
    before = paragraph.last
    ended = _ENDS.search(before.text) is not None
    if begins_item(line) and (ended or line.x0 - line.left > _INDENT * line.size):
        return True
    if not ended:
        alone = following is not None and line.x0 - following.x0 > _INDENT * line.size
        # One that was set from edge to edge does not go on with an indent, as a list would.
        flush = len(paragraph.lines) > 1 and not _is_indented(before)
        flush = flush and following is not None and begins_item(following)
        indented = _is_indented(line) and (alone or flush)
        return not _goes_on(line) and (_forced(before, line) or indented)
    if _is_indented(line) or _forced(before, line):
        return True
    return not spacing.by_indent and _CLOSED.search(before.text) is not None


def _is_indented(line: Line) -> bool:
    return line.x0 - line.left > _INDENT * line.size


def _goes_on(line: Line) -> bool:
    return line.text[:1].islower()


def _styled_otherwise(line: Line, paragraph: Paragraph) -> bool:
    before = paragraph.last
    if abs(line.size - before.size) > _OTHER_SIZE * max(line.size, before.size):
        return True
    whole = paragraph.bold, paragraph.italic
    now = _all(line, "bold"), _all(line, "italic")
    if whole == now or _goes_on(line):
        return False
    # A line that only begins in bold or italics may go on what is all so.
    begins = line.runs[0].bold, line.runs[0].italic
    leaves = any(was and not starts for was, starts in zip(whole, begins, strict=True))
    enters = any(is_ and not was for is_, was in zip(now, whole, strict=True))
    return leaves or (enters and _ENDS.search(before.text) is not None)


def _all(line: Line, style: str) -> bool:
    return all(getattr(run, style) for run in line.runs)


def _may_follow(line: Line, paragraph: Paragraph) -> bool:
    """Whether an item can begin here, and a figure is not only the first word of a line."""
    before = paragraph.last
    inside = paragraph.lines[1].x0 if len(paragraph.lines) > 1 else paragraph.first.x0
    moved = abs(line.x0 - inside) > _INDENT * line.size
    if not moved and _counts_on(line, paragraph):
        return False
    ended = re.search(r"(?:[.:;,]|\band|\bor)$", before.text) is not None
    return moved or ended


def _counts_on(line: Line, paragraph: Paragraph) -> bool:
    """Whether a line begins with the next mark of a list that runs on within the paragraph."""
    match = _BRACKETED.match(line.text)
    if match is None:
        return False
    said = " ".join(before.text for before in paragraph.lines[-_LOOK_BACK:])
    return any(f" ({mark}) " in said for mark in _marks_before(match.group("mark")))


def _marks_before(mark: str) -> list[str]:
    """The marks that may come right before one: "u" or "iv" before "v"."""
    if mark.isdecimal():
        return [str(int(mark) - 1)]
    found = [chr(ord(mark) - 1)] if len(mark) == 1 else []
    if mark in _ROMAN[1:]:
        found.append(_ROMAN[_ROMAN.index(mark) - 1])
    return found


def _moved(line: Line, paragraph: Paragraph) -> bool:
    """Whether a line is moved in or out against those before it."""
    before, limit = paragraph.last, _INDENT * line.size
    shift = line.x0 - before.x0
    if abs(shift) <= limit:
        return False
    second, ended = len(paragraph.lines) == 1, _ENDS.search(before.text) is not None
    if not ended and _goes_on(line):
        return False
    if shift > 0:
        hanging = second and begins_item(before)
        return not hanging and (not second or ended)
    if second:
        return begins_item(before) and not _is_indented(before)
    return ended or not _goes_on(line)


def _indented_again(line: Line, paragraph: Paragraph, following: Line | None) -> bool:
    """Whether a line is indented as the one before it, and begins what the next goes on with."""
    if following is None or following.region != line.region or len(paragraph.lines) > 1:
        return False
    limit = _INDENT * line.size
    level = abs(line.x0 - paragraph.last.x0) <= limit
    return level and _is_indented(line) and line.x0 - following.x0 > limit and not _goes_on(line)


def _forced(before: Line, line: Line) -> bool:
    """Whether the line before was ended although the next word would still have fitted."""
    if not _spare(before, line) or _goes_on(line):
        return False
    empty = (before.right - before.x1) / max(before.right - before.left, 1.0)
    return _ENDS.search(before.text) is not None or empty > _SHORT


def _spare(before: Line, line: Line) -> bool:
    word = line.runs[0]
    needed = word.x1 - word.x0 + (_SPACE + _SPARE) * max(before.size, 1.0)
    return before.right - before.x1 > needed


def runs_on(text: str) -> bool:
    """Whether a line ends within a word: its hyphen is the word's own."""
    return _RUNS_ON.search(text[-3:]) is not None
