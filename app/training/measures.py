"""Measures of how well scores tell one kind from another, with their intervals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from store.embedding import Vectors

_RESAMPLES = 1_000
_SEED = 7


def auc(scores: Vectors, truth: NDArray[np.bool_]) -> float:
    """The chance that a true one scores above one that is not; the like of a coin for equals.

    Not a number where there are none of either.
    """
    _, place, counts = np.unique(scores, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[place]
    positive = int(truth.sum())
    negative = len(truth) - positive
    if not positive or not negative:
        return float("nan")
    return float((ranks[truth].sum() - positive * (positive + 1) / 2) / (positive * negative))


def interval(values: Sequence[float]) -> list[float]:
    """Where 95 in 100 of the values lie."""
    return [round(float(v), 3) for v in np.nanquantile(values, (0.025, 0.975))]


def resamples(size: int) -> Iterator[NDArray[np.int64]]:
    """Indices drawn with replacement, a thousand times over."""
    chance = np.random.default_rng(_SEED)
    for _ in range(_RESAMPLES):
        yield chance.integers(0, size, size)
