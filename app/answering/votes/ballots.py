"""Votes as the verbatim records print them: who took which side, on which draft, and with what
result.

A record lists the members on each side; who presides then announces how many they were and what the
draft has been adopted as. What is voted on is told by that, by the draft put to the vote just
before, and by the meeting.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from app.answering.documents.opened import passages_of
from app.answering.terms.parties import presides, states_in
from store.filters import Filters
from store.library import DocumentSummary, Library, StoredPassage
from store.records import Kind
from store.symbols import find_symbols, kind_of, same_document


class Side(StrEnum):
    """A side of a vote, as the records print it."""

    FAVOUR = "In favour"
    AGAINST = "Against"
    ABSTAINING = "Abstaining"


_LINE = re.compile(r"(?P<side>In favour|Against|Abstaining):\s")
_OPENS = re.compile(r"An?\s(?:\w+\s)?vote\swas\s(?:then\s)?taken\b")
_RESULT = re.compile(
    r"\bvotes?\sin\sfavou?r\b|\bhas\s(?:not\s)?been\sadopted\b|\bresult\sof\sthe\svot"
    r"|\b(?:adopted|rejected|retained)\sby\s\d|\bwas\s(?:not\s)?(?:adopted|rejected|retained)\b",
    re.IGNORECASE,
)
_ADOPTED = re.compile(r"\badopted\b", re.IGNORECASE)
_PASSED = re.compile(r"\b(?:has\sbeen|was)\s(?:\w+ly\s)?adopted\b", re.IGNORECASE)
_UNANIMOUS = re.compile(r"\bunanimous", re.IGNORECASE)
_BLOCKED = re.compile(r"\bvotes?\sof\s(?:an?|the|\w+)\spermanent\smembers?\b", re.IGNORECASE)
_PERMANENT = ("China", "France", "Russia", "Soviet Union", "United Kingdom", "United States")
_SOON = 3
"""Passages after the lists of a vote in which its result is announced."""
_DIGITS = re.compile(r"(\d+)")


@dataclass(frozen=True)
class Ballot:
    """One vote: the passages that list the members on each side, and those that give the result."""

    roll: tuple[StoredPassage, ...]
    result: tuple[StoredPassage, ...]

    @property
    def draft(self) -> str | None:
        """The draft that was put to the vote, where the record says which."""
        heading = self.roll[0].passage.heading.rpartition(" · ")[2]
        return next((found.symbol for found in find_symbols(heading)), None)

    @property
    def adopted(self) -> tuple[str, ...]:
        """What was adopted by it, by symbol."""
        return tuple(
            found.symbol
            for passage in self.result
            if _ADOPTED.search(passage.text)
            for found in find_symbols(passage.text)
            if kind_of(found.symbol) is Kind.RESOLUTION
        )

    def is_on(self, symbol: str) -> bool:
        """Whether the draft or the resolution of that symbol was voted on."""
        on = (*self.adopted, *((self.draft,) if self.draft else ()))
        return any(same_document(symbol, one) for one in on)


def ballots_in(library: Library, record: str) -> list[Ballot]:
    """The votes of one meeting, in order, from its record or from the parts of it that are held."""
    found: list[Ballot] = []
    passages = [p for part in _parts(library, record) for p in passages_of(library, part)]
    roll: list[StoredPassage] = []
    for at, passage in enumerate(passages):
        if not _continues(passage, roll):
            found += _closed(roll, passages[at : at + _SOON])
            roll = []
        if roll or _is_roll(passage):
            roll.append(passage)
    return [*found, *_closed(roll, ())]


def records_on(library: Library, symbols: Iterable[str], filters: Filters) -> list[str]:
    """The records that may have the vote on these documents: those that cite them."""
    citing = (summary for symbol in symbols for summary in library.citing(symbol))
    return _records(citing, filters)


def records_called(library: Library, symbols: Sequence[str], filters: Filters) -> list[str]:
    """The records that are held, whole or in part, under these symbols; under none, all."""
    return _records(
        (
            summary
            for summary in library.documents()
            if not symbols or any(same_document(symbol, summary.symbol or "") for symbol in symbols)
        ),
        filters,
    )


def _records(summaries: Iterable[DocumentSummary], filters: Filters) -> list[str]:
    """What the records among these are called, each once."""
    return list(
        dict.fromkeys(
            summary.symbol or summary.document
            for summary in summaries
            if summary.held
            and summary.kind is Kind.RECORD
            and filters.admit(summary.document, summary.kind, summary.date)
        )
    )


def side_of(text: str) -> Side | None:
    """The side whose members a line begins to list."""
    match = _LINE.match(text)
    return Side(match["side"]) if match else None


def gives_result(text: str) -> bool:
    """Whether a sentence gives the result of a vote."""
    return _RESULT.search(text) is not None


def tells_adoption(text: str) -> bool:
    """Whether a sentence tells that a draft was adopted."""
    return _PASSED.search(text) is not None


def is_unanimous(text: str) -> bool:
    """Whether a sentence tells of a vote that it was unanimous."""
    return _UNANIMOUS.search(text) is not None


def tells_veto(text: str) -> bool:
    """Whether a sentence tells that a permanent member kept a draft from being adopted."""
    return _BLOCKED.search(text) is not None


@lru_cache(maxsize=1)
def permanent_members() -> frozenset[str]:
    """The States whose votes against a draft are vetoes, now and before, as States are named."""
    return frozenset(states_in(", ".join(_PERMANENT)))


def _parts(library: Library, record: str) -> list[str]:
    """The record itself, or else all of its parts that are held, in order."""
    of_it = [s for s in library.documents() if s.held and record in (s.symbol, s.document)]
    whole = [s.document for s in of_it if not s.is_part]
    return whole[:1] or sorted((s.document for s in of_it), key=_in_order)


def _in_order(name: str) -> list[tuple[int, str]]:
    """As a person orders names: part 2 before part 10."""
    return [(int(part) if part.isdigit() else -1, part) for part in _DIGITS.split(name)]


def _is_roll(passage: StoredPassage) -> bool:
    return passage.passage.pinpoint.speaker is None and any(
        side_of(text) or _OPENS.match(text) for text in _sentences(passage)
    )


def _continues(passage: StoredPassage, roll: Sequence[StoredPassage]) -> bool:
    """Whether a passage goes on with the lists of a vote that are begun."""
    if not roll or passage.passage.pinpoint.speaker is not None:
        return False
    if passage.passage.heading != roll[0].passage.heading:
        return False
    first = next(_sentences(passage))
    return not _OPENS.match(first) and not gives_result(first)


def _closed(roll: list[StoredPassage], after: Sequence[StoredPassage]) -> Iterator[Ballot]:
    """The vote that the lists and what follows them give; none where no side is listed."""
    if not any(side_of(text) for passage in roll for text in _sentences(passage)):
        return
    told: list[StoredPassage] = []
    for passage in after:
        speaker = passage.passage.pinpoint.speaker
        another = speaker is None and _is_roll(passage)
        if another or (speaker is not None and not presides(speaker)):
            break
        if any(gives_result(text) for text in _sentences(passage)):
            told.append(passage)
        elif told:
            break
    yield Ballot(tuple(roll), tuple(told))


def _sentences(passage: StoredPassage) -> Iterator[str]:
    return (passage.of(sentence.span) for sentence in passage.passage.sentences)
