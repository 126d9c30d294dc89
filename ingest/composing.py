"""The canonical text of a document, and what stands where in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ingest.formats import Block, BlockKind, PageBreak
from ingest.layouts.paragraphs import running_numbers
from ingest.modality import is_expected
from ingest.sentences import says_anything, split_sentences
from store.records import Pinpoint, Sentence, Span

_FOLLOWS = re.compile(r"\b(?:follow(?:s|ing)|below|namely)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Placed:
    """A block in its place in the body.

    ``unit`` is what it may share a passage with, and ``heading`` what the passage's heading line
    says beside the document's. ``silent``: it says nothing, so that its sentences have their places
    and are none that may be quoted.
    """

    span: Span
    kind: BlockKind
    sentences: tuple[Sentence, ...]
    unit: str | None = None
    heading: str | None = None
    procedural: bool = False
    silent: bool = False


@dataclass(frozen=True, slots=True)
class Body:
    """The canonical text of a document and the blocks that it is made of, in order."""

    text: str
    placed: tuple[Placed, ...]


def compose(blocks: Iterable[Block], *, by_page: bool = False) -> Body:
    """Puts blocks together into canonical text, a blank line between them, and places them.

    A block's own place stands. Otherwise paragraphs count from 1; a list item has the number of
    the paragraph before it, and its own number after that. Headings have no number and name the
    section of what follows; a list right under a heading has a paragraph number of its own, and
    the heading for its lead-in. ``by_page``: where there are pages, they are counted instead.
    Where paragraphs have printed numbers, those alone count, and what has none has none. A block's
    label is in the text and in no sentence; a block that is nothing else is silent, as is one that
    is only a number of a paragraph or a page.
    """
    blocks = list(blocks)
    printed = running_numbers([block.text if _is_counted(block) else "" for block in blocks])
    numbering = _Numbering()
    texts: list[str] = []
    placed: list[Placed] = []
    at = 0
    for index, block in enumerate(blocks):
        label = block.label if block.text[block.label :].strip() else 0
        spans = tuple(split_sentences(block.text[label:], at + label))
        if not spans:
            continue
        pinpoint, lead_in = numbering.place(block, spans[-1], _leads_in(block, spans[-1], at))
        if _is_counted(block) and printed is not None:
            pinpoint = replace(pinpoint, paragraph=printed[index])
        elif block.place is None and (printed is not None or (by_page and block.pages)):
            pinpoint = replace(pinpoint, paragraph=None, bullet=None)
        sentences = tuple(
            Sentence(
                span,
                _on_page(pinpoint, block.pages, span.start - at),
                lead_in,
                expected=is_expected(block.text[span.start - at : span.end - at]),
            )
            for span in spans
        )
        one = _placed(block, Span(at, at + len(block.text)), sentences)
        silent = (block.label > 0 and not label) or not says_anything(block.text)
        placed.append(replace(one, silent=silent))
        texts.append(block.text)
        at += len(block.text) + 2
    return Body("\n\n".join(texts), tuple(placed))


def _leads_in(block: Block, last: Span, at: int) -> bool:
    """Whether a block's last sentence may introduce a list: a heading may, and what is not closed
    by a full stop, or says that something follows.
    """
    sentence = block.text[last.start - at : last.end - at].rstrip("”\"’') ")
    closed = sentence.endswith((".", "!", "?", "…")) and not _FOLLOWS.search(sentence)
    return block.kind is BlockKind.HEADING or not closed


def _is_counted(block: Block) -> bool:
    return block.place is None and block.kind is BlockKind.PARAGRAPH


def _placed(block: Block, span: Span, sentences: tuple[Sentence, ...]) -> Placed:
    pinpoint, place = sentences[0].pinpoint, block.place
    if place is not None:
        heading = place.heading or place.pinpoint.section
        return Placed(span, block.kind, sentences, place.unit, heading, place.procedural)
    if block.kind is BlockKind.NOTE:
        return Placed(span, block.kind, sentences, f"note {span.start}", pinpoint.section, True)
    return Placed(span, block.kind, sentences, None, pinpoint.section)


def _on_page(pinpoint: Pinpoint, pages: Sequence[PageBreak], at: int) -> Pinpoint:
    page = next((b.page for b in reversed(pages) if b.at <= at), None)
    return pinpoint if page is None else replace(pinpoint, page=page)


class _Numbering:
    """Counts paragraphs and list items, and keeps what introduces the list that may come."""

    def __init__(self) -> None:
        self._section: str | None = None
        self._paragraph = 0
        self._bullet = 0
        self._lead_in: Span | None = None
        self._list_has_paragraph = False

    def place(
        self, block: Block, last_sentence: Span, leads_in: bool
    ) -> tuple[Pinpoint, Span | None]:
        """The place of the next block, and its lead-in where it is a list item.

        ``leads_in``: its last sentence may introduce a list.
        """
        if block.place is not None:
            is_item = block.kind is BlockKind.BULLET
            if block.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING):
                self._lead_in = last_sentence if leads_in else None
            return block.place.pinpoint, self._lead_in if is_item else None
        if block.kind is BlockKind.NOTE:
            return Pinpoint(self._paragraph or None, section=self._section, item="note"), None
        if block.kind is BlockKind.HEADING:
            self._section, self._lead_in = block.text, last_sentence
            self._list_has_paragraph = False
            return Pinpoint(section=self._section), None
        if block.kind is BlockKind.PARAGRAPH or not self._list_has_paragraph:
            self._paragraph, self._bullet = self._paragraph + 1, 0
            self._list_has_paragraph = True
        if block.kind is BlockKind.PARAGRAPH:
            self._lead_in = last_sentence if leads_in else None
            return Pinpoint(paragraph=self._paragraph, section=self._section), None
        self._bullet += 1
        return Pinpoint(self._paragraph, self._bullet, section=self._section), self._lead_in
