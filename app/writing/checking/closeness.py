"""Where a statement keeps the words of its source and changes a few: small words that turn it.

"Before" for "after" or "under" for "over" leaves every word of content as it is. Where a statement
has the words of a source on both sides of a change, none of these may come, go or be another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from app.writing.checking.evidence import Evidence
from app.writing.checking.finding import Finding
from app.writing.contracts import Fault

_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")
# Words of one row exclude each other, or say that something is so to another degree.
_ROWS = (
    ("before", "after"),
    ("over", "under", "above", "below", "nearly", "almost"),
    ("more", "less", "fewer"),
    ("until", "since", "from"),
    ("inside", "outside", "within", "beyond"),
    ("first", "last", "next"),
    ("with", "without", "against"),
    ("to", "from"),
    ("always", "never", "usually", "often", "sometimes", "rarely", "seldom", "regularly"),
    ("all", "no", "some", "many", "most", "several", "few", "none", "any", "both", "neither"),
    ("may", "must", "will", "might", "could", "should", "would", "shall", "did", "has", "have"),
    ("least", "most"),
    ("just", "not"),
    ("still", "longer"),
    ("than", "as"),
    ("up", "down"),
    ("by", "to"),
    ("and", "or"),
    ("every", "no"),
    ("each", "no"),
)
_TURNING = frozenset(
    {"not", "no", "never", "without", "none", "nor", "neither", "unless", "cannot"}
)
_DEGREES = frozenset(
    {"all", "some", "many", "most", "several", "few", "more", "less", "over", "under", "always"}
)
_ANCHOR = 2
"""Words that a statement and its source share on each side of a change."""
_LONGEST = 2
"""Words that were changed, on either side: what is longer is said in other words."""


@dataclass(frozen=True, slots=True)
class _Change:
    """The words of a statement in a place, and those of its source in the same."""

    own: tuple[str, ...]
    theirs: tuple[str, ...]


def check_closeness(text: str, evidence: Evidence) -> Finding | None:
    """The first small word of a statement that turns what its source says."""
    for source in evidence.texts:
        for change in _changes(text, source):
            if finding := _turned(change):
                return finding
    return None


def _turned(change: _Change) -> Finding | None:
    own, theirs = set(change.own), set(change.theirs)
    detail = " ".join(change.own) or " ".join(change.theirs)
    only_left_out = not own and len(change.theirs) > 1
    if (own & _TURNING) != (theirs & _TURNING) and not only_left_out:
        return Finding(Fault.NEGATION, detail)
    for row in _ROWS:
        mine, other = own & set(row), theirs & set(row)
        if mine and other and mine != other:
            quantity = bool((mine | other) & _DEGREES)
            return Finding(Fault.QUANTIFIER if quantity else Fault.NEGATION, detail)
    return None


def _changes(text: str, source: str) -> Iterator[_Change]:
    own = [m.group().lower() for m in _WORD.finditer(text)]
    theirs = [m.group().lower() for m in _WORD.finditer(source)]
    blocks = SequenceMatcher(None, own, theirs, autojunk=False).get_matching_blocks()
    for one, other in pairwise(blocks):
        if one.size < _ANCHOR or other.size < _ANCHOR:
            continue
        changed = own[one.a + one.size : other.a], theirs[one.b + one.size : other.b]
        if max(map(len, changed)) <= _LONGEST:
            yield _Change(tuple(changed[0]), tuple(changed[1]))
