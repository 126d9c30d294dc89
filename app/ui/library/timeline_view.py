"""Documents and meetings by date, as the data of a plot and of a table."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, TypedDict

from app.ui.contracts import Summary
from app.ui.evidence_view import name_of
from app.ui.wording import count
from store.printing import long_date
from store.records import Kind

MOST_BARS = 90
"""Bars side by side: more are not told apart on a telephone."""

_TITLES = 4  # documents that a bar names


class Bar(TypedDict):
    """A day, month, year or decade: how many documents and meetings, and the first of their names.

    ``since`` and ``until`` are what narrows the list of documents to it.
    """

    label: str
    since: str
    until: str
    held: int
    known: int
    meetings: int
    titles: list[str]


class Timeline(TypedDict):
    """The bars without a gap, from the first date to the last; ``summary`` says it in words."""

    view: Literal["timeline"]
    unit: str
    bars: list[Bar]
    summary: str
    meetings: bool


@dataclass(frozen=True, slots=True)
class _Unit:
    """A length of time: the number of the one that a day is in, and how such a number is said."""

    name: str
    number: Callable[[dt.date], int]
    label: Callable[[int], str]
    edges: Callable[[int], tuple[str, str]]


def _month(number: int) -> dt.date:
    return dt.date(number // 12, number % 12 + 1, 1)


def _same(text: str) -> tuple[str, str]:
    return text, text


_UNITS = (
    _Unit(
        "day",
        lambda day: day.toordinal(),
        lambda number: long_date(dt.date.fromordinal(number)),
        lambda number: _same(dt.date.fromordinal(number).isoformat()),
    ),
    _Unit(
        "month",
        lambda day: day.year * 12 + day.month - 1,
        lambda number: long_date(_month(number)).partition(" ")[2],
        lambda number: _same(_month(number).isoformat()[:7]),
    ),
    _Unit("year", lambda day: day.year, str, lambda number: _same(f"{number:04}")),
    _Unit(
        "decade",
        lambda day: day.year // 10,
        lambda number: f"{number * 10}s",
        lambda number: (f"{max(number * 10, 1):04}", f"{number * 10 + 9:04}"),
    ),
)


def timeline(documents: Iterable[Summary]) -> Timeline:
    """All documents that have a date, and the meetings among them."""
    listed = [item for item in documents if item.kind is not Kind.GLOSSARY]
    dated = sorted(
        ((item.date, item) for item in listed if item.date is not None),
        key=lambda pair: (pair[0], not pair[1].held),
    )
    undated = len(listed) - len(dated)
    if not dated:
        return Timeline(view="timeline", unit="year", bars=[], meetings=False, summary="No "
                        "document of the library has a date yet.")  # fmt: skip
    first, last = dated[0][0], dated[-1][0]
    unit = _unit(first, last)
    placed: defaultdict[int, list[Summary]] = defaultdict(list)
    for day, item in dated:
        placed[unit.number(day)].append(item)
    numbers = range(unit.number(first), unit.number(last) + 1)
    bars = [_bar(unit, number, placed.get(number, ())) for number in numbers]
    return Timeline(
        view="timeline",
        unit=unit.name,
        bars=bars,
        summary=_summary(bars, unit, first, last, undated),
        meetings=any(bar["meetings"] for bar in bars),
    )


def _unit(first: dt.date, last: dt.date) -> _Unit:
    """The shortest length of time of which there are not too many."""
    for unit in _UNITS:
        if unit.number(last) - unit.number(first) < MOST_BARS:
            return unit
    return _UNITS[-1]


def _bar(unit: _Unit, number: int, items: Sequence[Summary]) -> Bar:
    since, until = unit.edges(number)
    standing = Counter(item.held for item in items)
    names = [name_of(item.symbol, item.title) for item in items]
    left = len(names) - _TITLES
    return Bar(
        label=unit.label(number),
        since=since,
        until=until,
        held=standing[True],
        known=standing[False],
        meetings=len({item.symbol or item.document for item in items if item.kind is Kind.RECORD}),
        titles=names[:_TITLES] + ([f"and {left:,} more"] if left > 0 else []),
    )


def _summary(bars: Sequence[Bar], unit: _Unit, first: dt.date, last: dt.date, undated: int) -> str:
    held, known = sum(bar["held"] for bar in bars), sum(bar["known"] for bar in bars)
    meetings = sum(bar["meetings"] for bar in bars)
    most = max(bars, key=lambda bar: bar["held"] + bar["known"])
    said = f"{count(held, 'document')} held and {known:,} known and not held, from "
    said += f"{long_date(first)} to {long_date(last)}"
    said += f"; {count(meetings, 'meeting')} by their records. " if meetings else ". "
    if len(bars) > 1:
        total = count(most["held"] + most["known"], "document")
        said += f"The {unit.name} with the most is {most['label']}, with {total}. "
    if undated:
        said += f"{count(undated, 'document')} without a date {'is' if undated == 1 else 'are'} "
        said += "not shown."
    return said.strip()
