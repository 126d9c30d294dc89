"""RSS and Atom feeds: which pages they name, and when those were posted. All of it is hostile."""

from __future__ import annotations

import calendar
import datetime as dt
import io
import re
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from ingest.fetching.addresses import without_credentials
from store.errors import SourceError

_LARGEST = 2_000_000  # bytes; the parser takes a quarter of a kilobyte of memory for each
_MOST_ENTRIES = 500
_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
_TIMES = ("published", "updated")
_COUNCIL_TIME = "America/New_York"


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a feed: the page's address as the feed writes it, and its times in UTC."""

    link: str
    posted: dt.datetime | None = None
    updated: dt.datetime | None = None


def parse_feed(data: bytes, *, url: str) -> list[Entry]:
    """The entries of a feed, each page once, in its order; ``url`` is where relative links start.

    Raises :class:`SourceError` where it is no feed that can be read. An entry without a link
    leads nowhere and is left out.
    """
    import feedparser

    shown = without_credentials(url)
    if len(data) > _LARGEST or _ENTITY.search(data):
        raise SourceError(f"{shown} is not a feed that can be read safely", "check the address")
    headers = {"content-location": url, "content-type": "application/xml"}
    parsed = feedparser.parse(io.BytesIO(data), response_headers=headers)
    if parsed.bozo and not parsed.entries:
        reason = " ".join(str(parsed.get("bozo_exception", "")).split())[:120]
        raise SourceError(f"{shown} is not a feed that can be read ({reason})", "check the address")
    entries: dict[str, Entry] = {}
    for entry in parsed.entries[:_MOST_ENTRIES]:
        link = str(entry.get("link") or "").strip()
        if link and (entry.get("links") or "://" in link):  # else feedparser gives an entry's name
            posted, updated = (_moment(entry, f"{which}_parsed") for which in _TIMES)
            entries.setdefault(link, Entry(link, posted, updated))
    return list(entries.values())


def council_day(moment: dt.datetime) -> dt.date:
    """The day on which something was posted, where the Council meets."""
    return moment.astimezone(ZoneInfo(_COUNCIL_TIME)).date()


def _moment(entry: Any, name: str) -> dt.datetime | None:
    """A time that feedparser understood, in UTC."""
    if name not in entry:  # asked for, feedparser would give one time in place of another
        return None
    try:
        return dt.datetime.fromtimestamp(calendar.timegm(entry[name]), dt.UTC)
    except (ValueError, OverflowError, OSError, TypeError):
        return None
