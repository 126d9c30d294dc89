"""Refreshing from pages and feeds of a site that behaves like the real ones."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from http_server import FEED, Clock, Reply, Site, feed, serving

from ingest.downloads import EDITED_WITHIN
from ingest.fetch import Fetcher, Limits
from ingest.fetching.pacing import Pace
from ingest.refresh import Progress, RefreshReport, refresh
from store.library import Library
from store.references import sources_of
from store.schema import runs, sources

NOW = dt.datetime(2019, 9, 25, 12, tzinfo=dt.UTC)
LATER = NOW + EDITED_WITHIN + dt.timedelta(hours=1)
MUCH_LATER = NOW + dt.timedelta(days=40)
POSTED = "Tue, 24 Sep 2019 21:45:12 +0000"


def page(
    title: str, *paragraphs: str, posted: str = "Posted Tue 24 Sep 2019", head: str = ""
) -> str:
    body = "".join(f"<p>{words}</p>" for words in paragraphs)
    return (
        f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head><body>"
        f"<p>{posted}</p><h1>{title}</h1>{body}</body></html>"
    )


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as served:
        served.page("/whatsinblue/2019/09/one.php", page("Debate", "Mr. Lavrov will preside."))
        served.page("/whatsinblue/2019/09/two.php", page("Briefing", "Mr. Churkin presided."))
        yield served


class Web:
    """Refreshes a library from a site; time passes only as it is told."""

    def __init__(self, library: Library, site: Site) -> None:
        self.library = library
        self.site = site
        clock = Clock()
        self.fetcher = Fetcher(
            allow_private=True,
            limits=Limits(bytes=300_000, seconds=3, silence=1, attempts=2),
            pace=Pace(clock=clock, sleep=clock.sleep, jitter=lambda: 0.0),
            now=lambda: NOW,
        )

    def refresh(
        self, *given: str | Path, now: dt.datetime = NOW, **options: object
    ) -> RefreshReport:
        asked = [self.site.address + s if str(s).startswith("/wh") else s for s in given]  # type: ignore[operator]
        return refresh(self.library, asked, fetcher=self.fetcher, now=now, **options)  # type: ignore[arg-type]

    def feed(self, *items: tuple[str, str]) -> None:
        self.site.page("/whatsinblue/feed", feed(self.site.address, *items), content_type=FEED)

    def text(self, document: str) -> str:
        return self.library.document(self.id(document)).text

    def id(self, stem: str) -> str:
        return f"127.0.0.1/whatsinblue/2019/09/{stem}"

    def ids(self, *stems: str) -> tuple[str, ...]:
        return tuple(map(self.id, stems))


@pytest.fixture
def web(library: Library, site: Site) -> Iterator[Web]:
    made = Web(library, site)
    made.feed(("/whatsinblue/2019/09/one.php", POSTED), ("/whatsinblue/2019/09/two.php", POSTED))
    with made.fetcher:
        yield made


ONE, TWO = "/whatsinblue/2019/09/one.php", "/whatsinblue/2019/09/two.php"
WIB = "/whatsinblue/feed"


# Pages.


def test_a_page_is_read_and_then_left_alone(web: Web) -> None:
    first = web.refresh(ONE)
    assert (first.added, first.failed) == (web.ids("one"), ())
    document = web.library.document(web.id("one"))
    assert (document.title, document.date) == ("Debate", dt.date(2019, 9, 24))
    assert document.url == web.site.address + ONE
    second = web.refresh(ONE)
    assert (second.added, second.changed, second.unchanged) == ((), (), 1)
    assert second.generation == first.generation
    assert "If-None-Match" in web.site.asked[-1].headers


def test_a_second_refresh_from_the_web_touches_no_file(web: Web) -> None:
    web.refresh(ONE, WIB, TWO)
    stamps = {p: p.stat().st_mtime_ns for p in web.library.path.rglob("*") if p.is_file()}
    report = web.refresh(ONE, WIB, TWO)
    assert (report.unchanged, report.failed) == (2, ())
    assert {p: p.stat().st_mtime_ns for p in web.library.path.rglob("*") if p.is_file()} == stamps


def test_validators_that_change_by_themselves_are_no_change(web: Web) -> None:
    body = page("Odd", "Words.").encode()
    tags = [Reply(body, 200, {"ETag": f'"{number}"'}) for number in range(9)]
    web.site.put("/whatsinblue/odd.php", *tags)
    first = web.refresh("/whatsinblue/odd.php")
    second = web.refresh("/whatsinblue/odd.php")
    assert (second.changed, second.unchanged, second.generation) == ((), 1, first.generation)
    with web.library.catalogue.reading() as connection:
        assert len(connection.execute(sa.select(runs)).all()) == 1


def test_an_edited_page_says_what_changed(web: Web) -> None:
    web.refresh(ONE)
    web.site.page(
        ONE,
        page("Debate*", "Mr. Lavrov presided.", "It was long.", posted="Posted Wed 25 Sep 2019"),
    )
    report = web.refresh(ONE)
    assert report.changed == web.ids("one")
    (change,) = report.changes
    assert change.document == web.id("one")
    assert "date 2019-09-24 is now 2019-09-25" in change.what
    assert "marked as corrected" in change.what
    assert "1 paragraph added" in change.what
    assert "edited" in change.what
    assert "Mr. Lavrov will preside." not in web.text("one")


def test_one_page_under_many_addresses_is_one_document(web: Web) -> None:
    address = web.site.address + ONE
    web.feed((f"{ONE}?utm_source=rss", POSTED))
    report = web.refresh(f"{address}?print=true", f"{address}#top", WIB, address)
    assert (report.added, report.failed) == (web.ids("one"), ())
    assert web.site.paths() == [ONE, WIB]


def test_a_canonical_address_joins_what_two_addresses_give(web: Web) -> None:
    link = f'<link rel="canonical" href="{web.site.address}{ONE}">'
    same = page("Debate", "Mr. Lavrov will preside.", head=link)
    web.site.page(ONE, same)
    web.site.page("/whatsinblue/short", same)
    web.site.put("/whatsinblue/old", Reply(status=301, headers={"Location": ONE}))
    report = web.refresh(ONE, "/whatsinblue/short", "/whatsinblue/old")
    assert (report.added, report.failed, report.unchanged) == (web.ids("one"), (), 0)
    again = web.refresh(ONE, "/whatsinblue/short", "/whatsinblue/old")
    assert (again.changed, again.unchanged, again.generation) == ((), 1, report.generation)
    addresses = sources_of(web.library.catalogue, web.id("one"))
    assert [address.rsplit("/", 1)[1] for address in addresses] == ["one.php", "old", "short"]
    # Asked alone, the other address speaks for the document, and an edit is seen through it.
    web.site.page("/whatsinblue/short", page("Debate", "It is over.", head=link))
    report = web.refresh("/whatsinblue/short")
    assert report.changed == web.ids("one")
    assert "It is over." in web.text("one")


def test_a_page_cannot_take_the_place_of_another_sites(web: Web) -> None:
    brief = "https://www.securitycouncilreport.org/whatsinblue/2019/09/the-brief.php"
    for number, claimed in enumerate((brief, "https://docs.un.org/en/S/PV.8626")):
        link = f'<link rel="canonical" href="{claimed}">'
        fake = page("Fake", f"No {number}.", head=link)
        web.site.page(f"/whatsinblue/2019/09/evil{number}.php", fake)
    report = web.refresh(*(f"/whatsinblue/2019/09/evil{number}.php" for number in range(2)))
    assert report.added == web.ids("evil0", "evil1")


def test_pages_that_all_claim_to_be_the_home_page_stay_apart(web: Web) -> None:
    link = f'<link rel="canonical" href="{web.site.address}/">'
    for path in (ONE, TWO):
        web.site.page(path, page("Same", f"Words of {path}.", head=link))
    assert web.refresh(ONE, TWO).added == web.ids("one", "two")


def test_a_file_goes_before_the_page_of_the_same_document(web: Web, tmp_path: Path) -> None:
    folder = tmp_path / "briefs"
    folder.mkdir()
    (folder / "saved.txt").write_text("Debate\n\nAs it was saved by hand, and kept.")
    (folder / "saved.toml").write_text(f'url = "{web.site.address}{ONE}"\n')
    web.refresh(ONE)
    report = web.refresh(ONE, folder)
    assert (report.changed, report.failed) == (web.ids("one"), ())
    assert "saved by hand" in web.text("one")
    assert web.refresh(ONE, folder).changed == ()
    (folder / "saved.txt").unlink()
    report = web.refresh(ONE, folder)
    assert (report.changed, report.removed) == (web.ids("one"), ())
    assert "Mr. Lavrov will preside." in web.text("one")


def test_a_new_pipeline_reads_the_kept_bytes_again_and_asks_for_nothing_more(web: Web) -> None:
    web.refresh(WIB)
    web.site.paths()
    report = web.refresh(WIB, now=MUCH_LATER, pipeline="another")
    assert (report.unchanged, report.failed) == (2, ())
    assert web.site.paths() == [WIB]
    with web.library.catalogue.reading() as connection:
        pipelines = connection.execute(sa.select(sources.c.pipeline)).scalars()
        assert set(pipelines) == {"another"}


# Feeds.


def test_a_feed_leads_to_its_pages(web: Web) -> None:
    report = web.refresh(WIB)
    assert (report.added, report.failed) == (web.ids("one", "two"), ())
    assert web.site.paths() == [WIB, ONE, TWO]


def test_a_new_an_edited_and_a_vanished_item(web: Web) -> None:
    web.refresh(WIB)
    web.site.page("/whatsinblue/2019/09/three.php", page("Vote", "All in favour."))
    web.site.page(ONE, page("Debate", "Mr. Lavrov presided."))
    web.feed(("/whatsinblue/2019/09/three.php", POSTED), (ONE, POSTED))
    report = web.refresh(WIB)
    assert (report.added, report.changed) == (web.ids("three"), web.ids("one"))
    assert (report.removed, report.failed, report.unchanged) == ((), (), 1)
    assert "Mr. Churkin presided." in web.text("two")


def test_pages_are_asked_again_for_two_days_and_then_left_alone(web: Web) -> None:
    web.refresh(WIB)
    web.site.paths()
    web.refresh(WIB)
    assert web.site.paths() == [WIB, ONE, TWO]  # each answered 304
    web.site.page(ONE, page("Debate", "Mr. Lavrov presided."))
    report = web.refresh(WIB, now=LATER)
    assert (report.changed, report.unchanged) == ((), 2)
    assert web.site.paths() == [WIB]
    assert web.refresh(ONE, now=LATER).changed == web.ids("one")  # named, it is asked


def test_a_page_that_its_feed_says_was_updated_is_asked_again(web: Web) -> None:
    def atom(updated: str) -> None:
        entry = (
            f'<entry><link href="{web.site.address}{ONE}"/><id>1</id>'
            f"<published>2019-09-24T21:00:00Z</published><updated>{updated}</updated></entry>"
        )
        text = f'<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title>{entry}</feed>'
        web.site.page(WIB, text, content_type=FEED)

    atom("2019-09-24T21:00:00Z")
    web.refresh(WIB)
    web.site.page(ONE, page("Debate*", "Mr. Lavrov presided."))
    atom("2019-11-01T00:00:00Z")
    assert web.refresh(WIB, now=MUCH_LATER).changed == web.ids("one")
    web.site.paths()
    web.refresh(WIB, now=MUCH_LATER)
    assert web.site.paths() == [WIB]


def test_the_feeds_date_stands_in_for_one_that_the_page_lacks(web: Web) -> None:
    bare = "<html><body><h1>Bare</h1><p>No day is printed here.</p></body></html>"
    web.site.page("/whatsinblue/bare", bare)
    web.feed(("/whatsinblue/bare", "Wed, 25 Sep 2019 02:00:00 +0000"), (ONE, "Mon, 7 Jan 2019"))
    web.refresh(WIB)
    assert web.library.document("127.0.0.1/whatsinblue/bare").date == dt.date(2019, 9, 24)
    assert web.library.document(web.id("one")).date == dt.date(2019, 9, 24)


def test_one_items_failure_stops_no_other_and_is_tried_again(web: Web) -> None:
    paths = [f"/whatsinblue/2019/09/bad{number}.php" for number in range(5)]
    web.site.put(paths[0], Reply(b"", 500))
    web.site.put(paths[1], Reply(status=302, headers={"Location": paths[1]}))
    web.site.put(paths[2], Reply(manner="endless"))
    web.site.put(paths[3], Reply(b"", 202))
    web.site.put(paths[4], Reply(b""))
    unusable = ["javascript:alert(1)", "file:///etc/passwd", "http://u:secret@127.0.0.1/x"]
    web.feed(*((link, POSTED) for link in (*paths, *unusable, ONE)))
    report = web.refresh(WIB)
    assert report.added == web.ids("one")
    reasons = " | ".join(f"{f.source} {f.reason}" for f in report.failed)
    assert len(report.failed) == len(paths) + len(unusable)
    for words in ("status 500", "in a circle", "larger than", "a person with a browser", "empty"):
        assert words in reasons
    assert "secret" not in reasons
    assert all(f.remedy for f in report.failed)
    web.site.page(paths[0], page("Repaired", "Here at last."))
    assert web.refresh(WIB).added == web.ids("bad0")
    web.feed((ONE, POSTED))
    assert len(web.refresh(WIB).failed) == 4  # no longer named, they are tried for a while
    assert web.refresh(WIB, now=MUCH_LATER).failed == ()


def test_a_page_that_goes_leaves_the_old_one_answering(web: Web) -> None:
    web.refresh(WIB)
    web.site.put(ONE, Reply(b"", 410))
    report = web.refresh(WIB)
    assert (report.removed, [f.source for f in report.failed]) == ((), [web.site.address + ONE])
    assert "Mr. Lavrov will preside." in web.text("one")
    web.site.paths()
    report = web.refresh(WIB, now=LATER)  # it is no longer asked for, and what is held is good
    assert (report.failed, report.unchanged, report.changed) == ((), 2, ())
    assert web.site.paths() == [WIB]


def test_a_page_that_can_no_longer_be_read_leaves_the_old_one_answering(web: Web) -> None:
    web.refresh(WIB)
    web.site.put(ONE, Reply(b"<p>\x00\x01\x02\xff\xfe" * 50))
    for now in (NOW, NOW, LATER):
        report = web.refresh(WIB, now=now)
        assert (report.removed, report.changed) == ((), ())
        assert "Mr. Lavrov will preside." in web.text("one")
        assert len(report.failed) == (1 if now == NOW else 0)
    web.site.page(ONE, page("Debate", "Mr. Lavrov presided."))
    assert web.refresh(ONE).changed == web.ids("one")


def test_a_page_that_is_named_is_asked_even_when_its_feed_is_old(web: Web) -> None:
    web.refresh(WIB, ONE, now=MUCH_LATER)
    web.site.page(ONE, page("Debate", "Mr. Lavrov presided."))
    assert web.refresh(WIB, ONE, now=MUCH_LATER).changed == web.ids("one")


def test_a_feed_that_breaks_takes_nothing_away(web: Web) -> None:
    web.refresh(WIB)
    for reply, words in (
        (Reply(b"<rss <<<"), "not a feed"),
        (Reply(page("Login", "Sign in.").encode()), "gives a page in place of a feed"),
        (Reply(b"", 503), "status 503"),
    ):
        web.site.put(WIB, reply)
        report = web.refresh(WIB)
        assert words in report.failed[0].reason
        assert (report.removed, len(web.library.documents())) == ((), 2)
    web.feed((ONE, POSTED))
    assert web.refresh(WIB).failed == ()


def test_a_page_that_becomes_a_feed_is_no_edit(web: Web) -> None:
    web.refresh(ONE)
    web.site.page(ONE, feed(web.site.address, (TWO, POSTED)), content_type=FEED)
    report = web.refresh(ONE)
    assert "gives a feed in place of a page" in report.failed[0].reason
    assert "Mr. Lavrov will preside." in web.text("one")


def test_a_feed_of_feeds_is_not_followed(web: Web) -> None:
    web.site.page("/whatsinblue/more", feed(web.site.address, (TWO, POSTED)), content_type=FEED)
    web.feed((WIB, POSTED), ("/whatsinblue/more", POSTED), (ONE, POSTED))
    report = web.refresh(WIB)
    assert report.added == web.ids("one")
    assert ["another feed names a page" in f.reason for f in report.failed] == [True]
    assert len(web.refresh(WIB).failed) == 1


def test_a_refresh_cut_off_sees_the_feeds_pages_again(web: Web) -> None:
    class Cut(Exception):
        pass

    def cut(stage: str) -> None:
        if stage == "staged":
            raise Cut

    with pytest.raises(Cut):
        web.refresh(WIB, on_stage=cut)
    assert web.refresh(WIB).added == web.ids("one", "two")


def test_what_robots_txt_closes_is_named(web: Web) -> None:
    web.site.put("/robots.txt", Reply(b"User-agent: *\nDisallow: /whatsinblue/2019/09/one.php"))
    report = web.refresh(WIB)
    assert report.added == web.ids("two")
    assert "robots.txt" in report.failed[0].reason


def test_a_document_removed_by_hand_stays_out(web: Web) -> None:
    web.refresh(WIB)
    web.library.remove(web.id("one"))
    assert web.refresh(WIB).added == ()
    assert web.refresh(ONE).added == web.ids("one")


def test_a_damaged_pdf_in_a_feed_is_named(web: Web) -> None:
    web.site.put("/whatsinblue/letter.pdf", Reply(b"%PDF-1.4\n" + b"x" * 100))
    web.site.put("/whatsinblue/stub.pdf", Reply(page("None", "No document.").encode()))
    web.feed(("/whatsinblue/letter.pdf", POSTED), ("/whatsinblue/stub.pdf", POSTED), (ONE, POSTED))
    report = web.refresh(WIB)
    assert report.added == web.ids("one")
    assert "is damaged and is not a whole PDF" in report.failed[0].reason
    assert "an HTML page in place of a PDF" in report.failed[1].reason


def test_progress_counts_what_is_fetched_and_then_what_is_read(web: Web) -> None:
    seen: list[Progress] = []
    web.refresh(WIB, on_progress=seen.append)
    fetched = [p for p in seen if p.stage == "fetching"]
    read = [p for p in seen if p.stage == "reading"]
    assert [p.done for p in fetched] == [1, 2, 3]
    assert fetched[-1].total == 3
    assert [p.done for p in read] == [1, 2, 3]
    assert seen == fetched + read


def test_private_addresses_are_refused_unless_allowed(library: Library, site: Site) -> None:
    url = site.page("/x", page("Debate", "Words."))
    report = refresh(library, [url])
    assert "private network" in report.failed[0].reason
    assert site.asked == []
    assert refresh(library, [url], allow_private=True).failed == ()


def test_a_page_that_cannot_be_kept_stops_nothing_else(
    web: Web, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "note.txt").write_text("A note on fisheries.")

    def full(_path: Path, _data: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("ingest.spool.Path.write_bytes", full)
    report = web.refresh(ONE, tmp_path / "note.txt")
    monkeypatch.undo()
    [failure] = report.failed
    assert "could not be kept" in failure.reason
    assert len(report.added) == 1
    assert "fisheries" in web.library.document(report.added[0]).text
