"""Refreshing by the clock and on change, with a clock of our own and once with the real one."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from http_server import Clock
from hypothesis import given
from hypothesis import strategies as st

from ingest.refresh import RefreshReport
from ingest.watching import FolderWaiter, Wake, interval, stopping, watch
from store.errors import LibraryBusy, UsageError
from store.failures import Failed

PAGE = "https://www.example.org/feed"
BUSY = LibraryBusy("the library is being written", "wait")


def report(*failed: str) -> RefreshReport:
    failures = tuple(Failed(source, f"{source} is not there", "look") for source in failed)
    return RefreshReport(("a",), (), (), 3, failures, 9, 1, 0.1)


class Script:
    """A waiter and a refresh that follow a script and note what happens when."""

    def __init__(
        self, wakes: Sequence[Wake], results: Sequence[RefreshReport | Exception] = ()
    ) -> None:
        self.clock = Clock()
        self.wakes = list(wakes)
        self.results = list(results)
        self.ran: list[tuple[float, tuple[str, ...]]] = []
        self.waited: list[float] = []
        self.lines: list[str] = []

    def refresh(self, sources: Sequence[str]) -> RefreshReport:
        self.ran.append((self.clock.now - 1_000, tuple(sources)))
        result = self.results.pop(0) if self.results else report()
        if isinstance(result, Exception):
            raise result
        return result

    def wait(self, seconds: float) -> Wake:
        self.waited.append(seconds)
        wake = self.wakes.pop(0) if self.wakes else Wake.STOP
        self.clock.now += seconds if wake is Wake.TIME else 1.0
        return wake

    def run(self, *sources: str, every: float = 60.0) -> None:
        watch(self.refresh, sources, self, every=every, log=self.lines.append, clock=self.clock)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("30m", 1800), ("45s", 45), ("2h", 7200), ("1d", 86_400), ("5", 300), (" 10 M ", 600)],
)
def test_intervals(text: str, seconds: float) -> None:
    assert interval(text) == seconds


@pytest.mark.parametrize("text", ["", "0s", "soon", "-5m", "5 weeks", "1.5h", "9999999s"])
def test_what_is_no_interval_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="no interval"):
        interval(text)


def test_everything_is_refreshed_at_once_and_by_the_clock() -> None:
    script = Script([Wake.TIME, Wake.TIME])
    script.run("briefs", PAGE)
    assert script.ran == [(at, ("briefs", PAGE)) for at in (0.0, 60.0, 120.0)]
    assert script.lines[0] == "1 added, 0 changed, 0 removed, 3 unchanged, 0 failed; next in 60 s"


def test_a_change_in_a_folder_refreshes_the_folders_and_delays_nothing() -> None:
    script = Script([Wake.CHANGED, Wake.CHANGED, Wake.TIME])
    script.run("briefs", PAGE)
    assert script.ran == [
        (0.0, ("briefs", PAGE)),
        (1.0, ("briefs",)),
        (2.0, ("briefs",)),
        (60.0, ("briefs", PAGE)),
    ]


def test_a_failure_is_one_line_that_says_why() -> None:
    script = Script([], [report("a.txt", "b.txt")])
    script.run("briefs")
    assert script.lines == [
        "1 added, 0 changed, 0 removed, 3 unchanged, 2 failed (a.txt is not there and 1 more); "
        "next in 60 s"
    ]


def test_while_nothing_can_be_had_the_web_is_asked_ever_more_seldom() -> None:
    script = Script([Wake.TIME] * 7, [report(PAGE)] * 6 + [report()])
    script.run(PAGE)
    assert script.waited == [120, 240, 480, 960, 960, 960, 60, 60]


def test_an_address_with_a_key_is_known_again_in_its_failure() -> None:
    script = Script([Wake.TIME] * 2, [report("https://a.example/page?token=…")] * 3)
    script.run("https://a.example/page?token=hunter2")
    assert script.waited == [120, 240, 480]


def test_one_page_that_fails_slows_nothing() -> None:
    script = Script([Wake.TIME], [report("https://www.example.org/gone.php")] * 2)
    script.run(PAGE)
    assert script.waited == [60, 60]


def test_a_long_interval_is_not_shortened_by_backing_off() -> None:
    script = Script([Wake.TIME] * 3, [report(PAGE)] * 3)
    script.run(PAGE, every=5 * 3600.0)
    assert script.waited[:2] == [6 * 3600.0] * 2
    script = Script([Wake.TIME] * 3, [report(PAGE)] * 3)
    script.run(PAGE, every=24 * 3600.0)
    assert script.waited[:2] == [24 * 3600.0] * 2


def test_a_refresh_that_cannot_be_carried_out_is_tried_again_soon() -> None:
    disk = OSError(28, "No space left on device")
    script = Script([Wake.TIME] * 3, [BUSY, BUSY, disk, report()])
    script.run("briefs")
    assert script.waited == [15, 30, 60, 60]
    assert script.lines[0] == "not refreshed: the library is being written: wait; next in 15 s"
    assert "No space left" in script.lines[2]


def test_what_nobody_foresaw_ends_nothing() -> None:
    script = Script(
        [Wake.TIME] * 3, [ValueError("a feed's\x1b[2J entry"), RecursionError(), report()]
    )
    script.run("briefs", PAGE)
    assert script.waited == [15, 30, 60, 60]
    assert script.lines[0] == "not refreshed: ValueError: a feed's\\x1b[2J entry; next in 15 s"


def test_an_address_that_is_none_ends_nothing() -> None:
    address = "https://[::1"
    script = Script([Wake.TIME], [report(address)] * 2)
    script.run(address)
    assert script.waited == [120, 240]


@given(st.text(max_size=2_000))
def test_a_line_of_the_log_is_one_line_that_a_terminal_obeys_nothing_of(text: str) -> None:
    hostile = RefreshReport((), (), (), 0, (Failed(text, text, text),), 0, 1, 0.1, kept=(text,))
    script = Script([Wake.TIME], [hostile, OSError(5, text)])
    script.run("briefs")
    for line in script.lines:
        assert line.isprintable()
        assert len(line) < 500
    assert "0 removed, 1 kept, 0 unchanged" in script.lines[0]


# With the real clock and real folders.


def waiting(waiter: FolderWaiter, seconds: float) -> tuple[threading.Thread, list[Wake]]:
    woken: list[Wake] = []
    thread = threading.Thread(target=lambda: woken.append(waiter.wait(seconds)))
    thread.start()
    return thread, woken


@pytest.mark.slow
def test_a_dropped_file_wakes_and_the_librarys_own_files_do_not(tmp_path: Path) -> None:
    stop = threading.Event()
    (tmp_path / "library").mkdir()
    waiter = FolderWaiter([str(tmp_path), PAGE], stop, ignored=tmp_path / "library", log=print)
    (tmp_path / "library/catalogue.sqlite").write_text("x")
    (tmp_path / ".hidden.txt").write_text("x")
    assert waiter.wait(1.5) is Wake.TIME
    thread, woken = waiting(waiter, 60)
    (tmp_path / "brief.txt").write_text("Mr. Lavrov will preside.")
    thread.join(30)
    assert woken == [Wake.CHANGED]
    (tmp_path / "brief.txt").unlink()  # between two waits
    assert waiter.wait(60) is Wake.CHANGED
    stop.set()
    assert waiter.wait(60) is Wake.STOP


@pytest.mark.slow
def test_a_named_file_wakes_however_it_is_replaced(tmp_path: Path) -> None:
    stop = threading.Event()
    path = tmp_path / "brief.txt"
    path.write_text("x")
    waiter = FolderWaiter(
        [str(path), str(tmp_path / "later.txt")], stop, ignored=tmp_path / "lib", log=print
    )
    assert waiter.wait(0.3) is Wake.TIME
    (tmp_path / "new").write_text("another")
    (tmp_path / "new").replace(path)
    assert waiter.wait(60) is Wake.CHANGED
    (tmp_path / "later.txt").write_text("here")
    assert waiter.wait(60) is Wake.CHANGED
    stop.set()
    assert waiter.wait(60) is Wake.STOP


@pytest.mark.slow
def test_a_folder_that_is_deleted_and_made_again_is_watched_again(tmp_path: Path) -> None:
    stop, lines = threading.Event(), list[str]()
    folder = tmp_path / "briefs"
    folder.mkdir()
    sources = [str(folder), "~nobody-of-this-name/briefs", "nul\0byte"]
    waiter = FolderWaiter(sources, stop, ignored=tmp_path / "library", log=lines.append)
    for _ in range(2):
        folder.rmdir()
        folder.mkdir()  # at once, so that it may well look the same
        quiet(waiter)
        (folder / "brief.txt").write_text("x")
        assert waiter.wait(60) is Wake.CHANGED
        quiet(waiter)
        (folder / "brief.txt").unlink()
        folder.rmdir()
        assert waiter.wait(60) is Wake.CHANGED
        quiet(waiter)
        folder.mkdir()
        assert waiter.wait(60) is Wake.CHANGED
        quiet(waiter)
    assert lines == []


@pytest.mark.slow
def test_a_folder_that_comes_later_is_watched(tmp_path: Path) -> None:
    folder = tmp_path / "later"
    waiter = FolderWaiter([str(folder)], threading.Event(), ignored=tmp_path / "lib", log=print)
    quiet(waiter)
    folder.mkdir()
    assert waiter.wait(60) is Wake.CHANGED
    quiet(waiter)
    (folder / "sub").mkdir()
    assert waiter.wait(60) is Wake.CHANGED
    quiet(waiter)
    (folder / "sub/brief.txt").write_text("x")
    assert waiter.wait(60) is Wake.CHANGED


def quiet(waiter: FolderWaiter) -> None:
    """Waits until nothing is told of any more."""
    for _ in range(20):
        if waiter.wait(1.2) is Wake.TIME:
            return
    pytest.fail("there is always something")


def test_the_clock_alone_wakes_where_there_are_only_addresses(tmp_path: Path) -> None:
    waiter = FolderWaiter([PAGE], threading.Event(), ignored=tmp_path, log=print)
    assert waiter.wait(0.1) is Wake.TIME


@pytest.mark.parametrize("which", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_breaks_off_and_ends_without_an_error(which: signal.Signals) -> None:
    before = signal.getsignal(which)
    reached = []
    with stopping() as stop:
        os.kill(os.getpid(), which)
        time.sleep(5)
        reached.append("the end")
    assert stop.is_set()
    assert reached == []
    assert signal.getsignal(which) is before


def test_another_interrupt_is_not_swallowed() -> None:
    with pytest.raises(KeyboardInterrupt), stopping():
        raise KeyboardInterrupt
