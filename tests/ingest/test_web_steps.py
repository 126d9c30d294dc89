"""A refresh from the web in steps: what it keeps when it is cut off, and what it leaves for later.

Nothing that was not asked is taken for gone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from http_server import FEED, Clock, Reply, Site, feed, serving
from plain_reader import PIPELINE, plain_reader

from ingest.fetch import Fetcher, Limits
from ingest.fetching.budget import Allowance
from ingest.fetching.pacing import Pace
from ingest.refresh import Progress, RefreshReport, refresh
from store.library import Library
from store.schema import runs, sources

NOW = dt.datetime(2026, 10, 20, 12, tzinfo=dt.UTC)
POSTED = "Tue, 20 Oct 2026 10:00:00 +0000"
WIB = "/feed"


class Cut(Exception):
    """The refresh ends in the middle of it."""


class Web:
    """A library and a site; every refresh is a process of its own, with a client of its own."""

    def __init__(self, library: Library, site: Site) -> None:
        self.library, self.site = library, site
        self.hour = 0
        self.waited = 0.0

    def refresh(
        self,
        *given: str | Path,
        told: Callable[[Progress], None] = lambda _progress: None,
        allowance: Allowance | None = None,
    ) -> RefreshReport:
        now = NOW + dt.timedelta(hours=self.hour)
        clock = Clock()
        pace = Pace(clock=clock, sleep=clock.sleep, jitter=lambda: 0.0)
        limits = Limits(attempts=2, silence=0.3)
        with Fetcher(
            allow_private=True, limits=limits, allowance=allowance, pace=pace, now=lambda: now
        ) as fetcher:
            report = refresh(
                self.library,
                [self.site.address + s if isinstance(s, str) else s for s in given],
                reader=plain_reader,
                pipeline=PIPELINE,
                fetcher=fetcher,
                on_progress=told,
                now=now,
            )
        self.waited = sum(clock.slept)
        return report

    def pages(self, number: int, *, first: int = 0) -> list[str]:
        paths = [f"/{n:03}.txt" for n in range(first, first + number)]
        for path in paths:
            self.site.page(path, f"The words of {path}.")
        return paths

    def feed(self, *paths: str) -> None:
        text = feed(self.site.address, *((path, POSTED) for path in paths))
        self.site.page(WIB, text, content_type=FEED)

    def rows(self) -> dict[str, str]:
        with self.library.catalogue.reading() as connection:
            return {row.key: row.status for row in connection.execute(sa.select(sources))}


@pytest.fixture
def web(library: Library) -> Iterator[Web]:
    with serving() as site:
        yield Web(library, site)


def cut_at(number: int) -> Callable[[Progress], None]:
    def told(progress: Progress) -> None:
        if progress.stage == "fetching" and progress.done == number:
            raise Cut

    return told


def test_files_do_not_wait_for_the_web(web: Web, tmp_path: Path) -> None:
    note = tmp_path / "note.txt"
    note.write_text("A note on fisheries.")
    held: list[int] = []
    web.refresh(
        *web.pages(1),
        note,
        told=lambda p: held.append(len(web.library.documents())) if p.stage == "fetching" else None,
    )
    assert held == [1]
    assert len(web.library.documents()) == 2


@pytest.mark.parametrize("through_feed", [True, False])
def test_a_refresh_that_is_cut_off_keeps_what_was_written(web: Web, *, through_feed: bool) -> None:
    paths = web.pages(30)
    web.feed(*paths)
    given = [WIB] if through_feed else paths
    with pytest.raises(Cut):
        web.refresh(*given, told=cut_at(29))
    assert len(web.library.documents()) == 25
    assert [path for path in (web.library.path / "fetched").rglob("*") if path.is_file()] == []
    report = web.refresh(*given)
    assert (len(report.added), report.failed) == (5, ())
    assert web.refresh(*given).unchanged == 30


def test_several_steps_are_one_run(web: Web, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("A note.")
    report = web.refresh(tmp_path / "note.txt", *web.pages(60))
    assert (len(report.added), report.failed) == (61, ())
    with web.library.catalogue.reading() as connection:
        run = connection.execute(sa.select(runs)).one()
    assert (run.added, run.changed, run.failed, run.generation) == (61, 0, 0, report.generation)


def test_one_document_under_addresses_in_two_steps_is_one_document(web: Web) -> None:
    paths = web.pages(40)
    for path in (paths[0], paths[39]):
        web.site.page(path, "symbol: S/1\nThe same words.")
    report = web.refresh(*paths)
    assert len(report.added) == 39
    assert web.refresh(*paths).unchanged == 39
    # The later one gives it while the first lets go.
    web.site.page(paths[0], "symbol: S/2\nOther words.")
    web.site.page(paths[39], "symbol: S/1\nThe same words, edited.")
    report = web.refresh(*paths)
    assert (report.added, report.removed, report.changed) == (("S/2",), (), ("S/1",))
    assert "edited" in web.library.document("S/1").text


def test_a_silent_host_costs_two_pages_and_keeps_the_others(web: Web) -> None:
    old, new = web.pages(3), web.pages(3, first=10)
    web.feed(*old)
    web.refresh(WIB)
    web.feed(*old, *new)
    for path in (*old, *new):
        web.site.put(path, Reply(manner="hang"))
    web.site.asked.clear()
    report = web.refresh(WIB)
    assert web.site.paths() == [WIB, *(p for path in new[:2] for p in (path, path))]
    assert [f.source for f in report.failed[1:]] == [web.site.address + path for path in new[:2]]
    held = report.failed[0]
    assert "not asked any more in this refresh, since it did not answer in time" in held.reason
    assert "3 more were left for the same reason" in held.reason
    assert len(report.failed) == 3
    assert (report.removed, len(web.library.documents())) == ((), 3)
    assert sorted(web.rows().values()) == ["failed"] * 2 + ["ok"] * 4
    for path in (*old, *new):
        web.site.page(path, f"The words of {path}.")
    report = web.refresh(WIB)
    assert (len(report.added), report.unchanged, report.failed) == (3, 3, ())
    assert web.site.paths() == [WIB, new[2], *old, *new[:2]]  # what failed goes last


def test_what_a_site_asks_for_is_kept_by_the_next_process(web: Web) -> None:
    old = web.pages(2)
    web.refresh(*old)
    web.site.put(old[0], Reply(b"", 429, {"Retry-After": "7200"}))
    for hour in (0, 1):
        web.hour = hour
        web.site.paths()
        report = web.refresh(*old)
        assert web.site.paths() == [old[0]][hour:]
        assert web.waited <= 2
        assert [f.source for f in report.failed] == [web.site.address + path for path in old]
        assert all("until 2026-10-20 14:00 UTC" in f.reason for f in report.failed)
        assert (report.removed, len(web.library.documents())) == ((), 2)
        assert set(web.rows().values()) == {"ok"}
    web.hour = 2
    web.site.page(old[0], "Other words.")
    report = web.refresh(*old)
    assert (len(report.changed), report.failed) == (1, ())


def test_waits_that_a_site_asks_for_before_each_page_end(web: Web) -> None:
    paths = web.pages(20)
    web.feed(*paths)
    for path in paths:
        web.site.put(path, Reply(b"", 503, {"Retry-After": "90"}))
    report = web.refresh(WIB)
    assert web.waited < 120
    assert len(report.failed) == 2
    assert "18 more were left" in report.failed[1].reason
    assert web.rows() == {}


def test_the_time_of_a_refresh_ends_and_the_next_goes_on(web: Web) -> None:
    paths = web.pages(12)
    web.feed(*paths)
    short = Allowance(seconds=6)
    added, failed = [], []
    for _ in range(4):
        report = web.refresh(WIB, allowance=short)
        added.append(len(report.added))
        failed.append(len(report.failed))
        assert report.removed == ()
    assert sum(added) == 12
    assert added[0] > 0
    assert failed[0] == 1
    report = web.refresh(WIB)
    assert (report.unchanged, report.failed) == (12, ())


def test_a_page_that_is_held_speaks_for_a_file_that_is_gone(web: Web, tmp_path: Path) -> None:
    (path,) = web.pages(1)
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "000.txt").write_text("As it was saved.")
    (folder / "other.txt").write_text("Another.")
    web.refresh(path)
    web.refresh(path, folder)
    assert web.library.document("000.txt").text == "As it was saved."
    (folder / "000.txt").unlink()
    web.site.put(path, Reply(b"", 429, {"Retry-After": "7200"}))
    report = web.refresh(path, folder)
    assert (report.removed, report.changed, len(report.failed)) == ((), ("000.txt",), 1)
    assert web.library.document("000.txt").text == "The words of /000.txt."


def test_no_key_in_an_address_is_kept_or_told(web: Web) -> None:
    key = "token=hunter2"
    web.feed(f"/a.txt?{key}", f"ftp://a.example/?{key}", f"/b.txt?{key}")
    web.site.put(f"/b.txt?{key}", Reply(b"\xff\xfe\x00"))
    seen: list[Progress] = []
    reports = [web.refresh(WIB, f"/c.txt?{key}", f"/d?{key}", told=seen.append)]
    web.site.put(f"/d?{key}", Reply(b"", 429, {"Retry-After": "7200"}))
    reports.append(web.refresh(f"/d?{key}"))
    told = repr([[(f.source, f.reason, f.remedy) for f in report.failed] for report in reports])
    assert len(reports[0].failed) == 5
    assert "token=…" in told
    assert "hunter2" not in told
    assert "hunter2" not in repr(seen)
    with web.library.catalogue.reading() as connection:
        kept = connection.execute(sa.select(sources.c.reason, sources.c.remedy)).all()
    assert len(kept) >= 4
    assert "hunter2" not in repr(kept)
