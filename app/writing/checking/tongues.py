"""Statements in other languages than English, as far as what they share with their sources goes.

Numbers, dates, symbols and quotations are the same in every language, and the names of States and
bodies have tables. Words have none: what they say is not checked, and whoever shows such a
statement is told so.
"""

from __future__ import annotations

import re

from app.answering.tongues.detecting import Language, detect, function_words
from app.answering.tongues.phrases import find_names
from app.writing.checking.entities import STATE, find_entities
from app.writing.checking.evidence import Evidence
from app.writing.checking.finding import Finding
from app.writing.contracts import Fault

# Endings that words of English have, and hardly any of the languages that share its letters.
_ENDING = re.compile(r"\w{2,}(?:ed|ing|ly|[’']s)")
# What English never writes: elisions ("l’a", "qu’il") and letters with marks in common words.
_FOREIGN = re.compile(r"\b(?:[cdjlmnst]|qu)[’'](?=[^\W\d_]{2}|[aày]\b)", re.IGNORECASE)
_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyz")
_ALSO_ENGLISH = frozenset(
    {"a", "in", "on", "no", "me", "as", "an", "is", "die", "war", "was", "den"}
)
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")


def is_english(text: str) -> bool:
    """Whether a text shows that it is English: what shows nothing may be any language's."""
    # "Côte d’Ivoire" is its name in English too.
    for entity in find_entities(text):
        blank = " " * (entity.span.end - entity.span.start)
        text = text[: entity.span.start] + blank + text[entity.span.end :]
    if detect(text) is not Language.ENGLISH or _FOREIGN.search(text):
        return False
    words = [match.group() for match in _WORD.finditer(text)]
    common = [word for word in words if word.islower()]
    if any(set(word) - _PLAIN - {"’", "'"} for word in common):
        return False
    english = function_words(Language.ENGLISH) - {"a", "on", "son"}
    told = sum(word.lower() in english or bool(_ENDING.fullmatch(word)) for word in words)
    others = frozenset().union(
        *(function_words(one) for one in (Language.FRENCH, Language.SPANISH))
    )
    foreign = sum(word.lower() in others - _ALSO_ENGLISH for word in words)
    return told > foreign


def check_foreign_names(text: str, evidence: Evidence) -> Finding | None:
    """The first State or body that a statement names, in its own language, and its sources not."""
    theirs = evidence.keys | evidence.fact_keys
    for phrase in find_names(text):
        known = [entity.keys | entity.members for entity in find_entities(phrase.english)]
        if known and not all(keys & theirs for keys in known):
            return Finding(Fault.NAME, phrase.span.of(text))
    # Names of States that are the same in English. Short forms are not: "OSC" is two bodies.
    for entity in find_entities(text):
        states = [key for key in entity.keys if key.startswith(STATE)]
        if states and not entity.keys & theirs:
            return Finding(Fault.NAME, entity.span.of(text))
    return None
