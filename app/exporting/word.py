"""A Word document (``.docx``) with real footnotes, which LibreOffice opens too."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable

import docx
from docx.document import Document
from docx.shared import Cm, Pt, RGBColor

from app.exporting.blocks import Block, Role
from app.exporting.footnotes import Footnotes
from app.exporting.runs import add_runs
from app.foreign_text import one_line

_STYLES = {
    Role.TITLE: "Title",
    Role.QUESTION: "Heading 1",
    Role.HEADING: "Heading 2",
    Role.BODY: "Normal",
    Role.QUOTE: "Quote",
    Role.ITEM: "List Bullet",
    Role.NOTE: "Caption",
}
_LONGEST_PROPERTY = 255  # characters, which is all that the format holds


def write_word(blocks: Iterable[Block], *, title: str, at: dt.datetime) -> bytes:
    """The paragraphs as a document; ``at`` is when it was made."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    properties = document.core_properties
    properties.author = properties.last_modified_by = "Penholder"
    properties.title = one_line(title)[:_LONGEST_PROPERTY]
    properties.comments = ""
    properties.created = properties.modified = at.astimezone(dt.UTC).replace(tzinfo=None)
    _set_styles(document)
    footnotes = Footnotes(document)
    for block in blocks:
        paragraph = document.add_paragraph(style=_STYLES[block.role])
        add_runs(paragraph._p, block.runs, document.part, footnotes.add)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _set_styles(document: Document) -> None:
    """Quotations upright, since italics are none of the document's; notes small and grey."""
    quotation = document.styles["Quote"]
    quotation.font.italic = quotation.font.cs_italic = False
    quotation.paragraph_format.left_indent = Cm(0.8)
    note = document.styles["Caption"]
    note.font.bold = False
    note.font.size = Pt(9)
    note.font.color.rgb = RGBColor(0x59, 0x59, 0x59)
