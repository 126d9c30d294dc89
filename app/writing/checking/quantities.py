"""Of how many something is said: "some members" are not "members", and "many" are not "all"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.writing.checking.evidence import Evidence
from app.writing.checking.finding import Finding
from app.writing.checking.lexemes import Lexeme, Sort
from app.writing.checking.segments import Segment, nearest, segments
from app.writing.contracts import Fault

# Each says less than those before it in its row, which a statement may say instead.
_ALL = frozenset({"all", "every", "each", "everyone", "everybody", "unanimous", "unanimously"})
_MOST = frozenset({"most", "majority", "mostly", "largely", "mainly", "chiefly"})
_MANY = frozenset({"many", "numerous", "widely", "multitude"})
_SOME = frozenset({"some", "several", "certain", "various", "few", "handful"})
_NONE = frozenset({"none", "nobody"})
_ONLY = frozenset({"only", "solely", "sole", "exclusively", "alone"})
_ALWAYS = frozenset(
    {"always", "invariably", "constantly", "ever", "entirely", "completely", "fully"}
)
_WHOLE = frozenset({"whole", "entire"})
_WHOLLY = frozenset({"both"})
_LESS = (_ALL | _WHOLLY, _MOST, _MANY, _SOME)
_EXACT = (_NONE, _ONLY)
_SUPERLATIVE = re.compile(r"[a-z]{3,14}est")
_NO_SUPERLATIVE = frozenset(
    """
    west east request interest protest harvest latest honest modest forest arrest invest contest
    suggest manifest unrest northwest northeast southwest southeast test guest conquest best rest
    quest behest midwest attest digest
    """.split()  # noqa: SIM905 - a word list reads best as words
)
_HEDGED = frozenset({"some", "several", "certain", "few", "many", "most", "majority", "one"})
_HOLDERS = frozenset(
    """
    members delegations states countries speakers representatives briefers participants governments
    ambassadors organisations organizations groups parties experts observers officials leaders
    analysts diplomats
    """.split()  # noqa: SIM905 - a word list reads best as words
)
_BEFORE = 3
"""Words between a quantifier and the noun that it is of."""


@dataclass(frozen=True, slots=True)
class _Counted:
    quantifier: str
    noun: Lexeme | None


def check_quantities(text: str, evidence: Evidence) -> Finding | None:
    """The first word of a statement that says of how many, or how much, more than its sources."""
    everywhere = {one.lower for segment in evidence.segments for one in segment.lexemes}
    for segment in segments(text):
        among = nearest(segment, evidence.segments) or evidence.segments
        there = {one.lower for other in among for one in other.lexemes}
        for lexeme in segment.lexemes:
            if lexeme.sort is Sort.WORD and _says_more(lexeme.lower, there, everywhere, segment):
                return Finding(Fault.QUANTIFIER, lexeme.text)
        hedge = _hedge_dropped(segment, among)
        if hedge:
            return Finding(Fault.QUANTIFIER, hedge)
    return None


def _says_more(word: str, there: set[str], everywhere: set[str], segment: Segment) -> bool:
    if _SUPERLATIVE.fullmatch(word) and word not in _NO_SUPERLATIVE and word != "most":
        return word not in everywhere
    for level, words in enumerate(_LESS):
        if word in words:
            if word == "few" and "a few" not in segment.text.lower():
                return "few" not in there
            # That all do is not said where it is said of most or of some, though it may follow.
            licensed = frozenset().union(*_LESS[min(level, 1) : level + 1])
            if word in _SOME and not (licensed & there):
                # "Some" of things that are said without it says less; of all, it says otherwise.
                return bool((_ALL | _WHOLE) & there)
            return not (licensed & there)
    if word in _ALWAYS:
        return not (_ALWAYS & everywhere)
    return any(word in words and not words & everywhere for words in _EXACT)


def _hedge_dropped(segment: Segment, among: tuple[Segment, ...]) -> str | None:
    """Holders of a view of whom the sources say that they are some, and a statement does not."""
    for noun, hedge in _held(segment):
        if hedge:
            continue
        theirs = [found for other in among[:1] for found in _held(other) if found[0] == noun]
        if theirs and all(found[1] in _HEDGED for found in theirs):
            return f"{theirs[0][1]} {noun}"
    return None


def _held(segment: Segment) -> list[tuple[str, str]]:
    """The holders named in a clause, each with the word that says that they are not all."""
    found = []
    for index, lexeme in enumerate(segment.lexemes):
        if lexeme.lower not in _HOLDERS:
            continue
        before = segment.lexemes[max(0, index - _BEFORE) : index]
        hedge = next((one.lower for one in before if one.lower in _HEDGED), "")
        other = any(
            one.lower in ("other", "no", "two", "three", "these", "those") for one in before
        )
        found.append((lexeme.lower, hedge or ("other" if other else "")))
    return found
