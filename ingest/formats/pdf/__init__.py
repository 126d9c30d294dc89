"""PDF: bytes to blocks in reading order, read in a process of its own.

``glyphs`` (what pdfium finds) → ``lines`` (pieces along a baseline; ``righttoleft``) →
``furniture`` (heads, footers, page numbers go) → ``columns`` (lines in reading order) →
``paragraphs`` and ``notes`` → ``blocks``. ``document`` leads from the first to the last, ``child``
is the process that does so, and ``worker`` starts it and bounds what it may take.
"""

from __future__ import annotations

import shutil

from ingest.formats import Page
from ingest.formats.pdf.worker import Scanned, read_apart
from store.errors import SourceError

MAX_BYTES = 200_000_000
MAX_OCR_PAGES = 200
"""At a few seconds each; a book of pictures would keep a refresh for hours."""

_NAMED_PAGES = 8


def parse_pdf(data: bytes, *, name: str) -> Page:
    """The blocks of a PDF, with the pages that they are on.

    Pages that are only pictures, or whose fonts do not say which letters they draw, are read by
    OCR where tesseract is installed. Raises :class:`SourceError` where it is not, naming those
    pages, and where the file is empty, damaged, encrypted or takes more than its share of time or
    memory.
    """
    if not data:
        raise SourceError(f"{name} is empty", "get the file again and refresh")
    if len(data) > MAX_BYTES:
        raise SourceError(
            f"{name} is a PDF of more than {MAX_BYTES // 1_000_000} MB",
            "save its text, or save it without its pictures",
        )
    found = read_apart(data, name=name)
    if isinstance(found, Page):
        return found
    if shutil.which("tesseract") is None:
        raise SourceError(
            f"{name} has no text that can be read on {printed_pages(found)}",
            "install tesseract (on Debian: apt-get install tesseract-ocr) or get the document "
            "with its text, and refresh again",
        )
    if len(found.pages) > MAX_OCR_PAGES:
        raise SourceError(
            f"{name} has {len(found.pages)} pages that only OCR can read, more than the "
            f"{MAX_OCR_PAGES} that are read so",
            "get the document with its text, or save the part that is needed, and refresh again",
        )
    read = read_apart(data, name=name, ocr=found)
    if isinstance(read, Page):
        return read
    raise SourceError(
        f"{name} has no text that can be read on {printed_pages(read)}",
        "get the document with its text, and refresh again",
    )


def printed_pages(scanned: Scanned) -> str:
    """Which pages of how many, in words: "pages 1 to 4 and 7 of 9"."""
    runs: list[list[int]] = []
    for page in scanned.pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    told = [str(run[0]) if len(run) == 1 else f"{run[0]} to {run[-1]}" for run in runs]
    if len(told) > _NAMED_PAGES:
        more = sum(len(run) for run in runs[_NAMED_PAGES:])
        told = [*told[:_NAMED_PAGES], f"{more} more"]
    listed = told[0] if len(told) == 1 else f"{', '.join(told[:-1])} and {told[-1]}"
    return f"page{'s' if len(scanned.pages) > 1 else ''} {listed} of {scanned.page_count}"
