"""What a document is called in the library, whatever file or address it came by."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

from store.series import PAGE_ENDING
from store.symbols import symbol_of_url

_OWN_SITES = frozenset({"securitycouncilreport.org", "whatsinblue.org"})
# Parameters that say how a page is shown or who sent the reader, not which page it is.
_NOT_THE_PAGE = re.compile(
    r"(?:print|utm_\w+|fbclid|gclid|mc_[ce]id|igshid|ref|share|_ga|amp)$", re.IGNORECASE
)
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_DEFAULT_PORTS = {"http": 80, "https": 443}


def document_id(*, symbol: str | None, url: str | None, name: str, language: str = "en") -> str:
    """The symbol, else the stem of the address, else the path under the source's root.

    All language versions share a symbol; those that are not in English have theirs beside it.
    """
    if symbol:
        return symbol if language == "en" else f"{symbol} [{language}]"
    if url:
        return symbol_of_url(url) or url_stem(url)
    path = PurePosixPath(name.replace("\\", "/"))
    return path.with_suffix("").as_posix() if path.name else name


def url_stem(url: str) -> str:
    """An address without scheme, ``www.``, fragment, page ending and what is not about the page.

    The host is left out where it is Security Council Report's, so that a brief is
    ``whatsinblue/2019/09/…`` by every address that it has had.
    """
    parts = urlsplit(url)
    host = _host(url)
    path = PAGE_ENDING.sub("", _unquoted(parts.path).strip("/"))
    query = _query(parts.query)
    asked = f"?{query}" if query else ""
    if host == "whatsinblue.org" and path:
        return f"whatsinblue/{path}{asked}"
    if host in _OWN_SITES and path:
        return f"{path}{asked}"
    return f"{host}/{path}".rstrip("/") + asked


def is_of_report(url: str) -> bool:
    """Whether an address is of Security Council Report's sites."""
    return _host(url) in _OWN_SITES


def plain_address(url: str) -> str:
    """The address to ask for: without fragment, and without parameters that are not the page's.

    Raises ``ValueError`` for what is no address.
    """
    parts = urlsplit(url.strip())
    host = (parts.hostname or "").rstrip(".")
    port = parts.port
    netloc = f"[{host}]" if ":" in host else host
    if port is not None and port != _DEFAULT_PORTS.get(parts.scheme):
        netloc += f":{port}"
    if parts.username is not None or parts.password is not None:
        netloc = parts.netloc  # left as it is, to be refused for it
    path = quote(parts.path, safe="/%:@!$&'()*+,;=~-._") or "/"
    return urlunsplit((parts.scheme.lower(), netloc, path, _query(parts.query), ""))


def address_key(url: str) -> str:
    """One name for every way to write one page's address; takes what :func:`plain_address` gave."""
    parts = urlsplit(url)
    netloc = parts.netloc.lower().removeprefix("www.")
    return urlunsplit(("https", netloc, parts.path.rstrip("/") or "/", parts.query, ""))


def same_site(one: str, other: str) -> bool:
    """Whether two addresses are of one site, so that a page of one may speak for the other."""
    hosts = {_host(one), _host(other)}
    return len(hosts) == 1 or hosts <= _OWN_SITES


def url_month(url: str) -> tuple[int, int] | None:
    """The year and month in an address of Security Council Report, if it has them."""
    match = re.search(r"/(20\d\d)[/-](0[1-9]|1[0-2])(?:/|$)", urlsplit(url).path)
    return (int(match.group(1)), int(match.group(2))) if match else None


def _unquoted(path: str) -> str:
    """A path as people read it. What is not to be seen stays encoded: it could begin a line."""
    return _UNSEEN.sub(lambda sign: quote(sign.group()), unquote(path))


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


def _query(query: str) -> str:
    asked = parse_qsl(query, keep_blank_values=True)
    kept = [(name, value) for name, value in asked if not _NOT_THE_PAGE.match(name)]
    return query if len(kept) == len(asked) else urlencode(kept)
