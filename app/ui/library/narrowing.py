"""Which documents of the library are listed, and in which order: as the address says it."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from app.ui.contracts import Summary
from store.records import Kind

PAGE = 100
"""Rows shown at once, and how many more at a click."""

NAMES = ("q", "kind", "from", "to", "held", "sort", "rows")
"""The parameters of the address that this takes."""

_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_LONGEST = 200  # characters of what is searched for
_MOST_ROWS = 10_000

T = TypeVar("T", bound=StrEnum)


class Order(StrEnum):
    """How documents are sorted."""

    HELD = "held"
    NEWEST = "newest"
    OLDEST = "oldest"
    TITLE = "title"
    KIND = "kind"


class Standing(StrEnum):
    """Whether a document itself is there, or only its description."""

    HELD = "held"
    KNOWN = "known"


@dataclass(frozen=True, slots=True)
class Narrowing:
    """``words`` must all be in a document's symbol, title or kind; ``since`` and ``until`` are
    what the reader wrote for a year, a month or a day: see :func:`first_day`, :func:`last_day`.
    Where one of the two cannot be read, neither narrows: half of what was asked would mislead.
    """

    words: str = ""
    kind: Kind | None = None
    since: str = ""
    until: str = ""
    standing: Standing | None = None
    order: Order = Order.HELD
    rows: int = PAGE

    @property
    def unread(self) -> list[str]:
        """What was written for a date and is none."""
        return [text for text in (self.since, self.until) if text and first_day(text) is None]


def from_query(query: Mapping[str, str]) -> Narrowing:
    """What an address says; what is not understood of it narrows nothing."""
    rows = query.get("rows", "")
    return Narrowing(
        words=query.get("q", "")[:_LONGEST],
        kind=_named(Kind, query.get("kind", "").replace("-", " ")),
        since=query.get("from", "").strip()[:_LONGEST],
        until=query.get("to", "").strip()[:_LONGEST],
        standing=_named(Standing, query.get("held", "")),
        order=_named(Order, query.get("sort", "")) or Order.HELD,
        rows=min(int(rows), _MOST_ROWS) if rows.isascii() and rows.isdigit() else PAGE,
    )


def to_query(narrowing: Narrowing) -> dict[str, str]:
    """The parameters that say so; none where nothing is narrowed."""
    values = {
        "q": narrowing.words.strip(),
        "kind": narrowing.kind.value.replace(" ", "-") if narrowing.kind else "",
        "from": narrowing.since,
        "to": narrowing.until,
        "held": narrowing.standing or "",
        "sort": "" if narrowing.order is Order.HELD else narrowing.order.value,
        "rows": str(narrowing.rows) if narrowing.rows != PAGE else "",
    }
    return {name: value for name, value in values.items() if value}


def narrowed(documents: Iterable[Summary], by: Narrowing) -> list[Summary]:
    """The documents that are meant, in order."""
    words = by.words.casefold().split()
    since, until = (None, None) if by.unread else (first_day(by.since), last_day(by.until))
    found = [
        item
        for item in documents
        if (by.kind is None or item.kind is by.kind)
        and (by.standing is None or item.held == (by.standing is Standing.HELD))
        and _within(item.date, since, until)
        and (not words or _has(item, words))
    ]
    return _ordered(found, by.order)


def first_day(text: str) -> dt.date | None:
    """The first day of ``2019``, ``2019-09`` or ``2019-09-24``, or none for anything else."""
    return _edge(text, last=False)


def last_day(text: str) -> dt.date | None:
    """The last day of ``2019``, ``2019-09`` or ``2019-09-24``, or none for anything else."""
    return _edge(text, last=True)


def _edge(text: str, *, last: bool) -> dt.date | None:
    found = _DAY.fullmatch(text.strip())
    if found is None:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    assert year is not None  # noqa: S101 - the pattern has it
    try:
        month = month or (12 if last else 1)
        return dt.date(year, month, day or (calendar.monthrange(year, month)[1] if last else 1))
    except ValueError:  # a thirteenth month; calendar's error is one too
        return None


def _within(day: dt.date | None, since: dt.date | None, until: dt.date | None) -> bool:
    if since is None and until is None:
        return True
    return day is not None and (since is None or day >= since) and (until is None or day <= until)


def _has(item: Summary, words: Sequence[str]) -> bool:
    text = f"{item.symbol or ''} {item.title} {item.kind.value}".casefold()
    return all(word in text for word in words)


def _ordered(found: list[Summary], order: Order) -> list[Summary]:
    if order is Order.TITLE:
        return sorted(found, key=lambda item: item.title.casefold())
    ordered = sorted(
        found, key=lambda item: item.date or dt.date.min, reverse=order is not Order.OLDEST
    )
    if order is Order.OLDEST:  # those without a date come last all the same
        ordered.sort(key=lambda item: item.date is None)
    if order is Order.KIND:
        ordered.sort(key=lambda item: item.kind.value)
    if order is Order.HELD:
        ordered.sort(key=lambda item: not item.held)
    return ordered


def _named(names: type[T], text: str) -> T | None:
    try:
        return names(text)
    except ValueError:
        return None
