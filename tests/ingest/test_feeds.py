"""Feeds as sites write them, and as those who mean harm do."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from http_server import feed

from ingest.feeds import Entry, council_day, parse_feed
from store.errors import SourceError

SITE = "https://www.securitycouncilreport.org"
FEED = f"{SITE}/whatsinblue/feed"

ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>Press</title><updated>2019-09-25T00:00:00Z</updated>
<entry><title>One</title><link href="/en/2019/sc13963.doc.htm"/><id>tag:1</id>
<published>2019-09-25T22:10:00-04:00</published><updated>2019-09-26T10:00:00Z</updated></entry>
<entry><title>No link</title><id>tag:2</id></entry></feed>"""


def utc(*parts: int) -> dt.datetime:
    return dt.datetime(*parts, tzinfo=dt.UTC)  # type: ignore[misc,arg-type]


def test_rss_gives_links_and_times() -> None:
    data = feed(SITE, ("/a.php", "Tue, 24 Sep 2019 21:45:12 +0000"), ("/b.php", "")).encode()
    assert parse_feed(data, url=FEED) == [
        Entry(f"{SITE}/a.php", utc(2019, 9, 24, 21, 45, 12)),
        Entry(f"{SITE}/b.php"),
    ]


def test_atom_gives_what_was_updated_and_relative_links_are_put_whole() -> None:
    assert parse_feed(ATOM.encode(), url="https://press.un.org/en/atom.xml") == [
        Entry(
            "https://press.un.org/en/2019/sc13963.doc.htm",
            utc(2019, 9, 26, 2, 10),
            utc(2019, 9, 26, 10),
        )
    ]


def test_one_page_named_twice_is_one_entry() -> None:
    data = feed(SITE, ("/a.php", ""), ("/a.php", "Tue, 24 Sep 2019 21:45:12 +0000")).encode()
    assert parse_feed(data, url=FEED) == [Entry(f"{SITE}/a.php")]


def test_an_empty_feed_is_a_feed() -> None:
    assert parse_feed(feed(SITE).encode(), url=FEED) == []


@pytest.mark.parametrize("times", ["never", "Tue, 99 Sep 99999 21:45:12 +0000", "<b>&#0;</b>"])
def test_a_time_that_is_none_is_left_out(times: str) -> None:
    (entry,) = parse_feed(feed(SITE, ("/a.php", times)).encode(), url=FEED)
    assert entry == Entry(f"{SITE}/a.php")


def test_a_feed_cut_off_gives_what_it_has() -> None:
    data = feed(SITE, ("/a.php", ""), ("/b.php", "")).encode()
    entries = parse_feed(data[: data.index(b"/b.php") - 30], url=FEED)
    assert entries[0].link == f"{SITE}/a.php"


@pytest.mark.parametrize(
    "data",
    [
        b'<!DOCTYPE x [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;">]><rss>&b;</rss>',
        b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss>&a;</rss>',
        b"<rss" + b" " * 10_000_001,
        b"<rss \xff\xfe <<<",
    ],
    ids=["entities", "outside", "huge", "broken"],
)
def test_a_feed_that_means_harm_is_refused(data: bytes) -> None:
    with pytest.raises(SourceError, match="not a feed that can be read"):
        parse_feed(data, url=FEED)


def test_bytes_are_never_taken_for_a_file_or_an_address(tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_text(feed(SITE, ("/secret.php", "")))
    with pytest.raises(SourceError):
        parse_feed(str(tmp_path / "feed.xml").encode(), url=FEED)


def test_a_feed_without_end_is_cut() -> None:
    data = feed(SITE, *((f"/{n}.php", "") for n in range(700))).encode()
    assert len(parse_feed(data, url=FEED)) == 500


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (utc(2019, 9, 24, 21, 45), dt.date(2019, 9, 24)),
        (utc(2019, 9, 25, 2, 10), dt.date(2019, 9, 24)),
        (utc(2019, 1, 1, 4, 59), dt.date(2018, 12, 31)),
    ],
)
def test_the_day_of_posting_is_that_of_new_york(moment: dt.datetime, day: dt.date) -> None:
    assert council_day(moment) == day
