"""Links that are safe to show on the page: ``https`` only, with their host in plain sight."""

from __future__ import annotations

from typing import TypedDict
from urllib.parse import urlsplit

from app.links import safe_url


class Link(TypedDict):
    """A link and the host that is shown with it."""

    href: str
    host: str


def safe_link(url: str | None) -> Link | None:
    """The link to show for an address, or none when it is not a plain ``https`` one."""
    href = safe_url(url, schemes=("https",))
    if href is None:
        return None
    return Link(href=href, host=urlsplit(href).netloc.removeprefix("www."))
