"""What a visit to an address, or an asking for a symbol, leaves to know for the next one."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict, dataclass, fields

from store.manifest import Source

_MOMENTS = ("first_seen", "posted", "updated")
_DAYS = ("checked", "missing_since")


@dataclass(frozen=True, slots=True)
class Visit:
    """What one visit to an address leaves to know for the next.

    ``asked`` is the address asked for, ``url`` where that led, ``original`` the SHA-256 of what it
    gave (of a feed: of its entries), ``posted`` and ``updated`` what a feed says of a page.
    ``same_as``: another source gives the same document, and speaks for it. Where only what both
    say tells that it is the same, ``content`` identifies that, as long as it holds.

    Of a document that was asked for by its ``symbol``, in a ``language``: ``checked`` is the last
    day (UTC) on which there was an answer, ``missing_since`` the first day of those on which the
    answer was that there is no such document.
    """

    asked: str
    first_seen: dt.datetime
    url: str | None = None
    original: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    posted: dt.datetime | None = None
    updated: dt.datetime | None = None
    feed: bool = False
    same_as: str | None = None
    content: str | None = None
    symbol: str | None = None
    language: str | None = None
    checked: dt.date | None = None
    missing_since: dt.date | None = None

    def to_json(self) -> str:
        """As it is kept."""
        known = {name: value for name, value in asdict(self).items() if value}
        return json.dumps(known, default=_iso, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> Visit:
        """What :meth:`to_json` wrote."""
        names = {one.name for one in fields(cls)}
        known = {name: value for name, value in json.loads(text).items() if name in names}
        for name in _MOMENTS:
            if name in known:
                known[name] = dt.datetime.fromisoformat(known[name])
        for name in _DAYS:
            if name in known:
                known[name] = dt.date.fromisoformat(known[name])
        return cls(**known)


def visit_of(row: Source | None) -> Visit | None:
    """What a source's row keeps of the last visit; none for a file."""
    return Visit.from_json(row.visit) if row is not None and row.visit is not None else None


def _iso(value: object) -> str:
    if isinstance(value, dt.date):  # a moment is one too
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no form to be kept in")
