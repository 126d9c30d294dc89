"""What a question may ask for, and what a rule that recognised it found."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

CONNECTIVES = r"^\W*(?:(?:and|but|so|or|then|please|ok|okay|now)\b[\s,]*)*"
"""A pattern of what a question may begin with that says nothing of what it asks."""


class Asks(StrEnum):
    """What the question wants, where that changes the way to an answer."""

    FACT = "fact"
    DEFINITION = "definition"
    OPINION = "opinion"
    INSTRUCTION = "instruction"
    METADATA = "metadata"
    SUMMARY = "summary"
    CHANGES = "changes"
    YES_NO = "yes/no"
    LIST = "list"
    COMPARISON = "comparison"
    TIMELINE = "timeline"
    QUOTATION = "quotation"


@dataclass(frozen=True, slots=True)
class Recognised:
    """What is asked for, and of what: the terms of a definition, the parties of a comparison."""

    asks: Asks
    terms: tuple[str, ...] = ()
