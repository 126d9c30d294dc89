"""Runs jobs in forked processes that have everything imported already, and kills some of them.

Reads one JSON list ``[job, arguments, kill after so many seconds or null]`` a line, and answers
each with one line: ``["done", seconds]``, ``["failed", traceback]`` or ``["killed", signal]``.
"""

from __future__ import annotations

import ctypes
import json
import os
import signal
import sys
import time
import traceback
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parents[1])]
sys.path.append(str(Path(__file__).parent))

import chromadb  # noqa: E402, F401 - so that no child has to
import newsroom  # noqa: E402
import tantivy  # noqa: E402, F401

from store import vectors  # noqa: E402
from store.errors import PenholderError  # noqa: E402

# So few documents would seldom make Chroma write its index's files, and a kill never meet it.
vectors._SYNC_EVERY = 10


def work(job: str, arguments: list[object], answer: int) -> None:
    """In the child: does the job, says how it went, and ends without any clearing up."""
    started = time.perf_counter()
    told: object = None
    try:
        if job == "refresh":
            newsroom.refresh_once(Path(str(arguments[0])), Path(str(arguments[1])))
        elif job == "rebuild":
            newsroom.rebuild_once(Path(str(arguments[0])), anew=bool(arguments[1]))
        elif job == "faulty":
            told = faulty(*arguments)  # type: ignore[arg-type]
        else:
            path, folder, before, after = arguments
            newsroom.check_and_complete(Path(str(path)), Path(str(folder)), before, after)  # type: ignore[arg-type]
        told = told or ["done", time.perf_counter() - started]
    except BaseException:  # noqa: BLE001 - the parent reports it
        told = ["failed", traceback.format_exc()]
    os.write(answer, json.dumps(told).encode())
    os._exit(0)


def faulty(path: str, folder: str, at: int, how: int, *worlds: newsroom.World) -> list[object]:
    """A refresh whose ``at``-th write fails (1), as do all after it (2), or is the last (3).

    What it refuses must be one sentence; where ``worlds`` are given, all is checked after it.
    """
    faults = ctypes.CDLL(None)
    faults.faults_seen.restype = ctypes.c_long
    faults.faults_arm(path.encode(), ctypes.c_long(at), how)
    try:
        newsroom.refresh_once(Path(path), Path(folder))
        told = "done"
    except PenholderError as error:
        told = str(error)
    seen = faults.faults_seen()
    faults.faults_arm(b"", ctypes.c_long(0), 0)
    if worlds:
        newsroom.check_and_complete(Path(path), Path(folder), *worlds)
    return ["done", [seen, told]]


def serve(line: str) -> object:
    job, arguments, kill_after = json.loads(line)
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        work(job, arguments, writing)
    os.close(writing)
    if kill_after is not None:
        time.sleep(kill_after)
        os.kill(child, signal.SIGKILL)
    told = b"".join(iter(lambda: os.read(reading, 65536), b""))
    os.close(reading)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status) and not told:
        return ["killed", os.WTERMSIG(status)]
    return json.loads(told)


if __name__ == "__main__":
    print(json.dumps(["ready", 0]), flush=True)
    for line in sys.stdin:
        print(json.dumps(serve(line)), flush=True)
