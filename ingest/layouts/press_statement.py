"""Press statements: what the members of the Security Council tell the press, in their own words.

It is no decision of the Council, unlike a presidential statement. It is told by the sentence that
introduces it, or by a release's number above "The members of the Security Council …".
"""

from __future__ import annotations

import re

from ingest.formats import Block, Page
from ingest.layouts import LaidOut, split_asterisk
from ingest.layouts.masthead import placed_as_masthead
from ingest.layouts.press import PUBLISHER, WITHIN, is_release, read_release
from store.records import DayKind, Kind

_INTRODUCTION = re.compile(
    r"The\sfollowing\s(?:Security\sCouncil\s)?(?:(?:press\s)?statement|press\selements)\s"
    r"(?:to\sthe\spress\s)?(?:on\s.{1,120}\s)?(?:was|is|were)\s"
    r"(?:issued|released|made|read)\b.{0,200}\bCouncil\b"
    r"|(?:La\sdéclaration\s(?:à\sla\spresse\s)?(?:suivante|ci-après)|Voici\sla\sdéclaration"
    r"|On\strouvera\sci-après\sla\sdéclaration).{0,250}\bConseil\sde\ssécurité\b",
    re.IGNORECASE,
)
_MEMBERS = re.compile(
    r"(?:The\smembers\sof\sthe\sSecurity\sCouncil|Les\smembres\sdu\sConseil\sde\ssécurité)\b"
)
_MEMBERS_WITHIN = 3
"""Paragraphs: the members speak in the first of a statement, or close after it."""

AUTHOR = "Members of the Security Council"


def looks_like_press_statement(page: Page) -> bool:
    """Whether a page has the sentence that introduces one among its first blocks, or is a release
    whose first paragraphs begin with the members.
    """
    if any(_INTRODUCTION.match(block.text) for block in page.blocks[:WITHIN]):
        return True
    if not is_release(page):
        return False
    release = read_release(page)
    first = release.body[:_MEMBERS_WITHIN]
    return not release.meetings and any(_MEMBERS.match(block.text) for block in first)


def lay_out_press_statement(page: Page, *, name: str) -> LaidOut:
    """A statement's number, day and paragraphs, counted from the first after the introduction."""
    release = read_release(page)
    title, corrected = split_asterisk(release.title or name)
    introduction, body = _introduced(release.body)
    return LaidOut(
        title=title,
        kind=Kind.PRESS_STATEMENT,
        blocks=(*release.above, *placed_as_masthead(introduction), *body),
        posted=release.date,
        publisher=PUBLISHER,
        corrected=corrected,
        symbol=release.symbol,
        days=release.days(DayKind.POSTED),
        authors=(AUTHOR,),
        layout="press statement",
    )


def _introduced(blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """What comes as far as the introduction, and the statement itself."""
    at = next((i for i, block in enumerate(blocks[:WITHIN]) if _INTRODUCTION.match(block.text)), -1)
    return blocks[: at + 1], blocks[at + 1 :]
