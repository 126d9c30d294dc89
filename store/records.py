"""The evidence types that everything passes: documents, passages, sentences, places.

All offsets are in characters, half-open, into ``Document.text``: ``text[start:end]`` *is* the
quotation.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a document is, which decides how it is cited."""

    BRIEF = "brief"
    FORECAST = "forecast"
    RECORD = "verbatim record"
    RESOLUTION = "resolution"
    DRAFT = "draft resolution"
    PRESIDENTIAL_STATEMENT = "presidential statement"
    PRESS_STATEMENT = "press statement"
    MEETINGS_COVERAGE = "meetings coverage"
    LETTER = "letter"
    REPORT = "report"
    STATEMENT = "statement"
    GLOSSARY = "glossary"
    OTHER = "document"


class SourceRank(StrEnum):
    """How close a source stands to what it speaks of, closest first."""

    RECORD = "verbatim record"
    STATEMENT = "statement as delivered"
    OFFICIAL = "official document"
    COVERAGE = "meetings coverage, not an official record"
    FORECAST = "forecast"
    UNKNOWN = "document of unknown standing"
    CARD = "catalogue card"
    GLOSSARY = "glossary"


_RANK_OF_KIND = {
    Kind.BRIEF: SourceRank.FORECAST,
    Kind.FORECAST: SourceRank.FORECAST,
    Kind.RECORD: SourceRank.RECORD,
    Kind.STATEMENT: SourceRank.STATEMENT,
    Kind.MEETINGS_COVERAGE: SourceRank.COVERAGE,
    Kind.GLOSSARY: SourceRank.GLOSSARY,
}


def source_rank(kind: Kind, *, held: bool, symbol: str | None) -> SourceRank:
    """The rank of a document; one that is not held is only as good as its catalogue card.

    What has neither a kind that is known nor a symbol may be anybody's: it is never official.
    """
    if not held:
        return SourceRank.CARD
    if kind is Kind.OTHER and symbol is None:
        return SourceRank.UNKNOWN
    return _RANK_OF_KIND.get(kind, SourceRank.OFFICIAL)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of characters."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters of ``text`` in this range."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two ranges share at least one character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside this range."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Pinpoint:
    """Where in a document, in the way its kind is cited. Numbers are 1-based."""

    paragraph: int | None = None
    bullet: int | None = None
    page: int | None = None
    section: str | None = None
    speaker: str | None = None

    @property
    def label(self) -> str:
        """The printed form: ``para. 2, bullet 1`` or ``p. 7, Mr. Delattre (France)``."""
        parts = []
        if self.section:
            parts.append(f"section “{self.section}”")
        if self.page is not None:
            parts.append(f"p. {self.page}")
        if self.paragraph is not None:
            parts.append(f"para. {self.paragraph}")
        if self.bullet is not None:
            parts.append(f"bullet {self.bullet}")
        if self.speaker:
            parts.append(self.speaker)
        return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence (or list item, or heading line) of a passage, the smallest thing quoted.

    ``lead_in`` is the sentence that introduces the list this one is an item of.
    """

    span: Span
    pinpoint: Pinpoint
    lead_in: Span | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A structural unit of a document, at most the embedding model's token limit with its heading.

    ``heading`` (title · date · speaker) is embedded and indexed with the text but is not part of
    it. ``sentences`` are what may be quoted, in order: headings, titles and source lines are not.
    """

    ordinal: int
    span: Span
    heading: str
    pinpoint: Pinpoint
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Alias:
    """A short form and the full name that a document or the glossary gives for it."""

    short: str
    full: str


@dataclass(frozen=True, slots=True)
class ResolvedDate:
    """A relative or incomplete date of the text, and the day that it means."""

    span: Span
    date: dt.date


@dataclass(frozen=True, slots=True)
class Document:
    """One version of one document, read, laid out and cut into passages.

    ``date`` is the day a reader cites it by (posted, adopted, held); ``event_date`` the day of
    the meeting that it is about. ``held`` is false for a catalogue card, whose ``text`` is our
    own description and never stands for the document's words.
    """

    id: str
    title: str
    kind: Kind
    text: str
    passages: tuple[Passage, ...] = ()
    symbol: str | None = None
    date: dt.date | None = None
    event_date: dt.date | None = None
    language: str = "en"
    url: str | None = None
    publisher: str | None = None
    held: bool = True
    corrected: bool = False
    cites: tuple[str, ...] = ()
    aliases: tuple[Alias, ...] = ()
    dates: tuple[ResolvedDate, ...] = ()

    @property
    def rank(self) -> SourceRank:
        """How close this source stands to what it speaks of."""
        return source_rank(self.kind, held=self.held, symbol=self.symbol)
