"""Who does and who says what a clause tells, as far as its words show.

An actor is a name, or a noun such as "members", that is the subject of a verb or its agent behind
"by". Whoever is the subject of a verb of saying or thinking holds what stands behind it, until
another such verb has another subject.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.writing.checking.forms import bare
from app.writing.checking.lexemes import Lexeme, Sort
from app.writing.checking.segments import Segment
from app.writing.checking.wordlists import saying

_PREPOSITIONS = frozenset(
    """
    of by with between to for against under in on from about at into within towards toward than like
    over among including except unlike via through as concerning regarding across behind near and
    or versus
    """.split()  # noqa: SIM905 - a word list reads best as words
)
_AUXILIARIES = frozenset(
    """
    is are was were has have had will would may might can could shall should must did does do be
    """.split()  # noqa: SIM905 - a word list reads best as words
)
_PAST = frozenset(
    """
    said told held met gave took made led put saw found began became brought wrote went thought felt
    left lost won sent built kept paid rose fell grew drew knew chose broke drove withdrew sought
    understood spoke ran sold spent stood struck undertook arose upheld cast set cut hit
    """.split()  # noqa: SIM905 - a word list reads best as words
)
_HOLDERS = frozenset(
    """
    members member delegations delegation states countries speakers speaker representatives
    representative briefers participants governments government ambassadors ambassador organisations
    organizations council assembly committee experts observers officials leaders analysts diplomats
    minister president secretary-general chair envoy
    """.split()  # noqa: SIM905 - a word list reads best as words
)
_HOLDING = saying() | frozenset(
    """
        concern concerns concerned worry worried fear feared fears hope hopes hoped expect expects
        expected want wants wanted warn warned warns welcome welcomed welcomes condemn condemned
        condemns urge urged urges call called calls insist insisted insists propose proposed
        proposes suggest suggested suggests complain complained regret regretted accuse accused
        agree agreed agrees deny denied denies oppose opposed opposes support supported supports
        criticise criticised criticize criticized demand demanded demands reject rejected rejects
        request requested requests appeal appealed prefer preferred question questioned doubt
        doubted describe described
        """.split()  # noqa: SIM905 - a word list reads best as words
)
_INVERTED = frozenset({"said", "says", "added", "stated", "noted", "argued", "according"})
_STEPS = 14
"""Lexemes between a subject and its verb: an apposition, a list, adverbs."""


@dataclass(frozen=True, slots=True)
class Act:
    """A verb with who does it. ``holds``: it says that they say or think something."""

    actors: tuple[Lexeme, ...]
    verb: Lexeme
    holds: bool
    passive: bool = False

    @property
    def keys(self) -> frozenset[str]:
        """The keys of the actors, and of the members of groups."""
        return frozenset().union(*(one.keys | one.members for one in self.actors))

    @property
    def named(self) -> bool:
        """Whether an actor is named, and not only "members" or the like."""
        return any(is_named(one) for one in self.actors)


def is_named(lexeme: Lexeme) -> bool:
    """Whether a lexeme names somebody or something by a proper name."""
    return lexeme.sort is Sort.NAME and bare(lexeme.text) not in _HOLDERS


def is_holder(lexeme: Lexeme) -> bool:
    """Whether a lexeme may be who says, thinks or does something."""
    return lexeme.sort is Sort.NAME or bare(lexeme.text) in _HOLDERS


def is_verb(lexeme: Lexeme) -> bool:
    """Whether a lexeme looks like a finite verb."""
    lower = lexeme.lower
    if lexeme.sort is not Sort.WORD or not lexeme.text[0].islower():
        return False
    return (
        lower in _AUXILIARIES
        or lower in _PAST
        or lower in _HOLDING
        or (lower.endswith("ed") and len(lower) > 4)
    )


def acts(segment: Segment) -> tuple[Act, ...]:
    """The acts of a clause, in order."""
    return tuple(_acts(segment.lexemes))


def _acts(row: Sequence[Lexeme]) -> Iterator[Act]:
    index = 0
    while index < len(row):
        if not is_holder(row[index]):
            index += 1
            continue
        actors, after = _listed(row, index)
        before = _before(row, index)
        if (said := _said_behind(row, index)) is not None:
            yield Act((*actors, *_apposed(row, after)), said, holds=True)
            index = after
            continue
        if actors[-1].possessive:
            index = after
            continue
        if before == "by" and (agent := _agent(row, index)) is not None:
            yield Act(actors, agent, agent.lower in _HOLDING, passive=True)
        elif before in ("to",) and _according(row, index):
            yield Act(actors, row[index], holds=True)
        elif before not in _PREPOSITIONS:
            verb = _verb(row, after)
            if verb is not None:
                yield Act((*actors, *_apposed(row, after)), verb, verb.lower in _HOLDING)
                after = _behind_description(row, after)
        index = after


def _said_behind(row: Sequence[Lexeme], index: int) -> Lexeme | None:
    """The verb of "…, said Mr. Dahl", where a name stands behind it."""
    at = index - 1
    while at >= 0 and row[at].lower in ("the", "mr", "mrs", "ms", "dr"):
        at -= 1
    after_mark = at > 0 and row[at - 1].text in (",", "”", "?")
    return row[at] if after_mark and row[at].lower in _INVERTED else None


def _before(row: Sequence[Lexeme], index: int) -> str:
    """The word before a name, its article and titles left out."""
    at = index - 1
    while at >= 0 and (
        row[at].lower in ("the", "a", "an", "some", "many", "most", "several", "all", "other")
        or (row[at].sort is Sort.WORD and row[at].lower in ("acting", "former", "then", "council"))
    ):
        at -= 1
    return row[at].lower if at >= 0 else ""


def _listed(row: Sequence[Lexeme], index: int) -> tuple[tuple[Lexeme, ...], int]:
    """The names from here on that are joined to one list, and where it ends."""
    actors = [row[index]]
    at = index + 1
    while at < len(row):
        step = at
        while step < len(row) and (
            row[step].text == "," or row[step].lower in ("and", "or", "the")
        ):
            step += 1
        if step < len(row) and is_holder(row[step]) and (step > at or row[step].sort is Sort.NAME):
            actors.append(row[step])
            at = step + 1
            continue
        break
    return tuple(actors), at


def _apposed(row: Sequence[Lexeme], at: int) -> tuple[Lexeme, ...]:
    """Names between a subject and its verb that stand in brackets or between commas."""
    if at >= len(row) or row[at].text not in ("(", ",", "–", "—", "of"):
        return ()
    found = []
    for lexeme in row[at : at + _STEPS]:
        if is_verb(lexeme):
            break
        if is_holder(lexeme):
            found.append(lexeme)
    return tuple(found)


def _verb(row: Sequence[Lexeme], at: int) -> Lexeme | None:
    """The verb of a subject that ends at ``at``, or none where another subject comes first."""
    depth = 0
    auxiliary: Lexeme | None = None
    aside = False
    at = _behind_apposition(row, at)
    for lexeme in row[at : at + _STEPS]:
        if lexeme.text in ("(", ")"):
            depth += 1 if lexeme.text == "(" else -1
            continue
        if depth > 0:
            continue
        if lexeme.text == "," and auxiliary is not None and not aside:
            aside = True
            continue
        if aside:
            aside = lexeme.text != ","
            continue
        if lexeme.text == ",":
            break
        if lexeme.lower in _AUXILIARIES:
            auxiliary = lexeme
            continue
        if auxiliary is not None and lexeme.content and lexeme.sort is Sort.WORD:
            if lexeme.lower.endswith("ly") or lexeme.lower in ("not", "never"):
                continue
            return lexeme
        if is_verb(lexeme) or (
            lexeme.sort is Sort.WORD and lexeme.lower.endswith("s") and lexeme is row[at]
        ):
            return lexeme
        if lexeme.lower in ("that", "which", "who", "to"):
            return None
    return auxiliary


def _behind_apposition(row: Sequence[Lexeme], at: int) -> int:
    """Where a clause goes on behind what stands between two commas after its subject."""
    if at < len(row) and row[at].text == ",":
        closing = [i for i in range(at + 1, min(at + _STEPS, len(row))) if row[i].text == ","]
        return closing[0] + 1 if closing else len(row)
    return at


def _behind_description(row: Sequence[Lexeme], at: int) -> int:
    """Where a clause goes on behind "…, a Central Asian state, …", in which nobody does a thing."""
    behind = _behind_apposition(row, at)
    described = row[at:behind]
    article = len(described) > 1 and described[1].lower in ("a", "an", "the")
    # "State" and "view" are verbs of saying and as often nouns.
    acting = (one for one in described if is_verb(one) and one.lower not in _HOLDING)
    return behind if article and not any(acting) else at


def _agent(row: Sequence[Lexeme], index: int) -> Lexeme | None:
    """The verb behind which "by" and this name stand."""
    for lexeme in reversed(row[max(0, index - 6) : index]):
        if lexeme.sort is Sort.WORD and lexeme.lower != "by" and lexeme.content:
            return lexeme if is_verb(lexeme) or lexeme.lower.endswith("n") else None
    return None


def _according(row: Sequence[Lexeme], index: int) -> bool:
    return any(one.lower == "according" for one in row[max(0, index - 4) : index])
