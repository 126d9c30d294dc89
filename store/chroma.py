"""Chroma's clients: one for each embedded folder in this process, or one of a server."""

from __future__ import annotations

import logging
import socket
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from store.errors import LibraryError

if TYPE_CHECKING:
    from chromadb.api import ClientAPI


_CONNECT_SECONDS = 5.0
_SERVER_SECONDS = 120.0


class Embedded:
    """The one client of this process for one embedded folder."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.lock = threading.RLock()
        self.client: ClientAPI | None = None
        self.generation = -1
        self.users = 0


registry: dict[Path, Embedded] = {}
registry_lock = threading.Lock()


def close(shared: Embedded | None) -> None:
    """Closes an embedded folder's client, so that the next use opens it afresh."""
    if shared is None:
        return
    client, shared.client = shared.client, None
    hang_up(client)


def hang_up(client: ClientAPI | None) -> None:
    """Closes a client with all its connections."""
    if client is None:
        return
    sessions = _sessions(client)
    client.close()  # type: ignore[attr-defined]
    for session in sessions:
        session.close()


def _sessions(client: ClientAPI) -> list[Any]:
    """The connections of a server's client, none of a folder's: it has them twice.

    Chroma neither closes them nor limits how long an answer may take.
    """
    owners = (client, getattr(client, "_admin_client", None))
    servers = (getattr(owner, "_server", None) for owner in owners)
    sessions = (getattr(server, "_session", None) for server in servers)
    return [session for session in sessions if session is not None]


def forget(path: Path) -> None:
    """Closes this process's client of a folder that is about to be deleted, if it has one."""
    with registry_lock:
        shared = registry.get(path.resolve())
    if shared is not None:
        with shared.lock:
            close(shared)


def first_line(error: Exception) -> str:
    """What a foreign error says, short enough for one sentence."""
    return (str(error).strip() or type(error).__name__).splitlines()[0][:200]


def _quiet() -> Any:
    from chromadb.config import Settings

    logging.getLogger("chromadb.telemetry").setLevel(logging.CRITICAL)
    return Settings(anonymized_telemetry=False)


def open_folder(path: Path, *, create: bool = False) -> ClientAPI:
    """A client of the folder. Raises :class:`LibraryError` where there is none, unless made."""
    import chromadb

    if not create and not (path / "chroma.sqlite3").is_file():
        raise LibraryError(f"there are no vectors in {path}", "run penholder rebuild")
    try:
        return chromadb.PersistentClient(path=str(path), settings=_quiet())
    except BaseException:
        # Chroma keeps the half-started system and would hand it out to every later client.
        from chromadb.api.shared_system_client import SharedSystemClient

        SharedSystemClient._identifier_to_system.pop(str(path), None)
        raise


@dataclass(frozen=True, slots=True)
class Address:
    """Where a Chroma server is, and nothing that may not be shown."""

    host: str
    port: int
    secure: bool

    @classmethod
    def of(cls, url: str) -> Address:
        """The address that ``url`` writes.

        Raises :class:`LibraryError`, which does not repeat it, where it is none, and where it has
        more in it: a name and password would be shown wherever the address is.
        """
        try:
            parts = urlsplit(url)
            host, port = parts.hostname, parts.port
        except ValueError:
            host, port = None, None
        if not host or parts.scheme not in {"http", "https"}:
            raise LibraryError(
                "the setting chroma_url is not the address of a Chroma server",
                "write it as http://host:port",
            )
        if "@" in parts.netloc or parts.query or parts.fragment or parts.path not in {"", "/"}:
            raise LibraryError(
                "the setting chroma_url has more in it than a host and a port, such as a password",
                "write it as http://host:port; where the server asks who you are, let a proxy on "
                "this machine answer",
            )
        secure = parts.scheme == "https"
        return cls(host, port or (443 if secure else 8000), secure)

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http{'s' if self.secure else ''}://{host}:{self.port}"


def connect(url: str) -> ClientAPI:
    """A client of the server at ``url``.

    Raises :class:`LibraryError` for what is no address, and where nothing answers there.
    """
    import chromadb

    address = Address.of(url)
    _try_to_reach(address)
    client = chromadb.HttpClient(
        host=address.host, port=address.port, ssl=address.secure, settings=_quiet()
    )
    for session in _sessions(client):
        session.timeout = _SERVER_SECONDS
    return client


def _try_to_reach(address: Address) -> None:
    """Raises :class:`LibraryError` soon, where Chroma's client would wait for minutes."""
    try:
        where = (address.host, address.port)
        socket.create_connection(where, timeout=_CONNECT_SECONDS).close()
    except OSError as error:
        reason = error.strerror or str(error)
        raise LibraryError(
            f"the Chroma server at {address} cannot be reached ({reason})",
            "check that the server runs",
        ) from error
