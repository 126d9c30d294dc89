"""The outline of a document: who speaks, which paragraphs it has, its sections and annexes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from store.records import Document, Kind, Pinpoint, Sentence

MOST = 400
"""Longest outline."""
FEWEST = 3
"""Shortest outline that is worth its place."""

_BY_PARAGRAPH = frozenset({Kind.RESOLUTION, Kind.DRAFT})
_OPENING_CHARACTERS = 60


@dataclass(frozen=True, slots=True)
class Heading:
    """A line of an outline, and the character of the text at which that part begins."""

    label: str
    start: int


def outline(document: Document) -> tuple[Heading, ...]:
    """The parts of a document, where what is stored tells them and there are several."""
    if not document.held:
        return ()
    found = tuple(_headings(document))
    return found[:MOST] if len(found) >= FEWEST else ()


def _headings(document: Document) -> Iterator[Heading]:
    last: object = None
    for passage in document.passages:
        if passage.procedural:
            continue
        for sentence in passage.sentences:
            part = _part(document, sentence.pinpoint)
            if part is not None and part != last:
                yield Heading(_label(document, sentence), sentence.span.start)
            last = part if part is not None else last


def _part(document: Document, place: Pinpoint) -> object:
    """What tells the part that a sentence is in from others; none where nothing does."""
    if place.speaker:
        return place.speaker
    if document.kind in _BY_PARAGRAPH:
        if place.preambular is not None:
            return (place.annex, "preamble")
        if place.paragraph is not None:
            return (place.annex, place.paragraph)
    return (place.annex, place.section) if place.annex or place.section else None


def _label(document: Document, sentence: Sentence) -> str:
    place = sentence.pinpoint
    page = f", p. {place.page}" if place.page is not None else ""
    if place.speaker:
        return place.speaker + page
    before = [place.annex] if place.annex else []
    if document.kind in _BY_PARAGRAPH:
        if place.preambular is not None:
            return ", ".join([*before, "preamble"]).capitalize()
        if place.paragraph is not None:
            words = _opening(sentence.span.of(document.text))
            return ", ".join([*before, f"{place.paragraph}. {words}"])
    return ", ".join([*before, *([place.section] if place.section else [])]) + page


def _opening(text: str) -> str:
    words = " ".join(text.split())
    if len(words) <= _OPENING_CHARACTERS:
        return words
    return words[:_OPENING_CHARACTERS].rsplit(" ", 1)[0] + " …"
