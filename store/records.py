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
    """Where in a document, in the way its kind is cited. Numbers are 1-based.

    ``item`` is what follows a paragraph's number, as printed: ``(a)`` or ``(a) (i)``.
    ``preambular`` counts the paragraphs before a resolution's operative ones. ``annex`` is as
    printed (``annex``, ``annex II``). ``speaker`` has the country or office in brackets, and
    ``spoke_in`` is the language that the words were spoken in where they are a translation.
    """

    paragraph: int | None = None
    bullet: int | None = None
    page: int | None = None
    section: str | None = None
    speaker: str | None = None
    item: str | None = None
    preambular: int | None = None
    annex: str | None = None
    spoke_in: str | None = None

    @property
    def label(self) -> str:
        """The printed form: ``para. 2, bullet 1`` or ``p. 7, Mr. Delattre (France)``.

        Where there are numbered paragraphs, they are cited rather than pages.
        """
        parts = []
        if self.annex:
            parts.append(self.annex)
        if self.section:
            parts.append(f"section “{self.section}”")
        numbered = self.paragraph is not None or self.preambular is not None
        if self.page is not None and not numbered:
            parts.append(f"p. {self.page}")
        if self.preambular is not None:
            parts.append(f"preambular para. {self.preambular}")
        if self.paragraph is not None:
            parts.append(f"para. {self.paragraph}" + (f" {self.item}" if self.item else ""))
        if self.bullet is not None:
            parts.append(f"bullet {self.bullet}")
        if self.speaker:
            parts.append(self.speaker)
        return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence (or list item, or heading line) of a passage, the smallest thing quoted.

    ``lead_in`` is the sentence that introduces the list this one is an item of, or, for a later
    part of a sentence that is too long for one passage, how that sentence begins. ``expected``:
    it says what is planned, likely or possible, and not what has happened.
    """

    span: Span
    pinpoint: Pinpoint
    lead_in: Span | None = None
    expected: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """A structural unit of a document, at most the embedding model's token limit with its heading.

    ``heading`` (title · date · speaker) is embedded and indexed with the text but is not part of
    it. ``sentences`` are what may be quoted, in order; labels, source lines and what a page repeats
    are not, and a passage of nothing else has none.
    ``procedural``: it only conducts the meeting ("I now give the floor to …"), or is a footnote.
    """

    ordinal: int
    span: Span
    heading: str
    pinpoint: Pinpoint
    sentences: tuple[Sentence, ...]
    procedural: bool = False


@dataclass(frozen=True, slots=True)
class Alias:
    """A short form and the full name that a document or the glossary gives for it."""

    short: str
    full: str


@dataclass(frozen=True, slots=True)
class ResolvedDate:
    """A date of the text, and the day that it means.

    ``relative``: the words alone do not say which day ("tomorrow", "25 September").
    """

    span: Span
    date: dt.date
    relative: bool = True


class DayKind(StrEnum):
    """What a day in a document's masthead is the day of."""

    POSTED = "posted"
    MASTHEAD = "masthead"
    LETTER = "letter"
    MEETING = "meeting"
    ADOPTION = "adoption"


@dataclass(frozen=True, slots=True)
class Day:
    """A day that a document gives for itself, and what it is the day of."""

    kind: DayKind
    date: dt.date


class RelationKind(StrEnum):
    """How one UN document stands to another; each reads "this document … that one"."""

    CITES = "cites"
    SUPERSEDES = "supersedes"
    CORRECTS = "corrects"
    EXTENDS = "extends"
    RESUMES = "resumes"
    ANNEX_OF = "is annexed to"
    RECORD_OF = "records the meeting of"
    COVERS = "covers"
    DRAFT_OF = "is a draft of"
    ADOPTED_AT = "was adopted at"


@dataclass(frozen=True, slots=True)
class Relation:
    """This document's relation to the one whose symbol is ``target``."""

    kind: RelationKind
    target: str


@dataclass(frozen=True, slots=True)
class Turn:
    """One speaker's turn in a verbatim record. Pages are 1-based.

    ``speaker`` is as printed ("Mr. Delattre", "The President"), ``affiliation`` the country or
    office in brackets or resolved, and ``name`` the person where the printed form is an office.
    ``spoke_in`` is the language spoken, where the record's words are a translation. ``acting_for``
    is the State that a presiding officer speaks for "in my national capacity".
    """

    ordinal: int
    speaker: str
    page_from: int | None = None
    page_to: int | None = None
    name: str | None = None
    affiliation: str | None = None
    spoke_in: str | None = None
    presiding: bool = False
    acting_for: str | None = None
    procedural: bool = False


MEETING_TABLE = "meeting table"
"""The layout of a catalogue card that was read from a table of meetings, not written by hand."""


@dataclass(frozen=True, slots=True)
class Document:
    """One version of one document, read, laid out and cut into passages.

    ``date`` is the day a reader cites it by (posted, adopted, held); ``event_date`` the day of
    the meeting that it is about. ``held`` is false for a catalogue card, whose ``text`` is our
    own description and never stands for the document's words. ``authors`` are the States or
    offices that it comes from (a draft's sponsors, a letter's author), ``original_language`` the
    language that it was written in where it is a translation, ``layout`` what it was recognised
    as, and ``page_count`` its pages where it has any. ``session`` is the session or year that its
    masthead prints ("Seventy-third year"), and ``agenda_item`` what it was issued or held under,
    as printed: the item's number in the Assembly's agenda, its words in the Council's.
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
    days: tuple[Day, ...] = ()
    relations: tuple[Relation, ...] = ()
    turns: tuple[Turn, ...] = ()
    authors: tuple[str, ...] = ()
    original_language: str | None = None
    layout: str = "generic"
    page_count: int | None = None
    session: str | None = None
    agenda_item: str | None = None

    @property
    def rank(self) -> SourceRank:
        """How close this source stands to what it speaks of."""
        return source_rank(self.kind, held=self.held, symbol=self.symbol)
