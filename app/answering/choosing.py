"""Choosing: every sentence of the passages read is scored, and the best may or may not answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from app.answering.features import (
    QuestionView,
    ScoredSentence,
    SentenceFeatures,
    missing,
    question_features,
)
from app.answering.models import LinearModel, Models
from app.answering.reading import ReadPassage, sentences_of


@dataclass(frozen=True)
class Choice:
    """The sentences best first, how sure it is that the first answers, and what is not there.

    ``confidence`` is the decider's log-odds less its threshold: from 0 the question counts as
    answered.
    """

    ranked: tuple[ScoredSentence, ...]
    confidence: float
    missing: tuple[str, ...]

    @property
    def answers(self) -> bool:
        """Whether the best sentence counts as an answer."""
        return bool(self.ranked) and self.confidence >= 0


def look_at(
    question: QuestionView, passages: Sequence[ReadPassage]
) -> tuple[list[ScoredSentence], frozenset[str]]:
    """The features of every sentence of ``passages``, and the stems of all that was read."""
    features = SentenceFeatures(question)
    scored = [features.of(s) for passage in passages for s in sentences_of(passage)]
    return scored, features.around


def ranked_by(
    chooser: LinearModel, sentences: Sequence[ScoredSentence]
) -> tuple[ScoredSentence, ...]:
    """The sentences with their scores, best first.

    The sort is stable: ties go to the passage that retrieval likes best, then to what is first.
    """
    if not sentences:
        return ()
    scores = chooser(np.stack([s.features for s in sentences]))
    scored = [replace(s, score=float(score)) for s, score in zip(sentences, scores, strict=True)]
    return tuple(sorted(scored, key=lambda s: -s.score))


def choose(question: QuestionView, passages: Sequence[ReadPassage], models: Models) -> Choice:
    """Ranks the sentences and decides whether the best of them answers."""
    sentences, around = look_at(question, passages)
    ranked = ranked_by(models.chooser, sentences)
    if not ranked:
        return Choice((), float("-inf"), ())
    odds = float(models.decider(question_features(question, ranked, around)[None, :])[0])
    return Choice(ranked, odds - models.answered_from, absent(question, around))


def absent(question: QuestionView, around: frozenset[str]) -> tuple[str, ...]:
    """The names and numbers of the question that nothing read has, as written there."""
    words = [*missing(question, around, names=True), *missing(question, around, names=False)]
    return tuple(dict.fromkeys(word.text for word in words))
