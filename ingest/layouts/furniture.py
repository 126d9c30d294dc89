"""The page furniture of securitycouncilreport.org: lines that are no part of a document."""

from __future__ import annotations

import datetime as dt
import re

from ingest.formats import Block, BlockKind
from store.dates import find_dates

_APOSTROPHE = "['’‘ʼ]"
_POSTED = re.compile(r"(?:Posted|Published|Updated)(?:\s+on)?:?\s+(?P<date>.{6,40})", re.IGNORECASE)
_NAMES = re.compile(
    rf"(?:What{_APOSTROPHE}s In Blue|Security Council Report|(?:SCR )?Monthly Forecast|"
    r"Insights|Publications|Home)(?:\s*[|»>›:–-]\s*[^.]{0,120})?",
    re.IGNORECASE,
)
_CONTROLS = re.compile(
    r"(?:Print(?: this)?(?: page)?|Share|Tweet|E-?mail|Facebook|Twitter|X|LinkedIn|WhatsApp|"
    r"Telegram|PDF|Download(?: PDF)?|Full (?:Forecast|Report)(?: \(PDF\))?|Back to top|"
    r"Skip to content|Search|Menu|Close|Subscribe|Follow us(?: on .{1,20})?|Next|Previous|"
    r"Read more|Tags?:.{0,120})",
    re.IGNORECASE,
)
_FOOTERS = re.compile(
    rf"(?:Sign up for\s+(?:What{_APOSTROPHE}s In Blue|SCR|our|Security Council Report).{{0,60}}"
    r"|Subscribe to (?:receive )?(?:SCR|Security Council Report|our).{0,60}"
    r"|(?:©|Copyright).{0,120}Security Council Report.{0,60})",
    re.IGNORECASE,
)
_CONTROL_LENGTH = 160  # characters; a longer block is never furniture


def posted_date(block: Block) -> dt.date | None:
    """The day on a line such as "Posted Tue 24 Sep 2019"; ``None`` on any other."""
    match = _POSTED.fullmatch(block.text)
    if match is None:
        return None
    dates = [date for date in find_dates(match.group("date"), posted=None) if date.is_day]
    return dates[0].date_from if len(dates) == 1 else None


def is_footer(block: Block) -> bool:
    """Whether a block begins what stands below every document of the site."""
    return len(block.text) <= _CONTROL_LENGTH and bool(_FOOTERS.fullmatch(block.text))


def is_control(block: Block) -> bool:
    """Whether a block is a button or a link of the page."""
    return len(block.text) <= _CONTROL_LENGTH and bool(_CONTROLS.fullmatch(block.text))


def is_masthead(block: Block) -> bool:
    """Whether a block names the site or the series rather than the document."""
    return len(block.text) <= _CONTROL_LENGTH and bool(_NAMES.fullmatch(block.text))


def without_furniture(blocks: tuple[Block, ...]) -> list[Block]:
    """Blocks without buttons, posted lines and everything from the footer on."""
    kept: list[Block] = []
    for block in blocks:
        if is_footer(block) and any(len(other.text) > _CONTROL_LENGTH for other in kept):
            break
        if not (is_footer(block) or is_control(block) or posted_date(block)):
            kept.append(block)
    return kept


def find_posted(blocks: tuple[Block, ...]) -> dt.date | None:
    """The day of the first posted line."""
    return next((date for block in blocks if (date := posted_date(block))), None)


def has_masthead(blocks: tuple[Block, ...], pattern: re.Pattern[str], first: int = 8) -> bool:
    """Whether one of the first blocks matches ``pattern`` as a whole."""
    return any(pattern.fullmatch(block.text) for block in blocks[:first])


def split_title(blocks: list[Block], given: str | None) -> tuple[str | None, list[Block]]:
    """The title and the blocks around it, of which none is lost but mastheads before the title.

    The title is a first-level heading, or the block that is the page's own title, or else the
    first block that is neither masthead nor a full paragraph.
    """
    for at, block in enumerate(blocks):
        is_top = block.kind is BlockKind.HEADING and block.level == 1
        if (is_top and not is_masthead(block)) or (given and same_title(block.text, given)):
            before = [other for other in blocks[:at] if not is_masthead(other)]
            return block.text, before + blocks[at + 1 :]
    rest = [block for block in blocks if not is_masthead(block)]
    if rest and rest[0].kind is BlockKind.HEADING:
        return rest[0].text, rest[1:]
    if given:
        return given, rest
    if len(rest) > 1 and rest[0].kind is BlockKind.PARAGRAPH and len(rest[0].text) <= 250:
        return rest[0].text, rest[1:]
    return None, rest


def same_title(one: str, other: str) -> bool:
    """Whether two titles are one, but for capitals and the asterisk of a corrected post."""
    return one.rstrip("* ").casefold() == other.rstrip("* ").casefold()
