"""Kills at random moments: nothing is lost, nothing is half shown, and the next refresh ends it."""

from __future__ import annotations

import random
import signal
import time
from pathlib import Path

import pytest
from forks import Forks
from newsroom import Newsroom

ROUNDS = 52
FIRST = 8  # of them while a library is being made
SEEDS = (1, 2, 3, 4)

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("seed", SEEDS)
def test_a_refresh_may_be_killed_at_any_moment(
    quick_disk: Path, forks: Forks, seed: int, record_property: pytest.Function
) -> None:
    started = time.perf_counter()
    moment = random.Random(seed)
    kills = 0
    made = Newsroom(quick_disk / "first", seed)
    world = made.first_world()
    done, seconds = forks.do("refresh", quick_disk / "measured", made.folder)
    assert done == "done", seconds
    while kills < FIRST:
        library = quick_disk / f"library-{kills}"
        library.mkdir(exist_ok=True)
        kills += _killed(forks, library, made.folder, moment.uniform(0, seconds))
        told, detail = forks.do("check", library, made.folder, {}, world)
        assert told == "done", detail

    room = Newsroom(quick_disk / "room", seed)
    room.first_world()
    assert forks.do("refresh", room.library, room.folder)[0] == "done"
    room.next_world()
    done, seconds = forks.do("refresh", room.library, room.folder)
    assert done == "done", seconds
    while kills < ROUNDS:
        before = room.world
        after = room.next_world()
        kills += _killed(forks, room.library, room.folder, moment.uniform(0, seconds))
        told, detail = forks.do("check", room.library, room.folder, before, after)
        assert told == "done", detail
    record_property("kills", kills)  # type: ignore[operator]
    record_property("seconds", time.perf_counter() - started)  # type: ignore[operator]


def _killed(forks: Forks, library: Path, folder: Path, after: float) -> bool:
    """Whether the refresh was still at work when it was killed."""
    told, detail = forks.do("refresh", library, folder, kill_after=after)
    assert told in ("killed", "done"), detail
    assert told == "done" or detail == signal.SIGKILL
    return bool(told == "killed")
