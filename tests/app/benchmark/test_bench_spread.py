from __future__ import annotations

import pytest

from app.benchmark.spread import Spread, quantile, ratios


def test_a_ratio_is_taken_round_by_round() -> None:
    assert ratios([2.0, 8.0, 3.0], [1.0, 2.0, 3.0]) == Spread(1.0, 2.0, 4.0)


def test_rounds_must_be_as_many() -> None:
    with pytest.raises(ValueError):
        ratios([1.0], [1.0, 2.0])


@pytest.mark.parametrize(
    ("share", "expected"), [(0.5, 50), (0.95, 95), (0.0, 1), (1.0, 100), (0.501, 51)]
)
def test_quantiles_of_a_hundred(share: float, expected: int) -> None:
    assert quantile([float(n) for n in range(100, 0, -1)], share) == expected


def test_quantiles_of_few() -> None:
    assert quantile([3.0], 0.95) == 3.0
    assert quantile([1.0, 2.0, 3.0], 0.5) == 2.0


def test_a_spread_is_shown_with_its_ends_unless_it_has_none() -> None:
    assert Spread.of([1.5, 1.2, 2.0]).shown(2) == "1.50 (1.20–2.00)"
    assert Spread.of([1234.5]).shown(1) == "1,234.5"
