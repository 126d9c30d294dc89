"""What a Word file must keep to before it is opened, and its parts as parsed XML.

A few kilobytes of zip can unpack to gigabytes, and a few lines of XML entities too. So the sizes
that the file declares for its parts are added up first (the reader stops at them), and a part that
declares entities, as no Word file does, is refused.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from store.errors import SourceError

MAX_FILE = 100_000_000
MAX_UNPACKED = 200_000_000
MAX_PART = 32_000_000
"""Bytes of the file, of all that it unpacks to, and of one part of its text."""
MAX_RATIO = 150
MAX_ENTRIES = 4_000
MAX_MARKS = 4_000_000
"""Elements' beginnings and ends in one part; each takes a few hundred bytes once parsed."""

_LIGHT = 4_000_000  # bytes of all text parts
_RATIO_FROM = 2_000_000  # bytes; small parts of the same few elements compress well
_READ = frozenset({"styles", "numbering", "footnotes", "endnotes", "header", "footer"})
_OLE = b"\xd0\xcf\x11\xe0"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_WORD_TYPE = re.compile(r"wordprocessingml\.|ms-word\.(?:document|template)")
_TEXT_PART = re.compile(r"\.(?:xml|rels)$", re.IGNORECASE)
_ENCODING = re.compile(rb"encoding\s*+=\s*+[\"']([A-Za-z0-9_.-]{1,40})")
_SAVE = "open it in Word, save it as a new document and refresh again"


@dataclass(frozen=True, slots=True)
class Parts:
    """The parsed parts of a Word file that hold text: its body, and those that belong to it.

    ``roots`` are the latter by what they are to the main one (``footnotes``).
    """

    body: Any
    roots: Mapping[str, Sequence[Any]]

    def root(self, relation: str) -> Any | None:
        """The part of that kind, where there is one."""
        return next(iter(self.roots.get(relation, ())), None)


def open_word(data: bytes, *, name: str) -> Parts:
    """A Word document's parts.

    Raises :class:`SourceError` where it is locked, damaged, larger than the limits, another
    program's, or a format of before 2007.
    """
    _refuse_old(data, name)
    try:
        _check(data, name)
        return _opened(data, name)
    except _damages() as error:
        raise SourceError(f"{name} is a damaged Word document ({_told(error)})", _SAVE) from error


def is_light(data: bytes) -> bool:
    """Whether the parts that hold text are small enough to be parsed in this process.

    What cannot be told counts as light: it ends at :func:`open_word`'s checks.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            entries = package.infolist()
    except _damages():
        return True
    sizes = (entry.file_size for entry in entries if _TEXT_PART.search(entry.filename))
    return sum(sizes) <= _LIGHT


def _damages() -> tuple[type[Exception], ...]:
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    return (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        KeyError,
        ValueError,
        AttributeError,  # python-docx takes an element for granted that a damaged part lacks
        TypeError,
        RuntimeError,
        OpcError,
        LxmlError,
    )


def _told(error: Exception) -> str:
    return " ".join(f"{error}".split())[:120] or type(error).__name__


def _refuse_old(data: bytes, name: str) -> None:
    if data.startswith(_OLE):
        if _LOCKED in data:
            raise SourceError(
                f"{name} is locked with a password", "save it without one and refresh again"
            )
        raise SourceError(
            f"{name} is a Word document of before 2007, which is not read",
            "save it as .docx or PDF and refresh again",
        )


def _check(data: bytes, name: str) -> None:
    if len(data) > MAX_FILE:
        raise _too_large(name, f"takes more than {MAX_FILE // 1_000_000} MB")
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        entries = package.infolist()
        if len(entries) > MAX_ENTRIES:
            raise _too_large(name, f"has more than {MAX_ENTRIES} parts")
        if sum(entry.file_size for entry in entries) > MAX_UNPACKED:
            raise _too_large(name, f"unpacks to more than {MAX_UNPACKED // 1_000_000} MB")
        for entry in entries:
            if entry.flag_bits & 1:
                raise SourceError(
                    f"{name} is locked with a password", "save it without one and refresh again"
                )
            if _TEXT_PART.search(entry.filename):
                _check_part(package, entry, name)


def _check_part(package: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str) -> None:
    packed = max(entry.compress_size, 1)
    if entry.file_size > MAX_PART:
        raise _too_large(name, f"has a part of more than {MAX_PART // 1_000_000} MB")
    if entry.file_size > _RATIO_FROM and entry.file_size > MAX_RATIO * packed:
        raise _too_large(name, f"has a part that unpacks to {entry.file_size // packed} times")
    part = package.read(entry)
    declared = _ENCODING.search(part[: max(part.find(b"?>"), 200)])
    encoding = declared.group(1).lower() if declared else b"utf-8"
    if b"\0" in part[:200] or encoding not in (b"utf-8", b"us-ascii", b"ascii"):
        part = _as_utf8(part, encoding)
    if b"<!DOCTYPE" in part or b"<!ENTITY" in part:
        raise SourceError(f"{name} declares entities, as no Word document does", _SAVE)
    if part.count(b"<") > MAX_MARKS:
        raise _too_large(name, "has a part of too many elements")


def _as_utf8(part: bytes, encoding: bytes) -> bytes:
    """A part as the parser will read it, so that nothing hides in another encoding."""
    codec = "utf-16" if b"\0" in part[:200] else encoding.decode("ascii")
    try:
        return part.decode(codec).encode("utf-8", "replace")
    except (LookupError, UnicodeError) as error:
        raise ValueError(f"a part in the encoding {codec}") from error


def _too_large(name: str, what: str) -> SourceError:
    return SourceError(
        f"{name} {what}, as no real document does", "save its text as a smaller document"
    )


def _opened(data: bytes, name: str) -> Parts:
    from docx.opc.package import OpcPackage

    package = OpcPackage.open(io.BytesIO(data))
    main = package.main_document_part
    if not _WORD_TYPE.search(main.content_type):
        raise SourceError(
            f"{name} is not a Word document",
            "save the document itself as .docx or PDF and refresh again",
        )
    body = next((child for child in _root(main) if child.tag.endswith("}body")), None)
    if body is None:
        raise SourceError(f"{name} is a Word document without a body", _SAVE)
    roots: dict[str, list[Any]] = {}
    for link in main.rels.values():
        relation = link.reltype.rsplit("/", 1)[-1]
        if relation in _READ and not link.is_external:
            roots.setdefault(relation, []).append(_root(link.target_part))
    return Parts(body, roots)


def _root(part: Any) -> Any:
    from docx.oxml.parser import parse_xml

    element = getattr(part, "element", None)
    return parse_xml(part.blob) if element is None else element
