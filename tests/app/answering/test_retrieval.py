import pytest

from app.answering.finding.retrieval import DENSE_WEIGHT, fuse, normalised
from store.vectors import Candidate


def test_a_passage_from_both_indexes_appears_once() -> None:
    found = fuse([Candidate(1, 0.9), Candidate(2, 0.5)], [Candidate(2, 7.0), Candidate(3, 1.0)])
    assert sorted(f.passage_id for f in found) == [1, 2, 3]


def test_scores_are_a_weighted_sum_of_normalised_scores() -> None:
    found = {
        f.passage_id: f.score
        for f in fuse(
            [Candidate(1, 0.9), Candidate(2, 0.5)], [Candidate(2, 7.0), Candidate(3, 1.0)]
        )
    }
    assert found[1] == pytest.approx(DENSE_WEIGHT)
    assert found[2] == pytest.approx(1 - DENSE_WEIGHT)
    assert found[3] == pytest.approx(0)


def test_ties_are_broken_the_same_way_every_time() -> None:
    found = fuse([Candidate(9, 1.0), Candidate(4, 1.0)], [])
    assert [f.passage_id for f in found] == [4, 9]


def test_equal_scores_are_all_full_ones_and_none_stay_none() -> None:
    assert normalised([3.0, 3.0]) == [1.0, 1.0]
    assert normalised([]) == []
