"""Other words for how the Council meets and what it does with texts: "chair" is "preside" there.

Only words that say the same of a meeting, a text or a position of its members, whatever the
subject. They help to find and to choose a sentence; a word of the question that stands only in
another's form is never taken for said word for word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from app.answering.terms.words import Word, stem

# Of one line each says what the others say.
_ALIKE = """
chair preside
session sitting meeting debate
circulate distribute table submit
adopt pass approve
abstain abstention
penholder drafter
convene organise host
sceptical distrust mistrust wary suspicious
oppose object resist
worry concern
attend participate
"""
# Before the colon what a question may say, behind it what a document may say for it.
_ONE_WAY = """
address: brief
speaker: briefer
lead: preside penholder
"""
# A group of members by where they are, and how documents name it or those of it that sit often.
_GROUPS = """
western: p3 weog e3 france uk kingdom
african: a3
nordic: denmark finland iceland norway sweden
baltic: estonia latvia lithuania
benelux: belgium netherlands luxembourg
"""
_OF_MEMBERS = re.compile(
    r"\s(?:\w{2,12}\s){0,2}?(?:members?|states?|countries|country|delegations?|capitals?|powers?"
    r"|governments?|allies|partners?|group|bloc|permanent)\b",
    re.IGNORECASE,
)


def synonyms_of(word_stem: str) -> frozenset[str]:
    """The stems that say the same in a document as this stem in a question."""
    return _table().get(word_stem, frozenset())


def says_of_members(text: str, word: Word) -> bool:
    """Whether a word of a text says which members are meant: "Western members"."""
    group = word.stem in _groups()
    return group and _OF_MEMBERS.match(text, word.span.end) is not None


def _read(lines: str) -> Iterator[tuple[str, frozenset[str]]]:
    for line in lines.strip().splitlines():
        asked, said = line.split(": ")
        yield stem(asked), frozenset(stem(word) for word in said.split())


@lru_cache(maxsize=1)
def _groups() -> dict[str, frozenset[str]]:
    return dict(_read(_GROUPS))


@lru_cache(maxsize=1)
def _table() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in _ALIKE.strip().splitlines():
        stems = {stem(word) for word in line.split()}
        for one in stems:
            found.setdefault(one, set()).update(stems - {one})
    for asked, said in (*_read(_ONE_WAY), *_groups().items()):
        found.setdefault(asked, set()).update(said)
    return {one: frozenset(others) for one, others in found.items()}
