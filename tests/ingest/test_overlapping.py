"""Two refreshes of one library at once: what one fetched earlier never undoes the other's work."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from http_server import FEED, Clock, Reply, Site, feed, serving
from plain_reader import PIPELINE, plain_reader

from ingest.fetch import Fetcher, Limits
from ingest.fetching.pacing import Pace
from ingest.refresh import Progress, RefreshReport, refresh
from store.embedding import HashEmbedder
from store.library import Library
from store.schema import sources

PAGE = "/one.txt"
NOW = dt.datetime(2026, 10, 20, 12, tzinfo=dt.UTC)


class Two:
    """Two processes' worth of refreshing one library; the second comes when the first fetched."""

    def __init__(self, path: Path, site: Site) -> None:
        self.path, self.site = path, site
        self.library = Library.open(path, HashEmbedder(), create=True)

    def refresh(
        self,
        *given: str | Path,
        library: Library | None = None,
        between: Callable[[], object] = lambda: None,
        pipeline: str = PIPELINE,
    ) -> RefreshReport:
        asked = [self.site.address + s if str(s).startswith("/one") else s for s in given]  # type: ignore[operator]
        clock, came = Clock(), []

        def told(progress: Progress) -> None:
            if progress.stage == "fetching" and not came:
                came.append(progress)
                between()

        pace = Pace(clock=clock, sleep=clock.sleep, jitter=lambda: 0.0)
        limits = Limits(attempts=1)
        with Fetcher(allow_private=True, pace=pace, limits=limits, now=lambda: NOW) as fetcher:
            return refresh(
                library or self.library,
                asked,
                reader=plain_reader,
                pipeline=pipeline,
                fetcher=fetcher,
                on_progress=told,
                now=NOW,
            )

    def other(self, *given: str | Path) -> RefreshReport:
        with Library.open(self.path, HashEmbedder()) as library:
            return self.refresh(*given, library=library)

    def text(self) -> str:
        return self.library.document("one.txt").text

    def row(self) -> object:
        with self.library.catalogue.reading() as connection:
            return connection.execute(sa.select(sources).where(sources.c.key.like("https:%"))).one()


@pytest.fixture
def two(library_path: Path) -> Iterator[Two]:
    with serving() as site:
        made = Two(library_path, site)
        site.page(PAGE, "The first words.")
        yield made
        made.library.close()


def test_an_older_page_does_not_take_the_place_of_a_newer(two: Two, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "note.txt").write_text("A note.")
    given = (tmp_path / "folder", PAGE)
    two.refresh(*given)
    two.site.page(PAGE, "The second words.")

    def between() -> None:
        two.site.page(PAGE, "The third words.")
        assert two.other(*given).changed == ("one.txt",)

    report = two.refresh(*given, between=between)
    assert (report.changed, report.failed) == ((), ())
    assert two.text() == "The third words."
    assert two.refresh(*given).changed == ()


def test_an_answer_that_nothing_changed_is_not_believed_after_a_change(two: Two) -> None:
    two.refresh(PAGE)

    def between() -> None:
        two.site.page(PAGE, "The second words.")
        assert two.other(PAGE).changed == ("one.txt",)

    for pipeline in (PIPELINE, "plain-2"):
        two.site.page(PAGE, "The first words.")
        two.refresh(PAGE)
        report = two.refresh(PAGE, between=between, pipeline=pipeline)
        assert (report.changed, report.failed) == ((), ())
        assert two.text() == "The second words."


def test_a_page_that_both_are_the_first_to_fetch(two: Two) -> None:
    def between() -> None:
        two.site.page(PAGE, "The second words.")
        assert two.other(PAGE).added == ("one.txt",)

    assert two.refresh(PAGE, between=between).added == ()
    assert two.text() == "The second words."


def test_a_failure_that_is_over_is_not_written_down(two: Two) -> None:
    two.refresh(PAGE)
    two.site.put(PAGE, Reply(b"", 500))

    def between() -> None:
        two.site.page(PAGE, "The second words.")
        two.other(PAGE)

    assert two.refresh(PAGE, between=between).failed == ()
    assert two.row().status == "ok"  # type: ignore[attr-defined]
    assert two.text() == "The second words."


def test_another_ones_failure_takes_nothing_away(two: Two) -> None:
    def between() -> None:
        two.site.put(PAGE, Reply(b"", 500))
        assert len(two.other(PAGE).failed) == 1

    assert two.refresh(PAGE, between=between).added == ("one.txt",)
    assert two.text() == "The first words."


def test_a_page_that_gave_way_to_a_file_in_between_stays_silent(two: Two, tmp_path: Path) -> None:
    two.refresh(PAGE)
    two.site.page(PAGE, "The second words.")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "one.txt").write_text("As it was saved.")
    two.refresh(PAGE, between=lambda: two.other(tmp_path / "folder"))
    assert two.text() == "As it was saved."
    two.refresh(PAGE, tmp_path / "folder")
    assert two.text() == "As it was saved."


def test_a_feed_of_both_loses_no_page(two: Two) -> None:
    pages = [f"/one/{number}.txt" for number in range(3)]
    for path in pages:
        two.site.page(path, f"The words of {path}.")
    two.site.page(
        "/one/feed", feed(two.site.address, *((p, "") for p in pages[:2])), content_type=FEED
    )

    def between() -> None:
        two.site.page(
            "/one/feed", feed(two.site.address, *((p, "") for p in pages)), content_type=FEED
        )
        assert len(two.other("/one/feed").added) == 3

    report = two.refresh("/one/feed", between=between)
    assert (report.added, report.failed) == ((), ())
    assert len(two.library.documents()) == 3
    assert two.refresh("/one/feed").unchanged == 3
