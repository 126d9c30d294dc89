"""What a refresh fetches from the web.

An address that gives a feed leads to the pages that the feed names. A page is asked for whether it
changed while it may still be edited, and then left alone; a named address is asked each time. All
of it happens without the library's lock, and what came is laid down in files until it is read.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import replace

from ingest.arrivals import Arrivals
from ingest.feeds import Entry, parse_feed
from ingest.fetch import Fetched, Fetcher, Validators
from ingest.fetching.addresses import usable, without_credentials
from ingest.fetching.budget import Held
from ingest.fetching.content import Sort, sort_of
from ingest.identity import address_key, plain_address
from ingest.visits import Landing
from store.errors import SourceError
from store.failures import Failed
from store.manifest import Source
from store.visits import Visit, visit_of

EDITED_WITHIN = dt.timedelta(hours=48)
"""How long after its posting a feed's page is asked for again."""

_GIVEN_UP_AFTER = dt.timedelta(days=14)  # a page never had that its feed no longer names

#: Called with how many addresses are done, how many are known of, and the last.
OnFetched = Callable[[int, int, str], None]

_Asking = Callable[[str, Visit, Source | None], Landing]


class Downloads:
    """One refresh's fetching.

    ``known`` is what the library has of each source by its key. The originals of those that are
    ``lost`` are no longer kept: they are fetched whatever they were.
    """

    def __init__(
        self,
        fetcher: Fetcher,
        known: Mapping[str, Source],
        arrivals: Arrivals,
        *,
        now: dt.datetime,
        lost: Set[str] = frozenset(),
        on_fetched: OnFetched = lambda _done, _total, _address: None,
    ) -> None:
        self._fetcher = fetcher
        self._known = known
        self._arrivals = arrivals
        self._now = now
        self._lost = lost
        self._on_fetched = on_fetched
        self._landed: dict[str, Landing] = {}
        self._named: Set[str] = frozenset()
        self._done = self._total = 0
        #: The keys of the pages that feeds led to, so far.
        self.led_to: set[str] = set()
        #: Links of feeds that lead nowhere, and addresses named whose turn did not come.
        self.failures: list[Failed] = []

    def landings(self, asked: Mapping[str, str]) -> Iterator[Landing]:
        """Fetches what has to be, one address's failure stopping no other; each as it comes.

        What is named itself goes before what a feed names, and is asked each time; it comes again
        where a feed says more about it. A feed comes after its pages, so that it counts as seen
        only when they are.
        """
        self._named, self._total = asked.keys(), len(asked)
        feeds: list[Landing] = []
        for key, url in asked.items():
            landing = self._land(key, key, url, self._ask)
            if landing.visit.feed:
                feeds.append(landing)
            else:
                yield landing
        for feed in feeds:
            yield from self._through(feed)

    def _through(self, landing: Landing) -> Iterator[Landing]:
        """The pages that a feed leads to, then the feed."""
        feed, entries = self._read_feed(landing)
        missed = False
        for key, link, entry in self._pages(feed.key, entries):
            before = self._landed.get(key)
            if before is not None and before.visit.feed:
                continue  # named itself, it comes with its own pages
            page = self._land(key, feed.key, link, self._asker_of_page(entry))
            dated = replace(page, visit=_told(page.visit, entry))
            self._landed[key] = dated
            missed |= dated.held and key not in self._known
            if dated != before:
                yield dated
        # Its next answer has to name the pages again that nothing is known of yet.
        yield replace(feed, held=True) if missed and feed.error is None else feed

    def _land(self, key: str, root: str, url: str, ask: _Asking) -> Landing:
        if key not in self._landed:
            self._landed[key] = replace(self._visited(key, root, url, ask), root=root)
        self._done += 1
        self._on_fetched(self._done, self._total, without_credentials(url))
        return self._landed[key]

    def _visited(self, key: str, root: str, url: str, ask: _Asking) -> Landing:
        row = self._known.get(key)
        visit = visit_of(row)
        if visit is not None and visit.symbol is not None:
            if row is not None and row.status == "ok":
                return Landing(key, key, visit)  # had by its symbol, and asked for by that alone
            visit = replace(
                visit, asked=url, symbol=None, language=None, checked=None, missing_since=None
            )
        visit = visit or Visit(asked=url, first_seen=self._now)
        return ask(key, replace(visit, asked=url) if key == root else visit, row)

    def _ask(self, key: str, visit: Visit, row: Source | None) -> Landing:
        """Asks an address whether it is as it was."""
        read = row is not None and row.status == "ok" and visit.original is not None
        read = read and key not in self._lost
        validators = Validators(visit.etag, visit.last_modified) if read else None
        try:
            fetched = self._fetcher.get(visit.asked, validators)
            return self._landing(key, visit, row, fetched, read=read)
        except Held as error:
            self._hold_back(key, without_credentials(visit.asked), error)
            before = visit_of(row)
            if before is not None and before.same_as is not None:
                return Landing(key, key, before)  # it may have to speak for what it gave before
            return Landing(key, key, visit, error=error, held=True)
        except SourceError as error:
            return Landing(key, key, visit, error=error)

    def _hold_back(self, key: str, shown: str, error: Held) -> None:
        if key in self._named:
            self.failures.append(Failed(shown, error.what, error.remedy))
            self._arrivals.tell(error)
        else:
            self._arrivals.hold_back(shown, error)

    def _landing(
        self, key: str, visit: Visit, row: Source | None, fetched: Fetched, *, read: bool
    ) -> Landing:
        if fetched.data is None:
            return Landing(key, key, visit)
        is_feed = sort_of(fetched.data) is Sort.FEED
        if row is not None and visit.original is not None and is_feed != visit.feed:
            now, before = ("a feed", "a page") if is_feed else ("a page", "a feed")
            raise SourceError(
                f"{without_credentials(visit.asked)} gives {now} in place of {before}",
                "check the address; what it gave before is still held",
            )
        sha256 = hashlib.sha256(fetched.data).hexdigest()
        if read and not is_feed and sha256 == visit.original:
            return Landing(key, key, visit)  # validators that change by themselves are not kept
        body = self._arrivals.put(without_credentials(visit.asked), sha256, fetched.data)
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
        self.led_to.update(pages)
        found = [(key, url, entry) for key, (url, entry) in pages.items()]
        return sorted(found, key=lambda page: self._turn(page[0]))

    def _turn(self, key: str) -> int:
        """When a page of a feed is asked: what is new first, and last what came to nothing before.

        So neither keeps the other from its turn where not all of them have one.
        """
        row = self._known.get(key)
        if row is None:
            return 0
        return 1 if row.status == "ok" else 2

    def _name_unusable(self, entry: Entry, feed: str) -> None:
        shown, named_in = without_credentials(entry.link), without_credentials(feed)
        self.failures.append(
            Failed(shown, f"{shown}, in the feed {named_in}, is no address of a page", "leave it")
        )

    def _asker_of_page(self, entry: Entry | None) -> _Asking:
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
    shown = without_credentials(landing.visit.asked)
    return replace(
        landing,
        visit=replace(landing.visit, feed=False, original=None),
        body=None,
        error=SourceError(
            f"{shown} is a feed, where another feed names a page", "name it as a source itself"
        ),
    )
