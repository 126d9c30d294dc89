"""Links that are safe to show: ``https`` only, host in plain sight, path percent-encoded."""

from __future__ import annotations

from typing import TypedDict
from urllib.parse import quote, urlsplit, urlunsplit

# Brackets are left out on purpose: "S/RES/2396(2017)" must stay one link wherever it is pasted.
_SAFE_IN_PATH = "/%:@!$&'*+,;=-._~"
_SAFE_IN_QUERY = _SAFE_IN_PATH + "?"


class Link(TypedDict):
    """A link and the host that is shown with it."""

    href: str
    host: str


def safe_link(url: str | None) -> Link | None:
    """The link to show for an address, or none when it is not a plain ``https`` one.

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
    if parts.scheme.lower() != "https" or not host or user is not None:
        return None
    if not all(part.replace("-", "").isalnum() and part.isascii() for part in host.split(".")):
        return None
    netloc = host if port in (None, 443) else f"{host}:{port}"
    href = urlunsplit(
        (
            "https",
            netloc,
            quote(parts.path, safe=_SAFE_IN_PATH),
            quote(parts.query, safe=_SAFE_IN_QUERY),
            quote(parts.fragment, safe=_SAFE_IN_QUERY),
        )
    )
    return Link(href=href, host=netloc.removeprefix("www."))
