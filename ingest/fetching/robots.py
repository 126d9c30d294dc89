"""What a site allows, as its ``robots.txt`` says it (RFC 9309)."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from protego import Protego

from ingest.fetching.addresses import without_credentials
from ingest.fetching.budget import Held
from store.errors import SourceError

PRODUCT = "Penholder"

_KEPT = 24 * 3600.0  # seconds that an answer counts
_KEPT_UNREACHABLE = 60.0  # seconds until one that could not be had is asked for again
_LARGEST = 512_000  # bytes that are looked at

#: Asks for an address and gives its status and body; raises :class:`SourceError`.
Ask = Callable[[str], tuple[int, bytes]]


@dataclass(frozen=True, slots=True)
class _Rules:
    until: float
    rules: Protego | None  # none: everything is allowed
    unreachable: str | None = None


class Robots:
    """The rules of every site asked so far."""

    def __init__(self, ask: Ask, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._ask = ask
        self._clock = clock
        self._sites: dict[str, _Rules] = {}

    def check(self, url: str) -> float | None:
        """Lets an address pass, with the delay in seconds that the site asks for, if it does.

        Raises :class:`SourceError` where the site disallows it, and :class:`Held` where its rules
        could not be had for a failure of the site's: then nothing of it may be fetched.
        """
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        found = self._sites.get(site)
        if found is None or found.until <= self._clock():
            found = self._fetch(site)
            self._sites[site] = found
        if found.unreachable is not None:
            raise Held(
                f"{parts.hostname} is not asked, for its robots.txt could not be had "
                f"({found.unreachable})",
                host=parts.hostname,
            )
        if found.rules is None:
            return None
        if not found.rules.can_fetch(url, PRODUCT):
            raise SourceError(
                f"{without_credentials(url)} is closed to programs by the site's robots.txt",
                "save the page from a browser and put the file into a source folder",
            )
        return found.rules.crawl_delay(PRODUCT)

    def _fetch(self, site: str) -> _Rules:
        now = self._clock()
        try:
            status, body = self._ask(f"{site}/robots.txt")
        except SourceError as error:
            return _Rules(now + _KEPT_UNREACHABLE, None, error.what)
        if status == 429 or status >= 500:
            return _Rules(now + _KEPT_UNREACHABLE, None, f"status {status}")
        if not 200 <= status < 300:
            return _Rules(now + _KEPT, None)  # there is none, and so nothing is disallowed
        text = body[:_LARGEST].decode("utf-8-sig", errors="replace")
        return _Rules(now + _KEPT, Protego.parse(text))
