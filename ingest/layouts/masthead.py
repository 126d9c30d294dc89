"""The first page of a UN document: who issues it, its symbol, its day and its first language.

The lines stand in two columns (the organ on the left; symbol, distribution, day and original
language on the right), so a reader of PDF may give them in any order and in any company. What is
looked for is therefore the forms of the lines and not their places.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches

from ingest.formats import Block, BlockKind, Page, Place
from ingest.language import NAMES
from ingest.layouts.paragraphs import scanned_number, split_block
from store.date_words import make_day
from store.dates import find_dates
from store.records import Day, DayKind, Pinpoint
from store.symbols import FoundSymbol, find_symbols

WITHIN = 40
"""Blocks in which a masthead ends and a title stands."""

UNIT = "masthead"

_LANGUAGE_CODES = {name.lower(): code for code, names in NAMES.items() for name in names}
_LANGUAGE_NAME = "(?:" + "|".join(sorted(_LANGUAGE_CODES, key=len, reverse=True)) + ")"
_ORIGINAL = re.compile(
    rf"(?:Original|Оригинал|Язык\s+оригинала)\s?:\s{{0,3}}(?P<language>{_LANGUAGE_NAME})\b"
    rf"(?:\s?(?:/|,|and|et|и)\s?{_LANGUAGE_NAME}\b){{0,5}}",
    re.IGNORECASE,
)
_DISTRIBUTION = re.compile(
    r"(?:Distr\.?|Distribution)\s?:?\s{0,3}"
    r"(?:general|limited|restricted|générale|limitée|restreinte|limitada|reservada"
    r"|общая|ограниченная)(?![^\W\d_])",
    re.IGNORECASE,
)
_ORGANS = {
    "Security Council": ("Security Council", "Conseil de sécurité", "Совет Безопасности"),
    "General Assembly": ("General Assembly", "Assemblée générale", "Генеральная Ассамблея"),
    "Economic and Social Council": (
        "Economic and Social Council",
        "Conseil économique et social",
        "Экономический и Социальный Совет",
    ),
}
_ORGAN_NAMES = {name.casefold(): organ for organ, names in _ORGANS.items() for name in names}
_ORGAN = re.compile("|".join(re.escape(n) for names in _ORGANS.values() for n in names), re.I)
_UNITED_NATIONS = re.compile(
    r"United Nations|Nations Unies|Naciones Unidas|Организация Объединенных Наций", re.IGNORECASE
)
_SESSION = re.compile(
    r"(?P<session>[A-Z][a-z]{2,12}(?:-[a-z]{3,12}){0,2}\s(?:(?:resumed|special|emergency)\s){0,2}"
    r"(?i:session|year)"
    r"|[A-ZÀ-Ý][\w-]{3,30}\s(?i:session|année)"
    # A line of the other column may run on without a space: "yearSecurity Council".
    r"|[А-ЯЁ][а-яё]{3,20}(?:\s[а-яё]{3,20}){0,3}\s(?:сессия|год))(?![a-zà-ÿа-яё\d_])"
)
_AGENDA_ITEM = re.compile(
    r"(?:(?:Provisional\s)?Agenda\sitems?|Items?|Point|Пункт)\s(?P<item>\d{1,3}(?:\s\([a-z]\))?"
    r"(?:(?:,\s|,?\sand\s|\sto\s|\set\s)(?:\d{1,3}\s?)?(?:\([a-z]\))?){0,12})"
    r"(?:\s(?:of\sthe|de\sl[’'])[\s\w’']{0,40}(?:agenda|ordre\sdu\sjour))?\*{0,3}",
    re.IGNORECASE,
)
_JOB = re.compile(r"\d{2}-\d{5}(?:\s?\([A-Z]\))?(?:\s{1,3}\d{6}(?!\d)){0,3}|\*\d{7}\*")
_REISSUED = re.compile(
    r"\*{1,3}\s?(?:Second\s|Third\s)?(?:Reissued|Re-issued|Nouveau tirage)[^.]{0,120}\.?",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"[\s*,.;|]*")
_STRONG = (_DISTRIBUTION, _ORIGINAL, _JOB, _AGENDA_ITEM)
# Until the 1990s the organ's letter stood large in the corner, and the language of the paper itself
# above the original's; and a reader of PDF may part "Distr." from "GENERAL".
_SCATTERED = re.compile(
    rf"(?:Distr(?:ibution)?\.?|General|Limited|Restricted)$|[ASE](?=\s{{1,3}}(?:{_ORGAN.pattern}|Distr\b|[ASE]/)|$)"
    rf"|{_LANGUAGE_NAME}(?=\s{{0,3}}(?:Original\b|$))",
    re.IGNORECASE,
)
_PROVISIONAL = re.compile(r"Provisional\b", re.IGNORECASE)
_WEAK = (_UNITED_NATIONS, _ORGAN, _SESSION, _REISSUED, _SCATTERED, _PROVISIONAL)
_ON_EVERY_PAPER = (_DISTRIBUTION, _JOB, _UNITED_NATIONS, _ORGAN, _SCATTERED, _PROVISIONAL)

_DAY = re.compile(r"(?<![\w.])(?P<day>[\dIlO]{1,2})\s(?P<month>[^\W\d]{3,9}\W?)\s(?P<year>\d{4})\b")
_MONTHS = [name for name in calendar.month_name if name]
_DAY_LINE = re.compile(r"\d{1,2}(?:er)?\s[^\W\d]{3,10}\s(?:de\s)?\d{4}\b(?:\sгода)?")
_CLOSE = 0.75  # of a month's name, where a scanner misread a letter or two of it
_LONGEST_FRONT = 4_000  # characters of a masthead that are looked at


@dataclass(frozen=True, slots=True)
class Masthead:
    """What the first page says above a document's title.

    ``blocks`` are its lines, placed, and ``rest`` what comes after them. ``date`` is the day of
    issue, and ``original_language`` a code (``ru``). ``reissued``: the symbol has the asterisk of
    a document that replaces one of the same symbol.
    """

    blocks: tuple[Block, ...]
    rest: tuple[Block, ...]
    organ: str | None = None
    symbol: str | None = None
    date: dt.date | None = None
    original_language: str | None = None
    session: str | None = None
    agenda_item: str | None = None
    reissued: bool = False
    distributed: bool = False

    @property
    def days(self) -> tuple[Day, ...]:
        """The day of issue, where it is printed."""
        return (Day(DayKind.MASTHEAD, self.date),) if self.date else ()

    @property
    def is_official(self) -> bool:
        """Whether it says how it is distributed, or has a symbol: it is a UN document's."""
        return self.distributed or self.symbol is not None


def read_masthead(page: Page, title: re.Pattern[str] | None = None) -> Masthead:
    """The lines above the title of a UN document.

    All that stands above a line that begins as ``title`` does is masthead. Without a pattern, or
    where nothing matches it, the masthead ends where the forms of its lines do.
    """
    at = None if title is None else find_title(page.blocks, title)
    if at is None:
        above, rest = _by_form(page.blocks)
    else:
        first, second = split_block(page.blocks[at[0]], at[1])
        above = [*page.blocks[: at[0]], *([first] if first else [])]
        rest = [*([second] if second else []), *page.blocks[at[0] + 1 :]]
    return _read(above, rest, page.running)


def find_title(blocks: Sequence[Block], title: re.Pattern[str]) -> tuple[int, int] | None:
    """Which of the first blocks has ``title``, and where in it: at its start or after a masthead's
    own lines.
    """
    for at, block in enumerate(blocks[:WITHIN]):
        if block.kind is BlockKind.NOTE:
            continue
        if title.match(block.text):
            return at, 0
        end = _forms_end(block.text)[0]
        if end and title.match(block.text, end):
            return at, end
    return None


def placed_as_masthead(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Blocks as lines of a masthead: kept, and ranked behind what a document says.

    Those that say nothing of the document, such as "Distr.: General", are not quoted.
    """
    return tuple(placed_in_front(block, UNIT) for block in blocks)


def placed_in_front(block: Block, unit: str) -> Block:
    """One such line, in a masthead or on a cover; a note stays as it is."""
    if block.kind is BlockKind.NOTE:
        return block
    label = len(block.text) if _says_nothing(block.text) else 0
    return replace(block, place=Place(Pinpoint(), unit, procedural=True), label=label)


def read_day(text: str) -> dt.date | None:
    """The first full date in ``text``, one with a scanner's misreadings ("3 Apri] 1991") too."""
    for found in find_dates(text, posted=None):
        if found.is_day:
            return found.date_from
    for match in _DAY.finditer(text):
        if month := get_close_matches(match.group("month"), _MONTHS, 1, _CLOSE):
            day = scanned_number(match.group("day"))
            return make_day(int(match.group("year")), _MONTHS.index(month[0]) + 1, day)
    return None


def original_language(text: str) -> str | None:
    """The code of the language that a line such as "[Original: Russian]" names."""
    match = _ORIGINAL.search(text)
    return _LANGUAGE_CODES[match.group("language").lower()] if match else None


def session_in(text: str) -> str | None:
    """The session or year of its organ that ``text`` names first ("Seventy-third year")."""
    match = _SESSION.search(text)
    return " ".join(match.group("session").split()) if match else None


def _read(above: list[Block], rest: list[Block], running: tuple[str, ...]) -> Masthead:
    text = " ".join(block.text for block in above)[:_LONGEST_FRONT]
    symbol = _symbol(text) or _symbol(" ".join(running)[:_LONGEST_FRONT])
    distributed = _DISTRIBUTION.search(text)
    organ = _ORGAN.search(text)
    item = _AGENDA_ITEM.search(text)
    after = read_day(text[distributed.end() :]) if distributed else None
    return Masthead(
        placed_as_masthead(above),
        tuple(rest),
        organ=_ORGAN_NAMES[organ.group().casefold()] if organ else None,
        symbol=symbol.symbol if symbol else None,
        date=after or read_day(_REISSUED.sub(" ", text)),
        original_language=original_language(text),
        session=session_in(text),
        agenda_item=item.group("item").strip() if item else None,
        reissued=symbol is not None and symbol.starred,
        distributed=distributed is not None,
    )


def _symbol(text: str) -> FoundSymbol | None:
    return next((found for found in find_symbols(text) if found.formal), None)


def _by_form(blocks: Sequence[Block]) -> tuple[list[Block], list[Block]]:
    """Blocks that are nothing but lines of a masthead, and the blocks from the first other on."""
    above: list[Block] = []
    for at, block in enumerate(blocks[:WITHIN]):
        end, strong = _forms_end(block.text)
        if block.kind is BlockKind.NOTE or end == len(block.text):
            above.append(block)
            continue
        if not strong:
            return above, list(blocks[at:])
        first, second = split_block(block, end)
        return (
            [*above, *([first] if first else [])],
            [*([second] if second else []), *blocks[at + 1 :]],
        )
    return above, list(blocks[len(above) :])


def _forms_end(text: str) -> tuple[int, bool]:
    """Where the masthead's lines that ``text`` begins with end, and whether one is unmistakable."""
    front = text[:_LONGEST_FRONT]
    symbols = {f.span.start: f.span.end for f in find_symbols(front) if f.formal}
    at, strong = 0, False
    while at < len(front):
        sure = next((m.end() for p in _STRONG if (m := p.match(front, at))), None)
        sure = sure or symbols.get(at) or (_day_end(front, at) if strong or at == 0 else None)
        end = sure or next((m.end() for p in _WEAK if (m := p.match(front, at))), None)
        if end is None:
            break
        strong = strong or sure is not None
        gap = _BETWEEN.match(front, end)
        at = gap.end() if gap else end
    return at, strong


def _says_nothing(text: str) -> bool:
    """Whether a line has only what stands on every paper: its organ, "Distr.: General", a job's
    number. Its symbol, day, session and first language are the document's own.
    """
    at = 0
    while at < len(text) <= _LONGEST_FRONT:
        end = next((m.end() for form in _ON_EVERY_PAPER if (m := form.match(text, at))), None)
        if end is None:
            return False
        gap = _BETWEEN.match(text, end)
        at = gap.end() if gap else end
    return at > 0


def _day_end(text: str, at: int) -> int | None:
    """Where a day that begins at ``at`` ends, whatever letter it is glued to."""
    match = _DAY_LINE.match(text, at)
    return match.end() if match and read_day(match.group()) else None
