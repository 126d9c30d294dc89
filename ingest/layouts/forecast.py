"""Security Council Report's monthly forecast: one subject a page, in headed sections."""

from __future__ import annotations

import re

from ingest.formats import Block, BlockKind, Page
from ingest.layouts import LaidOut
from ingest.layouts.brief import lay_out_scr
from ingest.layouts.furniture import has_masthead
from store.records import Kind

_MASTHEAD = re.compile(r"(?:\w+ \d{4} )?(?:SCR )?Monthly Forecast.{0,60}", re.IGNORECASE)
_SECTIONS = re.compile(
    r"(?:Expected Council Action|Background|Background and Key Recent Developments|"
    r"(?:Key )?Recent Developments|Key Recent Developments|Developments in .{1,60}|"
    r"Human Rights-Related Developments|Sanctions-Related Developments|Women, Peace and Security|"
    r"Peacebuilding Commission-Related Developments|Key Issues(?: and Options)?|Options|"
    r"Council (?:and Wider )?Dynamics|UN Documents(?: on .{1,60})?|Selected .{1,40} Documents|"
    r"Other Relevant Facts|Useful Additional (?:Sources|Resources)|Introduction|Conclusion)\s*:?",
    re.IGNORECASE,
)


def looks_like_forecast(page: Page) -> bool:
    """Whether a page has the header line of a forecast, or at least two of its sections."""
    if has_masthead(page.blocks, _MASTHEAD):
        return True
    return len({b.text.casefold() for b in page.blocks if _SECTIONS.fullmatch(b.text)}) >= 2


def lay_out_forecast(page: Page, *, name: str) -> LaidOut:
    """A forecast's title, posted date and body, its section names as headings."""
    titled = _masthead_removed(page)
    blocks = tuple(
        Block(block.text, BlockKind.HEADING, max(block.level, 2))
        if _SECTIONS.fullmatch(block.text)
        else block
        for block in titled.blocks
    )
    return lay_out_scr(
        Page(blocks, titled.title, titled.posted, titled.language, titled.url, titled.site),
        kind=Kind.FORECAST,
        name=name,
    )


def _masthead_removed(page: Page) -> Page:
    first = [block for block in page.blocks[:8] if not _MASTHEAD.fullmatch(block.text)]
    blocks = (*first, *page.blocks[8:])
    return Page(blocks, page.title, page.posted, page.language, page.url, page.site)
