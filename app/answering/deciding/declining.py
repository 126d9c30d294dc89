"""Declining what is no question about documents, in one calm sentence and without quotations."""

from __future__ import annotations

from app.answering.answer import Answer, Outcome, Timings
from app.answering.recognising.orders import Aside, reply_to
from app.answering.understanding.question import Question


def decline(question: Question, timings: Timings) -> Answer:
    """The answer to an order, to abuse or to small talk, which ``terms`` names."""
    return Answer(
        question=question.written,
        understood_as=question.written,
        outcome=Outcome.DECLINED,
        asks=question.asks,
        answer=reply_to(Aside(question.terms[0])),
        corrections=question.corrections,
        timings_ms=timings,
    )
