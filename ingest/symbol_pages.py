"""From what a service gave for a symbol to the document, once it proves to be that document.

The services answer with anything: another document, or a page about one. Only what prints the
symbol on its first page is taken.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

from ingest.fetching.answers import BY_HAND
from ingest.fetching.content import suffix_of
from ingest.formats import Page
from ingest.language import english_name
from ingest.parsing import parse_binary, parse_characters, read_text
from ingest.webpages import ReadPage
from store.errors import SourceError
from store.records import Document
from store.symbols import find_symbols, kind_of, same_document
from store.visits import Visit

_OPENING = 60  # blocks of a page of the web in which its symbol stands


def read_by_symbol(data: bytes, visit: Visit, read: ReadPage) -> Sequence[Document]:
    """The document that was asked for by its symbol.

    It is read as one whose symbol nobody knows, so that the symbol found is the one that it prints.
    Raises :class:`SourceError` where that is another, or none.
    """
    symbol = visit.symbol or ""
    suffix = suffix_of(data, visit.url or "")
    file = symbol.replace("/", "_").replace(" ", "")
    found = read(data, name=f"the document{suffix}", sidecar=None)
    if len(found) != 1:
        raise SourceError(f"a list of documents came in place of {symbol}", BY_HAND)
    document = found[0]
    printed = document.symbol
    if printed is not None and not same_document(symbol, printed):
        raise _another(symbol, printed)
    kind = kind_of(symbol)
    if printed is None or kind not in (None, document.kind):
        if printed is None:
            _check_first_page(_parsed(data, f"{file}{suffix}"), symbol)
        facts = f"symbol = {json.dumps(symbol)}".encode()
        [document] = read(data, name=f"{file}-{visit.language}{suffix}", sidecar=facts)
    _check_language(document, visit)
    return [document if document.url else replace(document, url=visit.url)]


def _check_language(document: Document, visit: Visit) -> None:
    """Raises :class:`SourceError` for English in place of the language that was asked for.

    Anything in place of English is taken for what it is, with its language beside its symbol.
    """
    asked, came = visit.language or "en", document.language
    if asked not in ("en", came):
        names = english_name(asked) or asked, english_name(came) or came
        raise SourceError(
            f"{visit.symbol} was asked for in {names[0]} and came in {names[1]}",
            "ask for it without --language",
        )


def _parsed(data: bytes, name: str) -> Page:
    page = parse_binary(data, name=name)
    return page or parse_characters(read_text(data, name=name), name=name)


def _check_first_page(page: Page, symbol: str) -> None:
    """Raises :class:`SourceError` unless the first symbol on the first page is this one.

    A document names others, but not before itself.
    """
    text = "\n".join((*_first_page(page), *page.running))
    first = next((found.symbol for found in find_symbols(text) if found.formal), None)
    if first is None:
        raise SourceError(
            f"what came for {symbol} does not print that symbol on its first page",
            f"look at it in a browser; if it is {symbol}, save it into a source folder under "
            "that name",
        )
    if not same_document(symbol, first):
        raise _another(symbol, first)


def _first_page(page: Page) -> list[str]:
    found: list[str] = []
    for block in page.blocks[: None if page.page_count else _OPENING]:
        later = next((part.at for part in block.pages if part.page > 1), None)
        if later == 0:
            break
        found.append(block.text[:later])
    return found


def _another(symbol: str, printed: str) -> SourceError:
    return SourceError(
        f"{symbol} was asked for and a document came that prints {printed}",
        "look at it in a browser; if the service is right, save it into a source folder",
    )
