"""Statements in other languages than English, as far as what they share with their sources goes.

Numbers, dates, symbols and quotations are the same in every language, and the names of States and
bodies have tables. Words have none: what they say is not checked, and whoever shows such a
statement is told so.
"""

from __future__ import annotations

from app.answering.tongues.detecting import Language, detect
from app.answering.tongues.phrases import find_names
from app.writing.checking.entities import STATE, find_entities
from app.writing.checking.evidence import Evidence
from app.writing.checking.finding import Finding
from app.writing.contracts import Fault


def is_english(text: str) -> bool:
    """Whether a text is English, by its own words."""
    return detect(text) is Language.ENGLISH


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
