"""A record's body in its parts: one block for each paragraph of one speaker, direction or heading.

What a page's end parted is put together, and lines that lead to a speaker are told as headings.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.formats import Block, BlockKind, PageBreak
from ingest.layouts.paragraphs import continues
from ingest.layouts.record.speakers import read_speaker
from ingest.layouts.record.stages import Part, Piece, could_be_heading, read_pieces


def read_parts(blocks: Sequence[Block]) -> list[Piece]:
    """The blocks of a record's body, in order, each whole and with what it is."""
    return _rejoined(_with_headings(list(read_pieces(blocks))))


def _with_headings(pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces, in which lines that lead from a heading to a speaker are headings as well.

    Where type does not tell a heading, its lines are those without a sentence's end right before
    a speaker.
    """
    told: list[Piece] = []
    leads = False
    for piece in reversed(pieces):
        block = piece.block
        if piece.part is Part.WORDS and block.kind is not BlockKind.NOTE:
            speaks = read_speaker(block.text, bold=block.bold) is not None
            if not speaks and leads and could_be_heading(block):
                piece = Piece(block, Part.HEADING)
            else:
                leads = speaks
        elif piece.part is not Part.HEADING:
            leads = False
        told.append(piece)
    return told[::-1]


def _rejoined(pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces, those put together that are one paragraph on two pages."""
    joined: list[Piece] = []
    for piece in pieces:
        before = joined[-1] if joined else None
        if before is not None and _goes_on(before, piece):
            joined[-1] = replace(before, block=_together(before.block, piece.block))
        else:
            joined.append(piece)
    return joined


def _goes_on(before: Piece, piece: Piece) -> bool:
    one, other = before.block, piece.block
    return (
        before.part is piece.part is Part.WORDS
        and one.kind is other.kind is BlockKind.PARAGRAPH
        and bool(one.pages and other.pages)
        and one.pages[-1].page + 1 == other.pages[0].page
        and continues(other.text, one.text)
    )


def _together(one: Block, other: Block) -> Block:
    shift = len(one.text) + 1
    pages = (*one.pages, *(PageBreak(b.at + shift, b.page) for b in other.pages))
    return replace(one, text=f"{one.text} {other.text}", pages=pages)
