"""Spans of time that a question is about, and that its sentences need not print: "since 2015".

"In the 1990s" is answered by a sentence of 1993, and "last year" by one that names the year. Where
the words give a year or a month it takes their place; where they give a range, the words are left
out and documents and passages of those days are looked at.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from store.dates import FoundDate, find_dates
from store.printing import long_date
from store.records import Span

_DECADE = re.compile(
    r"\b(?:in|during|over|throughout)\s(?:the\s)?(?P<part>early\s|mid-|late\s)?(?P<decade>1[89]\d0|20\d0)[’']?s\b",
    re.IGNORECASE,
)
_OPENS = re.compile(r"\b(?:since|after|before|until|between|from|during|over)\b", re.IGNORECASE)
_NEAR = re.compile(
    r"^(?:this|last|past|next|coming)\s+week$|\b(?:last|past|previous)\s+\S+\s+(?:day|week|month|year)s?$",
    re.IGNORECASE,
)
_UNIT = re.compile(r"^(?:last|this|past)\s+(?P<unit>year|month)$", re.IGNORECASE)
_AGO = re.compile(r"\b(?P<unit>year|month)s?\s+ago$", re.IGNORECASE)
_PREPOSITION = re.compile(r"\b(?:in|of|from|during|since|until|by|before|after)\s$", re.IGNORECASE)
_WORD_BEFORE = re.compile(r"\b(?:in|during|over|within|for)\s(?:the\s)?$", re.IGNORECASE)
_SLACK = dt.timedelta(days=7)
"""A week is announced before it begins and reported after it ends."""


@dataclass(frozen=True, slots=True)
class Timespan:
    """Days from ``first`` to ``last``, both inclusive; the words for them in the question, and the
    question without these. An open end is ``dt.date.min`` or ``dt.date.max``.
    """

    first: dt.date
    last: dt.date
    words: str
    without: str

    @property
    def means(self) -> str:
        """In words for a person: ``1 January 2015 or later``."""
        if self.last == dt.date.max:
            return f"{long_date(self.first)} or later"
        if self.first == dt.date.min:
            return f"{long_date(self.last)} or earlier"
        return f"{long_date(self.first)} to {long_date(self.last)}"


def with_days_named(text: str, today: dt.date | None) -> str:
    """The question with "last year" and "two months ago" as the year or the month that is meant."""
    if today is None:
        return text
    for found in reversed(find_dates(text, posted=today)):
        words = found.span.of(text)
        unit = _UNIT.match(words) or _AGO.search(words)
        if not found.relative or unit is None:
            continue
        named = f"{found.date_from:%Y}" if unit["unit"].lower() == "year" else _month(found)
        before = text[: found.span.start]
        link = "" if _PREPOSITION.search(before) else "in "
        text = f"{before}{link}{named}{text[found.span.end :]}"
    return text


def find_timespan(text: str, today: dt.date | None) -> Timespan | None:
    """The first range of days in a question, or nothing. A year or a day alone is no range."""
    if decade := _DECADE.search(text):
        start = int(decade["decade"])
        part = (decade["part"] or "").strip(" -").lower()
        first, last = {"early": (0, 3), "mid": (3, 6), "late": (6, 9)}.get(part, (0, 9))
        days = dt.date(start + first, 1, 1), dt.date(start + last, 12, 31)
        return _timespan(text, Span(*decade.span()), *days)
    for found in find_dates(text, posted=today):
        words = found.span.of(text)
        if _OPENS.match(words) and not found.is_day:
            return _timespan(text, found.span, found.date_from, found.date_to)
        if found.relative and _NEAR.search(words):
            return _timespan(text, found.span, found.date_from - _SLACK, found.date_to + _SLACK)
    return None


def _timespan(text: str, span: Span, first: dt.date, last: dt.date) -> Timespan:
    before = _WORD_BEFORE.sub("", text[: span.start])
    without = " ".join(f"{before} {text[span.end :]}".split())
    return Timespan(first, last, span.of(text), re.sub(r"\s+([?.,!])", r"\1", without))


def _month(found: FoundDate) -> str:
    return f"{found.date_from:%B} {found.date_from.year}"
