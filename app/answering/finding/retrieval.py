"""Retrieval: dense and lexical candidates fused, the best read closely and re-ranked.

Scores are fused by normalised weighted sum, not by reciprocal rank, and the two weights were
chosen on mtRAG clapnq and fiqa (nDCG@10): dense .471 and .345, lexical .318 and .178, fused at .65
about .493 and .360, re-ranked by MaxSim at .5 about .51 and .385. The optimum is flat: .6 to .7 and
.3 to .7 stay within .015.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.answering.finding.reading import PassageReader, ReadPassage, similarities
from store.catalogue import StoredPassage
from store.embedding import TokenVectors, Vectors
from store.vectors import Candidate

DENSE_WEIGHT = 0.65
MAXSIM_WEIGHT = 0.5
CANDIDATES = 100
"""Passages taken from each of the two indexes."""
READ_CLOSELY = 24
"""Passages that go through the model once more."""
PROCEDURAL_SHARE = 0.5
"""What is left of the score of a passage that only conducts a meeting, or is a footnote."""


@dataclass(frozen=True, slots=True)
class Found:
    """One fused candidate: a passage id and its score in 0..1."""

    passage_id: int
    score: float


def fuse(dense: Sequence[Candidate], lexical: Sequence[Candidate]) -> list[Found]:
    """Normalised weighted sum; a passage that one index did not return has 0 there."""
    scores: dict[int, float] = {}
    for candidates, weight in ((dense, DENSE_WEIGHT), (lexical, 1 - DENSE_WEIGHT)):
        shares = normalised([c.score for c in candidates])
        for candidate, share in zip(candidates, shares, strict=True):
            scores[candidate.passage_id] = scores.get(candidate.passage_id, 0.0) + weight * share
    # The id breaks ties, so that one question has one ranking.
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    return [Found(passage_id, score) for passage_id, score in ranked]


def read_closely(
    reader: PassageReader, question: TokenVectors, candidates: Sequence[tuple[StoredPassage, float]]
) -> list[ReadPassage]:
    """Reads passages, each with its fused score, and re-ranks them by MaxSim, best first."""
    read = reader.read([stored for stored, _ in candidates])
    maxsim = [_mean(similarities(question.tokens, v.tokens)) for v in read]
    by_maxsim = normalised(maxsim)
    by_fusion = normalised(fused for _, fused in candidates)
    passages = [
        ReadPassage(
            stored=stored,
            vectors=vectors,
            fused=fused,
            cosine=float(question.vector @ vectors.vector),
            maxsim=maxsim[i],
            score=standing(stored)
            * (MAXSIM_WEIGHT * by_maxsim[i] + (1 - MAXSIM_WEIGHT) * by_fusion[i]),
        )
        for i, ((stored, fused), vectors) in enumerate(zip(candidates, read, strict=True))
    ]
    return sorted(passages, key=lambda p: (-p.score, p.stored.id))


def _mean(values: Vectors) -> float:
    """The mean; 0 of none, as of a question in which the model knows no token."""
    return float(values.mean()) if len(values) else 0.0


def standing(stored: StoredPassage) -> float:
    """The share of its score that a passage keeps."""
    return PROCEDURAL_SHARE if stored.passage.procedural else 1.0


def normalised(scores: Iterable[float]) -> list[float]:
    """Scores stretched to 0..1; equal ones all become 1."""
    values = list(scores)
    if not values:
        return []
    low, high = min(values), max(values)
    if high - low < 1e-12:
        return [1.0] * len(values)
    return [(value - low) / (high - low) for value in values]
