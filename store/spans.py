"""Sets of character ranges."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from store.records import Span


class SpanSet:
    """Ranges that do not overlap one another, asked by bisection whether another one would."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = sorted(spans)
        self._starts = [span.start for span in self._spans]

    def overlaps(self, span: Span) -> bool:
        """Whether ``span`` shares a character with any range of the set."""
        at = bisect_left(self._starts, span.end)
        return at > 0 and self._spans[at - 1].overlaps(span)
