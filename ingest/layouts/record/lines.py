"""Blocks that a format put together, parted where a record begins another line.

A format without type or indents may give a whole page, or a whole record, as one paragraph.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.formats import Block, BlockKind, PageBreak
from ingest.layouts.record.speakers import find_speakers

_LONGEST_VOTE = 8_000  # characters that the sides of a vote take

_AT = r"at\s(?:\d{1,2}(?:\.\d{2})?\s[ap]\.m\.|noon\.?|midnight\.?)"
_SET_APART = re.compile(
    # The lines that open and close a meeting, which a speaker's sentence may only quote.
    rf"(?<![^\s])The\smeeting\s(?:was\scalled\sto\sorder|was\sresumed|resumed|rose)\s{_AT}"
    r"(?=\s*(?:$|[^\sa-z]))"
    r"|(?<![^\s])(?:A\svote\swas\staken\sby\sshow\sof\shands\.|A\srecorded\svote\swas\staken\.)"
    r"(?=\s*(?:$|In\sfavour))"
)
_SIDE = re.compile(r"(?<![^\s])(?:In\sfavou?r|Against|Abstaining):(?=\s)")


def part_lines(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks, each with one speaker's words, one direction or one side of a vote at most."""
    for block in blocks:
        if block.kind is BlockKind.NOTE or block.italic:
            yield block
        else:
            yield from cut_block(block, _cuts(block.text))


def _cuts(text: str) -> list[int]:
    speakers = [line.start for line in find_speakers(text)]
    cuts = set(speakers)
    for match in _SET_APART.finditer(text):
        cuts |= {match.start(), match.end()}
        if match.group().startswith("A "):
            # The sides of a vote go on until somebody speaks.
            after = bisect_right(speakers, match.end())
            end = speakers[after] if after < len(speakers) else len(text)
            end = min(end, match.end() + _LONGEST_VOTE)
            cuts |= {side.start() for side in _SIDE.finditer(text, match.end(), end)}
    return sorted(cuts)


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
