"""Text as quotations are compared, with the way back to the text as it was printed.

Extracted text and what a model writes differ in what no reader would call a difference. The table:

=================================  ===============================================
printed                            compared as
=================================  ===============================================
ligatures ﬁ ﬂ ﬀ ﬃ ﬄ ﬅ ﬆ Œ Æ Ĳ ß    their letters
a letter and accents that combine  one letter with its accents (NFC)
quotation marks of any kind        nothing; between two letters an apostrophe
– — ― − between spaces, and —      `` - ``
hyphen or – between two letters    nothing, also where a line ends behind it
hyphen, – or − elsewhere           ``-``
white space of any kind            one space; none beside brackets or before , . ; : ! ?
soft hyphen, zero width, marks of  nothing
direction
…                                  ``...``
full-width punctuation             the common one
-ise, -isation and their like      -ize, -ization
=================================  ===============================================

Case stays, and so do all other characters. A hyphen inside a word counts for nothing because a
line's end cannot tell "co-operation" from "cooperation" broken in two.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from store.records import Span

_LETTERS = {
    "ﬀ": "ff",
    "ﬁ": "fi",
    "ﬂ": "fl",
    "ﬃ": "ffi",
    "ﬄ": "ffl",
    "ﬅ": "st",
    "ﬆ": "st",
    "Œ": "OE",
    "œ": "oe",
    "Æ": "AE",
    "æ": "ae",
    "Ĳ": "IJ",
    "ĳ": "ij",
    "ß": "ss",
}
_PUNCTUATION = {
    "…": "...",
    "，": ",",
    "。": ".",
    "：": ":",
    "；": ";",
    "！": "!",
    "？": "?",
    "（": "(",
    "）": ")",
}
QUOTES = frozenset("'\"`´‘’‚‛“”„‟′″‹›«»「」『』《》＂＇")
"""Quotation marks and apostrophes."""
_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u061c") | frozenset(
    map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
)
_HYPHENS = frozenset("-\u2010\u2011\u2012–\u2212")
_LONG_DASHES = frozenset("—―")
_NO_SPACE_AFTER = frozenset("([")
_NO_SPACE_BEFORE = frozenset(")],.;:!?")
_BRITISH = re.compile(r"(?<=[a-z]{2}i)s(?=(?:ation|ations|e|ed|es|er|ers|ing)(?![^\W_]))")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


@dataclass(frozen=True, slots=True)
class Normalised:
    """``text`` as it is compared, and for each of its characters the ``raw`` ones it stands for."""

    raw: str
    text: str
    places: tuple[Span, ...]

    def span(self, start: int, end: int) -> Span:
        """The raw characters that ``text[start:end]``, which is not empty, stands for."""
        return Span(self.places[start].start, self.places[end - 1].end)


@dataclass(frozen=True, slots=True)
class _Piece:
    """What one printed character (with its accents) is compared as."""

    text: str
    place: Span


@lru_cache(maxsize=256)
def normalised(raw: str) -> Normalised:
    """The text as it is compared. An empty text, and one of marks alone, has none."""
    pieces = _spaced(_dashed(_bare(raw)))
    characters = [(c, piece.place) for piece in pieces for c in piece.text]
    text = _BRITISH.sub("z", "".join(c for c, _ in characters))
    return Normalised(raw, text, tuple(place for _, place in characters))


def is_joined(before: str, after: str) -> bool:
    """Whether a word goes on between two characters; scripts without spaces have no such words."""
    return (
        before.isalnum()
        and after.isalnum()
        and not (_UNSPACED.match(before) and _UNSPACED.match(after))
    )


def _bare(raw: str) -> list[_Piece]:
    """The characters, their accents with them, without what cannot be seen."""
    pieces: list[_Piece] = []
    for at, character in enumerate(raw):
        if character in _INVISIBLE:
            continue
        if unicodedata.combining(character) and pieces and pieces[-1].place.end == at:
            before = pieces.pop()
            text = unicodedata.normalize("NFC", before.text + character)
            pieces.append(_Piece(text, Span(before.place.start, at + 1)))
            continue
        text = unicodedata.normalize("NFC", character)
        text = _LETTERS.get(text, _PUNCTUATION.get(text, text))
        pieces.append(_Piece(" " if character.isspace() else text, Span(at, at + 1)))
    return pieces


def _dashed(pieces: list[_Piece]) -> list[_Piece]:
    """Without quotation marks, with hyphens and dashes made alike."""
    kept: list[_Piece] = []
    for index, piece in enumerate(pieces):
        if piece.text in QUOTES:
            if _letter(pieces, index - 1) and _letter(pieces, index + 1):
                kept.append(_Piece("'", piece.place))
        elif piece.text in _LONG_DASHES:
            kept.append(_Piece(" - ", piece.place))
        elif piece.text in _HYPHENS:
            kept.extend(_hyphen(pieces, index))
        elif not (piece.text == " " and _breaks_word(pieces, index)):
            kept.append(piece)
    return kept


def _hyphen(pieces: list[_Piece], index: int) -> list[_Piece]:
    after = index + 1
    if _blank(pieces, index - 1) and _blank(pieces, after):
        return [_Piece(" - ", pieces[index].place)]
    while _blank(pieces, after) and after < len(pieces):
        after += 1
    if _letter(pieces, index - 1) and _letter(pieces, after) and _may_join(pieces, index, after):
        return []
    return [_Piece("-", pieces[index].place)]


def _may_join(pieces: list[_Piece], index: int, after: int) -> bool:
    """Whether what stands behind a hyphen goes on with its word: at once, or on the next line."""
    return after == index + 1 or pieces[after].text[0].islower()


def _breaks_word(pieces: list[_Piece], index: int) -> bool:
    """Whether this white space is only the end of a line inside a word that a hyphen breaks."""
    before, after = index, index
    while before >= 0 and _blank(pieces, before):
        before -= 1
    while after < len(pieces) and _blank(pieces, after):
        after += 1
    return (
        before > 0
        and pieces[before].text in _HYPHENS
        and _letter(pieces, before - 1)
        and _letter(pieces, after)
        and pieces[after].text[0].islower()
    )


def _spaced(pieces: list[_Piece]) -> list[_Piece]:
    """With one space between words, and none where printers differ."""
    kept: list[_Piece] = []
    waiting: _Piece | None = None
    for piece in _each_character(pieces):
        if piece.text == " ":
            waiting = waiting or piece
            continue
        beside = not kept or kept[-1].text in _NO_SPACE_AFTER or piece.text in _NO_SPACE_BEFORE
        if waiting and not beside:
            kept.append(waiting)
        kept.append(piece)
        waiting = None
    return kept


def _each_character(pieces: list[_Piece]) -> list[_Piece]:
    return [_Piece(character, piece.place) for piece in pieces for character in piece.text]


def _blank(pieces: list[_Piece], index: int) -> bool:
    """Whether there is white space, as beyond both ends."""
    return not 0 <= index < len(pieces) or pieces[index].text == " "


def _letter(pieces: list[_Piece], index: int) -> bool:
    return 0 <= index < len(pieces) and pieces[index].text[:1].isalpha()
