"""Entries for reference managers: BibTeX and RIS.

Both are made of the same facts. No text of a document can end a field, begin another or leave the
entry: each is on one line, and what means something to BibTeX is written out.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Sequence

from app.citing.sources import Sort, Source
from app.foreign_text import one_line
from store.records import Pinpoint
from store.symbols import canonical, is_symbol

NOT_OFFICIAL = "not an official record"
NOT_HELD = "catalogue description; the document itself is not held"

# BibTeX counts braces even behind a backslash, so that none may stand for itself.
_TEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{character: f"\\{character}" for character in "%&#_$"},
    }
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LONGEST_SLUG = 40  # characters of a key that is made of an address
_RIS_TYPES = {Sort.ARTICLE: "ELEC", Sort.GLOSSARY: "DICT"}
_REPORT_TYPES = {
    Sort.RESOLUTION: "Resolution",
    Sort.RECORD: "Verbatim record",
    Sort.PRESIDENTIAL_STATEMENT: "Presidential statement",
    Sort.PRESS_RELEASE: "Press release",
}


def key_of(document: str) -> str:
    """A document's key, the same in every export and no other document's.

    ``S_PV_8600_Resumption_1`` for what is known by its symbol; for anything else the end of its
    address, and six digits of a hash of the whole.
    """
    slug = re.sub(r"[^A-Za-z0-9]+", "_", document).strip("_")
    if is_symbol(document) and canonical(document) == document and document.isascii():
        return slug
    digest = hashlib.sha256(document.encode("utf-8", errors="replace")).hexdigest()[:6]
    last = re.sub(r"[^A-Za-z0-9]+", "_", document.rstrip("/").rpartition("/")[2]).strip("_")
    return f"{last[:_LONGEST_SLUG].strip('_') or 'document'}_{digest}"


def bibtex(
    source: Source, document: str, accessed: dt.date | None, places: Sequence[Pinpoint]
) -> str:
    """One ``@misc`` entry; ``places`` are all those that are cited."""
    fields = {
        "author": f"{{{_tex(_author(source))}}}" if _author(source) else "",
        "title": f"{{{_tex(source.called)}}}",
        "number": _tex(source.symbol or ""),
        "howpublished": _tex(_published(source)),
        "date": source.date.isoformat() if source.date else "",
        "year": str(source.year or ""),
        "month": _MONTHS[source.date.month - 1] if source.date else "",
        "pages": _pages(places),
        "url": source.url or "",
        "urldate": accessed.isoformat() if accessed and source.url else "",
        "note": _tex(_note(source, places)),
    }
    lines = [
        f"  {name} = {value if name == 'month' else f'{{{value}}}'},"
        for name, value in fields.items()
        if value
    ]
    return "\n".join([f"@misc{{{key_of(document)},", *lines, "}"])


def ris(source: Source, document: str, accessed: dt.date | None, places: Sequence[Pinpoint]) -> str:
    """One record, from ``TY`` to ``ER``; ``places`` are all those that are cited."""
    brief = source.sort is Sort.ARTICLE and source.author is not None
    day = f"{source.date:%Y/%m/%d}/" if source.date else ""
    tags = (
        ("TY", "BLOG" if brief else _RIS_TYPES.get(source.sort, "RPRT")),
        ("ID", key_of(document)),
        ("AU", _author(source)),
        ("TI", source.called),
        ("T2", source.container or ""),
        ("SN", source.symbol or ""),
        ("M3", _REPORT_TYPES.get(source.sort, "")),
        ("PY", str(source.year or "")),
        ("DA", day),
        ("SP", _pages(places)),
        ("UR", source.url or ""),
        ("Y2", f"{accessed:%Y/%m/%d}/" if accessed and source.url else ""),
        ("N1", _note(source, places)),
    )
    lines = [f"{tag}  - {one_line(value)}" for tag, value in tags if value]
    return "\n".join([*lines, "ER  - "])


def _author(source: Source) -> str:
    """Whose it is; no comma, at which reference managers part a name."""
    if source.author is not None:
        return source.author
    if source.sort is Sort.ARTICLE:
        return ""
    name = source.organ.name
    return name if name.startswith("United") else f"United Nations {name}"


def _published(source: Source) -> str:
    if source.symbol is None:
        return source.container or ""
    return f"{'UN Doc.' if source.official else 'UN press release'} {source.symbol}"


def _pages(places: Sequence[Pinpoint]) -> str:
    pages = sorted({place.page for place in places if place.page is not None})
    return ", ".join(map(str, pages))


def _note(source: Source, places: Sequence[Pinpoint]) -> str:
    """The places cited as printed, and what a reader must know of the source."""
    printed = "; ".join(dict.fromkeys(place.label for place in places if place.label))
    marks = ("" if source.official else NOT_OFFICIAL, "" if source.held else NOT_HELD)
    cited = f"Cited at {printed}" if printed else ""
    return ". ".join(f"{part[:1].upper()}{part[1:]}" for part in (cited, *marks) if part)


def _tex(text: str) -> str:
    return one_line(text).translate(_TEX)
