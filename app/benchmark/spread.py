"""Few repetitions of one measurement, told by their least, middle and greatest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Spread:
    """The least, the median and the greatest of some figures."""

    least: float
    middle: float
    greatest: float

    @classmethod
    def of(cls, figures: Sequence[float]) -> Spread:
        """Of at least one figure."""
        return cls(min(figures), median(figures), max(figures))

    def shown(self, digits: int) -> str:
        """As in ``1.62 (1.58–1.70)``; alone where there is nothing to spread."""
        middle = f"{self.middle:,.{digits}f}"
        if self.least == self.greatest:
            return middle
        return f"{middle} ({self.least:,.{digits}f}–{self.greatest:,.{digits}f})"


def ratios(above: Sequence[float], below: Sequence[float]) -> Spread:
    """One ratio a round, so that what slowed a whole round down counts for neither.

    Raises :class:`ValueError` where the rounds are not as many.
    """
    return Spread.of([a / b for a, b in zip(above, below, strict=True)])


def quantile(figures: Sequence[float], share: float) -> float:
    """The least figure that at least ``share`` of all do not exceed; of at least one."""
    ordered = sorted(figures)
    place = -(-round(share * len(ordered) * 1e6) // 1_000_000)  # rounded up, but for dust
    return ordered[min(len(ordered), max(1, place)) - 1]
