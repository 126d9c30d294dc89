"""The ways a date is written, and the days that each means.

Each form is a pattern with a function that turns a match into :class:`FoundDate` values, or none
where the numbers are no date. Forms are tried in order and never overlap.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from store.date_words import (
    DAY,
    ENGLISH_MONTH,
    MONTH,
    OF,
    OLDER_YEAR,
    SPACE,
    WEEKDAY,
    YEAR,
    make_day,
    month_number,
    month_range,
    nearby_year,
    resolve_day,
    year_before,
    year_range,
)
from store.records import Span


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in running text: the first and the last day that it may mean, both inclusive.

    An open end ("since January 2018") is ``dt.date.max`` or ``dt.date.min``. ``relative`` is true
    where the words alone do not give the day ("tomorrow", "25 September"). ``between_days``: its
    two ends are printed as days ("24-25 September 2019").
    """

    span: Span
    date_from: dt.date
    date_to: dt.date
    relative: bool = False
    between_days: bool = False

    @property
    def is_day(self) -> bool:
        """Whether it is one single day."""
        return self.date_from == self.date_to


Reader = Callable[[re.Match[str], dt.date | None], Iterator[FoundDate]]

_AND = r"(?:and|et|y|и)"
_LIST_GAP = rf"(?:,{SPACE}|,?{SPACE}{_AND}{SPACE})"
_RANGE_GAP = rf"(?:{SPACE}?[-–—]{SPACE}?|{SPACE}(?:to|au|al|по){SPACE})"
_ANY_GAP = rf"(?:/|{_RANGE_GAP}|{_LIST_GAP})"
_DAYS = rf"(?P<days>{DAY}(?:{_ANY_GAP}{DAY}){{1,6}})"
_DAY_MONTHS = rf"(?P<days>{DAY}{SPACE}{OF}{MONTH}(?:{_ANY_GAP}{DAY}{SPACE}{OF}{MONTH}){{1,6}})"
_DAY_RE = re.compile(DAY, re.IGNORECASE)
_DAY_MONTH_RE = re.compile(rf"(?P<day>{DAY}){SPACE}{OF}(?P<month>{MONTH})", re.IGNORECASE)
_IS_RANGE = re.compile(rf"/|{_RANGE_GAP}", re.IGNORECASE)
_HAS_AND = re.compile(rf"{SPACE}{_AND}{SPACE}", re.IGNORECASE)
# "p. 4 and 28 October 2016", "para. 3, 24 September 2019": the first number is no day.
_PLACE = re.compile(
    r"\b(?:paras?|paragraphs?|pp?|pages?|arts?|articles?|nos?|пп?|пункт\w{0,4}|стр)\.?\s{1,3}"
    r"(?:\d{1,3},?\s(?:and\s)?){0,3}$",
    re.IGNORECASE,
)
# "of 13 August 1948 4 and 5 January 1949": what stands behind a whole date is the mark of a note.
_AFTER_DATE = re.compile(rf"{MONTH}{SPACE}(?:\d{{4}},?{SPACE})?$", re.IGNORECASE)
_REACH = 30  # characters before a number in which a place or a date is looked for


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w/.,$€£%-])(?:{pattern})(?![\w])", re.IGNORECASE)


def _number(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def _one(match: re.Match[str], day: dt.date | None, relative: bool = False) -> Iterator[FoundDate]:
    if day is not None:
        yield FoundDate(Span(*match.span()), day, day, relative)


def _read_iso(match: re.Match[str], posted: dt.date | None) -> Iterator[FoundDate]:
    yield from _one(match, make_day(*(int(part) for part in re.split("[-/]", match.group("iso")))))


def _read_numeric(match: re.Match[str], posted: dt.date | None) -> Iterator[FoundDate]:
    first, second, year = (int(part) for part in re.split(r"[/.]", match.group("numeric")))
    # Day first, as the United Nations writes it; month first only where nothing else is a date.
    yield from _one(match, make_day(year, second, first) or make_day(year, first, second))


def _read_full(match: re.Match[str], posted: dt.date | None) -> Iterator[FoundDate]:
    month, day = month_number(match.group("month")), _number(match.group("day"))
    yield from _one(match, make_day(int(match.group("year")), month, day))


def _read_day_month(match: re.Match[str], posted: dt.date | None) -> Iterator[FoundDate]:
    month, day = month_number(match.group("month")), _number(match.group("day"))
    if year := year_before(match.string, match.start()):
        yield from _one(match, make_day(year, month, day), relative=True)
        return
    if posted is None or _is_auxiliary(match):
        return
    found = resolve_day(day, month, posted, match.groupdict().get("weekday"))
    yield from _one(match, found, relative=True)


def _is_auxiliary(match: re.Match[str]) -> bool:
    """ "may 5 members" in a sentence is no date, "on may 5" in a question is."""
    if match.group("month") != "may" or match.start("month") > match.start("day"):
        return False
    before = match.string[max(0, match.start() - 8) : match.start()]
    return not re.search(r"(?:^|\b(?:on|since|until|by|before|after|from|of|to|in)\s)$", before)


def _read_bracketed(match: re.Match[str], posted: dt.date | None) -> Iterator[FoundDate]:
    if match.group("year"):
        month, day = month_number(match.group("month")), _number(match.group("day"))
        found = make_day(int(match.group("year")), month, day)
        yield from _one(match, found, relative=True)
    else:
        yield from _read_day_month(match, posted)


def _read_days(match: re.Match[str], posted: dt.date | None) -> Iterator[FoundDate]:
    """ "24-25 September 2019" is a range, "22 and 25 January 2018" two days."""
    year = _year_of(match, posted)
    if year is None:
        return
    month = month_number(match.group("month"))
    start, printed = match.start("days"), match.group("days")
    items = [
        (Span(start + one.start(), start + one.end()), make_day(year, month, _number(one.group())))
        for one in _DAY_RE.finditer(printed)
    ]
    yield from _read_items(match, items, relative=match.group("year") is None)


def _read_day_months(match: re.Match[str], posted: dt.date | None) -> Iterator[FoundDate]:
    """ "22 January and 25 June 2018": every day of the list has the year at its end."""
    year = int(match.group("year"))
    start, printed = match.start("days"), match.group("days")
    ones = list(_DAY_MONTH_RE.finditer(printed))
    months = [month_number(one.group("month")) for one in ones]
    # "28 December to 3 January 2019" begins in the year before.
    years = [year - (month > months[-1] + 6) for month in months]
    items = [
        (Span(start + one.start(), start + one.end()), make_day(y, m, _number(one.group("day"))))
        for one, m, y in zip(ones, months, years, strict=True)
    ]
    yield from _read_items(match, items, relative=False)


def _year_of(match: re.Match[str], posted: dt.date | None) -> int | None:
    if match.group("year"):
        return int(match.group("year"))
    if year := year_before(match.string, match.start()):
        return year
    return nearby_year(month_number(match.group("month")), posted) if posted else None


def _read_items(
    match: re.Match[str], items: list[tuple[Span, dt.date | None]], *, relative: bool
) -> Iterator[FoundDate]:
    """Days in a row, of which the last has what the others share; the last is always a day."""
    days = [(span, day) for span, day in items if day is not None]
    if not days or days[-1][0] != items[-1][0]:
        return
    days[-1] = (_to_the_end(match, days[-1][0]), days[-1][1])
    ordered = all(a[1] < b[1] for a, b in pairwise(days))
    printed = match.group("days")
    before = match.string[max(0, match.start() - _REACH) : match.start()]
    apart = _PLACE.search(before) or _AFTER_DATE.search(before)
    if not ordered or len(days) < len(items) or apart:
        days = days[-1:]
    elif _IS_RANGE.search(_gaps(printed)) and len(days) == 2:
        (first, day), (last, last_day) = days
        span = Span(min(first.start, match.start()), max(last.end, match.end()))
        yield FoundDate(span, day, last_day, relative, between_days=True)
        return
    elif not _HAS_AND.search(printed) and not _IS_RANGE.search(_gaps(printed)):
        days = days[-1:]  # "12, 24 September" may follow any number
    for span, day in days:
        yield FoundDate(span, day, day, relative)


def _to_the_end(match: re.Match[str], span: Span) -> Span:
    """The last day's span with the month and the year behind it."""
    return Span(span.start, max(span.end, match.end()))


def _gaps(printed: str) -> str:
    """What stands between the numbers of a list."""
    return _DAY_RE.sub("|", printed)


def _read_months(match: re.Match[str], posted: dt.date | None) -> Iterator[FoundDate]:
    """ "January and July 2019": every month of the list has the year at its end."""
    year = int(match.group("year"))
    names = list(re.finditer(MONTH, match.group("names"), re.IGNORECASE))
    for name in names:
        start = match.start() + name.start()
        end = match.end() if name is names[-1] else match.start() + name.end()
        yield FoundDate(Span(start, end), *month_range(year, month_number(name.group())))


def _read_years(match: re.Match[str], posted: dt.date | None) -> Iterator[FoundDate]:
    first, last = int(match.group("first")), int(match.group("last"))
    if first <= last:
        yield FoundDate(Span(*match.span()), year_range(first)[0], year_range(last)[1])


def _read_year(match: re.Match[str], posted: dt.date | None) -> Iterator[FoundDate]:
    yield FoundDate(Span(*match.span()), *year_range(int(match.group("year"))))


def _read_decade(match: re.Match[str], posted: dt.date | None) -> Iterator[FoundDate]:
    first = int(match.group("decade"))
    yield FoundDate(Span(*match.span()), year_range(first)[0], year_range(first + 9)[1])


def _read_bare_month(match: re.Match[str], posted: dt.date | None) -> Iterator[FoundDate]:
    if posted is None:
        return
    month = month_number(match.group("month"))
    year = nearby_year(month, posted)
    which = match.group("which").lower()
    if which == "last":
        year = posted.year - (month >= posted.month)
    elif which == "next":
        year = posted.year + (month <= posted.month)
    yield FoundDate(Span(*match.span("phrase")), *month_range(year, month), relative=True)


_PART = rf"(?:{SPACE}(?:morning|afternoon|evening|night))?"
_DAY_MONTH = rf"(?P<day>{DAY}){SPACE}{OF}(?P<month>{MONTH})"
_MONTH_DAY = rf"(?P<month>{MONTH}){SPACE}(?P<day>{DAY})\b"
_AFTER_WEEKDAY = rf"(?:(?P<weekday>{WEEKDAY}),?{SPACE})?"
_NO_YEAR = rf"(?!,?{SPACE}{OF}\d{{4}}\b)"
_RELATIVE_DAY = (
    rf"(?:(?:earlier|later){SPACE})?today|tonight|tomorrow{_PART}|yesterday{_PART}"
    rf"|this{SPACE}(?:morning|afternoon|evening)"
    rf"|(?:demain|hier)(?:{SPACE}(?:matin|après-midi|soir))?|aujourd[’']hui|ce{SPACE}(?:matin|soir)"
    rf"|(?:завтра|вчера|сегодня)(?:{SPACE}(?:утром|днем|днём|вечером))?|mañana|ayer|hoy"
    rf"|(?:(?:on|this|next|last|coming|past){SPACE}){{0,2}}(?P<weekday>{WEEKDAY}){_PART}"
)
_BEFORE_BRACKET = rf"(?:{_RELATIVE_DAY}),?{SPACE}\((?:{WEEKDAY},?{SPACE})?"
_AFTER_BRACKET = rf"(?:,?{SPACE}(?P<year>{OLDER_YEAR}))?\)"
_SEASON = rf"(?:(?:early|mid|late|spring|summer|autumn|winter)(?:{SPACE}|-)(?:(?:of|in){SPACE})?)?"
_QUANTITY = (
    rf"{SPACE}(?:people|persons|troops|personnel|civilians|fighters|soldiers|police|peacekeepers|"
    r"refugees|families|children|women|men|deaths|km|kilometres|miles|metres|hours|days|words|"
    r"tons|tonnes|dollars|euros|million|billion|per cent|percent)\b|%|,\d"
)
_CLOCK = r"(?:T\d{2}:?\d{2}[\d:.]{0,10}(?:Z|[+-]\d{2}:?\d{2})?)?"
_FULL_YEAR = rf",?{SPACE}{OF}(?P<year>{OLDER_YEAR})"

FORMS: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (_compile(rf"{_BEFORE_BRACKET}{_DAY_MONTH}{_AFTER_BRACKET}"), _read_bracketed),
    (_compile(rf"{_BEFORE_BRACKET}{_MONTH_DAY}{_AFTER_BRACKET}"), _read_bracketed),
    (_compile(rf"(?P<iso>\d{{4}}([-/])\d{{2}}\2\d{{2}}){_CLOCK}"), _read_iso),
    (_compile(rf"(?P<numeric>\d{{1,2}}([/.])\d{{1,2}}\2{YEAR})"), _read_numeric),
    (_compile(rf"{_DAY_MONTHS}{_FULL_YEAR}"), _read_day_months),
    (_compile(rf"{_DAYS}{SPACE}{OF}(?P<month>{MONTH})(?:{_FULL_YEAR})?"), _read_days),
    (_compile(rf"(?P<month>{MONTH}){SPACE}{_DAYS}{_FULL_YEAR}"), _read_days),
    (_compile(rf"(?:{WEEKDAY},?{SPACE})?{_DAY_MONTH}{_FULL_YEAR}"), _read_full),
    (_compile(rf"(?:{WEEKDAY},?{SPACE})?{_MONTH_DAY}{_FULL_YEAR}"), _read_full),
    (_compile(rf"(?P<day>{DAY})-(?P<month>{MONTH})-(?P<year>{OLDER_YEAR})"), _read_full),
    (
        _compile(
            rf"(?:(?:early|mid|late)(?:{SPACE}|-))?"
            rf"(?P<names>(?:{MONTH}(?:,{SPACE}(?:(?:and|or){SPACE})?"
            rf"|{SPACE}(?:and|or|to|et|y|и){SPACE}|[-–/])){{0,11}}{MONTH}){_FULL_YEAR}"
            rf"(?!{_QUANTITY})"
        ),
        _read_months,
    ),
    (_compile(rf"{_AFTER_WEEKDAY}{_DAY_MONTH}{_NO_YEAR}"), _read_day_month),
    (_compile(rf"{_AFTER_WEEKDAY}{_MONTH_DAY}{_NO_YEAR}"), _read_day_month),
    (_compile(r"(?P<decade>(?:19[4-9]|20\d)0)s"), _read_decade),
    (_compile(rf"(?P<first>{YEAR})[-–—](?P<last>{YEAR})"), _read_years),
    (_compile(rf"{_SEASON}(?P<year>{YEAR})(?!{_QUANTITY})"), _read_year),
    (
        re.compile(
            rf"\b(?:in|during|since|until|before|after|of|for|throughout){SPACE}"
            rf"(?:(?:early|mid|late)(?:{SPACE}|-))?"
            rf"(?P<phrase>(?P<which>){ENGLISH_MONTH})(?!{SPACE}\d)(?!\w)",
            re.IGNORECASE,
        ),
        _read_bare_month,
    ),
    (
        re.compile(
            rf"\b(?P<phrase>(?P<which>last|next|this){SPACE}{ENGLISH_MONTH})(?!{SPACE}\d)(?!\w)",
            re.IGNORECASE,
        ),
        _read_bare_month,
    ),
)
