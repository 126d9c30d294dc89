"""Forward passes queue for the cores: the short first, each caller a few at a time."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from operator import mul
from random import Random
from threading import Event, Thread, current_thread
from time import sleep

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

import store.passes as module
from store.passes import Batch, Pass, Passes, forward_passes, in_batches


def test_results_come_in_the_order_given_whatever_runs_first() -> None:
    passes = Passes(2)
    results = passes.run(Pass(n, partial(mul, n, 2)) for n in (900, 3, 500, 1, 700))
    assert results == [1800, 6, 1000, 2, 1400]


def test_a_pass_stays_on_one_core_and_keeps_no_gradient() -> None:
    def seen() -> tuple[int, bool, str]:
        return torch.get_num_threads(), torch.is_inference_mode_enabled(), current_thread().name

    (threads, inference, name), *_ = Passes(2).run([Pass(10, seen)])
    assert (threads, inference) == (1, True)
    assert name.startswith("forward-pass-")


def test_what_a_pass_raises_is_raised_and_the_next_is_computed() -> None:
    def failing() -> int:
        raise ValueError("no such token")

    passes = Passes(1)
    with pytest.raises(ValueError, match="no such token"):
        passes.run([Pass(10, failing), Pass(10, lambda: 1)])
    assert passes.run([Pass(10, lambda: 2)]) == [2]


def test_a_short_pass_goes_before_long_ones_that_wait() -> None:
    passes, started, let_go, order = Passes(1), Event(), Event(), []

    def blocking() -> None:
        started.set()
        let_go.wait(10)

    def caller(tokens: int, name: str) -> Thread:
        thread = Thread(target=passes.run, args=([Pass(tokens, lambda: order.append(name))],))
        thread.start()
        return thread

    threads = [Thread(target=passes.run, args=([Pass(1000, blocking)],))]
    threads[0].start()
    started.wait(10)
    threads.append(caller(1000, "passages"))
    while passes.waiting < 1:
        sleep(0.001)
    threads.append(caller(15, "question"))
    while passes.waiting < 2:
        sleep(0.001)
    let_go.set()
    for thread in threads:
        thread.join(10)
    assert order == ["question", "passages"]


def test_who_has_a_thousand_passes_leaves_room_for_who_comes_later() -> None:
    passes, started, let_go, order = Passes(1), Event(), Event(), []

    def one(number: int) -> Pass[None]:
        def compute() -> None:
            started.set()
            let_go.wait(10)
            order.append(f"index {number}")

        return Pass(1000, compute)

    indexing = Thread(target=passes.run, args=([one(n) for n in range(50)],))
    indexing.start()
    started.wait(10)
    asking = Thread(target=passes.run, args=([Pass(1000, lambda: order.append("question"))],))
    asking.start()
    while passes.waiting < 2:
        sleep(0.001)
    let_go.set()
    for thread in (indexing, asking):
        thread.join(10)
    assert order.index("question") <= 2
    assert len(order) == 51


@given(st.lists(st.integers(1, 300), max_size=200), st.integers(1, 8))
def test_batches_have_every_text_once_the_longest_first(lengths: list[int], cores: int) -> None:
    batches = in_batches(lengths, cores, 256)
    indices = [index for batch in batches for index in batch.texts]
    assert sorted(indices) == list(range(len(lengths)))
    assert [lengths[i] for i in indices] == sorted(lengths, reverse=True)
    for batch in batches:
        assert all(min(lengths[i], 256) <= batch.length for i in batch.texts)
        assert batch.tokens <= 1024


def test_there_are_few_shapes_of_batches() -> None:
    chance = Random(7)
    shapes = set()
    for _ in range(300):
        lengths = [chance.randint(1, 300) for _ in range(chance.randint(1, 70))]
        shapes |= {(len(batch.texts), batch.length) for batch in in_batches(lengths, 2, 250)}
    assert len(shapes) <= 32


def test_batches_keep_all_cores_busy() -> None:
    assert [len(batch.texts) for batch in in_batches([200] * 24, 2, 256)] == [4] * 6
    assert [len(batch.texts) for batch in in_batches([20] * 8, 2, 256)] == [4, 4]
    assert in_batches([12], 8, 256) == [Batch((0,), 32)]
    assert in_batches([], 4, 256) == []


_ENDING = """
import torch
from threading import Event, Thread
from store.passes import Pass, forward_passes

network = torch.nn.Sequential(*[torch.nn.Linear(200, 200) for _ in range(40)])
texts, begun = torch.randn(200, 200), Event()

def read():
    for _ in range(40):
        network(texts)
        begun.set()

run = forward_passes().run
Thread(target=run, args=([Pass(900, read) for _ in range(20)],), daemon=True).start()
begun.wait(30)
"""


def test_a_process_may_end_while_passes_are_computed() -> None:
    ended = subprocess.run([sys.executable, "-c", _ENDING], capture_output=True, check=False)
    assert (ended.returncode, ended.stderr) == (0, b"")


def test_closing_waits_for_the_pass_at_hand_and_begins_no_other() -> None:
    passes, started, let_go, done = Passes(1), Event(), Event(), []

    def blocking() -> None:
        started.set()
        let_go.wait(10)
        done.append("first")

    both = [Pass(10, blocking), Pass(10, lambda: done.append("second"))]
    Thread(target=passes.run, args=(both,), daemon=True).start()
    started.wait(10)
    closing = Thread(target=passes.close)
    closing.start()
    while passes.waiting < 2:
        sleep(0.001)
    let_go.set()
    closing.join(10)
    assert done == ["first"]


def test_those_who_ask_first_at_once_share_one_queue(monkeypatch: pytest.MonkeyPatch) -> None:
    class Slow(Passes):
        def __init__(self, cores: int) -> None:
            sleep(0.05)
            super().__init__(cores)

    monkeypatch.setattr(module, "Passes", Slow)
    module._of_process.cache_clear()
    with ThreadPoolExecutor(4) as people:
        queues = list(people.map(lambda _: forward_passes(), range(4)))
    module._of_process.cache_clear()
    assert len(set(map(id, queues))) == 1
