"""What a paragraph is numbered by in print: "14.", "(a)", "(i)"; and the heads of annexes."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ingest.formats import Block, BlockKind, PageBreak

_NUMBER = re.compile(r"(?P<number>[\dIilLOSZ]{1,3})\s?\.(?=\s|$|[^\W\d_])")
_LOOKALIKES = str.maketrans("IilLOoSZ", "11110052")
_ITEM = re.compile(
    r"\((?P<mark>[a-z]{1,6}|[A-Z]|\d{1,2}|[а-я])\)(?=\s|$)|(?P<bare>[a-z]{1,4})\)(?=\s)"
)
_FEWEST_NUMBERED = 5  # paragraphs that tell that all are numbered
_MOST_LOST = 3  # items between two that are still of one list
_ROMAN_DIGITS = {"i": 1, "v": 5, "x": 10, "l": 50}
_ANNEX = re.compile(
    r"(?P<word>Annex(?:e|o)?|Appendix|Enclosure|Attachment|Appendice|Pièce jointe|Приложение"
    r"|Добавление)"
    r"(?:\s(?P<number>[IVXL]{1,6}|[A-Z]|\d{1,2})\b)?"
    r"(?P<rest>\s?[.:*]{0,3}|\s(?:to|of|à|к)\s(?:the\s|la\s|l[’'])?"
    r"(?:identical\s|present\s)?(?:letters?|notes?|report|lettres?|rapport|письм\w|доклад\w)\b.{0,600})",
    re.IGNORECASE,
)
_TITLED_ANNEX = re.compile(
    r"(?P<word>Annex(?:e|o)?|Appendix|Enclosure|Приложение)\s(?P<number>[IVXL]{1,6}|[A-Z]|\d{1,2})"
    r"[.:]?\s(?-i:[^\Wa-z\d_])",
    re.IGNORECASE,
)
_LONE_MARK = re.compile(r"[A-H]|[IVX]{1,6}")
_LETTERED = re.compile(r"(?:[A-Z]|[IVX]{1,6})\s?\.\s\S.{2,150}")
_SENTENCE_END = (".", ";", ",", ":", "?", "!", "”", "-", ")")
_LONGEST_HEADING = 160  # characters


def printed_number(text: str, expected: int | None = None) -> int | None:
    """The number that a paragraph begins with in print ("14. …").

    Letters that a scanner takes for digits ("I.", "1O.") count where they make the number that is
    ``expected`` next.
    """
    match = _NUMBER.match(text)
    if match is None:
        return None
    printed = match.group("number")
    if printed.isdecimal():
        return int(printed) or None
    # "I. Depth of lakes" is a heading, and "I. Decides to measure them;" the first paragraph.
    heads = is_title_line(text)
    return expected if scanned_number(printed) == expected and not heads else None


def scanned_number(printed: str) -> int:
    """A number in which a scanner may have read letters for digits, or a gap ("2l", "287 1")."""
    return int("".join(printed.split()).translate(_LOOKALIKES))


def running_numbers(texts: Sequence[str]) -> list[int | None] | None:
    """The printed number of each paragraph, where a document numbers them; ``None`` where not.

    A document does where the numbers run on from the beginning and most of its paragraphs have
    one. A paragraph without one, or whose number does not go on from those before, has none.
    """
    numbers: list[int | None] = []
    last = 0
    for text in texts:
        number = printed_number(text)
        follows = number is not None and last < number <= last + _MOST_LOST
        numbers.append(number if follows else None)
        last = number if follows and number is not None else last
    counted = len(numbers) - numbers.count(None)
    long = sum(len(text) > _LONGEST_HEADING for text in texts)
    if counted < _FEWEST_NUMBERED or 2 * counted < max(long, 1):
        return None
    return numbers


def after_number(text: str) -> str:
    """What comes after a paragraph's printed number."""
    match = _NUMBER.match(text)
    return text[match.end() :].lstrip() if match else text


def split_block(block: Block, at: int) -> tuple[Block | None, Block | None]:
    """A block in two at a character; ``None`` for an empty one."""
    return slice_block(block, 0, at), slice_block(block, at, len(block.text))


def slice_block(block: Block, start: int, end: int) -> Block | None:
    """A part of a block with its own pages and bold, white space around it gone; ``None`` where
    nothing is left.
    """
    raw = block.text[start:end]
    text = raw.strip()
    if not text:
        return None
    start += len(raw) - len(raw.lstrip())
    # Found by bisection, so that cutting a block at many places stays linear.
    first = bisect_right(block.pages, start, key=_place_of) - 1
    last = bisect_right(block.pages, start + len(text) - 1, key=_place_of)
    pages = [PageBreak(max(0, b.at - start), b.page) for b in block.pages[max(0, first) : last]]
    bold = max(0, min(block.bold - start, len(text)))
    return replace(block, text=text, pages=tuple(pages), bold=bold)


def _place_of(page: PageBreak) -> int:
    return page.at


def annex_label(block: Block) -> str | None:
    """How an annex that a block is the head of is cited: ``annex``, ``annex II``."""
    if block.kind is BlockKind.NOTE:
        return None
    match = _ANNEX.fullmatch(block.text[:700])
    if match is None and (block.kind is BlockKind.HEADING or is_title_line(block.text)):
        match = _TITLED_ANNEX.match(block.text)
    if match is None or not match.group("word")[0].isupper():
        return None
    number = match.group("number")
    return match.group("word").lower() + (f" {number}" if number else "")


def is_heading(block: Block) -> bool:
    """Whether a block heads a section: set as a heading, or lettered, or all in capitals."""
    text = block.text
    if len(text) > _LONGEST_HEADING or block.kind in (BlockKind.NOTE, BlockKind.BULLET):
        return False
    if block.kind is BlockKind.HEADING or _LONE_MARK.fullmatch(text):
        return True
    if text.endswith(_SENTENCE_END):
        return False
    return bool(_LETTERED.fullmatch(text)) or (text.isupper() and sum(map(str.isalpha, text)) > 3)


def is_title_line(text: str) -> bool:
    """Whether a line is short and ends like a title rather than like a sentence."""
    return len(text) <= _LONGEST_HEADING and not text.endswith(_SENTENCE_END)


def continues(text: str, before: str) -> bool:
    """Whether a block goes on with the sentence of the one before it, as after a page's end.

    In Russian the clauses of a resolution begin with small letters, each after a comma.
    """
    first = text[:1]
    ends = (".", ";", ":", "?", "!") if first.isascii() else (".", ";", ":", "?", "!", ",")
    return first.islower() and not before.endswith(ends)


def join_headings(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Placed blocks, each heading in one unit with what it stands over."""
    joined: list[Block] = []
    unit: str | None = None
    for block in reversed(blocks):
        place = block.place
        if place is not None and block.kind is BlockKind.HEADING and unit is not None:
            block = replace(block, place=replace(place, unit=unit))
        elif place is not None:
            unit = place.unit
        joined.append(block)
    return tuple(reversed(joined))


@dataclass(frozen=True, slots=True)
class Item:
    """A list item's printed number with those that it is under (``(a) (i)``), and its depth."""

    label: str
    depth: int


class ItemCounter:
    """Tells "(i)" after "(h)" from the "(i)" that opens a list, by what was counted before."""

    def __init__(self) -> None:
        self._stack: list[tuple[str, int, str]] = []

    def reset(self) -> None:
        """Begins anew, as at a new paragraph."""
        self._stack.clear()

    def read(self, text: str, *, opened: bool) -> Item | None:
        """The item that ``text`` begins with; ``opened``: what came before ended with a colon."""
        match = _ITEM.match(text)
        if match is None:
            return None
        mark = match.group("mark") or match.group("bare")
        readings = list(_readings(mark))
        if not readings:
            return None
        self._place(mark, readings, opened)
        return Item(" ".join(f"({printed})" for _, _, printed in self._stack), len(self._stack))

    def _place(self, mark: str, readings: list[tuple[str, int]], opened: bool) -> None:
        first = next((style for style, value in readings if value == 1), None)
        if first and opened:
            return self._open(first, mark)
        for depth in range(len(self._stack) - 1, -1, -1):
            style, value, _ = self._stack[depth]
            if (style, value + 1) in readings:
                self._stack[depth:] = [(style, value + 1, mark)]
                return None
        if first:
            return self._open(first, mark)
        for depth in range(len(self._stack) - 1, -1, -1):
            for style, value in readings:
                used, last, _ = self._stack[depth]
                if style == used and last < value <= last + _MOST_LOST:
                    self._stack[depth:] = [(style, value, mark)]
                    return None
        if self._stack:
            # A mark that fits nowhere is a misread one: "(6)" after "(a)" is the second item.
            style, value, _ = self._stack[-1]
            self._stack[-1] = (style, value + 1, mark)
        else:
            self._stack.append((*readings[0], mark))
        return None

    def _open(self, style: str, mark: str) -> None:
        """A list within the last, or in place of one that was counted in the same way."""
        styles = [used for used, _, _ in self._stack]
        depth = styles.index(style) if style in styles else len(styles)
        self._stack[depth:] = [(style, 1, mark)]


def _readings(mark: str) -> Iterable[tuple[str, int]]:
    """The ways of counting that a mark may belong to, and its number in each."""
    if mark.isdecimal():
        yield "digit", int(mark)
    elif mark.isupper():
        yield "capital", ord(mark) - ord("A") + 1
    else:
        if len(mark) == 1 and not mark.isascii():
            yield "cyrillic", ord(mark) - ord("а") + 1
        elif len(set(mark)) == 1 and len(mark) <= 2:
            yield "letter", ord(mark[0]) - ord("a") + 1 + 26 * (len(mark) - 1)
        if roman := _roman(mark):
            yield "roman", roman


def _roman(mark: str) -> int | None:
    if not set(mark) <= set(_ROMAN_DIGITS):
        return None
    values = [_ROMAN_DIGITS[letter] for letter in mark]
    following = [*values[1:], 0]
    return sum(-v if v < after else v for v, after in zip(values, following, strict=True))
