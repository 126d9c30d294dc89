"""Bytes to blocks: what every format is read into before its layout is understood."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from store.records import Pinpoint


class BlockKind(StrEnum):
    """What a block of text is on its page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    BULLET = "bullet"
    NOTE = "note"
    """A footnote or endnote, apart from the text that it stands under."""


@dataclass(frozen=True, slots=True)
class PageBreak:
    """Where in a block's text (``at``, in characters) the words of a page (from 1) begin."""

    at: int
    page: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where a layout found a block to stand; what has none is counted as a paragraph.

    ``pinpoint`` lacks the page, which the block's own pages give. Blocks of one ``unit`` may share
    a passage, and those of different units never do. ``heading`` is said after the document's in
    the line before the passage (a speaker, a section). ``procedural`` words are kept and ranked
    down.
    """

    pinpoint: Pinpoint
    unit: str
    heading: str | None = None
    procedural: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """One heading, paragraph or list item, in one line, without its mark.

    ``level`` is 1 to 6 for a heading and the depth of nesting, from 1, for a bullet. ``pages``
    says which page each part is on, the first at 0; empty where the format has no pages. ``bold``
    is how many characters at the beginning are set in bold; ``italic``: all of it is. ``label``
    is how many of them say who speaks or in what language, and are none of the words quoted.
    """

    text: str
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 1
    pages: tuple[PageBreak, ...] = ()
    bold: int = 0
    italic: bool = False
    place: Place | None = None
    label: int = 0

    @property
    def page(self) -> int | None:
        """The page that it begins on, from 1."""
        return self.pages[0].page if self.pages else None


@dataclass(frozen=True, slots=True)
class Page:
    """What a source says, and what it says about itself.

    ``title``, ``posted``, ``language``, ``url`` and ``site`` are only what the format has a place
    for (an HTML head, a front matter); a layout may find them in the blocks. ``page_count`` is
    how many pages a paged format has, and ``running`` the lines that its pages repeat (heads,
    footers, job numbers), which are not among the blocks.
    """

    blocks: tuple[Block, ...]
    title: str | None = None
    posted: dt.date | None = None
    language: str | None = None
    url: str | None = None
    site: str | None = None
    page_count: int | None = None
    running: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadText:
    """The characters of a source, and the encoding that they were read with."""

    text: str
    encoding: str


# Soft hyphens, zero-width and byte-order marks, and controls that reorder what is displayed.
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]|[\ud800-\udfff]")


def tidy(text: str) -> str:
    """One line of readable text: white space runs become one space, invisible marks go.

    No word is changed; letters with combining accents become single characters.
    """
    visible = _CONTROL.sub("", _INVISIBLE.sub("", text))
    return " ".join(unicodedata.normalize("NFC", visible).split())
