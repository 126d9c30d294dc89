"""What came, by its bytes: headers promise what they like."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from ingest.formats.text import file_type
from store.errors import SourceError

_PIECE = 1_000_000  # bytes that are unpacked at once, so that a small answer cannot fill the memory

_START = 4_096
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]", re.IGNORECASE)
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|title|meta|script|p|div|h1)[\s>/]", re.I)
_SUFFIXES = {
    b"%PDF": ".pdf",
    b"PK\x03\x04": ".docx",
    b"\xd0\xcf\x11\xe0": ".doc",
    b"\xffWPC": ".wpd",
    b"{\\rtf": ".rtf",
}

# What the usual guards put into a page that only a browser passes, and pages do not.
_WALL_HEADERS = {
    "x-amzn-waf-action": re.compile("challenge|captcha", re.I),
    "cf-mitigated": re.compile("challenge", re.I),
    "x-datadome": re.compile("."),
}
_WALL_BODY = re.compile(
    rb"_Incapsula_Resource|awsWafCookieDomainList|token\.awswaf\.com|/cdn-cgi/challenge-platform/"
    rb"|<title>Just a moment\.\.\.|<title>Attention Required! \| Cloudflare|captcha-delivery\.com"
    rb"|px-captcha|<title>Pardon Our Interruption|<title>Access Denied</title>.{0,600}Reference&#32"
    rb"|ddos-guard|sucuri_cloudproxy_js|<title>DDoS-Guard",
    re.IGNORECASE | re.DOTALL,
)
_WALL_LARGEST = 60_000  # bytes; a page with a guard's script and much text is a page
_WALL_STATUS = frozenset({202, 401, 403, 405, 406, 429, 503})


class Sort(StrEnum):
    """What the bytes are."""

    FEED = "a feed"
    HTML = "an HTML page"
    XML = "XML"
    TEXT = "text"
    BINARY = "a binary file"


def sort_of(data: bytes) -> Sort:
    """What some bytes are, by how they begin."""
    start = data[:_START].lstrip(b"\xef\xbb\xbf \t\r\n")
    if file_type(data):
        return Sort.BINARY
    if _FEED.search(start) and not re.match(rb"<(?:!doctype\s+html|html)", start, re.I):
        return Sort.FEED
    if start.startswith(b"<?xml"):
        return Sort.HTML if b"<html" in start.lower() else Sort.XML
    if start.startswith(b"<") and _HTML.search(start):
        return Sort.HTML
    return Sort.TEXT


def suffix_of(data: bytes, url: str) -> str:
    """The file ending that fits the bytes; the address's own for kinds of plain text."""
    for magic, suffix in _SUFFIXES.items():
        if data.startswith(magic):
            return suffix
    if sort_of(data) is Sort.HTML:
        return ".html"
    given = PurePosixPath(urlsplit(url).path).suffix.lower()
    return given if given in (".md", ".markdown") else ".txt"


def promised_file(url: str, content_type: str) -> str | None:
    """The kind of document file that an address or header promises, if one: ``PDF``, ``Word``."""
    path, _, query = url.lower().partition("?")
    if path.endswith(".pdf") or "application/pdf" in content_type or "t=pdf" in query.split("&"):
        return "PDF"
    if path.endswith((".doc", ".docx")) or "msword" in content_type:
        return "Word file"
    return None


def is_wall(status: int, headers: Iterable[tuple[str, str]], body: bytes) -> bool:
    """Whether an answer is a challenge to prove that a person is there."""
    for name, value in headers:
        pattern = _WALL_HEADERS.get(name.lower())
        if pattern is not None and status in _WALL_STATUS and pattern.search(value):
            return True
    return (status in _WALL_STATUS or status == 200) and (
        len(body) <= _WALL_LARGEST and _WALL_BODY.search(body) is not None
    )


def unpacked(pieces: Iterable[bytes], encoding: str, *, host: str) -> Iterator[bytes]:
    """A body without its content encoding, in pieces of bounded size.

    Raises :class:`SourceError` for an encoding that was not asked for, and one that is broken.
    """
    named = encoding.strip().lower()
    if named in ("", "identity"):
        yield from pieces
        return
    if named not in ("gzip", "x-gzip", "deflate"):
        raise SourceError(
            f"{host} answers in an encoding that was not asked for ({named[:40]})",
            "save the page from a browser and put the file into a source folder",
        )
    unpack = zlib.decompressobj(zlib.MAX_WBITS | 32)
    try:
        for piece in pieces:
            yield from _unpack(unpack, piece)
        if not unpack.eof:
            raise zlib.error("it ends too early")
    except zlib.error as error:
        raise SourceError(
            f"{host} sent a broken compressed page ({error})", "refresh again later"
        ) from error


def _unpack(unpack: zlib._Decompress, piece: bytes) -> Iterator[bytes]:
    while not unpack.eof:
        got = unpack.decompress(piece, _PIECE)
        yield got
        piece = unpack.unconsumed_tail
        if not piece and len(got) < _PIECE:
            return
