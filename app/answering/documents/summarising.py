"""A summary by extraction: the sentences nearest to the whole, spread over the document's parts.

Centrality is the cosine to the mean of all sentence vectors (Radev, Jing and Budzikowska,
"Centroid-based summarization of multiple documents", 2000), and repetition is avoided by maximal
marginal relevance (Carbonell and Goldstein, "The use of MMR, diversity-based reranking", 1998).
The document is cut into as many stretches as sentences are wanted; each gives one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from app.answering.documents.opened import passages_of
from app.answering.finding.reading import ReadSentence, sentences_of
from app.answering.finding.view import QuestionView
from app.answering.pipeline import Pipeline
from store.embedding import Vectors
from store.library import Library, StoredPassage

_MOST_READ = 24
"""Passages of one document that are read closely."""
_LAMBDA = 0.7
"""The weight of centrality against likeness to what is chosen already."""
_OPENING_BONUS = 0.1
"""For the first sentence of a document, which mostly says what it is about."""
_FEWEST_WORDS = 8
_MOST_WORDS = 70
# Such a sentence says little without the one before it.
_LEANING = re.compile(
    r"^[“\"«]|^\W*(?:(?:he|she|they|it|this|that|these|those|such|his|her|their|its)\b"
    r"|(?:however|moreover|furthermore|also|therefore|thus|nevertheless|similarly|likewise|but|and"
    r"|for example|for instance|in addition|in this regard|finally|secondly|thirdly)\b)",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"[.!?;:”\"’)]\s*(?:\d{1,2}\s*)?$")


@dataclass(frozen=True)
class Extract:
    """The chosen sentences in document order, and how many the document has.

    ``beyond`` are more of them, from all its parts and in its order, of which prose may be made.
    """

    sentences: tuple[ReadSentence, ...]
    of: int
    beyond: tuple[ReadSentence, ...] = ()


def extract(
    library: Library,
    pipeline: Pipeline,
    view: QuestionView,
    document_id: str,
    count: int,
    beyond: int = 0,
) -> Extract:
    """The ``count`` sentences that stand for a document, or as many as it has fit to stand, and as
    far as it was read ``beyond`` more.
    """
    stored = [p for p in passages_of(library, document_id) if not p.passage.procedural]
    of = sum(len(one.passage.sentences) for one in stored)
    read = pipeline.open(view, _spread(library, stored, count))
    sentences = [s for passage in read for s in sentences_of(passage) if len(s.tokens)]
    fit = [sentence for sentence in sentences if _stands_alone(sentence)] or sentences
    if not fit:
        return Extract((), of)
    vectors = sentence_vectors(fit)
    bonus = _openings(fit)
    chosen = _by_stretch(vectors, count, bonus)
    more = _by_stretch(vectors, beyond, bonus) if beyond else []
    return Extract(
        tuple(fit[at] for at in chosen),
        of,
        tuple(fit[at] for at in more if at not in chosen),
    )


def sentence_vectors(sentences: Sequence[ReadSentence]) -> Vectors:
    """A unit vector for each sentence that has tokens: their mean, in context."""
    return _unit(np.stack([sentence.tokens.mean(axis=0) for sentence in sentences]))


def nearest_to_whole(vectors: Vectors) -> Vectors:
    """The cosine of each unit vector with their mean."""
    centre = vectors.mean(axis=0)
    similarity: Vectors = vectors @ (centre / max(float(np.linalg.norm(centre)), 1e-9))
    return similarity


def _spread(library: Library, stored: Sequence[StoredPassage], count: int) -> list[StoredPassage]:
    """Of a long document the passages nearest to the whole, evenly from each stretch of it."""
    if len(stored) <= _MOST_READ:
        return list(stored)
    known = library.vectors.fetch([one.id for one in stored])
    kept = [one for one in stored if one.id in known]
    central = nearest_to_whole(_unit(np.stack([known[one.id] for one in kept])))
    each = _MOST_READ // count
    chosen: list[int] = []
    for stretch in np.array_split(np.arange(len(kept)), count):
        best = sorted(stretch, key=lambda at: -central[at])[:each]
        chosen.extend(int(at) for at in best)
    return [kept[at] for at in sorted(chosen)]


def _by_stretch(vectors: Vectors, count: int, bonus: Vectors) -> list[int]:
    """One sentence of each stretch, by marginal relevance, in order."""
    relevance = nearest_to_whole(vectors) + bonus
    chosen: list[int] = []
    for stretch in np.array_split(np.arange(len(vectors)), min(count, len(vectors))):
        repeated = (
            (vectors[stretch] @ vectors[chosen].T).max(axis=1)
            if chosen
            else np.zeros(len(stretch), dtype=np.float32)
        )
        score = _LAMBDA * relevance[stretch] - (1 - _LAMBDA) * repeated
        chosen.append(int(stretch[int(np.argmax(score))]))
    return chosen


def _openings(sentences: Sequence[ReadSentence]) -> Vectors:
    """The bonus of each sentence."""
    bonus = np.zeros(len(sentences), dtype=np.float32)
    bonus[0] = _OPENING_BONUS
    return bonus


def _stands_alone(sentence: ReadSentence) -> bool:
    words = len(sentence.text.split())
    return (
        _FEWEST_WORDS <= words <= _MOST_WORDS
        and sentence.sentence.lead_in is None
        and _LEANING.match(sentence.text) is None
        and _WHOLE.search(sentence.text) is not None
        and not sentence.text.rstrip().endswith(":")
    )


def _unit(rows: Vectors) -> Vectors:
    norms = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.maximum(norms, 1e-9), dtype=np.float32)
