"""``refresh`` from the web, its care about removals, and ``--watch`` as a process of its own."""

from __future__ import annotations

import json
import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from http_server import FEED, Site, feed, serving
from running import Run

from store.embedding import HashEmbedder

ROOT = Path(__file__).parents[2]
POSTED = "Tue, 24 Sep 2019 21:45:12 +0000"
PAGE = """<!DOCTYPE html><html><head><title>Debate</title></head><body>
<p>Posted Tue 24 Sep 2019</p><h1>Debate</h1><p>{}</p></body></html>"""


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.embedding.LazyEmbedder", lambda name: HashEmbedder())
    monkeypatch.setattr("ingest.fetching.pacing._DELAY", 0.0)


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.setenv("PENHOLDER_ALLOW_PRIVATE", "1")
    with serving() as served:
        served.page("/one.php", PAGE.format("Mr. Lavrov will preside."))
        served.page("/feed", feed(served.address, ("/one.php", POSTED)), content_type=FEED)
        yield served


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "briefs"
    made.mkdir()
    for number in range(12):
        (made / f"n{number:02}.txt").write_text(f"Brief number {number}.", encoding="utf-8")
    return made


def test_configured_folders_pages_and_feeds_are_read_together(
    run: Run, site: Site, folder: Path
) -> None:
    Path("penholder.toml").write_text(
        f'sources = ["briefs", "{site.address}/feed", "{site.address}/one.php?print=true"]\n'
    )
    report = json.loads(run("refresh", "--json").out)
    assert (len(report["added"]), report["failed"]) == (13, [])
    site.page("/one.php", PAGE.format("Mr. Lavrov presided."))
    done = run("refresh")
    line = next(line for line in done.out.splitlines() if line.startswith("changed"))
    assert line.endswith("one: 1 paragraph edited")
    report = json.loads(run("refresh", "--json").out)
    assert (report["changed"], report["changes"], report["unchanged"]) == ([], [], 13)


def test_a_private_address_is_refused_with_the_setting_that_allows_it(
    run: Run, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PENHOLDER_ALLOW_PRIVATE")
    done = run("refresh", f"{site.address}/one.php")
    assert done.code == 1
    assert "PENHOLDER_ALLOW_PRIVATE=1" in done.out
    assert site.asked == []


def test_a_password_in_a_source_is_never_printed(run: Run) -> None:
    done = run("refresh", "https://reader:hunter2@www.example.org/feed")
    assert done.code == 1
    assert "hunter2" not in done.out + done.err


def test_removals_are_kept_refused_and_allowed(run: Run, folder: Path) -> None:
    run("refresh", folder)
    for number in range(8):
        (folder / f"n{number:02}.txt").unlink()
    done = run("refresh", folder, "--keep-removed")
    assert done.code == 0
    assert sum(line.startswith("kept") for line in done.out.splitlines()) == 8
    done = run("refresh", folder, "--json")
    report = json.loads(done.out)
    assert (done.code, report["removed"], len(report["kept"])) == (1, [], 8)
    assert "--allow-mass-removal" in report["failed"][0]["remedy"]
    done = run("refresh", folder, "--allow-mass-removal", "--json")
    assert (done.code, len(json.loads(done.out)["removed"])) == (0, 8)


def test_without_a_terminal_nothing_is_asked(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("refresh", folder)
    (folder / "n00.txt").unlink()
    report = json.loads(run("refresh", folder, "--confirm-removals", "--json").out)
    assert (report["removed"], report["kept"]) == ([], ["n00"])
    answers = iter([False, True])
    monkeypatch.setattr("app.commands.filling._can_ask", lambda: True)
    monkeypatch.setattr("typer.confirm", lambda *_args, **_options: next(answers))
    report = json.loads(run("refresh", folder, "--confirm-removals", "--json").out)
    assert (report["removed"], report["kept"]) == ([], ["n00"])
    done = run("refresh", folder, "--confirm-removals", "--json")
    assert json.loads(done.out)["removed"] == ["n00"]
    assert "n00" in done.err


def test_an_interval_that_is_none_is_wrong_use(run: Run, folder: Path) -> None:
    done = run("refresh", folder, "--watch", "--every", "soon")
    assert done.code == 2
    assert "--every 30m" in done.err


@pytest.mark.slow
@pytest.mark.parametrize("which", [signal.SIGINT, signal.SIGTERM])
def test_watching_follows_folder_and_feed_until_it_is_stopped(
    tmp_path: Path, folder: Path, site: Site, which: signal.Signals
) -> None:
    environment = {**os.environ, "PENHOLDER_LIBRARY": str(tmp_path / "library")}
    sources = ["briefs", f"{site.address}/feed"]
    with subprocess.Popen(
        [
            sys.executable,
            "-m",
            "app.cli",
            "refresh",
            *sources,
            "--watch",
            "--every",
            "2s",
            "--json",
        ],
        cwd=tmp_path,
        env={**environment, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as watching:
        reports: queue.Queue[dict[str, object]] = queue.Queue()

        def collect() -> None:
            assert watching.stdout is not None
            for line in watching.stdout:
                reports.put(json.loads(line))

        thread = threading.Thread(target=collect)
        thread.start()
        try:
            assert len(reports.get(timeout=120)["added"]) == 13  # type: ignore[arg-type]
            (folder / "dropped.txt").write_text("Dropped while it was watched.", encoding="utf-8")
            added = until(reports, "added")
            assert added == ["dropped"]
            site.page("/one.php", PAGE.format("Mr. Lavrov presided."))
            site.page(
                "/feed",
                feed(site.address, ("/one.php", "Fri, 01 Jan 2100 00:00:00 +0000")),
                content_type=FEED,
            )
            (changed,) = until(reports, "changed")
            assert changed.endswith("/one")
        finally:
            watching.send_signal(which)
            code = watching.wait(60)
            thread.join(60)
        assert watching.stderr is not None
        said = watching.stderr.read()
    assert code == 0, said
    assert "Traceback" not in said
    assert "13 added" in said.splitlines()[0]


def until(reports: queue.Queue[dict[str, object]], what: str) -> list[str]:
    """The first report in which there is something of a sort."""
    while True:
        found = reports.get(timeout=120)[what]
        assert isinstance(found, list)
        if found:
            return found
