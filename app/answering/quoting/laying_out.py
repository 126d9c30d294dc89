"""How an answer is laid out: whose positions its quotations give, of which days they tell.

Both are data on the citations that were made, so that text, chat and charts say the same.
"""

from __future__ import annotations

from collections.abc import Sequence

from app.answering.answer import Citation, Event, NotFound, PositionOf
from app.answering.quoting.composing import Decision


def positions_shown(decision: Decision, citations: Sequence[Citation]) -> tuple[PositionOf, ...]:
    """Whose position each quotation of a comparison gives."""
    numbers = _numbers(citations)
    return tuple(
        PositionOf(parties=held.parties, citation=numbers[place])
        for held in decision.held
        if (place := held.sentence.place) in numbers
    )


def timeline_shown(decision: Decision, citations: Sequence[Citation]) -> tuple[Event, ...]:
    """Of which day or days each quotation of a timeline tells."""
    numbers = _numbers(citations)
    return tuple(
        Event(date=dated.date, until=dated.until, printed=dated.printed, citation=numbers[place])
        for dated in decision.dated
        if (place := dated.sentence.place) in numbers
    )


def with_gap(found: NotFound | None, decision: Decision) -> NotFound | None:
    """What is not found, with what the decision itself knows to be lacking."""
    if decision.gap is None:
        return found
    known = found or NotFound()
    pointers = known.would_be_in if decision.pointers is None else decision.pointers
    lacking = decision.lacking
    missing = (*lacking, *(m for m in known.missing if not any(m in name for name in lacking)))
    return known.model_copy(
        update={"reason": decision.gap, "missing": missing, "would_be_in": pointers}
    )


def _numbers(citations: Sequence[Citation]) -> dict[tuple[str, int, int], int]:
    return {citation.place: citation.number for citation in citations}
