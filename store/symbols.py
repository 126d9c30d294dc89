"""United Nations document symbols: finding them, their one canonical form, kind and address.

A symbol is the key of a document in every language. The canonical form is in upper case with the
conventional ``Add.1``, ``Rev.1``, ``(Resumption 1)``; one space before a bracketed year; no space
after ``PV.``; a hyphen between the halves of a double symbol. A Council resolution carries its year
wherever that is known: ``S/RES/1373 (2001)``, however it is mentioned (see
:mod:`store.resolutions`).

Mentions in words ("resolution 2396 (2017)", "its 8148th meeting") are in
:mod:`store.symbol_mentions`; :func:`find_symbols` gives both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from store.records import Kind, Span
from store.resolutions import number_of
from store.spans import SpanSet
from store.symbol_addresses import (
    FileSymbol,
    halves,
    official_url,
    record_of_part_name,
    symbol_of_file_name,
    symbol_of_url,
)
from store.symbol_forms import FORMAL, TYPED, canonical, is_plausible, is_symbol, unfold
from store.symbol_members import further_members
from store.symbol_mentions import find_mentions, meeting_symbol

__all__ = [
    "FileSymbol",
    "FoundSymbol",
    "canonical",
    "find_symbols",
    "find_urls",
    "is_symbol",
    "kind_of",
    "meeting_symbol",
    "official_url",
    "record_of_part_name",
    "same_document",
    "symbol_of_file_name",
    "symbol_of_url",
]


@dataclass(frozen=True, slots=True)
class FoundSymbol:
    """One mention of a document.

    ``symbol`` is the canonical key, ``span`` the printed form's characters. ``starred``: the
    printed form carries the asterisk of a document reissued for technical reasons. ``formal``:
    it is printed as a symbol rather than described in words.
    """

    symbol: str
    span: Span
    starred: bool = False
    formal: bool = True


_DIGIT = re.compile(r"\d")
_URL = re.compile(
    r"(?:https?://|www\.)[^\s<>\"“”]+"
    r"|(?<![\w.-])(?:[\w-]{1,63}\.){1,5}(?:org|int|com|net|edu|gov|info|eu|fr|ru|uk|ch)/[^\s<>\"“”]+",
    re.IGNORECASE,
)


def find_symbols(text: str) -> list[FoundSymbol]:
    """Every mention of a document in running text, in order, none counted twice.

    Nothing is taken out of a URL; see :func:`symbol_of_url`.
    """
    if not _DIGIT.search(text):  # most lines have none, and no document is named without one
        return []
    taken = find_urls(text)
    found: list[FoundSymbol] = []
    in_words = [FoundSymbol(key, span, formal=False) for key, span in find_mentions(text)]
    folded = unfold(text)
    for batch in (_find_formal(folded), _find_typed(folded), in_words):
        occupied, end = SpanSet(taken), 0
        for mention in sorted(batch, key=lambda mention: mention.span):
            if mention.span.start >= end and not occupied.overlaps(mention.span):
                found.append(mention)
                taken.append(mention.span)
                end = mention.span.end
    return sorted(found, key=lambda mention: mention.span)


def find_urls(text: str) -> list[Span]:
    """Where addresses stand in running text, with or without their scheme."""
    return [Span(*match.span()) for match in _URL.finditer(text)]


def same_document(one: str, other: str) -> bool:
    """Whether two canonical keys name one document.

    A resolution whose year is not known is named by its number, and a document that was issued
    under two symbols by either.
    """
    if one == other:
        return True
    if number_of(one) is not None and number_of(one) == number_of(other):
        return not (one.endswith(")") and other.endswith(")"))
    return one in halves(other) or other in halves(one)


def kind_of(symbol: str) -> Kind | None:
    """What the symbol alone says of the document's kind; ``None`` where it says nothing.

    A plain ``S/2019/742`` may be a letter, a report or a draft, so it says nothing.
    """
    key = canonical(symbol)
    if re.search(r"^[AES]/(?:HRC/)?RES/", key):
        return Kind.RESOLUTION
    if "/PRST/" in key:
        return Kind.PRESIDENTIAL_STATEMENT
    if re.search(r"/[PS][VR]\.\d", key):
        return Kind.RECORD
    if re.search(r"/L\.\d", key):
        return Kind.DRAFT
    if re.match(r"D?SG/SM/\d", key):
        return Kind.STATEMENT
    return Kind.MEETINGS_COVERAGE if re.match(r"(?:SC|CS|GA|AG)/(?:[A-Z]+/)?\d", key) else None


def _find_formal(text: str) -> Iterator[FoundSymbol]:
    for match in FORMAL.finditer(text):
        if not is_plausible(match.group()):
            continue
        start, end = match.span()
        starred = text[end : end + 1] == "*" and text[end + 1 : end + 2] != "*"
        starred = starred and text[max(0, start - 1) : start] != "*"
        key = canonical(match.group())
        yield FoundSymbol(key, Span(start, end + starred), starred)
        yield from _further(text, key, end + starred)


def _find_typed(text: str) -> Iterator[FoundSymbol]:
    for match in TYPED.finditer(text):
        if is_plausible(match.group().upper()):
            key = canonical(match.group())
            yield FoundSymbol(key, Span(*match.span()))
            yield from _further(text, key, match.end())


def _further(text: str, key: str, at: int) -> Iterator[FoundSymbol]:
    return (FoundSymbol(one.symbol, one.span) for one in further_members(text, key, at))
