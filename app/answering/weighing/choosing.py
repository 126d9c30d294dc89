"""Choosing: every sentence of the passages read is scored, and the best may or may not answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

import numpy as np

from app.answering.finding.features import (
    Look,
    ScoredSentence,
    covered,
    look_at,
    missing,
    question_features,
)
from app.answering.finding.read_features import READ_BY_READER, read_question_features, with_reader
from app.answering.finding.reading import Place, ReadPassage
from app.answering.finding.view import QuestionView
from app.answering.reader.scoring import Reader
from app.answering.terms.synonyms import says_of_members, synonyms_of
from app.answering.terms.words import TITLES, Word, stems_of
from app.answering.weighing.models import Judgement, LinearModel, Models
from app.answering.weighing.preferring import names_the_doer, with_doer_first
from app.answering.weighing.vetoes import Objection, objections
from store.dates import find_dates
from store.embedding import Vectors
from store.records import Span

_SEVERAL_WORDS = 2
_LOOKED_AT = 5
"""Sentences of which it is told whether they are related by themselves."""
_AS_MUCH = 0.5
"""The share of what the first has of the question that is about as much."""
_POSSESSIVE_END = re.compile(r"[’']s?$")


class Band(IntEnum):
    """How the best sentence stands to the question."""

    UNRELATED = 0
    RELATED = 1
    STATED = 2


@dataclass(frozen=True)
class Choice:
    """The sentences best first, how sure it is that the first answers (the decider's log-odds),
    the band that this falls in, what of the question is nowhere in what was read, how far below
    the first a sentence may score and still be shown with it, what keeps the first from being
    an answer, which has lowered the band, and the places of those that are related by themselves.
    """

    ranked: tuple[ScoredSentence, ...]
    confidence: float
    band: Band
    missing: tuple[str, ...]
    within: float
    objections: tuple[Objection, ...] = ()
    related: frozenset[Place] = frozenset()


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


def choose(
    question: QuestionView,
    passages: Sequence[ReadPassage],
    models: Models,
    reader: Reader | None = None,
) -> Choice:
    """Ranks the sentences and decides whether the best of them answers.

    With a reader, those of the best few passages, by its scores and the features together.
    """
    if reader is None:
        look, judgement = look_at(question, passages, len(passages)), models.by_features
    else:
        look = with_reader(look_at(question, passages, READ_BY_READER), reader, question.text)
        judgement = models.by_reader
    ranked = ranked_by(judgement.chooser, look.sentences)
    if not ranked:
        return Choice((), float("-inf"), Band.UNRELATED, (), judgement.shown_within)
    row = decider_row(question, ranked, look, read=reader is not None)
    odds = float(judgement.decider(row[None, :])[0])
    ranked = with_doer_first(question, ranked)
    gone = absent(question, look.stems | _stems_of_documents(passages))
    # A name or number of the question that nothing read has: of 811 such questions on SQuAD 2.0,
    # 87 % have no answer, and the rest is better served by hearing what is not there.
    found = objections(question, ranked[0].sentence)
    band = Band.UNRELATED if gone else lowered(_band(odds, judgement), found)
    said = has_every_word(question, ranked[0].stems) or names_the_doer(question, ranked[0])
    if not gone and said and not certain(found):
        band = max(band, Band.RELATED)
    related = _related(question, ranked, look, judgement, read=reader is not None)
    return Choice(ranked, odds, band, gone, judgement.shown_within, found, related)


def _related(
    question: QuestionView,
    ranked: Sequence[ScoredSentence],
    look: Look,
    judgement: Judgement,
    *,
    read: bool,
) -> frozenset[Place]:
    """Of the best sentences those that would be related if no other came before them, or have about
    as much to do with the question as the first.
    """
    found = []
    least = _AS_MUCH * _on_it(question, ranked[0])
    for at, one in enumerate(ranked[:_LOOKED_AT]):
        if one.score < ranked[0].score - judgement.shown_within:
            break
        row = decider_row(question, ranked[at:], look, read=read)
        odds = float(judgement.decider(row[None, :])[0])
        related = odds >= judgement.related_from or _on_it(question, one) >= least
        if related and not certain(objections(question, one.sentence)):
            found.append(one.sentence.place)
    return frozenset(found)


def _on_it(question: QuestionView, one: ScoredSentence) -> float:
    """How much of the question's meaning a sentence has, with the one before it."""
    return covered(question, one.stems | stems_of(one.sentence.before))


def lowered(band: Band, found: Sequence[Objection]) -> Band:
    """The band of a sentence against which there are objections: never stated, one lower where an
    objection is certain, and unrelated where the sentence says nothing on what is asked.
    """
    if any(objection.silent for objection in found):
        return Band.UNRELATED
    if certain(found):
        return Band(max(Band.UNRELATED, band - 1))
    return min(band, Band.RELATED) if found else band


def certain(found: Sequence[Objection]) -> bool:
    """Whether one of the objections says that the sentence is no answer."""
    return any(objection.certain for objection in found)


def has_every_word(question: QuestionView, stems: frozenset[str]) -> bool:
    """Whether a sentence of these stems says all that the question does: then it has at least to
    do with it, however the question is put.
    """
    return len(question.content) >= _SEVERAL_WORDS and covered(question, stems) == 1.0


def decider_row(
    question: QuestionView, ranked: Sequence[ScoredSentence], look: Look, *, read: bool
) -> Vectors:
    """What the decider sees of a question whose sentences are ranked."""
    features = read_question_features if read else question_features
    return features(question, ranked, look)


def _band(odds: float, judgement: Judgement) -> Band:
    if odds >= judgement.stated_from:
        return Band.STATED
    return Band.RELATED if odds >= judgement.related_from else Band.UNRELATED


def absent(question: QuestionView, around: frozenset[str]) -> tuple[str, ...]:
    """The names and numbers of the question that nothing read has, as written there.

    Words that stand side by side are one name ("Burkina Faso"), and a number inside a date stands
    for the date ("26 September").
    """
    lacking = (*missing(question, around, names=True), *missing(question, around, names=False))
    words = [
        word
        for word in lacking
        if word.text.lower() not in TITLES and not _is_a_group_there(question, word, around)
    ]
    spans = [_whole(question.text, word.span) for word in words]
    runs: list[Span] = []
    for span in sorted(set(spans)):
        if runs and not question.text[runs[-1].end : span.start].strip():
            runs[-1] = Span(runs[-1].start, max(span.end, runs[-1].end))
        else:
            runs.append(span)
    return tuple(dict.fromkeys(_POSSESSIVE_END.sub("", run.of(question.text)) for run in runs))


def _is_a_group_there(question: QuestionView, word: Word, around: frozenset[str]) -> bool:
    """Whether a word says which members are meant, and these are there under another name."""
    return says_of_members(question.text, word) and not synonyms_of(word.stem).isdisjoint(around)


def _stems_of_documents(passages: Sequence[ReadPassage]) -> frozenset[str]:
    """What the documents read are called and dated, which their sentences need not print."""
    documents = {p.stored.document.document: p.stored.document for p in passages}.values()
    symbols = (document.symbol for document in documents if document.symbol)
    dates = (document.date for document in documents if document.date)
    return frozenset(
        {
            *stems_of(" ".join(document.title for document in documents)),
            *(stem for symbol in symbols for stem in (*stems_of(symbol), symbol.lower())),
            *(str(date.year) for date in dates),
        }
    )


def _whole(text: str, span: Span) -> Span:
    """The date that a word is part of, else the word."""
    dates = (found.span for found in find_dates(text, posted=None))
    return next((date for date in dates if date.contains(span)), span)
