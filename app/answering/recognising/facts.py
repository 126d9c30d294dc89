"""Recognising questions for a fact about a document as such: its date, its symbol, its author.

Rules over forms of asking. Whether what is named is a document of the library is for
:mod:`app.answering.understanding.references` to find out; where it is none, the question is
answered as a fact.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType

from app.answering.recognising.asks import CONNECTIVES

OPENING = CONNECTIVES + r"(?:(?:can|could|would|will) you (?:please )?)?(?:please )?"
TELL = r"(?:(?:tell|show|give|get)(?: me| us)? |find(?: me| us)? |say |do you know )?"
END = r"[\s?!.]*(?: \((?P<context>.{1,300})\))?[\s?!.]*$"
"""A follow-up has what it points at behind it, in brackets."""
DOC = r"(?P<doc>.{1,300}?)"
WHAT_IS = r"(?:what(?:[’']s| is| was| are| were) )?the "

# "The meeting that adopted resolution 2396" is not that resolution.
_CLAUSE = re.compile(r"\S\s.*\b(?:that|which|who|whose|where)\b", re.IGNORECASE)
_NAMES_DOCUMENT = re.compile(
    r"\b(?:briefs?|forecasts?|records?|transcripts?|resolutions?|drafts?|letters?|reports?"
    r"|statements?|documents?|coverage|press releases?|text|paper|meeting|mtg)\b|/\d|\bPV\b",
    re.IGNORECASE,
)
_POINTS_AT = re.compile(r"^\W*(?:it|this|that|this one|that one)\W*$", re.IGNORECASE)


class Fact(StrEnum):
    """A fact that the catalogue may know of a document, in the words in which it is said."""

    TITLE = "title"
    DATE = "date"
    SYMBOL = "symbol"
    KIND = "kind"
    AUTHOR = "author"
    PUBLISHER = "publisher"
    SESSION = "session"
    MEETING = "meeting"
    PRESIDENT = "presiding officer"
    LANGUAGE = "original language"
    PAGES = "number of pages"
    AGENDA_ITEM = "agenda item"
    ADDRESS = "address"
    PAGE = "page"


@dataclass(frozen=True, slots=True)
class FactAsked:
    """Which fact of which document, as named; ``page`` is the one whose content is asked for, and
    ``verb`` says what is asked to have happened on a day.
    """

    fact: Fact
    document: str
    page: int | None = None
    verb: str | None = None


_DATED = (
    r"(?:first )?(?P<verb>posted|published|issued|released|adopted|held|dated|written|sent"
    r"|circulated|delivered|signed|submitted|put out|made public)"
)
_HAVE = r"(?:have|hold|carry|bear|has|holds|contain)"
_NUMBERED_PAGE = r"page (?P<page>\d{1,4})"
_WHICH = r"(?:which|what)"
_MADE = (
    r"(?:wrote|written|authored|co-?authored|drafted|sponsored|co-?sponsored|submitted|sent"
    r"|signed|prepared|compiled|tabled)"
)
_MAKERS = r"(?:authors?|co-?authors?|sponsors?|co-?sponsors?|signator(?:y|ies)|senders?|writers?)"
_STATES = rf"{_WHICH} (?:countries|states|members|delegations?|country|state)"

_FORMS: Mapping[Fact, tuple[str, ...]] = MappingProxyType(
    {
        Fact.PAGE: (
            rf"(?:what (?:does|did) )?{_NUMBERED_PAGE} of {DOC}"
            r"(?: (?:say|state|contain|show|tell us))?",
            r"what (?:is|does it say|do they say|stands|can be read) (?:printed )?on "
            rf"{_NUMBERED_PAGE} of {DOC}",
            rf"what does {DOC} (?:say|state) on {_NUMBERED_PAGE}",
        ),
        Fact.TITLE: (
            rf"{WHAT_IS}(?:full |exact |official )?(?:title|heading) (?:of|for) {DOC}",
            rf"(?:what is|how is) {DOC} (?:called|titled|entitled)",
        ),
        Fact.DATE: (
            rf"{WHAT_IS}(?:exact )?(?:date|day) (?:of|on) {DOC}",
            rf"when (?:was|were|is) {DOC} {_DATED}",
            rf"(?:on )?{_WHICH} (?:date|day) (?:was|is) {DOC} {_DATED}",
            rf"when did {DOC} (?P<verb>take place|come out|appear)",
            rf"{_WHICH} (?:date|day) is {DOC} (?:from|of)",
            rf"(?:from|of) {_WHICH} (?:date|day) is {DOC}",
            rf"what (?:date|day) does {DOC} {_HAVE}",
        ),
        Fact.SYMBOL: (
            rf"{WHAT_IS}(?:official |un |document |united nations )*"
            rf"(?:symbol|document number) (?:of|for) {DOC}",
            rf"{_WHICH} (?:un |document )?symbol does {DOC} {_HAVE}",
        ),
        Fact.KIND: (
            rf"what (?:kind|type|sort) of (?:a )?(?:document|text|source|thing|paper) is {DOC}",
        ),
        Fact.PUBLISHER: (
            rf"who (?:has )?(?:published|issued|posted|released) {DOC}",
            rf"(?:who (?:is|was) (?:the )?|{WHAT_IS})publisher of {DOC}",
        ),
        Fact.AUTHOR: (
            rf"(?:who|{_STATES}) (?:has |have )?{_MADE} {DOC}",
            rf"(?:who (?:is|are|was|were) (?:the )?|{WHAT_IS}){_MAKERS} of {DOC}",
            rf"by whom (?:was|is) {DOC} {_MADE}",
            rf"who is {DOC} (?:from|by)",
        ),
        Fact.SESSION: (
            rf"(?:in |of |to )?{_WHICH} session (?:is|was|does|did) {DOC}"
            r"(?: (?:from|in|of|belong to|issued|held|part of))?",
            rf"{WHAT_IS}session of {DOC}",
        ),
        Fact.MEETING: (
            rf"{_WHICH} meeting (?:does|did|is) {DOC} "
            r"(?:record|cover|of|about|report(?: on)?|from)",
            rf"(?:at |in ){_WHICH} meeting (?:was|is) {DOC} (?:adopted|delivered|made|recorded)",
            rf"{WHAT_IS}(?:number of the meeting|meeting(?:[’']s)? number) (?:of|in|for) {DOC}",
        ),
        Fact.PRESIDENT: (
            rf"who (?:was |is |has )?(?:presided|presiding|presides|chaired|chairing)"
            rf"(?: over| at| in)? {DOC}",
            r"who (?:was|is) (?:the )?(?:president|presiding officer|chair|in the chair) "
            rf"(?:of|at|in|for|during) {DOC}",
        ),
        Fact.LANGUAGE: (
            rf"(?:in )?{_WHICH} (?:original )?language (?:is|was) {DOC}"
            r"(?: (?:originally )?(?:written|drafted|issued|composed|submitted|sent))?(?: in)?",
            rf"{WHAT_IS}(?:original )?language of {DOC}",
        ),
        Fact.PAGES: (
            rf"how many pages (?:does|do|has|are in|are there in|is) {DOC}"
            r"(?: (?:have|has|contain|run to|long|got|comprise))?",
            rf"how many pages long is {DOC}",
            rf"{WHAT_IS}(?:page count|number of pages) (?:of|in) {DOC}",
        ),
        Fact.AGENDA_ITEM: (
            rf"(?:under )?{_WHICH} agenda item (?:is|was|does|did) {DOC}"
            r"(?: (?:issued|held|considered|discussed|circulated|under|fall under|come under"
            r"|belong to))?",
            rf"{WHAT_IS}agenda(?: item)? (?:of|for) {DOC}",
        ),
        Fact.ADDRESS: (
            rf"{WHAT_IS}(?:link|url|web ?address|web ?page|source) (?:of|to|for) {DOC}",
            rf"where can (?:i|we|one) (?:find|read|get|download|see) {DOC}(?: online)?",
        ),
    }
)
_PATTERNS = tuple(
    (fact, re.compile(OPENING + TELL + form + END, re.IGNORECASE))
    for fact, forms in _FORMS.items()
    for form in forms
)


# "When was the brief published, and by whom?": what stands behind asks one thing more of it.
_SECOND = re.compile(
    r"^(?P<first>.+?),? and (?P<second>by whom|when|(?:what (?:is|are|was) )?its \S.{0,40}?"
    r"|(?:who|what|which|when|where|in what|in which) .{1,60}?\b(?:it|this|they)\b.{0,40}?)"
    rf"(?P<end>{END})",
    re.IGNORECASE,
)
_ITS = re.compile(r"^(?:what (?:is|are|was) )?its (?P<what>.+)", re.IGNORECASE)


def fact_asked(text: str) -> FactAsked | None:
    """The fact asked for, or none where no document seems to be named."""
    for fact, pattern in _PATTERNS:
        match = pattern.match(text)
        document = document_in(match) if match else None
        if match and document is not None:
            page = int(match["page"]) if fact is Fact.PAGE else None
            return FactAsked(fact, document, page, match.groupdict().get("verb"))
    return None


def facts_asked(text: str) -> tuple[FactAsked, ...]:
    """The facts asked for of one document, one or two; none where no document seems to be named,
    or the second is no such fact."""
    two = _SECOND.match(text)
    if two is None:
        asked = fact_asked(text)
        return (asked,) if asked else ()
    first = fact_asked(two["first"] + two["end"])
    second = _second(first, two["second"]) if first else None
    return (first, second) if first and second else ()


def _second(first: FactAsked, words: str) -> FactAsked | None:
    """What is asked of the same document besides."""
    verb = first.verb or ("written" if first.fact is Fact.AUTHOR else "published")
    short = {"by whom": f"who {verb} it", "when": f"when was it {verb}"}
    asked = fact_asked(short.get(words.casefold(), _ITS.sub(r"what is the \g<what> of it", words)))
    # The pronoun must be the document itself.
    if asked is None or not _POINTS_AT.match(asked.document):
        return None
    return replace(asked, document=first.document)


def document_in(match: re.Match[str]) -> str | None:
    """The document as a question names it, or what a follow-up's pronoun points at."""
    named = str(match["doc"]).strip()
    if _POINTS_AT.match(named):
        return match["context"] or named
    return named if _CLAUSE.search(named) is None and names_document(named) else None


def names_document(text: str) -> bool:
    """Whether a phrase has a word for a document, or a symbol."""
    return _NAMES_DOCUMENT.search(text) is not None
