"""The day of what does not print it, from another document that has the same symbol."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import replace

from store.catalogue import DocumentSummary


def days_by_symbol(summaries: Iterable[DocumentSummary]) -> dict[str, dt.date]:
    """The day of each symbol: a held document's own, else the one that its catalogue card gives."""
    dated = [one for one in summaries if one.symbol is not None and one.date is not None]
    by_rank = sorted(dated, key=lambda one: one.held)  # the last one counts
    return {one.symbol: one.date for one in by_rank if one.symbol and one.date}


def with_day(summary: DocumentSummary, days: Mapping[str, dt.date]) -> DocumentSummary:
    """The same, with the day of its symbol where it has none: one speech, of the whole record's."""
    if summary.date is not None or summary.symbol is None:
        return summary
    return replace(summary, date=days.get(summary.symbol))
