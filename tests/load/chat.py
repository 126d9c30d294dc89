"""Many people at the real chat: ``chat.py [--people 50] [--seconds 600] [--think 20] …``.

Starts ``penholder chat --headless`` over a library, opens a page for each person, and lets them
ask. Every person speaks the page's own protocol, so that fifty cost little; one more has a real
browser, unless ``--no-browser``. Prints what was found and writes it as JSON.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent)]

import measures  # noqa: E402
from processes import load, watched  # noqa: E402
from questions import asked_by, questions  # noqa: E402
from streamlit_client import Page, PageError, opened  # noqa: E402
from websockets.exceptions import WebSocketException  # noqa: E402

ROOT = os.environ.get("CODE", str(Path(__file__).parents[2]))
_TURNS = 10
"""After so many questions a person begins a new conversation."""
_PATIENCE = 120.0


@dataclass(frozen=True)
class Server:
    """A chat that was started for this."""

    address: str
    pid: int


@contextmanager
def chat(library: Path | None, log: Path) -> Iterator[Server]:
    """The chat, until the block ends."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "app.cli"]
    command += ["--library", str(library)] if library else []
    command += ["chat", "--port", str(port), "--headless"]
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as errors:
        process = subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.PIPE, stderr=errors, text=True
        )
    try:
        assert process.stdout is not None
        line = process.stdout.readline().strip()
        if not line:
            raise SystemExit(f"the chat did not start: {log.read_text()}")
        yield Server(line.removeprefix("Penholder is at "), process.pid)
    finally:
        process.terminate()
        process.wait(30)


async def person(
    number: int, server: Server, seconds: float, think: float, asked: list[measures.Asked]
) -> int:
    """One person asks until the time is up. Gives how many bytes their page was sent."""
    pause = random.Random(number)
    begun = time.monotonic()
    await asyncio.sleep(pause.uniform(0, max(think, 2.0)))
    try:
        page = await opened(server.address)
    except (WebSocketException, OSError) as raised:
        took = time.monotonic() - begun
        asked.append(measures.Asked(number, 0.0, took, f"the page did not open: {raised}"))
        return 0
    listening = asyncio.create_task(page.listen())
    mine = asked_by(number, questions())
    turn = 0
    while (at := time.monotonic()) - begun < seconds:
        error = None
        took = 0.0
        try:
            if turn and turn % _TURNS == 0:
                await page.fresh()
            took = await page.ask(next(mine), _PATIENCE)
        except (PageError, WebSocketException, OSError) as raised:
            error = f"{type(raised).__name__}: {raised}"
        turn += 1
        asked.append(measures.Asked(number, at - begun, took, error))
        await asyncio.sleep(1.0 if error else think * pause.uniform(0.5, 1.5))
    await close(page, listening)
    return page.received


async def close(page: Page, listening: asyncio.Task[None]) -> None:
    """Leaves as a page does that is closed."""
    page.leave()
    await page.connection.close()
    await asyncio.wait([listening], timeout=5)


async def everybody(
    server: Server, people: int, seconds: float, think: float, asked: list[measures.Asked]
) -> int:
    """All at once. Gives how many bytes all pages were sent."""
    tasks = (person(number, server, seconds, think, asked) for number in range(people))
    return sum(await asyncio.gather(*tasks))


def main() -> None:
    """Starts the chat, asks, and tells."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--library", type=Path, help="a library; without it, the settings' own")
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--think", type=float, default=20)
    parser.add_argument("--no-browser", action="store_true")
    parser.add_argument("--output", type=Path, default=Path("build/load/chat.json"))
    given = parser.parse_args()
    asked: list[measures.Asked] = []
    before = load()
    with chat(given.library, given.output.with_suffix(".log")) as server:
        asyncio.run(everybody(server, 1, 4.0, 0.0, []))  # which loads all that is loaded late
        time.sleep(2)
        begun = time.monotonic()
        with (
            ThreadPoolExecutor(1) as beside,
            watched(server.pid, lambda: len(asked), 5.0) as watch,
        ):
            seeing = None
            if not given.no_browser:
                from browser import sees

                seeing = beside.submit(sees, server.address, given.seconds)
            sent = asyncio.run(everybody(server, given.people, given.seconds, given.think, asked))
            seen = seeing.result() if seeing else []
        seconds = time.monotonic() - begun
    loads = (before, load())
    found = measures.found("chat", given.people, given.think, seconds, asked, watch.samples, loads)
    measures.written(given.output, found)
    print(measures.told(found))
    print(f"  {sent / 1e6:.1f} MB were sent to the pages")
    if seen:
        browser = measures.found("browser", 1, 5.0, seconds, seen, [], loads)
        measures.written(given.output.with_name("browser.json"), browser)
        print(measures.told(browser))
    for error in sorted(set(found.errors))[:10]:
        print("  error:", error)


if __name__ == "__main__":
    main()
