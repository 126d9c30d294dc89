"""Votes: as many for, against and abstaining in a statement as in its sources.

In a tally the numbers say little and their sides all: "13 in favour and 2 against" has every number
of "13 in favour, none against and 2 abstentions".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.writing.checking.evidence import Evidence
from app.writing.checking.finding import Finding
from app.writing.checking.numbers import find_numbers
from app.writing.checking.voters import check_voters
from app.writing.contracts import Fault

_COUNT = r"(?P<count>no(?:ne)?|\d{1,3}|[a-z]{3,9})"
_VOTES = r"(?:\s(?:votes?|members?|states|countries|delegations))?"
_SIDES = tuple(
    (side, re.compile(pattern, re.IGNORECASE))
    for side, pattern in (
        ("for", rf"\b{_COUNT}{_VOTES}(?:\scast|\svoting|\svoted)?\s(?:in\sfavou?r|for)\b"),
        ("for", rf"\bby\s{_COUNT}\svotes\b"),
        ("against", rf"\b{_COUNT}{_VOTES}(?:\scast|\svoting|\svoted)?\sagainst\b"),
        ("against", rf"\bvotes(?:\sin\sfavou?r)?\sto\s{_COUNT}\b"),
        ("abstaining", rf"\b{_COUNT}{_VOTES}\s(?:abstentions?|abstain(?:ing|ed))\b"),
    )
)
_NONE = frozenset({"no", "none"})


@dataclass(frozen=True, slots=True)
class _Side:
    """One side of a vote, how many took it, and the words that say so."""

    side: str
    count: int
    words: str


def check_votes(text: str, evidence: Evidence) -> Finding | None:
    """The first side of a vote that its sources count otherwise, or have other States on."""
    known = [side for source in evidence.texts for side in _sides(source)]
    for side in _sides(text):
        counts = {other.count for other in known if other.side == side.side}
        if counts and side.count not in counts:
            return Finding(Fault.NUMBER, side.words)
    return check_voters(text, evidence)


def _sides(text: str) -> Iterator[_Side]:
    for side, pattern in _SIDES:
        for match in pattern.finditer(text):
            count = _count(match["count"])
            if count is not None:
                yield _Side(side, count, match.group())


def _count(written: str) -> int | None:
    if written.lower() in _NONE:
        return 0
    numbers = [n for n in find_numbers(written) if not (n.ordinal or n.percent or n.vague)]
    return int(numbers[0].value) if len(numbers) == 1 else None
