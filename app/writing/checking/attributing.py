"""Who says and who does it: a statement gives nothing to one that its sources give to another.

Each clause of a statement is held against the clauses of its sources that are most like it. Where
both show who does or holds it, one of those is the same; what the sources give as somebody's view,
a statement does not give as a fact; and whom only a statement makes a speaker is none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.writing.checking.actors import Act, acts, is_named
from app.writing.checking.evidence import Evidence
from app.writing.checking.finding import Finding
from app.writing.checking.forms import bare
from app.writing.checking.lexemes import Lexeme, Sort, word_keys
from app.writing.checking.segments import Segment, likeness, nearest, segments
from app.writing.checking.wordlists import saying
from app.writing.contracts import Fault
from store.records import Span

_FIRST_PERSON = re.compile(r"\b(?:I|we|my|our|us|me)\b")
_SHORT = frozenset({"council", "assembly"})
"""Bodies that may be called by the last word of their name."""
_IMPERSONAL = re.compile(
    r"\b(?:concerns?|fears?|worries|views?|opinions?|beliefs?)\s(?:was|were|is|are|(?:has|have|had)\sbeen)"
    r"\s[a-z]+\sthat\b",
    re.IGNORECASE,
)
"""That something is somebody's view, without whose: "concern was expressed that"."""
_WHOLE = frozenset(
    {"council", "assembly", "committee", "body:security council", "body:general assembly"}
)
"""Bodies that are not their members: what some of these hold, they do not."""
_OF_VIEW = frozenset(
    """
    maintained maintain maintains argued argue argues claimed claim claims asserted asserts alleged
    contended insisted insists considered consider considers view views viewed believe believes
    believed think thinks thought said says say stated states warned warns complained accused
    described expressed expressing voiced feared fears feel feels felt regard regards regarded see
    sees suggested suggests told tells charged alleges suspected suspects
    """.split()  # noqa: SIM905 - a word list reads best as words
)


@dataclass(frozen=True, slots=True)
class _Clause:
    """A clause, its acts, and who holds what it says."""

    segment: Segment
    acts: tuple[Act, ...]
    holder: Act | None


def check_attribution(text: str, evidence: Evidence, quoted: Sequence[Span] = ()) -> Finding | None:
    """The first of whom a statement says what its sources say of another."""
    own = _clauses(segments(_blanked(text, quoted)))
    theirs = _clauses(evidence.segments)
    by_segment = {id(clause.segment): clause for clause in theirs}
    for clause in own:
        near = nearest(clause.segment, evidence.segments)
        among = [by_segment[id(segment)] for segment in near]
        if not among:
            continue
        for finding in (
            _another_actor(clause, among, theirs, evidence),
            _made_a_speaker(clause, among, theirs, evidence),
            _attribution_dropped(clause, among, own, text),
        ):
            if finding is not None:
                return finding
    return None


def _blanked(text: str, quoted: Sequence[Span]) -> str:
    """The text with blanks for what is quoted: who says or does it is said outside."""
    for span in quoted:
        text = text[: span.start] + " " * (span.end - span.start) + text[span.end :]
    return text


def _clauses(all_segments: Sequence[Segment]) -> list[_Clause]:
    found: list[_Clause] = []
    holder: Act | None = None
    place: tuple[int, int] | None = None
    for segment in all_segments:
        if (segment.source, segment.sentence) != place:
            holder, place = None, (segment.source, segment.sentence)
        own = acts(segment)
        holding = next((act for act in own if act.holds and act.verb.lower in _OF_VIEW), None)
        if holding is not None:
            holder = holding
        elif own and segment.lexemes[0].lower in ("while", "whereas", "but"):
            holder = None
        found.append(_Clause(segment, own, holder))
    return found


def _is_named(act: Act, evidence: Evidence) -> bool:
    """Whether an actor is named, and is no word that only stands where it has a capital."""
    return any(is_named(one) and not one.keys & evidence.common_keys for one in act.actors)


def _reporting(evidence: Evidence) -> frozenset[str]:
    return _speakers(evidence) | _documents(evidence)


def _speakers(evidence: Evidence) -> frozenset[str]:
    return frozenset().union(*(word_keys(source.speaker) for source in evidence.sources))


def _documents(evidence: Evidence) -> frozenset[str]:
    """The keys of those who publish or report: "Security Council Report", "What’s In Blue"."""
    facts = [source.citation.attribution or "" for source in evidence.sources]
    symbols = [source.citation.symbol or "" for source in evidence.sources]
    return frozenset().union(*(word_keys(one) for one in (*facts, *symbols)))


def _another_actor(
    clause: _Clause, among: Sequence[_Clause], theirs: Sequence[_Clause], evidence: Evidence
) -> Finding | None:
    """Somebody who in the sources does not do what the statement has them do."""
    reporting = _reporting(evidence)
    for act in clause.acts:
        whole = any(bare(one.text) in _WHOLE or one.keys & _WHOLE for one in act.actors)
        if not (whole or _is_named(act, evidence)) or (act.keys & reporting and not whole):
            continue
        said = [o for other in among for o in other.acts if _same_verb(act, o)]
        if not said:
            continue
        if any(act.keys & other.keys or _is_short(act, other, evidence) for other in said):
            continue
        if not (whole or all(other.named for other in said)):
            continue
        if _elsewhere(act, clause, theirs, among):
            continue
        return Finding(Fault.ATTRIBUTION, _shown(act))
    return None


def _is_short(act: Act, other: Act, evidence: Evidence) -> bool:
    """Whether "the Council" is the one council that the sources have, by its whole name there."""
    short = {bare(one.text) for one in act.actors} & _SHORT
    named = [one for one in evidence.lexemes if one.sort is Sort.NAME and _last(one) in short]
    whole = [one for one in other.actors if _last(one) in short]
    return any(all(one.same(body) for one in named) for body in whole)


def _last(lexeme: Lexeme) -> str:
    return bare(lexeme.text.split()[-1])


def _same_verb(act: Act, other: Act) -> bool:
    if act.verb.same_word(other.verb):
        return True
    return act.holds and other.holds


def _elsewhere(
    act: Act, clause: _Clause, theirs: Sequence[_Clause], among: Sequence[_Clause]
) -> bool:
    """Whether a clause that is nearly as like has the act with the actor of the statement."""
    best = likeness(clause.segment, among[0].segment)
    return any(
        act.keys & other.keys and _same_verb(act, other)
        for each in theirs
        if likeness(clause.segment, each.segment) >= 0.7 * best
        for other in each.acts
    )


def _made_a_speaker(
    clause: _Clause, among: Sequence[_Clause], theirs: Sequence[_Clause], evidence: Evidence
) -> Finding | None:
    """Somebody whom only the statement has say or think something."""
    reporting = _reporting(evidence)
    for act in clause.acts:
        if not (act.holds and _is_named(act, evidence)) or act.keys & reporting:
            continue
        if act.verb.lower not in saying() and act.verb.sort is Sort.WORD:
            continue
        holders = [o for each in theirs for o in each.acts if o.holds and o.keys & act.keys]
        if holders:
            continue
        if any(each.holder and each.holder.keys & act.keys for each in among):
            continue
        return Finding(Fault.ATTRIBUTION, _shown(act))
    return None


def _attribution_dropped(
    clause: _Clause, among: Sequence[_Clause], own: Sequence[_Clause], text: str
) -> Finding | None:
    """What the sources give as the view of a party, stated without it."""
    nearest_clause = among[0]
    holder = nearest_clause.holder
    if holder is None or not holder.actors:
        return None
    best = likeness(clause.segment, nearest_clause.segment)
    if any(o.holder is None and likeness(clause.segment, o.segment) >= best for o in among):
        return None
    if word_keys(text) & holder.keys or _IMPERSONAL.search(text):
        return None
    if any(act.holds for one in own for act in one.acts):
        return None
    content = [one for one in clause.segment.content if one.sort is Sort.WORD]
    told = [one for one in content if nearest_clause.segment.finds(one)]
    if len(told) < 2:
        return None
    return Finding(Fault.ATTRIBUTION, _names(holder.actors))


def _shown(act: Act) -> str:
    return f"{_names(act.actors)} {act.verb.text}".strip()


def _names(actors: Sequence[Lexeme]) -> str:
    named = [one for one in actors if is_named(one)] or list(actors)
    return ", ".join(one.text for one in named[:3])
