"""Addresses that say 127.0.0.1 in another way, and archives that name files elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from damage import bombs

from ingest.fetch import Fetcher, Limits
from ingest.fetching.pacing import Pace
from ingest.reading import PIPELINE, read_source
from ingest.refresh import refresh
from store.errors import SourceError
from store.library import Library

WORDS = "The harbour was closed at noon because the wind had turned."


@pytest.mark.parametrize(
    "host",
    [
        "2130706433",
        "0x7f000001",
        "017700000001",
        "127.1",
        "0x7f.1",
        "0",
        "localhost.",
        "LOCALHOST",
        "[::ffff:7f00:1]",
        "[::ffff:127.0.0.1]",
        "127.0.0.1.",
        "１２７.0.0.1",
        "a.localhost",
    ],
)
def test_other_ways_to_write_this_machine_lead_nowhere(host: str) -> None:
    """The system takes numbers for addresses, so that what it makes of them is looked at."""
    pace = Pace(sleep=lambda _seconds: None, jitter=lambda: 0.0)
    with (
        Fetcher(pace=pace, limits=Limits(seconds=5, attempts=1)) as fetcher,
        pytest.raises(SourceError) as raised,
    ):
        fetcher.get(f"http://{host}:9/")
    # Some systems take no such form for an address at all, and then there is nobody to ask.
    refusals = ("private network", "not known", "not a usable address")
    assert any(refusal in raised.value.what for refusal in refusals)


def test_an_archive_writes_no_file(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "climbing.docx").write_bytes(bombs(WORDS, deep=10)["climbing.docx"])
    before = {path for path in tmp_path.rglob("*") if "library" not in path.parts}
    report = refresh(library, [folder], reader=read_source, pipeline=PIPELINE)
    assert len(report.failed) == 1
    assert {path for path in tmp_path.rglob("*") if "library" not in path.parts} == before
    kept = [path.name for path in library.path.rglob("*") if path.is_file()]
    assert "x" not in kept
    assert "abs" not in kept
