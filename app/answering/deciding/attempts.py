"""Reading a question: retrieve, read closely and choose, once for each thing that it may mean.

A follow-up or a range of days may be read in more than one way. The first reading that is answered
is taken, else the one that comes nearest; one reading is by far the most common case.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace

from app.answering.finding.features import covered
from app.answering.finding.reading import ReadPassage
from app.answering.finding.view import QuestionView
from app.answering.pipeline import Evidence, Pipeline
from app.answering.recognising.kinds import Asks
from app.answering.terms.words import AnswerType, expected_type, offers, stems_of, words_of
from app.answering.tongues.detecting import Language
from app.answering.understanding.followups import Conversation, asks_for_more, quoted_in
from app.answering.understanding.question import Question
from app.answering.understanding.timespans import Timespan
from app.answering.weighing.choosing import Band, Choice
from app.answering.weighing.models import load_models
from app.answering.weighing.vetoes import context_of
from store.filters import Filters

Stage = Callable[[str], AbstractContextManager[None]]
"""Measures the time that is spent in a named stage."""

_MOST_WORDS = 0.6
"""The share, by rarity, of a question's words that a sentence has which is about the same."""
_OWN_WAYS = frozenset({Asks.QUOTATION, Asks.COMPARISON, Asks.TIMELINE, Asks.SUMMARY, Asks.METADATA})
"""Kinds of question whose way to an answer does not hang on the sentence that is found first."""
_LIKELIER = 1.0
"""Log-odds by which a follow-up is likelier to be answered than a question. Of 24 follow-ups of our
own on records, resolutions and a brief it gives three more an answer; of 12 that nothing answers it
lets two be shown as related, and none as stated.
"""
_MOST_QUOTES = 3
_LONGEST_QUOTE = 400
_NEAR = 5
"""Of a long answer, as much is looked for as tells which documents it quotes: that many quotations,
that many characters of each, among that many passages.
"""
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
    best = _read(pipeline, question, filters, stage)
    if question.asks in _OWN_WAYS:
        return best
    for text in question.alternatives:
        if best.held.band is Band.STATED:
            break
        reading = _read(pipeline, question.read_as(text), filters, stage)
        # Another referent is taken for what it states alone; the same one with more words about it
        # may also come nearer.
        enough = min(best.held.band + 1, Band.STATED) if text.endswith(")") else Band.STATED
        if reading.held.band >= enough:
            best = reading
    for text in question.bridges:
        # Where the form of the question is found nothing is gained by the other.
        if best.held.band is Band.UNRELATED:
            reading = _read(pipeline, question.read_as(text), filters, stage)
            # A long name alone makes much of its sentences like the question.
            best = reading if reading.held.band is Band.STATED else best
    if question.follows and best.held.band is not Band.STATED:
        return _among_the_same(pipeline, best, question.follows, stage) or best
    return best


def _among_the_same(
    pipeline: Pipeline, best: Reading, conversation: Conversation, stage: Stage
) -> Reading | None:
    """A follow-up in its own words, put to the documents that the conversation is about.

    What it leaves out is what these are about, so that their sentences need not repeat it.
    """
    filters = best.filters
    with stage("retrieve"):
        documents = _spoken_of(pipeline, conversation, filters)
    if filters.documents:
        documents &= filters.documents
    if not documents:
        return None
    within = replace(filters, documents=documents)
    reading = _read(pipeline, best.question, within, stage, best.question.asked)
    return replace(reading, filters=filters) if reading.held.band > best.held.band else None


def _spoken_of(pipeline: Pipeline, conversation: Conversation, filters: Filters) -> frozenset[str]:
    """The documents that the last answer quoted; without quotations, what the last question found
    first.
    """
    quotes = quoted_in(conversation.said)
    found: set[str] = set()
    for quote in quotes[:_MOST_QUOTES]:
        for stored, _ in pipeline.candidates(pipeline.view(quote[:_LONGEST_QUOTE]), filters)[
            :_NEAR
        ]:
            if stored.document.held and quote in stored.text:
                found.add(stored.document.document)
                break
    if not found and not quotes:
        candidates = pipeline.candidates(pipeline.view(conversation.asked), filters)
        found.update(s.document.document for s, _ in candidates[:1] if s.document.held)
    return frozenset(found)


def _read(
    pipeline: Pipeline,
    question: Question,
    filters: Filters,
    stage: Stage,
    words: str | None = None,
) -> Reading:
    """One reading; by these words of the question, where they are not its text."""
    with stage("understand"):
        view = pipeline.view(words or question.text)
    with stage("retrieve"):
        candidates = pipeline.candidates(view, filters)
    with stage("read"):
        evidence = pipeline.read(view, candidates)
        if question.within and question.text == question.within.without:
            told = tuple(p for p in evidence.held if _tells_of(p, question.within))
            evidence = replace(evidence, held=told)
        held = _beyond(pipeline.choose(view, evidence.held), _said(question))
        if question.follows is not None:
            held = _in_conversation(held, question.asked, _related_from(pipeline))
        if question.language is not Language.ENGLISH:
            held = _in_words(held, view, surely=question.complete)
    return Reading(question, view, evidence, held, filters)


def _related_from(pipeline: Pipeline) -> float:
    """The log-odds from which a sentence is related to a question."""
    models = load_models()
    return (models.by_reader if pipeline.reader else models.by_features).related_from


def _in_conversation(choice: Choice, asked: str, related: float) -> Choice:
    """The choice of a follow-up.

    What was just spoken of is likelier to be asked about than any question, so that less makes a
    sentence related; but a sentence that has the words of the last question and none of this one's
    own states nothing on this one.
    """
    if not choice.ranked or choice.missing:
        return choice
    own = {word.stem for word in words_of(asked) if word.content}
    first = choice.ranked[0]
    # Who speaks is named once for all that is said.
    said = not own or bool(own & (first.stems | stems_of(context_of(first.sentence))))
    if choice.band is Band.STATED and not said:
        return replace(choice, band=Band.RELATED)
    wanted = expected_type(asked)
    given = wanted is not AnswerType.ANY and offers(first.sentence.text, wanted, frozenset(own))
    if choice.band is Band.UNRELATED and (said or given):
        nearer = choice.confidence >= related - _LIKELIER
        return replace(choice, band=Band.RELATED) if nearer else choice
    return choice


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


def _said(question: Question) -> tuple[str, ...]:
    """The quotations beside which a follow-up wants something else."""
    if question.follows is None or not asks_for_more(question.asked):
        return ()
    return quoted_in(question.follows.said)


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
