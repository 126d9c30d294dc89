"""Many people over one engine: ``engine.py [--people 50] [--seconds 60] [--think 0] …``.

Each is a thread that asks its next question as soon as it has its answer, or ``think`` seconds
later. Prints what was found and writes it as JSON.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from threading import Thread

sys.path[:0] = [str(Path(__file__).parent), os.environ.get("CODE", str(Path(__file__).parents[2]))]

import measures  # noqa: E402
from processes import load, watched  # noqa: E402
from questions import asked_by, questions  # noqa: E402

_PATIENCE = 120.0
"""Seconds after the end within which everybody has to have their last answer."""


def under_load(
    ask: Callable[[str], object], people: int, seconds: float, think: float = 0.0
) -> list[measures.Asked]:
    """What came of all questions that were asked within so many seconds."""
    asked: list[measures.Asked] = []  # appending is atomic
    begun = time.monotonic()

    def person(number: int) -> None:
        pause = random.Random(number)
        time.sleep(pause.uniform(0, think))  # nobody begins in step
        for question in asked_by(number, questions()):
            at = time.monotonic()
            if at - begun >= seconds:
                return
            error = None
            try:
                ask(question)
            except Exception as raised:  # noqa: BLE001 -- counted and shown
                error = f"{type(raised).__name__}: {raised}"
            took = time.monotonic() - at
            asked.append(measures.Asked(number, at - begun, took, error))
            time.sleep(max(0.0, min(think * pause.uniform(0.5, 1.5), seconds - (at - begun))))

    threads = [
        Thread(target=person, args=(number,), name=f"person-{number}") for number in range(people)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(seconds + _PATIENCE)
    asked.extend(
        measures.Asked(number, seconds, _PATIENCE, "no answer")
        for number, thread in enumerate(threads)
        if thread.is_alive()
    )
    return asked


def main() -> None:
    """Opens the library, asks, and tells."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--library", type=Path, help="a library; without it, the settings' own")
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--think", type=float, default=0)
    parser.add_argument("--output", type=Path, default=Path("build/load/engine.json"))
    given = parser.parse_args()
    from app.cli import ENVIRONMENT

    os.environ.update({**ENVIRONMENT, **os.environ})
    from app.engine import Engine
    from app.settings import load_settings

    options = {"library": given.library} if given.library else {}
    with Engine.open(load_settings(**options)) as engine:
        for question in questions()[:5]:  # which loads all that is loaded late
            engine.ask(question)
        answered: list[object] = []

        def ask(question: str) -> None:
            answered.append(engine.ask(question).outcome)

        before = load()
        begun = time.monotonic()
        with watched(os.getpid(), lambda: len(answered), 2.0) as watch:
            asked = under_load(ask, given.people, given.seconds, given.think)
        seconds = time.monotonic() - begun
    found = measures.found(
        "engine", given.people, given.think, seconds, asked, watch.samples, (before, load())
    )
    measures.written(given.output, found)
    print(measures.told(found))


if __name__ == "__main__":
    main()
