"""A record's body in its parts: one block for each paragraph of one speaker, direction or heading.

Formats part a page's lines in their own ways. What they put together is parted here where a new
speaker begins, and what a page's end parted is put together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.formats import Block, BlockKind, PageBreak
from ingest.layouts.paragraphs import continues
from ingest.layouts.record.speakers import find_speakers, read_speaker
from ingest.layouts.record.stages import Part, Piece, could_be_heading, read_pieces


def read_parts(blocks: Sequence[Block]) -> list[Piece]:
    """The blocks of a record's body, in order, parted and put together, each with what it is."""
    pieces = [part for piece in read_pieces(blocks) for part in _by_speaker(piece)]
    return _rejoined(_with_headings(pieces))


def cut_block(block: Block, cuts: Sequence[int]) -> list[Block]:
    """A block in parts that begin at its start and at ``cuts``, in order, none of them empty.

    Each has its own pages and bold; white space around the cuts goes.
    """
    text, parts, page = block.text, [], 0
    for start, end in pairwise((0, *cuts, len(text))):
        part = text[start:end].strip()
        if not part:
            continue
        begin = start + len(text[start:end]) - len(text[start:end].lstrip())
        while page + 1 < len(block.pages) and block.pages[page + 1].at <= begin:
            page += 1
        pages = [replace(b, at=max(b.at - begin, 0)) for b in _until(block.pages, page, end)]
        bold = max(0, min(block.bold - begin, len(part)))
        parts.append(replace(block, text=part, pages=tuple(pages), bold=bold))
    return parts


def _until(pages: Sequence[PageBreak], first: int, end: int) -> Iterator[PageBreak]:
    """The pages from one on that begin before ``end``."""
    for at in range(first, len(pages)):
        if at > first and pages[at].at >= end:
            return
        yield pages[at]


def _by_speaker(piece: Piece) -> Iterator[Piece]:
    """A block in parts where more than one speaker is in it, as where the format lost the lines."""
    block = piece.block
    if piece.part is not Part.WORDS or block.kind is BlockKind.NOTE:
        yield piece
        return
    for part in cut_block(block, [line.start for line in find_speakers(block.text)]):
        yield replace(piece, block=part)


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
