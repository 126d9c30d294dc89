"""What is said around quotations: whether the documents answer, as of when, and in which words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from app.answering.answer import (
    Answer,
    AnswerSentence,
    Citation,
    Confidence,
    DateNote,
    Outcome,
)
from app.answering.recognising.kinds import Asks
from store.records import SourceRank

_DECLINED = "This asks for a judgement, which is not Penholder’s to make."
_POSITIONS = "The documents report:"
_NO_POSITIONS = "The documents held report nothing on it."
_RELATED = "No document held is sure to state this. Closest to it:"


def outcome_of(asks: Asks, citations: Sequence[Citation]) -> Outcome:
    """Whether what is cited answers a question that asks for this."""
    if asks is Asks.OPINION:
        return Outcome.DECLINED
    return Outcome.ANSWERED if citations else Outcome.NOT_FOUND


def told(outcome: Outcome, confidence: Confidence, said: str) -> str:
    """What is said, behind what has to be said first where it does not simply answer."""
    if outcome is Outcome.DECLINED:
        reported = _POSITIONS if said else _NO_POSITIONS
        return f"{_DECLINED} {reported} {said}".strip()
    opening = f"{_RELATED} " if confidence is Confidence.RELATED else ""
    return opening + said


def as_of(citations: Sequence[Citation]) -> dt.date | None:
    """The day of the first forecast that the answer rests on."""
    forecasts = (c.date for c in citations if c.source_rank is SourceRank.FORECAST)
    return next(forecasts, None)


def written_by(answer: Answer) -> str:
    """Who wrote the answer and how far that was checked; empty where no model did."""
    if answer.model is None:
        return ""
    whole = all(sentence.verified for sentence in answer.sentences)
    checked = "against the sources" if whole else "only in part"
    return f"written by {answer.model} and checked {checked}"


def days_in(sentence: AnswerSentence, cited: Sequence[Citation]) -> list[DateNote]:
    """The days to explain beside a sentence: those whose words it has."""
    notes = [note for citation in cited for note in citation.dates]
    return [note for note in notes if sentence.kind == "quote" or note.text in sentence.text]
