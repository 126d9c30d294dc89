"""What an export is made of, for whatever kind of file: paragraphs with a role, made of runs.

The texts in runs are as stored. Making them inert is for whoever writes the file, since only the
kind of file says what means something in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a paragraph is in the document."""

    TITLE = "title"
    QUESTION = "question"
    HEADING = "heading"
    BODY = "body"
    QUOTE = "quote"
    ITEM = "item"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Words:
    """Text. ``exact``: it is a document's own, whose line breaks stay."""

    text: str
    strong: bool = False
    struck: bool = False
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """An address that is shown in full and leads where it says."""

    url: str


@dataclass(frozen=True, slots=True)
class Mark:
    """The number of a citation, and what stands in a footnote where there are footnotes."""

    number: int
    note: tuple[Words | Link, ...]


Run = Words | Link | Mark


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph."""

    role: Role
    runs: tuple[Run, ...]


def block(role: Role, *runs: Run | str | None) -> Block:
    """A paragraph of the runs that there are; a string is plain words."""
    made = (Words(run) if isinstance(run, str) else run for run in runs if run)
    return Block(role, tuple(made))
