"""The ways a date is written, and the days that each means.

Each form is a pattern with a function that turns a match into :class:`FoundDate` values, or none
where the numbers are no date. Forms are tried in order and never overlap.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from store.records import Span


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in running text: the first and the last day that it may mean, both inclusive.

    An open end ("since January 2018") is ``dt.date.max`` or ``dt.date.min``. ``relative`` is true
    where the words alone do not give the day ("tomorrow", "25 September").
    """

    span: Span
    date_from: dt.date
    date_to: dt.date
    relative: bool = False

    @property
    def is_day(self) -> bool:
        """Whether it is one single day."""
        return self.date_from == self.date_to


Reader = Callable[[re.Match[str], dt.date | None], Iterator[FoundDate]]

_MONTH_NAMES = (
    "january jan janvier enero января январь январе",
    "february feb février febrero февраля февраль феврале",
    "march mar mars marzo марта март марте",
    "april apr avril abril апреля апрель апреле",
    "may mai mayo мая май мае",
    "june jun juin junio июня июнь июне",
    "july jul juillet julio июля июль июле",
    "august aug août agosto августа август августе",
    "september sept sep septembre septiembre сентября сентябрь сентябре",
    "october oct octobre octubre октября октябрь октябре",
    "november nov novembre noviembre ноября ноябрь ноябре",
    "december dec décembre diciembre декабря декабрь декабре",
)
_MONTHS = {name: i for i, names in enumerate(_MONTH_NAMES, start=1) for name in names.split()}
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_S = r"(?:[ \t\n\u00a0\u202f]{1,3})"
_MONTH = "(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_ENGLISH_MONTH = "(?P<month>" + "|".join(names.split()[0] for names in _MONTH_NAMES) + r")\b"
_WEEKDAY = rf"(?:{'|'.join(_WEEKDAYS)}|mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)\b\.?"
_YEAR = r"(?:19[4-9]\d|20\d\d)(?![\d/])"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th|er)?"
_PART = rf"(?:{_S}(?:morning|afternoon|evening|night))?"
_DAY_MONTH = rf"(?P<day>{_DAY}){_S}(?:(?:of|de){_S})?(?P<month>{_MONTH})"
_MONTH_DAY = rf"(?P<month>{_MONTH}){_S}(?P<day>{_DAY})\b"


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w/.,$€£-])(?:{pattern})(?![\w])", re.IGNORECASE)


def month_number(name: str) -> int:
    """The number of a month named in English, French, Spanish or Russian, or abbreviated."""
    return _MONTHS[name.lower().rstrip(".")]


def make_day(year: int, month: int, day: int) -> dt.date | None:
    """The date, or ``None`` where the calendar has no such day."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def month_range(year: int, month: int) -> tuple[dt.date, dt.date]:
    """The first and the last day of a month."""
    return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1])


def year_range(year: int) -> tuple[dt.date, dt.date]:
    """The first and the last day of a year."""
    return dt.date(year, 1, 1), dt.date(year, 12, 31)


def nearby_year(month: int, posted: dt.date) -> int:
    """The year of a month named without one: the posting's, but for the turn of the year."""
    if posted.month >= 11 and month <= 2:
        return posted.year + 1
    if posted.month <= 2 and month >= 11:
        return posted.year - 1
    return posted.year


def resolve_day(day: int, month: int, posted: dt.date, weekday: str | None) -> dt.date | None:
    """A day and month without a year, against the posting's date and a weekday if one is named.

    The weekday chooses between neighbouring years only where the expected year contradicts it and
    a neighbour, within half a year of the posting, agrees.
    """
    expected = make_day(nearby_year(month, posted), month, day)
    if weekday is None or (expected and _is_weekday(expected, weekday)):
        return expected
    for year in (posted.year, posted.year + 1, posted.year - 1):
        other = make_day(year, month, day)
        if other and _is_weekday(other, weekday) and abs((other - posted).days) <= 183:
            return other
    return expected


def _is_weekday(date: dt.date, name: str) -> bool:
    return _WEEKDAYS[date.weekday()].startswith(name.lower().rstrip(".")[:3])


def _number(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def _one(match: re.Match[str], day: dt.date | None, relative: bool = False) -> Iterator[FoundDate]:
    if day is not None:
        yield FoundDate(Span(*match.span()), day, day, relative)


def _read_iso(match: re.Match[str], posted: dt.date | None) -> Iterator[FoundDate]:
    yield from _one(match, make_day(*(int(part) for part in match.group("iso").split("-"))))


def _read_numeric(match: re.Match[str], posted: dt.date | None) -> Iterator[FoundDate]:
    first, second, year = (int(part) for part in re.split(r"[/.]", match.group("numeric")))
    # Day first, as the United Nations writes it; month first only where nothing else is a date.
    yield from _one(match, make_day(year, second, first) or make_day(year, first, second))


def _read_full(match: re.Match[str], posted: dt.date | None) -> Iterator[FoundDate]:
    month, day = month_number(match.group("month")), _number(match.group("day"))
    yield from _one(match, make_day(int(match.group("year")), month, day))


def _read_day_month(match: re.Match[str], posted: dt.date | None) -> Iterator[FoundDate]:
    if posted is None:
        return
    month, day = month_number(match.group("month")), _number(match.group("day"))
    found = resolve_day(day, month, posted, match.groupdict().get("weekday"))
    yield from _one(match, found, relative=True)


def _read_bracketed(match: re.Match[str], posted: dt.date | None) -> Iterator[FoundDate]:
    if match.group("year"):
        month, day = month_number(match.group("month")), _number(match.group("day"))
        found = make_day(int(match.group("year")), month, day)
        yield from _one(match, found, relative=True)
    else:
        yield from _read_day_month(match, posted)


def _read_days(match: re.Match[str], posted: dt.date | None) -> Iterator[FoundDate]:
    """ "24-25 September 2019" is a range, "22 and 25 January 2018" two days."""
    month = month_number(match.group("month"))
    if match.group("year") is None and posted is None:
        return
    year = int(match.group("year")) if match.group("year") else nearby_year(month, posted or _EPOCH)
    first = make_day(year, month, _number(match.group("first")))
    last = make_day(year, month, _number(match.group("last")))
    if first is None or last is None or first >= last:
        return
    relative = match.group("year") is None
    if match.group("joiner").strip().lower() in ("and", "et", "y", "и"):
        yield FoundDate(Span(*match.span("first")), first, first, relative)
        yield FoundDate(Span(match.start("last"), match.end()), last, last, relative)
    else:
        yield FoundDate(Span(*match.span()), first, last, relative)


def _read_months(match: re.Match[str], posted: dt.date | None) -> Iterator[FoundDate]:
    """ "January and July 2019": every month of the list has the year at its end."""
    year = int(match.group("year"))
    names = list(re.finditer(_MONTH, match.group("names"), re.IGNORECASE))
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


_EPOCH = dt.date(1970, 1, 1)
_RELATIVE_DAY = (
    rf"(?:(?:earlier|later){_S})?today|tonight|tomorrow{_PART}|yesterday{_PART}"
    rf"|this{_S}(?:morning|afternoon|evening)"
    rf"|(?:(?:on|this|next|last|coming|past){_S}){{0,2}}(?P<weekday>{_WEEKDAY}){_PART}"
)
_BEFORE_BRACKET = rf"(?:{_RELATIVE_DAY}),?{_S}\((?:{_WEEKDAY},?{_S})?"
_AFTER_BRACKET = rf"(?:,?{_S}(?P<year>{_YEAR}))?\)"
_SEASON = rf"(?:(?:early|mid|late|spring|summer|autumn|winter)(?:{_S}|-)(?:(?:of|in){_S})?)?"
_QUANTITY = (
    rf"{_S}(?:people|persons|troops|personnel|civilians|fighters|soldiers|police|peacekeepers|"
    r"refugees|families|children|women|men|deaths|km|kilometres|miles|metres|hours|days|words|"
    r"tons|tonnes|dollars|euros|million|billion|per cent|percent)\b|%|,\d"
)

FORMS: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (_compile(rf"{_BEFORE_BRACKET}{_DAY_MONTH}{_AFTER_BRACKET}"), _read_bracketed),
    (_compile(rf"{_BEFORE_BRACKET}{_MONTH_DAY}{_AFTER_BRACKET}"), _read_bracketed),
    (_compile(r"(?P<iso>\d{4}-\d{2}-\d{2})"), _read_iso),
    (_compile(rf"(?P<numeric>\d{{1,2}}([/.])\d{{1,2}}\2{_YEAR})"), _read_numeric),
    (
        _compile(
            rf"(?P<first>{_DAY})(?P<joiner>{_S}?[-–—]{_S}?|{_S}(?:and|to|et|au|y|и){_S})"
            rf"(?P<last>{_DAY}){_S}(?:of{_S})?(?P<month>{_MONTH})(?:,?{_S}(?P<year>{_YEAR}))?"
        ),
        _read_days,
    ),
    (_compile(rf"(?:{_WEEKDAY},?{_S})?{_DAY_MONTH},?{_S}(?:de{_S})?(?P<year>{_YEAR})"), _read_full),
    (_compile(rf"(?:{_WEEKDAY},?{_S})?{_MONTH_DAY},?{_S}(?P<year>{_YEAR})"), _read_full),
    (
        _compile(
            rf"(?:(?:early|mid|late)(?:{_S}|-))?"
            rf"(?P<names>(?:{_MONTH}(?:,{_S}(?:(?:and|or){_S})?|{_S}(?:and|or|to|et|y|и){_S}|[-–/]))"
            rf"{{0,11}}{_MONTH}),?{_S}(?:(?:of|de){_S})?(?P<year>{_YEAR})"
        ),
        _read_months,
    ),
    (_compile(rf"(?:(?P<weekday>{_WEEKDAY}),?{_S})?{_DAY_MONTH}"), _read_day_month),
    (_compile(rf"(?:(?P<weekday>{_WEEKDAY}),?{_S})?{_MONTH_DAY}"), _read_day_month),
    (_compile(r"(?P<decade>(?:19[4-9]|20\d)0)s"), _read_decade),
    (_compile(rf"(?P<first>{_YEAR})[-–—](?P<last>{_YEAR})"), _read_years),
    (_compile(rf"{_SEASON}(?P<year>{_YEAR})(?!{_QUANTITY})"), _read_year),
    (
        re.compile(
            rf"\b(?:in|during|since|until|before|after|of|for|throughout){_S}"
            rf"(?:(?:early|mid|late)(?:{_S}|-))?"
            rf"(?P<phrase>(?P<which>){_ENGLISH_MONTH})(?!{_S}\d)(?!\w)",
            re.IGNORECASE,
        ),
        _read_bare_month,
    ),
    (
        re.compile(
            rf"\b(?P<phrase>(?P<which>last|next|this){_S}{_ENGLISH_MONTH})(?!{_S}\d)(?!\w)",
            re.IGNORECASE,
        ),
        _read_bare_month,
    ),
)
