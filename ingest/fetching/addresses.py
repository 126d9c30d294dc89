"""Which addresses may be visited at all, before and after their names are resolved."""

from __future__ import annotations

import ipaddress
from urllib.parse import SplitResult, urlsplit

from store.errors import SourceError

_LONGEST = 2_000  # characters; servers refuse longer ones
_LOCAL_ENDINGS = (".localhost", ".local", ".internal", ".home.arpa")


def is_address(text: str) -> bool:
    """Whether a source is meant as an address rather than as a path."""
    return "://" in text


def usable(url: str, *, allow_private: bool) -> SplitResult:
    """The parts of an address that may be visited.

    Raises :class:`SourceError` for one that is not http(s), carries a password, or leads into the
    private network by its very name. What a name resolves to is checked at connecting.
    """
    shown = without_credentials(url)
    try:
        parts = urlsplit(url)
        host, _port = parts.hostname, parts.port
    except ValueError as error:
        raise SourceError(f"{shown} is not a usable address ({error})", "check it") from error
    if parts.scheme not in ("http", "https"):
        raise SourceError(
            f"{shown} is not an http or https address", "give one that begins with https://"
        )
    if parts.username is not None or parts.password is not None:
        raise SourceError(f"{shown} carries a user name or password", "give the address without it")
    if not host or len(url) > _LONGEST or any(c.isspace() or not c.isprintable() for c in url):
        raise SourceError(f"{shown} is not a usable address", "check it")
    if not allow_private and _is_private_name(host):
        raise private(host)
    return parts


def without_credentials(url: str) -> str:
    """An address as it may be shown: short, printable, with no user name or password."""
    scheme, mark, rest = url.partition("://")
    authority, slash, path = rest.partition("/")
    shown = f"{scheme}{mark}{authority.rpartition('@')[2]}{slash}{path}"
    shown = "".join(c if c.isprintable() else "�" for c in shown)
    return shown if len(shown) <= 300 else f"{shown[:300]}…"


def is_public(ip: str) -> bool:
    """Whether a resolved address belongs to the open internet."""
    try:
        address = ipaddress.ip_address(ip.partition("%")[0])
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]
        if inner is not None and not is_public(str(inner)):
            return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def private(host: str) -> SourceError:
    """The refusal of a host inside the private network."""
    return SourceError(
        f"{host} is inside a private network, where a source has no business to lead",
        "save the document as a file, or set PENHOLDER_ALLOW_PRIVATE=1 if you mean it",
    )


def _is_private_name(host: str) -> bool:
    name = host.rstrip(".").lower()
    if name == "localhost" or name.endswith(_LOCAL_ENDINGS):
        return True
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False  # a name; what it resolves to is checked at connecting
    return not is_public(name)
