"""Many ask at once, and long: the answers are the same, and nothing is left behind."""

from __future__ import annotations

import datetime as dt
import gc
import os
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path
from threading import Barrier

import pytest
from processes import sample
from questions import asked_by, questions
from soak import Asking, Changing, QuickEmbedder

from app.answering.answer import Answer
from app.conversations import Conversations
from app.engine import Engine
from ingest.refresh import refresh
from store.library import Library

PEOPLE, EACH = 50, 4
TODAY = dt.date(2021, 3, 1)


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    return tmp_path / "documents"


@pytest.fixture
def engine(tmp_path: Path, documents: Path) -> Iterator[Engine]:
    Changing(documents, 3)
    embedder = QuickEmbedder()
    with Library.open(tmp_path / "library", embedder, create=True) as library:
        refresh(library, [documents])
        yield Engine(library, embedder)


def plain(answer: Answer) -> Answer:
    """All of an answer but how long it took."""
    return answer.model_copy(update={"timings_ms": {}})


def test_fifty_who_ask_at_once_are_answered_as_one_who_asks_alone(engine: Engine) -> None:
    asked = {person: list(islice(asked_by(person, questions()), EACH)) for person in range(PEOPLE)}
    alone = {
        question: plain(engine.ask(question, today=TODAY))
        for question in {question for each in asked.values() for question in each}
    }
    together = Barrier(PEOPLE)

    def person(number: int) -> list[Answer]:
        together.wait(60)
        return [plain(engine.ask(question, today=TODAY)) for question in asked[number]]

    before = threading.active_count()
    with ThreadPoolExecutor(PEOPLE) as pool:
        answers = list(pool.map(person, range(PEOPLE)))
    assert answers == [[alone[question] for question in asked[n]] for n in range(PEOPLE)]
    assert threading.active_count() <= before


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="threads and open files are read from /proc")
def test_refreshes_and_questions_leave_no_thread_and_no_file(
    engine: Engine, documents: Path, tmp_path: Path
) -> None:
    changing = Changing(documents / "more", 1)
    conversations = Conversations(tmp_path / "conversations.sqlite")
    asking = Asking(engine, conversations)

    def go_on(rounds: int) -> tuple[int, int]:
        for number in range(rounds * 20):
            asking.ask()
            if number % 20 < 3:  # one of each: added, edited, removed
                changing.change()
                assert not refresh(engine.library, [documents]).failed
        gc.collect()
        held = sample(os.getpid(), 0.0, asking.asked)
        return held.threads, held.files

    threads, files = go_on(2)
    later_threads, later_files = go_on(8)
    conversations.close()
    # Some come and go by themselves; one that each refresh left would be two dozen.
    assert later_threads <= threads + 4
    assert later_files <= files + 4
