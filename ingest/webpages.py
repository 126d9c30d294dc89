"""From a page of the web to the document that it is.

A page's own word for where it belongs (its canonical address) counts within its own site only:
no page may take the place of another site's document.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Protocol
from urllib.parse import urlsplit

from ingest.feeds import council_day
from ingest.fetching.content import suffix_of
from ingest.identity import plain_address, same_site
from store.records import Document
from store.visits import Visit


class ReadPage(Protocol):
    """Reads bytes under a name, with a sidecar's facts."""

    def __call__(self, data: bytes, *, name: str, sidecar: bytes | None) -> Sequence[Document]:
        """The documents in ``data``."""


def read_page(data: bytes, visit: Visit, read: ReadPage) -> Sequence[Document]:
    """The document of a page: under its canonical address, else under the one that it came from.

    A page that does not say when it was posted was posted when its feed says.
    """
    place = plain_address(visit.url or visit.asked)
    name = _name(place, data)
    first = read(data, name=name, sidecar=None)
    claimed = first[0].url if first else None
    url = claimed if claimed and _may_claim(claimed, place) else place
    facts = [f"url = {json.dumps(url)}"]
    if visit.posted is not None:
        known = first if claimed == url else read(data, name=name, sidecar=facts[0].encode())
        if all(document.date is None for document in known):
            facts.append(f"posted = {council_day(visit.posted).isoformat()}")
    return read(data, name=name, sidecar="\n".join(facts).encode())


def _may_claim(claimed: str, place: str) -> bool:
    """Whether a page may say that it is the one at ``claimed``. A home page is no other page."""
    home = urlsplit(claimed).path.strip("/") == ""
    return same_site(claimed, place) and (not home or urlsplit(place).path.strip("/") == "")


def _name(url: str, data: bytes) -> str:
    last = PurePosixPath(urlsplit(url).path).name or "page"
    return f"{PurePosixPath(last).stem}{suffix_of(data, url)}"
