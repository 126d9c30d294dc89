"""What a sentence and a question look like in numbers, for choosing and for abstaining.

Sentence features say how well one sentence fits the question; question features say how well the
best of them does, and what of the question no evidence has. Both feed the linear models of
``weights.json``, learnt by ``app.calibration`` on questions about other documents.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from app.answering.finding.reading import ReadPassage, ReadSentence, sentences_of, similarities
from app.answering.finding.view import QuestionView
from app.answering.terms.synonyms import synonyms_of
from app.answering.terms.words import (
    AnswerType,
    Word,
    negated,
    offers,
    stems_of,
    words_of,
)
from store.embedding import Vectors

_YES_NO = re.compile(r"\W*(?:is|are|was|were|do|does|did|has|have|had|can|will)\b", re.IGNORECASE)

SENTENCE_FEATURES = (
    "maxsim_content",
    "maxsim_lowest",
    "match_content",
    "match_lowest",
    "maxsim_all",
    "maxsim_passage",
    "cosine_sentence",
    "cosine_passage",
    "passage_score",
    "coverage_sentence",
    "coverage_passage",
    "pairs",
    "names_missing_near",
    "names_missing_passage",
    "numbers_missing_near",
    "numbers_missing_passage",
    "offers_type",
    "lacks_type",
    "negation_differs",
    "length",
)
QUESTION_FEATURES = (
    "score",
    "probability",
    "margin_second",
    "margin_other_passage",
    *(f"best_{name}" for name in SENTENCE_FEATURES),
    "mean_match_top3",
    "lowest_in_passage",
    "lowest_anywhere",
    "mean_anywhere",
    "passages",
    "coverage_all",
    "coverage_document",
    "names_missing_all",
    "numbers_missing_all",
    "lacks_type_top3",
    "content_words",
    "is_who",
    "is_when",
    "is_number",
)


@dataclass(frozen=True)
class ScoredSentence:
    """A sentence, its features, and the score that the chooser gives it (a log-odds)."""

    sentence: ReadSentence
    features: Vectors
    stems: frozenset[str]
    score: float = 0.0


class SentenceFeatures:
    """Computes the features of many sentences for one question; a passage's stems once."""

    def __init__(self, question: QuestionView) -> None:
        self._question = question
        self._passage_stems: dict[int, frozenset[str]] = {}
        # "No statement was issued" answers whether one was.
        self._yes_no = bool(_YES_NO.match(question.text))
        self._negated = negated(question.text)
        self._stems = question.stems

    def of(self, sentence: ReadSentence) -> ScoredSentence:
        """The features of one sentence, in the order of ``SENTENCE_FEATURES``."""
        question, passage = self._question, sentence.passage
        stems = stems_of(sentence.text)
        near = stems | self._stems_before(sentence)
        around = self.stems_of_passage(passage)
        similar = similarities(question.vectors.tokens, sentence.tokens)
        content = similar[list(question.content_tokens)]
        match = np.maximum(content, self._matched(near))
        offered = offers(sentence.text, question.answer_type, self._stems)
        values = (
            float(content @ question.token_weights),
            float(content.min()) if len(content) else 0.0,
            float(match @ question.token_weights),
            float(match.min()) if len(match) else 0.0,
            float(similar.mean()) if len(similar) else 0.0,
            passage.maxsim,
            _cosine(question.vectors.vector, sentence.tokens),
            passage.cosine,
            passage.score,
            covered(question, stems),
            covered(question, around),
            _pairs(question, sentence.text),
            float(len(missing(question, near, names=True))),
            float(len(missing(question, around, names=True))),
            float(len(missing(question, near, names=False))),
            float(len(missing(question, around, names=False))),
            float(question.answer_type is not AnswerType.ANY and offered),
            float(question.answer_type is not AnswerType.ANY and not offered),
            float(not self._yes_no and self._negated != negated(sentence.text)),
            math.log1p(len(sentence.text.split())),
        )
        return ScoredSentence(sentence, np.asarray(values, dtype=np.float32), stems)

    def _matched(self, stems: frozenset[str]) -> Vectors:
        """1 for each content token whose word stands among ``stems``, else 0.

        In context the tokens of one word can be far apart ("circulate", "has circulated"): there
        the letters say more than the vectors.
        """
        question = self._question
        here = [float(is_said(question, word, stems)) for word in question.content]
        return np.asarray([here[i] for i in question.content_of_token], dtype=np.float32)

    def _stems_before(self, sentence: ReadSentence) -> frozenset[str]:
        """The heading's stems and those of the sentence before, where "That year" has its year."""
        heading = sentence.passage.stored.passage.heading
        return stems_of(heading) | stems_of(sentence.before)

    def stems_of_passage(self, passage: ReadPassage) -> frozenset[str]:
        """The stems of a passage, heading included."""
        stored = passage.stored
        if stored.id not in self._passage_stems:
            self._passage_stems[stored.id] = stems_of(f"{stored.passage.heading}\n{stored.text}")
        return self._passage_stems[stored.id]


@dataclass(frozen=True)
class Look:
    """Everything read for one question: the sentences that may answer it, the stems of all passages
    with their headings, and for each content token of the question the best cosine in each passage
    (a row a passage).
    """

    sentences: tuple[ScoredSentence, ...]
    stems: frozenset[str]
    passages: tuple[ReadPassage, ...]
    token_cosines: Vectors


def look_at(question: QuestionView, passages: Sequence[ReadPassage], most: int) -> Look:
    """Computes the features of every sentence of the first ``most`` passages."""
    features = SentenceFeatures(question)
    content = question.vectors.tokens[list(question.content_tokens)]
    return Look(
        sentences=tuple(
            features.of(s) for passage in passages[:most] for s in sentences_of(passage)
        ),
        stems=frozenset().union(*(features.stems_of_passage(passage) for passage in passages)),
        passages=tuple(passages),
        token_cosines=np.stack([similarities(content, p.vectors.tokens) for p in passages])
        if passages
        else np.zeros((0, len(content)), dtype=np.float32),
    )


def question_features(
    question: QuestionView, ranked: Sequence[ScoredSentence], look: Look
) -> Vectors:
    """The features of a question, given its sentences best first."""
    best, around = ranked[0], look.stems
    home = next(i for i, p in enumerate(look.passages) if p is best.sentence.passage)
    anywhere = look.token_cosines.max(axis=0)
    scores = np.asarray([s.score for s in ranked])
    odds = np.exp(scores - scores.max())
    others = [s.score for s in ranked if s.sentence.passage is not best.sentence.passage]
    top = ranked[:3]
    values = (
        best.score,
        float(odds[0] / odds.sum()),
        best.score - (ranked[1].score if len(ranked) > 1 else best.score - 5.0),
        best.score - (max(others) if others else best.score - 5.0),
        *best.features[: len(SENTENCE_FEATURES)].tolist(),
        float(np.mean([s.features[SENTENCE_FEATURES.index("match_content")] for s in top])),
        float(look.token_cosines[home].min(initial=1.0)),
        float(anywhere.min(initial=1.0)),
        float(anywhere.mean()) if anywhere.size else 0.0,
        math.log1p(len(look.passages)),
        covered(question, frozenset().union(*(s.stems for s in top))),
        covered(question, around),
        float(len(missing(question, around, names=True))),
        float(len(missing(question, around, names=False))),
        float(all(s.features[SENTENCE_FEATURES.index("lacks_type")] for s in top)),
        math.log1p(len(question.content)),
        float(question.answer_type is AnswerType.NAME),
        float(question.answer_type in (AnswerType.DATE, AnswerType.CLOCK)),
        float(question.answer_type is AnswerType.NUMBER),
    )
    return np.asarray(values, dtype=np.float32)


def missing(question: QuestionView, stems: frozenset[str], *, names: bool) -> list[Word]:
    """The question's names (or its numbers) that ``stems`` lack under every form known."""
    wanted = (w for w in question.content if (w.number if not names else w.name and not w.number))
    return [word for word in wanted if not present(question, word, stems)]


def present(question: QuestionView, word: Word, stems: frozenset[str]) -> bool:
    """Whether the word stands among ``stems``: itself, another form of it, or a derivation."""
    if _has(question, word.stem, stems):
        return True
    parts = stems_of(word.text) - {word.stem} if "-" in word.text else frozenset()
    if parts and all(_has(question, part, stems) for part in parts):
        return True
    # Russia/Russian, Kazakhstan/Kazakh: a name and its adjective share their beginning; UNOMIL and
    # UNOMIG do too and are two.
    if word.name and not word.text.isupper() and word.stem.isalpha() and len(word.stem) >= 5:
        start = word.stem[: max(5, len(word.stem) - 3)]
        return any(s.startswith(start) for s in stems)
    return False


def is_said(question: QuestionView, word: Word, stems: frozenset[str]) -> bool:
    """Whether the word is present, or another that says the same."""
    return present(question, word, stems) or not synonyms_of(word.stem).isdisjoint(stems)


def _has(question: QuestionView, stem: str, stems: frozenset[str]) -> bool:
    return stem in stems or any(form <= stems for form in question.forms.get(stem, ()))


def covered(question: QuestionView, stems: frozenset[str]) -> float:
    """The share of the question's meaning that ``stems`` have, each word weighted by rarity."""
    return _share(
        (question.rarity[word.stem] + 0.1, is_said(question, word, stems))
        for word in question.content
    )


def _share(weighted: Iterable[tuple[float, bool]]) -> float:
    total = hit = 0.0
    for weight, here in weighted:
        total += weight
        hit += weight if here else 0.0
    return hit / total if total else 0.0


def _pairs(question: QuestionView, text: str) -> float:
    """The share of the question's neighbouring content words that are neighbours here too."""
    wanted = [w.stem for w in question.words if w.content]
    pairs = set(pairwise(wanted))
    if not pairs:
        return 0.0
    here = [w.stem for w in words_of(text) if w.content]
    return len(pairs & set(pairwise(here))) / len(pairs)


def _cosine(question: Vectors, tokens: Vectors) -> float:
    if not len(tokens):
        return 0.0
    mean = tokens.mean(axis=0)
    return float(question @ mean / max(float(np.linalg.norm(mean)), 1e-9))
