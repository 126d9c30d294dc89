"""What a catalogue card may answer: facts of the very document that it describes, and no more.

A card is our own description of a document that is not held. When a document was adopted, by what
vote, at which meeting, who made a statement: that it may state where it is asked of this document.
To anything else, and to what the document says, a card is at most related.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from app.answering.finding.features import present
from app.answering.finding.reading import ReadPassage
from app.answering.finding.view import QuestionView
from app.answering.terms.words import AnswerType, stems_of
from store.library import DocumentSummary
from store.records import Kind
from store.symbols import same_document

_ON_THE_SUBJECT = 0.6
"""The share, by rarity, of what the question is about that a card has which is on its subject."""
_ASKED_FOR = re.compile(r"\b(?:how|which|what)\s(?P<noun>[\w-]+)", re.IGNORECASE)
# One document of a kind, not several: "which resolutions did he cite" is asked of his speech.
_ONE = r"\b(?:the|a|an|any|this|that|which|what|whose|its)\s(?:[\w’'()/.-]+\s){0,5}?"
_NOUNS: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.BRIEF: r"brief",
        Kind.FORECAST: r"(?:monthly )?forecast",
        Kind.RECORD: r"(?:verbatim |meeting |official )?record|transcript",
        Kind.RESOLUTION: r"resolution",
        Kind.DRAFT: r"draft(?: resolution)?",
        Kind.PRESIDENTIAL_STATEMENT: r"presidential statement|prst",
        Kind.PRESS_STATEMENT: r"press statement|statement to the press",
        Kind.MEETINGS_COVERAGE: r"press release|(?:meetings? )?coverage",
        Kind.LETTER: r"letter|concept (?:note|paper)",
        Kind.REPORT: r"report",
        Kind.STATEMENT: r"(?:statement|remarks|speech)",
    }
)
_ITS_MEETING = re.compile(rf"{_ONE}(?:meeting|debate|session|briefing)\b", re.IGNORECASE)
_WHO_SPOKE = re.compile(
    r"\bwho(?:m|se)?\b.{0,60}\b(?:spoke|speaks|represent\w{0,3}|deliver\w{0,3}|made)\b",
    re.IGNORECASE,
)
_OF_WHAT_IT_SAYS = re.compile(
    r"\b(?:say|says|said|state|states|require[sd]?|decide[sd]?|demand(?:s|ed)?|call(?:s|ed)? for"
    r"|call(?:s|ed)? (?:on|upon)|ask(?:s|ed)?|request(?:s|ed)?|mention(?:s|ed)?|propose[sd]?"
    r"|encourage[sd]?|urge[sd]?|condemn(?:s|ed)?|welcome[sd]?|contain(?:s|ed)?|provide[sd]? for"
    r"|describe[sd]?|cite[sd]?|quote[sd]?|tell|tells|told|explain(?:s|ed)?|argue[sd]?"
    r"|paragraphs?|why)\b",
    re.IGNORECASE,
)


def may_state(view: QuestionView, symbols: Sequence[str], card: DocumentSummary) -> bool:
    """Whether the question, which names these symbols, asks a fact of the card's own document."""
    text = view.text
    if _OF_WHAT_IT_SAYS.search(text):
        return False
    if card.symbol and any(same_document(symbol, card.symbol) for symbol in symbols):
        return True
    if card.kind is Kind.STATEMENT and _WHO_SPOKE.search(text):
        return True
    if card.kind is Kind.RECORD and view.answer_type is AnswerType.DATE:
        return _ITS_MEETING.search(text) is not None
    noun = _NOUNS.get(card.kind)
    return noun is not None and re.search(rf"{_ONE}(?:{noun})\b", text, re.IGNORECASE) is not None


def is_on_the_subject(view: QuestionView, card: ReadPassage) -> bool:
    """Whether a card has most of what the question is about; what it asks for ("which country",
    "how many") is no part of that.
    """
    document = card.stored.document
    stems = stems_of(f"{document.title}\n{document.symbol or ''}\n{card.stored.text}")
    asked = {match.span("noun") for match in _ASKED_FOR.finditer(view.text)}
    about = [w for w in view.content if (w.span.start, w.span.end) not in asked]
    whole = sum(view.rarity[word.stem] + 0.1 for word in about)
    here = sum(view.rarity[word.stem] + 0.1 for word in about if present(view, word, stems))
    return bool(about) and here >= _ON_THE_SUBJECT * whole
