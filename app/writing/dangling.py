"""Statements that lean on the one before them: where that is removed, they say something else."""

from __future__ import annotations

import re

_ANYWHERE = re.compile(r"\b(?:they|them|he|she|him)\b", re.IGNORECASE)
_AT_THE_BEGINNING = re.compile(
    r"\W*(?:it|this|that|these|those|such|both|each|neither|the (?:former|latter|same|others?))\b",
    re.IGNORECASE,
)
_OF_NOTHING = re.compile(
    r"\W*it (?:is|was|has been|had been|remains?) (?:not )?"
    r"(?:also |still |unclear|expected|likely|possible|hoped|said|reported|understood|agreed"
    r"|decided)",
    re.IGNORECASE,
)


def leans(text: str) -> bool:
    """Whether a statement has a pronoun that may stand for something in the one before it.

    "It is expected that" stands for nothing. A pronoun may have what it stands for in the same
    statement; this is not looked into, for the statement is only lost beside a lost one.
    """
    if _OF_NOTHING.match(text):
        return False
    return bool(_ANYWHERE.search(text) or _AT_THE_BEGINNING.match(text))
