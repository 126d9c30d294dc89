"""Roles: who does what to whom is as in the sources, where the same verb stands there.

"Norway proposed amendments that China opposed" has every word of "China opposed the draft" and of
"China proposed amendments". A verb that a statement shares with its sources has there whom the
statement has do it, and what the statement has it done to; and what they have a "reference to" or
are "representative of" is the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.writing.checking.evidence import Evidence
from app.writing.checking.finding import Finding
from app.writing.checking.forms import bare
from app.writing.checking.framing import Frame, frames
from app.writing.checking.lexemes import Lexeme, Sort, lexemes
from app.writing.checking.numbers import find_numbers
from app.writing.checking.segments import bears
from app.writing.checking.wordlists import expecting, light, referring, saying
from app.writing.contracts import Fault
from store.records import Span

# Whoever is called so may be called otherwise in the sources, so that nothing is concluded.
_ANYBODY = frozenset(
    """
    member members state states country countries delegation delegations representative
    representatives party parties council assembly committee body bodies group groups people persons
    speaker speakers participant participants briefer briefers official officials number side sides
    meeting debate session text statement letter report brief symbol
    """.split()  # noqa: SIM905 - a word list reads best as words
)
_ATTACHING = frozenset({"to", "of", "from", "with", "against", "by", "for"})
_REACH = 6


def check_roles(text: str, evidence: Evidence, quoted: Sequence[Span] = ()) -> Finding | None:
    """The first of whom or to what a statement has something done that its sources have not."""
    for span in quoted:
        text = text[: span.start] + " " * (span.end - span.start) + text[span.end :]
    rows = [lexemes(source) for source in evidence.texts]
    theirs = [frame for row in rows for frame in frames(row)]
    for own in frames(lexemes(text)):
        if own.verb.lower in expecting():
            continue
        same = [one for one in theirs if _same_verb(own.verb, one.verb)]
        closest = [one for one in same if own.verb.same_word(one.verb)]
        for found in (_agent(own, same, theirs, evidence), _patient(own, closest, evidence)):
            if found is not None:
                return Finding(Fault.ATTRIBUTION, f"{found.text} … {own.verb.text}")
    return _attached(lexemes(text), rows)


def _same_verb(one: Lexeme, other: Lexeme) -> bool:
    if one.lower in saying():
        return other.lower in saying()
    return one.same(other)


def _agent(
    own: Frame, same: Sequence[Frame], theirs: Sequence[Frame], evidence: Evidence
) -> Lexeme | None:
    """Who does it in a statement and in none of the sources."""
    if not same:
        return None
    for one in own.head_agents:
        if _is_anybody(one, evidence) or any(_has(other.agents, one) for other in same):
            continue
        if all(other.agents for other in same):
            return one
        # Nobody is said to have done it: whoever the sources tell something else of, did not.
        told = any(_has((*other.agents, *other.patients), one) for other in theirs)
        if told and own.patients and all(other.agents or other.passive for other in same):
            return one
    return None


def _patient(own: Frame, same: Sequence[Frame], evidence: Evidence) -> Lexeme | None:
    """What it is done to in a statement and in none of the sources."""
    if not same or not all(other.patients for other in same):
        return None
    for one in own.head_patients:
        if one.sort is Sort.WORD and bare(one.text) in _ANYBODY and not _turned(one, same):
            continue
        if one.lower in referring() | light() | saying() or find_numbers(one.text):
            continue
        if _is_reporting(one, evidence):
            continue
        if not any(_has(other.patients, one) for other in same):
            return one
    return None


def _turned(one: Lexeme, same: Sequence[Frame]) -> bool:
    return all(_has(other.agents, one) for other in same)


def _is_anybody(one: Lexeme, evidence: Evidence) -> bool:
    called = bare(one.text) in _ANYBODY or one.lower in referring()
    return called or bool(find_numbers(one.text)) or _is_reporting(one, evidence)


def _is_reporting(one: Lexeme, evidence: Evidence) -> bool:
    return bool(one.keys & evidence.fact_keys)


def _has(phrase: Sequence[Lexeme], one: Lexeme) -> bool:
    return any(bears(other, one) for other in phrase)


def _attached(row: Sequence[Lexeme], rows: Sequence[Sequence[Lexeme]]) -> Finding | None:
    """ "The reference to Norway" where the sources have one to another."""
    theirs = [found for source in rows for found in _attachments(source)]
    for noun, preposition, names in _attachments(row):
        same = [o for n, p, o in theirs if p == preposition and n.same_word(noun)]
        if same and not any(_has(other, names[0]) for other in same):
            return Finding(Fault.ATTRIBUTION, f"{noun.text} {preposition} {names[0].text}")
    return None


def _attachments(row: Sequence[Lexeme]) -> Iterator[tuple[Lexeme, str, tuple[Lexeme, ...]]]:
    """Each noun with a preposition behind it and the names behind that."""
    for index, lexeme in enumerate(row[:-2]):
        preposition = row[index + 1].lower
        if lexeme.sort is not Sort.WORD or not lexeme.content or preposition not in _ATTACHING:
            continue
        at = index + 2 + (row[index + 2].lower == "the")
        names = tuple(one for one in row[at : at + _REACH] if one.sort is Sort.NAME)
        if names and row[at : at + 1] and row[at] is names[0]:
            yield lexeme, preposition, names
