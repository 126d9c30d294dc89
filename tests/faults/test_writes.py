"""Every single write of a refresh fails, or is the last of its process, one after the other.

The writes are those of SQLite, Chroma, tantivy and our own, counted where they reach the system.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from forks import Forks
from newsroom import Newsroom, World

COUNT, FAIL, FAIL_FROM_THERE, KILL = range(4)
# Every write is met, by one fault or another; with FAULTS=all, by every fault.
STEP = 1 if os.environ.get("FAULTS") == "all" else 2
FULL_DISK_STEP = 1 if os.environ.get("FAULTS") == "all" else 9

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Forks]:
    compiler = shutil.which("cc")
    if compiler is None:
        pytest.skip("needs a C compiler to come between a process and its writes")
    shim = tmp_path_factory.mktemp("faults") / "faults.so"
    source = Path(__file__).with_name("faults.c")
    subprocess.run([compiler, "-shared", "-fPIC", "-o", shim, source, "-ldl"], check=True)
    server = Forks(LD_PRELOAD=str(shim))
    yield server
    server.close()


class Scene:
    """A library before a refresh, to be copied for every attempt."""

    def __init__(self, home: Path, forks: Forks) -> None:
        self.forks = forks
        self.work = home / "work"
        self.room = Newsroom(home, documents=6, touched=1)
        self.before: World = self.room.first_world()
        done, detail = forks.do("refresh", self.room.library, self.room.folder)
        assert done == "done", detail
        self.after: World = self.room.next_world()
        self.writes, _ = self.attempt(0, COUNT)
        assert self.writes > 100

    def attempt(self, at: int, how: int) -> tuple[int, str]:
        """How many writes there were, and what was said. Checked afterwards, unless killed."""
        shutil.rmtree(self.work, ignore_errors=True)
        shutil.copytree(self.room.library, self.work)
        worlds = () if how == KILL else (self.before, self.after)
        told, detail = self.forks.do("faulty", self.work, self.room.folder, at, how, *worlds)
        if how == KILL and told == "killed":
            told, detail = self.forks.do(
                "check", self.work, self.room.folder, self.before, self.after
            )
            detail = (at, "killed")
        assert told == "done", f"write {at}: {detail}"
        return detail[0], detail[1]


@pytest.fixture
def scene(quick_disk: Path, faulty: Forks) -> Scene:
    return Scene(quick_disk, faulty)


@pytest.mark.timeout(900)
def test_every_write_may_be_the_last(scene: Scene) -> None:
    said = [scene.attempt(at, KILL)[1] for at in range(1, scene.writes + 1, STEP)]
    assert said.count("killed") > len(said) * 0.9


@pytest.mark.timeout(900)
def test_every_write_may_fail(scene: Scene) -> None:
    said = [scene.attempt(at, FAIL)[1] for at in range(STEP, scene.writes + 1, STEP)]
    assert sum(told != "done" for told in said) > len(said) / 4
    assert {told.count("\n") for told in said} == {0}


@pytest.mark.timeout(900)
def test_a_disk_may_fill_up_at_any_write(scene: Scene) -> None:
    said = [
        scene.attempt(at, FAIL_FROM_THERE)[1] for at in range(1, scene.writes + 1, FULL_DISK_STEP)
    ]
    assert sum(told != "done" for told in said) > len(said) / 2
