"""A Word document's blocks, in the order in which they are read.

Paragraphs carry the number that Word counts for them; a table is read row by row, its cells parted
by " | "; footnotes and endnotes follow the paragraph that they hang on, and text boxes the one
that they are anchored in. Word knows no pages, so none are given.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from ingest.formats import Block, BlockKind, Page
from ingest.formats.docx.guard import Parts, is_light, open_word
from ingest.formats.docx.inline import Inline, InlineReader, NoteMark
from ingest.formats.docx.numbering import Label, Numbering, written
from ingest.formats.docx.styles import Styles, W, child, number, value
from store.errors import SourceError

_LONGEST_HEADING = 300  # characters; a longer paragraph with a heading's level is text
_TYPED_BULLET = re.compile(r"[•·▪◦‣●○■□]\s+(?=\S)")
_HEADINGS = 6
_NOT_HEADING = 9
_NOTE_FORMS = {"footnotes": "decimal", "endnotes": "lowerRoman"}
_CELL_GAP = " | "


def parse_docx(data: bytes, *, name: str) -> Page:
    """The blocks of a Word document.

    A large one is read in a process of its own. Raises :class:`SourceError` where it is locked,
    damaged, empty, larger than the limits, or no Word document at all.
    """
    if is_light(data):
        return read_docx(data, name=name)
    from ingest.formats.pdf.worker import read_page_apart

    return read_page_apart(data, form="docx", name=name)


def read_docx(data: bytes, *, name: str) -> Page:
    """As :func:`parse_docx`, in this process."""
    parts = open_word(data, name=name)
    try:
        reader = _Reader(parts, name)
        blocks = reader.blocks(parts.body)
        running = reader.running(parts)
    except RecursionError as error:
        raise SourceError(
            f"{name} is a Word document that is nested deeper than any real one",
            "save its text and refresh with that",
        ) from error
    if not blocks:
        raise SourceError(
            f"{name} has no readable text", "save the document with its text, or as PDF"
        )
    return Page(tuple(blocks), running=running)


class _Reader:
    """Reads one document: what is counted (lists, notes) goes on from paragraph to paragraph."""

    def __init__(self, parts: Parts, name: str) -> None:
        self._name = name
        self._styles = Styles(parts.root("styles"))
        self._numbering = Numbering(parts.root("numbering"), self._styles)
        self._inline = InlineReader(self._styles)
        self._notes = {part: _notes(parts.root(part)) for part in _NOTE_FORMS}
        self._counted = dict.fromkeys(_NOTE_FORMS, 0)
        self._carried: Inline | None = None

    def blocks(self, container: Any) -> list[Block]:
        """The blocks of a body, a cell or a text box."""
        outer, self._carried = self._carried, None
        found: list[Block] = []
        for element in _contents(container):
            if element.tag == f"{W}p":
                found += self._paragraph(element)
            elif element.tag == f"{W}tbl":
                found += self._table(element)
            elif element.tag == f"{W}altChunk":
                raise SourceError(
                    f"{self._name} holds another document that Word has not taken in yet",
                    "open it in Word, save it and refresh again",
                )
        found += self._left_over()
        self._carried = outer
        return found

    def _left_over(self) -> list[Block]:
        """The last paragraph, where its end is deleted and none follows it."""
        return [] if self._carried is None else self._finished(self._carried, None, None)

    def running(self, parts: Parts) -> tuple[str, ...]:
        """The lines of the heads and footers, each once."""
        lines = (
            block.text
            for relation in ("header", "footer")
            for root in parts.roots.get(relation, ())
            for block in self.blocks(root)
        )
        return tuple(dict.fromkeys(lines))

    def _paragraph(self, paragraph: Any) -> list[Block]:
        properties = child(paragraph, "pPr")
        style = value(properties, "pStyle") or self._styles.default
        inline, self._carried = self._carried or Inline(), None
        self._inline.read(paragraph, style, inline)
        if child(properties, "rPr", "del") is not None:
            # Its end is deleted, so that its words go on in the next paragraph.
            self._carried = inline
            return []
        outline = number(value(properties, "outlineLvl"))
        if outline is None:
            outline = self._styles.outline(style)
        label = self._label(properties, style)
        return self._finished(inline, label, outline)

    def _label(self, properties: Any, style: str | None) -> Label | None:
        """The number or bullet of a paragraph, by itself or by its style."""
        by_style = self._styles.numbering(style)
        num_id = value(properties, "numPr", "numId") or (by_style[0] if by_style else None)
        if num_id in (None, "0"):
            return None
        level = number(value(properties, "numPr", "ilvl"), by_style[1] if by_style else 0)
        return self._numbering.next(num_id or "", level or 0)

    def _finished(self, inline: Inline, label: Label | None, outline: int | None) -> list[Block]:
        found = []
        if text := inline.text:
            found.append(_block(inline, text, label, outline))
        found += [note for mark in inline.notes for note in self._note(mark)]
        for box in inline.boxes:
            found += self.blocks(box)
        return found

    def _note(self, mark: NoteMark) -> Iterator[Block]:
        """The note of a mark; one that is referred to again is not printed again."""
        if not mark.custom:
            self._counted[mark.part] += 1
        note = self._notes[mark.part].pop(mark.identifier, None)
        if note is None:
            return
        said = [block for block in self.blocks(note) if block.kind is not BlockKind.NOTE]
        text = " ".join(block.text for block in said)
        counted = written(self._counted[mark.part], _NOTE_FORMS[mark.part])
        if text:
            yield Block(text if mark.custom else f"{counted} {text}", BlockKind.NOTE)

    def _table(self, table: Any) -> list[Block]:
        found: list[Block] = []
        for row in _contents(table):
            if row.tag != f"{W}tr" or child(row, "trPr", "del") is not None:
                continue
            cells = [self.blocks(cell) for cell in _contents(row) if cell.tag == f"{W}tc"]
            found += _row([cell for cell in cells if cell])
        return found


def _block(inline: Inline, text: str, label: Label | None, outline: int | None) -> Block:
    bold, italic = inline.bold, inline.italic
    if label is not None and label.text:
        text = f"{label.text} {text}"
        bold = bold + len(label.text) + 1 if bold else 0
    if outline is not None and 0 <= outline < _NOT_HEADING and len(text) <= _LONGEST_HEADING:
        return Block(text, BlockKind.HEADING, min(outline + 1, _HEADINGS), bold=bold, italic=italic)
    if label is not None and label.is_bullet:
        return Block(text, BlockKind.BULLET, label.level + 1, bold=bold, italic=italic)
    if typed := _TYPED_BULLET.match(text):
        return Block(text[typed.end() :], BlockKind.BULLET, italic=italic)
    return Block(text, bold=bold, italic=italic)


def _row(cells: list[list[Block]]) -> list[Block]:
    """A row as one paragraph; a row of one cell only frames what is in it."""
    if len(cells) < 2:
        return [block for cell in cells for block in cell]
    notes = [block for cell in cells for block in cell if block.kind is BlockKind.NOTE]
    texts = [
        " ".join(block.text for block in cell if block.kind is not BlockKind.NOTE) for cell in cells
    ]
    return [Block(_CELL_GAP.join(text for text in texts if text)), *notes]


def _contents(container: Any) -> Iterator[Any]:
    """What stands in a container, taken out of content controls and insertions around it."""
    for element in container:
        tag = element.tag
        if tag in _FRAMES:
            yield from _contents(element)
        elif tag == f"{W}sdt":
            content = child(element, "sdtContent")
            if content is not None and child(element, "sdtPr", "showingPlcHdr") is None:
                yield from _contents(content)
        elif isinstance(tag, str):
            yield element


_FRAMES = frozenset({f"{W}customXml", f"{W}ins", f"{W}moveTo", f"{W}smartTag"})


def _notes(root: Any | None) -> dict[str, Any]:
    """The notes of a part by their numbers, without the lines that part them from the text."""
    notes: Iterable[Any] = () if root is None else root
    return {
        note.get(f"{W}id", ""): note
        for note in notes
        if isinstance(note.tag, str) and note.get(f"{W}type", "normal") == "normal"
    }
