"""Conversations that are kept: whose they are, what they are called, and that they can go."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from fake_chat import FakeEngine

from app.conversations import TITLE_LENGTH, Conversations, Judgement, Manner
from store.errors import UsageError

ANN, BEN = "ann", "ben"
QUESTION = "Who will preside?"


def answered(store: Conversations, owner: str = "", question: str = QUESTION) -> tuple[str, int]:
    """A conversation with one answer: its id, and the number of its message."""
    conversation, message = store.start(question, owner=owner)
    store.answer(message.id, FakeEngine().ask(question))
    return conversation.id, message.id


def test_a_reader_finds_nothing_of_another_reader(store: Conversations) -> None:
    conversation, message = answered(store, ANN)
    kept = store.messages(conversation, ANN)
    for other in ("", BEN):
        assert store.recent(other) == []
        assert store.search("preside", other) == []
        assert store.find(conversation, other) is None
        assert store.messages(conversation, other) == []
        assert store.message(message, other) is None
        assert store.judgements(other) == []
        with pytest.raises(KeyError):
            store.ask(conversation, "And then?", owner=other)
    found = store.find(conversation, ANN)
    assert found is not None
    assert found.owner == ANN
    assert [item.id for item in store.recent(ANN)] == [conversation]
    assert store.message(message, ANN) == store.message_of_anyone(message) == kept[0]


def test_a_reader_changes_nothing_of_another_reader(store: Conversations) -> None:
    conversation, message = answered(store, ANN)
    store.judge(message, Judgement(helpful=True), ANN)
    before = store.find(conversation, ANN), store.messages(conversation, ANN)
    for other in ("", BEN):
        assert not store.rename(conversation, "Mine now", other)
        assert not store.pin(conversation, pinned=True, owner=other)
        assert not store.delete(conversation, other)
        assert not store.judge(message, Judgement(helpful=False), other)
        assert not store.judge(message, None, other)
    assert (store.find(conversation, ANN), store.messages(conversation, ANN)) == before


def test_a_conversation_is_called_what_its_reader_calls_it(store: Conversations) -> None:
    conversation, _ = store.start(QUESTION)
    assert store.rename(conversation.id, "  The\n CSTO   debate ")
    found = store.find(conversation.id)
    assert found is not None
    assert found.title == "The CSTO debate"
    assert found.updated == conversation.updated
    assert store.rename(conversation.id, "x" * TITLE_LENGTH)
    assert not store.rename("nowhere", "A title")


@pytest.mark.parametrize(
    "title", ["", " \n\t", "\u200b", "\x00\x07", "\ud800", "x" * (TITLE_LENGTH + 1)]
)
def test_a_title_that_is_none_is_refused(store: Conversations, title: str) -> None:
    conversation, _ = store.start(QUESTION)
    with pytest.raises(UsageError):
        store.rename(conversation.id, title)
    assert store.find(conversation.id) == conversation


def test_controls_and_halves_of_characters_are_left_out_of_a_title(store: Conversations) -> None:
    conversation, _ = store.start(QUESTION)
    store.rename(conversation.id, "A\x00 \x1b[31mtitle\ud800 <b>")
    found = store.find(conversation.id)
    assert found is not None
    assert found.title == "A [31mtitle <b>"


def test_pinned_conversations_can_be_listed_apart(store: Conversations) -> None:
    one, two, three = (store.start(question)[0].id for question in ("one", "two", "three"))
    assert store.pin(one, pinned=True)
    assert [item.id for item in store.recent(pinned=True)] == [one]
    assert [item.id for item in store.recent(pinned=False)] == [three, two]
    assert {item.id: item.pinned for item in store.recent()} == {
        three: False,
        two: False,
        one: True,
    }
    assert store.pin(one, pinned=False)
    assert store.recent(pinned=True) == []


def test_a_deleted_conversation_leaves_nothing(store: Conversations, path: Path) -> None:
    conversation, message = answered(store)
    kept, _ = answered(store, question="What does the concept note ask?")
    store.judge(message, Judgement(helpful=False, note="Not who I meant."))
    assert store.delete(conversation)
    assert not store.delete(conversation)
    assert store.find(conversation) is None
    assert store.message(message) is None
    assert store.judgements() == []
    assert store.search("preside") == []
    with closing(sqlite3.connect(path)) as connection:
        for table in ("messages", "findable"):
            assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (1,)
    assert [item.id for item in store.recent()] == [kept]


def test_the_words_of_a_deleted_conversation_are_in_no_file(
    store: Conversations, path: Path
) -> None:
    conversation, _ = answered(store, question="Who will preside over Zanzibar?")
    answered(store)
    assert store.delete(conversation)
    kept = b"".join(file.read_bytes() for file in path.parent.iterdir()).lower()
    assert b"preside" in kept
    assert b"zanzibar" not in kept


def test_what_comes_too_late_for_a_deleted_message_goes_nowhere(store: Conversations) -> None:
    conversation, message = store.start(QUESTION, Manner(model="fake:writer"))
    store.delete(conversation.id)
    _, other = store.start("What does the concept note ask?", owner=ANN)
    assert other.id != message.id  # a number that was given once means that message for ever
    answer = FakeEngine().ask(QUESTION)
    assert not store.grow(message.id, answer)
    store.answer(message.id, answer)
    store.fail(message.id, "It failed.")
    assert not store.stop(message.id, "Stopped.")
    store.reopen(message.id)
    assert store.message(message.id) is None
    assert store.message(other.id, ANN) == other


def test_two_stores_on_one_file_see_what_each_other_did(store: Conversations, path: Path) -> None:
    other = Conversations(path)
    conversation, message = answered(other)
    store.rename(conversation, "Renamed")
    assert [match.conversation.title for match in other.search("renamed")] == ["Renamed"]
    store.delete(conversation)
    assert other.message(message) is None
    assert other.recent() == []
    other.close()


def test_several_stores_may_write_search_and_delete_at_once(path: Path) -> None:
    stores = [Conversations(path) for _ in range(3)]
    kept: list[str] = []

    def work(store: Conversations) -> None:
        for number in range(6):
            conversation, message = answered(store, question=f"Who will preside over {number}?")
            store.judge(message, Judgement(helpful=True, note="Good."))
            store.rename(conversation, f"Number {number}")
            assert conversation in [match.conversation.id for match in store.search("number")]
            if number % 2:
                assert store.delete(conversation)
            else:
                kept.append(conversation)

    with ThreadPoolExecutor(len(stores)) as pool:
        for done in [pool.submit(work, store) for store in stores]:
            done.result()
    found = stores[0]
    assert {item.id for item in found.recent()} == set(kept)
    assert len(found.judgements()) == len(found.search("lavrov")) == len(kept) == 9
    for store in stores:
        store.close()
