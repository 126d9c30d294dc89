"""What doctor says of a lost original mends it: a refresh keeps it again, once."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator
from email.utils import format_datetime
from pathlib import Path

import pytest
from http_server import FEED, Clock, Reply, Site, feed, serving
from plain_reader import PIPELINE, plain_reader

from ingest.downloads import EDITED_WITHIN
from ingest.fetch import Fetcher
from ingest.fetching.pacing import Pace
from ingest.refresh import RefreshReport, refresh
from store.embedding import HashEmbedder
from store.health import Check, Model, examine
from store.library import Library

PAGE = "/whatsinblue/2019/09/one.php"
BODY = (
    b"<!DOCTYPE html><html><head><title>Debate</title></head><body>"
    b"<p>Posted Tue 24 Sep 2019</p><h1>Debate</h1><p>Mr. Lavrov will preside.</p></body></html>"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "briefs"
    folder.mkdir()
    (folder / "one.txt").write_text("Mr. Lavrov will preside.")
    (folder / "cards.txt").write_text("card: S/1 | A card.")
    return folder


def run(library: Library, *sources: Path) -> RefreshReport:
    return refresh(library, sources, reader=plain_reader, pipeline=PIPELINE)


def found(library: Library) -> Check:
    health = examine(library.path, Model("hash", HashEmbedder().fingerprint))
    (check,) = (check for check in health.checks if check.name == "originals")
    return check


def original_of(library: Library, document: str) -> Path:
    with library.catalogue.reading() as connection:
        row = connection.exec_driver_sql(
            "SELECT original_sha256 FROM versions WHERE document = ? AND live_to IS NULL",
            (document,),
        ).one()
    return library.path / "originals" / row[0][:2] / row[0]


def alter(original: Path) -> None:
    """Another content, of the same size and time."""
    stamp = original.stat()
    original.write_bytes(original.read_bytes().swapcase())
    os.utime(original, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))


@pytest.mark.parametrize("damage", [Path.unlink, alter, lambda path: path.write_bytes(b"cut")])
def test_a_refresh_keeps_a_lost_original_again(
    library: Library, folder: Path, damage: object
) -> None:
    first = run(library, folder)
    damage(original_of(library, "one.txt"))  # type: ignore[operator]
    check = found(library)
    assert not check.ok
    assert check.remedy is not None
    assert check.remedy.startswith("penholder refresh")
    assert str(folder / "one.txt") in check.remedy
    report = run(library, folder)
    assert (report.failed, report.changed, report.generation) == ((), (), first.generation)
    assert found(library).ok
    stamps = {p: p.stat().st_mtime_ns for p in library.path.rglob("*") if p.is_file()}
    run(library, folder)
    assert {p: p.stat().st_mtime_ns for p in library.path.rglob("*") if p.is_file()} == stamps


def test_one_that_cannot_be_read_is_a_finding(library: Library, folder: Path) -> None:
    run(library, folder)
    original = original_of(library, "one.txt")
    original.unlink()
    original.mkdir()
    check = found(library)
    assert not check.ok
    assert "1 cannot be read" in check.detail
    run(library, folder)
    assert found(library).ok


def test_bytes_that_read_the_same_take_the_place_of_a_lost_original(
    library: Library, folder: Path
) -> None:
    run(library, folder)
    original_of(library, "one.txt").unlink()
    (folder / "one.txt").write_text("Mr. Lavrov will preside.\n")
    report = run(library, folder)
    assert report.changed == ()
    assert original_of(library, "one.txt").read_text() == "Mr. Lavrov will preside.\n"
    assert found(library).ok


def test_a_card_needs_no_original(library: Library, folder: Path) -> None:
    run(library, folder)
    for original in (library.path / "originals").glob("*/*"):
        if original != original_of(library, "one.txt"):
            original.unlink()
    assert found(library).ok
    assert run(library, folder).unchanged == 2
    assert len(list((library.path / "originals").glob("*/*"))) == 1


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as served:
        served.put(PAGE, Reply(BODY, 200, {"ETag": '"same"'}))
        yield served


def test_an_old_page_of_a_feed_is_fetched_again_for_a_lost_original(
    library: Library, site: Site
) -> None:
    posted = dt.datetime(2019, 9, 24, 21, 45, tzinfo=dt.UTC)
    site.page("/feed", feed(site.address, (PAGE, format_datetime(posted))), content_type=FEED)
    clock = Clock()
    pace = Pace(clock=clock, sleep=clock.sleep, jitter=lambda: 0.0)
    with Fetcher(allow_private=True, pace=pace) as fetcher:

        def visit(now: dt.datetime) -> RefreshReport:
            return refresh(
                library,
                [f"{site.address}/feed"],
                fetcher=fetcher,
                now=now,
                reader=plain_reader,
                pipeline=PIPELINE,
            )

        (document,) = visit(posted).added
        later = posted + EDITED_WITHIN * 20
        site.paths()
        visit(later)
        assert PAGE not in site.paths()
        original_of(library, document).unlink()
        assert visit(later).failed == ()
        assert PAGE in site.paths()
        assert found(library).ok


def test_a_page_is_fetched_again_for_a_lost_original(library: Library, site: Site) -> None:
    clock = Clock()
    pace = Pace(clock=clock, sleep=clock.sleep, jitter=lambda: 0.0)
    with Fetcher(allow_private=True, pace=pace) as fetcher:

        def visit() -> RefreshReport:
            return refresh(
                library,
                [site.address + PAGE],
                fetcher=fetcher,
                reader=plain_reader,
                pipeline=PIPELINE,
            )

        (document,) = visit().added
        original_of(library, document).unlink()
        assert site.address.partition("://")[2] + PAGE in str(found(library).remedy)
        report = visit()
        assert (report.failed, report.changed) == ((), ())
        assert "If-None-Match" not in site.asked[-1].headers
        assert found(library).ok
        visit()
        assert "If-None-Match" in site.asked[-1].headers
