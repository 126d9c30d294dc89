"""What stands before the quotations of a comparison or a timeline: whose position, which day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from app.answering.answer import Answer, Citation, Event, PositionOf
from store.printing import long_date


def headings(
    positions: Iterable[PositionOf], timeline: Iterable[Event], citations: Iterable[Citation]
) -> Mapping[int, str]:
    """The heading of each quotation that has a place in the layout, by its number."""
    expected = {citation.number for citation in citations if citation.expected}
    by_party = {one.citation: listed(one.parties) for one in positions}
    by_day = {
        event.citation: when(event) + (" (expected)" if event.citation in expected else "")
        for event in timeline
    }
    return by_party | by_day


def headings_of(answer: Answer) -> Mapping[int, str]:
    """The headings of an answer's quotations, by their numbers."""
    return headings(answer.positions, answer.timeline, answer.citations)


def listed(names: Sequence[str]) -> str:
    """Names in a heading: ``Russia``, ``The P3 and Russia``."""
    *before, last = names
    text = f"{', '.join(before)} and {last}" if before else last
    return text[:1].upper() + text[1:]


def when(event: Event) -> str:
    """The day of an event; of a period, its printed words: ``Until early 2015``."""
    if event.date == event.until:
        return long_date(event.date)
    return event.printed[:1].upper() + event.printed[1:]
