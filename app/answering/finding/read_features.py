"""What the reader says of sentences and questions, in numbers beside those of ``features``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from app.answering.finding.features import (
    QUESTION_FEATURES,
    SENTENCE_FEATURES,
    Look,
    ScoredSentence,
    question_features,
)
from app.answering.finding.reading import ReadPassage
from app.answering.finding.view import QuestionView
from app.answering.reader.scoring import Reader
from app.answering.reader.windows import PassageText
from store.embedding import Vectors
from store.records import Span

READ_BY_READER = 12
"""Passages that the reader reads: twice as many take twice as long."""
READ_SENTENCE_FEATURES = (
    *SENTENCE_FEATURES,
    "reader_score",
    "reader_passage",
    "reader_behind",
)
"""Its score for the sentence, its score for the passage as a whole, and how far the sentence is
behind the best of all."""
READ_QUESTION_FEATURES = (
    *QUESTION_FEATURES,
    "reader_best",
    "reader_chosen",
    "reader_lead",
    "reader_mean_top3",
    "reader_passage",
    "reader_other_passage",
    "reader_chosen_behind",
)
"""Beside the others the reader's best score; that of the sentence that was chosen; the best's lead
over the second; the mean of the first three; its scores for the passage it likes best and for the
next; and how far the chosen sentence is behind the best. Over either alone this was measured to
tell better whether anything answers."""
_SCORE, _PASSAGE, _BEHIND = range(len(SENTENCE_FEATURES), len(READ_SENTENCE_FEATURES))
_NO_OTHER = -10.0
"""Stands for the score of a second sentence or passage where there is only one."""


def with_reader(look: Look, reader: Reader, question: str) -> Look:
    """The look with the reader's features behind those of each sentence."""
    passages = list({id(s.sentence.passage): s.sentence.passage for s in look.sentences}.values())
    found = reader.scores(question, [text_of(passage) for passage in passages])
    by_passage = {id(p): scores for p, scores in zip(passages, found, strict=True)}
    best = max((float(scores.sentences.max()) for scores in found), default=0.0)
    sentences = []
    for scored in look.sentences:
        scores = by_passage[id(scored.sentence.passage)]
        score = float(scores.sentences[scored.sentence.index])
        added = np.asarray([score, scores.answered, best - score], dtype=np.float32)
        sentences.append(replace(scored, features=np.concatenate([scored.features, added])))
    return replace(look, sentences=tuple(sentences))


def text_of(passage: ReadPassage) -> PassageText:
    """A passage as the reader takes it."""
    stored = passage.stored
    start = stored.passage.span.start
    spans = (sentence.span for sentence in stored.passage.sentences)
    return PassageText(
        stored.passage.heading,
        stored.text,
        tuple(Span(span.start - start, span.end - start) for span in spans),
    )


def read_question_features(
    question: QuestionView, ranked: Sequence[ScoredSentence], look: Look
) -> Vectors:
    """The features of a question, given its sentences best first."""
    scores = sorted((float(s.features[_SCORE]) for s in ranked), reverse=True)
    passages = sorted(
        {id(s.sentence.passage): float(s.features[_PASSAGE]) for s in ranked}.values(),
        reverse=True,
    )
    chosen = ranked[0].features
    values = (
        scores[0],
        float(chosen[_SCORE]),
        scores[0] - (scores[1] if len(scores) > 1 else _NO_OTHER),
        float(np.mean(scores[:3])),
        passages[0],
        passages[1] if len(passages) > 1 else _NO_OTHER,
        float(chosen[_BEHIND]),
    )
    return np.concatenate(
        [question_features(question, ranked, look), np.asarray(values, dtype=np.float32)]
    )
