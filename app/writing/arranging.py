"""In which order statements stand, and under which headings: by party, by day, as the list has it.

What a statement is about is what the quotations under it are about. One that rests on none that has
a place in the layout is about the whole, and stands first.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from app.answering.answer import Answer, AnswerSentence, Event, PositionOf, Shape
from app.answering.quoting.headings import of_event, of_parties
from store.printing import listed

_Sentences = Sequence[AnswerSentence]


def arranged(statements: _Sentences, quoted: Answer) -> list[AnswerSentence]:
    """The statements in the shape of the answer in quotations that they were written from."""
    arrange = _ARRANGED.get(quoted.shape)
    return arrange(statements, quoted) if arrange else list(statements)


def with_originals(statements: _Sentences, quoted: Mapping[int, str]) -> list[AnswerSentence]:
    """The statements, each followed by the quotations under it that did not stand before.

    For statements in another language than their sources': ``quoted`` are the quotations by their
    numbers.
    """
    shown: set[int] = set()
    sentences: list[AnswerSentence] = []
    for statement in statements:
        sentences.append(statement)
        for number in statement.citations:
            if number not in shown and number in quoted:
                shown.add(number)
                sentences.append(_original(number, quoted[number], statement.heading))
    return sentences


def _original(number: int, quote: str, heading: str | None) -> AnswerSentence:
    return AnswerSentence(
        text=quote, kind="quote", citations=(number,), verified=True, heading=heading
    )


def _by_party(statements: _Sentences, quoted: Answer) -> list[AnswerSentence]:
    """In the order in which the parties come, those of one party together."""
    order = list(dict.fromkeys(party for one in quoted.positions for party in one.parties))
    held = [(_parties(statement, quoted.positions), statement) for statement in statements]
    held.sort(key=lambda one: tuple(order.index(party) for party in one[0]))
    return [_under(of_parties(parties), statement) for parties, statement in held]


def _parties(statement: AnswerSentence, positions: Sequence[PositionOf]) -> tuple[str, ...]:
    """Whose positions a statement rests on, in the order of the layout."""
    resting = (one.parties for one in positions if one.citation in statement.citations)
    return tuple(dict.fromkeys(party for parties in resting for party in parties))


def _by_day(statements: _Sentences, quoted: Answer) -> list[AnswerSentence]:
    """In the order of the days that the quotations under them tell of."""
    by_number = {citation.number: citation for citation in quoted.citations}
    told = [(_events(statement, quoted.timeline), statement) for statement in statements]
    told.sort(key=lambda one: [(event.date, event.until) for event in one[0][:1]])
    return [
        _under(
            listed(dict.fromkeys(of_event(event, by_number[event.citation]) for event in events)),
            statement,
        )
        for events, statement in told
    ]


def _events(statement: AnswerSentence, timeline: Sequence[Event]) -> list[Event]:
    """The events that a statement rests on; where it names the days of some, those."""
    resting = [event for event in timeline if event.citation in statement.citations]
    named = [event for event in resting if event.printed in statement.text]
    return sorted(named or resting, key=lambda event: (event.date, event.until))


def _as_listed(statements: _Sentences, quoted: Answer) -> list[AnswerSentence]:
    """In the order of the list, which is that of the numbers."""
    return sorted(statements, key=lambda statement: min(statement.citations))


def _under(heading: str, statement: AnswerSentence) -> AnswerSentence:
    return statement.model_copy(update={"heading": heading or None})


_ARRANGED: Mapping[Shape, Callable[[_Sentences, Answer], list[AnswerSentence]]] = MappingProxyType(
    {Shape.COMPARISON: _by_party, Shape.TIMELINE: _by_day, Shape.LIST: _as_listed}
)
