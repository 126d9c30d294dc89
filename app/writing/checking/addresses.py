"""Addresses and markup: a statement has none that its sources do not have, in any language.

They are shown as the characters that they are and never as links. But a reader who is told to copy
an address copies it, and no sentence of a document says so.
"""

from __future__ import annotations

import re

from app.writing.checking.evidence import Evidence
from app.writing.checking.finding import Finding
from app.writing.contracts import Fault

_ADDRESS = re.compile(
    r"[a-z][a-z0-9+.-]{1,15}:(?://|(?=[^\s\d]))[^\s]*"  # "https://…", "javascript:…", "mailto:…"
    r"|[\w.+-]+@[\w-]+\.[\w.-]+"
    r"|\bwww\.[^\s]+"
    r"|(?<![\w./])[\w-]{2,63}(?:\.[\w-]{2,63})*\.(?=[a-z])[^\W\d_]{2,24}(?:[/:?#][^\s]*)?(?!\w)"
    r"|(?:\d{1,3}\.){3}\d{1,3}",
    re.IGNORECASE,
)
_ENDS_LOWER = re.compile(r"\.[a-z]{2,24}(?:[/:?#].*)?$")
_MARKUP = re.compile(r"</?[A-Za-z!][^<>]*>?|!?\[[^\[\]]*\]\([^()]*\)|&#?\w{2,8};")


def check_addresses(text: str, evidence: Evidence) -> Finding | None:
    """The first address, tag or link of a statement that stands in none of its sources."""
    there = " ".join((*evidence.texts, *(source.facts for source in evidence.sources))).casefold()
    for match in (*_MARKUP.finditer(text), *_ADDRESS.finditer(text)):
        found = match.group().rstrip(".,;:)»”")
        if _is_sentence_end(found):
            continue
        if found.casefold() not in there:
            return Finding(Fault.UNSUPPORTED, found)
    return None


def _is_sentence_end(found: str) -> bool:
    """Whether only the space behind a full stop is lacking: "the text.The Council"."""
    plain = not any(mark in found for mark in ":/@<[&") and not found[:1].isdigit()
    return plain and not found.casefold().startswith("www.") and not _ENDS_LOWER.search(found)
