"""The first lines of a United Nations press release, in English and French.

Above the text stand the series, the meeting ("8626th Meeting (AM)"), the release's number and its
day, in lines of their own or run together; the title is before or after them, or only in the
page's head. Below it stands that it is no official record.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.formats import Block, BlockKind, Page
from ingest.layouts.furniture import same_title
from ingest.layouts.masthead import placed_as_masthead, read_day
from ingest.layouts.paragraphs import split_block
from store.records import Day, DayKind
from store.symbols import canonical

WITHIN = 30
"""Blocks in which the first lines and the title of a release stand."""

PUBLISHER = "United Nations"

_SERIES = r"(?:SC|CS|GA(?:/[A-Z]{1,4})?|AG(?:/[A-Z]{1,4})?|ECOSOC|SG/SM)"
_NUMBER = re.compile(
    rf"{_SERIES}/\d{{3,6}}(?:[-/](?:Rev\.\d|[A-Z/]{{2,8}}\d{{1,6}})){{0,2}}\*?(?!\w)"
)
_ORDINAL = r"\d{1,5}(?i:st|nd|rd|th|e|ème|ᵉ)"
_MEETING = re.compile(
    rf"(?:(?P<session>[A-Z][\w-]{{3,30}}\s(?:Session|Year|session|année),?\s))?"
    rf"(?P<numbers>{_ORDINAL}(?:(?:,\s|,?\s(?:&|and|et)\s){_ORDINAL}){{0,5}}\*?)\s"
    r"(?i:Meetings?|séances?)\*?(?:\s?\((?:Resumption|reprise)\s?\d{0,2}\))?"
    r"(?:\s?\((?i:AM|PM|Night|Resumed|AM\s?(?:&|and)\s?PM|[a-zé ,&]{3,30})\)"
    r"|(?:,|\s[-–—])\s(?:matin|après-midi|soir|nuit)(?:\s(?:et|&)\s(?:matin|après-midi|soir|nuit))?)?\*?"
    r"(?!\w)"
)
_DATE = re.compile(
    r"(?:\d{1,2}(?:er)?\s[^\W\d]{3,9}|[A-Z][a-z]{2,8}\s\d{1,2},)\s(?:19|20)\d\d(?!\d)"
)
_CHROME = re.compile(
    r"(?:In progress at UNHQ|United Nations|Nations Unies|Press Releases?|Press Statements?"
    r"|Meetings Coverage(?:\s(?:&|and)\sPress Releases)?|Couverture des réunions"
    r"(?:\s(?:&|et)\s(?:des\s)?communiqués de presse)?|Communiqués? de presse|Security Council"
    r"|General Assembly|Conseil de sécurité|Assemblée générale"
    r"|Departments? of Public Information.{0,60}|Home|Accueil|Print|Share|Search)",
)
_UNOFFICIAL = re.compile(
    r"(?:\*\s?){0,5}(?:For information media\.?\s?[-–—•]?\s?(?:Not an official record\.?)?"
    r"|Not an official record\.?"
    r"|(?:Document\s)?(?:Destiné )?à l[’']intention des organes d[’']information\.?\s?[•-]?\s?"
    r"(?:Document non officiel\.?)?|Document non officiel\.?)(?:\s?\*){0,5}",
    re.IGNORECASE,
)
_RULE = re.compile(r"[*_·•\s-]{1,40}")
_ORDINAL_NUMBER = re.compile(r"\d{1,5}")
_BETWEEN = re.compile(r"[\s,;|•·–—-]*")
_SITE = re.compile(
    r"\s*[|»:–-]\s*(?:UN Press|(?:Meetings Coverage and )?Press Releases?|ONU Presse)\b.*"
)
_LONGEST_TITLE = 400  # characters


@dataclass(frozen=True, slots=True)
class Release:
    """A press release, its first lines apart from its text.

    ``above`` are those lines, placed; ``body`` what comes after them, with neither the title nor
    the notices. ``meetings`` are the numbers of the meetings that it names. ``unofficial``: it
    says that it is no official record.
    """

    above: tuple[Block, ...]
    body: tuple[Block, ...]
    title: str | None
    symbol: str | None
    meetings: tuple[int, ...]
    date: dt.date | None
    unofficial: bool

    @property
    def is_of_council(self) -> bool:
        """Whether its series is the Security Council's."""
        return self.symbol is not None and self.symbol.startswith(("SC/", "CS/"))

    def days(self, *kinds: DayKind) -> tuple[Day, ...]:
        """The release's day as the day of each of ``kinds``."""
        return tuple(Day(kind, self.date) for kind in kinds) if self.date else ()


@dataclass(slots=True)
class _Found:
    """What the first lines said, the first of each kind."""

    symbol: str | None = None
    meetings: tuple[int, ...] = ()
    date: dt.date | None = None

    @property
    def is_release(self) -> bool:
        return self.symbol is not None or bool(self.meetings)

    def line_end(self, text: str) -> int:
        """Where the first lines that ``text`` begins with end; what they say is noted."""
        at = end = 0
        while at < len(text):
            if match := _NUMBER.match(text, at):
                self.symbol = self.symbol or canonical(match.group())
            elif match := _MEETING.match(text, at):
                numbers = _ORDINAL_NUMBER.findall(match.group("numbers"))
                self.meetings = self.meetings or tuple(map(int, numbers))
            elif match := _DATE.match(text, at):
                self.date = self.date or read_day(match.group())
            elif match := _CHROME.match(text, at):
                # "Security Council Urges …" is a title, and "Security Council" a line above it.
                at = _after(match, text)
                end = at if at == len(text) else end
                continue
            else:
                break
            at = end = _after(match, text)
        return end


def _after(match: re.Match[str], text: str) -> int:
    gap = _BETWEEN.match(text, match.end())
    return gap.end() if gap else match.end()


def is_release(page: Page) -> bool:
    """Whether a page has a release's number, or a meeting and the notice, among its first lines."""
    found = _Found()
    for block in page.blocks[:WITHIN]:
        found.line_end(block.text)
    unofficial = any(_UNOFFICIAL.fullmatch(block.text) for block in page.blocks)
    return found.symbol is not None or (unofficial and bool(found.meetings))


def read_release(page: Page) -> Release:
    """The first lines, title and text of a press release."""
    found = _Found()
    given = _SITE.sub("", page.title) if page.title else None
    lines, first, rest = _parted(page.blocks, found)
    between = [block for block in first[1:] if block not in lines]
    if rest:
        between.append(rest[0])
    title = next((block for block in (*first, *rest[:1]) if _is_title(block, given)), None)
    title = title or next((block for block in between if _may_be_title(block, given)), None)
    above = [b for b in first if b is not title and not _CHROME.fullmatch(b.text)]
    rest = rest[1:] if rest and rest[0] is title else rest
    body = tuple(b for b in rest if not (_UNOFFICIAL.fullmatch(b.text) or _RULE.fullmatch(b.text)))
    return Release(
        placed_as_masthead(above),
        body,
        title=title.text if title else given,
        symbol=found.symbol,
        meetings=found.meetings,
        date=found.date or page.posted,
        unofficial=any(_UNOFFICIAL.fullmatch(block.text) for block in page.blocks),
    )


def _parted(blocks: Sequence[Block], found: _Found) -> tuple[list[Block], list[Block], list[Block]]:
    """The first lines, all blocks as far as they go, and those after them."""
    parts: list[Block] = []
    lines: list[Block] = []
    end = looked = 0
    for block in blocks[:WITHIN]:
        if found.is_release and len(block.text) > _LONGEST_TITLE:
            break
        looked += 1
        at = found.line_end(block.text)
        line, remainder = split_block(block, at) if at else (None, block)
        if line:
            parts.append(line)
            lines.append(line)
            end = len(parts)
        if remainder:
            parts.append(remainder)
    return lines, parts[:end], [*parts[end:], *blocks[looked:]]


def _is_title(block: Block, given: str | None) -> bool:
    """Whether a block is what the page itself calls its title."""
    if len(block.text) > _LONGEST_TITLE or _CHROME.fullmatch(block.text):
        return False
    top = block.kind is BlockKind.HEADING and block.level == 1
    return top or (given is not None and same_title(block.text, given))


def _may_be_title(block: Block, given: str | None) -> bool:
    """Whether the first block after the lines is one, on a page that says of none that it is."""
    line = len(block.text) <= _LONGEST_TITLE and block.kind is not BlockKind.BULLET
    return given is None and line and not block.text.endswith((".", ":", ";", ","))
