"""Running heads, footers, job numbers, bar codes and page numbers, told from the text.

They are peeled off from the outside of a page: a line goes as long as all further out went too,
so that no line in the middle of the text is taken for a page number. Job numbers and bar codes,
which nothing else looks like, go wherever they stand near an edge.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from ingest.formats.pdf.lines import Piece

_DEEPEST = 8  # lines from an edge of a page that may be furniture
_SAME_LINE = 0.5  # of the size
_PLACE = 8.0  # points: furniture repeats at about the same height
_LONGEST = 160  # characters of a running head
_REPEATED = 3  # lines from an edge that are furniture because other pages have them too
_OFTEN = 0.5  # of the pages, or of the odd or the even ones
_GOES_ON = (",", "،", ":", ";")
"""What no running head ends with, and what speakers are addressed by at the top of a page does."""

_JOB = re.compile(r"\d{2}-\d{5,6}(?: ?\([A-Z]\))?(?: \d{6})?")
_PRINTED = re.compile(r"\d{6}")
_BAR_CODE = re.compile(r"\*\d{6,9}\*")
_OF_PAGES = re.compile(r"(?:Page |p\. ?)?\d{1,4} ?(?:/|of|de|sur|из) ?\d{1,4}", re.IGNORECASE)
_SLIP = re.compile(r"Please recycle(?: ?[^\w\s]{0,3})?|[_–—-]{3,}")
_SYMBOL = re.compile(
    r"[A-Z]{1,4}(?:/[\w.()-]{1,24}){1,6}(?: \((?:\d{4}|Resumption ?\d{0,2})\))?\*?"
)
_DATE = re.compile(r"\d{1,2}[/.]\d{1,2}[/.]\d{4}")
_NUMBER = re.compile(
    r"[-–—] ?(\d{1,4}) ?[-–—]|(?:Page |p\. ?)?(\d{1,4})|\[(\d{1,4})\]", re.IGNORECASE
)
_ROMAN = re.compile(r"[ivxl]{1,6}")
_DIGITS = re.compile(r"\d+")


def without_furniture(
    pages: Sequence[list[Piece]],
) -> tuple[list[list[Piece]], tuple[str, ...]]:
    """The pieces of each page that are text, and the lines that are furniture, each once."""
    edges = [[_rows(pieces, top=True), _rows(pieces, top=False)] for pieces in pages]
    repeated = _repeated(edges)
    offsets = _page_numbers(edges)
    running: dict[str, None] = {}
    kept: list[list[Piece]] = []
    for index, pieces in enumerate(pages):
        gone: set[int] = set()
        for top, rows in zip((True, False), edges[index], strict=True):
            judge = _Judge(index + 1, top, repeated, offsets)
            for piece in _peeled(rows, judge):
                gone.add(id(piece))
                running[piece.text] = None
        kept.append([piece for piece in pieces if id(piece) not in gone])
    return kept, tuple(running)


def _rows(pieces: Iterable[Piece], *, top: bool) -> list[list[Piece]]:
    """The outermost rows of a page, the outermost first, each from left to right."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: -piece.y if top else piece.y):
        if rows and abs(rows[-1][0].y - piece.y) < _SAME_LINE * max(piece.size, 1.0):
            rows[-1].append(piece)
        elif len(rows) == _DEEPEST:
            break
        else:
            rows.append([piece])
    return [sorted(row, key=lambda piece: piece.x0) for row in rows]


_Key = tuple[bool, str, int]


def _keys(piece: Piece, top: bool) -> Iterator[_Key]:
    """What a repeated line has in common with its like, wherever a height is rounded to."""
    text = _DIGITS.sub("#", piece.text)
    words = any(map(str.isalpha, text))  # a number alone is a page number, or is none
    if words and len(text) <= _LONGEST and not text.endswith(_GOES_ON):
        place = int(piece.y // _PLACE)
        yield top, text, place
        yield top, text, place + 1


def _repeated(edges: Sequence[Sequence[Sequence[Sequence[Piece]]]]) -> frozenset[_Key]:
    """The lines that stand at the same place on half of the pages, or of the odd or even ones."""
    seen: tuple[Counter[_Key], Counter[_Key]] = (Counter(), Counter())
    for number, page in enumerate(edges):
        keys = {
            key
            for top, rows in zip((True, False), page, strict=True)
            for row in rows[:_REPEATED]
            for piece in row
            for key in _keys(piece, top)
        }
        seen[number % 2].update(keys)
    odd, even = (max(2.0, _OFTEN * len(edges[start::2])) for start in (0, 1))
    both = max(2.0, _OFTEN * len(edges))
    return frozenset(
        key
        for key in seen[0].keys() | seen[1].keys()
        if seen[0][key] >= odd or seen[1][key] >= even or seen[0][key] + seen[1][key] >= both
    )


def _page_numbers(edges: Sequence[Sequence[Sequence[Sequence[Piece]]]]) -> frozenset[int]:
    """By how much the numbers that stand alone at an edge differ from the pages' own."""
    offsets: Counter[int] = Counter()
    for number, page in enumerate(edges, 1):
        found = {_number(row[0].text) for rows in page for row in rows if len(row) == 1}
        offsets.update(printed - number for printed in found if printed is not None)
    enough = 1 if len(edges) == 1 else max(2, len(edges) // 3)
    return frozenset(
        offset for offset, count in offsets.items() if count >= enough or (offset == 0)
    )


def _number(text: str) -> int | None:
    match = _NUMBER.fullmatch(text)
    return int(next(filter(None, match.groups()))) if match else None


class _Judge:
    """Tells which pieces at one edge of a page are furniture."""

    def __init__(
        self, page: int, top: bool, repeated: frozenset[_Key], offsets: frozenset[int]
    ) -> None:
        self._page, self._top = page, top
        self._repeated, self._offsets = repeated, offsets

    def of(self, row: Sequence[Piece], depth: int) -> list[Piece]:
        """The row, where all of it is furniture; else what is so wherever it stands."""
        headed = self._page > 1 and self._top and any(self._heads(piece.text) for piece in row)
        if headed or all(self._is_furniture(piece, depth, alone=len(row) == 1) for piece in row):
            return list(row)
        return [piece for piece in row if _is_slip(piece)]

    @staticmethod
    def _heads(text: str) -> bool:
        return bool(_SYMBOL.fullmatch(text) or _DATE.fullmatch(text))

    def _is_furniture(self, piece: Piece, depth: int, *, alone: bool) -> bool:
        text = piece.text
        if not any(character.isalnum() for character in text):
            return True
        if _is_slip(piece) or _OF_PAGES.fullmatch(text):
            return True
        if self._page > 1 and self._heads(text):
            return True
        if depth < _REPEATED and any(key in self._repeated for key in _keys(piece, self._top)):
            return True
        number = _number(text)
        if number is not None:
            return number - self._page in self._offsets
        return alone and self._page > 1 and bool(_ROMAN.fullmatch(text))


def _is_slip(piece: Piece) -> bool:
    """Whether a piece is of the printers' slip: a job number, a bar code, a request to recycle."""
    text = piece.text
    return piece.runs[0].barcode or any(form.fullmatch(text) for form in (_JOB, _BAR_CODE, _SLIP))


def _peeled(rows: Iterable[Sequence[Piece]], judge: _Judge) -> Iterator[Piece]:
    peeling = True
    for depth, row in enumerate(rows):
        slip = any(_is_slip(piece) for piece in row)
        gone = judge.of(row, depth) if peeling else [piece for piece in row if _is_slip(piece)]
        if slip and len(gone) < len(row):
            # The day of printing, in six figures, may stand apart from the job number.
            gone += [piece for piece in row if _PRINTED.fullmatch(piece.text)]
        yield from gone
        peeling = peeling and len(gone) == len(row)
