"""Recognising questions for what a short form stands for, or for the short form of a name."""

from __future__ import annotations

import re

from app.answering.recognising.asks import Asks, Recognised
from app.answering.recognising.facts import END, OPENING, TELL, WHAT_IS

_TERM = r"(?:an? |the )?[\"“‘']?(?P<term>[^\"”?]{1,120}?)[\"”’']?"
_SHORT_FORM = r"(?:acronym|abbreviation|short form|initials|short name)"
_SHORT = r"(?P<term>(?-i:[A-Z][\w&./-]{1,11}))"
_WHERE = r"(?: (?:as (?:used|written) )?(?:in th(?:is|ese|at)\b[^\"”?]{0,60}|here))?"
_FORMS = tuple(
    re.compile(OPENING + TELL + form + _WHERE + END, re.IGNORECASE)
    for form in (
        rf"what (?:does|do|did) {_TERM} stand for",
        rf"what is {_TERM} (?:short for|(?:an? |the )?{_SHORT_FORM} (?:of|for))",
        rf"{WHAT_IS}{_SHORT_FORM} (?:of|for) {_TERM}",
        rf"(?:how is|how do you|how does one) (?:abbreviate )?{_TERM}(?: abbreviated| shortened)",
        rf"(?:spell out|expand|write out)(?: the {_SHORT_FORM})? {_TERM}(?: in full)?",
        rf"{WHAT_IS}(?:full|long|complete) (?:name|form|title) of {_SHORT}",
        rf"{WHAT_IS}meaning of (?:the )?{_SHORT_FORM} {_TERM}",
        rf"what (?:does|do|did) (?:the )?{_SHORT_FORM} {_TERM} (?:mean|stand for)",
    )
)


_ONE_OF_MANY = re.compile(r"[A-Z][\w&./-]{1,11}")
_BETWEEN = re.compile(r"\s*,\s*(?:and |or )?|\s+(?:and|or)\s+")


def recognise_short_form(text: str) -> Recognised | None:
    """A definition of the short form, or of several, or of the name whose short form is asked
    for.
    """
    for pattern in _FORMS:
        match = pattern.match(text)
        if match is not None:
            return Recognised(Asks.DEFINITION, _parted(match["term"].strip()))
    return None


def _parted(term: str) -> tuple[str, ...]:
    """Several short forms as several terms; a name that has "and" in it stays one."""
    parts = [part.removeprefix("the ") for part in _BETWEEN.split(term)]
    several = all(_ONE_OF_MANY.fullmatch(part) and not part.islower() for part in parts)
    return tuple(dict.fromkeys(parts)) if several else (term,)


def asks_what_it_stands_for(text: str) -> bool:
    """Whether the words themselves are asked for, and not what is known of the thing."""
    return recognise_short_form(text) is not None
