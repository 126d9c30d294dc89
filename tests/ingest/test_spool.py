"""What was fetched lies in the library's folder until it is read, and no longer."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

from ingest.spool import Spool

ROOT = Path(__file__).parents[2]
KILLED = (
    "import sys, time; from pathlib import Path; from ingest.spool import Spool\n"
    "with Spool(Path(sys.argv[1])) as spool:\n"
    "    print(spool.put('page', b'words'), flush=True); time.sleep(60)\n"
)


def files(library: Path) -> list[Path]:
    return sorted(path for path in library.rglob("*") if path.is_file())


def test_nothing_is_left_behind(tmp_path: Path) -> None:
    with Spool(tmp_path) as spool:
        assert list(tmp_path.iterdir()) == []
        one, two = spool.put("one", b"1"), spool.put("two", b"2")
        assert (one.read_bytes(), two.read_bytes()) == (b"1", b"2")
        assert one.is_relative_to(tmp_path)
    assert files(tmp_path) == []


def test_two_refreshes_do_not_meet(tmp_path: Path) -> None:
    with Spool(tmp_path) as first:
        one = first.put("page", b"1")
        with Spool(tmp_path) as second:
            assert second.put("page", b"2") != one
        assert one.read_bytes() == b"1"


def test_what_a_killed_refresh_left_goes_with_the_next(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", KILLED, tmp_path], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    left = Path(process.stdout.readline().strip())
    with Spool(tmp_path):
        assert left.read_bytes() == b"words"  # it is alive
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    assert left.exists()
    with Spool(tmp_path):
        assert files(tmp_path) == []
