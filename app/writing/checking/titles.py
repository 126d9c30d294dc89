"""Persons and what they are: a statement gives nobody another's title, and no higher one.

"SCO Secretary-General Vladimir Norov" ties a person to an organisation and to a title. What stands
with a person between two commas, or beside "is", is tied to them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.writing.checking.entities import BODY, STATE
from app.writing.checking.evidence import Evidence
from app.writing.checking.finding import Finding
from app.writing.checking.forms import bare
from app.writing.checking.lexemes import Lexeme, Sort, lexemes
from app.writing.contracts import Fault

_RANKS = frozenset({"vice", "deputy", "assistant", "former", "acting", "interim", "under", "elect"})
_OFFICES = frozenset(
    """
    chairman chairwoman chairperson chair secretary-general secretary minister president director
    representative envoy commissioner ambassador prosecutor coordinator head leader commander chief
    """.split()  # noqa: SIM905 - a word list reads best as words
)
_COPULAS = frozenset({"is", "was", "as", "serves", "served", "the", "a", "an", "of", "for", "then"})
_PAST = re.compile(r"\b(?:was|were|had been|once|then|previously|formerly)\b", re.IGNORECASE)
_REACH = 3
"""Lexemes before an office in which its rank may stand: "acting CSTO Secretary-General"."""


@dataclass(frozen=True, slots=True)
class _Tie:
    """A person's last name, and the States and bodies that stand with it."""

    person: Lexeme
    bodies: tuple[Lexeme, ...]


def check_titles(text: str, evidence: Evidence) -> Finding | None:
    """The first person of a statement with another's title, or with a title without its rank."""
    theirs = [tie for source in evidence.texts for tie in _ties(lexemes(source))]
    for tie in _ties(lexemes(text)):
        same = [one for one in theirs if one.person.same(tie.person) and one.bodies]
        others = [one for one in theirs if not one.person.same(tie.person)]
        for body in tie.bodies:
            tied = any(body.same(one) for other in same for one in other.bodies)
            anothers = any(body.same(one) for other in others for one in other.bodies)
            if same and anothers and not tied:
                return Finding(Fault.NAME, f"{body.text} … {tie.person.text}")
    return _promoted(text, evidence)


def well_titled(text: str, evidence: Evidence) -> frozenset[str]:
    """The keys of the persons who stand with a State or body in a statement as in its sources:
    wherever they stand there, they are in their own place.
    """
    theirs = [tie for source in evidence.texts for tie in _ties(lexemes(source))]
    return frozenset().union(
        *(
            tie.person.keys
            for tie in _ties(lexemes(text))
            for other in theirs
            if other.person.same(tie.person)
            and any(body.same(one) for body in tie.bodies for one in other.bodies)
        )
    )


def _promoted(text: str, evidence: Evidence) -> Finding | None:
    held = [one for source in evidence.texts for one in _held(lexemes(source))]
    for person, office, rank in _held(lexemes(text)):
        ranks = {r for other, o, r in held if o == office and other.same(person)}
        if ranks and not (rank or "" in ranks or _PAST.search(text)):
            return Finding(Fault.UNSUPPORTED, f"{office} {person.text}")
    theirs = [found for source in evidence.texts for found in _offices(lexemes(source))]
    for office, rank in _offices(lexemes(text)):
        ranks = {other for one, other in theirs if one == office}
        once = ranks == {"former"} and _PAST.search(text)
        if ranks and not (rank or once or "" in ranks):
            return Finding(Fault.UNSUPPORTED, office)
    return None


def _held(row: Sequence[Lexeme]) -> Iterator[tuple[Lexeme, str, str]]:
    """The persons of a text with their offices and the ranks of these, as they stand together."""
    chunks = list(_chunks(row))
    for index, chunk in enumerate(chunks):
        persons = [one for one in chunk if _is_person(one)]
        beside = [chunk, *chunks[max(0, index - 1) : index], *chunks[index + 1 : index + 2]]
        titles = [one for one in beside if one is chunk or _is_title(one)]
        if persons:
            offices = next((found for one in titles if (found := list(_offices(one)))), [])
            yield from ((persons[-1], office, rank) for office, rank in offices)


def _offices(row: Sequence[Lexeme]) -> Iterator[tuple[str, str]]:
    """The offices of a text, each with the rank before it."""
    for index, lexeme in enumerate(row):
        office = bare(lexeme.text)
        if office in _OFFICES:
            before = [bare(one.text) for one in row[max(0, index - _REACH) : index]]
            rank = next((word for word in reversed(before) if word in _RANKS), "")
            yield office, rank


def _ties(row: Sequence[Lexeme]) -> Iterator[_Tie]:
    """The persons of a text with the States and bodies of their titles."""
    chunks = list(_chunks(row))
    for index, chunk in enumerate(chunks):
        persons = [one for one in chunk if _is_person(one)]
        if not persons:
            continue
        bodies = [one for one in chunk if _is_body(one)]
        before = chunks[index - 1] if index else []
        after = chunks[index + 1] if index + 1 < len(chunks) else []
        if not bodies and _is_title(before):
            bodies = [one for one in before if _is_body(one)]
        elif not bodies and _is_title(after):
            bodies = [one for one in after if _is_body(one)]
        yield _Tie(persons[-1], tuple(bodies))


def _chunks(row: Sequence[Lexeme]) -> Iterator[list[Lexeme]]:
    """Stretches of names and of what may join them to one title."""
    chunk: list[Lexeme] = []
    for lexeme in row:
        named = lexeme.sort is Sort.NAME or bare(lexeme.text) in _RANKS | _OFFICES
        opens = lexeme.sort is Sort.WORD and lexeme.text[0].isupper() and lexeme.content
        if named or opens or (chunk and lexeme.lower in _COPULAS):
            chunk.append(lexeme)
        elif chunk:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _is_title(chunk: Sequence[Lexeme]) -> bool:
    """Whether a stretch is a title without anybody's name."""
    offices = any(bare(one.text) in _OFFICES for one in chunk)
    return offices and not any(_is_person(one) for one in chunk)


def _is_body(lexeme: Lexeme) -> bool:
    if bare(lexeme.text) in _OFFICES:
        return False
    acronym = lexeme.sort is Sort.NAME and lexeme.text.isupper()
    return acronym or any(key.startswith((STATE, BODY)) for key in lexeme.keys)


def _is_person(lexeme: Lexeme) -> bool:
    plain = bare(lexeme.text)
    return (
        lexeme.sort is Sort.NAME
        and not _is_body(lexeme)
        and plain not in _OFFICES | _RANKS
        and plain not in _NO_PERSON
    )


_NO_PERSON = frozenset(
    """
    mr mrs ms dr council committee executive foreign affairs general security special permanent
    prime assembly commission department office ministry of the
    """.split()  # noqa: SIM905 - a word list reads best as words
)
