"""What became of the documents that were asked for by their symbols."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from store.database import Database
from store.manifest import Source, read_claims, read_sources
from store.visits import visit_of


class Fate(StrEnum):
    """Why a document is not held."""

    NEVER_ASKED = "never asked for"
    UNAVAILABLE = "unavailable"
    OTHER_LANGUAGE = "not in this language"
    FAILED = "failed"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Request:
    """How a document stands that was asked for by its symbol, in a language.

    ``fate`` is none where it is held. ``since`` is the first day of those on which there was no
    such document, ``checked`` the last day on which there was an answer, both in UTC; ``reason``
    and ``remedy`` are what the last refresh said of it.
    """

    symbol: str
    language: str
    fate: Fate | None
    since: dt.date | None = None
    checked: dt.date | None = None
    reason: str | None = None
    remedy: str | None = None

    @property
    def is_in_vain(self) -> bool:
        """Whether it was asked for and did not come, in any language."""
        return self.fate in (Fate.UNAVAILABLE, Fate.FAILED)


def requests(catalogue: Database) -> list[Request]:
    """Every document that was ever asked for by its symbol, by symbol and language."""
    with catalogue.reading() as connection:
        rows = read_sources(connection).values()
        claimed = {claim.source for claim in read_claims(connection)}
    found = [_request(row, given=row.key in claimed) for row in rows]
    asked = sorted((one for one in found if one), key=lambda one: (one.symbol, one.language))
    had = {one.symbol for one in asked if one.fate in (None, Fate.REMOVED)}
    return [_in_other_language(one) if one.symbol in had else one for one in asked]


def fates(listed: Iterable[Request]) -> dict[str, Request]:
    """By symbol, the request that says best why it is not held: the English one, if any."""
    ranked = sorted(listed, key=lambda one: (one.fate is not None, one.language != "en"))
    found: dict[str, Request] = {}
    for one in ranked:
        found.setdefault(one.symbol, one)
    return found


def _request(row: Source, *, given: bool) -> Request | None:
    visit = visit_of(row)
    if visit is None or visit.symbol is None:
        return None
    return Request(
        symbol=visit.symbol,
        language=visit.language or "en",
        fate=_fate(row, given=given or visit.same_as is not None, missing=visit.missing_since),
        since=visit.missing_since,
        checked=visit.checked,
        reason=row.reason,
        remedy=row.remedy,
    )


def _fate(row: Source, *, given: bool, missing: dt.date | None) -> Fate | None:
    if given:
        return None
    if row.status == "ok":
        return Fate.REMOVED
    return Fate.UNAVAILABLE if missing is not None else Fate.FAILED


def _in_other_language(one: Request) -> Request:
    if one.fate is not Fate.UNAVAILABLE:
        return one
    return Request(
        one.symbol,
        one.language,
        Fate.OTHER_LANGUAGE,
        one.since,
        one.checked,
        one.reason,
        one.remedy,
    )
