"""What a refresh fetches by symbols.

The service gives one and the same page for what it does not have, for what it has in other
languages only, and for whoever asks too often. So what seems to be missing is asked again after
waits that all of it shares, and only then is it said to be unavailable.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from urllib.parse import urlsplit

from ingest.arrivals import Arrivals
from ingest.fetch import Fetched, Fetcher, Validators
from ingest.fetching.addresses import Private
from ingest.fetching.answers import BY_HAND, LATER, Unavailable, Unreachable, Wall
from ingest.fetching.budget import Held
from ingest.fetching.content import Sort, sort_of, suffix_of
from ingest.fetching.network import OutOfTime
from ingest.language import english_name
from ingest.parsing import is_pdf
from ingest.rechecking import is_due
from ingest.routes import Routes, Wanted, is_given_in
from ingest.visits import Landing
from store.errors import SourceError
from store.manifest import Source
from store.symbol_addresses import LANGUAGES
from store.visits import Visit, visit_of

AGAIN_AFTER = (30.0, 120.0)
"""Seconds of the waits before what seems to be missing is asked again."""

#: The years that a document may be of, where its address has one and its symbol has not.
YearsOf = Callable[[str], Sequence[int]]


class SymbolDownloads:
    """One refresh's fetching by symbols. ``known`` and ``lost`` as for :class:`Downloads`.

    ``scheduled``: what is not there is asked as seldom as :func:`is_due` says.
    """

    def __init__(
        self,
        fetcher: Fetcher,
        known: Mapping[str, Source],
        arrivals: Arrivals,
        routes: Routes,
        *,
        years_of: YearsOf,
        scheduled: bool,
        now: dt.datetime,
        lost: Set[str] = frozenset(),
        on_fetched: Callable[[int, int, str], None] = lambda _done, _total, _name: None,
    ) -> None:
        self._fetcher = fetcher
        self._known = known
        self._arrivals = arrivals
        self._routes = routes
        self._years_of = years_of
        self._scheduled = scheduled
        self._now = now
        self._lost = lost
        self._on_fetched = on_fetched
        self._walled: dict[str, str] = {}
        self._doubtful: list[tuple[Wanted, Landing]] = []
        self._total = 0

    @property
    def is_in_doubt(self) -> bool:
        """Whether something seems to be missing and is to be asked :meth:`again`."""
        return bool(self._doubtful)

    def landings(self, wanted: Sequence[Wanted]) -> Iterator[Landing]:
        """Each of them as it comes, but for what seems to be missing."""
        self._total = len(wanted)
        for done, one in enumerate(wanted, start=1):
            landing = self._land(one)
            self._on_fetched(done, self._total, one.name)
            if self._is_doubtful(landing):
                self._doubtful.append((one, landing))
            else:
                yield landing

    def again(self) -> Iterator[Landing]:
        """What seemed to be missing, as it stands after the waits."""
        for seconds in AGAIN_AFTER:
            many = len(self._doubtful)
            if not many:
                return
            waiting = f"{many} again in {seconds:.0f} s"
            self._on_fetched(self._total - many, self._total, waiting)
            if not self._fetcher.pause(seconds):
                yield from self._left_in_doubt()
                return
            before, self._doubtful = self._doubtful, []
            for one, _first in before:
                landing = self._land(one)
                if self._is_doubtful(landing):
                    self._doubtful.append((one, landing))
                else:
                    yield landing
        yield from (landing for _one, landing in self._doubtful)

    def _left_in_doubt(self) -> Iterator[Landing]:
        """What there was no time to ask again: nothing is known of it."""
        error = Held(
            "the service seems to have nothing, or was asked too often, and there was no time left "
            "to ask it again"
        )
        yield from (self._held_back(one, error) for one, _landing in self._doubtful)

    def _is_doubtful(self, landing: Landing) -> bool:
        """Whether the answer may be that of a service which is asked too often."""
        error = landing.error
        if not isinstance(error, Unavailable) or error.certain:
            return False
        before = visit_of(self._known.get(landing.key))
        return before is None or before.missing_since is None

    def _land(self, wanted: Wanted) -> Landing:
        key, today = wanted.key, self._now.astimezone(dt.UTC).date()
        row = self._known.get(key)
        visit = self._visit_so_far(wanted)
        read = row is not None and row.status == "ok" and visit.original is not None
        read = read and key not in self._lost
        if not is_due(visit, today, read=read) and (read or self._scheduled):
            return Landing(key, key, visit, held=not read)
        answered = replace(visit, checked=today, missing_since=None)
        try:
            fetched = self._had(wanted, Validators(visit.etag, visit.last_modified), read=read)
            if fetched.data is None:
                return Landing(key, key, answered)
            return self._landing(key, answered, fetched, fetched.data, read=read)
        except Held as error:
            return self._held_back(wanted, error)
        except Unavailable as error:
            missing = replace(answered, missing_since=visit.missing_since or today)
            return Landing(key, key, missing, error=self._unavailable(wanted, error))
        except (Unreachable, OutOfTime) as error:
            without = SourceError(error.what, _later_or_by_hand(wanted))
            return Landing(key, key, visit, error=without)
        except Private as error:
            return Landing(key, key, visit, error=error)
        except SourceError as error:
            return Landing(key, key, answered, error=error)

    def _visit_so_far(self, wanted: Wanted) -> Visit:
        return replace(
            visit_of(self._known.get(wanted.key)) or Visit(wanted.name, first_seen=self._now),
            asked=wanted.name,
            symbol=wanted.symbol,
            language=wanted.language,
        )

    def _held_back(self, wanted: Wanted, error: Held) -> Landing:
        """One whose turn did not come: why is told where nothing better is known of it."""
        if error.host is not None and error.remedy == LATER:
            error = Held(error.what, _later_or_by_hand(wanted), host=error.host)
        self._arrivals.hold_back(wanted.name, error)
        row, visit = self._known.get(wanted.key), self._visit_so_far(wanted)
        had = visit.original is not None or visit.same_as is not None
        unknown = row is None or (row.status == "failed" and row.documents == 0 and not had)
        told = unknown and visit.missing_since is None
        return Landing(wanted.key, wanted.key, visit, error=error, held=True, told=told)

    def _landing(
        self, key: str, visit: Visit, fetched: Fetched, data: bytes, *, read: bool
    ) -> Landing:
        sha256 = hashlib.sha256(data).hexdigest()
        if read and sha256 == visit.original:
            return Landing(key, key, visit)
        given = fetched.validators
        found = replace(
            visit,
            url=fetched.url,
            original=sha256,
            etag=given.etag,
            last_modified=given.last_modified,
        )
        return Landing(key, key, found, body=self._arrivals.put(visit.asked, sha256, data))

    def _had(self, wanted: Wanted, validators: Validators, *, read: bool) -> Fetched:
        """What the first of its addresses gives that gives anything.

        Raises :class:`Unavailable` where none does, and :class:`SourceError` as the client does
        and for what is no document that can be read.
        """
        if not is_given_in(wanted):
            raise SourceError(
                f"press releases, such as {wanted.symbol}, are in English and French",
                "ask for it with --language en or fr",
            )
        certain = True
        years = self._years_of(wanted.symbol) if wanted.needs_year else ()
        for address in self._routes.addresses(wanted, years):
            host = urlsplit(address).hostname or ""
            if host in self._walled:
                raise Held(self._walled[host], _by_hand(wanted), host=host)
            try:
                fetched = self._asked(wanted, address, validators if read else None)
                if fetched.data is not None:
                    _check_sort(wanted, fetched.data, fetched.url)
            except Unavailable as error:
                certain = certain and error.certain
            except Wall as error:
                self._walled[host] = f"{host} lets nobody pass but people with a browser"
                raise _behind_wall(wanted, host) from error
            else:
                return fetched
        raise Unavailable(f"{wanted.name} is not there", BY_HAND, certain=certain)

    def _asked(self, wanted: Wanted, address: str, validators: Validators | None) -> Fetched:
        """As the client does; but nobody gave this address, who could mend it."""
        try:
            return self._fetcher.get(address, validators)
        except (Held, OutOfTime, Private, Unavailable, Unreachable, Wall):
            raise
        except SourceError as error:
            raise SourceError(error.what, _by_hand(wanted)) from error

    def _unavailable(self, wanted: Wanted, error: Unavailable) -> Unavailable:
        """What is to be said of it: the service itself does not say why it has nothing."""
        language = english_name(wanted.language) or wanted.language
        others = [english_name(other) or other for other in self._held_in(wanted)]
        if others:
            why = f"it is held in {' and '.join(others)}, and may not have come out in {language}"
        else:
            why = (
                "the service does not say whether it is not out yet, not in this language, or "
                "does not exist"
            )
        return Unavailable(
            f"{wanted.symbol} is unavailable in {language}; {why}",
            f"refresh again another day, or save it from {wanted.link()} into a source folder",
            certain=error.certain,
        )

    def _held_in(self, wanted: Wanted) -> Iterator[str]:
        for language in LANGUAGES:
            row = self._known.get(replace(wanted, language=language).key)
            if language != wanted.language and row is not None and row.status == "ok":
                yield language


def _check_sort(wanted: Wanted, data: bytes, url: str) -> None:
    """Raises :class:`SourceError` where the bytes are none that such a document comes in."""
    sort, suffix = sort_of(data), suffix_of(data, url)
    if wanted.is_press:
        if sort is not Sort.HTML:
            raise SourceError(f"{wanted.name} came as {sort.value} and no page", _by_hand(wanted))
    elif is_pdf(data) or suffix == ".docx":
        return
    elif sort is not Sort.BINARY:
        raise Unavailable(f"{wanted.name} came as {sort.value}", _by_hand(wanted), certain=False)
    else:
        kind = {".doc": "an old Word file", ".wpd": "a WordPerfect file"}.get(suffix, "a file")
        raise SourceError(
            f"{wanted.name} is given as {kind}, which this version does not read",
            f"open it from {wanted.link()}, save it as PDF and put that into a source folder",
        )


def _behind_wall(wanted: Wanted, host: str) -> SourceError:
    return SourceError(
        f"{wanted.name} is behind a check of {host} that only a person with a browser passes",
        _by_hand(wanted),
    )


def _by_hand(wanted: Wanted) -> str:
    return (
        f"save it from {wanted.link()} in a browser and put the file into a source folder, such as "
        "corpus/"
    )


def _later_or_by_hand(wanted: Wanted) -> str:
    return f"{LATER}, or {_by_hand(wanted)}"
