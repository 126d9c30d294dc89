"""What is fuzzed: each target takes any bytes, and raises nothing but what users are told.

A target that ends in another error than one of Penholder's own has found a fault. Hangs and memory
are watched by whoever runs them.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import PurePosixPath

from pydantic import TypeAdapter, ValidationError
from word_files import word_file, zipped

from app.answering.answer import Answer
from app.commands.asking import read_history
from ingest.feeds import parse_feed
from ingest.fetching.addresses import usable, without_credentials
from ingest.fetching.content import suffix_of
from ingest.fetching.redirects import next_place
from ingest.fetching.robots import Robots
from ingest.formats.docx import parse_docx
from ingest.formats.html import parse_html
from ingest.formats.pdf.document import read_pdf
from ingest.reading import read_source
from ingest.sidecar import read_sidecar
from ingest.sources import find, wanted_of
from ingest.webpages import read_page
from store import rows
from store.dates import find_dates, find_days
from store.embedding import HashEmbedder
from store.errors import PenholderError
from store.filters import Filters
from store.records import Document
from store.symbol_mentions import find_mentions
from store.symbols import (
    canonical,
    find_symbols,
    find_urls,
    is_symbol,
    symbol_of_file_name,
    symbol_of_url,
)
from store.visits import Visit

_EMBEDDER = HashEmbedder()
_FILTERS: TypeAdapter[Filters] = TypeAdapter(Filters)
_POSTED = dt.date(2019, 9, 24)
_FEED = "https://example.org/feed"
_PAGE = "https://example.org/2019/09/page"
_SIDECAR = b"\n=====\n"
"""What parts a document from its sidecar in one input."""
_PARTED = b"\n-----\n"
"""What parts one part of a Word file from the next."""


@dataclass(frozen=True, slots=True)
class Target:
    """One way in: what takes the bytes, and the file name that they would have."""

    take: Callable[[bytes], object]
    suffix: str = ""


def text_of(data: bytes) -> str:
    """Bytes as text, for what takes characters."""
    return data.decode("utf-8", errors="replace")


def symbols(data: bytes) -> None:
    """Symbols, mentions and addresses stand where they say that they do."""
    text = text_of(data)
    for found in find_symbols(text):
        assert 0 <= found.span.start < found.span.end <= len(text)
    for _symbol, span in find_mentions(text):
        assert 0 <= span.start < span.end <= len(text)
    find_urls(text)
    is_symbol(text)
    symbol_of_url(text)
    symbol_of_file_name(text)
    canonical(text)


def dates(data: bytes) -> None:
    """Dates stand where they say, with and without a day of posting."""
    text = text_of(data)
    for posted in (None, _POSTED):
        for found in [*find_dates(text, posted=posted), *find_days(text, posted=posted)]:
            assert 0 <= found.span.start < found.span.end <= len(text)
            assert found.date_from <= found.date_to


def document(suffix: str) -> Callable[[bytes], None]:
    """A file of that ending, all the way to the rows of the library, with a sidecar behind it."""

    def take(data: bytes) -> None:
        body, parted, beside = data.partition(_SIDECAR)
        name = f"briefs/paper{suffix}"
        for read in _read(body, name, beside if parted else None):
            _check(read)

    return take


def word_parts(data: bytes) -> None:
    """A whole Word file whose parts hold these bytes: changed bytes of a zip seldom open at all."""
    names = ("word/document.xml", "word/numbering.xml", "word/styles.xml", "word/footnotes.xml")
    parts = dict(zip(names, data.split(_PARTED), strict=False))
    around = word_file("", numbering="", styles="", footnotes="")
    with zipfile.ZipFile(io.BytesIO(around)) as package:
        files = {name: package.read(name) for name in package.namelist()}
    parse_docx(zipped({**files, **parts}), name="paper.docx")


def page(data: bytes) -> None:
    """A page of the web, which may say where it belongs."""
    posted = dt.datetime(2019, 9, 24, 21, tzinfo=dt.UTC)
    visit = Visit(asked=_PAGE, first_seen=posted, posted=posted)

    def read(data: bytes, *, name: str, sidecar: bytes | None) -> list[Document]:
        assert PurePosixPath(name).name == name
        return _read(data, name, sidecar)

    suffix_of(data, _PAGE)
    for found in read_page(data, visit, read):
        _check(found)


def conversation(data: bytes) -> None:
    """An answer that was kept, and the filters of a question; what is neither is told so."""
    try:
        found = Answer.model_validate_json(text_of(data))
    except ValidationError:
        with suppress(ValidationError):
            _FILTERS.validate_json(text_of(data))
        return
    assert Answer.model_validate_json(found.model_dump_json()) == found


def address(data: bytes) -> None:
    """An address that somebody gave, or that a site sends to, never shows what is secret in it."""
    url = text_of(data)
    shown = without_credentials(url)
    assert len(shown) <= 301
    assert all(map(str.isprintable, shown))
    with suppress(PenholderError):
        place = next_place([_PAGE], url, most=8)
        usable(place, allow_private=False)
    wanted_of(url)
    if "://" in url:  # anything else is a path, and all of a disk may lie under it
        find([url])


def robots(data: bytes) -> None:
    """A site's rules."""
    Robots(lambda _url: (200, data)).check(_PAGE)


def _read(data: bytes, name: str, sidecar: bytes | None) -> list[Document]:
    return read_source(data, name=name, source=f"/{name}", sidecar=sidecar, embedder=_EMBEDDER)


def _check(read: Document) -> None:
    """Every offset of a document stands in its text, and all of it can be written."""
    rows.check(read)
    read.text.encode()
    read.title.encode()


TARGETS: Mapping[str, Target] = {
    "symbols": Target(symbols),
    "dates": Target(dates),
    "html": Target(lambda data: parse_html(text_of(data), name="paper.html"), ".html"),
    "pdf": Target(lambda data: read_pdf(data, name="paper.pdf"), ".pdf"),
    "docx": Target(lambda data: parse_docx(data, name="paper.docx"), ".docx"),
    "wordml": Target(word_parts, ".xml"),
    "feed": Target(lambda data: parse_feed(data, url=_FEED), ".xml"),
    "sidecar": Target(lambda data: read_sidecar(text_of(data), "paper.toml"), ".toml"),
    "history": Target(lambda data: read_history(data, "talk.json"), ".json"),
    "conversation": Target(conversation, ".json"),
    "address": Target(address),
    "robots": Target(robots),
    "page": Target(page, ".html"),
    "text": Target(document(".txt"), ".txt"),
    "markdown": Target(document(".md"), ".md"),
    "word": Target(document(".docx"), ".docx"),
    "cards": Target(document(".toml"), ".toml"),
    "meetings": Target(document(".csv"), ".csv"),
}


def run(name: str, data: bytes) -> bool:
    """Gives one target some bytes; whether they were taken. Any other error goes through."""
    try:
        TARGETS[name].take(data)
    except PenholderError:
        return False
    return True
