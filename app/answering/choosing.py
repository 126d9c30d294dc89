"""Choosing: every sentence of the passages read is scored, and the best may or may not answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

import numpy as np

from app.answering.features import (
    ScoredSentence,
    look_at,
    missing,
    question_features,
)
from app.answering.models import LinearModel, Models
from app.answering.reading import ReadPassage
from app.answering.view import QuestionView
from store.dates import find_dates
from store.records import Span

_POSSESSIVE_END = re.compile(r"[’']s?$")


class Band(IntEnum):
    """How the best sentence stands to the question."""

    UNRELATED = 0
    RELATED = 1
    STATED = 2


@dataclass(frozen=True)
class Choice:
    """The sentences best first, how sure it is that the first answers (the decider's log-odds),
    the band that this falls in, and what of the question is nowhere in what was read.
    """

    ranked: tuple[ScoredSentence, ...]
    confidence: float
    band: Band
    missing: tuple[str, ...]


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
    look = look_at(question, passages)
    ranked = ranked_by(models.chooser, look.sentences)
    if not ranked:
        return Choice((), float("-inf"), Band.UNRELATED, ())
    odds = float(models.decider(question_features(question, ranked, look)[None, :])[0])
    gone = absent(question, look.stems)
    # A name or number of the question that nothing read has: of 811 such questions on SQuAD 2.0,
    # 87 % have no answer, and the rest is better served by hearing what is not there.
    return Choice(ranked, odds, Band.UNRELATED if gone else _band(odds, models), gone)


def _band(odds: float, models: Models) -> Band:
    if odds >= models.stated_from:
        return Band.STATED
    return Band.RELATED if odds >= models.related_from else Band.UNRELATED


def absent(question: QuestionView, around: frozenset[str]) -> tuple[str, ...]:
    """The names and numbers of the question that nothing read has, as written there.

    Words that stand side by side are one name ("Burkina Faso"), and a number inside a date stands
    for the date ("26 September").
    """
    words = [*missing(question, around, names=True), *missing(question, around, names=False)]
    spans = [_whole(question.text, word.span) for word in words]
    runs: list[Span] = []
    for span in sorted(set(spans)):
        if runs and not question.text[runs[-1].end : span.start].strip():
            runs[-1] = Span(runs[-1].start, max(span.end, runs[-1].end))
        else:
            runs.append(span)
    return tuple(dict.fromkeys(_POSSESSIVE_END.sub("", run.of(question.text)) for run in runs))


def _whole(text: str, span: Span) -> Span:
    """The date that a word is part of, else the word."""
    dates = (found.span for found in find_dates(text, posted=None))
    return next((date for date in dates if date.contains(span)), span)
