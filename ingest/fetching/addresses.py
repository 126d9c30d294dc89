"""Which addresses may be visited at all, before and after their names are resolved."""

from __future__ import annotations

import ipaddress
from urllib.parse import SplitResult, urlsplit

from store.errors import SourceError

_LONGEST = 2_000  # characters; servers refuse longer ones
_LOCAL_ENDINGS = (".localhost", ".local", ".internal", ".home.arpa")
_SHOWN = 300  # characters

# What is no place on the open internet, and what ``ipaddress`` takes for one: protocol assignments,
# relays to IPv4, benchmarks of routers, sites' own networks, documentation, segment routing.
_SPECIAL = tuple(
    map(
        ipaddress.ip_network,
        (
            "192.0.0.0/24",
            "192.88.99.0/24",
            "192.31.196.0/24",
            "192.52.193.0/24",
            "192.175.48.0/24",
            "2001::/23",
            "2620:4f:8000::/48",
            "3fff::/20",
            "5f00::/16",
            "fec0::/10",
        ),
    )
)
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


class Private(SourceError):
    """An address leads into a private network."""


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
    """An address as it may be shown and kept: short, printable, with no user name or password.

    The values in its query are left out, since some sites take a reader's key there.
    """
    place, _, _fragment = url.partition("#")
    place, mark, query = place.partition("?")
    scheme, colon, rest = place.partition("://")
    authority, slash, path = rest.partition("/")
    shown = f"{scheme}{colon}{authority.rpartition('@')[2]}{slash}{path}{mark}{_elided(query)}"
    shown = "".join(c if c.isprintable() else "�" for c in shown[: 4 * _SHOWN])
    return shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}…"


def _elided(query: str) -> str:
    """A query's names. What has no name may be a key itself."""
    parts = query.replace(";", "&").split("&") if query else []
    named = (part.partition("=") for part in parts)
    return "&".join(f"{name}=…" if sign else "…" for name, sign, _ in named)


def is_public(ip: str) -> bool:
    """Whether a resolved address belongs to the open internet."""
    try:
        address = ipaddress.ip_address(ip.partition("%")[0])
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        if any(not is_public(str(inner)) for inner in _inside(address)):
            return False
        if address in _NAT64:
            return True
    if any(address in network for network in _SPECIAL):
        return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def _inside(address: ipaddress.IPv6Address) -> list[ipaddress.IPv4Address]:
    """The IPv4 addresses that an IPv6 address is only another form of, or leads to."""
    translated = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF) if address in _NAT64 else None
    found = (address.ipv4_mapped, address.sixtofour, translated)
    return [inner for inner in found if inner is not None]


def private(host: str) -> Private:
    """The refusal of a host inside the private network."""
    return Private(
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
