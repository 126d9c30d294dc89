"""Recognising questions whose answer has a shape of its own: yes or no, a list, the positions of
several compared, a course of events, the words that somebody spoke.

Rules over forms of asking. Whether those asked about are States, persons or bodies that take
positions is for the routes to find out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.answering.recognising.asks import CONNECTIVES, Asks, Recognised
from app.answering.terms.demonyms import state_of
from app.answering.terms.parties import party_of
from store.countries import find_state
from store.symbols import find_symbols

_ASKED_TO_TELL = r"(?:(?:can|could|would|will) you (?:please )?(?:tell me |say |show me |find )?)?"
_ON = (
    r"(?:about|on|upon|over|regarding|concerning|as to|towards?|with (?:regard|respect) to"
    r"|in relation to|when it comes to)"
)
_END = r"[\s?!.]*$"
_EXACTLY = (
    r"(?:exactly|precisely|literally|actually|verbatim|word for word|in (?:its|his|her|their)"
)
_EXACTLY += r" own words)"
_SAY = (
    r"(?:say|said|state|stated|tell(?: the \w+)?|told(?: the \w+)?|argue|argued|declare|declared"
    r"|remark|remarked|claim|claimed|maintain|maintained|think|thought|believe|believed|comment"
    r"|stress|stressed|emphasi[sz]e|emphasi[sz]ed|propose|object|write|wrote)"
)
_POSITIONS = r"(?:positions?|views?|stances?|opinions?|attitudes?|statements?|remarks|arguments?)"
_WORDS = r"(?:(?:exact|precise|own|very|actual|literal) words|exact wording)"

_QUOTATIONS = tuple(
    re.compile(CONNECTIVES + _ASKED_TO_TELL + pattern, re.IGNORECASE)
    for pattern in (
        rf"what(?P<exact> {_EXACTLY})? (?:did|does|do|has|have|had) (?P<who>.{{2,80}}?)"
        rf"(?P<exact2> {_EXACTLY})? {_SAY}(?P<exact3> {_EXACTLY})?"
        rf"(?: (?:{_ON}|of|to) (?P<topic>.+?))?{_END}",
        rf"what (?P<who>.{{2,80}}?)(?P<exact> {_EXACTLY})? {_SAY}(?P<exact2> {_EXACTLY})?"
        rf" {_ON} (?P<topic>.+?){_END}",
        rf"(?P<exact>quote) (?:what )?(?P<who>.{{2,80}}?)(?: (?:said|says|stated))? {_ON}"
        rf" (?P<topic>.+?){_END}",
        rf"(?:what (?:is|was|are|were) |quote |give (?:me |us )?)?the (?P<exact>{_WORDS}) "
        rf"(?:of|by|from) (?P<who>.{{2,80}}?) {_ON} (?P<topic>.+?){_END}",
        rf"(?:what (?:is|was|are|were) |quote |give (?:me |us )?)(?P<who>.{{2,80}}?)[’']s? "
        rf"(?P<exact>{_WORDS}) {_ON} (?P<topic>.+?){_END}",
        rf"what (?:is|was|are|were) (?P<who>.{{2,80}}?)[’']s? {_POSITIONS} "
        rf"(?:{_ON}|of|to) (?P<topic>.+?){_END}",
        rf"what (?:is|was|are|were) the {_POSITIONS} (?:of|by|taken by) (?P<who>.{{2,80}}?) "
        rf"{_ON} (?P<topic>.+?){_END}",
    )
)
# "The Dutch position": whose it is, an adjective says.
_POSITION_OF = re.compile(
    CONNECTIVES
    + _ASKED_TO_TELL
    + r"what (?:is|was|are|were) the (?P<who>[\w-]{2,30}(?: [\w-]{2,30})?) "
    rf"{_POSITIONS} (?:{_ON}|of|to) (?P<topic>.+?){_END}",
    re.IGNORECASE,
)
# What a document says is a fact of it; only who speaks has words.
_DOCUMENT = re.compile(
    r"\b(?:briefs?|notes?|reports?|resolutions?|statements?|records?|documents?|letters?|articles?"
    r"|texts?|paragraphs?|drafts?|charter|glossary|forecasts?|coverage|press release|catalogue"
    r"|annex|sections?|agenda|papers?|treat(?:y|ies)|agreements?|conventions?|page)\W*$",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"\b(?:that|which|who|whom|where|when|if|whether|and)\b", re.IGNORECASE)
_MOST_WORDS_OF_A_NAME = 7
_NOBODY = re.compile(
    r"^(?:it|this|that|these|those|they|we|you|i|he|she|one|people|anyone|somebody|someone|others"
    r"|everyone|the others|there)$",
    re.IGNORECASE,
)

_COMPARED = r"(?P<parties>.{3,160}?)"
_COMPARISONS = tuple(
    re.compile(CONNECTIVES + _ASKED_TO_TELL + pattern, re.IGNORECASE)
    for pattern in (
        rf"(?:how|where|in what (?:way|respect)s?) (?:do|did|does) {_COMPARED}"
        rf"(?: {_POSITIONS})? {_ON} (?P<topic>.+?) "
        rf"(?:differ|disagree|diverge|compare|agree|clash|part ways)"
        rf"(?: (?:from|with) (?:each other|one another))?{_END}",
        rf"(?:how|where|in what (?:way|respect)s?|on what|why) (?:do|did|does|have|has|would) "
        rf"{_COMPARED} (?:differ(?:ed)?|disagree[d]?|diverge[d]?|compare[d]?|agree[d]?|clash(?:ed)?"
        rf"|part ways)(?: (?:from each other|with each other|with one another))?"
        rf"(?: (?:{_ON}|in) (?P<topic>.+?))?{_END}",
        rf"(?:do|did|does|have|has) {_COMPARED} (?:differ|disagree|agree|diverge)(?:d)?"
        rf" (?:{_ON}|in) (?P<topic>.+?){_END}",
        rf"(?:compare|contrast)(?: and contrast)? (?:the )?{_POSITIONS} (?:of|taken by|held by) "
        rf"{_COMPARED} {_ON} (?P<topic>.+?){_END}",
        rf"(?:compare|contrast)(?: and contrast)? (?:what )?{_COMPARED}(?:[’']s?)?"
        rf"(?: {_POSITIONS})?(?: (?:said|say))? {_ON} (?P<topic>.+?){_END}",
        rf"(?:what (?:is|are|was|were) )?(?:the )?(?:differing |different |respective )?"
        rf"{_POSITIONS} (?:of|taken by|held by) {_COMPARED} {_ON} (?P<topic>.+?){_END}",
        rf"(?:what (?:is|are|was|were) )?the (?:main )?(?:differences?|divisions?|disagreements?"
        rf"|divergences?) (?:between|among) {_COMPARED} {_ON} (?P<topic>.+?){_END}",
        rf"what (?:did|do|does) {_COMPARED} {_SAY} {_ON} (?P<topic>.+?){_END}",
    )
)
_PARTED = re.compile(
    r"\s*(?:,(?:\s*and\b)?|;|&|/|\b(?:and|or|versus|vs\.?|as opposed to|compared (?:to|with)|with"
    r"|to|from|than)\b)\s*",
    re.IGNORECASE,
)
_POSSESSIVE = re.compile(rf"[’']s?$|(?:[’']s?)? {_POSITIONS}$", re.IGNORECASE)
_HELD_BEFORE = re.compile(rf"^(?:the )?{_POSITIONS} (?:of|by) ", re.IGNORECASE)

_TIMELINE = re.compile(
    CONNECTIVES + _ASKED_TO_TELL + r"(?:"
    r"(?:give|show|make|draw|build|write|what (?:is|was))?(?: me| us)?\s?(?:an? |the )?"
    r"(?:brief |short |full )?(?:time-?line|chronology|sequence of events|course of events)\b"
    r"|what (?:is|was) the (?:recent |past )?history of\b"
    r"|(?:the |a )?(?:brief |short )?history of\b"
    r"|(?:list|name|give|what (?:are|were)) (?:me )?the (?:main |key )?(?:events|developments|steps"
    r"|milestones)\b"
    r"|what (?:has )?happened\b.*\b(?:between|since|from|after|before|until|over)\b"
    r"|what (?:events|developments)\b"
    r"|how (?:did|has|have)\b.*\b(?:develop(?:ed)?|evolve[d]?|unfold(?:ed)?)\b)"
    r"|\bin chronological order\b|\b(?:date|year) by (?:date|year)\b",
    re.IGNORECASE,
)
_LIST = re.compile(
    CONNECTIVES + _ASKED_TO_TELL + r"(?:"
    r"(?:list|enumerate|name|give (?:me |us )?(?:a |the )?list of)\s+(?!of\b)"
    r"|who (?:are|were) (?!you\b)|who (?:voted|abstained)\b"
    r"|(?:which|what) (?:other |two |three |four |five |six |several |specific |main |key "
    r"|concrete )?(?:[\w-]+ )?(?:countries|states|members|delegations|organi[sz]ations|bodies"
    r"|entities|measures|steps|questions|issues|topics|themes|points|reasons|conditions|tasks|elements|groups"
    r"|agencies|committees|resolutions|proposals|recommendations|concerns|objectives|priorities"
    r"|persons|people|briefers|speakers|parties|threats|areas|principles)\b"
    r"|what (?:are|were) (?:the|its|their|some of the)\s+(?:[\w-]+\s+){0,3}?[\w-]{3,}s\b"
    r")",
    re.IGNORECASE,
)
_YES_NO = re.compile(
    r"^\W*(?:(?:and|but|so|or|then)\b[\s,]*)*(?:is|are|was|were|isn[’']t|aren[’']t|wasn[’']t"
    r"|weren[’']t|do|does|did|don[’']t|doesn[’']t|didn[’']t|has|have|had|hasn[’']t|haven[’']t"
    r"|hadn[’']t|can|could|will|would|won[’']t|must|may|might)\b(?! (?:you|i|we)\b)(?!\W*$)",
    re.IGNORECASE,
)
_ASKED_FOR_MORE = re.compile(
    r"\b(?:and|,)\s*(?:if so|why|how|when|what|who|where)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Saying:
    """Whose words or position are asked for, on what, and whether their very words."""

    who: str
    topic: str
    exact: bool


@dataclass(frozen=True, slots=True)
class Comparing:
    """Whose positions are compared, as named, and on what."""

    parties: tuple[str, ...]
    topic: str


def recognise_positions(text: str) -> Recognised | None:
    """A comparison of positions, where at least one of those compared is a State; or the position
    of one that an adjective names.

    It comes before definitions, which also ask for the difference between two, and what "the
    Dutch …" is.
    """
    found = comparing(text)
    if found is not None:
        return Recognised(Asks.COMPARISON, found.parties)
    position = _position_of(text)
    return Recognised(Asks.QUOTATION, (position.who,)) if position else None


def recognise_shape(text: str) -> Recognised | None:
    """A course of events, spoken words, a list, or yes or no."""
    if _TIMELINE.search(text):
        return Recognised(Asks.TIMELINE)
    said = saying(text)
    if said is not None:
        return Recognised(Asks.QUOTATION, (said.who,))
    if _LIST.match(text):
        return Recognised(Asks.LIST)
    if _YES_NO.match(text) and not _ASKED_FOR_MORE.search(text):
        return Recognised(Asks.YES_NO)
    return None


def saying(text: str) -> Saying | None:
    """Who is asked to have said what, or none where no speaker is asked about."""
    for pattern in _QUOTATIONS:
        match = pattern.match(text)
        if match is None:
            continue
        who = match["who"].strip()
        if not _may_speak(who):
            return None
        groups = match.groupdict()
        exact = any(groups.get(name) for name in ("exact", "exact2", "exact3"))
        return Saying(who, (match["topic"] or "").strip(), exact)
    return _position_of(text)


def _position_of(text: str) -> Saying | None:
    """The position of a State that an adjective names."""
    match = _POSITION_OF.match(text)
    state = state_of(match["who"]) if match else None
    return Saying(state, match["topic"].strip(), exact=False) if match and state else None


def _may_speak(who: str) -> bool:
    """Whether the words may name one who speaks: no document, no pronoun and no clause."""
    if _DOCUMENT.search(who) or _NOBODY.match(who) or len(who.split()) > _MOST_WORDS_OF_A_NAME:
        return False
    if find_state(who) is not None:
        return True
    return _CLAUSE.search(who) is None and not find_symbols(who)


def comparing(text: str) -> Comparing | None:
    """Whose positions are compared, at least two of them and one a State; else none."""
    for pattern in _COMPARISONS:
        match = pattern.match(text)
        if match is None:
            continue
        parties = parties_in(_HELD_BEFORE.sub("", match["parties"]))
        parties = tuple(state_of(party.removeprefix("the ")) or party for party in parties)
        if len(parties) > 1 and any(map(_is_state, parties)):
            return Comparing(parties, (match["topic"] or "").strip())
    return None


def _is_state(name: str) -> bool:
    party = party_of(name)
    return party is not None and party.state is not None


def parties_in(text: str) -> tuple[str, ...]:
    """The names in "France, the UK and Bosnia and Herzegovina", each once."""
    parts = _PARTED.split(text)
    names: list[str] = []
    at = 0
    while at < len(parts):
        joined = " and ".join(parts[at : at + 2])
        whole = at + 1 < len(parts) and find_state(_bare(joined)) is not None
        names.append(_bare(joined if whole else parts[at]))
        at += 2 if whole else 1
    return tuple(dict.fromkeys(name for name in names if name))


def _bare(name: str) -> str:
    return _POSSESSIVE.sub("", name.strip()).strip(' "“”,.')
