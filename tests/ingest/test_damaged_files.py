"""A folder of damaged files and bombs: each is read or named, and the sound ones are as they were.

``python tests/ingest/damaged_corpus.py FOLDER`` does the same to a thousand files made from real
documents, and prints what they took.
"""

from __future__ import annotations

import random
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from damage import bombs, damaged
from pdf_files import Text, column, pdf
from word_files import p, word_file

from ingest.reading import PIPELINE, read_source
from ingest.refresh import refresh
from store.errors import PenholderError
from store.library import Library

pytestmark = pytest.mark.slow

WORDS = "The harbour was closed at noon because the wind had turned, and the pilots waited in it."
UNFORESEEN = "could not be read ("
"""What a refresh says of an error that no parser was to raise."""


def sound() -> dict[str, bytes]:
    """Small files of each format."""
    page = f"<!doctype html><html><body><h1>Wells</h1><p>{WORDS}</p><ul><li>One</ul></body></html>"
    return {
        "page.html": page.encode(),
        "paper.docx": word_file(p("Wells", '<w:pStyle w:val="Heading1"/>') + p(WORDS)),
        "notes.md": f"# Wells\n\n{WORDS}\n\n- one\n- two\n".encode(),
        "plain.txt": f"Wells\n\n{WORDS}\n\n* one\n* two\n".encode(),
        "meetings.csv": b"year,record,date,press_release,topic,outcome\n"
        b"2019,S/PV.8626,25 September,SC/13963,Wells,-\n",
        "cards.toml": b'[[document]]\nid = "a"\ntitle = "A"\nkind = "brief"\nabout = "Wells."\n',
    }


def test_every_file_is_read_or_named_and_no_other_is_harmed(
    library: Library, tmp_path: Path
) -> None:
    folder, chance = tmp_path / "papers", random.Random(7)
    (folder / "sound").mkdir(parents=True)
    (folder / "damaged").mkdir()
    for name, data in sound().items():
        (folder / "sound" / name).write_bytes(data)
    before = _refreshed(library, folder)
    assert before.failed == ()
    # A card is called by its symbol, so that one of a damaged table may take its place.
    texts = {name: library.document(name).text for name in before.added if "sound" in name}
    assert len(texts) == 4

    files = {
        made: spoilt
        for name, data in sound().items()
        for made, spoilt in damaged(name, data, chance, 12)
    }
    # Reading a PDF starts a process, so that fewer of them are made.
    whole = pdf([[Text(60, 740, "Wells", "bold"), *column(WORDS)]])
    files |= dict(damaged("paper.pdf", whole, chance, 3))
    files |= bombs(WORDS, deep=5_000)
    for name, data in files.items():
        (folder / "damaged" / name).write_bytes(data)

    report = _refreshed(library, folder)
    assert report.removed == ()
    assert {name: library.document(name).text for name in texts} == texts
    assert [failure for failure in report.failed if UNFORESEEN in failure.reason] == []
    assert all(failure.remedy for failure in report.failed)
    assert len(report.failed) > len(bombs(WORDS)) // 2


def test_a_sidecar_that_is_damaged_is_named(library: Library, tmp_path: Path) -> None:
    beside = (
        b'title = "Wells"\nposted = 2019-09-24\nurl = "https://example.org/a"\nkind = "brief"\n'
    )
    chance = random.Random(3)
    for number, (_, spoilt) in enumerate(damaged("a.toml", beside, chance, 40)):
        (tmp_path / f"paper-{number}.txt").write_text(f"{WORDS} {number}")
        (tmp_path / f"paper-{number}.toml").write_bytes(spoilt)
    report = _refreshed(library, tmp_path)
    assert [failure for failure in report.failed if UNFORESEEN in failure.reason] == []
    assert len(report.failed) + len(report.added) <= 40
    assert report.failed


def test_a_conversation_that_is_damaged_is_named() -> None:
    from app.commands.asking import read_history

    talk = b'[{"role": "user", "content": "Who?"}, {"role": "assistant", "content": "He."}]'
    outcomes: Counter[str] = Counter()
    hostile = [b"[" * 100_000, b"[]", b"", b"\xff", b'{"role": 1e999}', b'["\\ud800"]']
    for data in [
        *hostile,
        *(spoilt for _, spoilt in damaged("a.json", talk, random.Random(5), 200)),
    ]:
        try:
            read_history(data, "talk.json")
            outcomes["read"] += 1
        except PenholderError:
            outcomes["named"] += 1
    assert outcomes["named"] > 100


def test_the_corpus_script_runs(tmp_path: Path) -> None:
    """On a few small files, each read in a process of its own."""
    for name, data in list(sound().items())[:3]:
        (tmp_path / name).write_bytes(data)
    script = Path(__file__).with_name("damaged_corpus.py")
    done = subprocess.run(
        [sys.executable, str(script), str(tmp_path), "--files", "12", "--no-bombs"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr + done.stdout
    assert "12 files: 0 crashes, 0 hangs" in done.stdout


def _refreshed(library: Library, folder: Path):
    return refresh(library, [folder], reader=read_source, pipeline=PIPELINE)
