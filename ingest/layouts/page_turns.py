"""What pages repeat, where it was left in text taken from them, and the paragraphs that it cuts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.formats import Block, BlockKind
from ingest.layouts.paragraphs import continues

# A symbol, a job number, the number of a page.
_FURNITURE = re.compile(
    r"[AS]/(?:RES|\d{4})/\d{1,4}(?:/\d{1,4})?(?:\s\(\d{4}\))?(?:\sPage\s\d{1,3})?"
    r"|\d{2}-\d{5}\s\([EFSRAC]\)|(?:Page\s)?\d{1,3}(?:\sof\s\d{1,3})?,?",
    re.IGNORECASE,
)
_LONGEST_PART = 8_000  # characters of a paragraph before the end of a page
_SLASHED_NOTE = re.compile(r"\d{1,3}/\s")


def is_furniture(text: str) -> bool:
    """Whether a block has nothing but what the head or the foot of a page repeats."""
    return _FURNITURE.fullmatch(text) is not None


def over_furniture(blocks: Sequence[Block]) -> list[Block]:
    """Blocks, what a page's furniture and its notes parted put together before them."""
    kept: list[Block] = []
    open_at: int | None = None
    page_ended = False
    for block in blocks:
        furniture = is_furniture(block.text)
        if furniture or block.kind is BlockKind.NOTE or _SLASHED_NOTE.match(block.text):
            page_ended = page_ended or furniture
            kept.append(block)
            continue
        if open_at is not None and page_ended and _go_on(kept[open_at], block):
            kept[open_at] = _together(kept[open_at], block)
        else:
            open_at = len(kept)
            kept.append(block)
        page_ended = False
    return kept


def _go_on(before: Block, block: Block) -> bool:
    paragraphs = before.kind is block.kind is BlockKind.PARAGRAPH
    return paragraphs and len(before.text) < _LONGEST_PART and continues(block.text, before.text)


def _together(before: Block, block: Block) -> Block:
    shift = len(before.text) + 1
    pages = (*before.pages, *(replace(b, at=b.at + shift) for b in block.pages))
    return replace(before, text=f"{before.text} {block.text}", pages=pages)
