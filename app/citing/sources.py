"""What every style needs to know of a document that is cited, read from its citation once."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from enum import StrEnum
from urllib.parse import unquote, urlsplit

from app.answering.answer import Citation
from app.citing.pinpoints import read_pinpoint
from app.foreign_text import one_line
from app.links import safe_url
from store.printing import long_date, place_in
from store.records import Kind, Pinpoint, SourceRank
from store.symbol_addresses import halves
from store.symbols import canonical, is_symbol

PENHOLDER = "Penholder"
SECURITY_COUNCIL_REPORT = "Security Council Report"
_REPORT = re.compile(r"Security Council Report|What[’']s In Blue")
_HOST_OF_REPORT = re.compile(r"(?:www\.)?(?:securitycouncilreport|whatsinblue)\.org")
_FORECAST_MONTH = re.compile(r"/monthly[-_]forecast/([12]\d{3})-(0[1-9]|1[0-2])(?:/|$)")
_PRESS = re.compile(
    r"(?:SC|CS|GA|AG|DSG/SM|SG/SM|SG/A|SG/T|ECOSOC|DC|PI|ORG|AFR|BIO|ENV|HR|OBV|PAL)"
    r"/(?:[A-Z]{1,3}/)?\d{3,6}"
)
_RESOLUTION = re.compile(
    r"(?:S|A|E|A/HRC)/RES/(?P<number>\d[\w/]*(?: [A-H])?|E?S-\d+/\d+)"
    r"(?: \((?:(?P<year>\d{4})|(?P<session>[^()\d]+))\))?"
)
_RECORD = re.compile(
    r"(?:(?P<council>S)|(?P<assembly>A)/(?P<session>E?S-\d+|\d+))/PV\.(?P<number>\d+)"
    r"(?: \(Resumption [\dIVX]+\))?"
)
_PRESIDENTIAL = re.compile(r"S/PRST/(?P<number>\d{4}/\d+)")


class Sort(StrEnum):
    """How a document is cited, which its symbol decides before its kind."""

    RESOLUTION = "resolution"
    RECORD = "record"
    PRESIDENTIAL_STATEMENT = "presidential statement"
    DOCUMENT = "document"
    PRESS_RELEASE = "press release"
    ARTICLE = "article"
    GLOSSARY = "glossary"


@dataclass(frozen=True, slots=True)
class Organ:
    """An organ of the United Nations as the styles name it."""

    name: str
    short: str
    bluebook: str
    records: str | None = None


_NATIONS = Organ("United Nations", "UN", "U.N.")
# The longest beginning of a symbol comes first.
_ORGANS = {
    "A/HRC/": Organ("Human Rights Council", "UNHRC", "H.R.C."),
    "A/": Organ("General Assembly", "UNGA", "G.A.", "U.N. GAOR"),
    "S/": Organ("Security Council", "UNSC", "S.C.", "U.N. SCOR"),
    "E/": Organ("Economic and Social Council", "UN ECOSOC", "E.S.C."),
    "ST/": Organ("Secretariat", "UN Secretariat", "U.N. Secretariat"),
}


@dataclass(frozen=True, slots=True)
class Source:
    """One document at one place, ready to be cited: each text is on one line.

    ``title`` is empty where the document has none but its symbol. ``number`` is a resolution's,
    a presidential statement's or a meeting's; ``in_brackets`` is the year or the session that is
    printed behind a resolution's. ``session`` is the Assembly's, of one of its records.
    ``container`` is the site or series that an article stands in.
    """

    sort: Sort
    organ: Organ
    title: str
    symbol: str | None
    date: dt.date | None
    url: str | None
    place: Pinpoint
    held: bool
    number: str = ""
    in_brackets: str | None = None
    session: str | None = None
    author: str | None = None
    container: str | None = None

    @property
    def year(self) -> int | None:
        """The year of the document, from its day or else from a resolution's symbol."""
        if self.date is not None:
            return self.date.year
        return int(self.in_brackets) if self.in_brackets and self.is_by_year else None

    @property
    def is_by_year(self) -> bool:
        """Whether what stands behind a resolution's number is a year, and not a session."""
        return self.in_brackets is not None and self.in_brackets.isdigit()

    @property
    def article_url(self) -> str | None:
        """Where an article is; what has a symbol is found by that, and has no address here."""
        return self.url if self.sort is Sort.ARTICLE else None

    @property
    def official(self) -> bool:
        """Whether it is no press release, each of which says that it is not an official record."""
        return self.sort is not Sort.PRESS_RELEASE

    @property
    def called(self) -> str:
        """The name of the document by itself: its title, or what stands in for one."""
        if self.title:
            return self.title
        if self.sort is Sort.RESOLUTION:
            return f"Resolution {self.numbered}"
        return self.symbol or self.sort.value

    @property
    def numbered(self) -> str:
        """A resolution's number as the United Nations prints it: ``2396 (2017)``."""
        return f"{self.number} ({self.in_brackets})" if self.in_brackets else self.number


def source_of(citation: Citation) -> Source:
    """What a citation says of its document, and the place in it.

    The place is left empty where the document is not held: then the quotation is the catalogue's
    description, and the place one in that.
    """
    symbol, title = _symbol_and_title(citation)
    url = safe_url(citation.url)
    place = one_line(citation.pinpoint) if citation.held else ""
    if citation.kind is not Kind.RECORD:  # whose title is not printed
        place = place_in(title, place)
    source = Source(
        sort=Sort.ARTICLE,
        organ=_organ(symbol),
        title=title,
        symbol=symbol,
        date=citation.date,
        url=url,
        place=read_pinpoint(place),
        held=citation.held,
    )
    if citation.kind is Kind.GLOSSARY or citation.source_rank is SourceRank.GLOSSARY:
        return replace(source, sort=Sort.GLOSSARY, author=PENHOLDER)
    if symbol is not None:
        return _issued(source, halves(symbol)[0])
    if citation.kind in (Kind.MEETINGS_COVERAGE, Kind.PRESS_STATEMENT):
        return replace(source, sort=Sort.PRESS_RELEASE)
    return _published(source, citation)


def _symbol_and_title(citation: Citation) -> tuple[str | None, str]:
    """The symbol in its printed form, and the title without it where it is nothing more."""
    title = one_line(citation.title)
    symbol = one_line(citation.symbol or "") or None
    record, _, _speaker = title.partition(", ")
    if symbol is None and citation.kind is Kind.RECORD and is_symbol(record):
        symbol = record  # one speech of a record is called by the record and its speaker
    if symbol is not None:
        symbol = canonical(symbol) if is_symbol(symbol) else symbol
        if title in (symbol, citation.symbol):
            title = ""
    return symbol, title or ("" if symbol else one_line(citation.document) or "Untitled")


def _issued(source: Source, key: str) -> Source:
    """A document with a symbol, by the symbol's form; ``key`` is the first of two."""
    if _PRESS.fullmatch(key):
        return replace(source, sort=Sort.PRESS_RELEASE, organ=_NATIONS)
    if match := _RESOLUTION.fullmatch(key):
        brackets = match["year"] or match["session"]
        return replace(source, sort=Sort.RESOLUTION, number=match["number"], in_brackets=brackets)
    if match := _RECORD.fullmatch(key):
        return replace(source, sort=Sort.RECORD, number=match["number"], session=match["session"])
    if match := _PRESIDENTIAL.fullmatch(key):
        return replace(source, sort=Sort.PRESIDENTIAL_STATEMENT, number=match["number"])
    return replace(source, sort=Sort.DOCUMENT)


def _published(source: Source, citation: Citation) -> Source:
    """An article on the web or a file with no symbol."""
    parts = urlsplit(source.url or "")
    host = parts.netloc
    # Anybody may write a brief: whose it is, its address or whoever is said to report says.
    reported = _REPORT.search(citation.attribution or "") is not None
    if not (reported or _HOST_OF_REPORT.fullmatch(host)):
        return replace(source, container=host.removeprefix("www.") or None)
    container = {Kind.BRIEF: "What's In Blue", Kind.FORECAST: "Monthly Forecast"}.get(citation.kind)
    month = _FORECAST_MONTH.search(unquote(parts.path))
    if container and month:
        first = dt.date(int(month[1]), int(month[2]), 1)
        container = f"{long_date(first).partition(' ')[2]} Monthly Forecast"
    return replace(source, author=SECURITY_COUNCIL_REPORT, container=container)


def _organ(symbol: str | None) -> Organ:
    key = symbol or ""
    return next((organ for start, organ in _ORGANS.items() if key.startswith(start)), _NATIONS)
