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
_ENCODING = re.compile(rb"encoding\s*+=\s*+[\"']([A-Za-z0-9_.:-]{1,40})")
# In these, "<!ENTITY" are the bytes that it is in ASCII, zeros left out.
_PLAIN = re.compile(
    r"(?:utf-?(?:8|16|32)(?:-?[lb]e)?|(?:us-)?ascii|iso-?8859-?\d{1,2}|latin-?1|windows-125\d|"
    r"cp125\d|koi8-[ru]|gb(?:k|2312|18030)|big5|euc-\w{2}|shift_jis)$",
    re.IGNORECASE,
)
_EBCDIC = b"\x4c\x6f\xa7\x94"
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
    if len(data) > _LARGEST or _declares_entities(data):
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


def _declares_entities(data: bytes) -> bool:
    """Whether a feed declares entities, in whatever encoding it says that it is in.

    True also where that encoding is not known here: what cannot be looked at is not parsed.
    """
    plain = data.replace(b"\0", b"")  # as it is in UTF-16 and UTF-32, whichever way round
    if data.startswith(_EBCDIC) or _ENTITY.search(plain):
        return True
    declared = _ENCODING.search(plain[: plain.find(b"?>")])  # however far that is
    name = declared.group(1).decode() if declared else "utf-8"
    if _PLAIN.match(name):
        return False
    try:
        text = data.decode(name, errors="ignore")
    except (LookupError, UnicodeError):
        return True
    return _ENTITY.search(text.encode(errors="ignore")) is not None


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
