"""Negation: a statement denies what its sources deny, and nothing else.

A negation bears on the words behind it in its clause. Each of a statement is sought in the clauses
of the sources that are most like its own, and each of theirs in the statement. "Did not support"
and "opposed" deny the same.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.writing.checking.evidence import Evidence
from app.writing.checking.finding import Finding
from app.writing.checking.forms import root
from app.writing.checking.lexemes import Lexeme, Sort
from app.writing.checking.segments import Segment, bears, nearest, segments
from app.writing.contracts import Fault

_CORE = 4
"""Words of content behind a negation that it denies for certain."""
_FAILED_CORE = 2
"""The same for a word such as "failed"."""
_NEGATIONS = frozenset(
    """
    no not never unless none nor neither nobody nothing nowhere without cannot can't couldn't didn't
    doesn't don't hadn't hasn't haven't isn't aren't wasn't weren't won't wouldn't shouldn't
    """.split()  # noqa: SIM905 - a word list reads best as words
)
# What follows these did not happen, or is not there.
_FAILING = frozenset(
    """
    fail fails failed failing failure refuse refused refuses refusing refusal decline declined
    declines unable lack lacked lacks lacking absence absent unwilling reluctant stop stopped
    prevent prevented prevents avoid avoided deny denied denies reject rejected rejects rejecting
    rejection oppose opposed opposes opposing opposition unlikely impossible cease ceased
    disagree disagreed pending await awaits awaited awaiting
    """.split()  # noqa: SIM905 - a word list reads best as words
)
# Of these what stands behind them is denied for certain, or for "pending" what stands before.
_DENYING = re.compile(
    r"\b(?:fail(?:s|ed|ing)?|failure|refus(?:e|es|ed|ing|al)|declin(?:e|es|ed)|unable) to\b"
    r"|\b(?:lack|absence) of\b|\black(?:s|ed|ing)\b|\byet to\b",
    re.IGNORECASE,
)
_PENDING = frozenset({"pending", "outstanding"})
_NOT_ONLY = re.compile(r"\bnot (?:only|just|merely|least|to mention)\b|\bno (?:later|doubt)\b")
_NOT_BECAUSE = re.compile(r"\bnot because\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Denial:
    """A negation in a clause, the words that it denies for certain, and those that it may."""

    word: Lexeme
    core: tuple[Lexeme, ...]
    reach: tuple[Lexeme, ...]


def check_polarity(text: str, evidence: Evidence) -> Finding | None:
    """The first negation that only a statement or only its sources have."""
    if _other_reason(text, evidence):
        return Finding(Fault.NEGATION, "because")
    own = segments(text)
    for segment in own:
        among = nearest(segment, evidence.segments)
        if not among:
            continue
        for finding in (
            _added(segment, evidence),
            _dropped(segment, own, among),
            _reversed(segment, among),
        ):
            if finding is not None:
                return finding
    return None


def denials_in(segment: Segment) -> list[Denial]:
    """The negations of a clause."""
    skipped = {m.group().split()[0] for m in _NOT_ONLY.finditer(segment.text.lower())}
    found = []
    for index, lexeme in enumerate(segment.lexemes):
        negates = lexeme.lower.replace("’", "'") in _NEGATIONS
        if not negates or lexeme.lower in skipped:
            continue
        said = _said(segment.lexemes[index + 1 :])
        before = tuple(one for one in segment.lexemes[:index] if one.content)
        plain = [one for one in said if one.sort is Sort.WORD] or list(said)
        behind_only = lexeme.lower == "unless"
        reach = said if behind_only else (*said, *before[-2:])
        found.append(Denial(lexeme, tuple(plain[:_CORE]), reach))
    return found


def _failures_in(segment: Segment) -> list[Denial]:
    """What a clause denies by words such as "failed to"."""
    found = []
    for index, lexeme in enumerate(segment.lexemes):
        said = _said(segment.lexemes[index + 1 :])
        before = tuple(one for one in segment.lexemes[:index] if one.content)
        behind = " ".join(one.text for one in segment.lexemes[index : index + 2])
        if lexeme.lower in _PENDING:
            found.append(Denial(lexeme, before[:1], before))
        elif _DENYING.match(behind):
            found.append(Denial(lexeme, said[:_FAILED_CORE], said))
    return found


def _said(row: Sequence[Lexeme]) -> tuple[Lexeme, ...]:
    """What is said from here to the next comma."""
    kept: list[Lexeme] = []
    for lexeme in row:
        if lexeme.sort is Sort.MARK and lexeme.text in ",)":
            break
        kept.append(lexeme)
    return tuple(one for one in kept if one.content)


def _other_reason(text: str, evidence: Evidence) -> bool:
    """Whether a reason that the sources deny is given."""
    denied = any(_NOT_BECAUSE.search(source) for source in evidence.texts)
    return denied and "because" in text.lower() and not _NOT_BECAUSE.search(text)


def _added(segment: Segment, evidence: Evidence) -> Finding | None:
    """A negation of the statement that its sources lack."""
    among = evidence.segments
    theirs = [denial for other in among for denial in (*denials_in(other), *_failures_in(other))]
    failing = [one for other in among for one in _failings(other)]
    for denial in (*denials_in(segment), *_failures_in(segment)):
        if not denial.core:
            continue
        if any(_same_denial(denial, other) for other in theirs) or any(
            bears(one, word) for reach in failing for one in reach for word in denial.reach
        ):
            continue
        # "Did not support" for "opposed".
        if any(word.denied & evidence.keys for word in denial.core):
            continue
        return Finding(Fault.NEGATION, _shown(denial))
    return None


def _same_denial(one: Denial, other: Denial) -> bool:
    reach = (*other.core, *other.reach)
    return any(bears(theirs, own) for own in one.core[:2] for theirs in reach) or any(
        bears(own, theirs) for theirs in other.core[:2] for own in one.reach
    )


def _dropped(segment: Segment, own: Sequence[Segment], among: Sequence[Segment]) -> Finding | None:
    """A negation of the sources that the statement leaves out while it says what is denied."""
    ours = [
        denial
        for one in own
        for denial in (*denials_in(one), *_failures_in(one))
        # "…, but not in July" denies nothing of the clause before it.
        if one is segment or any(word.sort is Sort.WORD for word in denial.core)
    ]
    for other in among[:1]:
        roots = {root(one.text) for one in other.lexemes}
        softened = [o for each in own for reach in _failings(each, beside=roots) for o in reach]
        for denial in (*denials_in(other), *_failures_in(other)):
            said = [word for word in denial.core if _says(segment, word)]
            if not _says_enough(said, denial):
                continue
            kept = any(_same_denial(denial, one) or _same_denial(one, denial) for one in ours)
            kept = kept or any(bears(one, word) for one in softened for word in said)
            if not (kept or _also_affirmed(said, among)):
                return Finding(Fault.NEGATION, _shown(denial))
    return None


def _says_enough(said: Sequence[Lexeme], denial: Denial) -> bool:
    """Whether a statement says what is denied: its first word and another, or most of it."""
    if not denial.core:
        return False
    first = said[:1] == [denial.core[0]] and len(said) >= min(2, len(denial.core))
    return first or len(said) >= min(3, len(denial.core))


def _also_affirmed(said: Sequence[Lexeme], among: Sequence[Segment]) -> bool:
    """Whether clauses as near say the same words without the negation."""
    for other in among:
        denied = {
            id(one) for each in (*denials_in(other), *_failures_in(other)) for one in each.reach
        }
        free = [one for one in other.content if id(one) not in denied]
        if all(any(bears(one, word) for one in free) for word in said):
            return True
    return False


def _reversed(segment: Segment, among: Sequence[Segment]) -> Finding | None:
    """A word of the statement for which its sources have one that denies it."""
    denied = {id(one) for denial in denials_in(segment) for one in denial.core}
    for lexeme in segment.content:
        if not lexeme.denied or any(other.finds(lexeme) for other in among):
            continue
        opposite = [o for other in among for o in other.content if lexeme.denied & o.keys]
        if not opposite or id(lexeme) in denied:
            continue
        theirs = {id(one) for other in among for d in denials_in(other) for one in d.core}
        if all(id(one) in theirs for one in opposite):
            continue
        return Finding(Fault.NEGATION, lexeme.text)
    return None


def _failings(
    segment: Segment, beside: frozenset[str] | set[str] = frozenset()
) -> list[tuple[Lexeme, ...]]:
    """What stands behind words such as "failed to", and just before ("was rejected").

    ``beside`` are the roots of such words that do not count.
    """
    found = []
    for index, lexeme in enumerate(segment.lexemes):
        if lexeme.lower in _FAILING and root(lexeme.text) not in beside:
            before = segment.lexemes[max(0, index - 6) : index]
            found.append((*_said(segment.lexemes[index + 1 :]), *(o for o in before if o.content)))
    return found


def _says(segment: Segment, word: Lexeme) -> bool:
    return any(bears(one, word) for one in segment.content)


def _shown(denial: Denial) -> str:
    return " ".join((denial.word.text, *(one.text for one in denial.core[:2])))
