"""Months, weekdays and days as they are written in four languages, and the calendar behind them."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Collection

MONTH_NAMES = (
    "january jan janvier enero января январь январе janv янв",
    "february feb février febrero февраля февраль феврале févr фев февр",
    "march mar mars marzo марта март марте",
    "april apr avril abril апреля апрель апреле avr апр",
    "may mai mayo мая май мае",
    "june jun juin junio июня июнь июне",
    "july jul juillet julio июля июль июле juil",
    "august aug août agosto августа август августе авг",
    "september sept sep septembre septiembre сентября сентябрь сентябре сент",
    "october oct octobre octubre октября октябрь октябре окт",
    "november nov novembre noviembre ноября ноябрь ноябре нояб",
    "december dec décembre diciembre декабря декабрь декабре déc дек",
)
_MONTHS = {name: i for i, names in enumerate(MONTH_NAMES, start=1) for name in names.split()}
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def _any_of(words: Collection[str]) -> str:
    """A pattern for any of ``words`` that looks at each character once, however many there are."""
    tails: dict[str, list[str]] = {}
    for word in words:
        if word:
            tails.setdefault(word[0], []).append(word[1:])
    branches = [
        re.escape(first) + (_any_of(rest) if any(rest) else "") for first, rest in tails.items()
    ]
    ended = "" in words
    joined = branches[0] if len(branches) == 1 and not ended else f"(?:{'|'.join(branches)})"
    return joined + ("?" if ended else "")


SPACE = r"(?:[ \t\n\u00a0\u202f]{1,3})"
_INITIALS = "".join(sorted({name[0] for name in _MONTHS}))
MONTH = rf"(?=[{_INITIALS}]){_any_of(list(_MONTHS))}\b\.?"
ENGLISH_MONTH = "(?P<month>" + "|".join(names.split()[0] for names in MONTH_NAMES) + r")\b"
WEEKDAY = rf"(?:{'|'.join(_WEEKDAYS)}|mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)\b\.?"
# A bare number is taken for a year of the United Nations only; with a month it may be older.
YEAR = r"(?:19[4-9]\d|20\d\d)(?![\d/])"
OLDER_YEAR = r"(?:1[5-9]\d\d|20\d\d)(?![\d/])"
DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:[ ]?(?:st|nd|rd|th|er|ᵉʳ|º)\b|-(?:го|е|ое)\b)?"
OF = rf"(?:(?:of|de){SPACE})?"
_YEAR_BEFORE = re.compile(
    rf"\((?P<year>{OLDER_YEAR})\){SPACE}(?:of|du|del?|от){SPACE}(?:{WEEKDAY},?{SPACE})?$",
    re.IGNORECASE,
)
_REACH = 40  # characters before a day in which the year may stand


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


def year_before(text: str, at: int) -> int | None:
    """The year that brackets give to the day at ``at``: "resolution 186 (1964) of 4 March"."""
    before = _YEAR_BEFORE.search(text, max(0, at - _REACH), at)
    return int(before["year"]) if before else None


def resolve_day(day: int, month: int, posted: dt.date, weekday: str | None) -> dt.date | None:
    """A day and month without a year, against the posting's date and a weekday if one is named.

    The weekday chooses between neighbouring years only where the expected year contradicts it and
    a neighbour, within half a year of the posting, agrees.
    """
    expected = make_day(nearby_year(month, posted), month, day)
    if weekday is None or (expected and is_weekday(expected, weekday)):
        return expected
    for year in (posted.year, posted.year + 1, posted.year - 1):
        other = make_day(year, month, day)
        if other and is_weekday(other, weekday) and abs((other - posted).days) <= 183:
            return other
    return expected


def is_weekday(date: dt.date, name: str) -> bool:
    """Whether the date falls on the weekday named in English, in full or abbreviated."""
    return _WEEKDAYS[date.weekday()].startswith(name.lower().rstrip(".")[:3])
