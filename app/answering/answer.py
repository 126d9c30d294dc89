"""The ``Answer``: data from which text, chat, JSON and exports are all rendered.

The field names are the JSON contract of ``penholder ask --json``. New ones may be added; these
stay. A conversation stores this object, never its rendering.
"""

from __future__ import annotations

import datetime as dt
import shlex
from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from app.answering.recognising.kinds import Asks
from store.records import Kind, SourceRank


class Outcome(StrEnum):
    """Whether the documents answer."""

    ANSWERED = "answered"
    NOT_FOUND = "not_found"
    DECLINED = "declined"


class Confidence(StrEnum):
    """How the quotations stand to the question.

    ``stated``: they answer it. ``related``: they are the nearest that the documents come, which
    may or may not be an answer, and whoever shows them says so.
    """

    STATED = "stated"
    RELATED = "related"


class Shape(StrEnum):
    """How an answer is laid out; its data are the same in all."""

    QUOTES = "quotes"
    LIST = "list"
    COMPARISON = "comparison"
    TIMELINE = "timeline"
    SUMMARY = "summary"


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class DateNote(_Data):
    """A relative date inside a quotation and the day that it means."""

    text: str
    date: dt.date


class Citation(_Data):
    """One verbatim quotation and where it stands.

    ``start`` and ``end`` are character offsets into the document's canonical text, and
    ``text[start:end] == quote``. ``lead_in`` is the sentence that introduces a quoted list item,
    itself verbatim. ``held`` is false where the quotation is the catalogue's own description of
    a document that is not held. ``translated_from`` is the language that the words were spoken in
    where the quotation is the United Nations' translation of them. ``expected``: it says what is
    planned or likely, and not what has happened. ``attribution`` says whose words it has and who
    reports them, where the words themselves do not. ``newer`` names a newer one of the document's
    series, or what supersedes it, where that is held.
    """

    number: int
    document: str
    symbol: str | None
    title: str
    kind: Kind
    date: dt.date | None
    url: str | None
    source_rank: SourceRank
    pinpoint: str
    quote: str
    start: int
    end: int
    held: bool
    lead_in: str | None = None
    corrected: bool = False
    translated_from: str | None = None
    expected: bool = False
    attribution: str | None = None
    newer: str | None = None
    dates: tuple[DateNote, ...] = ()

    @property
    def place(self) -> tuple[str, int, int]:
        """Where the quotation stands: its document, and its characters there."""
        return self.document, self.start, self.end


class AnswerSentence(_Data):
    """One sentence of the answer: a quotation, or a statement that rests on its citations.

    ``heading`` is what a sentence of a timeline stands under, of which day it tells, and what one
    that a model wrote for a comparison does: whose position it gives. Those of other quotations
    follow from ``positions`` and ``timeline``. A quotation that tells of several days stands once
    under each. ``ours``: it stands in an answer that a model wrote, and no model wrote it.
    """

    text: str
    kind: Literal["quote", "statement"]
    citations: tuple[int, ...]
    verified: bool
    heading: str | None = None
    ours: bool = False


class Pointer(_Data):
    """A document that would hold what is missing, and whether it is held."""

    symbol: str | None
    title: str
    url: str | None
    held: bool

    @property
    def command(self) -> str | None:
        """The command that fetches it, for one with a symbol by which it can be fetched."""
        if self.held or self.symbol is None or self.url is None:
            return None
        return f"penholder refresh {shlex.quote(self.symbol)}"


class NotFound(_Data):
    """What the documents do not say.

    ``missing`` are the names, numbers or dates of the question that no evidence has; ``nearest``
    the closest quotations, shown as nearest and never as the answer. ``reason`` is the sentence
    for a person. An answer that is given may still lack a part of what was asked.
    """

    reason: str = ""
    premise: str = ""
    missing: tuple[str, ...] = ()
    would_be_in: tuple[Pointer, ...] = ()
    nearest: tuple[Citation, ...] = ()


class Dropped(_Data):
    """A sentence that failed verification, and why."""

    text: str
    reason: str


class Correction(_Data):
    """A word of the question read as another, and the one it was read as."""

    written: str
    read_as: str


class PositionOf(_Data):
    """Whose position a quotation of a comparison gives, as the question names them."""

    parties: tuple[str, ...]
    citation: int


class Event(_Data):
    """Of which days a quotation of a timeline tells, both inclusive, and how they are printed."""

    date: dt.date
    until: dt.date
    printed: str
    citation: int


class FilterFound(_Data):
    """Words of the question that narrow where it is answered from, and what they were taken for."""

    text: str
    means: str


class Ambiguity(_Data):
    """A short form in the question, and the several things that it may stand for."""

    written: str
    meanings: tuple[str, ...]


class Timings(_Data):
    """Time spent in each stage, in milliseconds."""

    understand: float = 0
    retrieve: float = 0
    read: float = 0
    compose: float = 0
    verify: float = 0
    total: float = 0


class Answer(_Data):
    """Everything that is shown for one question."""

    question: str
    understood_as: str
    outcome: Outcome
    answer: str
    sentences: tuple[AnswerSentence, ...] = ()
    citations: tuple[Citation, ...] = ()
    confidence: Confidence = Confidence.STATED
    score: float | None = Field(
        default=None,
        description="Log-odds that the best sentence read answers; none where nothing was read.",
    )
    asks: Asks = Asks.FACT
    shape: Shape = Shape.QUOTES
    positions: tuple[PositionOf, ...] = ()
    timeline: tuple[Event, ...] = ()
    as_of: dt.date | None = None
    not_found: NotFound | None = None
    dropped: tuple[Dropped, ...] = ()
    follow_ups: tuple[str, ...] = ()
    model: str | None = Field(
        default=None, description="Which language model wrote it; none where it is quotations."
    )
    notice: str = Field(
        default="", description="Why the model that was asked for did not write it, in a sentence."
    )
    corrections: tuple[Correction, ...] = ()
    language: str = Field(
        default="en", description="Of the question: one of the six UN languages, or “other”."
    )
    filters_found: tuple[FilterFound, ...] = ()
    ambiguous: tuple[Ambiguity, ...] = ()
    also_read: tuple[Citation, ...] = Field(
        default=(), description="Passages read closely that the answer does not cite."
    )
    timings_ms: Timings = Timings()


class Turn(_Data):
    """One message of a conversation, as ``--history`` gives it.

    ``answered``: of an answer, whether it was one; what was not found can be pointed at by none.
    """

    role: Literal["user", "assistant"]
    content: str
    answered: bool = True
