"""The characters of a PDF page with their places and styles, as pdfium finds them.

Coordinates are points of a page that is turned so that its text stands upright, x to the right
and y up. Spaces are not characters here: each character says whether one stands before it.
"""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from pypdfium2 import PdfTextPage

_BOLD_WEIGHT = 600
_ITALIC_FLAG = 1 << 6  # of a font descriptor
_FORCE_BOLD_FLAG = 1 << 18
_BOLD_NAMES = ("bold", "black", "heavy", "demi")
_ITALIC_NAMES = ("italic", "oblique")
_HYPHENS = frozenset({0x02, 0xFFFE})
"""What pdfium makes of a hyphen at the end of a line."""
_PRIVATE_BULLETS = frozenset({0xF0A7, 0xF0A8, 0xF0B7, 0xF0D8, 0xF0FC, 0xF076, 0xF02D, 0xF0BE})
"""Where the symbol fonts keep the marks of a list."""
_FAR = 1e6  # points; what claims to stand further out stands nowhere
_FONT_NAME_BYTES = 256


class Style(NamedTuple):
    """How a character is set: ``size`` in points, ``quarter`` turns of its text to the left."""

    size: float
    bold: bool
    italic: bool
    quarter: int
    barcode: bool = False


class Space(IntEnum):
    """What stands before a character: a space of the file's own, or one that a gap tells."""

    NONE = 0
    GUESSED = 1
    SET = 2


class Glyph(NamedTuple):
    """A character (or what one sign stands for) from ``x0`` to ``x1`` on the baseline ``y``."""

    text: str
    x0: float
    x1: float
    y: float
    style: Style
    spaced: Space


@dataclass(frozen=True, slots=True)
class PageGlyphs:
    """All of a page. ``unknown`` of its ``count`` characters have no meaning that a font tells."""

    glyphs: tuple[Glyph, ...]
    count: int
    unknown: int


def read_glyphs(text_page: PdfTextPage) -> PageGlyphs:
    """The page's characters, in the order in which pdfium reads them."""
    found = list(_signs(text_page))
    unknown = sum(glyph.text == "\ufffd" for glyph in found)
    return PageGlyphs(tuple(found), len(found), unknown)


def _signs(text_page: PdfTextPage) -> Iterator[Glyph]:
    """Characters, those that are one sign on paper (a ligature) put together."""
    held: Glyph | None = None
    for glyph in _characters(text_page):
        if held is not None and not glyph.spaced and _same_sign(held, glyph):
            held = held._replace(text=_joined(held.text, glyph.text))
            continue
        if held is not None:
            yield held
        held = glyph
    if held is not None:
        yield held


def _same_sign(one: Glyph, other: Glyph) -> bool:
    return one.x0 == other.x0 and one.x1 == other.x1 and one.y == other.y and one.x1 > one.x0


def _joined(one: str, other: str) -> str:
    # pdfium turns right-to-left text round character by character, and so its ligatures too.
    return other + one if is_rtl(other[0]) else one + other


def is_rtl(character: str) -> bool:
    """Whether a letter belongs to a script that runs from right to left."""
    return character >= "\u0590" and unicodedata.bidirectional(character) in ("R", "AL")


def _characters(text_page: PdfTextPage) -> Iterator[Glyph]:
    import pypdfium2.raw as pdfium

    page = text_page.raw
    styles = _Styles(page)
    x, y, box = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF()
    spaced = Space.NONE
    for index in range(text_page.count_chars()):
        code = pdfium.FPDFText_GetUnicode(page, index)
        unmapped = pdfium.FPDFText_HasUnicodeMapError(page, index) == 1
        if not unmapped and (code in (0x20, 0xA0, 0x0D, 0x0A, 0x09) or _is_space(code)):
            own = code == 0x20 and pdfium.FPDFText_IsGenerated(page, index) == 0
            spaced = Space.SET if own else max(spaced, Space.GUESSED)
            continue
        style = styles.of(index)
        text = "\ufffd" if unmapped else _readable(code)
        if not text:
            continue
        pdfium.FPDFText_GetCharOrigin(page, index, x, y)
        pdfium.FPDFText_GetLooseCharBox(page, index, box)
        if style.quarter:
            edges = box.left, box.bottom, box.right, box.top
            x0, x1, baseline = _upright(style.quarter, edges, x.value, y.value)
        else:
            x0, x1, baseline = box.left, box.right, y.value
        if not (-_FAR < x0 <= x1 < _FAR and -_FAR < baseline < _FAR):
            x0, x1 = sorted((_within(x0), _within(x1)))
            baseline = _within(baseline)
        yield Glyph(text, x0, x1, baseline, style, spaced)
        spaced = Space.NONE


def _is_space(code: int) -> bool:
    return 0x1680 <= code <= 0x3000 and chr(code).isspace()


def _readable(code: int) -> str:
    """What a code stands for; nothing for marks that cannot be seen."""
    if code in _HYPHENS:
        return "-"
    if code in _PRIVATE_BULLETS:
        return "•"
    if 0xFB00 <= code <= 0xFEFF:  # ligatures and the shapes that Arabic letters take in a word
        return unicodedata.normalize("NFKC", chr(code)).strip()
    if code < 0x20 or 0xE000 <= code <= 0xF8FF or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
        return "\ufffd"
    return chr(code)


class _Styles:
    """The style of each character, asked once for each object of text on the page."""

    def __init__(self, page: Any) -> None:
        self._page = page
        self._of_object: dict[int, Style] = {}

    def of(self, index: int) -> Style:
        import pypdfium2.raw as pdfium

        found = pdfium.FPDFText_GetTextObject(self._page, index)
        key = ctypes.addressof(found.contents) if found else 0
        if key not in self._of_object:
            self._of_object[key] = self._read(index, found)
        return self._of_object[key]

    def _read(self, index: int, text_object: Any) -> Style:
        import pypdfium2.raw as pdfium

        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFText_GetMatrix(self._page, index, matrix)
        scale = math.hypot(matrix.c, matrix.d) or 1.0
        size = _within(pdfium.FPDFText_GetFontSize(self._page, index) * scale)
        quarter = round(math.atan2(matrix.b, matrix.a) / (math.pi / 2)) % 4
        if not text_object:
            return Style(size, False, False, quarter)
        font = pdfium.FPDFTextObj_GetFont(text_object)
        name = _font_name(font)
        flags = max(pdfium.FPDFFont_GetFlags(font), 0)
        bold = pdfium.FPDFFont_GetWeight(font) >= _BOLD_WEIGHT or bool(flags & _FORCE_BOLD_FLAG)
        bold = bold or any(word in name for word in _BOLD_NAMES)
        italic = bool(flags & _ITALIC_FLAG) or any(word in name for word in _ITALIC_NAMES)
        return Style(size, bold, italic, quarter, "barcode" in name)


def _font_name(font: Any) -> str:
    import pypdfium2.raw as pdfium

    buffer = ctypes.create_string_buffer(_FONT_NAME_BYTES)
    length = pdfium.FPDFFont_GetBaseFontName(font, buffer, _FONT_NAME_BYTES)
    return buffer.value.decode("utf-8", "replace").lower() if length else ""


def _within(value: float) -> float:
    return max(-_FAR, min(_FAR, value)) if math.isfinite(value) else 0.0


def _upright(
    quarter: int, box: tuple[float, float, float, float], x: float, y: float
) -> tuple[float, float, float]:
    """``x0``, ``x1`` and the baseline of a character on the page turned back by its quarters."""
    left, bottom, right, top = box
    if quarter == 1:
        return bottom, top, -x
    if quarter == 2:
        return -right, -left, -y
    return -top, -bottom, x
