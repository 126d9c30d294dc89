"""Connections that are held to a deadline and to the open internet.

The address that a name resolves to is checked and then connected to, one and the same, so that a
name cannot resolve to something else in between.
"""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterable
from typing import Any

import httpcore
import httpx

from ingest.fetching.addresses import is_public, private
from store.errors import SourceError

Resolver = Callable[[str, int], list[str]]


class OutOfTime(SourceError):
    """A server took longer than a whole fetch may take."""


def resolve(host: str, port: int) -> list[str]:
    """The IP addresses of a host, in the order to try them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class Network(httpcore.NetworkBackend):
    """Opens connections for httpcore. :meth:`start` begins a fetch and its time."""

    def __init__(
        self,
        *,
        allow_private: bool,
        resolver: Resolver = resolve,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._allow_private = allow_private
        self._resolver = resolver
        self._clock = clock
        self._backend = httpcore.SyncBackend()
        self._deadline = float("inf")
        self._host = ""

    def start(self, host: str, seconds: float) -> None:
        """From now, everything until the next start has ``seconds`` in all."""
        self._host = host
        self._deadline = self._clock() + seconds

    def left(self, timeout: float | None) -> float:
        """How long one step may take. Raises :class:`OutOfTime` where no time is left."""
        left = self._deadline - self._clock()
        if left <= 0:
            raise self.out_of_time()
        return left if timeout is None else min(left, timeout)

    def out_of_time(self) -> OutOfTime:
        """The error of a fetch that takes too long in all."""
        return OutOfTime(
            f"{self._host} did not deliver the page in the time that a page is given",
            "try again later, or save it from a browser and put the file into a source folder",
        )

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connects to the first of the host's addresses that answers."""
        try:
            addresses = self._resolver(host, port)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"the name {host} is not known") from error
        if not self._allow_private and not all(map(is_public, addresses)):
            raise private(host)
        refused: Exception = httpcore.ConnectError(f"the name {host} has no address")
        for address in addresses:
            try:
                stream = self._backend.connect_tcp(
                    address, port, self.left(timeout), local_address, socket_options
                )
                return _Stream(stream, self)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                refused = error
        raise refused

    def sleep(self, seconds: float) -> None:
        """Waits, for httpcore's own retries, of which none are asked for."""
        time.sleep(seconds)


class _Stream(httpcore.NetworkStream):
    """A connection whose every step ends at the fetch's deadline."""

    def __init__(self, stream: httpcore.NetworkStream, network: Network) -> None:
        self._stream = stream
        self._network = network

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        left = self._network.left(timeout)
        try:
            return self._stream.read(max_bytes, left)
        except httpcore.ReadTimeout as error:
            if timeout is None or left < timeout:
                raise self._network.out_of_time() from error
            raise

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._network.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        left = self._network.left(timeout)
        return _Stream(self._stream.start_tls(ssl_context, server_hostname, left), self._network)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class Transport(httpx.HTTPTransport):
    """httpx's own transport over a :class:`Network`."""

    def __init__(self, network: Network) -> None:
        context = httpx.create_ssl_context(trust_env=True)
        super().__init__(verify=context, trust_env=False)
        # httpx has no parameter for it; the pool is the one thing that its transport is made of.
        self._pool = httpcore.ConnectionPool(
            ssl_context=context, network_backend=network, max_connections=4, keepalive_expiry=20
        )


def root_of(error: BaseException) -> BaseException:
    """The error that the others were only passed on as."""
    while (deeper := error.__cause__ or error.__context__) is not None:
        error = deeper
    return error


def reason_of(error: httpx.TransportError) -> str:
    """Why a connection failed, on one line."""
    said = " ".join(str(error).split())
    return f"the connection failed: {said[:160]}" if said else "the connection failed"
