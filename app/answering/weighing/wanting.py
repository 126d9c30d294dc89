"""What a question wants to be told, and whether a sentence tells it.

By form alone: "on what date" wants a day and a month, "how many" a number that is neither a date
nor a document's, "which officials" a name and not "some officials".
"""

from __future__ import annotations

import re
from enum import Enum

from app.answering.terms.parties import states_in
from app.answering.terms.words import AnswerType, offers, stem, words_of
from store.printing import MONTH_PRINTED as _MONTH

_LONGEST = 3_000  # characters of a sentence that are looked at
_YEAR = re.compile(r"\b(?:1[89]|20)\d{2}\b")
_NUMBER_OF_A_DOCUMENT = re.compile(
    r"\b[A-Z]{1,4}/[\w.()/-]{1,60}(?:\s\(\d{4}\))?|\(\d{4}\)"
    r"|\b(?:resolutions?|res\.?|decision|articles?|paragraphs?|paras?\.?|chapter|annex|section)"
    r"\s\d[\d/]{0,12}(?:\s\(\d{4}\))?|^\W*\d{1,3}\.\s|^\W*\([a-z\d]{1,4}\)\s",
    re.IGNORECASE,
)
_DATE_PRINTED = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH}\b(?:,?\s\d{{4}})?"
    rf"|\b{_MONTH}\s\d{{1,2}}\b(?:,\s\d{{4}})?|\b{_MONTH}\s\d{{4}}|\b(?:1[89]|20)\d{{2}}\b",
)
_DAY = re.compile(
    rf"\b{_MONTH}\b|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b\d{{1,2}}[./]\d{{1,2}}[./]\d"
    r"|\b(?:today|tomorrow|yesterday|tonight)\b"
    r"|\b(?:same|that|this|following|next|previous|last) (?:very )?(?:day|morning|evening|afternoon"
    r"|night|week|month|year)\b",
)
_TIME = re.compile(
    r"\b(?:after|before|once|until|upon|during|following|since|when|while|as soon as|currently|now"
    r"|immediately|soon|later|earlier|by|annually|every|each|first|last|previous|next|recently"
    r"|ago|already|at the (?:end|beginning|start|time)|in the (?:coming|past|early|late))\b",
    re.IGNORECASE,
)
_QUANTITY = re.compile(
    r"\b(?:no|none|neither|nobody|both|unanimous(?:ly)?|sole|single|only|nil|zero|per cent|half"
    r"|quarter|dozens?|hundreds?|thousands?|millions?|billions?|twice|once|pair|couple)\b|%",
    re.IGNORECASE,
)
_SPAN = re.compile(
    r"\b(?:days?|weeks?|months?|years?|decades?|centur\w{1,4}|hours?|minutes?|annual(?:ly)?|daily"
    r"|weekly|monthly|quarterly|yearly|semi-?annual(?:ly)?|biannual(?:ly)?|every|each|regular(?:ly)?"
    r"|until|since|permanent(?:ly)?|indefinite(?:ly)?|always|never|often|far|most|much|all"
    r"|majority|immediately)\b",
    re.IGNORECASE,
)
_ON_WHAT_DAY = re.compile(
    r"\b(?:what|which) (?:\w{2,12} )?(?:date|day|month)\b|\bwhat was the date\b", re.IGNORECASE
)
_IN_WHAT_YEAR = re.compile(
    r"\b(?:what|which) (?:\w{2,12} )?(?:year|decade|century)s?\b", re.IGNORECASE
)
_WHEN = re.compile(
    r"^(?:[^?]{0,200}\W)?when\b(?=\W+(?:is|are|was|were|did|do|does|will|has|have|had|should|must"
    r"|can|exactly)\b)",
    re.IGNORECASE,
)
_HOW_MANY = re.compile(
    r"\bhow many\b|\bwhat (?:\w{2,12} )?(?:percentage|proportion|number|share|total|strength"
    r"|percent|per cent)\b|\bhow much\b",
    re.IGNORECASE,
)
_HOW_FAR = re.compile(r"\bhow (?:long|often|old|far|large|big|high|tall|soon)\b", re.IGNORECASE)
_PERSONS = (
    r"(?:countr(?:y|ies)|states?|nations?|governments?|delegations?|members?|politicians?|leaders?"
    r"|officials?|ministers?|ambassadors?|envoys?|presidents?|speakers?|representatives?|persons?"
    r"|people|men|women|man|woman|officers?|commanders?|generals?|judges?|organi[sz]ations?"
    r"|bod(?:y|ies)|agenc(?:y|ies)|companies|company|groups?|cit(?:y|ies)|towns?|villages?"
    r"|capitals?|part(?:y|ies))"
)
_WHICH_ONE = re.compile(
    rf"\b(?:which|what|whose)\s(?:(?:[\w’'-]+)\s){{0,4}}?(?P<noun>{_PERSONS})\b"
    r"(?!\s(?:of|do you)\b)",
    re.IGNORECASE,
)
_SOME = (
    r"(?:some|one|certain|several|a number of|a few|many|another|various|one or more|unnamed"
    r"|others?|a certain|a group of|two or more)"
)
_SOME_WHO = re.compile(
    r"\b(?:some|many|others|several|certain people|people|those|critics|observers)\s"
    r"(?:\w{3,15}ly\s|have\s|had\s|would\s)?(?P<verb>\w{3,20})\b",
    re.IGNORECASE,
)
_WHO = re.compile(r"\bwho\b", re.IGNORECASE)
# "Some members—in particular, the P3 (…)—" names them; what comes later in the sentence does not.
_NAMED_THERE = re.compile(
    r"[\s,—–:(]{0,4}(?:such as|including|namely|notably|in particular|among them|like|e\.g\.)\b"
    r"|\s?[—–:(]"
)
_WHY = re.compile(
    r"^(?:[^?]{0,200}\W)?(?:why\b|for what reasons?\b|what (?:was|is|were) the reasons?\b"
    r"|on what grounds\b|how come\b)",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"\b(?:because|since|due to|owing to|in order (?:to|that)|so that|so as to|as a result|reasons?"
    r"|given|therefore|thus|hence|thereby|in view of|in (?:the )?light of|on the grounds?|caus\w+"
    r"|led to|lead(?:s|ing)? to|result(?:s|ed|ing)? (?:from|in)|for fear|aim(?:s|ed|ing)?|purposes?"
    r"|objectives?|goals?|intend\w*|seek(?:s|ing)?|sought|meant to|designed to|allow\w*|enabl\w+"
    r"|ensur\w+|prevent\w*|avoid\w*|concern\w*|fear\w*|as it|as they|as we|as the|not because"
    r"|attribut\w+|consequen\w+|prompted|motivat\w+|in response|contrary to|would (?:only|have|be)"
    r"|oppos\w+|object(?:s|ed|ing|ions?)|reject\w*|disagree\w*|fail\w*|block\w*|veto\w*"
    r"|could (?:not|be)"
    r"|to\s(?!(?:the|an?|be|have)\b)[a-z]{3,}|need(?:s|ed)?|if|unless|without|but|only)\b",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"^(?:[^?,]{1,80},\s)?(?:and\s|so\s|but\s)?(?:did|has|have|had|was|were)\b", re.IGNORECASE
)
_ONLY_PROPOSED = re.compile(
    r"\b(?:call(?:s|ed|ing)?|in favour of|intentions?|intend(?:s|ed|ing)?|campaign(?:s|ed|ing)?"
    r"|propos(?:e|es|ed|ing|al|als)|possib(?:le|ility|ilities)|initiatives?|urg(?:e|es|ed|ing)"
    r"|request(?:s|ed|ing)?|encourag(?:e|es|ed|ing)|should|(?-i:may)|might|could|would|must|need(?:s|ed)?"
    r"|consider(?:s|ed|ing|ation)?|seek(?:s|ing)?|sought|aim(?:s|ed|ing)?|plan(?:s|ned|ning)?"
    r"|drafts?|recommend(?:s|ed|ing|ation|ations)?|demand(?:s|ed|ing)?|invit(?:e|es|ed|ing)"
    r"|hop(?:e|es|ed|ing)|commit(?:s|ted|ments?)?|expect(?:s|ed|ing)?|likely|if|whether|want(?:s"
    r"|ed)?|wish(?:es|ed)?|ready|willing|prepared|suggest(?:s|ed|ing|ion|ions)?|appeal(?:s|ed|ing)?"
    r"|push(?:es|ed|ing)?|press(?:es|ed|ing)?|attempt(?:s|ed)?|discuss(?:es|ed|ing|ions?)?)\b",
    re.IGNORECASE,
)
_WILL_IT = re.compile(
    r"^(?:[^?,]{1,80},\s)?(?:and\s|so\s|but\s)?(?:will\b|(?:is|are)\b[^?]{1,120}\bgoing to\b)",
    re.IGNORECASE,
)
_WILL_BE = re.compile(
    r"\b(?:will|shall|would|going to|expect(?:s|ed)?|scheduled|plan(?:s|ned)|intend(?:s|ed)?|due"
    r"|likely|anticipat\w+|forecast|predict\w*|tomorrow|upcoming|is to|are to)\b",
    re.IGNORECASE,
)


class Wanted(Enum):
    """How exact a date is wanted."""

    DAY = "day"
    YEAR = "year"
    TIME = "time"


def wants_date(question: str) -> Wanted | None:
    """Whether a date is asked for, and which."""
    if _ON_WHAT_DAY.search(question):
        return Wanted.DAY
    if _IN_WHAT_YEAR.search(question):
        return Wanted.YEAR
    return Wanted.TIME if _WHEN.search(question) else None


def gives_date(text: str, wanted: Wanted, beyond: frozenset[str]) -> bool:
    """Whether the text has a date of that sort that the question, of these stems, has not."""
    text = _NUMBER_OF_A_DOCUMENT.sub(" ", text[:_LONGEST])
    days = [m for m in _DAY.finditer(text) if stem(m.group()) not in beyond]
    years = [m for m in _YEAR.finditer(text) if m.group() not in beyond]
    if wanted is Wanted.DAY:
        # "On what day of March": the number is new though the month is not.
        return bool(days) or any(_is_new(m.group(), beyond) for m in _DATE_PRINTED.finditer(text))
    if wanted is Wanted.YEAR:
        return bool(years) or bool(_DAY.search(text)) or offers(text, AnswerType.DATE, beyond)
    return bool(days or years or _TIME.search(text)) or offers(text, AnswerType.DATE, beyond)


def _is_new(date: str, beyond: frozenset[str]) -> bool:
    return any(word.stem not in beyond for word in words_of(date) if word.number)


def wants_number(question: str) -> bool:
    """Whether a number, a quantity or a length of time is asked for."""
    return bool(_HOW_MANY.search(question) or _HOW_FAR.search(question))


def gives_number(text: str, question: str, beyond: frozenset[str]) -> bool:
    """Whether the text has a number that the question has not, and that is neither part of a date
    nor of a document's name; for how long or how often, a date or a measure of time does.
    """
    text = text[:_LONGEST]
    if _HOW_FAR.search(question) and (_SPAN.search(text) or _DATE_PRINTED.search(text)):
        return True
    counted = _DATE_PRINTED.sub(" ", _NUMBER_OF_A_DOCUMENT.sub(" ", text))
    return bool(_QUANTITY.search(counted)) or offers(counted, AnswerType.NUMBER, beyond)


def leaves_unnamed(question: str, text: str, beyond: frozenset[str]) -> bool:
    """Whether it is asked which one it was, and the text speaks of some, or names nobody."""
    text = text[:_LONGEST]
    which = _WHICH_ONE.search(question)
    if which and not offers_name(text, beyond) and not _FIRST_PERSON.search(text):
        return True
    if which and _some_of(which["noun"], text):
        return True
    return bool(_WHO.search(question)) and any(
        stem(match["verb"]) in beyond for match in _SOME_WHO.finditer(text)
    )


_FIRST_PERSON = re.compile(r"\b(?:I|we|our|my|us)\b", re.IGNORECASE)


def _some_of(noun: str, text: str) -> bool:
    """Whether the text says "some" of what is asked for, and does not name them right after."""
    root = re.escape(noun[: max(3, len(noun) - 3)])
    some = re.compile(rf"\b{_SOME}\s(?:[\w’'-]+\s){{0,3}}?{root}\w{{0,4}}\b", re.IGNORECASE)
    found = some.search(text)
    return found is not None and not _NAMED_THERE.match(text, found.end())


def offers_name(text: str, beyond: frozenset[str]) -> bool:
    """Whether the text names anybody or anything that the question, of these stems, does not."""
    words = words_of(text)
    if any(word.name and word.stem not in beyond for word in words):
        return True
    return any(stem(part) not in beyond for state in states_in(text) for part in state.split())


def asks_for_reason(question: str) -> bool:
    """Whether the question is why."""
    return bool(_WHY.search(question))


def gives_reason(text: str) -> bool:
    """Whether the text has any word that gives a reason, a purpose or a condition."""
    return bool(_REASON.search(text[:_LONGEST]))


def asks_whether_done(question: str) -> bool:
    """Whether it is asked, to be answered with yes or no, if something has happened."""
    return bool(_DONE.search(question))


def only_proposes(text: str, beyond: frozenset[str]) -> bool:
    """Whether at least half of what the text has of the question, of these stems, stands behind a
    call, a plan or a leave for it, of which the question does not speak.
    """
    text = text[:_LONGEST]
    marks = (m for m in _ONLY_PROPOSED.finditer(text) if stem(m.group().split()[0]) not in beyond)
    first = next(marks, None)
    if first is None:
        return False
    shared = [word for word in words_of(text) if word.content and word.stem in beyond]
    behind = sum(word.span.start > first.start() for word in shared)
    return behind * 2 >= len(shared)


def asks_whether_it_will_be(question: str) -> bool:
    """Whether it is asked, to be answered with yes or no, if something is going to happen."""
    return bool(_WILL_IT.search(question))


def says_what_will_be(text: str) -> bool:
    """Whether the text says anything of the time to come."""
    return bool(_WILL_BE.search(text[:_LONGEST]))


def years_in(text: str) -> frozenset[str]:
    """The years that a text names, but not those of a document's name."""
    return frozenset(_YEAR.findall(_NUMBER_OF_A_DOCUMENT.sub(" ", text)))
