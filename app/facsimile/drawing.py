"""A page of a PDF from its bytes, in this process: see :mod:`app.facsimile.worker`."""

from __future__ import annotations

import math
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from app.facsimile.boxes import boxes_of
from app.facsimile.placing import PageText, find
from app.facsimile.png import grey_png
from app.facsimile.records import Sheet, Sought
from store.errors import SourceError

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage, PdfTextPage

DOTS_PER_POINT = 110 / 72
MOST_DOTS = 2_000_000
"""Of a page, however large it says that it is."""
MOST_BYTES = 300_000
"""Of a picture; one that would have more has fewer dots."""
MOST_PAGES = 1_000
MOST_CHARACTERS = 100_000
"""Of a page that are looked at."""

_SMALLER = 0.75
_TRIES = 4
_GET_AGAIN = "open the document at its official page"


def draw(data: bytes, sought: Sought | None, page: int | None) -> Sheet:
    """A page of a file: the one asked for (from 1), else that of the passage, else the first.

    Raises :class:`SourceError` where the file cannot be opened, or has no such page.
    """
    with opened(data) as document:
        count = len(document)
        if not 0 < count <= MOST_PAGES:
            raise SourceError(f"the file has {count:,} pages", _GET_AGAIN)
        places = find(sought, texts_of(document)) if sought else []
        number = page or (places[0].page if places else (sought and sought.page) or 1)
        with page_of(document, min(number, count)) as shown:
            indices = [index for place in places if place.page == number for index in place.indices]
            with text_of(shown) as text:
                boxes = boxes_of(shown, text, indices)
            width, height, image = _picture(shown)
    return Sheet(
        page=min(number, count),
        count=count,
        width=width,
        height=height,
        image=image,
        boxes=boxes,
        pages=tuple(place.page for place in places),
    )


def texts_of(document: PdfDocument) -> list[PageText]:
    """The texts of a file's pages, each read when it is needed."""
    return [
        PageText(number, partial(_characters, document, number))
        for number in range(1, len(document) + 1)
    ]


def _characters(document: PdfDocument, number: int) -> str:
    """The characters of a page, one for each of pdfium's indices."""
    import pypdfium2.raw as pdfium

    with page_of(document, number) as page, text_of(page) as text:
        count = min(text.count_chars(), MOST_CHARACTERS)
        codes = (pdfium.FPDFText_GetUnicode(text.raw, index) for index in range(count))
        return "".join(chr(code) if 0 < code <= sys.maxunicode else " " for code in codes)


def _picture(page: PdfPage) -> tuple[int, int, bytes]:
    """Width, height and PNG of a page, with as many dots as the bounds allow."""
    scale = _scale(*page.get_size())
    for _ in range(_TRIES):
        width, height, image = _rendered(page, scale)
        if len(image) <= MOST_BYTES:
            break
        scale *= _SMALLER
    return width, height, image


def _scale(width: float, height: float) -> float:
    """Dots for each point of a page of this size."""
    if not (0 < width < math.inf and 0 < height < math.inf):
        raise SourceError("the page has no size", _GET_AGAIN)
    scale = min(DOTS_PER_POINT, math.sqrt(MOST_DOTS / (width * height)))
    # One that is a hair high is as wide as a page that is not.
    return min(scale, MOST_DOTS / 1_000 / max(width, height))


def _rendered(page: PdfPage, scale: float) -> tuple[int, int, bytes]:
    bitmap = page.render(scale=scale, grayscale=True, may_draw_forms=False)
    try:
        width, height, stride = bitmap.width, bitmap.height, bitmap.stride
        dots = memoryview(bitmap.buffer).cast("B")
        rows = b"".join(dots[at : at + width] for at in range(0, stride * height, stride))
    finally:
        bitmap.close()
    return width, height, grey_png(width, height, rows)


@contextmanager
def opened(data: bytes) -> Iterator[PdfDocument]:
    """A file, open for the block. Raises :class:`SourceError` where it cannot be."""
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        document = PdfDocument(data)
    except PdfiumError as error:
        raise SourceError("the file is damaged or encrypted", _GET_AGAIN) from error
    try:
        yield document
    finally:
        document.close()


@contextmanager
def page_of(document: PdfDocument, number: int) -> Iterator[PdfPage]:
    """A page (from 1), for the block. Raises :class:`SourceError` where it cannot be opened."""
    from pypdfium2 import PdfiumError

    try:
        page = document[number - 1]
    except PdfiumError as error:
        raise SourceError(f"its page {number} is damaged", _GET_AGAIN) from error
    try:
        yield page
    finally:
        page.close()


@contextmanager
def text_of(page: PdfPage) -> Iterator[PdfTextPage]:
    """The characters of a page, for the block."""
    text = page.get_textpage()
    try:
        yield text
    finally:
        text.close()
