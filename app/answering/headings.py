"""What stands before the quotations of a comparison or a timeline: whose position, which day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from app.answering.answer import Answer, Citation, Event, PositionOf
from store.printing import listed, long_date


def headings(
    positions: Iterable[PositionOf], timeline: Iterable[Event], citations: Iterable[Citation]
) -> Mapping[int, str]:
    """The heading of each quotation that has a place in the layout, by its number."""
    expected = {citation.number for citation in citations if citation.expected}
    by_party = {one.citation: _capital(listed(one.parties)) for one in positions}
    by_day = {
        event.citation: when(event) + (" (expected)" if event.citation in expected else "")
        for event in timeline
    }
    return by_party | by_day


def headings_of(answer: Answer) -> Mapping[int, str]:
    """The headings of an answer's quotations, by their numbers."""
    return headings(answer.positions, answer.timeline, answer.citations)


def when(event: Event) -> str:
    """The day of an event; of a period, its printed words: ``Until early 2015``."""
    if event.date == event.until:
        return long_date(event.date)
    return _capital(event.printed)


def _capital(heading: str) -> str:
    return heading[:1].upper() + heading[1:]
