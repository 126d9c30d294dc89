"""What's In Blue: a brief before a meeting of the Council, as page, print form or plain text."""

from __future__ import annotations

import re

from ingest.formats import Page
from ingest.layouts import LaidOut, split_asterisk
from ingest.layouts.furniture import (
    find_posted,
    has_masthead,
    is_masthead,
    posted_date,
    split_title,
    without_furniture,
)
from store.records import Kind

PUBLISHER = "Security Council Report"

_MASTHEAD = re.compile(r"What['’‘ʼ]s In Blue(?:\s*[|»>›:–-].{0,120})?", re.IGNORECASE)
_SERIES = re.compile(r"[|»:–-]\s*What['’‘ʼ]s In Blue\b", re.IGNORECASE)
# In a line by itself, or by its copyright: a text may speak of it without being by it.
_OWN_LINE = re.compile(
    r"^\s*(?:Security Council Report\s*$|(?:©|Copyright).{0,120}Security Council Report)"
    r"|Monthly Forecast\s*$",
    re.IGNORECASE,
)
_ABOVE_THE_TEXT = 6
"""Blocks: header, posted line and title stand among the first few."""
_SITE_SUFFIX = re.compile(
    r"(?<!\s)\s*[|»:–-]\s*(?:What['’‘ʼ]s In Blue|Security Council Report)"
    r"(?:\s*[|»:–-]\s*(?:What['’‘ʼ]s In Blue|Security Council Report))?\s*$",
    re.IGNORECASE,
)


def names_report(page: Page) -> bool:
    """Whether a page itself says that it is Security Council Report's; "Posted …" says no such."""
    title = page.title or ""
    return bool(
        has_masthead(page.blocks, _MASTHEAD)
        or _SERIES.search(title)
        or _SITE_SUFFIX.search(title)
        or any(_OWN_LINE.search(block.text) for block in page.blocks)
    )


def looks_like_brief(page: Page) -> bool:
    """Whether a page says that it is one: by its header line, by the series in its title, or by
    the line "Posted …" above its text. "Published on …" may stand on a page of anybody's.
    """
    if has_masthead(page.blocks, _MASTHEAD) or _SERIES.search(page.title or ""):
        return True
    posted = (block for block in page.blocks[:_ABOVE_THE_TEXT] if posted_date(block))
    return any(block.text.casefold().startswith("posted") for block in posted)


def lay_out_brief(page: Page, *, name: str) -> LaidOut:
    """A brief's title, posted date and body.

    The body keeps names that carry an asterisk as they are. ``name`` stands in where the page has
    no title at all.
    """
    return lay_out_scr(page, kind=Kind.BRIEF, name=name)


def lay_out_scr(page: Page, *, kind: Kind, name: str) -> LaidOut:
    """Any document of securitycouncilreport.org."""
    given = _SITE_SUFFIX.sub("", page.title) if page.title else None
    title, rest = split_title(without_furniture(page.blocks), given)
    bare, corrected = split_asterisk(title or given or name)
    body = tuple(block for block in rest if not is_masthead(block))
    return LaidOut(
        title=bare,
        kind=kind,
        blocks=body,
        posted=find_posted(page.blocks) or page.posted,
        publisher=PUBLISHER if names_report(page) else None,
        corrected=corrected,
        layout=kind.value,
    )
