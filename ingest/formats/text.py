"""Plain text: bytes to characters, and characters to paragraphs and bullets."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.formats import Block, BlockKind, Page, ReadText, tidy
from store.errors import SourceError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a Word document or another zipped file"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"\xffWPC", "a WordPerfect document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"\x1f\x8b", "a compressed file"),
)
# Three letters of two bytes in a row, or a typographic quotation mark or dash, in UTF-8. In the
# encodings of one byte, these are letters and signs in an order that no language has.
_PLAIN_UTF8 = re.compile(rb"(?:[\xc2-\xdf][\x80-\xbf]){3}|\xe2\x80[\x93-\x9d]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_MOST_CONTROLS = 0.01  # of the characters; a stray form feed or escape is no proof of binary
_SAMPLE = 65_536

_BULLET = re.compile(
    r"^(?P<indent>[ \t\u00a0]*)(?P<mark>[•·▪▫◦‣●○■□∙⁃*–—-]|o(?=\t))[ \t\u00a0]+(?=\S)"
)
_LOOSE_MARKS = frozenset("*-–—")  # also used for notes and dashes
_LONG_LINE = 200  # characters: a longer line is a paragraph by itself, not one of wrapped lines


def file_type(data: bytes) -> str | None:
    """What a binary file is by its first bytes ("a PDF"), or ``None`` for anything else."""
    return next((name for magic, name in _MAGIC if data.startswith(magic)), None)


def decode(data: bytes, *, name: str) -> ReadText:
    """The text of a file, and the encoding used.

    UTF-8 and marked Unicode first; then Windows and KOI8 encodings by how their letters fall.
    Raises :class:`SourceError` where the file is empty, is not text, or its encoding cannot be
    told. ``name`` names the file in errors.
    """
    if not data.strip():
        raise SourceError(f"{name} is empty", "put the document's text in it and refresh again")
    if binary := file_type(data):
        raise SourceError(
            f"{name} is {binary}, which this version does not read",
            "save it as text or HTML and refresh again",
        )
    if _is_mixed(data):
        raise SourceError(
            f"{name} is not in one encoding throughout", "save it as UTF-8 and refresh again"
        )
    read = _decode(data)
    if read is None or _is_binary(read.text):
        raise SourceError(
            f"{name} is not text", "save the document as UTF-8 text or HTML and refresh again"
        )
    if not tidy(read.text):
        raise SourceError(f"{name} is empty", "put the document's text in it and refresh again")
    return read


def _decode(data: bytes) -> ReadText | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _try(data, encoding)
    if read := _try(data, "utf-8"):
        return read if "\0" not in read.text[:_SAMPLE] else _unmarked_utf16(data)
    return _unmarked_utf16(data) or _single_byte(data)


def _is_mixed(data: bytes) -> bool:
    """Whether some of the bytes are plainly UTF-8 and others plainly are not.

    Read as one encoding, one of the two parts would be rubbish that nobody notices.
    """
    return _PLAIN_UTF8.search(data) is not None and not _is_unicode(data)


def _is_unicode(data: bytes) -> bool:
    marked = any(data.startswith(mark) for mark, _ in _MARKS)
    return marked or _try(data, "utf-8") is not None or _unmarked_utf16(data) is not None


def _try(data: bytes, encoding: str) -> ReadText | None:
    try:
        return ReadText(data.decode(encoding), encoding)
    except UnicodeError:
        return None


def _unmarked_utf16(data: bytes) -> ReadText | None:
    """UTF-16 without a mark: every other byte of Western text is zero."""
    sample = data[:_SAMPLE]
    half = max(len(sample) // 2, 1)
    for parity, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        zeros = sample[parity::2].count(0) / half
        others = sample[1 - parity :: 2].count(0) / half
        if zeros > 0.3 and others < 0.02:
            return _try(data, encoding)
    return None


def _single_byte(data: bytes) -> ReadText | None:
    """Cyrillic where most letters are high bytes, else Western; what has zeros is neither.

    The two Cyrillic encodings put capitals where the other has small letters, and text has more
    small letters than capitals.
    """
    sample = data[:_SAMPLE]
    if 0 in sample:
        return None
    high = sum(byte >= 0xC0 for byte in sample)
    low = sum(chr(byte).isalpha() for byte in sample if byte < 0x80)
    if high > low:
        small_in_cp1251 = sum(byte >= 0xE0 for byte in sample)
        return _try(data, "cp1251" if small_in_cp1251 * 2 > high else "koi8-r")
    return _try(data, "cp1252")


def _is_binary(text: str) -> bool:
    sample = text[:_SAMPLE]
    controls = len(_CONTROLS.findall(sample))
    return "\0" in sample or controls > len(sample) * _MOST_CONTROLS


@dataclass(slots=True)
class _Line:
    text: str
    mark: str | None
    indent: int


@dataclass(frozen=True, slots=True)
class _Marked:
    block: Block
    mark: str | None


def parse_text(text: str) -> Page:
    """The paragraphs and bullets of plain text.

    Blank lines part paragraphs. Lines that follow each other are one wrapped paragraph, unless
    one of them is too long to have been wrapped.
    """
    marked = [item for group in _groups(text) for item in _group_blocks(group)]
    return Page(tuple(_keep_notes(marked)))


def _groups(text: str) -> Iterator[list[_Line]]:
    group: list[_Line] = []
    for raw in text.splitlines():
        if not tidy(raw):
            if group:
                yield group
            group = []
            continue
        match = _BULLET.match(raw)
        if match:
            indent = len(match.group("indent").expandtabs(4))
            group.append(_Line(raw[match.end() :], match.group("mark"), indent))
        else:
            group.append(_Line(raw, None, len(raw) - len(raw.lstrip())))
    if group:
        yield group


def _group_blocks(group: list[_Line]) -> Iterator[_Marked]:
    wrapped = all(len(line.text) <= _LONG_LINE for line in group)
    indents = sorted({line.indent for line in group if line.mark})
    first, texts = group[0], [group[0].text]
    for line in group[1:]:
        if line.mark or not wrapped:
            yield _marked(first, texts, indents)
            first, texts = line, []
        texts.append(line.text)
    yield _marked(first, texts, indents)


def _marked(first: _Line, texts: list[str], indents: list[int]) -> _Marked:
    text = tidy(" ".join(texts))
    if first.mark is None:
        return _Marked(Block(text), None)
    level = indents.index(first.indent) + 1
    return _Marked(Block(text, BlockKind.BULLET, level), first.mark)


def _keep_notes(marked: list[_Marked]) -> Iterator[Block]:
    """A lone "* Corrected on …" is a note and keeps its mark; a list has a lead-in or company."""
    for at, item in enumerate(marked):
        before = marked[at - 1] if at else None
        after = marked[at + 1] if at + 1 < len(marked) else None
        listed = (before and (before.mark or before.block.text.endswith(":"))) or (
            after and after.mark
        )
        if item.mark in _LOOSE_MARKS and not listed:
            yield Block(f"{item.mark} {item.block.text}")
        else:
            yield item.block
