"""Example questions for an empty page, drawn from the library and each one really answered."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from app.answering.answer import Answer, Confidence, Outcome
from store.library import Library
from store.records import Document, Kind

_SHOWN = 4
_NEWEST = 3


def example_questions(library: Library, ask: Callable[[str], Answer]) -> tuple[str, ...]:
    """Up to four questions about the newest documents held that the library does answer."""
    held = [s for s in library.documents() if s.held and s.kind is not Kind.GLOSSARY]
    newest = sorted(held, key=lambda s: (s.date is not None, s.date), reverse=True)[:_NEWEST]
    chosen: list[str] = []
    for summary in newest:
        for question in _candidates(library.document(summary.document)):
            if len(chosen) == _SHOWN:
                return tuple(chosen)
            if question not in chosen and _states(ask(question)):
                chosen.append(question)
    return tuple(chosen)


def _states(answer: Answer) -> bool:
    """Whether it really answers: what is only related is no example to begin with."""
    return answer.outcome is Outcome.ANSWERED and answer.confidence is Confidence.STATED


def _candidates(document: Document) -> Iterator[str]:
    """Questions that the document's own names, symbols and short forms suggest."""
    if document.event_date:
        yield "When does the meeting take place?"
    yield "Who will brief the Council?"
    for symbol in document.cites[:1]:
        yield f"What is {symbol}?"
    for alias in document.aliases:
        yield f"What is said about the {alias.short}?"
