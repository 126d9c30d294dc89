"""What a refresh fetches from the web, before anything is written.

An address that gives a feed leads to the pages that the feed names. A page is asked for whether it
changed while it may still be edited, and then left alone; a named address is asked each time. All
of it happens without the library's lock, and what came is laid down in files until it is read.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import replace
from pathlib import Path

from ingest.feeds import Entry, parse_feed
from ingest.fetch import Fetched, Fetcher, Validators
from ingest.fetching.addresses import usable, without_credentials
from ingest.fetching.content import Sort, sort_of
from ingest.identity import address_key, plain_address
from ingest.sources import Failure
from ingest.visits import Landing, Visit, visit_of
from store.errors import SourceError
from store.manifest import Source

EDITED_WITHIN = dt.timedelta(hours=48)
"""How long after its posting a feed's page is asked for again."""

_GIVEN_UP_AFTER = dt.timedelta(days=14)  # a page never had that its feed no longer names


#: Called with how many addresses are done, how many are known of, and the last.
OnFetched = Callable[[int, int, str], None]


class Downloads:
    """One refresh's fetching.

    ``known`` is what the library has of each source by its key. The originals of those that are
    ``lost`` are no longer kept: they are fetched whatever they were.
    """

    def __init__(
        self,
        fetcher: Fetcher,
        known: Mapping[str, Source],
        folder: Path,
        *,
        now: dt.datetime,
        lost: Set[str] = frozenset(),
        on_fetched: OnFetched = lambda _done, _total, _address: None,
    ) -> None:
        self._fetcher = fetcher
        self._known = known
        self._folder = folder
        self._now = now
        self._lost = lost
        self._on_fetched = on_fetched
        self._landed: dict[str, Landing] = {}
        self._done = self._total = 0
        #: Links of feeds that lead nowhere.
        self.failures: list[Failure] = []

    def gather(self, addresses: Sequence[str]) -> list[Landing]:
        """Fetches what has to be, one address's failure stopping no other.

        What is named itself goes before what a feed names, and is asked each time. A feed comes
        after its pages, so that it counts as seen only when they are.
        """
        asked: dict[str, str] = {}
        for url in map(plain_address, addresses):
            asked.setdefault(address_key(url), url)
        self._total = len(asked)
        for key, url in asked.items():
            self._land(key, key, url, self._ask)
        for key in asked:
            if self._landed[key].visit.feed:
                feed, entries = self._read_feed(self._landed.pop(key))
                for page, link, entry in self._pages(key, entries):
                    self._land(page, key, link, self._asker_of_page(entry))
                    self._date(page, entry)
                self._landed[key] = feed
        return list(self._landed.values())

    def _date(self, page: str, entry: Entry | None) -> None:
        """Notes what a feed says of a page, which may be named itself as well."""
        landing = self._landed[page]
        self._landed[page] = replace(landing, visit=_told(landing.visit, entry))

    def _land(
        self, key: str, root: str, url: str, ask: Callable[[str, Visit, Source | None], Landing]
    ) -> None:
        if key not in self._landed:
            row = self._known.get(key)
            visit = visit_of(row) or Visit(asked=url, first_seen=self._now)
            if key == root:
                visit = replace(visit, asked=url)
            landing = ask(key, visit, row)
            self._landed[key] = replace(landing, root=root)
        self._done += 1
        self._on_fetched(self._done, self._total, url)

    def _ask(self, key: str, visit: Visit, row: Source | None) -> Landing:
        """Asks an address whether it is as it was."""
        read = row is not None and row.status == "ok" and visit.original is not None
        read = read and key not in self._lost
        validators = Validators(visit.etag, visit.last_modified) if read else None
        try:
            fetched = self._fetcher.get(visit.asked, validators)
            return self._landing(key, visit, row, fetched, read=read)
        except SourceError as error:
            return Landing(key, key, visit, error=error)

    def _landing(
        self, key: str, visit: Visit, row: Source | None, fetched: Fetched, *, read: bool
    ) -> Landing:
        if fetched.data is None:
            return Landing(key, key, visit)
        is_feed = sort_of(fetched.data) is Sort.FEED
        if row is not None and visit.original is not None and is_feed != visit.feed:
            now, before = ("a feed", "a page") if is_feed else ("a page", "a feed")
            raise SourceError(
                f"{visit.asked} gives {now} in place of {before}",
                "check the address; what it gave before is still held",
            )
        sha256 = hashlib.sha256(fetched.data).hexdigest()
        if read and not is_feed and sha256 == visit.original:
            return Landing(key, key, visit)  # validators that change by themselves are not kept
        body = self._folder / sha256
        try:
            body.write_bytes(fetched.data)
        except OSError as error:
            raise SourceError(
                f"{visit.asked} was fetched and could not be kept ({error.strerror})",
                "make room in the folder for temporary files and refresh again",
            ) from error
        given = fetched.validators
        found = replace(
            visit,
            url=fetched.url,
            original=None if is_feed else sha256,
            etag=given.etag,
            last_modified=given.last_modified,
            feed=is_feed,
        )
        return Landing(key, key, found, body=body)

    # Feeds.

    def _read_feed(self, landing: Landing) -> tuple[Landing, list[Entry]]:
        """The feed with its entries; none where it is as it was."""
        if landing.body is None:
            return landing, []
        visit = landing.visit
        before = visit_of(self._known.get(landing.key))
        try:
            entries = parse_feed(landing.body.read_bytes(), url=visit.url or visit.asked)
        except SourceError as error:
            return replace(landing, visit=before or visit, body=None, error=error), []
        sha256 = hashlib.sha256(repr(entries).encode()).hexdigest()
        if before is not None and before.original == sha256:
            return replace(landing, visit=before, body=None), entries
        return replace(landing, visit=replace(visit, original=sha256), body=None), entries

    def _pages(self, feed: str, entries: Sequence[Entry]) -> list[tuple[str, str, Entry | None]]:
        """Each page of a feed once: those that it names, then those that it once named."""
        pages: dict[str, tuple[str, Entry | None]] = {}
        for entry in entries:
            try:
                url = plain_address(entry.link)
                usable(url, allow_private=True)
            except (SourceError, ValueError):
                self._name_unusable(entry, feed)
                continue
            if (key := address_key(url)) != feed:
                pages.setdefault(key, (url, entry))
        for row in self._known.values():
            visit = visit_of(row)
            if row.root == feed and row.key != feed and visit is not None:
                pages.setdefault(row.key, (visit.asked, None))
        self._total += len(pages)
        return [(key, url, entry) for key, (url, entry) in pages.items()]

    def _name_unusable(self, entry: Entry, feed: str) -> None:
        shown = without_credentials(entry.link)
        self.failures.append(
            Failure(shown, f"{shown}, in the feed {feed}, is no address of a page", "leave it")
        )

    def _asker_of_page(self, entry: Entry | None) -> Callable[[str, Visit, Source | None], Landing]:
        def ask(key: str, visit: Visit, row: Source | None) -> Landing:
            told = _told(visit, entry)
            age = self._now - (told.posted or told.first_seen)
            may_be_edited = age <= EDITED_WITHIN or told.updated != visit.updated
            if row is None or may_be_edited or key in self._lost:
                return self._page(key, told, row)
            if row.status == "ok" or (row.documents and told.original):
                return Landing(key, key, told)  # what was read before is good enough
            if entry is None and age > _GIVEN_UP_AFTER:
                return Landing(key, key, visit, given_up=True)
            return self._page(key, told, row)

        return ask

    def _page(self, key: str, visit: Visit, row: Source | None) -> Landing:
        landing = self._ask(key, visit, row)
        return landing if not landing.visit.feed else _no_page(landing)


def _told(visit: Visit, entry: Entry | None) -> Visit:
    """A visit with the times that a feed gives for the page."""
    if entry is None:
        return visit
    return replace(
        visit, posted=entry.posted or visit.posted, updated=entry.updated or visit.updated
    )


def _no_page(landing: Landing) -> Landing:
    return replace(
        landing,
        visit=replace(landing.visit, feed=False, original=None),
        body=None,
        error=SourceError(
            f"{landing.visit.asked} is a feed, where another feed names a page",
            "name it as a source itself",
        ),
    )
