"""Saying that the documents do not answer: what is missing, and which document would hold it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from app.answering.answer import Citation, NotFound, Pointer
from app.answering.deciding.outcomes import asks_for_outcome
from app.answering.finding.features import covered
from app.answering.finding.reading import ReadPassage, ReadSentence
from app.answering.finding.view import QuestionView
from app.answering.quoting.timing import meetings_foreseen
from app.answering.terms.words import TITLES, AnswerType, offers, stems_of, words_of
from app.answering.weighing.choosing import Choice
from app.answering.weighing.vetoes import Fault
from app.answering.weighing.wanting import years_in
from store.library import DocumentSummary, Library
from store.printing import listed
from store.records import Kind
from store.symbols import find_symbols, official_url, same_document

_MOST_POINTERS = 3
_ON_THE_SUBJECT = 0.6
"""The share of the question's meaning that a sentence has which is on its subject."""
_OF_A_MEETING = re.compile(
    r"\b(?:say|says|said|state[sd]?|speak|spoke|argue[sd]?|propose[sd]?|vote[sd]?|decide[sd]?"
    r"|decisions?|adopt(?:s|ed)?|agree[sd]?|outcomes?|happen(?:s|ed)?|held|take place|took place"
    r"|brief(?:s|ed)?|speakers?|attend(?:s|ed)?|preside[sd]?|object(?:s|ed)?|announce[sd]?"
    r"|start(?:s|ed)?|begin|began|end(?:s|ed)?|rose|close[sd]?)\b",
    re.IGNORECASE,
)
_LACKING = {
    Fault.ANOTHER: "is about another body, State, person or text than the question",
    Fault.ANOTHER_YEAR: "is about another year than the question",
    Fault.ANOTHER_SPEAKER: "has the words of another speaker than the question",
}


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
    choice = replace(choice, missing=unmentioned(choice.missing, nearest))
    return NotFound(
        reason=_reason(held, view, choice, filtered=filtered),
        missing=choice.missing,
        would_be_in=_pointers(library, view, choice, asked_of, cards),
        nearest=nearest,
    )


def unmentioned(names: Sequence[str], quotations: Sequence[Citation]) -> tuple[str, ...]:
    """Those of the names of which none of these quotations, their speakers or their documents'
    titles has every word, but for titles.
    """
    shown = [stems_of(f"{c.quote}\n{c.pinpoint}\n{c.title}\n{c.symbol or ''}") for c in quotations]

    def is_shown(name: str) -> bool:
        own = {w.stem for w in words_of(name) if w.content and w.text.lower() not in TITLES}
        return bool(own) and any(own <= stems for stems in shown)

    return tuple(name for name in names if not is_shown(name))


def _reason(held: int, view: QuestionView, choice: Choice, *, filtered: bool) -> str:
    documents = "the one document held" if held == 1 else f"the {held} documents held"
    scope = f"what the filters leave of {documents}" if filtered else documents
    if not choice.ranked:
        return f"There is nothing on this in {scope}."
    if choice.missing:
        names = listed((f"“{name}”" for name in choice.missing), "or")
        if held == 1 or filtered:
            return f"{scope[0].upper()}{scope[1:]} does not mention {names} in this connection."
        return f"None of {documents} mentions {names} in this connection."
    top = [scored.sentence.text for scored in choice.ranked[:3]]
    if asks_for_outcome(view.text):
        return f"No sentence in {scope} says whether that is to be expected."
    if choice.objections:
        fault = choice.objections[0].fault
        return f"The nearest sentence in {scope} {_LACKING.get(fault, fault.value)}."
    wanted = view.answer_type
    if wanted is not AnswerType.ANY and not any(offers(t, wanted, view.stems) for t in top):
        return f"No sentence in {scope} gives a {wanted.value} for this."
    if covered(view, stems_of(top[0])) >= _ON_THE_SUBJECT:
        return f"What comes nearest in {scope} is on this subject, and does not give what is asked."
    return f"No sentence in {scope} states an answer to this."


def _pointers(
    library: Library,
    view: QuestionView,
    choice: Choice,
    asked_of: Sequence[str],
    cards: Sequence[ReadPassage],
) -> tuple[Pointer, ...]:
    """Documents named in the question; the record of the meeting that the nearest sentence only
    foresees, where it is asked what came to pass there; cards that cover more of the question than
    the nearest sentences do; and what these cite. Each once, the most useful first.
    """
    summaries = library.documents()
    nearest = [scored.sentence for scored in choice.ranked[:_MOST_POINTERS]]
    pointers = [pointer_named(symbol, summaries) for symbol in asked_of]
    if nearest and _OF_A_MEETING.search(view.text):
        pointers += map(pointer_to, _records(library, view, nearest[0]))
    pointers += [pointer_to(card.stored.document) for card in _fuller(view, cards, nearest)]
    for sentence in nearest:
        cited = find_symbols(sentence.text)
        pointers += [pointer_named(found.symbol, summaries) for found in cited]
    unique: dict[str, Pointer] = {}
    for pointer in pointers:
        unique.setdefault(pointer.symbol or pointer.title, pointer)
    return tuple(unique.values())[:_MOST_POINTERS]


def _records(
    library: Library, view: QuestionView, nearest: ReadSentence
) -> Sequence[DocumentSummary]:
    """The records of the meeting that the nearest sentence's document foresees, where the question
    gives no other year.
    """
    asked = years_in(view.text)
    found = meetings_foreseen(nearest, library)
    return [s for s in found if s.date and (not asked or str(s.date.year) in asked)]


def _fuller(
    view: QuestionView, cards: Sequence[ReadPassage], nearest: Sequence[ReadSentence]
) -> list[ReadPassage]:
    """The cards that cover more of the question than the nearest sentences, the fullest first; of
    another year than the question's none.
    """
    least = covered(view, stems_of(" ".join(sentence.text for sentence in nearest)))
    asked = years_in(view.text)
    fuller = []
    for card in cards:
        document = card.stored.document
        words = f"{document.title} {card.stored.text}"
        share = covered(view, stems_of(words))
        years = years_in(words) | ({str(document.date.year)} if document.date else set())
        if share > least and not (asked and years and not asked & years):
            fuller.append((share, card))
    return [card for _, card in sorted(fuller, key=lambda one: -one[0])]


def pointer_named(symbol: str, summaries: Sequence[DocumentSummary]) -> Pointer:
    """The document of that symbol, in the library or not, as what would hold something."""
    for summary in summaries:
        if summary.symbol and not summary.is_part and same_document(symbol, summary.symbol):
            return pointer_to(summary)
    return Pointer(symbol=symbol, title=symbol, url=official_url(symbol), held=False)


def pointer_to(summary: DocumentSummary) -> Pointer:
    """A document of the library as what would hold something."""
    url = summary.url or (official_url(summary.symbol) if summary.symbol else None)
    return Pointer(symbol=summary.symbol, title=summary.title, url=url, held=summary.held)
