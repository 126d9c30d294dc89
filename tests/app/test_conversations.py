"""Conversations: what was answered comes back as it was."""

from __future__ import annotations

import json
import os
import sqlite3
import stat
import threading
from pathlib import Path

import pytest
from fake_chat import BRIEF, FakeEngine
from hypothesis import given, settings
from hypothesis import strategies as st

from app.conversations import TITLE_LENGTH, UNREADABLE, Conversations, title_of


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "library" / "conversations.sqlite"


def test_an_answer_comes_back_equal_after_a_restart(path: Path) -> None:
    answer = FakeEngine().ask("Who will preside?")
    first = Conversations(path)
    conversation, message = first.start("Who will preside?")
    first.answer(message.id, answer)
    first.close()

    second = Conversations(path)
    [stored] = second.messages(conversation.id)
    second.close()
    assert stored.answer == answer
    assert not stored.pending
    for citation in answer.citations:
        assert BRIEF.text[citation.start : citation.end] == citation.quote


def test_an_answer_of_another_version_leaves_the_rest_of_its_conversation_readable(
    path: Path,
) -> None:
    answer = FakeEngine().ask("Who will preside?")
    store = Conversations(path)
    conversation, first = store.start("Who will preside?")
    for question in ("And who will brief?", "And when?"):
        store.answer(store.ask(conversation.id, question).id, answer)
    store.answer(first.id, answer)
    later = json.dumps({**json.loads(answer.model_dump_json()), "a_later_field": 1})
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE messages SET answer = ? WHERE id = ?", (later, first.id))
        connection.execute("UPDATE messages SET answer = '{' WHERE question = 'And when?'")
    connection.close()

    newer, intact, torn = store.messages(conversation.id)
    assert newer.answer is None
    assert newer.failure == torn.failure == UNREADABLE
    assert not newer.pending
    assert intact.answer == answer
    assert [turn.content for turn in store.history(torn)] == ["And who will brief?", answer.answer]
    # Nothing is lost for the version that can read it, whatever is tried here.
    store.reopen(first.id)
    store.close()
    with sqlite3.connect(path) as connection:
        [(kept,)] = connection.execute("SELECT answer FROM messages WHERE id = ?", (first.id,))
    connection.close()
    assert kept == later


@pytest.mark.skipif(os.name != "posix", reason="permissions are told otherwise here")
def test_only_the_owner_may_read_the_file(path: Path) -> None:
    Conversations(path).close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    path.chmod(0o644)
    Conversations(path).close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_question_is_kept_before_it_is_answered(path: Path) -> None:
    store = Conversations(path)
    conversation, message = store.start("Who will preside?")
    assert message.pending
    assert store.message(message.id) == message
    assert [item.id for item in store.messages(conversation.id)] == [message.id]
    store.close()


def test_a_failure_can_be_tried_again_but_an_answer_cannot_be_reopened(path: Path) -> None:
    store = Conversations(path)
    _, message = store.start("Who will preside?")
    store.fail(message.id, "the library is gone: refresh it.")
    failed = store.message(message.id)
    assert failed is not None
    assert failed.failure == "the library is gone: refresh it."
    store.reopen(message.id)
    assert store.message(message.id) == message
    store.answer(message.id, FakeEngine().ask("Who will preside?"))
    store.reopen(message.id)
    answered = store.message(message.id)
    assert answered is not None
    assert answered.answer is not None
    store.close()


def test_history_holds_what_was_answered_before(path: Path) -> None:
    store = Conversations(path)
    conversation, first = store.start("Who will preside?")
    failed = store.ask(conversation.id, "And?")
    third = store.ask(conversation.id, "Who will brief?")
    store.ask(conversation.id, "And later?")
    answer = FakeEngine().ask("Who will preside?")
    store.answer(first.id, answer)
    store.fail(failed.id, "no.")
    turns = store.history(third)
    store.close()
    assert [(turn.role, turn.content) for turn in turns] == [
        ("user", "Who will preside?"),
        ("assistant", answer.answer),
    ]


def test_the_last_used_conversation_comes_first(path: Path) -> None:
    store = Conversations(path)
    one, _ = store.start("one")
    two, _ = store.start("two")
    assert [item.id for item in store.recent()] == [two.id, one.id]
    store.ask(one.id, "more")
    assert [item.id for item in store.recent()] == [one.id, two.id]
    assert [item.id for item in store.recent(limit=1)] == [one.id]
    store.close()


def test_an_unknown_conversation_takes_no_question(path: Path) -> None:
    store = Conversations(path)
    with pytest.raises(KeyError):
        store.ask("nowhere", "Who?")
    assert store.find("nowhere") is None
    assert store.messages("nowhere") == []
    assert store.message(7) is None
    store.close()


def test_threads_may_write_at_once(path: Path) -> None:
    store = Conversations(path)
    conversation, _ = store.start("first")

    def write(number: int) -> None:
        store.ask(conversation.id, f"question {number}")

    threads = [threading.Thread(target=write, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(store.messages(conversation.id)) == 13
    store.close()


@settings(max_examples=200)
@given(st.text(max_size=400))
def test_a_title_is_one_line_and_short(question: str) -> None:
    title = title_of(question)
    assert len(title) <= TITLE_LENGTH + 1
    assert len(title.splitlines()) <= 1
    assert title.rstrip("…") in " ".join(question.split())
