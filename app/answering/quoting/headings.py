"""What stands before the quotations of a comparison or a timeline: whose position, which day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from app.answering.answer import Answer, AnswerSentence, Citation, Event, PositionOf
from store.printing import listed, long_date


def headings(
    positions: Iterable[PositionOf], timeline: Iterable[Event], citations: Iterable[Citation]
) -> Mapping[int, str]:
    """The heading of each quotation that has a place in the layout, by its number."""
    by_number = {citation.number: citation for citation in citations}
    by_party = {one.citation: of_parties(one.parties) for one in positions}
    by_day: dict[int, str] = {}
    for event in timeline:  # of several days of one quotation, its first
        if event.citation in by_number:
            by_day.setdefault(event.citation, of_event(event, by_number[event.citation]))
    return by_party | by_day


def headings_of(answer: Answer) -> Mapping[int, str]:
    """The headings of an answer's quotations, by their numbers."""
    return headings(answer.positions, answer.timeline, answer.citations)


def heading_of(sentence: AnswerSentence, headed: Mapping[int, str]) -> str | None:
    """What a sentence stands under, given the headings of the quotations that do not say it."""
    if sentence.heading or sentence.kind != "quote":
        return sentence.heading
    return headed.get(sentence.citations[0])


def of_parties(parties: Iterable[str]) -> str:
    """The heading of what these hold: ``France and the United Kingdom``."""
    return _capital(listed(tuple(parties)))


def of_event(event: Event, citation: Citation) -> str:
    """The heading of an event: its day, and whether it is yet to come."""
    return when(event) + (" (expected)" if is_to_come(event, citation) else "")


def is_to_come(event: Event, citation: Citation) -> bool:
    """Whether an event was yet to come: one sentence may tell of a past day and of a coming one."""
    return citation.expected and (citation.date is None or event.until >= citation.date)


def when(event: Event) -> str:
    """The day of an event; of a period, its printed words: ``Until early 2015``."""
    if event.date == event.until:
        return long_date(event.date)
    return _capital(event.printed)


def _capital(heading: str) -> str:
    return heading[:1].upper() + heading[1:]
