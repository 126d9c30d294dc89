"""Where a UN document is to be had by its symbol: the United Nations' own services, as data.

``documents.un.org`` is the service for programs, and ``docs.un.org`` the page for people, which is
a script without text: what is named by the second is asked of the first. Press releases are pages
of ``press.un.org``, below the year of their day, which their numbers tell roughly.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from store.resolutions import LAST_YEAR, number_of
from store.symbol_addresses import LANGUAGES, halves
from store.symbols import canonical, is_symbol, official_url, symbol_of_url

_PRESS = re.compile(r"(SC|CS|GA|AG|SG/SM|DSG/SM)/(\d+)")
_PRESS_LANGUAGES = {"en": {"CS": "SC", "AG": "GA"}, "fr": {"SC": "CS", "GA": "AG"}}
_NEW_PRESS_PATH = re.compile(r"/(?P<page>en|fr)/(?:sc|cs|ga|ag|sgsm|dsgsm)/\d+\.doc\.htm")
_LANGUAGE_OF_PATH = re.compile(rf"/({'|'.join(LANGUAGES)})/")
_LANGUAGE_OF_QUERY = re.compile(r"(?:^|&)l=([a-z]{1,2})(?:&|$)", re.IGNORECASE)
_LETTERS = {"e": "en", "f": "fr", "s": "es", "r": "ru", "a": "ar", "c": "zh"}
_BY_SYMBOL = frozenset({"docs.un.org", "undocs.org", "documents.un.org"})

# Press releases whose day is known, as the year and how far into it: between two of them, the
# number tells the year, or one of two.
_RELEASES: dict[str, tuple[tuple[int, float], ...]] = {
    "SC": (
        *((10005, 2010.59), (11255, 2014.05), (11457, 2014.48), (12566, 2016.82)),
        *((12839, 2017.39), (13138, 2017.97), (13170, 2018.05), (13963, 2019.73)),
        *((14794, 2022.13), (15769, 2024.55), (16444, 2026.2)),
    ),
}
_NEAR_A_YEAR = 0.2  # years by which the reckoning of a day may be out
_YEARS_TRIED = 2  # after the last year of the table of resolutions, for one that it has not


@dataclass(frozen=True, slots=True)
class Wanted:
    """One document in one language (``en``, ``fr``, ``es``, ``ru``, ``ar``, ``zh``) to ask for."""

    symbol: str
    language: str = "en"

    @property
    def key(self) -> str:
        """What it is kept under as a source: the address of its page for people.

        Named as a source itself, it leads to the same document.
        """
        if press := _PRESS.fullmatch(self.symbol):
            series, number = press.groups()
            name = series.replace("/", "").lower()
            return f"https://press.un.org/{self.language}/{name}/{number}.doc.htm"
        return f"https://docs.un.org/{self.language}/" + quote(_tight(self.symbol), safe="/.")

    @property
    def name(self) -> str:
        """As a user would name it, and as the library does."""
        return self.symbol if self.language == "en" else f"{self.symbol} [{self.language}]"

    @property
    def is_press(self) -> bool:
        """Whether it is a press release, which is a web page."""
        return _PRESS.fullmatch(self.symbol) is not None

    @property
    def needs_year(self) -> bool:
        """Whether its address has a year that its symbol has not."""
        return self.is_press or _has_no_year(self.symbol)

    def link(self, year: int | None = None) -> str:
        """Where a person finds it."""
        return official_url(self.symbol, year, self.language) or self.key


@dataclass(frozen=True, slots=True)
class Routes:
    """Where the services are; another place may stand in for each (``https://host``)."""

    documents: str = "https://documents.un.org"
    press: str = "https://press.un.org"

    def __post_init__(self) -> None:
        object.__setattr__(self, "documents", self.documents.rstrip("/"))
        object.__setattr__(self, "press", self.press.rstrip("/"))

    def host(self, wanted: Wanted) -> str:
        """The host that is asked for it first."""
        return urlsplit(self.press if wanted.is_press else self.documents).hostname or ""

    def addresses(self, wanted: Wanted, years: Iterable[int] = ()) -> tuple[str, ...]:
        """The addresses to ask in turn. ``years``: when it may be of, where that is known."""
        if press := _PRESS.fullmatch(wanted.symbol):
            series, number = press.groups()
            return tuple(self._releases(wanted.language, series, number, years))
        named = dict.fromkeys(s for half in halves(wanted.symbol) for s in _written(half, years))
        return tuple(
            f"{self.documents}/api/symbol/access?s={quote(name, safe='')}&l={wanted.language}&t=pdf"
            for name in named
        )

    def _releases(self, page: str, series: str, number: str, years: Iterable[int]) -> Iterator[str]:
        name = series.replace("/", "").lower()
        reckoned = _years_of(_PRESS_LANGUAGES["en"].get(series, series), int(number))
        for year in dict.fromkeys((*years, *reckoned)):
            yield f"{self.press}/{page}/{year}/{name}{number}.doc.htm"
        yield f"{self.press}/{page}/{name}/{number}.doc.htm"


def wanted_by_symbol(text: str, language: str = "en") -> Wanted | None:
    """What a user asks for who writes a symbol; ``None`` for anything else.

    A press release has another series in French: ``CS/13963`` is ``SC/13963``.
    """
    if not is_symbol(text):
        return None
    symbol = canonical(text)
    press = _PRESS.fullmatch(symbol)
    if press is None:
        return Wanted(symbol, language)
    series, number = press.groups()
    language = "fr" if series in _PRESS_LANGUAGES["fr"].values() else language
    return Wanted(f"{_PRESS_LANGUAGES.get(language, {}).get(series, series)}/{number}", language)


def wanted_by_address(url: str) -> Wanted | None:
    """The document that an address of the United Nations gives by its symbol, if it does."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    symbol = symbol_of_url(url)
    if symbol is None:
        return None
    if host == "press.un.org" and (new := _NEW_PRESS_PATH.fullmatch(parts.path)):
        return wanted_by_symbol(symbol, new["page"])
    if host not in _BY_SYMBOL:
        return None
    found = _LANGUAGE_OF_QUERY.search(parts.query) or _LANGUAGE_OF_PATH.match(parts.path)
    language = found.group(1).lower() if found else "en"
    return Wanted(symbol, _LETTERS.get(language, language))


def is_given_in(wanted: Wanted) -> bool:
    """Whether its service has anything in that language."""
    return wanted.language in (_PRESS_LANGUAGES if wanted.is_press else LANGUAGES)


def _written(symbol: str, years: Iterable[int]) -> Iterator[str]:
    """How the service may write a symbol: without spaces, and where that leaves doubt with them."""
    if _has_no_year(symbol):
        likely = dict.fromkeys((*years, *range(LAST_YEAR + 1, LAST_YEAR + 1 + _YEARS_TRIED)))
        yield from (f"{symbol}({year})" for year in likely if year > LAST_YEAR)
        return
    yield symbol.replace(" ", "")
    if " " in _tight(symbol):
        yield symbol


def _has_no_year(symbol: str) -> bool:
    """Whether it is a Council resolution that is newer than the table of years."""
    return number_of(symbol) is not None and not symbol.endswith(")")


def _tight(symbol: str) -> str:
    return symbol.replace(" (", "(")


def _years_of(series: str, number: int) -> tuple[int, ...]:
    """The years that a press release may be of, likeliest first; none where nothing is known."""
    known = _RELEASES.get(series, ())
    at = bisect_left(known, (number, 0.0))
    if at == 0:
        return ()
    if at == len(known):
        last = int(known[-1][1])
        return (last, last + 1)
    (low, begun), (high, ended) = known[at - 1], known[at]
    reckoned = begun + (ended - begun) * (number - low) / (high - low)
    near = (reckoned, reckoned - _NEAR_A_YEAR, reckoned + _NEAR_A_YEAR)
    return tuple(dict.fromkeys(int(min(max(year, begun), ended)) for year in near))
