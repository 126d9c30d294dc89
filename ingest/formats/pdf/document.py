"""A PDF from its bytes to its blocks, in this process: see :mod:`ingest.formats.pdf.worker`."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from ingest.formats import Block, Page, tidy
from ingest.formats.ocr import picture_of, read_picture
from ingest.formats.pdf.blocks import blocks_of
from ingest.formats.pdf.columns import Line, lines_in_order
from ingest.formats.pdf.fonts import is_gibberish
from ingest.formats.pdf.furniture import without_furniture
from ingest.formats.pdf.glyphs import Glyph, read_glyphs
from ingest.formats.pdf.lines import Piece, pieces_of, pieces_of_words, reads_from_right
from ingest.formats.pdf.worker import Scanned
from store.errors import SourceError

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

MAX_PAGES = 1_000
_FEW = 200  # characters: fewer on a page that is a picture are a stamp or a page number
_PICTURE = 0.5  # of the page's area
_DRAWN = 3  # shapes as large as letters for each character: the letters are drawn
_FEWEST_DRAWN = 200
_LETTER = (2.0, 60.0)  # points: how high and how wide at most
_UNKNOWN = 0.1  # of a page's characters without a meaning: its font does not tell its letters
_DEPTH = 4  # forms within forms that are looked into for pictures
_OBJECTS = 5_000  # of a page that are looked at


@dataclass(frozen=True, slots=True)
class ReadPage:
    """The upright text of a page, and what is turned, each as pieces of lines.

    Not ``readable``: the page has to be read by what it looks like.
    """

    upright: list[Piece]
    turned: list[list[Piece]]
    readable: bool = True


def read_pdf(data: bytes, *, name: str, ocr: Collection[int] | None = None) -> Page | Scanned:
    """The blocks of a PDF, or the pages that cannot be read but by what they look like.

    ``ocr``: the pages (from 1) to read so. Raises :class:`SourceError` where the file is damaged,
    encrypted, too long or without any text.
    """
    document = _open(data, name)
    try:
        count = _page_count(document, name)
        pages = [
            _read_picture(document, index, name)
            if ocr and index + 1 in ocr
            else read_page(document, index, name=name)
            for index in range(count)
        ]
    finally:
        document.close()
    unread = tuple(number for number, page in enumerate(pages, 1) if not page.readable)
    if unread:
        return Scanned(unread, count)
    return page_of(pages, name=name)


def page_of(pages: Sequence[ReadPage], *, name: str) -> Page:
    """The blocks of all pages. Raises :class:`SourceError` where none says anything."""
    texts, running = without_furniture([page.upright for page in pages])
    lines: list[Line] = []
    for number, (pieces, page) in enumerate(zip(texts, pages, strict=True), 1):
        for part in [pieces, *page.turned]:
            region = lines[-1].region + 1 if lines else 0
            lines += lines_in_order(part, page=number, region=region)
    found = blocks_of(lines)
    blocks = tuple(block for block in found if _says(block))
    # A rule of dashes or a stray full stop is no paragraph.
    ornaments = [block.text for block in found if not _says(block)]
    if not blocks:
        raise SourceError(
            f"{name} has no readable text", "save its text in a file and refresh again"
        )
    return Page(blocks, page_count=len(pages), running=(*map(tidy, running), *ornaments))


def _says(block: Block) -> bool:
    return any(map(str.isalnum, block.text))


def _open(data: bytes, name: str) -> PdfDocument:
    from pypdfium2 import PdfDocument, PdfiumError
    from pypdfium2.raw import FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY

    try:
        return PdfDocument(data)
    except PdfiumError as error:
        if error.err_code in (FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY):
            raise SourceError(
                f"{name} is encrypted and needs a password",
                "save it without a password and refresh again",
            ) from error
        raise SourceError(
            f"{name} is damaged and is not a whole PDF", "get the file again and refresh"
        ) from error


def _page_count(document: PdfDocument, name: str) -> int:
    count = len(document)
    if count == 0:
        raise SourceError(f"{name} has no pages", "get the file again and refresh")
    if count > MAX_PAGES:
        raise SourceError(
            f"{name} has {count:,} pages, more than the {MAX_PAGES:,} that are read",
            "save the part that is needed as a PDF of its own and refresh again",
        )
    return count


def _load(document: PdfDocument, index: int, name: str) -> PdfPage:
    from pypdfium2 import PdfiumError

    try:
        return document[index]
    except PdfiumError as error:
        raise SourceError(
            f"{name} is damaged: its page {index + 1} cannot be opened",
            "get the file again and refresh",
        ) from error


def read_page(document: PdfDocument, index: int, *, name: str) -> ReadPage:
    """One page (from 0), as pieces of lines that are not in order yet."""
    page = _load(document, index, name)
    try:
        text_page = page.get_textpage()
        try:
            found = read_glyphs(text_page)
        finally:
            text_page.close()
        scanned = _is_scanned(page, found.count)
    finally:
        page.close()
    quarters: dict[int, list[Glyph]] = {}
    for glyph in found.glyphs:
        quarters.setdefault(glyph.style.quarter, []).append(glyph)
    ordered = sorted(quarters.values(), key=len, reverse=True)
    rtl = reads_from_right(found.glyphs)
    pieces = [pieces_of(glyphs, rtl=rtl) for glyphs in ordered]
    words = [word for part in pieces for piece in part for word in piece.text.split()]
    unknown = found.unknown > _UNKNOWN * found.count
    return ReadPage(
        pieces[0] if pieces else [],
        pieces[1:],
        readable=not (scanned or unknown or is_gibberish(words)),
    )


def _read_picture(document: PdfDocument, index: int, name: str) -> ReadPage:
    page = _load(document, index, name)
    try:
        picture = picture_of(page)
    finally:
        page.close()
    return ReadPage(pieces_of_words(read_picture(picture, name=name, page=index + 1)), [])


def _is_scanned(page: PdfPage, characters: int) -> bool:
    """Whether a page with few characters has its text in a picture, or drawn as shapes."""
    import pypdfium2.raw as pdfium

    if characters >= _FEW:
        return False
    width, height = page.get_size()
    covered, drawn = 0.0, 0
    kinds = [pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_PATH]
    objects = page.get_objects(filter=kinds, max_depth=_DEPTH)
    for found in islice(objects, _OBJECTS):
        left, bottom, right, top = found.get_bounds()
        if found.type == pdfium.FPDF_PAGEOBJ_PATH:
            drawn += _LETTER[0] < top - bottom < _LETTER[1] and right - left < _LETTER[1]
            continue
        across = min(right, width) - max(left, 0.0)
        covered += max(across, 0.0) * max(min(top, height) - max(bottom, 0.0), 0.0)
    if covered >= _PICTURE * width * height > 0:
        return True
    return drawn >= max(_FEWEST_DRAWN, _DRAWN * characters)
