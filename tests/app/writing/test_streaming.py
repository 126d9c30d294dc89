"""The thread that a model writes in, with sources made for it."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

import pytest

from app.writing.streaming import Limits, Pen, read
from store.errors import WritingError

LIMITS = Limits(first=20, between=20, total=30)


class Made:
    """A source that writes what a function says."""

    def __init__(self, writing: Callable[[Pen], None]) -> None:
        self._writing = writing
        self.ended = threading.Event()
        self.told = threading.Event()

    def write(self, pen: Pen) -> None:
        try:
            self._writing(pen)
        finally:
            self.ended.set()

    def stop(self) -> None:
        self.told.set()

    def explain(self, error: Exception) -> WritingError:
        return WritingError("it failed", "ask again")


def test_pieces_come_in_order_and_signs_of_life_are_left_out() -> None:
    def writing(pen: Pen) -> None:
        for text in ("one", "", " ", "two"):
            pen.write(text)

    assert list(read(Made(writing), LIMITS, "m")) == ["one", " ", "two"]


def test_any_error_becomes_one_that_can_be_shown(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, logger="app")  # commands that other tests run set it

    def writing(pen: Pen) -> None:
        pen.write("one")
        raise KeyError("a secret")

    pieces = read(Made(writing), LIMITS, "m")
    assert next(pieces) == "one"
    with pytest.raises(WritingError, match="it failed: ask again") as caught:
        next(pieces)
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None
    assert "secret" not in caplog.text
    assert "m failed with KeyError" in caplog.text


def test_leaving_stops_the_source() -> None:
    def writing(pen: Pen) -> None:
        while True:
            pen.write("and on ")
            pen.pause(0.001)

    source = Made(writing)
    pieces = read(source, LIMITS, "m")
    next(pieces)
    assert not source.told.is_set()

    pieces.close()  # type: ignore[attr-defined]

    assert source.told.is_set()
    assert source.ended.wait(20)


def test_signs_of_life_keep_a_slow_start_from_being_late() -> None:
    def writing(pen: Pen) -> None:
        for _ in range(20):
            pen.write("")
            pen.pause(0.1)
        pen.write("there")

    limits = Limits(first=1.5, between=20, total=30)
    assert list(read(Made(writing), limits, "m")) == ["there"]
