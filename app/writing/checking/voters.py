"""Who voted how: a State stands on no other side of a vote than where its sources have it.

Read in English, French and Spanish, since no other statement on the Council does as much harm.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from app.answering.tongues.phrases import find_names
from app.writing.checking.entities import STATE, find_entities
from app.writing.checking.evidence import Evidence
from app.writing.checking.finding import Finding
from app.writing.contracts import Fault
from store.records import Span


class Side(Enum):
    """What a member does in a vote."""

    FOR = "for"
    AGAINST = "against"
    ABSTAINING = "abstaining"
    ABSENT = "absent"


_VOTE = r"vot(?:e[sd]?|ing|é(?:e?s?)?|a|ent|er|o|ó|aron|ado|ar|an)"
_COUNT = r"(?:\d{1,3}|no|none|one|two|three|four|five|six|seven|eight|nine|ten)"
_SIDES = tuple(
    (side, re.compile(pattern, re.IGNORECASE))
    for side, pattern in (
        (
            Side.ABSENT,
            r"(?:not\s|n’t\s|n't\s)(?:take\spart|taking\spart|participat\w+)\sin\s(?:the\s|this\s)?"
            r"vot(?:e|ing)|(?:pas|no)\s(?:pris\spart|participé|participó)\s(?:au|en\sla)\svot\w+",
        ),
        (Side.ABSTAINING, r"\babst(?:ain\w*|en\w+|ien\w+|uv\w+|inrent|int)\b"),
        (
            Side.AGAINST,
            rf"\b{_VOTE}\s(?:[a-z]+\s)?(?:against|contre|en\scontra)\b|\bagainst\b(?=\s*[():,.;]|$)"
            rf"|\b{_COUNT}\s(?:votes?\s)?against\b|\bveto(?:e[sd]|ing)\b|\bcast\sa\sveto\b"
            r"|\bnegative\svotes?\b",
        ),
        (
            Side.FOR,
            rf"\b{_VOTE}\s(?:[a-z]+\s)?(?:for|in\sfavou?r|pour|en\sfaveur|a\sfavor)\b"
            r"|\bin\sfavou?r\b|\ben\sfaveur\b|\ba\sfavor\b|\baffirmative\svotes?\b",
        ),
    )
)
_DENIED = re.compile(
    r"(?:\b(?:not|never|no|nor|neither|refus\w+|declin\w+|without|pas)|n[’']t)\s(?:\w+\s){0,3}$",
    re.IGNORECASE,
)
# Behind the words of a side, whoever took it may follow: "abstentions from China", "(China)".
_FOLLOWS = re.compile(r"\s*(?:votes?\s)?(?:\(|:|by\b|from\b|of\b|were\b|de\b|par\b)", re.IGNORECASE)
_CLAUSE = re.compile(r"[;.!?]\s|\b(?:while|whereas|but|though|tandis|mientras)\b", re.IGNORECASE)
_OTHER_VERB = re.compile(
    r"\b(?!voted\b|united\b)\w+ed\b|\b(?:that|which|said|made|held|drew)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Taken:
    """A side, where its words stand, and whether it is denied."""

    side: Side
    span: Span
    denied: bool


@dataclass(frozen=True, slots=True)
class _Voter:
    """A State with the side that it took, or is said not to have taken."""

    states: frozenset[str]
    taken: _Taken
    words: str


def check_voters(text: str, evidence: Evidence) -> Finding | None:
    """The first State of a statement that its sources have on another side of a vote."""
    known = [voter for source in evidence.texts for voter in _voters(source)]
    for own in _voters(text):
        theirs = [voter.taken for voter in known if voter.states & own.states]
        if theirs and not any(_agree(own.taken, other) for other in theirs):
            return Finding(Fault.ATTRIBUTION, own.words)
    return None


def _agree(own: _Taken, other: _Taken) -> bool:
    """Whether one may be told for the other: who abstained did not vote against either."""
    if own.denied == other.denied:
        return own.side is other.side
    return own.denied and own.side is not other.side


def _voters(text: str) -> Iterator[_Voter]:
    sides = sorted(_sides(text), key=lambda one: one.span)
    for span, states in _states(text):
        taken = _side_of(text, span, sides)
        if taken is not None:
            yield _Voter(states, taken, f"{span.of(text)} {taken.span.of(text).strip()}")


def _states(text: str) -> Iterator[tuple[Span, frozenset[str]]]:
    found = [(entity.span, entity.keys) for entity in find_entities(text)]
    for phrase in find_names(text):
        named = find_entities(phrase.english)
        if named and not any(span.overlaps(phrase.span) for span, _ in found):
            found.append((phrase.span, named[0].keys))
    for span, keys in sorted(found, key=lambda one: one[0]):
        states = frozenset(key for key in keys if key.startswith(STATE))
        if states:
            yield span, states


def _sides(text: str) -> Iterator[_Taken]:
    taken: list[Span] = []
    for side, pattern in _SIDES:
        for match in pattern.finditer(text):
            span = Span(*match.span())
            if any(span.overlaps(other) for other in taken):
                continue
            taken.append(span)
            denied = side is not Side.ABSENT and _DENIED.search(text[: span.start]) is not None
            yield _Taken(side, span, denied)


def _side_of(text: str, state: Span, sides: list[_Taken]) -> _Taken | None:
    """The side of a State: the one before it that names who took it, else the one that follows."""
    before = next((one for one in reversed(sides) if one.span.end <= state.start), None)
    if before is not None and _FOLLOWS.match(text, before.span.end):
        between = text[before.span.end : state.start]
        if not (_CLAUSE.search(between) or _OTHER_VERB.search(between)):
            return before
    after = next((one for one in sides if one.span.start >= state.end), None)
    if after is None:
        return None
    between = text[state.end : after.span.start]
    return None if _CLAUSE.search(between) or _OTHER_VERB.search(between) else after
