"""Forward passes queue for the cores: the short first, each caller a few at a time."""

from __future__ import annotations

from functools import partial
from operator import mul
from threading import Event, Thread, current_thread
from time import sleep

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from store.passes import Pass, Passes, balanced


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


@given(st.lists(st.integers(1, 256), max_size=200), st.integers(1, 8))
def test_batches_have_every_text_once_the_longest_first(lengths: list[int], cores: int) -> None:
    batches = balanced(lengths, cores)
    indices = [index for batch in batches for index in batch]
    assert sorted(indices) == list(range(len(lengths)))
    assert [lengths[i] for i in indices] == sorted(lengths, reverse=True)
    for batch in batches:
        assert len(batch) == 1 or len(batch) * lengths[batch[0]] <= 1024 + 256


def test_batches_suit_the_cores() -> None:
    assert len(balanced([200] * 24, 2)) == 6
    assert len(balanced([200] * 8, 2)) == 2
    assert len(balanced([200] * 2, 2)) == 2
    assert len(balanced([12], 8)) == 1
    assert balanced([], 4) == []
