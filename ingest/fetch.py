"""One polite HTTP client.

It says who it is, keeps to ``robots.txt``, asks each host at a measured pace, sends back the
validators that it was given, waits when it is told to, and takes a site's "no" for an answer: what
only a browser may have, a person saves and puts into a source folder.
"""

from __future__ import annotations

import datetime as dt
import ssl
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import TracebackType
from urllib.parse import urlsplit

import httpx

from ingest.fetching import content
from ingest.fetching.addresses import usable, without_credentials
from ingest.fetching.answers import LATER, Answer, Unreachable
from ingest.fetching.budget import Allowance, Budget, Held
from ingest.fetching.network import Network, OutOfTime, Transport, reason_of, root_of
from ingest.fetching.pacing import Pace, retry_after
from ingest.fetching.redirects import lost, next_place
from ingest.fetching.robots import PRODUCT, Robots
from store.errors import SourceError

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PASSING = frozenset({408, 429, 500, 502, 503, 504})
_SMALL = 65_536  # bytes of an answer that only says what is wrong
_ACCEPT = "text/html, application/rss+xml, application/atom+xml, text/plain, */*;q=0.5"


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one address may cost: bytes unpacked, seconds in all and without a byte, tries."""

    bytes: int = 50_000_000
    seconds: float = 120.0
    silence: float = 20.0
    redirects: int = 8
    attempts: int = 4


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave with a page, to ask it later whether that is still the same."""

    etag: str | None = None
    last_modified: str | None = None

    @property
    def headers(self) -> dict[str, str]:
        """As request headers."""
        given = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in given.items() if value}


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave. ``data`` is none where it has not changed; ``url`` is where it was."""

    url: str
    data: bytes | None
    validators: Validators


class _Passing(Exception):
    """Something that may be over on another try.

    ``wait`` is what the server asked for; ``all_of_host``: its other pages would meet the same.
    """

    def __init__(self, what: str, wait: float | None = None, *, all_of_host: bool = False) -> None:
        super().__init__(what)
        self.what = what
        self.wait = wait
        self.all_of_host = all_of_host


def user_agent() -> str:
    """Who we are: name, version, purpose."""
    from importlib.metadata import version

    return (
        f"{PRODUCT}/{version('penholder')} "
        "(reads Security Council briefs and UN documents into one reader's own library)"
    )


class Fetcher:
    """Fetches addresses, one after the other. A context manager; not for several threads."""

    def __init__(
        self,
        *,
        allow_private: bool = False,
        limits: Limits | None = None,
        allowance: Allowance | None = None,
        pace: Pace | None = None,
        network: Network | None = None,
        now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC),
    ) -> None:
        self._allow_private = allow_private
        self._limits = limits or Limits()
        self._pace = pace or Pace()
        self._budget = Budget(allowance or Allowance(), self._pace.now)
        self._network = network or Network(allow_private=allow_private)
        self._now = now
        self._robots = Robots(self._ask_robots)
        self._client = httpx.Client(
            transport=Transport(self._network),
            timeout=self._limits.silence,
            trust_env=False,
            headers={
                "User-Agent": user_agent(),
                "Accept": _ACCEPT,
                "Accept-Encoding": "gzip",
                "Accept-Language": "en",
            },
        )

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Ends the connections."""
        self._client.close()

    def begin(self, held: Mapping[str, dt.datetime]) -> None:
        """Begins a refresh with a full budget; ``held``: until when hosts asked to be left alone.

        The times are in UTC, and may be over.
        """
        self._budget.begin()
        for host, until in held.items():
            self._pace.hold(host, (until - self._now()).total_seconds())

    @property
    def held(self) -> dict[str, dt.datetime]:
        """The hosts that asked to be left alone, each with the time in UTC until which."""
        return {host: self._after(seconds) for host, seconds in self._pace.all_held().items()}

    def get(self, url: str, validators: Validators | None = None) -> Fetched:
        """What an address gives now, or that it is what it was when it gave ``validators``.

        Raises :class:`SourceError` naming what is the matter: the address, the site's rules, the
        network, a refusal, a limit, or a content that is not what was promised; :class:`Held`
        where the site, or this refresh, is asked no more.
        """
        self._client.cookies.clear()
        place, answer = self._follow(url, (validators or Validators()).headers)
        if answer.status == 304 and validators is not None:
            return Fetched(place, None, validators)
        answer.refuse(place)
        headers = answer.headers
        validators = Validators(headers.get("etag"), headers.get("last-modified"))
        data = answer.as_utf8()
        self._budget.spend(len(data))
        return Fetched(place, data, validators)

    def pause(self, seconds: float) -> bool:
        """Waits, where the time for this refresh allows it; whether it did."""
        if not self._budget.has_time(seconds):
            return False
        self._pace.rest(seconds)
        return True

    # Following redirects.

    def _follow(self, url: str, headers: dict[str, str]) -> tuple[str, Answer]:
        visited = [url]
        while True:
            here = visited[-1]
            host = usable(here, allow_private=self._allow_private).hostname or ""
            self._refuse_held(host)
            delay = self._robots.check(here)
            answer = self._persist(here, headers, delay)
            if answer.status not in _REDIRECTS or "location" not in answer.headers:
                return here, answer
            visited.append(self._next(visited, answer))

    def _next(self, visited: list[str], answer: Answer) -> str:
        return next_place(visited, answer.headers["location"], most=self._limits.redirects)

    # One address, tried several times.

    def _persist(self, url: str, headers: dict[str, str], delay: float | None) -> Answer:
        host = urlsplit(url).hostname or ""
        cannot = f"{without_credentials(url)} cannot be had now"
        for attempt in range(1, self._limits.attempts + 1):
            self._budget.check_run()
            self._let_rest(host)
            self._pace.wait(host, delay)
            try:
                answer = self._once(url, headers)
            except _Passing as failure:
                passing = failure
            except OutOfTime:
                self._budget.strike(host, "it did not deliver a page in time")
                raise
            else:
                self._budget.answered(host)
                return answer
            if passing.wait is not None and not self._budget.may_wait(host, passing.wait):
                self._pace.hold(host, passing.wait)
                raise Held(f"{cannot} ({passing.what}): {self._left_alone(host)}", host=host)
            if attempt < self._limits.attempts:
                wait = self._pace.back_off(attempt) if passing.wait is None else passing.wait
                self._pace.rest(wait)
        self._budget.strike(host, passing.what, out=passing.all_of_host)
        raise Unreachable(f"{cannot} ({passing.what}, {self._limits.attempts} times)", LATER)

    def _once(self, url: str, headers: dict[str, str]) -> Answer:
        answer = self._send(url, headers)
        if answer.status in _PASSING and not answer.is_wall:
            wait = retry_after(answer.headers.get("retry-after"), self._now())
            status = answer.status
            raise _Passing(f"status {status}", wait, all_of_host=status == 429)
        return answer

    def _send(self, url: str, headers: dict[str, str]) -> Answer:
        """One request and its whole answer, within the limits."""
        host = urlsplit(url).hostname or ""
        self._network.start(host, self._limits.seconds)
        try:
            with self._client.stream("GET", url, headers=headers) as response:
                good = response.status_code == 200
                most = self._limits.bytes if good else _SMALL
                body = b"".join(self._pieces(url, response, most, cut=not good))
                return Answer(response.status_code, response.headers, body)
        except httpx.InvalidURL as error:
            shown = without_credentials(url)
            raise SourceError(f"{shown} is not a usable address", "check it") from error
        except httpx.TimeoutException as error:
            raise _Passing("it did not answer in time") from error
        except httpx.TransportError as error:
            if "location header" in str(error):  # httpx looks at it, followed or not
                raise lost(url) from error
            if isinstance(root_of(error), ssl.SSLCertVerificationError):
                raise SourceError(
                    f"the certificate of {host} is not to be trusted", "check the address"
                ) from error
            down = isinstance(error, httpx.ConnectError)
            raise _Passing(reason_of(error), all_of_host=down) from error

    def _pieces(
        self, url: str, response: httpx.Response, most: int, *, cut: bool
    ) -> Iterator[bytes]:
        encoding = response.headers.get("content-encoding", "")
        host = urlsplit(url).hostname or ""
        size = 0
        for piece in content.unpacked(response.iter_raw(), encoding, host=host):
            size += len(piece)
            if size > most and cut:
                yield piece[: max(len(piece) - (size - most), 0)]
                return
            if size > most:
                raise SourceError(
                    f"{without_credentials(url)} is larger than {most // 1_000_000 or 1} MB",
                    "save what is needed of it as a file",
                )
            yield piece

    def _ask_robots(self, url: str) -> tuple[int, bytes]:
        """The site's rules, redirects followed without asking for rules about them."""
        visited = [url]
        while True:
            host = usable(visited[-1], allow_private=self._allow_private).hostname or ""
            self._pace.wait(host)
            try:
                answer = self._send(visited[-1], {})
            except (_Passing, OutOfTime) as failure:
                self._budget.strike(host, failure.what)
                raise SourceError(failure.what, LATER) from failure
            if answer.status in (429, 503):
                asked = retry_after(answer.headers.get("retry-after"), self._now())
                self._pace.hold(host, asked or 0.0)
            if answer.status not in _REDIRECTS or "location" not in answer.headers:
                return answer.status, answer.body
            visited.append(self._next(visited, answer))

    def _let_rest(self, host: str) -> None:
        seconds = self._pace.due_rest(host)
        if seconds and not self.pause(seconds):
            self._pace.hold(host, seconds)  # for the next refresh, whose process it may not be
            raise Held(f"{host} was asked often and is to have a rest", host=host)

    def _refuse_held(self, host: str) -> None:
        self._budget.check(host)
        if self._pace.held(host):
            raise Held(self._left_alone(host), host=host)

    def _left_alone(self, host: str) -> str:
        until = self._after(self._pace.held(host))
        return f"{host} asks to be left alone until {until:%Y-%m-%d %H:%M} UTC"

    def _after(self, seconds: float) -> dt.datetime:
        return self._now() + dt.timedelta(seconds=seconds)
