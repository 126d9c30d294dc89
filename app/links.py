"""Addresses of documents that are safe to show: a plain host, and everything else encoded."""

from __future__ import annotations

from collections.abc import Container
from urllib.parse import quote, urlsplit, urlunsplit

_PORTS = {"http": 80, "https": 443}
# Brackets are left out on purpose: "S/RES/2396(2017)" must stay one link wherever it is pasted.
_SAFE_IN_PATH = "/%:@!$&'*+,;=-._~"
_SAFE_IN_QUERY = _SAFE_IN_PATH + "?"


def safe_url(url: str | None, schemes: Container[str] = ("http", "https")) -> str | None:
    """The address, percent-encoded, or none where it is not a plain one of these schemes.

    Scripts, data, local files, addresses with a user name in front of the host ("un.org@evil")
    and hosts that only look like ASCII give none.
    """
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
        host, port, user = parts.hostname, parts.port, parts.username
    except ValueError:
        return None
    scheme = parts.scheme.lower()
    if scheme not in _PORTS or scheme not in schemes or not host or user is not None:
        return None
    if not all(part.replace("-", "").isalnum() and part.isascii() for part in host.split(".")):
        return None
    return urlunsplit(
        (
            scheme,
            host if port in (None, _PORTS[scheme]) else f"{host}:{port}",
            quote(parts.path, safe=_SAFE_IN_PATH),
            quote(parts.query, safe=_SAFE_IN_QUERY),
            quote(parts.fragment, safe=_SAFE_IN_QUERY),
        )
    )
