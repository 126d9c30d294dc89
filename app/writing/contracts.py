"""What the parts of writing pass to each other.

A model is offered numbered sentences, each an exact citation, and writes statements that point at
them. ``pointing`` turns its stream into statements, ``checking`` says of each whether it may be
shown, ``writer`` makes the answer. The numbers are given out once, before the model is asked: the
number in its prompt is the number in the text, in the panel and in a saved conversation.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, Protocol

from app.answering.answer import Citation


@dataclass(frozen=True, slots=True)
class Message:
    """One message to a model."""

    role: Literal["system", "user"]
    content: str


class WritingModel(Protocol):
    """A language model that writes.

    ``name`` is how the user named it, as ``openai:gpt-4o``; ``window`` how many tokens it reads
    and writes in all at most; ``longest`` how many it writes at most.
    """

    @property
    def name(self) -> str:
        """How the user named it."""

    @property
    def window(self) -> int:
        """Tokens that it reads and writes in all."""

    @property
    def longest(self) -> int:
        """Tokens that it writes at most."""

    def tokens(self, text: str) -> int:
        """How many tokens a text takes at most, by its own tokeniser or a safe estimate."""

    def stream(self, messages: Sequence[Message]) -> Iterator[str]:
        """What it writes, in pieces as they come. Closing the iterator ends the request.

        Raises :class:`store.errors.WritingError` where it fails, at whatever piece, and where what
        it wrote was refused or cut off.
        """


@dataclass(frozen=True, slots=True)
class Written:
    """One statement as the model wrote it.

    ``text`` is without its markers, ``numbers`` are those that name sentences offered, each once,
    in the order written; ``unknown`` are markers, as written, that name none. ``paragraph`` is the
    number of the paragraph or list item that it stands in, from 0.
    """

    text: str
    numbers: tuple[int, ...]
    unknown: tuple[str, ...] = ()
    paragraph: int = 0


class Fault(StrEnum):
    """Why a statement is not shown, as said to a person."""

    NO_MARKER = "it gives no source"
    UNKNOWN_MARKER = "it gives a source that is not among those read"
    NAME = "its sources do not have the name"
    TIE = "its sources do not connect"
    NUMBER = "its sources do not have the number"
    DATE = "its sources do not have the date"
    SYMBOL = "its sources do not have the symbol"
    NEGATION = "it says the opposite of its sources, or denies what they do not deny"
    QUANTIFIER = "its sources do not say this of so many, or of so much"
    ATTRIBUTION = "its sources do not say this of those whom it names"
    MODALITY = "it states as fact what its sources only expect, or the other way round"
    QUOTATION = "what it puts in quotation marks stands in no source"
    UNSUPPORTED = "its sources do not say this"
    DANGLING = "it goes on from a sentence that was removed"


_NAMING = frozenset({Fault.NAME, Fault.TIE, Fault.NUMBER, Fault.DATE, Fault.SYMBOL})
"""The faults whose words go on to what of the statement is at fault."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of a statement: shown as ``text``, or dropped for ``fault``.

    ``text`` may differ from what was written in that a quotation was replaced by the exact words of
    its source. ``detail`` is what of the statement is at fault ("25-1"), for the reason shown.
    """

    text: str
    fault: Fault | None = None
    detail: str = ""

    @property
    def reason(self) -> str:
        """Why it is not shown, in words; empty where it is."""
        if self.fault is None:
            return ""
        if not self.detail:
            return self.fault.value
        # Bare, a word such as “Only” would read as one of ours.
        shown = self.detail if "“" in self.detail else f"“{self.detail}”"
        between = " " if self.fault in _NAMING else ": "
        return f"{self.fault.value}{between}{shown}"


class Check(Protocol):
    """Says of a statement whether the sentences that it points at bear it out."""

    def __call__(self, written: Written, cited: Sequence[Citation]) -> Verdict:
        """The verdict; ``cited`` are the citations of ``written.numbers``, in that order."""
