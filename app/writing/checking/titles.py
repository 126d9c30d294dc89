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
from app.writing.checking.finding import Finding, unconnected
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
_PARTS = frozenset(";.:")
"""Marks over which no title goes: "A, head of one; B, head of another"."""
_REACH = 3
"""Lexemes before an office in which its rank may stand: "acting CSTO Secretary-General"."""


@dataclass(frozen=True, slots=True)
class _Tie:
    """A person's last name, and the States and bodies that stand with it."""

    person: Lexeme
    bodies: tuple[Lexeme, ...]


@dataclass(frozen=True, slots=True)
class _Beside:
    """Persons, the stretch of names that they stand in, and the title beside it."""

    persons: tuple[Lexeme, ...]
    chunk: tuple[Lexeme, ...]
    title: tuple[Lexeme, ...]


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
                return unconnected(body.text, tie.person.text)
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


def is_titled(office: Lexeme, of: Sequence[Lexeme], person: Lexeme, evidence: Evidence) -> bool:
    """Whether the sources have a person in an office, "of" being the words before it that say of
    what: "Foreign" of a "Foreign Minister", who is a Minister of Foreign Affairs too.
    """
    plain = bare(office.text)
    for source in evidence.texts:
        for one in _beside(list(_chunks(lexemes(source)))):
            title = (*one.chunk, *one.title)
            if (
                any(each.same(person) for each in one.persons)
                and any(bare(each.text) == plain for each in title)
                and all(any(each.same(word) for each in title) for word in of)
            ):
                return True
    return False


def is_office(lexeme: Lexeme) -> bool:
    """Whether a word is one for an office."""
    return bare(lexeme.text) in _OFFICES


def _held(row: Sequence[Lexeme]) -> Iterator[tuple[Lexeme, str, str]]:
    """The persons of a text with their offices and the ranks of these, as they stand together."""
    for one in _beside(list(_chunks(row))):
        offices = list(_offices(one.chunk)) or list(_offices(one.title))
        yield from ((one.persons[-1], office, rank) for office, rank in offices)


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
    for one in _beside(list(_chunks(row))):
        bodies = [b for b in one.chunk if _is_body(b)] or [b for b in one.title if _is_body(b)]
        yield _Tie(one.persons[-1], tuple(bodies))


def _beside(chunks: Sequence[Sequence[Lexeme]]) -> Iterator[_Beside]:
    """The persons with the title before or behind them, which is nobody else's before it."""
    taken = -1
    for index, chunk in enumerate(chunks):
        persons = [one for one in chunk if _is_person(one)]
        if not persons:
            continue
        before = chunks[index - 1] if index and index - 1 != taken else []
        after = chunks[index + 1] if index + 1 < len(chunks) else []
        title: Sequence[Lexeme] = next((one for one in (before, after) if _is_title(one)), [])
        if title is after and not any(map(is_office, chunk)):
            taken = index + 1
        yield _Beside(tuple(persons), tuple(chunk), tuple(title))


def _chunks(row: Sequence[Lexeme]) -> Iterator[list[Lexeme]]:
    """Stretches of names and of what may join them to one title; an empty one where a semicolon
    or a sentence parts them.
    """
    chunk: list[Lexeme] = []
    for lexeme in row:
        named = lexeme.sort is Sort.NAME or bare(lexeme.text) in _RANKS | _OFFICES
        opens = lexeme.sort is Sort.WORD and lexeme.text[0].isupper() and lexeme.content
        if named or opens or (chunk and lexeme.lower in _COPULAS):
            chunk.append(lexeme)
            continue
        if chunk:
            yield chunk
            chunk = []
        if lexeme.text in _PARTS:
            yield []
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
    prime assembly commission department office ministry of the defense interior justice finance
    trade health education economy development cooperation labor
    """.split()  # noqa: SIM905 - a word list reads best as words
)
