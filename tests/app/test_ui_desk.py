"""The desk: answers that grow, are stopped, cut off, asked again, and wait for each other."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from desk_parts import desk, engine, path, steps
from fake_chat import BROKEN, BUSY, LAVROV, STATEMENTS, WRITER, FakeEngine
from stepwise import ALLOWED, Steps, eventually

from app.answering.answer import Answer
from app.conversations import Conversations, Manner, Message
from app.ui import turns
from app.ui.contracts import Stage
from app.ui.desk import WITHDRAWN, Desk
from store.filters import Filters
from store.records import Kind

__all__ = ["desk", "engine", "path", "steps"]  # fixtures

WRITTEN = Manner(model=WRITER)


def started(desk: Desk, question: str = "Who will preside?", how: Manner = WRITTEN) -> Message:
    _, message = desk.conversations.start(question, how)
    desk.take(message)
    return message


def now(desk: Desk, message: Message) -> Message:
    found = desk.conversations.message(message.id)
    assert found is not None
    return found


def settled(desk: Desk, message: Message) -> Answer:
    assert desk.wait(message.id, ALLOWED)
    answer = now(desk, message).answer
    assert answer is not None
    return answer


def statements(answer: Answer | None) -> list[str]:
    assert answer is not None
    return [sentence.text for sentence in answer.sentences]


def test_every_step_of_a_growing_answer_is_stored(desk: Desk, steps: Steps) -> None:
    message = started(desk)
    assert desk.wait(message.id, ALLOWED, growth=True)
    first = now(desk, message)
    assert first.pending
    assert first.quoted == first.draft
    assert first.quoted is not None
    assert first.quoted.model is None
    for number in range(1, len(STATEMENTS)):
        steps.let()
        said = [text for text, _ in STATEMENTS[:number]]
        eventually(lambda said=said: statements(now(desk, message).draft) == said)
        assert now(desk, message).quoted == first.quoted
    steps.let()
    answer = settled(desk, message)
    assert statements(answer) == [text for text, _ in STATEMENTS]
    assert answer.model == WRITER


def test_stopping_leaves_the_quotations_at_once_and_ends_the_request(
    desk: Desk, engine: FakeEngine, steps: Steps
) -> None:
    message = started(desk)
    desk.wait(message.id, ALLOWED, growth=True)
    desk.stop(message.id)
    desk.stop(message.id)
    answer = settled(desk, message)
    assert LAVROV in statements(answer)
    assert answer.model is None
    assert answer.notice.startswith("Stopped: ")
    assert WRITER in answer.notice
    steps.let()  # what the model had in its pipe comes too late
    eventually(lambda: engine.ended == [message.question])
    assert now(desk, message).answer == answer


def test_a_stop_while_the_documents_are_read_shows_what_they_say(
    engine: FakeEngine, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading, read = threading.Event(), threading.Event()
    ask = engine.ask

    def slowly(question: str, **more: object) -> Answer:
        reading.set()
        assert read.wait(ALLOWED)
        return ask(question, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(engine, "ask", slowly)
    message = started(desk)
    assert reading.wait(ALLOWED)
    desk.stop(message.id)
    assert now(desk, message).pending
    assert desk.stage(message.id) is Stage.STOPPING
    read.set()
    assert settled(desk, message).notice.startswith("Stopped: ")


def test_what_was_stopped_is_asked_again(desk: Desk, engine: FakeEngine, steps: Steps) -> None:
    message = started(desk)
    desk.wait(message.id, ALLOWED, growth=True)
    desk.stop(message.id)
    settled(desk, message)
    desk.ask_again(message.id)
    steps.let(100)
    assert settled(desk, message).model == WRITER
    assert engine.manners == [(WRITER, Filters())] * 2
    desk.ask_again(message.id)  # it is written: there is nothing to ask again
    assert len(engine.manners) == 2


def test_the_next_question_need_not_wait_for_a_stopped_one_to_end(
    desk: Desk, engine: FakeEngine
) -> None:
    first = started(desk)
    second = started(desk, "What did China say?")
    desk.wait(first.id, ALLOWED, growth=True)
    assert desk.stage(first.id) is Stage.WORKING
    assert desk.stage(second.id) is Stage.WAITING
    desk.stop(first.id)
    assert settled(desk, second).question == "What did China say?"
    assert engine.ended == []


def test_only_so_many_stopped_requests_may_be_ending(desk: Desk, steps: Steps) -> None:
    for _ in range(3):
        message = started(desk)
        desk.wait(message.id, ALLOWED, growth=True)
        desk.stop(message.id)
    last = started(desk)
    assert desk.stage(last.id) is Stage.WAITING
    steps.let(100)
    assert settled(desk, last).model == WRITER


def test_a_question_that_waits_can_be_withdrawn_and_tried_again(desk: Desk, steps: Steps) -> None:
    first = started(desk)
    second = started(desk, "What did China say?")
    desk.stop(second.id)
    assert now(desk, second).failure == WITHDRAWN
    desk.ask_again(second.id)
    steps.let(100)
    assert settled(desk, first).model == WRITER
    assert settled(desk, second).not_found is not None


def test_a_half_written_answer_of_an_earlier_server_is_shown_as_stopped(
    desk: Desk, path: Path, engine: FakeEngine, steps: Steps
) -> None:
    message = started(desk)
    desk.wait(message.id, ALLOWED, growth=True)
    restarted = Desk(FakeEngine(), Conversations(path))
    restarted.take(now(restarted, message))
    answer = now(restarted, message).answer
    assert LAVROV in statements(answer)
    assert answer is not None
    assert answer.notice.startswith("Stopped: Penholder was closed")
    restarted.ask_again(message.id)
    assert settled(restarted, message).model == WRITER
    restarted.close()


def test_a_second_server_does_not_lose_what_the_first_goes_on_to_write(
    desk: Desk, path: Path, steps: Steps
) -> None:
    message = started(desk)
    desk.wait(message.id, ALLOWED, growth=True)
    second = Desk(FakeEngine(), Conversations(path))
    second.take(now(second, message))
    steps.let(100)
    assert settled(desk, message).model == WRITER
    assert settled(second, message).model == WRITER
    second.close()


def test_a_stale_view_of_a_message_does_not_stop_it_late(desk: Desk, steps: Steps) -> None:
    message = started(desk)
    desk.wait(message.id, ALLOWED, growth=True)
    stale = now(desk, message)
    steps.let(100)
    answer = settled(desk, message)
    desk.take(stale)
    assert now(desk, message).answer == answer


def test_a_failing_model_leaves_the_quotations_with_its_line(desk: Desk, steps: Steps) -> None:
    steps.let(100)
    message = started(desk, how=Manner(model=BROKEN))
    answer = settled(desk, message)
    assert LAVROV in statements(answer)
    assert answer.notice == BUSY
    assert now(desk, message).unwritten


def test_an_error_of_our_own_while_writing_leaves_the_quotations(
    desk: Desk, engine: FakeEngine, caplog: pytest.LogCaptureFixture
) -> None:
    def broken() -> None:
        raise RuntimeError("not for the page")

    engine.step = broken
    answer = settled(desk, started(desk))
    assert LAVROV in statements(answer)
    assert "not for the page" not in answer.notice
    assert "not for the page" in caplog.text


def test_filters_go_to_the_engine_and_a_question_alone_takes_nothing_up(
    desk: Desk, engine: FakeEngine
) -> None:
    filters = Filters(kinds=frozenset({Kind.BRIEF}))
    first = started(desk, how=Manner(filters=filters))
    settled(desk, first)
    alone = desk.conversations.ask(first.conversation, "Who will brief?", Manner(alone=True))
    desk.take(alone)
    settled(desk, alone)
    assert engine.manners == [(None, filters), (None, Filters())]
    assert engine.asked[-1] == ("Who will brief?", ())


def test_quotations_alone_are_stored_once(desk: Desk) -> None:
    message = started(desk, how=Manner())
    answer = settled(desk, message)
    assert (answer.model, answer.notice) == (None, "")
    assert now(desk, message).draft is None


def test_the_desk_counts_what_is_under_way_in_all_conversations(desk: Desk, steps: Steps) -> None:
    assert desk.under_way == 0
    messages = [started(desk), started(desk, "When is the debate?")]
    assert desk.under_way == 2
    steps.let(100)
    for message in messages:
        settled(desk, message)
    assert desk.under_way == 0


def test_the_more_wait_the_more_rarely_their_pages_look() -> None:
    pauses = [turns.pause(waiting) for waiting in (1, 5, 20, 50, 500)]
    assert pauses == [0.25, 0.25, 1.0, 2.0, 2.0]
