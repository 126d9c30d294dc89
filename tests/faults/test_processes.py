"""Two processes refreshing and three asking; and who may write when another does or did."""

from __future__ import annotations

import errno
import fcntl
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from newsroom import open_library, run

from store.errors import LibraryBusy, LibraryError
from store.lock import holder, writer_lock

SECONDS = 60 if os.environ.get("FAULTS") == "all" else 15
LATE = 2.0  # seconds after a swap in which an answer may still be the old one
HERE = Path(__file__).parent


def crowd(role: str, library: Path, folder: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, HERE / "crowd.py", role, library, folder, str(SECONDS)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.slow
def test_two_refresh_and_three_ask(quick_disk: Path) -> None:
    library = quick_disk / "library"
    folders = [quick_disk / name for name in ("a", "b")]
    for folder in folders:
        folder.mkdir()
        (folder / "first.txt").write_text("The first says what it says.")
    with open_library(library) as opened:
        for folder in folders:
            run(opened, folder)
    processes = [crowd("refresh", library, folder) for folder in folders]
    processes += [crowd("ask", library, quick_disk) for _ in range(3)]
    outputs = [process.communicate(timeout=SECONDS + 120) for process in processes]
    assert [errors for _, errors in outputs] == [""] * 5
    told = [json.loads(out) for out, _ in outputs]
    gone = {text: at for one in told[:2] for text, at in one["gone"]}
    came = {text: at for one in told[:2] for text, at in one["came"]}
    seen = [tuple(answer) for one in told[2:] for answer in one["seen"]]
    assert len(came) > 20
    assert len(seen) > 200
    stale = [(text, asked - gone[text]) for text, asked, _ in seen if asked > gone.get(text, 1e18)]
    assert [late for late in stale if late[1] > LATE] == []
    print(f"{len(came)} texts came, {len(gone)} went; {len(seen)} were found, {len(stale)} stale")


def test_an_open_reader_sees_what_another_process_did_at_once(quick_disk: Path) -> None:
    folder = quick_disk / "a"
    folder.mkdir()
    (folder / "one.txt").write_text("Nothing yet.")
    with open_library(quick_disk / "library") as reader:
        run(reader, folder)
        assert reader.matching("zebra", 3) == []
        (folder / "one.txt").write_text("A zebra at last.")
        script = (
            f"import sys; sys.path[:0] = ['.', 'tests', {str(HERE)!r}]\n"
            "from pathlib import Path; from newsroom import refresh_once\n"
            f"refresh_once(Path({str(quick_disk / 'library')!r}), Path({str(folder)!r}))\n"
        )
        subprocess.run([sys.executable, "-c", script], check=True, cwd=HERE.parents[1])
        assert len(reader.matching("zebra", 3)) == 1


HOLD = (
    "import sys, time; sys.path[:0] = ['.']\n"
    "from pathlib import Path; from store.lock import writer_lock\n"
    "with writer_lock(Path({path!r}), 'refresh'):\n"
    "    print('held', flush=True); time.sleep(60)\n"
)


def test_the_loser_waits_then_names_the_holder_whose_death_frees_the_lock(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD.format(path=str(tmp_path))],
        cwd=HERE.parents[1],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    started = time.monotonic()
    with pytest.raises(LibraryBusy) as error, writer_lock(tmp_path, "refresh", patience=0.5):
        raise AssertionError("two writers")
    assert time.monotonic() - started >= 0.5
    named = rf"penholder refresh \(process {process.pid} on .+, started \d{{4}}-\d\d-\d\dT[\d:+]+\)"
    assert re.search(named, str(error.value))
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    left = holder(tmp_path)
    assert left is not None
    assert left.is_gone
    with writer_lock(tmp_path, "refresh", patience=0.5):
        now = holder(tmp_path)
        assert now is not None
        assert now.pid == os.getpid()
    assert holder(tmp_path) is None


def test_a_holder_on_another_computer_is_named_as_such(tmp_path: Path) -> None:
    with writer_lock(tmp_path, "refresh"):
        note = tmp_path / "writer.json"
        note.write_text(json.dumps(json.loads(note.read_text()) | {"host": "elsewhere"}))
        with (
            pytest.raises(
                LibraryBusy, match=r"on elsewhere, .*end process \d+ on elsewhere"
            ) as error,
            writer_lock(tmp_path, "refresh", patience=0.1),
        ):
            raise AssertionError("two writers")
        assert "delete" not in str(error.value)


def test_a_writer_whose_lock_was_taken_away_writes_no_more(quick_disk: Path) -> None:
    path = quick_disk / "library"
    with (
        open_library(path) as first,
        open_library(path) as second,
        first.writing("refresh") as writer,
    ):
        (path / "writer.lock").unlink()
        with (
            second.writing("refresh", patience=0),
            pytest.raises(LibraryBusy, match="taken away"),
        ):
            writer.remove("anything")


def test_a_disk_without_locks_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSYS, "Function not implemented")

    monkeypatch.setattr(fcntl, "flock", refuse)
    with (
        pytest.raises(LibraryError, match=r"has no file locks .*--library"),
        writer_lock(tmp_path, "refresh", patience=0.1),
    ):
        raise AssertionError("written without a lock")
