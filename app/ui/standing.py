"""Whether what a saved answer quoted still stands in its source, and where.

An answer is kept as it was given; its sources go on. A quotation that only moved is shown at its
new place without a word. One that no longer stands there keeps its old words, and says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from threading import Lock

from rapidfuzz import fuzz, process

from app.answering.answer import Answer, Citation
from app.ui.address import Passage
from app.ui.contracts import LibraryView
from app.ui.wording import CHANGED, HELD_SINCE, INTRODUCTION_CHANGED, REMOVED
from store.errors import PenholderError
from store.records import Document, Pinpoint, Span

_MOVED = "The source has changed since: this now stands at {}"
_NEAR_ENOUGH = 55.0  # rapidfuzz's 0 to 100: below it, the nearest sentence is only another one
_KEPT = 16  # documents kept at once while a conversation is checked


@dataclass(frozen=True, slots=True)
class Place:
    """Where a quotation stands now.

    ``span`` is where it stands or, where ``change`` says that it no longer does, the passage
    nearest to it, if one is near. ``pinpoint`` is that place's, where it is not the one cited.
    """

    span: Span | None
    change: str | None = None
    exact: bool = True
    pinpoint: str | None = None


def locate(document: Document | None, citation: Citation) -> Place:
    """Finds a stored quotation in its document as it is now; none is a document that is gone."""
    if document is None or (citation.held and not document.held):
        return Place(None, REMOVED, exact=False)
    if document.held and not citation.held:
        return Place(None, HELD_SINCE, exact=False)
    span = _standing(document.text, citation)
    if span is None:
        near = _nearest(document, citation.quote)
        return Place(near, CHANGED, exact=False, pinpoint=_pinpoint(document, near))
    introduced = citation.lead_in is None or citation.lead_in in document.text
    moved = span.start != citation.start
    return Place(
        span,
        None if introduced else INTRODUCTION_CHANGED,
        pinpoint=_pinpoint(document, span) if moved else None,
    )


def _standing(text: str, citation: Citation) -> Span | None:
    """Where the quotation stands word for word, nearest to where it stood."""
    quote, cited = citation.quote, Span(citation.start, citation.end)
    if cited.of(text) == quote:
        return cited
    if not quote:
        return None
    starts = list(_occurrences(text, quote))
    if not starts:
        return None
    start = min(starts, key=lambda at: abs(at - citation.start))
    return Span(start, start + len(quote))


def _occurrences(text: str, quote: str) -> Iterator[int]:
    at = text.find(quote)
    while at != -1:
        yield at
        at = text.find(quote, at + 1)


def _nearest(document: Document, quote: str) -> Span | None:
    """The sentence most like a quotation that is gone, if one is like it."""
    spans = [sentence.span for passage in document.passages for sentence in passage.sentences]
    texts = [span.of(document.text) for span in spans]
    found = process.extractOne(quote, texts, scorer=fuzz.ratio, score_cutoff=_NEAR_ENOUGH)
    return spans[found[2]] if found else None


def _pinpoint(document: Document, span: Span | None) -> str | None:
    """The pinpoint of the sentence at a place, if a sentence begins there."""
    for passage in document.passages if span else ():
        for sentence in passage.sentences:
            if span and sentence.span.overlaps(span):
                return _label(sentence.pinpoint)
    return None


def _label(pinpoint: Pinpoint) -> str | None:
    return pinpoint.label or None


@dataclass(frozen=True, slots=True)
class Checked:
    """An answer as it stands now: its quotations at their places, and what is to be said of them.

    ``changes`` holds, by the key of a passage, what became of its source.
    """

    answer: Answer
    changes: Mapping[str, str]


def since(stored: Answer, checked: Checked) -> dict[str, str]:
    """What to say of an answer's passages, by their keys, where it is taken away as it was given.

    That is what became of a source, or where in it a quotation stands by now.
    """
    said = dict(checked.changes)
    for (passage, before), (_, now) in zip(
        _passages(stored), _passages(checked.answer), strict=True
    ):
        if now.pinpoint != before.pinpoint:
            said.setdefault(passage.key, _MOVED.format(now.pinpoint))
    return said


def _passages(answer: Answer) -> Iterator[tuple[Passage, Citation]]:
    for item in answer.citations:
        yield Passage.cited(item.number), item
    for at, item in enumerate(answer.also_read):
        yield Passage.also_read(at), item
    for at, item in enumerate(answer.not_found.nearest if answer.not_found else ()):
        yield Passage.nearest(at), item


class Standings:
    """Checks answers against the library; each quotation once a generation. Safe for threads."""

    def __init__(self, library: LibraryView) -> None:
        self._library = library
        self._lock = Lock()
        self._generation: int | None = None
        self._places: dict[Citation, Place] = {}
        self._documents: dict[str, Document | None] = {}

    def check(self, answer: Answer) -> Checked:
        """The answer with every citation at its place of today."""
        with self._lock:
            self._follow()
            changes: dict[str, str] = {}

            def now(citation: Citation, passage: Passage) -> Citation:
                place = self._place(citation)
                if place.change is not None:
                    changes[passage.key] = place.change
                return _anchored(citation, place)

            found = answer.not_found
            nearest = (
                tuple(now(item, Passage.nearest(at)) for at, item in enumerate(found.nearest))
                if found
                else ()
            )
            current = answer.model_copy(
                update={
                    "citations": tuple(
                        now(item, Passage.cited(item.number)) for item in answer.citations
                    ),
                    "also_read": tuple(
                        now(item, Passage.also_read(at)) for at, item in enumerate(answer.also_read)
                    ),
                    "not_found": found and found.model_copy(update={"nearest": nearest}),
                }
            )
            return Checked(current, changes)

    def document(self, name: str) -> Document | None:
        """A document of the library as it is now, or none when it is no longer there."""
        with self._lock:
            self._follow()
            return self._document(name)

    def _follow(self) -> None:
        generation = self._library.generation
        if generation != self._generation:
            self._generation = generation
            self._places.clear()
            self._documents.clear()

    def _place(self, citation: Citation) -> Place:
        place = self._places.get(citation)
        if place is None:
            place = self._places[citation] = locate(self._document(citation.document), citation)
        return place

    def _document(self, name: str) -> Document | None:
        if name not in self._documents:
            if len(self._documents) >= _KEPT:
                self._documents.clear()
            self._documents[name] = live_document(self._library, name)
        return self._documents[name]


def live_document(library: LibraryView, name: str) -> Document | None:
    """A document of the library, or none when it is no longer there."""
    if not any(item.document == name for item in library.documents()):
        return None
    try:
        return library.document(name)
    except (KeyError, PenholderError):
        # Retired by a refresh between the two questions.
        return None


def _anchored(citation: Citation, place: Place) -> Citation:
    """The citation at the place where its quotation stands; unmoved where it no longer does."""
    if place.span is None or not place.exact:
        return citation
    return citation.model_copy(
        update={
            "start": place.span.start,
            "end": place.span.end,
            "pinpoint": place.pinpoint or citation.pinpoint,
        }
    )
