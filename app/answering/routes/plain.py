"""The way of a plain fact, which other ways build on."""

from __future__ import annotations

from app.answering.deciding.who_answers import decide
from app.answering.quoting.composing import Decision
from app.answering.situation import Situation


def decide_plainly(situation: Situation) -> Decision:
    """Who answers, as :func:`app.answering.deciding.who_answers.decide` has it."""
    return decide(
        situation.question,
        situation.view,
        situation.evidence,
        situation.held,
        situation.vocabulary.terms,
        situation.pipeline.choose,
    )
