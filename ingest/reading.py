"""From a source's bytes to documents: the one door that a refresh comes in by.

bytes → characters (``formats.text``) → blocks (``formats``) → title, date and body (``layouts``)
→ passages (``chunking``), with the symbols, short forms and dates found on the way.
"""

from __future__ import annotations

import datetime as dt
import logging
import re
from collections.abc import Set
from pathlib import Path, PurePosixPath

from ingest.acronyms import find_aliases
from ingest.chunking import CHUNKER_VERSION, cut, heading_of
from ingest.composing import Body, compose
from ingest.formats import Page
from ingest.formats.html import parse_html
from ingest.formats.markdown import parse_markdown
from ingest.formats.text import decode, parse_text
from ingest.identity import document_id, url_month
from ingest.language import guess_language
from ingest.layouts import LaidOut
from ingest.layouts.brief import lay_out_brief, looks_like_brief
from ingest.layouts.forecast import lay_out_forecast, looks_like_forecast
from ingest.layouts.generic import lay_out_generic
from ingest.sidecar import Sidecar, read_sidecar
from store.dates import find_dates
from store.embedding import Embedder
from store.errors import SourceError
from store.records import Document, Kind, ResolvedDate
from store.symbols import find_symbols, is_symbol, kind_of, symbol_of_url

_log = logging.getLogger(__name__)

PIPELINE_VERSION = "2"
"""Raised with every change that reads the same bytes differently."""

PIPELINE = f"reading {PIPELINE_VERSION}, chunker {CHUNKER_VERSION}"
"""What a library notes of how its documents were read; another value makes it read again."""

GLOSSARY_NAME = "glossary.md"
_BRIEFS = "briefs"
"""A folder of this name holds briefs, whatever else their files do not say."""

_HTML = frozenset({".html", ".htm", ".xhtml"})
_MARKDOWN = frozenset({".md", ".markdown"})
_TEXT = frozenset({".txt", ".text", ""})
_SPACE = re.compile(r"\s*")
_HTML_START = re.compile(r"<!doctype\s+html|<html[\s>]", re.IGNORECASE)
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
        facts = read_sidecar(decode(sidecar, name=beside).text, beside)
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
    read = decode(data, name=path.name)
    if not read.encoding.startswith("utf-8"):
        _log.info("%s was read as %s", path.name, read.encoding)
    text = read.text
    if path.suffix.lower() == ".toml":
        from ingest.layouts.cards import read_cards

        return read_cards(text, source=path.name)
    if path.name.lower() == GLOSSARY_NAME:
        from ingest.layouts.glossary import read_glossary

        return read_glossary(text, source=path.name)
    page = _parse(text, path)
    folders = {*path.parts[:-1], *Path(source).parts[:-1]}
    return [
        _document(page, name=name, sidecar=sidecar or Sidecar(), embedder=embedder, folders=folders)
    ]


def _parse(text: str, path: PurePosixPath) -> Page:
    suffix = path.suffix.lower()
    if suffix in _HTML or _begins_as_html(text):
        return parse_html(text, name=path.name)
    if suffix in _MARKDOWN:
        return parse_markdown(text)
    if suffix in _TEXT:
        return parse_text(text)
    raise SourceError(
        f"{path.name} is a {suffix[1:].upper()} file, which this version does not read",
        "save it as text or HTML and refresh again",
    )


def _begins_as_html(text: str) -> bool:
    """Whether a page's first mark, after any comments, is one that HTML begins with."""
    at = 0
    while True:
        if space := _SPACE.match(text, at):
            at = space.end()
        if not text.startswith("<!--", at):
            return _HTML_START.match(text, at) is not None
        end = text.find("-->", at + 4)
        if end == -1:
            return False
        at = end + len("-->")


def _document(
    page: Page, *, name: str, sidecar: Sidecar, embedder: Embedder, folders: Set[str]
) -> Document:
    url = sidecar.url or page.url
    stem = PurePosixPath(name).stem
    symbol = sidecar.symbol or (symbol_of_url(url) if url else None)
    laid = _lay_out(
        page,
        url=url,
        kind=sidecar.kind,
        symbol=symbol,
        name=stem,
        filed_as_brief=_BRIEFS in folders,
    )
    body = compose(laid.blocks)
    if not body.placed:
        raise SourceError(
            f"{PurePosixPath(name).name} has a title but no text",
            "put the document's text in it and refresh again",
        )
    month = url_month(url) if url and laid.kind in (Kind.BRIEF, Kind.FORECAST) else None
    posted = sidecar.posted or laid.posted or _posted_from_words(body.text, month)
    title = sidecar.title or laid.title
    identifier = document_id(symbol=symbol, url=url, name=name)
    passages = cut(
        body,
        heading=heading_of(title, posted),
        count_tokens=embedder.count_tokens,
        max_tokens=embedder.max_tokens,
    )
    dates = _resolved_dates(body, posted, month)
    return Document(
        id=identifier,
        title=title,
        kind=laid.kind,
        text=body.text,
        passages=passages,
        symbol=symbol,
        date=posted,
        event_date=_event_date(laid.kind, dates, posted),
        language=sidecar.language or page.language or guess_language(body.text),
        url=url,
        publisher=sidecar.publisher or laid.publisher or page.site,
        corrected=laid.corrected,
        cites=_cited(f"{title}\n\n{body.text}", symbol),
        aliases=find_aliases(body.text),
        dates=dates,
    )


def _lay_out(
    page: Page,
    *,
    url: str | None,
    kind: Kind | None,
    symbol: str | None,
    name: str,
    filed_as_brief: bool,
) -> LaidOut:
    """By what is said of the document, else by its address, its looks, or the folder it is in."""
    if kind is Kind.BRIEF or (kind is None and "/whatsinblue/" in (url or "")):
        return lay_out_brief(page, name=name)
    if kind is Kind.FORECAST or (kind is None and re.search(r"/monthly[-_]forecast/", url or "")):
        return lay_out_forecast(page, name=name)
    if kind is None and symbol is None:
        if looks_like_brief(page) or filed_as_brief:
            return lay_out_brief(page, name=name)
        if looks_like_forecast(page):
            return lay_out_forecast(page, name=name)
    known = kind or (kind_of(symbol) if symbol else None) or Kind.OTHER
    return lay_out_generic(page, kind=known, name=name)


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


def _resolved_dates(
    body: Body, posted: dt.date | None, month: tuple[int, int] | None
) -> tuple[ResolvedDate, ...]:
    """Relative dates and the days they mean. A month alone resolves "25 September", not "today"."""
    against = posted or (dt.date(*month, _MID_MONTH) if month else None)
    return tuple(
        ResolvedDate(date.span, date.date_from)
        for date in find_dates(body.text, posted=against)
        if date.relative and date.is_day and (posted or re.search(r"\d", date.span.of(body.text)))
    )


def _event_date(
    kind: Kind, dates: tuple[ResolvedDate, ...], posted: dt.date | None
) -> dt.date | None:
    """The day of the meeting that a brief is about: its first date, close after its posting."""
    if kind is not Kind.BRIEF or posted is None or not dates:
        return None
    days = (dates[0].date - posted).days
    return dates[0].date if 0 <= days <= _EVENT_DAYS else None


def _cited(text: str, own: str | None) -> tuple[str, ...]:
    found = dict.fromkeys(mention.symbol for mention in find_symbols(text))
    return tuple(symbol for symbol in found if symbol != own and is_symbol(symbol))
