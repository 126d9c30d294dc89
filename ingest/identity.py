"""What a document is called in the library, whatever file or address it came by."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from store.symbols import symbol_of_url

_PAGE_ENDING = re.compile(r"\.(?:php|html?|aspx?|jsp)$", re.IGNORECASE)
_OWN_SITES = frozenset({"securitycouncilreport.org", "whatsinblue.org"})


def document_id(*, symbol: str | None, url: str | None, name: str) -> str:
    """The symbol, else the stem of the address, else the path under the source's root."""
    if symbol:
        return symbol
    if url:
        return symbol_of_url(url) or url_stem(url)
    path = PurePosixPath(name.replace("\\", "/"))
    return path.with_suffix("").as_posix() if path.name else name


def url_stem(url: str) -> str:
    """An address without scheme, ``www.``, query, fragment and page ending.

    The host is left out where it is Security Council Report's, so that a brief is
    ``whatsinblue/2019/09/…`` by every address that it has had.
    """
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    path = _PAGE_ENDING.sub("", unquote(parts.path).strip("/"))
    if host == "whatsinblue.org" and path:
        return f"whatsinblue/{path}"
    return path if host in _OWN_SITES and path else f"{host}/{path}".rstrip("/")


def url_month(url: str) -> tuple[int, int] | None:
    """The year and month in an address of Security Council Report, if it has them."""
    match = re.search(r"/(20\d\d)[/-](0[1-9]|1[0-2])(?:/|$)", urlsplit(url).path)
    return (int(match.group(1)), int(match.group(2))) if match else None
