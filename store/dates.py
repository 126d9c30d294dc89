"""Dates in running text and in questions, resolved against the day of posting or asking.

At ingest "Tomorrow morning (25 September)" in a brief posted on 24 September 2019 becomes
2019-09-25; the date in brackets wins over the words before it. On the question's side "last year"
or "since January 2018" becomes a range against the day of asking. A number that is part of a
document symbol, or that names a resolution ("the 1970 Libya Sanctions Committee"), is no year.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace

from store.date_forms import FORMS, FoundDate, Reader
from store.date_words import make_day, month_range, year_range
from store.records import Span
from store.spans import SpanSet
from store.symbols import find_symbols, find_urls

__all__ = ["FoundDate", "find_dates", "find_days"]

_S = r"[ \t\n\u00a0]{1,3}"
_WEEKDAY_NUMBERS = {
    name: number
    for number, name in enumerate(
        ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    )
}
_NEAR_DAYS = {
    **dict.fromkeys(("tomorrow", "demain", "завтра"), 1),
    **dict.fromkeys(("yesterday", "hier", "вчера", "ayer"), -1),
    "послезавтра": 2,
    "позавчера": -2,
}
_COUNT_WORDS = "one two three four five six seven eight nine ten eleven twelve"
_COUNTS = {word: number for number, word in enumerate(_COUNT_WORDS.split(), start=1)}
_COUNTS |= {"a": 1, "an": 1, "a couple of": 2, "a few": 3, "few": 3}
_COUNT = r"(?P<count>\d{1,3}|" + "|".join(sorted(_COUNTS, key=len, reverse=True)) + ")"
_FUTURE = re.compile(r"\b(?:will|expected|scheduled|planned|due|going|plans?|may)\b", re.IGNORECASE)
_PAST = re.compile(
    r"\b(?:was|were|held|met|adopted|briefed|voted|heard|did|said|happened|took|had)\b",
    re.IGNORECASE,
)


def find_dates(text: str, *, posted: dt.date | None) -> list[FoundDate]:
    """Every date in ``text``, in order, none overlapping another.

    ``posted`` is the day that relative and incomplete dates count from: the posting of a
    document, or the day of asking. Without it only complete dates are found.
    """
    found = _found(text, posted)
    return _with_open_ends(text, _joined(text, found))


def find_days(text: str, *, posted: dt.date | None) -> list[FoundDate]:
    """The dates in ``text`` that are given to the day, in order, for a timeline of what it tells.

    The span is the printed date alone: "since 24 September 2019" gives that day. A date whose two
    ends are days ("24-25 September 2019") is given with both. ``posted`` is as in
    :func:`find_dates`.
    """
    return [date for date in _found(text, posted) if date.is_day or date.between_days]


def _found(text: str, posted: dt.date | None) -> list[FoundDate]:
    taken = [*find_urls(text), *(found.span for found in find_symbols(text))]
    found: list[FoundDate] = []
    for pattern, reader in (*FORMS, *_RELATIVE_FORMS):
        occupied = SpanSet(taken)
        fresh = [
            date
            for match in pattern.finditer(text)
            for date in reader(match, posted)
            if not occupied.overlaps(date.span)
        ]
        found.extend(fresh)
        taken.extend(date.span for date in fresh)
    return sorted(found, key=lambda date: date.span)


_BETWEEN = re.compile(r"\bbetween\s{1,3}$", re.IGNORECASE)
_FROM = re.compile(r"\bfrom\s{1,3}$", re.IGNORECASE)
_AND = re.compile(r"\s{1,3}and\s{1,3}", re.IGNORECASE)
_TO = re.compile(r"\s{1,3}(?:to|until|till|through|up to)\s{1,3}|\s?[-–—]\s?", re.IGNORECASE)
_OPEN_END = re.compile(
    r"\b(?P<word>since|after|later than|before|prior to|earlier than|until|till|up to)\s{1,3}"
    r"(?:the\s{1,3})?$",
    re.IGNORECASE,
)
_ONWARDS = re.compile(r"\s{1,3}(?:onwards?|on)\b", re.IGNORECASE)


def _joined(text: str, found: list[FoundDate]) -> list[FoundDate]:
    """ "between 2016 and 2019" and "from May to July 2018" as one range each."""
    joined: list[FoundDate] = []
    for date in found:
        if joined:
            first, gap = joined[-1], text[joined[-1].span.end : date.span.start]
            before = text[max(0, first.span.start - 12) : first.span.start]
            opening = (
                (_AND.fullmatch(gap) and _BETWEEN.search(before))
                or (_TO.fullmatch(gap) and _FROM.search(before))
                or None
            )
            if opening and first.date_from <= date.date_to:
                start = first.span.start - len(opening.group())
                relative = first.relative or date.relative
                span = Span(start, date.span.end)
                joined[-1] = FoundDate(span, first.date_from, date.date_to, relative)
                continue
        joined.append(date)
    return joined


def _with_open_ends(text: str, found: list[FoundDate]) -> list[FoundDate]:
    """ "since January 2018" and "before 2016", whose ranges have one end."""
    return [_open_ended(text, date) for date in found]


def _open_ended(text: str, date: FoundDate) -> FoundDate:
    before = text[max(0, date.span.start - 20) : date.span.start]
    one_day = dt.timedelta(days=1)
    if opening := _OPEN_END.search(before):
        span = Span(date.span.start - len(opening.group()), date.span.end)
        word = opening.group("word").lower()
        if word == "since":
            return replace(date, span=span, date_to=dt.date.max)
        if word in ("after", "later than") and date.date_to < dt.date.max:
            return replace(date, span=span, date_from=date.date_to + one_day, date_to=dt.date.max)
        if word in ("until", "till", "up to"):
            return replace(date, span=span, date_from=dt.date.min)
        if date.date_from > dt.date.min:
            return replace(date, span=span, date_from=dt.date.min, date_to=date.date_from - one_day)
    onwards = _ONWARDS.match(text, date.span.end)
    if onwards and (opening := _FROM.search(before)):
        span = Span(date.span.start - len(opening.group()), onwards.end())
        return replace(date, span=span, date_to=dt.date.max)
    return date


def _read_near_day(match: re.Match[str], posted: dt.date | None) -> Iterator[FoundDate]:
    if posted is None:
        return
    words = re.findall(r"[^\W\d_]+", match.group().lower())
    if words[:2] in (["day", "after"], ["day", "before"]):
        days = 2 if words[1] == "after" else -2
    else:
        days = next((_NEAR_DAYS[word] for word in words if word in _NEAR_DAYS), 0)
    day = posted + dt.timedelta(days=days)
    yield FoundDate(Span(*match.span()), day, day, relative=True)


def _read_weekday(match: re.Match[str], posted: dt.date | None) -> Iterator[FoundDate]:
    """A weekday alone: the coming one, or the past one where the sentence speaks of the past."""
    if posted is None:
        return
    ahead = (_WEEKDAY_NUMBERS[match.group("weekday").lower()] - posted.weekday()) % 7
    which = (match.group("which") or "").lower()
    if which in ("last", "past") or (not which and _speaks_of_the_past(match)):
        day = posted - dt.timedelta(days=(7 - ahead) % 7 or (7 if which else 0))
    else:
        day = posted + dt.timedelta(days=ahead or (7 if which == "next" else 0))
    yield FoundDate(Span(*match.span()), day, day, relative=True)


def _speaks_of_the_past(match: re.Match[str]) -> bool:
    before = re.split(r"[.!?;\n]", match.string[max(0, match.start() - 80) : match.start()])[-1]
    around = before + re.split(r"[.!?;\n]", match.string[match.end() : match.end() + 80])[0]
    return bool(_PAST.search(around)) and not _FUTURE.search(around)


def _read_unit(match: re.Match[str], posted: dt.date | None) -> Iterator[FoundDate]:
    """ "last year", "this week", "next month"."""
    if posted is None:
        return
    steps = {"last": -1, "past": -1, "this": 0, "next": 1, "coming": 1}
    step = steps[match.group("which").lower()]
    first, last = _unit_range(match.group("unit").lower(), posted, step)
    yield FoundDate(Span(*match.span()), first, last, relative=True)


def _read_ago(match: re.Match[str], posted: dt.date | None) -> Iterator[FoundDate]:
    """ "two years ago": the whole unit, or the day for days and weeks."""
    if posted is None:
        return
    count, unit = _count(match), match.group("unit").lower()
    if unit in ("day", "week"):
        day = posted - dt.timedelta(days=count * (7 if unit == "week" else 1))
        yield FoundDate(Span(*match.span()), day, day, relative=True)
    else:
        yield FoundDate(Span(*match.span()), *_unit_range(unit, posted, -count), relative=True)


def _read_past_units(match: re.Match[str], posted: dt.date | None) -> Iterator[FoundDate]:
    """ "the last six months": from that long ago until the day of posting."""
    if posted is None:
        return
    count, unit = _count(match), match.group("unit").lower()
    if unit in ("day", "week"):
        first = posted - dt.timedelta(days=count * (7 if unit == "week" else 1))
    else:
        year, month = _shift(posted, -count * (12 if unit == "year" else 1))
        last_day = month_range(year, month)[1]
        first = make_day(year, month, posted.day) or last_day
    yield FoundDate(Span(*match.span()), first, posted, relative=True)


def _count(match: re.Match[str]) -> int:
    written = match.group("count").lower()
    return int(written) if written.isdigit() else _COUNTS[written]


def _shift(date: dt.date, months: int) -> tuple[int, int]:
    year, month = divmod(date.year * 12 + date.month - 1 + months, 12)
    return max(year, 1), month + 1


def _unit_range(unit: str, posted: dt.date, step: int) -> tuple[dt.date, dt.date]:
    if unit == "year":
        return year_range(max(posted.year + step, 1))
    if unit == "month":
        return month_range(*_shift(posted, step))
    monday = posted + dt.timedelta(days=7 * step - posted.weekday())
    return monday, monday + dt.timedelta(days=6)


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)


_PART = rf"(?:{_S}(?:morning|afternoon|evening|night))?"
_RELATIVE_FORMS: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (
        _compile(
            rf"day{_S}(?:after{_S}tomorrow|before{_S}yesterday)|(?:(?:earlier|later){_S})?today"
            rf"|tonight|(?:tomorrow|yesterday){_PART}|this{_S}(?:morning|afternoon|evening)"
            rf"|(?:demain|hier)(?:{_S}(?:matin|après-midi|soir))?|aujourd[’']hui"
            rf"|(?:завтра|вчера|сегодня)(?:{_S}(?:утром|днем|днём|вечером))?"
            rf"|послезавтра|позавчера|ayer|hoy"
        ),
        _read_near_day,
    ),
    (
        _compile(
            rf"(?:on{_S})?(?:(?P<which>this|next|last|coming|past){_S})"
            rf"(?P<weekday>{'|'.join(_WEEKDAY_NUMBERS)}){_PART}"
        ),
        _read_weekday,
    ),
    (
        _compile(rf"(?P<which>)on{_S}(?P<weekday>{'|'.join(_WEEKDAY_NUMBERS)}){_PART}"),
        _read_weekday,
    ),
    (_compile(rf"{_COUNT}{_S}(?P<unit>day|week|month|year)s?{_S}ago"), _read_ago),
    (
        _compile(
            rf"(?:over|in|during|for|within){_S}(?:the{_S})?(?:last|past|previous){_S}"
            rf"{_COUNT}{_S}(?P<unit>day|week|month|year)s?"
        ),
        _read_past_units,
    ),
    (_compile(rf"(?P<which>last|past|this|next|coming){_S}(?P<unit>week|month|year)"), _read_unit),
)
