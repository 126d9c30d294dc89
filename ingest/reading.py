"""From a source's bytes to documents: the one door that a refresh comes in by.

bytes → blocks (``parsing``) → title, facts and body (``layouts``) → canonical text
(``composing``) → passages (``chunking``), with the symbols, short forms and dates found on the way.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Set
from pathlib import Path, PurePosixPath

from ingest.acronyms import find_aliases
from ingest.chunking import CHUNKER_VERSION, cut, heading_of
from ingest.composing import Body, compose
from ingest.formats import Page
from ingest.identity import document_id, is_of_report, url_month
from ingest.language import guess_language
from ingest.layouts import LaidOut
from ingest.layouts.brief import PUBLISHER as REPORT
from ingest.layouts.meeting_table import looks_like_meeting_table, read_meeting_table
from ingest.layouts.recognising import lay_out
from ingest.parsing import parse_binary, parse_characters, read_text
from ingest.sidecar import Sidecar, read_sidecar
from store.dates import find_dates, find_days
from store.embedding import Embedder
from store.errors import SourceError
from store.records import Day, DayKind, Document, Kind, Relation, ResolvedDate
from store.relations import relations_of
from store.resolutions import can_cite
from store.symbols import (
    canonical,
    find_symbols,
    is_symbol,
    official_url,
    record_of_part_name,
    same_document,
    symbol_of_file_name,
    symbol_of_url,
)

PIPELINE_VERSION = "9"
"""Raised with every change that reads the same bytes differently."""

PIPELINE = f"reading {PIPELINE_VERSION}, chunker {CHUNKER_VERSION}"
"""What a library notes of how its documents were read; another value makes it read again."""

MAX_CHARACTERS = 3_000_000
MAX_BLOCKS = 100_000
"""Of one document; the longest reports of the United Nations have a third of it."""

GLOSSARY_NAME = "glossary.md"
_TABLES = frozenset({".html", ".htm", ".csv"})
"""Endings of files that may be the Library's tables of meetings."""
_BRIEFS = "briefs"
"""A folder of this name holds briefs, whatever else their files do not say."""

_EVENT_DAYS = 3  # a brief is posted at most this many days before its meeting
_OPENING = 400  # characters in which a brief says when its meeting is
_MID_MONTH = 15
_DISTANCES = (("tomorrow", 1), ("today", 0), ("tonight", 0), ("this ", 0))


def read_source(
    data: bytes, *, name: str, source: str, sidecar: bytes | None, embedder: Embedder
) -> list[Document]:
    """As :func:`read_document`, the sidecar still in bytes."""
    facts = None
    if sidecar is not None:
        beside = PurePosixPath(name).with_suffix(".toml").name
        facts = read_sidecar(read_text(sidecar, name=beside), beside)
    return read_document(data, name=name, source=source, sidecar=facts, embedder=embedder)


def read_document(
    data: bytes, *, name: str, source: str, sidecar: Sidecar | None, embedder: Embedder
) -> list[Document]:
    """The documents in a file: one, or for a catalogue as many as it has cards.

    ``name`` is the path under the source's root, with slashes, and ``source`` where the file is.
    Raises :class:`SourceError` where the file is empty, is not text, or is of a type that is not
    read, and names it by the last part of ``name``.
    """
    path = PurePosixPath(name.replace("\\", "/"))
    if path.suffix.lower() == ".toml":
        from ingest.layouts.cards import read_cards

        return read_cards(read_text(data, name=path.name), source=path.name)
    if path.name.lower() == GLOSSARY_NAME:
        from ingest.layouts.glossary import read_glossary

        return read_glossary(read_text(data, name=path.name), source=path.name)
    page = parse_binary(data, name=path.name)
    if page is None:
        text = read_text(data, name=path.name)
        if path.suffix.lower() in _TABLES and looks_like_meeting_table(text):
            return read_meeting_table(text, source=path.name)
        page = parse_characters(text, name=path.name)
    folders = {*path.parts[:-1], *Path(source).parts[:-1]}
    return [
        _document(page, name=name, sidecar=sidecar or Sidecar(), embedder=embedder, folders=folders)
    ]


def _document(
    page: Page, *, name: str, sidecar: Sidecar, embedder: Embedder, folders: Set[str]
) -> Document:
    path = PurePosixPath(name)
    _check_size(page, path.name)
    url = sidecar.url or page.url
    named = sidecar.symbol or (symbol_of_url(url) if url else None)
    filed = symbol_of_file_name(path.name)
    part_of = None if named or filed else record_of_part_name(path.name)
    laid = lay_out(
        page,
        url=url,
        kind=sidecar.kind,
        symbol=named or (filed.symbol if filed else None),
        name=path.stem,
        filed_as_brief=_BRIEFS in folders,
        part_of=part_of,
    )
    symbol = _symbol(laid, named, filed.symbol if filed else None, path.name)
    body = compose(laid.blocks, by_page=laid.layout == "generic")
    if not body.placed:
        raise SourceError(
            f"{path.name} has a title but no text",
            "put the document's text in it and refresh again",
        )
    month = url_month(url) if url and laid.kind in (Kind.BRIEF, Kind.FORECAST) else None
    posted = sidecar.posted or _date(laid) or _posted_from_words(body.text, month)
    title = sidecar.title or laid.title
    language = (
        sidecar.language
        or laid.language
        or page.language
        or (filed.language if filed else None)
        or guess_language(body.text)
    )
    passages = cut(
        body,
        heading=heading_of(title, posted),
        count_tokens=embedder.count_tokens,
        max_tokens=embedder.max_tokens,
    )
    dates = _dates(body, posted, month)
    return Document(
        # Each part of a record is a document by itself, and cited by the record's symbol.
        id=document_id(
            symbol=None if laid.part_of else symbol, url=url, name=name, language=language
        ),
        title=title,
        kind=laid.kind,
        text=body.text,
        passages=passages,
        symbol=symbol,
        date=posted,
        event_date=_event_date(laid, dates, posted),
        language=language,
        url=url or _official_url(symbol, posted, language),
        publisher=sidecar.publisher or laid.publisher or _publisher(url) or page.site,
        corrected=laid.corrected,
        cites=_cited(f"{title}\n\n{body.text}", symbol),
        aliases=find_aliases(body.text),
        dates=dates,
        days=_days(laid, posted),
        relations=_relations(laid, symbol),
        turns=laid.turns,
        authors=laid.authors,
        original_language=laid.original_language,
        layout=laid.layout,
        page_count=page.page_count,
        session=laid.session,
        agenda_item=laid.agenda_item,
    )


def _check_size(page: Page, name: str) -> None:
    """Raises :class:`SourceError` for more text than reading ends with in half a minute."""
    characters = sum(len(block.text) for block in page.blocks)
    if characters > MAX_CHARACTERS or len(page.blocks) > MAX_BLOCKS:
        raise SourceError(
            f"{name} has {characters:,} characters in {len(page.blocks):,} paragraphs, more than "
            f"the {MAX_CHARACTERS:,} in {MAX_BLOCKS:,} that are read as one document",
            "split it into documents and refresh again",
        )


def _publisher(url: str | None) -> str | None:
    return REPORT if url and is_of_report(url) else None


def _official_url(symbol: str | None, date: dt.date | None, language: str) -> str | None:
    return official_url(symbol, date.year if date else None, language) if symbol else None


def _symbol(laid: LaidOut, named: str | None, filed: str | None, name: str) -> str | None:
    """The symbol that the document prints, which is what it is, whatever its file is called.

    Raises :class:`SourceError` where its address or sidecar says that it is another document.
    """
    printed = canonical(laid.symbol) if laid.symbol else None
    if named and printed and not same_document(named, printed):
        raise SourceError(
            f"{name} should be {named} but prints the symbol {printed}",
            "mend the symbol in its sidecar, or get the right document and refresh again",
        )
    return named or printed or filed or laid.part_of


_CITED_BY = (DayKind.ADOPTION, DayKind.MEETING, DayKind.POSTED, DayKind.MASTHEAD, DayKind.LETTER)
"""Which of a document's days it is cited by, the first that it has."""


def _date(laid: LaidOut) -> dt.date | None:
    if laid.posted is not None:
        return laid.posted
    days = {day.kind: day.date for day in laid.days}
    return next((days[kind] for kind in _CITED_BY if kind in days), None)


def _days(laid: LaidOut, posted: dt.date | None) -> tuple[Day, ...]:
    if laid.days or posted is None:
        return laid.days
    return (Day(DayKind.POSTED, posted),)


def _relations(laid: LaidOut, symbol: str | None) -> tuple[Relation, ...]:
    """What the document says and what its symbol says, each once."""
    by_symbol = relations_of(symbol) if symbol else ()
    found = dict.fromkeys((*laid.relations, *by_symbol))
    return tuple(sorted(found, key=lambda relation: (relation.kind.value, relation.target)))


def _posted_from_words(text: str, month: tuple[int, int] | None) -> dt.date | None:
    """The day of posting of a page that does not print it, as a print form does not.

    Its address has the year and month, and "Tomorrow (25 September)" in its first words the day.
    """
    if month is None:
        return None
    opening = text[:_OPENING]
    for found in find_dates(opening, posted=dt.date(*month, _MID_MONTH)):
        words = found.span.of(opening).lower()
        distance = next((days for word, days in _DISTANCES if word in words), None)
        if found.is_day and distance is not None and "(" in words:
            posted = found.date_from - dt.timedelta(days=distance)
            return posted if (posted.year, posted.month) == month else None
    return None


def _dates(
    body: Body, posted: dt.date | None, month: tuple[int, int] | None
) -> tuple[ResolvedDate, ...]:
    """The days that the text names. A month alone resolves "25 September", not "today"."""
    against = posted or (dt.date(*month, _MID_MONTH) if month else None)
    return tuple(
        ResolvedDate(found.span, found.date_from, found.relative)
        for found in find_days(body.text, posted=against)
        if posted or not found.relative or re.search(r"\d", found.span.of(body.text))
    )


def _event_date(
    laid: LaidOut, dates: tuple[ResolvedDate, ...], posted: dt.date | None
) -> dt.date | None:
    """The day of the meeting that a document records, covers or adopts at, or is a brief about.

    A brief's is its first date that only its posting explains, close after that.
    """
    held = next((d.date for d in laid.days if d.kind in (DayKind.MEETING, DayKind.ADOPTION)), None)
    if held is not None or laid.kind is not Kind.BRIEF or posted is None:
        return held
    first = next((found.date for found in dates if found.relative), None)
    return first if first and 0 <= (first - posted).days <= _EVENT_DAYS else None


def _cited(text: str, own: str | None) -> tuple[str, ...]:
    found = dict.fromkeys(mention.symbol for mention in find_symbols(text))
    return tuple(
        symbol
        for symbol in found
        if symbol != own and is_symbol(symbol) and (own is None or can_cite(own, symbol))
    )
