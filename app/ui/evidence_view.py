"""The evidence of an answer, as lists of documents with the passages taken from each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby
from typing import TypedDict

from app.answering.answer import Answer, Citation
from app.ui.address import Passage
from app.ui.contracts import Summary
from app.ui.links import Link, safe_link
from app.ui.wording import (
    CORRECTED,
    GLOSSARY,
    NOT_HELD,
    date_note,
    edited_on,
    own_words,
    rank_line,
)
from store.printing import place_in

Marks = Mapping[str, Sequence[str]]
"""Badges by document, for those that have one."""


class Place(TypedDict):
    """One passage of a card: ``key`` opens it; ``quote`` is there where the answer lacks it."""

    key: str
    number: int | None
    name: str
    pinpoint: str
    quote: str | None
    dates: list[str]
    change: str | None


class Card(TypedDict):
    """One document in a list of evidence, with its passages."""

    name: str
    rank: str | None
    badges: list[str]
    own: bool
    link: Link | None
    places: list[Place]


class Preview(TypedDict):
    """A passage at a glance: its words, its document, its place, its date and its rank."""

    quote: str
    own: bool
    source: str
    place: str | None
    facts: list[str]


def source_of(citation: Citation) -> str:
    """A citation's document, by symbol and title."""
    return name_of(citation.symbol, citation.title)


def name_of(symbol: str | None, title: str) -> str:
    """A document's name: its symbol and its title, or the title that says both."""
    return f"{symbol}, {title}" if symbol and symbol not in title else title


def place_of(
    citation: Citation,
    passage: Passage,
    quote: bool,
    changes: Mapping[str, str],
    *,
    numbered: bool = True,
) -> Place:
    """One passage for a card, with its number or without.

    ``changes`` says, by key, what became of a passage's source since.
    """
    number = citation.number if numbered else None
    return Place(
        key=passage.key,
        number=number,
        name=reference_of(citation) if numbered else f"Open {source_of(citation)}",
        pinpoint=citation.pinpoint or ("the passage" if citation.held else "the description"),
        quote=citation.quote if quote else None,
        dates=[date_note(note) for note in citation.dates] if quote else [],
        change=changes.get(passage.key) if quote else None,
    )


def reference_of(citation: Citation) -> str:
    """A citation in words, for a reader who cannot see the number's place."""
    place = place_in(citation.title, citation.pinpoint)
    return f"Citation {citation.number}: {source_of(citation)}{f', {place}' if place else ''}"


def cards(placed: Iterable[tuple[Citation, Place]], marks: Marks) -> list[Card]:
    """Passages in their order; those of one document that follow each other share a card."""
    return [
        _card(group[0][0], [place for _, place in group], marks)
        for _, items in groupby(placed, key=lambda item: item[0].document)
        for group in [list(items)]
    ]


def _card(citation: Citation, places: list[Place], marks: Marks) -> Card:
    return Card(
        name=source_of(citation),
        rank=rank_of(citation),
        badges=badges_of(citation, marks),
        own=own_words(citation),
        link=safe_link(citation.url),
        places=places,
    )


def unnumbered(
    citations: Sequence[Citation],
    passage: Callable[[int], Passage],
    changes: Mapping[str, str],
    marks: Marks,
) -> list[Card]:
    """Passages that the answer does not cite, without numbers."""
    placed = (
        (citation, place_of(citation, passage(place), True, changes, numbered=False))
        for place, citation in enumerate(citations)
    )
    return cards(placed, marks)


def previews_of(answer: Answer, marks: Marks) -> dict[str, Preview]:
    """What is cited, by the keys of the passages."""
    return {
        Passage.cited(citation.number).key: Preview(
            quote=citation.quote,
            own=own_words(citation),
            source=source_of(citation),
            place=place_in(citation.title, citation.pinpoint) or None,
            facts=[rank_of(citation) or "", *badges_of(citation, marks)],
        )
        for citation in answer.citations
    }


def rank_of(citation: Citation) -> str | None:
    """The rank in words, or none where a badge says it louder."""
    return None if own_words(citation) else rank_line(citation.source_rank, citation.date)


def badges_of(citation: Citation, marks: Marks) -> list[str]:
    """What a reader must know of a source before trusting it, as it is now."""
    badges = []
    if not citation.held:
        badges.append(NOT_HELD)
    elif own_words(citation):
        badges.append(GLOSSARY)
    if citation.translated_from:
        badges.append(f"UN translation from {citation.translated_from}")
    if citation.corrected:
        badges.append(CORRECTED)
    if citation.newer:
        badges.append(f"A newer one is held: {citation.newer}")
    badges += [mark for mark in marks.get(citation.document, ()) if mark not in badges]
    return badges


def marks_of(documents: Iterable[Summary], edited: Mapping[str, dt.datetime]) -> Marks:
    """What the library says now of its documents: corrected, edited on a day."""
    marks = {item.document: [CORRECTED] for item in documents if item.corrected}
    for document, moment in edited.items():
        marks.setdefault(document, []).append(edited_on(moment))
    return marks
