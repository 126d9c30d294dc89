from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.training.measures import auc, interval, resamples


@given(st.lists(st.tuples(st.integers(-5, 5), st.booleans()), min_size=1, max_size=40))
def test_auc_is_the_share_of_pairs_in_order_equals_counting_half(
    rows: list[tuple[int, bool]],
) -> None:
    truth = np.asarray([t for _, t in rows])
    scores = np.asarray([s for s, _ in rows], dtype=np.float32)
    pairs = [(a > b) + (a == b) / 2 for a in scores[truth] for b in scores[~truth]]
    if pairs:
        assert auc(scores, truth) == pytest.approx(np.mean(pairs))
    else:
        assert np.isnan(auc(scores, truth))


def test_intervals_of_resamples_are_the_same_each_time_and_hold_the_mean() -> None:
    hits = np.arange(200) % 4 == 0
    low, high = interval([float(hits[i].mean()) for i in resamples(len(hits))])
    assert low < 0.25 < high
    assert [low, high] == interval([float(hits[i].mean()) for i in resamples(len(hits))])
