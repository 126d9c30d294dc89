"""What a visit to an address leaves to know for the next one, and how it stands after this one."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from ingest.identity import address_key, plain_address
from store.errors import SourceError
from store.manifest import Source


@dataclass(frozen=True, slots=True)
class Visit:
    """What one visit to an address leaves to know for the next.

    ``asked`` is the address asked for, ``url`` where that led, ``original`` the SHA-256 of what it
    gave (of a feed: of its entries), ``posted`` and ``updated`` what a feed says of a page.
    ``same_as``: another source gives the same document, and speaks for it.
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

    def to_json(self) -> str:
        """As it is kept."""
        known = {name: value for name, value in asdict(self).items() if value}
        return json.dumps(known, default=dt.datetime.isoformat, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> Visit:
        """What :meth:`to_json` wrote."""
        names = {one.name for one in fields(cls)}
        known = {name: value for name, value in json.loads(text).items() if name in names}
        for name in ("first_seen", "posted", "updated"):
            if name in known:
                known[name] = dt.datetime.fromisoformat(known[name])
        return cls(**known)


@dataclass(frozen=True, slots=True)
class Landing:
    """How one address stands now: with new bytes in ``body``, as before, failed, or given up.

    ``visit`` is what to keep of it. ``held``: its turn did not come, so that nothing is known of it
    that was not before, and nothing of it is to be written.
    """

    key: str
    root: str
    visit: Visit
    body: Path | None = None
    error: SourceError | None = None
    given_up: bool = False
    held: bool = False


def visit_of(row: Source | None) -> Visit | None:
    """What a source's row keeps of the last visit; none for a file."""
    return Visit.from_json(row.visit) if row is not None and row.visit is not None else None


def basis_of(row: Source | None) -> tuple[str, str | None] | None:
    """What stands behind what a page's row says: the bytes read, and who speaks for them.

    None where nothing was ever read. Where it is another than when the page was asked, another
    refresh was there in between, and its answer may be the newer one.
    """
    visit = visit_of(row)
    return (visit.original, visit.same_as) if visit is not None and visit.original else None


def asked_of(addresses: Sequence[str]) -> dict[str, str]:
    """Each address to ask, once, by its key."""
    asked: dict[str, str] = {}
    for url in map(plain_address, addresses):
        asked.setdefault(address_key(url), url)
    return asked
