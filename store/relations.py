"""What a symbol alone says of how its document stands to others, and the wording of both ways."""

from __future__ import annotations

import re

from store.records import Relation, RelationKind
from store.symbol_forms import canonical, is_symbol

_LAST_MODIFIER = re.compile(
    r"(?P<base>.+?)(?:/(?P<kind>Add|Corr|Rev)\.(?P<number>\d{1,3})"
    r"|[ ]\((?P<resumed>Resumption)[ ](?P<count>\d{1,2})\))"
)
_KINDS = {
    "Add": RelationKind.EXTENDS,
    "Corr": RelationKind.CORRECTS,
    "Rev": RelationKind.SUPERSEDES,
    "Resumption": RelationKind.RESUMES,
}
# A second revision replaces the first, and a second resumption goes on from the first; a second
# addendum or corrigendum stands beside the first.
_SUCCESSIVE = frozenset({RelationKind.SUPERSEDES, RelationKind.RESUMES})

_INVERSE = {
    RelationKind.CITES: "is cited by",
    RelationKind.SUPERSEDES: "is superseded by",
    RelationKind.CORRECTS: "is corrected by",
    RelationKind.EXTENDS: "is extended by",
    RelationKind.RESUMES: "is resumed by",
    RelationKind.ANNEX_OF: "has annexed to it",
    RelationKind.RECORD_OF: "is recorded in",
    RelationKind.COVERS: "is covered by",
    RelationKind.DRAFT_OF: "was drafted as",
    RelationKind.ADOPTED_AT: "adopted",
}


def relations_of(symbol: str) -> tuple[Relation, ...]:
    """How the document with this symbol stands to those that its symbol implies.

    ``S/2019/742/Rev.2`` supersedes ``S/2019/742/Rev.1`` and ``S/2019/742``. Of a symbol with two
    modifiers the last one speaks: ``…/Rev.1/Corr.1`` corrects ``…/Rev.1``. Text that is no symbol
    has no relations.
    """
    key = canonical(symbol)
    match = _LAST_MODIFIER.fullmatch(key) if is_symbol(key) else None
    if match is None:
        return ()
    kind = _KINDS[match.group("kind") or match.group("resumed")]
    base, number = match.group("base"), int(match.group("number") or match.group("count"))
    targets = [base]
    if kind in _SUCCESSIVE and number > 1:
        start, end = match.span("number") if match.group("kind") else match.span("count")
        targets.insert(0, f"{key[:start]}{number - 1}{key[end:]}")
    return tuple(Relation(kind, target) for target in targets)


def base_symbol(symbol: str) -> str:
    """The canonical symbol without any modifier: the document that the modified ones are about."""
    key = canonical(symbol)
    while relations := relations_of(key):
        key = relations[-1].target
    return key


def inverse_wording(kind: RelationKind) -> str:
    """How the relation reads from the other end: "that document … this one"."""
    return _INVERSE[kind]
