"""Dates: a statement's days, months and years are those of its sources, or less exact ones."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.writing.checking.evidence import Evidence, Source
from app.writing.checking.finding import Finding
from app.writing.checking.numbers import SOME_DAY
from app.writing.contracts import Fault
from store.date_words import month_number
from store.dates import FoundDate, find_dates
from store.records import Kind, Span

_SINCE = re.compile(r"\b(?:since|from|onwards?|starting|beginning)\W*$", re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:until|till|by|up to|through)\W*$", re.IGNORECASE)
_TURNS = {
    "after": r"after|following|later than|subsequent to",
    "before": r"before|prior to|earlier than|ahead of",
}
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DAY_OF_MONTH = re.compile(rf"\b\d{{1,2}} (?P<one>{_MONTHS})\b|\b(?P<two>{_MONTHS}) \d{{1,2}}\b")
_REACH = 16
"""Characters before a date in which a word may stand that gives it an open end."""
# Behind these, the date of a document is what is meant, and the catalogue has it.
_OF_DOCUMENT = re.compile(
    r"\b(?:published|posted|dated|issued|released|brief|briefing|note|report|letter|statement|record"
    r"|resolution|document|article|forecast|transcript|text)\b[^.;]{0,40}$",
    re.IGNORECASE,
)
# What these documents are of happened on the day that they bear.
_OF_THEIR_DAY = frozenset(
    {
        Kind.RECORD,
        Kind.STATEMENT,
        Kind.MEETINGS_COVERAGE,
        Kind.RESOLUTION,
        Kind.PRESIDENTIAL_STATEMENT,
        Kind.PRESS_STATEMENT,
        Kind.LETTER,
    }
)
_PART = re.compile(r"\b(early|mid|late|beginning of|end of)[\s-]*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dated:
    """A date of a text: its first and last day, its end that is open, and "early" or "late".

    ``turn`` is "after" or "before" where something is placed there and the day itself is named.
    """

    span: Span
    first: dt.date
    last: dt.date
    open: str = ""
    part: str = ""
    turn: str = ""


def check_dates(text: str, evidence: Evidence) -> Finding | None:
    """The first date of a statement that its sources do not have."""
    posted = list(dict.fromkeys(source.posted or SOME_DAY for source in evidence.sources))
    known = [date for source in evidence.sources for date in _dates_of(source)]
    turns = {turn for source in evidence.sources for turn in _turns(source.text)}
    month = _strange_month(text, evidence, known)
    if month:
        return Finding(Fault.DATE, month)
    for readings in _readings(text, posted):
        if any(_borne_out(date, known, turns) for date in readings):
            continue
        if any(_is_of_document(text, date, evidence) for date in readings):
            continue
        return Finding(Fault.DATE, readings[0].span.of(text))
    return None


def _strange_month(text: str, evidence: Evidence, known: list[Dated]) -> str | None:
    """A day of a month that its sources do not have, where the calendar has no such day."""
    there = " ".join(evidence.texts)
    for match in _DAY_OF_MONTH.finditer(text):
        number = month_number(match["one"] or match["two"])
        if not any(date.first.month <= number <= date.last.month for date in known) and (
            (match["one"] or match["two"]) not in there
        ):
            documents = [source.citation.date for source in evidence.sources]
            if not any(day is not None and day.month == number for day in documents):
                return match.group()
    return None


def _readings(text: str, posted: list[dt.date]) -> Iterator[list[Dated]]:
    """Each date of a statement, as counted from the day of each of its sources."""
    by_place: dict[Span, list[Dated]] = {}
    for day in posted:
        for date in _found(text, day):
            by_place.setdefault(date.span, []).append(date)
    yield from by_place.values()


def _dates_of(source: Source) -> list[Dated]:
    posted = source.posted or SOME_DAY
    found = [*_found(source.text, posted), *_found(source.facts, posted)]
    noted = [Dated(Span(0, 0), note.date, note.date) for note in source.citation.dates]
    return found + noted


def _found(text: str, posted: dt.date) -> list[Dated]:
    return [_dated(text, date, posted) for date in find_dates(text, posted=posted)]


def _turns(text: str) -> Iterator[str]:
    for turn, pattern in _TURNS.items():
        if re.search(rf"\b(?:{pattern})\b", text, re.IGNORECASE):
            yield turn


def _dated(text: str, date: FoundDate, posted: dt.date) -> Dated:
    before = text[max(0, date.span.start - _REACH) : date.span.start]
    written = date.span.of(text)
    for turn, pattern in _TURNS.items():
        placed = re.match(rf"(?:{pattern})\s+(?:the\s+)?", written, re.IGNORECASE)
        inner = find_dates(written[placed.end() :], posted=posted) if placed else []
        if inner:
            return Dated(date.span, inner[0].date_from, inner[0].date_to, turn=turn)
    opened = ""
    if date.date_to == dt.date.max or _SINCE.search(before):
        opened = "since"
    elif date.date_from == dt.date.min or _UNTIL.search(before):
        opened = "until"
    part = _PART.search(before) or re.search(r"\b(early|mid|late)\b", written, re.IGNORECASE)
    named = part.group(1).lower() if part else ""
    return Dated(date.span, date.date_from, date.date_to, opened, named)


def _borne_out(date: Dated, known: list[Dated], turns: set[str]) -> bool:
    """Whether a source has the date, and places what it tells there as the statement does."""
    return any(
        _is_within(other, date)
        for other in known
        if date.turn == other.turn or (date.turn in turns and not other.turn)
    )


def _is_within(source: Dated, statement: Dated) -> bool:
    """Whether what the source dates is dated no more exactly, and no otherwise, by a statement."""
    if statement.part and statement.part != source.part:
        return False
    if statement.open == "since":
        return source.open == "since" and _bound(statement.first, source.first)
    if statement.open == "until":
        return source.open == "until" and _bound(statement.last, source.last)
    if source.open and dt.date.min < source.first and source.last < dt.date.max:
        return statement.first <= source.first and source.last <= statement.last
    if source.open:
        return False
    if not _is_unit(statement):
        return (statement.first, statement.last) == (source.first, source.last)
    return statement.first <= source.first and source.last <= statement.last


def _is_unit(date: Dated) -> bool:
    """Whether it is one day, month or year, and not from one of these to another."""
    if date.first == date.last:
        return True
    month = (date.first.year, date.first.month) == (date.last.year, date.last.month)
    years = (date.first.month, date.first.day, date.last.month, date.last.day) == (1, 1, 12, 31)
    return month or (years and date.first.year == date.last.year)


def _bound(statement: dt.date, source: dt.date) -> bool:
    """Whether two ends are the same, but that one may be given to the year only."""
    if statement == source:
        return True
    year_alone = (statement.month, statement.day) in ((1, 1), (12, 31))
    return year_alone and statement.year == source.year


def _is_of_document(text: str, date: Dated, evidence: Evidence) -> bool:
    for source in evidence.sources:
        day = source.citation.date
        if day is None or date.open or not (date.first <= day <= date.last):
            continue
        if source.citation.kind in _OF_THEIR_DAY or _OF_DOCUMENT.search(text[: date.span.start]):
            return True
    return False
