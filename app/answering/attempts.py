"""Reading a question: retrieve, read closely and choose, once for each thing that it may mean.

A follow-up or a range of days may be read in more than one way. The first reading that is answered
is taken, else the one that comes nearest; one reading is by far the most common case.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace

from app.answering.choosing import Band, Choice
from app.answering.features import covered
from app.answering.pipeline import Evidence, Pipeline
from app.answering.question import Question
from app.answering.reading import ReadPassage
from app.answering.timespans import Timespan
from app.answering.tongues.detecting import Language
from app.answering.view import QuestionView
from store.filters import Filters

Stage = Callable[[str], AbstractContextManager[None]]
"""Measures the time that is spent in a named stage."""

_MOST_WORDS = 0.6
"""The share, by rarity, of a question's words that a sentence has which is about the same."""
_YEAR = re.compile(r"\b(?:1[89]|20)\d{2}\b")


@dataclass(frozen=True)
class Reading:
    """One reading of a question with all that was read for it, under these filters."""

    question: Question
    view: QuestionView
    evidence: Evidence
    held: Choice
    filters: Filters


def read_question(
    pipeline: Pipeline, question: Question, filters: Filters, stage: Stage
) -> Reading:
    """The reading that is answered, the likeliest first; else the nearest to an answer."""
    best: Reading | None = None
    for text in (question.text, *question.alternatives):
        reading = _read(pipeline, question.read_as(text), filters, stage)
        if best is None or reading.held.band > best.held.band:
            best = reading
        if best.held.band is Band.STATED:
            break
    if best is None:
        raise AssertionError("a question has at least its own text")
    return best


def _read(pipeline: Pipeline, question: Question, filters: Filters, stage: Stage) -> Reading:
    with stage("understand"):
        view = pipeline.view(question.text)
    with stage("retrieve"):
        candidates = pipeline.candidates(view, filters)
    with stage("read"):
        evidence = pipeline.read(view, candidates)
        if question.within and question.text == question.within.without:
            told = tuple(p for p in evidence.held if _tells_of(p, question.within))
            evidence = replace(evidence, held=told)
        held = _beyond(pipeline.choose(view, evidence.held), question.said)
        if question.language is not Language.ENGLISH:
            held = _in_words(held, view, surely=question.complete)
    return Reading(question, view, evidence, held, filters)


def _in_words(choice: Choice, view: QuestionView, *, surely: bool) -> Choice:
    """The choice of a question that was put into English word by word.

    Such words are no sentence, which the reader expects: a sentence that has most of them is
    related. Where words were left out, nothing is stated.
    """
    if choice.band is Band.STATED:
        return choice if surely else replace(choice, band=Band.RELATED)
    if choice.band is Band.RELATED or choice.missing or not choice.ranked:
        return choice
    ranked = sorted(choice.ranked, key=lambda s: -covered(view, s.stems))
    if covered(view, ranked[0].stems) < _MOST_WORDS:
        return choice
    return replace(choice, ranked=tuple(ranked), band=Band.RELATED)


def _tells_of(passage: ReadPassage, timespan: Timespan) -> bool:
    """Whether a passage is of a document of those days, or names a year of them."""
    day = passage.stored.document.date
    if day is not None and timespan.first <= day <= timespan.last:
        return True
    years = (int(year) for year in _YEAR.findall(passage.stored.text))
    return any(timespan.first.year <= year <= timespan.last.year for year in years)


def _beyond(choice: Choice, said: Sequence[str]) -> Choice:
    """The choice with what was said already at its end."""
    if not said:
        return choice
    again = [s for s in choice.ranked if s.sentence.text in said]
    fresh = [s for s in choice.ranked if s.sentence.text not in said]
    if not again or not fresh or choice.ranked[0].sentence.text not in said:
        return replace(choice, ranked=(*fresh, *again))
    # The judgement was on a sentence that is not wanted a second time.
    return replace(choice, ranked=(*fresh, *again), band=min(choice.band, Band.RELATED))
