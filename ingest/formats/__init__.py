"""Bytes to blocks: what every format is read into before its layout is understood."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum


class BlockKind(StrEnum):
    """What a block of text is on its page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    BULLET = "bullet"


@dataclass(frozen=True, slots=True)
class Block:
    """One heading, paragraph or list item, in one line, without its mark.

    ``level`` is 1 to 6 for a heading and the depth of nesting, from 1, for a bullet.
    """

    text: str
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 1


@dataclass(frozen=True, slots=True)
class Page:
    """What a source says, and what it says about itself.

    ``title``, ``posted``, ``language``, ``url`` and ``site`` are only what the format has a place
    for (an HTML head, a front matter); a layout may find them in the blocks.
    """

    blocks: tuple[Block, ...]
    title: str | None = None
    posted: dt.date | None = None
    language: str | None = None
    url: str | None = None
    site: str | None = None


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
