"""Security Council Report's monthly forecast: one subject a page, in headed sections.

It is told by its header line ("September 2019 Monthly Forecast") or by two of its sections, which
are what it is cited by; those of before about 2018 ("Council and Wider Dynamics") are known too.
"""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.formats import Block, BlockKind, Page
from ingest.layouts import LaidOut
from ingest.layouts.brief import lay_out_scr
from ingest.layouts.furniture import has_masthead
from store.records import Day, DayKind, Kind

_ABOVE = 8
"""Blocks among which the header line stands."""
_MASTHEAD = re.compile(r"(?:\w+ \d{4} )?(?:SCR )?Monthly Forecast.{0,60}", re.IGNORECASE)
_SECTIONS = re.compile(
    r"(?:Expected Council Action|Background|Background and Key Recent Developments|"
    r"(?:Key )?Recent Developments|Developments in .{1,60}|Status Update.{0,60}|"
    r"Human Rights-Related Developments|Sanctions-Related Developments|Women, Peace and Security|"
    r"Peacebuilding Commission-Related Developments|Key Issues(?: and Options)?|Options|"
    r"Council (?:and (?:Wider|Broader) )?Dynamics|UN Documents(?: on .{1,60})?|"
    r"Selected .{1,40} Documents|Other Relevant Facts|Useful Additional (?:Sources|Resources)|"
    r"Introduction|Conclusion)\s*:?",
    re.IGNORECASE,
)


def looks_like_forecast(page: Page) -> bool:
    """Whether a page has the header line of a forecast, or at least two of its sections."""
    if has_masthead(page.blocks, _MASTHEAD):
        return True
    return len({b.text.casefold() for b in page.blocks if _SECTIONS.fullmatch(b.text)}) >= 2


def lay_out_forecast(page: Page, *, name: str) -> LaidOut:
    """A forecast's title, posted date and body, its section names as headings."""
    blocks = tuple(
        replace(block, kind=BlockKind.HEADING, level=max(block.level, 2))
        if _SECTIONS.fullmatch(block.text)
        else block
        for block in _without_masthead(page.blocks)
    )
    laid = lay_out_scr(replace(page, blocks=blocks), kind=Kind.FORECAST, name=name)
    return replace(laid, days=(Day(DayKind.POSTED, laid.posted),) if laid.posted else ())


def _without_masthead(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    first = (block for block in blocks[:_ABOVE] if not _MASTHEAD.fullmatch(block.text))
    return (*first, *blocks[_ABOVE:])
