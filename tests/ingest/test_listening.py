"""Hearing of changes while the system refuses to tell of them, with a system of our own."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from http_server import Clock
from watchfiles import Change

from ingest.listening import Surroundings

LIMIT = OSError(28, 'OS file watch limit reached. about ["briefs"]')
Event = set[tuple[Change, str]]


class System:
    """What watching gives, time after time: errors when it is begun or later, changes, an end."""

    def __init__(
        self, monkeypatch: pytest.MonkeyPatch, *lives: Sequence[Event | Exception]
    ) -> None:
        self.lives = list(lives)
        self.begun: list[float] = []
        self.clock = Clock()
        monkeypatch.setattr("ingest.listening._changes", self.changes)

    def changes(self, _folders: Sequence[Path], _stop: threading.Event) -> Iterator[Event]:
        self.begun.append(self.clock.now - 1_000)
        return self.life(self.lives.pop(0) if self.lives else ())

    def life(self, events: Sequence[Event | Exception]) -> Iterator[Event]:
        for event in events:
            if isinstance(event, Exception):
                raise event
            yield event


class Waits(threading.Event):
    """An event that takes its time from a clock, and notes how often it was waited for."""

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self.clock = clock

    def wait(self, timeout: float | None = None) -> bool:
        self.clock.now += timeout or 0.0
        return self.is_set()


def around(system: System, folder: Path, lines: list[str]) -> Surroundings:
    return Surroundings(
        [str(folder), "https://www.example.org/feed"],
        Waits(system.clock),
        ignored=folder / "library",
        log=lines.append,
        clock=system.clock,
    )


def change(folder: Path, name: str = "brief.txt") -> Event:
    return {(Change.added, str(folder / name))}


def test_changes_are_told_of_but_the_librarys_own_and_hidden_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ("brief.txt", ".brief.txt.swp", "library/catalogue.sqlite", "sub/.git/HEAD")
    system = System(monkeypatch, [set(), *(change(tmp_path, name) for name in names), set()])
    place = around(system, tmp_path, [])
    assert [place.has_changed(0.2) for _ in range(5)] == [True, False, False, False, False]


@pytest.mark.parametrize("first", [[LIMIT], [set(), LIMIT]])
def test_a_limit_leaves_the_clock_and_is_said_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, first: list[Event | Exception]
) -> None:
    system = System(monkeypatch, first, [LIMIT], [LIMIT], [set(), change(tmp_path), set()])
    lines: list[str] = []
    place = around(system, tmp_path, lines)
    heard = []
    for _ in range(300):
        heard.append(place.has_changed(1.0))
        if len(system.begun) == 4:
            break
    # What happened meanwhile is not known: that counts as a change, once.
    assert heard == [False] * (len(heard) - 1) + [True]
    assert [b - a for a, b in zip(system.begun, system.begun[1:], strict=False)] == [15, 30, 60]
    assert place.has_changed(1.0)
    assert not place.has_changed(1.0)
    assert len(lines) == 2
    assert "limit reached" in lines[0]
    assert "fs.inotify.max_user_watches" in lines[0]
    assert lines[1] == "folders are watched for changes again"


def test_watching_that_ends_of_itself_is_no_busy_loop(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    system = System(monkeypatch)
    place = around(system, tmp_path, [])
    before = system.clock.now
    assert not any(place.has_changed(1.0) for _ in range(100))
    assert system.clock.now - before >= 98
    assert system.begun == [0.0, 15.0, 45.0]


def test_watching_that_fails_again_and_again_is_begun_ever_more_seldom(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    life: list[Event | Exception] = [set(), RuntimeError("overflow")]
    system = System(monkeypatch, *[life] * 20)
    lines: list[str] = []
    place = around(system, tmp_path, lines)
    woken = sum(place.has_changed(1.0) for _ in range(1_000))
    assert woken < 8
    assert len(lines) < 16


def test_a_deleted_folder_is_listened_to_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = {(Change.deleted, str(tmp_path))}
    system = System(monkeypatch, [set(), gone, set()], [set(), change(tmp_path)])
    lines: list[str] = []
    place = around(system, tmp_path, lines)
    assert [place.has_changed(0.2) for _ in range(3)] == [True, True, True]
    assert (len(system.begun), lines) == (2, [])


def test_watching_begins_anew_with_each_round_but_not_before_it_is_due(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    system = System(monkeypatch, [set(), set()], [set(), LIMIT])
    place = around(system, tmp_path, [])
    place.renew()
    assert len(system.begun) == 2
    assert not place.has_changed(1.0)
    place.renew()
    assert len(system.begun) == 2
