"""Recognising questions about whole documents: which are held, a summary, what changed.

Rules over forms of asking. Whether what is named is a document at all, and which, is for
:mod:`app.answering.understanding.references` and the routes to find out; where it is none, the
question is answered as a fact.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from app.answering.recognising.asks import Asks, Recognised
from app.answering.recognising.facts import (
    DOC,
    END,
    OPENING,
    TELL,
    WHAT_IS,
    document_in,
    facts_asked,
    names_document,
)
from app.answering.recognising.lengths import length_asked, without_length

_HAVE = r"(?:have|hold|carry|bear|has|holds|contain)"
_LIBRARY = r"(?:you|we|(?:the |your |this )?(?:library|catalogue|collection)|penholder)"


class Holding(StrEnum):
    """What is asked of the library's holdings."""

    WHETHER = "whether"
    WHICH = "which"
    HOW_MANY = "how many"
    COVERING = "covering"


@dataclass(frozen=True, slots=True)
class HoldingAsked:
    """Which documents are asked about, as named."""

    holding: Holding
    documents: str


@dataclass(frozen=True, slots=True)
class SummaryAsked:
    """Of what a summary is asked for, as named, and of how many sentences."""

    document: str
    sentences: int | None


@dataclass(frozen=True, slots=True)
class ChangesAsked:
    """In which document changes are asked for, or from which to which."""

    document: str
    before: str | None = None


_ANYTHING = re.compile(r"^(?:anything|something|any material|material)\b", re.IGNORECASE)
_PLURAL = (
    r"(?:(?:[\w-]+ ){0,3}?(?:documents|briefs|records|transcripts|resolutions|drafts|forecasts"
    r"|letters|reports|statements|papers|files|texts|press releases|coverage))"
)
_HELD = (
    r"(?:held|stored|available|indexed|there|included"
    r"|in (?:the |your |this )?(?:library|catalogue|collection))"
)
_WHICH = r"(?:which|what|list|show|name|give)(?: me| us)?(?: all)?(?: the| your| of the)? "
_HOLDINGS = tuple(
    (holding, re.compile(OPENING + form + END, re.IGNORECASE))
    for holding, form in (
        (
            Holding.HOW_MANY,
            rf"{TELL}how many (?P<kind>{_PLURAL})(?P<before> .{{1,200}}?)? "
            rf"(?:do|does|did|are|have) (?:there |{_LIBRARY} )?(?:{_HAVE}|{_HELD}|got)"
            r"(?P<after> .+?)?",
        ),
        (
            Holding.WHICH,
            rf"{_WHICH}(?P<kind>{_PLURAL})(?P<before> .{{1,200}}?)?(?: that| which)? "
            rf"(?:do |does |have |has |are |is )?{_LIBRARY} (?:currently |now )?(?:{_HAVE}|got)"
            r"(?: (?:in store|there))?(?P<after> .+?)?",
        ),
        (
            Holding.WHICH,
            rf"{_WHICH}(?P<kind>{_PLURAL})(?P<before> .{{1,200}}?)?(?: that| which)? "
            rf"(?:are |is )?(?:currently |now )?{_HELD}(?P<after> .+?)?",
        ),
        (
            Holding.COVERING,
            r"(?:which|what) (?P<kind>document|documents|record|records|transcript|press release"
            r"|(?:meetings? )?coverage|brief|briefs) "
            r"(?:covers?|covered|records?|recorded|is of|is on|are on|is about|are about)"
            r"(?P<after> .+?)",
        ),
        (
            Holding.WHETHER,
            rf"(?:do|does) {_LIBRARY} (?:currently |already )?(?:hold|have)(?: got)? "
            r"(?P<documents>.{2,300}?)",
        ),
        (Holding.WHETHER, r"have you got (?P<documents>.{2,300}?)"),
        (
            Holding.WHETHER,
            r"(?:is|are) (?P<documents>.{2,300}?) (?:held|indexed|in (?:the |your |this )?"
            r"(?:library|collection))",
        ),
    )
)

_POINTS = (
    r"(?:main|key|most important|central|principal|essential) "
    r"(?:points|messages?|takeaways|ideas?|content|contents|findings|elements)"
)
_SUMMARIES = tuple(
    re.compile(OPENING + form + END, re.IGNORECASE)
    for form in (
        rf"(?:summari[sz]e|sum up|recap|condense)(?: {DOC})?",
        rf"sum {DOC} up",
        rf"(?:{WHAT_IS}|(?:give|write|make|get|show|i (?:want|need))(?: me| us)? (?:an? |the )?)?"
        rf"(?:short |brief |quick |concise |one-\w+ |executive )*"
        rf"(?:summary|gist|overview|pr[ée]cis|digest|abstract|recap|outline|synopsis)"
        rf"(?: (?:of|on|for|from) {DOC})?",
        rf"(?:tl;?\s?dr)[\s:;,.-]*{DOC}?",
        rf"{DOC}[\s,:;-]+tl;?\s?dr",
        rf"(?:{WHAT_IS}|(?:list|give|show|tell)(?: me| us)? (?:the )?)?{_POINTS} "
        rf"(?:of|in|from|made in) {DOC}",
        rf"what (?:is|was|are) {DOC} (?:all |mainly )?about",
        rf"what (?:does|did) {DOC} (?:deal with|cover|say overall|say in (?:short|brief)"
        rf"|mainly say|contain)",
    )
)
_CHANGED = (
    r"(?:changed?|changes|been (?:changed|edited|amended|corrected|updated|altered|revised|added))"
)
_CHANGES = tuple(
    re.compile(OPENING + TELL + form + END, re.IGNORECASE)
    for form in (
        rf"what (?:has |have |was |is |were )?(?:been )?(?:changed|different|new|added|edited"
        rf"|amended|updated|altered|revised)(?: in the text)? (?:between|from) "
        rf"(?P<before>.{{2,200}}?) (?:and|to) {DOC}",
        rf"what (?:has |have |was |is |were )?(?:been )?(?:changed|different|new|added|edited"
        rf"|amended|updated|altered|revised)(?: in the text)? (?:in|of|to|about) {DOC}"
        r"(?: (?:compared (?:with|to)|since|against|relative to|over|from) "
        r"(?P<before>.{2,200}?))?",
        rf"(?:what (?:is|are|were) )?(?:the )?(?:changes|edits|amendments|differences?|revisions)"
        rf"(?: made)? (?:between|from) (?P<before>.{{2,200}}?) (?:and|to) {DOC}",
        rf"(?:what (?:are|were) )?(?:the )?(?:changes|edits|revisions)(?: made)? (?:in|of|to) {DOC}"
        rf"(?: (?:compared (?:with|to)|since|against|from) (?P<before>.{{2,200}}?))?",
        rf"how (?:do|did|are) (?P<before>.{{2,200}}?) and {DOC} (?:differ(?:ent)?|compare)"
        rf"(?: from each other)?",
        rf"how (?:has|have|did|does|do|is) {DOC} (?:{_CHANGED}|differ(?:ent)?)"
        rf"(?: (?:from|since|compared (?:with|to)) (?P<before>.{{2,200}}?))?",
        rf"(?:has|have|was|were|did) {DOC} {_CHANGED}"
        rf"(?: (?:since|after|from) (?P<before>.{{2,200}}?))?",
        rf"compare {DOC} (?:and|with|to) (?P<before>.{{2,200}}?)",
    )
)
_OF_TWO = re.compile(r"\b(?:compare[ds]?|differ(?:ent|ences?|s)?)\b", re.IGNORECASE)
_ANY_ONE = re.compile(r"^an?\s", re.IGNORECASE)


def recognise_document(text: str) -> Recognised | None:
    """A summary, changes, a fact about a document, or what is held."""
    if summary_asked(text) is not None:
        return Recognised(Asks.SUMMARY)
    if changes_asked(text) is not None:
        return Recognised(Asks.CHANGES)
    if holding_asked(text) is not None or facts_asked(text):
        return Recognised(Asks.METADATA)
    return None


def holding_asked(text: str) -> HoldingAsked | None:
    """What is asked of the holdings, or none."""
    for holding, pattern in _HOLDINGS:
        match = pattern.match(text)
        if match is None:
            continue
        if holding is Holding.WHETHER:
            named = _ANYTHING.sub("documents", match["documents"])
            return HoldingAsked(holding, named) if names_document(named) else None
        groups = match.groupdict()
        parts = (groups.get(name) or "" for name in ("kind", "before", "after"))
        return HoldingAsked(holding, " ".join(" ".join(parts).split()))
    return None


def summary_asked(text: str) -> SummaryAsked | None:
    """Of what a summary is asked for; none where it is of no document ("Russia's position")."""
    bare, sentences = without_length(text), length_asked(text).sentences
    for pattern in _SUMMARIES:
        match = pattern.match(bare)
        if match is None:
            continue
        if not match["doc"]:
            return SummaryAsked(match["context"] or "", sentences)
        document = document_in(match)
        return None if document is None else SummaryAsked(document, sentences)
    return None


def changes_asked(text: str) -> ChangesAsked | None:
    """In what changes are asked for; none where it is no document."""
    for pattern in _CHANGES:
        match = pattern.match(text)
        if match is None:
            continue
        document, before = document_in(match), match["before"]
        if document is None and before and names_document(before):
            document = match["doc"]
        # "A press statement" is a kind of document, and no document.
        if document is None or _ANY_ONE.match(document) or _ANY_ONE.match(before or ""):
            return None
        # The arguments of two States at a meeting are compared, and no documents.
        if before and _OF_TWO.search(text):
            both = names_document(before) and names_document(document)
            return ChangesAsked(document, before) if both else None
        return ChangesAsked(document, before)
    return None
