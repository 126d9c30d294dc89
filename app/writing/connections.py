"""Holds the connections that a request makes, so that another thread can end them.

The providers' packages stand on one of two HTTP libraries of the same make; both tell of each
connection through the ``trace`` extension of a request, so that nothing of either is needed here.
"""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from typing import Any, Protocol


class _Stream(Protocol):
    """A network stream of the HTTP library."""

    def get_extra_info(self, info: str) -> Any: ...

    def close(self) -> None: ...


class Connections:
    """The connections of one request."""

    def __init__(self) -> None:
        self._streams: list[_Stream] = []
        self._stopped = False
        self._lock = threading.Lock()

    def watch(self, request: Any) -> None:
        """An event hook for a request of either HTTP library: its connections are held."""
        request.extensions = {**request.extensions, "trace": self._trace}

    def stop(self) -> None:
        """Wakes whoever reads or writes; what connects later ends at once."""
        with self._lock:
            self._stopped = True
            streams = tuple(self._streams)
        for stream in streams:
            _shut(stream)

    def close(self) -> None:
        """Closes them, when the request is over."""
        with self._lock:
            streams, self._streams = self._streams, []
        for stream in streams:
            with suppress(OSError):
                stream.close()

    def _trace(self, event: str, info: dict[str, Any]) -> None:
        if not event.endswith((".connect_tcp.complete", ".start_tls.complete")):
            return
        stream: _Stream = info["return_value"]
        with self._lock:
            self._streams.append(stream)
            stopped = self._stopped
        if stopped:
            _shut(stream)


def _shut(stream: _Stream) -> None:
    """Ends a connection. Closing it alone would leave the reader waiting."""
    with suppress(OSError):
        open_socket: socket.socket | None = stream.get_extra_info("socket")
        if open_socket is not None:
            open_socket.shutdown(socket.SHUT_RDWR)
