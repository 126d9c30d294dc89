"""Conversations: what was answered comes back as it was."""

from __future__ import annotations

import datetime as dt
import json
import os
import sqlite3
import stat
import threading
from pathlib import Path

import pytest
import sqlalchemy as sa
from fake_chat import BRIEF, FakeEngine
from hypothesis import given, settings
from hypothesis import strategies as st

from app.conversations import TITLE_LENGTH, UNREADABLE, Conversations, Manner, title_of
from app.conversations.tables import METADATA, MIGRATIONS
from store.filters import Filters
from store.records import Kind


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


NARROWED = Filters(
    after=dt.date(2019, 1, 1), kinds=frozenset({Kind.BRIEF}), documents=frozenset({BRIEF.id})
)


def test_how_a_question_is_to_be_answered_comes_back_with_it(path: Path) -> None:
    store = Conversations(path)
    how = Manner(model="fake:writer", filters=NARROWED, alone=True)
    conversation, first = store.start("Who will preside?", how)
    second = store.ask(conversation.id, "And then?")
    store.close()
    again = Conversations(path)
    assert again.messages(conversation.id) == [first, second]
    again.close()
    assert (first.how, second.how) == (how, Manner())


def test_an_answer_that_grows_is_kept_and_stopping_leaves_the_quotations(path: Path) -> None:
    store = Conversations(path)
    _, message = store.start("Who will preside?", Manner(model="fake:writer"))
    assert not store.stop(message.id, "Stopped.")
    quoted = FakeEngine().ask("Who will preside?")
    written = quoted.model_copy(update={"model": "fake:writer", "sentences": quoted.sentences[:1]})
    store.grow(message.id, quoted)
    store.grow(message.id, written)
    growing = store.message(message.id)
    assert growing is not None
    assert growing.pending
    assert (growing.quoted, growing.draft) == (quoted, written)
    assert store.stop(message.id, "Stopped.")
    stopped = store.message(message.id)
    assert stopped is not None
    assert stopped.answer == quoted.model_copy(update={"notice": "Stopped."})
    assert stopped.unwritten
    assert stopped.draft is None
    store.grow(message.id, written)  # too late
    assert not store.stop(message.id, "Stopped twice.")
    assert store.message(message.id) == stopped
    store.reopen(message.id)
    assert store.message(message.id) == message
    store.close()


def test_an_answer_that_a_model_wrote_is_not_asked_for_again(path: Path) -> None:
    store = Conversations(path)
    _, message = store.start("Who will preside?", Manner(model="fake:writer"))
    written = FakeEngine().ask("Who will preside?").model_copy(update={"model": "fake:writer"})
    store.answer(message.id, written)
    store.reopen(message.id)
    kept = store.message(message.id)
    store.close()
    assert kept is not None
    assert kept.answer == written
    assert not kept.unwritten


def test_conversations_of_the_first_version_are_taken_over(path: Path) -> None:
    path.parent.mkdir(parents=True)
    answer = FakeEngine().ask("Who will preside?")
    with sqlite3.connect(path) as connection:
        for statement in MIGRATIONS[0]:
            connection.execute(statement)
        connection.execute("CREATE TABLE conversation_schema (version INTEGER)")
        connection.execute("INSERT INTO conversation_schema VALUES (1)")
        connection.execute("INSERT INTO conversations VALUES ('c', 'Who?', 1.0, 2.0)")
        connection.execute(
            "INSERT INTO messages VALUES (1, 'c', 'Who?', 1.0, ?, NULL, 2.0)",
            (answer.model_dump_json(),),
        )
    connection.close()
    for _ in range(2):
        store = Conversations(path)
        [message] = store.messages("c")
        store.close()
        assert message.answer == answer
        assert message.how == Manner()


def test_conversations_of_the_second_version_are_taken_over_and_found(path: Path) -> None:
    path.parent.mkdir(parents=True)
    answer = FakeEngine().ask("Who will preside?")
    with sqlite3.connect(path) as connection:
        for statement in (*MIGRATIONS[0], *MIGRATIONS[1]):
            connection.execute(statement)
        connection.execute("CREATE TABLE conversation_schema (version INTEGER)")
        connection.execute("INSERT INTO conversation_schema VALUES (2)")
        connection.execute("INSERT INTO conversations VALUES ('c', 'Élection', 1.0, 2.0)")
        connection.executemany(
            "INSERT INTO messages (id, conversation, question, asked, answer, answered, model)"
            " VALUES (?, 'c', ?, 1.0, ?, 2.0, 'fake:writer')",
            [
                (3, "Who will preside?", answer.model_dump_json()),
                (7, "And in Manama?", "{"),
                (8, "And here?", None),
            ],
        )
    connection.close()
    for _ in range(2):
        store = Conversations(path)
        [conversation] = store.recent()
        first, torn, waiting = store.messages("c")
        for query in ("election", "lavrov preside", "manama", "here"):
            assert [match.conversation for match in store.search(query)] == [conversation]
        store.close()
        assert (conversation.pinned, conversation.owner) == (False, "")
        assert (first.answer, first.judgement, first.how.model) == (answer, None, "fake:writer")
        assert (torn.id, torn.failure) == (7, UNREADABLE)
        assert (waiting.id, waiting.pending) == (8, True)
    store = Conversations(path)
    assert store.delete("c")
    _, message = store.start("Who?")
    store.close()
    assert message.id == 9


def test_the_tables_are_what_the_migrations_add_up_to(path: Path) -> None:
    Conversations(path).close()
    engine = sa.create_engine(f"sqlite:///{path}")
    found = sa.inspect(engine)
    for table in METADATA.tables.values():
        columns = {column["name"]: column for column in found.get_columns(table.name)}
        assert list(columns) == [column.name for column in table.columns]
        for column in table.columns:
            made = columns[column.name]
            assert made["type"].compile() == column.type.compile()
            assert made["nullable"] == column.nullable
        assert {index["name"] for index in found.get_indexes(table.name)} == {
            index.name for index in table.indexes
        }
    engine.dispose()


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


def test_an_id_is_never_taken_for_an_option_of_a_command(path: Path) -> None:
    store = Conversations(path)
    ids = {store.start("Who will preside?")[0].id for _ in range(200)}
    store.close()
    assert len(ids) == 200
    assert all(one.isalnum() for one in ids)
