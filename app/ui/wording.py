"""The words that the page puts around the documents' own: dates, ranks, counts."""

from __future__ import annotations

import datetime as dt

from app.answering.answer import Ambiguity, Citation, Correction, DateNote, FilterFound
from store.printing import long_date
from store.records import Kind, SourceRank

NOT_HELD = "Not held: catalogue description"
GLOSSARY = "Glossary: in Penholder’s own words"
CORRECTED = "Corrected by its publisher"
CHANGED = "The source has changed since: this sentence no longer stands there"
INTRODUCTION_CHANGED = "The source has changed since: what introduces this is another sentence now"
REMOVED = "The source was removed from the library"
HELD_SINCE = "The document itself is held since: this was the catalogue’s description of it"


def edited_on(moment: dt.datetime) -> str:
    """That a document's text was edited after it was first read, and when that was seen."""
    return f"Edited on {long_date(moment.astimezone().date())}"


def rank_line(rank: SourceRank, date: dt.date | None) -> str:
    """What a source is worth and when it spoke: ``Forecast · as of 24 September 2019``."""
    if rank is SourceRank.CARD:
        return NOT_HELD
    name = sentence_case(rank.value)
    if date is None:
        return name
    if rank is SourceRank.FORECAST:
        return f"{name} · as of {long_date(date)}"
    return f"{name} · {long_date(date)}"


def sentence_case(words: str) -> str:
    """The words with their first letter raised and the rest as it is."""
    return words[:1].upper() + words[1:]


def kind_name(kind: Kind) -> str:
    """A document's kind, for a list."""
    return sentence_case(kind.value)


def date_note(note: DateNote) -> str:
    """A relative date and the day that it means."""
    return f"“{note.text}” = {long_date(note.date)}"


def correction_note(correction: Correction) -> str:
    """How a misspelt word of the question was read."""
    return f"Read “{correction.written}” as “{correction.read_as}”"


def filter_note(found: FilterFound) -> str:
    """What words of the question narrow its answer to."""
    return f"“{found.text}” narrows this to the {found.means}"


def ambiguity_note(short: Ambiguity) -> str:
    """What a short form of the question may stand for."""
    return f"“{short.written}” may stand for {' or '.join(short.meanings)}"


def own_words(citation: Citation) -> bool:
    """Whether a citation's text is this library's description and not a document's words."""
    return not citation.held or citation.source_rank in (SourceRank.CARD, SourceRank.GLOSSARY)


def count(number: int, noun: str) -> str:
    """A number with its noun: ``1 document``, ``2 documents``."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
