"""Where a redirect leads, as far as one may be followed there."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urljoin, urlsplit

from ingest.fetching.addresses import without_credentials
from store.errors import SourceError


def next_place(visited: Sequence[str], location: str, *, most: int) -> str:
    """The address that the last one visited redirects to.

    Raises :class:`SourceError` for what is no address, a circle, more than ``most`` redirects, and
    a way from https to http, on which anybody could put another page in the place of the one
    asked for.
    """
    first, here = without_credentials(visited[0]), visited[-1]
    try:
        there = urljoin(here, location)
        schemes = urlsplit(here).scheme, urlsplit(there).scheme
    except ValueError as error:
        raise lost(here) from error
    if there in visited:
        circle = " → ".join(map(without_credentials, [*visited[visited.index(there) :], there]))
        raise SourceError(f"{first} redirects in a circle ({circle})", "check the address")
    if schemes == ("https", "http"):
        raise SourceError(
            f"{first} redirects from https to {without_credentials(there)}, which anybody on the "
            "way there could answer for",
            "give that address itself, if you trust the way there",
        )
    if len(visited) > most:
        raise SourceError(
            f"{first} redirects more than {most} times", "give the address that it ends at"
        )
    return there


def lost(url: str) -> SourceError:
    """The error of a redirect to what is no address."""
    return SourceError(
        f"{without_credentials(url)} redirects to no usable address", "check the address"
    )
