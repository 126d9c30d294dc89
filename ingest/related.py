"""What the held documents cite and the library does not hold: which of it to fetch now, and how."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ingest.fetching.pacing import expected
from ingest.rechecking import is_due
from ingest.routes import Routes, Wanted, is_given_in, wanted_by_symbol
from store.library import Library
from store.manifest import Source, read_claims, read_sources
from store.naming import MissingDocument
from store.references import citations
from store.resolutions import number_of
from store.symbol_addresses import halves
from store.symbols import canonical, same_document
from store.visits import Visit, visit_of

DEFAULT_LIMIT = 20
"""Documents that one refresh fetches of those that are cited."""

_REQUESTS = 2  # a document of the service for programs: where it is, and it
_REQUESTS_OF_PRESS = 1


@dataclass(frozen=True, slots=True)
class Planned:
    """A document to ask for, and the held ones that cite it; none cites one that is rechecked."""

    wanted: Wanted
    host: str
    cited_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be fetched, most cited first, from where, and in about how many ``seconds``.

    ``left`` are those beyond the limit; ``waiting`` those that were asked for and are not due yet;
    ``removed`` those that were held once and taken out, which only their name brings back.
    """

    documents: tuple[Planned, ...]
    hosts: dict[str, int]
    seconds: float
    left: int
    waiting: int
    removed: int


def plan_related(
    library: Library,
    *,
    limit: int = DEFAULT_LIMIT,
    language: str = "en",
    routes: Routes | None = None,
    now: dt.datetime | None = None,
) -> Plan:
    """Everything that held documents cite and that is not held, as far as it may be asked now.

    Records that were fetched lately come last, where it is time to look for corrections of them.
    """
    routes = routes or Routes()
    today = (now or dt.datetime.now(dt.UTC)).astimezone(dt.UTC).date()
    with library.catalogue.reading() as connection:
        rows = read_sources(connection)
        claimed = {claim.source for claim in read_claims(connection)}
    asked: dict[Wanted, Planned] = {}
    waiting = removed = 0
    for missing in sorted(library.missing(), key=_urgency):
        wanted = wanted_by_symbol(missing.symbol, language)
        if wanted is None or not is_given_in(wanted) or wanted in asked:
            continue
        row, visit = rows.get(wanted.key), visit_of(rows.get(wanted.key))
        if row is not None and row.status == "ok" and visit is not None and visit.same_as is None:
            removed += 1
        elif visit is not None and not is_due(visit, today, read=False):
            waiting += 1
        else:
            asked[wanted] = Planned(wanted, routes.host(wanted), missing.cited_by)
    for wanted in _to_recheck(rows.values(), claimed, today):
        asked.setdefault(wanted, Planned(wanted, routes.host(wanted), ()))
    chosen = tuple(asked.values())[:limit]
    hosts = _counted(chosen)
    return Plan(
        documents=chosen,
        hosts=hosts,
        seconds=_seconds(chosen),
        left=len(asked) - len(chosen),
        waiting=waiting,
        removed=removed,
    )


class Years:
    """The years that documents may be of: their catalogue cards', else those of who cites them.

    A document is cited in its own year or in a later one, most often soon. The library is looked
    through once, at the first question.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._carded: dict[str, dict[str, int]] | None = None
        self._cited: dict[str, dict[str, int]] = {}

    def __call__(self, symbol: str) -> tuple[int, ...]:
        """The years to try, likeliest first; none where nothing is known."""
        if self._carded is None:
            self._carded = self._look()
        known = _of_same(symbol, self._carded)
        if known:
            return (min(known),)
        cited = _of_same(symbol, self._cited)
        return (min(cited), min(cited) - 1) if cited else ()

    def _look(self) -> dict[str, dict[str, int]]:
        carded: dict[str, dict[str, int]] = {}
        years: dict[str, int] = {}
        for summary in self._library.documents():
            if summary.date is None:
                continue
            years[summary.document] = summary.date.year
            if summary.symbol is not None:
                _note(carded, canonical(summary.symbol), summary.date.year)
        for cited, by in citations(self._library.catalogue):
            if by in years:
                _note(self._cited, canonical(cited), years[by])
        return carded


def _note(known: dict[str, dict[str, int]], symbol: str, year: int) -> None:
    """Notes the earliest year under each name that the symbol may be looked for by."""
    for name in _names(symbol):
        of_name = known.setdefault(name, {})
        of_name[symbol] = min(year, of_name.get(symbol, year))


def _of_same(symbol: str, known: Mapping[str, Mapping[str, int]]) -> list[int]:
    near = {other: year for name in _names(symbol) for other, year in known.get(name, {}).items()}
    return [year for other, year in near.items() if same_document(other, symbol)]


def _names(symbol: str) -> set[str]:
    """A key, its halves, and a resolution's without its year: same documents share one."""
    bare = symbol.partition(" (")[0] if number_of(symbol) is not None else symbol
    return {symbol, bare, *halves(symbol)}


def _urgency(missing: MissingDocument) -> tuple[int, str]:
    return -len(missing.cited_by), missing.symbol


def _to_recheck(rows: Iterable[Source], claimed: set[str], today: dt.date) -> list[Wanted]:
    """What was fetched by symbol and is to be looked at again, longest unseen first."""
    found: list[tuple[dt.date, Wanted]] = []
    for row in rows:
        visit = visit_of(row)
        if visit is None or visit.symbol is None or row.key not in claimed:
            continue
        if is_due(visit, today, read=row.status == "ok"):
            found.append((_last(visit), Wanted(visit.symbol, visit.language or "en")))
    return [wanted for _day, wanted in sorted(found, key=lambda one: (one[0], one[1].key))]


def _last(visit: Visit) -> dt.date:
    return visit.checked or visit.first_seen.date()


def _counted(chosen: Iterable[Planned]) -> dict[str, int]:
    hosts: dict[str, int] = {}
    for one in chosen:
        hosts[one.host] = hosts.get(one.host, 0) + 1
    return hosts


def _seconds(chosen: Iterable[Planned]) -> float:
    """The hosts are asked one after the other, and each document by so many requests."""
    requests: dict[str, int] = {}
    for one in chosen:
        each = _REQUESTS_OF_PRESS if one.wanted.is_press else _REQUESTS
        requests[one.host] = requests.get(one.host, 1) + each  # the site's rules are asked first
    return sum(expected(host, count) for host, count in requests.items())
