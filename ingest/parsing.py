"""From bytes to blocks: which format a source is in, and reading it as that.

The first bytes decide, not the name, since servers and people name things wrongly; the name only
tells text formats apart.
"""

from __future__ import annotations

import logging
import re
from pathlib import PurePosixPath

from ingest.formats import Page
from ingest.formats.html import parse_html
from ingest.formats.markdown import parse_markdown
from ingest.formats.text import decode, parse_text
from store.errors import SourceError

_log = logging.getLogger(__name__)

_HTML = frozenset({".html", ".htm", ".xhtml"})
_MARKDOWN = frozenset({".md", ".markdown"})
_TEXT = frozenset({".txt", ".text", ""})
MAX_TEXT = 40_000_000
"""Bytes of a file of text, a web page's pictures and scripts among them."""
MAX_CHARACTERS = 8_000_000
"""Of a file of plain text or Markdown, before it is read."""

_PDF_MARK = b"%PDF-"
_PDF_WITHIN = 1024  # bytes in which readers look for the mark, since some servers write before it
_WORD_MARKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # a zip; an old one, or one with a password
_SPACE = re.compile(r"\s*")
_HTML_START = re.compile(r"<!doctype\s+html|<html[\s>]", re.IGNORECASE)


def parse_binary(data: bytes, *, name: str) -> Page | None:
    """The blocks of a PDF or a Word file; ``None`` where the bytes are those of no such file.

    ``name`` names the file in errors. Raises :class:`SourceError` where it is damaged.
    """
    if is_pdf(data):
        from ingest.formats.pdf import parse_pdf

        return parse_pdf(data, name=name)
    if data.startswith(_WORD_MARKS):
        from ingest.formats.docx import parse_docx

        return parse_docx(data, name=name)
    return None


def is_pdf(data: bytes) -> bool:
    """Whether the bytes are those of a PDF."""
    return _PDF_MARK in data[:_PDF_WITHIN]


def read_text(data: bytes, *, name: str) -> str:
    """The characters of a text file; raises :class:`SourceError` where it is none, or is too large.

    A saved web page may carry its pictures, so that much more is taken than a document may have.
    """
    if len(data) > MAX_TEXT:
        raise SourceError(
            f"{name} is text of more than {MAX_TEXT // 1_000_000} MB",
            "split it, or save it without its pictures",
        )
    read = decode(data, name=name)
    if not read.encoding.startswith("utf-8"):
        _log.info("%s was read as %s", name, read.encoding)
    return read.text


def parse_characters(text: str, *, name: str) -> Page:
    """The blocks of a text file, by the ending of its ``name`` and by how it begins.

    Raises :class:`SourceError` where its type is not read.
    """
    path = PurePosixPath(name)
    suffix = path.suffix.lower()
    if suffix in _HTML or begins_as_html(text):
        return parse_html(text, name=path.name)
    if len(text) > MAX_CHARACTERS:
        raise SourceError(
            f"{path.name} has more than {MAX_CHARACTERS // 1_000_000} million characters",
            "split it into documents and refresh again",
        )
    if suffix in _MARKDOWN:
        return parse_markdown(text)
    if suffix in _TEXT:
        return parse_text(text)
    raise SourceError(
        f"{path.name} is a {suffix[1:].upper()} file, which this version does not read",
        "save it as PDF, Word, HTML or text and refresh again",
    )


def begins_as_html(text: str) -> bool:
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
