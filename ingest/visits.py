"""How an address stands after a visit to it, and which addresses a refresh asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ingest.identity import address_key, plain_address
from store.errors import SourceError
from store.manifest import Source
from store.visits import Visit, visit_of


@dataclass(frozen=True, slots=True)
class Landing:
    """How one address stands now: with new bytes in ``body``, as before, failed, or given up.

    ``visit`` is what to keep of it. ``held``: its turn did not come, so that nothing is known of it
    that was not before, and nothing of it is to be written; ``told``: but for the ``error``, since
    nothing better is known of why it is not there.
    """

    key: str
    root: str
    visit: Visit
    body: Path | None = None
    error: SourceError | None = None
    given_up: bool = False
    held: bool = False
    told: bool = False


def basis_of(row: Source | None) -> tuple[str, str | None] | None:
    """What stands behind what a page's row says: the bytes read, and who speaks for them.

    None where nothing was ever read. Where it is another than when the page was asked, another
    refresh was there in between, and its answer may be the newer one.
    """
    visit = visit_of(row)
    return (visit.original, visit.same_as) if visit is not None and visit.original else None


def visit_kept(row: Source | None, landing: Landing | None) -> str | None:
    """After a failure: the visit that the version held came from, or else nothing of its bytes."""
    if landing is None:
        return None
    before = visit_of(row)
    if row is not None and before is not None and (row.documents or before.feed or before.same_as):
        return replace(
            before, checked=landing.visit.checked, missing_since=landing.visit.missing_since
        ).to_json()
    bare = replace(landing.visit, original=None, etag=None, last_modified=None)
    return bare.to_json()


def asked_of(addresses: Sequence[str]) -> dict[str, str]:
    """Each address to ask, once, by its key."""
    asked: dict[str, str] = {}
    for url in map(plain_address, addresses):
        asked.setdefault(address_key(url), url)
    return asked
