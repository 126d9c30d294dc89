"""A follow-up read in other words than its own, where somebody has better ones than the rules."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from app.answering.answer import Turn
from app.answering.recognising.asks import Asks
from app.answering.understanding.question import Question

Rewording = Callable[[str], str | None]
"""A follow-up as a question that stands alone, in its own language; none where there is none."""
_APART = frozenset({Asks.OPINION, Asks.INSTRUCTION})


def understand_turn(
    written: str,
    history: Sequence[Turn],
    read: Callable[[str, Sequence[Turn]], Question],
    rewording: Rewording | None,
) -> Question:
    """The question as read by rule; a follow-up in its rewording, where there is one.

    What stands alone is not reworded, and no rewording makes a question that is to be declined one
    that is not, or the other way round.
    """
    question = read(written, history)
    if rewording is None or question.follows is None or question.asks is Asks.INSTRUCTION:
        return question
    words = rewording(" ".join(written.split()))
    if words is None:
        return question
    other = read(words, ())
    if question.asks is not other.asks and {question.asks, other.asks} & _APART:
        return question
    return question.reworded(other)
