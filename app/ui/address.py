"""What the page's address says: which conversation, and which passage or document lies open.

The address is the only place where that is kept, so a reload, a restart of the server and a link
in a message all come back to the same page.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from app.answering.answer import Answer, Citation

CONVERSATION = "c"
OPEN = "open"

_DOCUMENT = "document:"
_PASSAGE = re.compile(r"(?P<message>\d{1,18})\.(?P<list>cited|also|near)(?P<place>\d{1,6})\Z")


@dataclass(frozen=True, slots=True)
class Passage:
    """One citation of an answer: by its number when cited, else by its place in its list."""

    list: Literal["cited", "also", "near"]
    place: int

    @classmethod
    def cited(cls, number: int) -> Passage:
        """The citation of that number."""
        return cls("cited", number)

    @classmethod
    def also_read(cls, place: int) -> Passage:
        """The passage at that place (from 0) among those read but not cited."""
        return cls("also", place)

    @classmethod
    def nearest(cls, place: int) -> Passage:
        """The passage at that place (from 0) among the nearest."""
        return cls("near", place)

    @property
    def key(self) -> str:
        """Its short form, unique within an answer."""
        return f"{self.list}{self.place}"

    def of(self, answer: Answer) -> Citation | None:
        """The citation itself, if the answer has it."""
        if self.list == "cited":
            return next((item for item in answer.citations if item.number == self.place), None)
        nearest = answer.not_found.nearest if answer.not_found is not None else ()
        listed: Sequence[Citation] = answer.also_read if self.list == "also" else nearest
        return listed[self.place] if self.place < len(listed) else None


_MAKERS = {"cited": Passage.cited, "also": Passage.also_read, "near": Passage.nearest}


@dataclass(frozen=True, slots=True)
class OpenPassage:
    """A passage that lies open: a message of the conversation, and a citation of its answer."""

    message: int
    passage: Passage


@dataclass(frozen=True, slots=True)
class OpenDocument:
    """A document that lies open at its beginning."""

    document: str


def document_key(document: str) -> str:
    """The key that opens a document at its beginning."""
    return f"{_DOCUMENT}{document}"


def passage_key(message: int, key: str) -> str:
    """The address of a passage of a message; a key that opens a document stays what it is."""
    return key if key.startswith(_DOCUMENT) else f"{message}.{key}"


def opened(value: str | None) -> OpenPassage | OpenDocument | None:
    """What an address says is open; anything that is not understood opens nothing."""
    if not value:
        return None
    if value.startswith(_DOCUMENT):
        return OpenDocument(value.removeprefix(_DOCUMENT))
    found = _PASSAGE.match(value)
    if found is None:
        return None
    make = _MAKERS[found["list"]]
    return OpenPassage(int(found["message"]), make(int(found["place"])))
