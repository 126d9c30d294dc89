"""Saying that the documents do not answer: what is missing, and which document would hold it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from app.answering.answer import Citation, NotFound, Pointer
from app.answering.choosing import Choice
from app.answering.features import covered
from app.answering.reading import ReadPassage
from app.answering.view import QuestionView
from app.answering.words import AnswerType, offers, stems_of
from store.library import DocumentSummary, Library
from store.records import Kind
from store.symbols import find_symbols, official_url, same_document

_MOST_POINTERS = 3


def not_found(
    library: Library,
    view: QuestionView,
    choice: Choice,
    *,
    asked_of: Sequence[str],
    cards: Sequence[ReadPassage],
    nearest: tuple[Citation, ...],
    filtered: bool,
) -> NotFound:
    """What to say instead of an answer.

    ``asked_of`` are symbols that the question names; ``filtered`` says that only a part of the
    library was looked at.
    """
    held = sum(1 for s in library.documents() if s.held and s.kind is not Kind.GLOSSARY)
    documents = "the one document held" if held == 1 else f"the {held} documents held"
    scope = f"what the filters leave of {documents}" if filtered else documents
    return NotFound(
        reason=_reason(scope, view, choice),
        missing=choice.missing,
        would_be_in=_pointers(library, view, asked_of, cards, nearest),
        nearest=nearest,
    )


def _reason(scope: str, view: QuestionView, choice: Choice) -> str:
    if not choice.ranked:
        return f"There is nothing on this in {scope}."
    if choice.missing:
        names = _listed(f"“{name}”" for name in choice.missing)
        return f"What comes nearest in {scope} does not mention {names}."
    top = [scored.sentence.text for scored in choice.ranked[:3]]
    wanted = view.answer_type
    if wanted is not AnswerType.ANY and not any(offers(t, wanted, view.stems) for t in top):
        return f"No sentence in {scope} gives a {wanted.value} for this."
    return f"No sentence in {scope} states an answer to this."


def _listed(items: Iterable[str]) -> str:
    *before, last = items
    return f"{', '.join(before)} or {last}" if before else last


def _pointers(
    library: Library,
    view: QuestionView,
    asked_of: Sequence[str],
    cards: Sequence[ReadPassage],
    nearest: Sequence[Citation],
) -> tuple[Pointer, ...]:
    """Documents named in the question, then cards that cover more of it than the nearest
    quotations do, then what those quotations cite. Each once, the most useful first.
    """
    summaries = library.documents()
    pointers = [_pointer(symbol, summaries) for symbol in asked_of]
    said = stems_of(" ".join(citation.quote for citation in nearest))
    threshold = covered(view, said)
    pointers += [
        pointer_to(card.stored.document)
        for card in cards
        if covered(view, stems_of(f"{card.stored.document.title} {card.stored.text}")) > threshold
    ]
    for citation in nearest:
        pointers += [_pointer(found.symbol, summaries) for found in find_symbols(citation.quote)]
    unique = {pointer.symbol or pointer.title: pointer for pointer in reversed(pointers)}
    return tuple(reversed(unique.values()))[:_MOST_POINTERS]


def _pointer(symbol: str, summaries: Sequence[DocumentSummary]) -> Pointer:
    for summary in summaries:
        if summary.symbol and same_document(symbol, summary.symbol):
            return pointer_to(summary)
    return Pointer(symbol=symbol, title=symbol, url=official_url(symbol), held=False)


def pointer_to(summary: DocumentSummary) -> Pointer:
    """A document of the library as what would hold something."""
    return Pointer(symbol=summary.symbol, title=summary.title, url=summary.url, held=summary.held)
