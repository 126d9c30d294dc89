"""Reports, of the Secretary-General and others: paragraphs numbered through all their sections."""

from __future__ import annotations

import re

from ingest.formats import Block, BlockKind, Page
from ingest.layouts import LaidOut
from ingest.layouts.masthead import Masthead, placed_as_masthead, read_masthead
from ingest.layouts.paragraphs import (
    join_headings,
    printed_number,
)
from ingest.layouts.sections import SectionPlacer
from store.records import Kind

_TITLE = re.compile(
    r"(?:[\w’'-]{1,30}\s){0,8}(?:report|reports)\sof\s(?:the|a)\s.{3,300}"
    r"|(?:[\w’'-]{1,30}\s){0,8}rapport\s(?:du|de\sla|de\sl[’'])\s?.{3,300}"
    r"|(?:[\w-]{1,30}\s){0,8}доклад\s[^\W\d]{3,30}.{0,300}",
    re.IGNORECASE,
)
_OF_THE_SECRETARY_GENERAL = re.compile(
    r"\bof\sthe\sSecretary-General\b|\bSecrétaire\sgénéral|Генерального\sсекретаря", re.IGNORECASE
)
_FRONT = 12
"""Blocks between the masthead and paragraph 1 among which the title stands."""
_LEAST_NUMBERED = 3
"""Paragraphs numbered in a row that make a report of what is titled as one."""
_LARGEST_STEP = 4
"""How far a paragraph's number may be ahead of the one expected, where some were lost."""
_SENTENCE_END = (".", ";", ":", "”")


def looks_like_report(page: Page) -> bool:
    """Whether a page has a UN masthead, a report's title, and paragraphs numbered from 1."""
    masthead = read_masthead(page)
    if not masthead.is_official or _title_at(masthead) is None:
        return False
    expected = 1
    for block in masthead.rest:
        if printed_number(block.text, expected) == expected:
            expected += 1
            if expected > _LEAST_NUMBERED:
                return True
    return False


def lay_out_report(page: Page, *, name: str) -> LaidOut:
    """A report's title and day, and its paragraphs by their printed numbers under their headings.

    Footnotes stay apart; in annexes the numbers begin anew.
    """
    masthead = read_masthead(page)
    at = _title_at(masthead)
    above = masthead.rest[: 0 if at is None else at]
    title = name if at is None else masthead.rest[at].text
    subject = next((b.text for b in reversed(above) if b.kind is BlockKind.HEADING), None)
    body = masthead.rest[0 if at is None else at + 1 :]
    secretary = _OF_THE_SECRETARY_GENERAL.search(title)
    return LaidOut(
        title=f"{subject}: {title}" if subject else title,
        kind=Kind.REPORT,
        blocks=(
            *masthead.blocks,
            *placed_as_masthead(above),
            *join_headings(list(_Placer().place(body))),
        ),
        posted=masthead.date,
        symbol=masthead.symbol,
        corrected=masthead.reissued,
        original_language=masthead.original_language,
        session=masthead.session,
        agenda_item=masthead.agenda_item,
        days=masthead.days,
        authors=("Secretary-General",) if secretary else (),
        layout="report",
    )


def _title_at(masthead: Masthead) -> int | None:
    """Which block below the masthead is the title, if one above paragraph 1 is."""
    for at, block in enumerate(masthead.rest[:_FRONT]):
        if printed_number(block.text, 1) == 1 and block.text.endswith(_SENTENCE_END):
            return None
        ended = block.text.endswith((*_SENTENCE_END, ","))
        if block.kind is not BlockKind.NOTE and not ended and _TITLE.fullmatch(block.text):
            return at
    return None


class _Placer(SectionPlacer):
    """A report's numbers run on through its headings, which may be numbered too."""

    def __init__(self) -> None:
        super().__init__()
        self._sections = 0

    def _begin(self, section: str | None) -> None:
        super()._begin(section)
        self._sections += 1
        self._items.reset()

    def _next_number(self, block: Block) -> int | None:
        number = printed_number(block.text, self._last + 1)
        if number is None or not self._last < number <= self._last + 1 + _LARGEST_STEP:
            return None
        return None if _numbered_heading(block) else number

    def _heads(self, block: Block) -> bool:
        return super()._heads(block) or _numbered_heading(block)

    def _unit(self) -> str:
        return f"section {self._sections}"


def _numbered_heading(block: Block) -> bool:
    """Whether "1. Political developments" heads a section and is no paragraph."""
    if printed_number(block.text) is None or block.text.endswith(_SENTENCE_END):
        return False
    return block.kind is BlockKind.HEADING or 0 < len(block.text) <= block.bold
