"""What an answer in prose may stand on: the answer in quotations, and what else was read for it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

from app.answering.answer import Answer, Citation
from app.answering.choosing import Choice
from app.answering.composing import Decision
from app.answering.reading import ReadSentence

OFFERED = 12
"""Sentences that a model is offered beside those that the answer in quotations cites."""


@dataclass(frozen=True)
class Grounds:
    """An answer in quotations, and exact citations beside its own, numbered on from them."""

    answer: Answer
    further: tuple[Citation, ...] = ()

    @property
    def offered(self) -> tuple[Citation, ...]:
        """All that a model may point at, by their numbers."""
        return (*self.answer.citations, *self.further)


def further_sentences(choice: Choice, decision: Decision, most: int) -> list[ReadSentence]:
    """The best sentences read that the decision does not cite, the likeliest first."""
    cited = {sentence.place for sentence in decision.sentences}
    ranked = (scored.sentence for scored in choice.ranked)
    return list(islice((one for one in ranked if one.place not in cited), most))
