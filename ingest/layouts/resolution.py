"""Resolutions of the Security Council and the General Assembly, from 1946 to this day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.formats import Block, Page
from ingest.layouts import LaidOut
from ingest.layouts.masthead import (
    Masthead,
    find_title,
    placed_as_masthead,
    read_day,
    read_masthead,
)
from ingest.layouts.operative import ADOPTION, place_body
from ingest.layouts.paragraphs import is_heading, scanned_number, split_block
from ingest.layouts.resolution_lines import OPENING
from store.records import Day, DayKind, Kind, Relation, RelationKind
from store.resolutions import year_of_resolution
from store.symbols import meeting_symbol

_NEW_TITLE = (
    r"(?:Resolution|Résolution|Резолюция)\s(?P<number>\d{1,4})"
    r"(?:\s?\(\s?(?P<year>(?:19|20)[\d-]{2,4})\s?\)|(?=\s(?:of|du)\s\d{1,2}\s\S{3,10}\s\d{4}))"
)
_OLD_TITLE = (
    r"(?P<old_number>\d{1,4})\s?\(\s?(?P<old_year>19\d\d)\s?\)\s?[.,]?\sResolution\sof\s"
    r"\S{1,3}\s\S{3,10}\s\d{4}(?:\s?[\[(][S8]/[^\])]{1,40}[\])]}?)?"
)
_TITLE = re.compile(rf"(?:{_NEW_TITLE}|{_OLD_TITLE}),?", re.IGNORECASE)
_DATE = r"(?:\S{1,2}\s)?[\dIlO]\S{0,2}\s[^\W\d]\S{2,9}\s\S?\d{3,4}"
_TITLE_DATE = re.compile(rf"\s{_DATE}")
_NOTE_MARK = re.compile(r"\d{1,3}|\*{1,3}")
_ASSEMBLY_TITLE = re.compile(
    r"(?P<symbol>(?:E?S-)?\d{1,2}/\d{1,4}(?:\s[A-Z](?=\.))?)\s?\.\s(?P<subject>\S.{2,400})"
)
_ASSEMBLY_ADOPTED = re.compile(r"Resolutions?\sadopted\sby\sthe\sGeneral\sAssembly", re.IGNORECASE)
_MEETING = re.compile(
    r"(?:(?<!\w)_?(?:its|the)\s(?:resumed\s)?|\bà\sla\s|\bà\ssa\s|\bна\sего\s)"
    r"(?P<number>\d{5}|[\dIlO]{1,4}(?:\s\d{1,2})?)\s?(?:st|nd|rd|the?|1h|d|e|ème|-м)?_?\s"
    r"(?:\(\w{1,12}\)\s)?(?:plenary\s)?(?:meet-?\s?ing|meting|séance|заседании)",
    re.IGNORECASE,
)
_ADOPTED = re.compile(
    r"Adopted\s(?:by\sthe\sSecurity\sCouncil|unanimously|by|at|without)\b|Adoptée?\s|Принята\s",
    re.IGNORECASE,
)
_FRONT_LINE = re.compile(
    rf"{_DATE}|[\[(]S/|Adopted\s|Adoptée?\s|Принята\s|on\s\d|\d{{1,3}}$", re.IGNORECASE
)
_OPENS = re.compile(rf"{OPENING.pattern}(?<=[,.])|(?:Having|Recalling|Considering|Noting)\s")
_FRONT = 12
"""Blocks between the title and the opening words: who adopted it and when, its subject."""
_LONGEST_SUBJECT = 200  # characters


@dataclass(frozen=True, slots=True)
class _Front:
    """What stands above a resolution's body."""

    masthead: Masthead
    number: int
    year: int
    lines: tuple[Block, ...]
    body: tuple[Block, ...]
    subject: str | None
    dated: bool


def looks_like_resolution(page: Page) -> bool:
    """Whether a page has a resolution's title among its first lines, dated ("47 (1948). Resolution
    of 21 April 1948") or followed by its adoption or by the organ's opening words.
    """
    front = _read_front(page)
    if front is None:
        return _assembly_title(page) is not None
    adopted = any(_ADOPTED.match(block.text) for block in front.lines)
    opens = bool(front.body) and _OPENS.match(front.body[0].text) is not None
    return front.dated or adopted or opens or "/RES/" in (front.masthead.symbol or "")


def lay_out_resolution(page: Page, *, name: str) -> LaidOut:
    """A resolution's number, day and meeting of adoption, and its paragraphs as they are cited."""
    front = _read_front(page)
    if front is None:
        return _lay_out_assembly(page, name=name)
    body = place_body(front.body)
    above = " ".join(block.text for block in front.lines)
    closing = " ".join(b.text for b in body if b.place is not None and b.place.unit == ADOPTION)
    adopted = read_day(above) or front.masthead.date
    title = f"Resolution {front.number} ({front.year})"
    symbol = front.masthead.symbol or ""
    days = front.masthead.days
    return LaidOut(
        title=f"{title}: {front.subject}" if front.subject else title,
        kind=Kind.RESOLUTION,
        blocks=(
            *front.masthead.blocks,
            *placed_as_masthead(front.lines),
            *body,
        ),
        posted=adopted,
        symbol=symbol if "/RES/" in symbol else f"S/RES/{front.number} ({front.year})",
        corrected=front.masthead.reissued,
        original_language=front.masthead.original_language,
        session=front.masthead.session,
        agenda_item=front.masthead.agenda_item,
        days=(*days, Day(DayKind.ADOPTION, adopted)) if adopted else days,
        relations=_adopted_at((above, closing)),
        layout="resolution",
    )


def _read_front(page: Page) -> _Front | None:
    masthead = read_masthead(page, _TITLE)
    match = _TITLE.match(masthead.rest[0].text) if masthead.rest else None
    if match is None:
        return None
    dated = _TITLE_DATE.match(masthead.rest[0].text, match.end())
    title, below = split_block(masthead.rest[0], dated.end() if dated else match.end())
    lines, body = _front_lines([*([below] if below else []), *masthead.rest[1:]])
    number = int(match.group("number") or match.group("old_number"))
    year = _year(number, match, title.text if title else "")
    above = [block for block in masthead.blocks if is_heading(block)]
    subject = next((block.text for block in (*above, *lines) if _is_subject(block)), None)
    # A title that says no more than the document's own is not kept twice.
    told = title is None or title.text == f"Resolution {number} ({year})"
    kept = lines if told or title is None else [title, *lines]
    # A line that goes on ("Resolution 242 (1967) of 22 November 1967 called for …") is no title.
    alone = below is None or OPENING.match(below.text) or _NOTE_MARK.fullmatch(below.text)
    is_old = match.group("old_number") is not None
    certain = is_old or (dated is not None and bool(alone))
    return _Front(masthead, number, year, tuple(kept), tuple(body), subject, certain)


def _year_of(match: re.Match[str]) -> int | None:
    """The year in brackets, whatever a scanner put between its digits."""
    printed = re.sub(r"\D", "", match.group("year") or match.group("old_year") or "")
    return int(printed) if len(printed) == 4 else None


def _year(number: int, match: re.Match[str], title: str) -> int:
    """The year of a resolution: the one in brackets, but where its own day and the number agree on
    another ("434 (1973) of 18 September 1978").
    """
    day = read_day(title)
    of_day = day.year if day else 0
    if of_day == year_of_resolution(number):
        return of_day
    return _year_of(match) or of_day


def _front_lines(blocks: Sequence[Block]) -> tuple[list[Block], list[Block]]:
    """The lines between the title and the body, and the body."""
    lines: list[Block] = []
    for at, block in enumerate(blocks[:_FRONT]):
        opening = OPENING.search(block.text)
        if opening and opening.start() and _is_front_line(block.text[: opening.start()]):
            head, tail = split_block(block, opening.start())
            lines += [head] if head else []
            return lines, [*([tail] if tail else []), *blocks[at + 1 :]]
        if opening or not (_is_front_line(block.text) or is_heading(block)):
            return lines, list(blocks[at:])
        lines.append(block)
    return lines, list(blocks[len(lines) :])


def _is_front_line(text: str) -> bool:
    return bool(_FRONT_LINE.match(text)) and len(text) <= _LONGEST_SUBJECT


def _is_subject(block: Block) -> bool:
    return is_heading(block) and not _FRONT_LINE.match(block.text)


def _adopted_at(lines: Sequence[str]) -> tuple[Relation, ...]:
    """The Council's meeting that the lines of adoption name."""
    for text in lines:
        if match := _MEETING.search(text):
            number = scanned_number(match.group("number"))
            return (Relation(RelationKind.ADOPTED_AT, meeting_symbol(number)),)
    return ()


def _assembly_title(page: Page) -> re.Match[str] | None:
    """The title of a General Assembly resolution, which says what organ adopted it above."""
    at = find_title(page.blocks, _ASSEMBLY_ADOPTED)
    if at is None:
        return None
    titles = (_ASSEMBLY_TITLE.fullmatch(block.text) for block in page.blocks[at[0] : at[0] + 6])
    return next((title for title in titles if title), None)


def _lay_out_assembly(page: Page, *, name: str) -> LaidOut:
    masthead = read_masthead(page, _ASSEMBLY_ADOPTED)
    title = _assembly_title(page)
    start = next((i for i, b in enumerate(masthead.rest) if OPENING.match(b.text)), 0)
    lines, body = masthead.rest[:start], masthead.rest[start:]
    adopted = next(
        (d for b in lines if _ASSEMBLY_ADOPTED.match(b.text) and (d := read_day(b.text))), None
    )
    printed = title.group() if title else name
    symbol = masthead.symbol or (f"A/RES/{title.group('symbol')}" if title else None)
    days = masthead.days
    return LaidOut(
        title=printed,
        kind=Kind.RESOLUTION,
        blocks=(
            *masthead.blocks,
            *placed_as_masthead([block for block in lines if block.text != printed]),
            *place_body(body),
        ),
        posted=adopted or masthead.date,
        symbol=symbol,
        corrected=masthead.reissued,
        original_language=masthead.original_language,
        session=masthead.session,
        agenda_item=masthead.agenda_item,
        days=(*days, Day(DayKind.ADOPTION, adopted)) if adopted else days,
        layout="resolution",
    )
