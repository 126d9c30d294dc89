"""What a question asks for, recognised by how it is put.

Each kind has its own way to an answer in ``routes``; what no rule recognises is a fact. Rules know
forms of asking, and never names, dates or subjects.
"""

from __future__ import annotations

import re

from app.answering.recognising.asks import Asks, Recognised
from app.answering.recognising.documents import recognise_document
from app.answering.recognising.orders import aside_in
from app.answering.recognising.shapes import recognise_positions, recognise_shape
from app.answering.recognising.terms import recognise_short_form

__all__ = ["Asks", "Recognised", "is_evaluative", "recognise"]

_EVALUATIVE = (
    r"justif(?:ied|iable)|right|wrong|fair|unfair|good|bad|better|best|worse|worst|legitimate"
    r"|illegitimate|reasonable|unreasonable|moral|immoral|ethical|unethical|wise|unwise|sensible"
    r"|hypocritical|excessive|acceptable|unacceptable|sincere|honest|to blame"
)
_JUDGING = re.compile(rf"(?:{_EVALUATIVE})", re.IGNORECASE)
_OPINION = re.compile(
    rf"^(?:so |but |and )?(?:"
    rf"(?:is|are|was|were|isn[’']t|aren[’']t|wasn[’']t)\b.*\b(?:{_EVALUATIVE})\W*$"
    rf"|(?:do|does|did|don[’']t) you (?:think|believe|agree|feel)\b"
    rf"|what do you (?:think|believe|feel)\b|in your (?:opinion|view)\b|(?:what is )?your opinion\b"
    rf"|should\b|ought\b|who (?:is|was) (?:right|wrong|to blame)\b"
    rf"|which (?:side|country|position) (?:is|was) (?:{_EVALUATIVE})\b)",
    re.IGNORECASE,
)
_ARTICLE = r"(?:an? |the )?"
_TERM = rf"{_ARTICLE}[\"“‘']?(?P<{{0}}>[^\"”’'?]+?)[\"”’']?"
_ONE, _OTHER = _TERM.format("one"), _TERM.format("other")
_DEFINITIONS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"^what (?:is|are) (?:meant by|the meaning of) {_ONE}\W*$",
        rf"^what does {_ONE} (?:mean|stand for|refer to)\W*$",
        rf"^(?:please )?(?:define|explain the term|spell out) {_ONE}\W*$",
        rf"(?:difference|distinction) between {_ONE} and {_OTHER}\W*$",
        rf"^how (?:does|do|is|are) {_ONE} (?:differ(?:ent)?|distinct) from {_OTHER}\W*$",
        # "The briefers" are some that were spoken of; "the P3" and "a briefer" are terms; "expected
        # to brief" is what somebody does.
        rf"^(?:what|who) (?:is|are) "
        rf"(?:(?!the\b|\w+(?:ed|ing) \w){_ONE}|(?-i:the (?=[A-Z0-9])){_OTHER})\W*$",
    )
)


def is_evaluative(word: str) -> bool:
    """Whether a word judges, as "right" and "fair" do."""
    return _JUDGING.fullmatch(word) is not None


def recognise(text: str) -> Recognised:
    """What the question asks for."""
    aside = aside_in(text)
    if aside is not None:
        return Recognised(Asks.INSTRUCTION, (aside.value,))
    if _OPINION.search(text):
        return Recognised(Asks.OPINION)
    of_documents = recognise_document(text) or recognise_short_form(text)
    if of_documents:
        return of_documents
    compared = recognise_positions(text)
    if compared:
        return compared
    for pattern in _DEFINITIONS:
        match = pattern.search(text)
        if match:
            return Recognised(
                Asks.DEFINITION, tuple(term.strip() for term in match.groups() if term)
            )
    return recognise_shape(text) or Recognised(Asks.FACT)
