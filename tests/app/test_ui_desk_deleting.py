"""Deleting a conversation while the desk is at it."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from desk_parts import desk, engine, path, steps
from fake_chat import WRITER, FakeEngine
from stepwise import ALLOWED, Steps, eventually

from app.conversations import Conversations, Manner, Message
from app.ui.desk import Desk

__all__ = ["desk", "engine", "path", "steps"]  # fixtures


def started(desk: Desk, question: str, owner: str = "") -> Message:
    _, message = desk.conversations.start(question, Manner(model=WRITER), owner)
    desk.take(message)
    return message


def test_what_is_being_written_ends_and_is_stored_nowhere(
    desk: Desk, engine: FakeEngine, steps: Steps, caplog: pytest.LogCaptureFixture
) -> None:
    message = started(desk, "Who will preside?")
    assert desk.wait(message.id, ALLOWED, growth=True)
    assert desk.delete(message.conversation)
    assert desk.conversations.message(message.id) is None
    assert desk.wait(message.id, ALLOWED)
    after = started(desk, "What did China say?")  # the desk is free although the model is not yet
    assert desk.wait(after.id, ALLOWED)
    steps.let()
    eventually(lambda: engine.ended == ["Who will preside?"])
    assert desk.conversations.message(message.id) is None
    answered = desk.conversations.message(after.id)
    assert answered is not None
    assert answered.answer is not None
    assert answered.answer.question == "What did China say?"
    assert caplog.records == []


def test_what_only_waits_is_never_asked(desk: Desk, engine: FakeEngine, steps: Steps) -> None:
    first = started(desk, "Who will preside?")
    second = started(desk, "What did China say?")
    assert desk.delete(second.conversation)
    assert desk.wait(second.id, 0)
    steps.let(100)
    assert desk.wait(first.id, ALLOWED)
    assert [question for question, _ in engine.asked] == ["Who will preside?"]


def test_quotations_that_come_after_it_was_deleted_are_dropped(
    desk: Desk, engine: FakeEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading, read = threading.Event(), threading.Event()
    ask = engine.ask

    def slowly(question: str, **more: object) -> object:
        reading.set()
        assert read.wait(ALLOWED)
        return ask(question, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(engine, "ask", slowly)
    _, message = desk.conversations.start("Who will preside?")
    desk.take(message)
    assert reading.wait(ALLOWED)
    assert desk.delete(message.conversation)
    desk.take(message)  # by a page that was drawn before
    read.set()
    assert desk.wait(message.id, ALLOWED)
    assert desk.conversations.recent() == []


def test_what_another_process_deletes_is_not_written_on(
    desk: Desk, path: Path, engine: FakeEngine, steps: Steps
) -> None:
    message = started(desk, "Who will preside?")
    assert desk.wait(message.id, ALLOWED, growth=True)
    other = Conversations(path)
    assert other.delete(message.conversation)
    other.close()
    steps.let()
    assert desk.wait(message.id, ALLOWED)
    eventually(lambda: engine.ended == ["Who will preside?"])


def test_nothing_of_another_reader_is_deleted_stopped_or_asked_again(
    desk: Desk, engine: FakeEngine, steps: Steps
) -> None:
    message = started(desk, "Who will preside?", "ann")
    assert desk.wait(message.id, ALLOWED, growth=True)
    for other in ("", "ben"):
        assert not desk.delete(message.conversation, other)
        desk.stop(message.id, other)
        desk.ask_again(message.id, other)
    steps.let(100)
    assert desk.wait(message.id, ALLOWED)
    found = desk.conversations.message(message.id, "ann")
    assert found is not None
    assert found.answer is not None
    assert found.answer.model == WRITER
    assert len(engine.manners) == 1
