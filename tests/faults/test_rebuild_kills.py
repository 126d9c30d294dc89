"""A rebuild that is killed: what was there answers, and whichever writer comes next completes."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from forks import Forks
from newsroom import Newsroom

from store.embedding import HashEmbedder
from store.health import Model, examine

KILLS = 24
DOCTORED = 8  # after every so many of them, doctor looks before the next writer
MODEL = Model("hash", HashEmbedder().fingerprint)

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("anew", [False, True], ids=["as they are", "cut anew"])
def test_a_rebuild_may_be_killed_at_any_moment(
    quick_disk: Path, forks: Forks, anew: bool, record_property: pytest.Function
) -> None:
    moment = random.Random(anew)
    room = Newsroom(quick_disk, documents=40, touched=3)
    world = room.first_world()
    assert forks.do("refresh", room.library, room.folder)[0] == "done"
    done, seconds = forks.do("rebuild", room.library, anew)
    assert done == "done", seconds
    kills = 0
    while kills < KILLS:
        told, detail = forks.do(
            "rebuild", room.library, anew, kill_after=moment.uniform(0, seconds)
        )
        assert told in ("killed", "done"), detail
        kills += told == "killed"
        if told == "killed" and kills % DOCTORED == 0:
            health = examine(room.library, MODEL)
            assert [check for check in health.checks if check.severity == "error"] == []
        next_one = moment.choice(["refresh that changes", "rebuild", "refresh"])
        before = world
        if next_one == "refresh that changes":
            world = room.next_world()
        elif next_one == "rebuild":
            done, detail = forks.do("rebuild", room.library, anew)
            assert done == "done", detail
        told, detail = forks.do("check", room.library, room.folder, before, world)
        assert told == "done", detail
        assert len(list(room.library.glob("chroma*"))) == 1
    health = examine(room.library, MODEL)
    assert [check for check in health.checks if not check.ok] == []
    record_property("kills", kills)  # type: ignore[operator]
