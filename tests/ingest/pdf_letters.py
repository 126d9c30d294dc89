"""What becomes of each character of a PDF: in a block, in a running line, or lost."""

from __future__ import annotations

import unicodedata
from collections import Counter
from contextlib import closing
from dataclasses import dataclass

from pypdfium2 import PdfDocument

from ingest.formats import Page
from ingest.formats.pdf.document import page_of, read_page
from ingest.formats.pdf.furniture import without_furniture

# Leading dots become one ellipsis, and the mark of a list item is not part of it.
_NOT_KEPT = frozenset(".…․•▪●◦‣○■□◆►➢✓·∙*–—-")


@dataclass(frozen=True)
class Account:
    """Characters, white space and marks aside: ``lost`` and ``made up`` should be empty."""

    page: Page
    told: int
    lost: Counter[str]
    made_up: Counter[str]


def account(data: bytes) -> Account:
    """Reads a PDF and compares with all that pdfium itself says is on its pages."""
    with closing(PdfDocument(data)) as document:
        pages = [read_page(document, index, name="paper.pdf") for index in range(len(document))]
        told = "".join(page.get_textpage().get_text_range() for page in document)
    kept, _ = without_furniture([page.upright for page in pages])
    stays = {id(piece) for page in kept for piece in page}
    gone = [p.text for page in pages for p in page.upright if id(p) not in stays]
    page = page_of(pages, name="paper.pdf")
    expected = letters(told)
    found = letters("".join([*gone, *(block.text for block in page.blocks)]))
    lost = expected - found
    # What says nothing (a rule of dashes) is among the running lines.
    ornaments = letters("".join(line for line in page.running if not any(map(str.isalnum, line))))
    return Account(page, expected.total(), lost - ornaments, found - expected)


def letters(text: str) -> Counter[str]:
    """How often each character comes, in its simplest form."""
    plain = unicodedata.normalize("NFKC", text)
    return Counter(c for c in plain if c.isprintable() and not c.isspace() and c not in _NOT_KEPT)
