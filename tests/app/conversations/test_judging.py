"""What a reader thinks of an answer, and what it was that they thought it of."""

from __future__ import annotations

import pytest
from fake_chat import BRIEF, DISTRUST, LAVROV, TOMORROW, FakeEngine

from app.conversations import NOTE_LENGTH, Conversations, Judgement, Manner, Message
from store.errors import UsageError

QUESTION = "Who will preside?"


@pytest.fixture
def message(store: Conversations) -> Message:
    _, asked = store.start(QUESTION)
    store.answer(asked.id, FakeEngine().ask(QUESTION))
    return asked


def judgement_of(store: Conversations, message: Message) -> tuple[bool, str | None] | None:
    [listed] = store.messages(message.conversation)
    found = store.message(message.id)
    assert found is not None
    assert found.judgement == listed.judgement
    judged = listed.judgement
    return None if judged is None else (judged.helpful, judged.note)


def test_a_later_judgement_replaces_an_earlier_one_and_none_withdraws_it(
    store: Conversations, message: Message
) -> None:
    assert judgement_of(store, message) is None
    assert store.judge(message.id, Judgement(helpful=False, note=" The date is wrong.\nSee p. 2 "))
    assert judgement_of(store, message) == (False, "The date is wrong.\nSee p. 2")
    assert store.judge(message.id, Judgement(helpful=True))
    assert judgement_of(store, message) == (True, None)
    assert store.judge(message.id, None)
    assert not store.judge(message.id, None)
    assert judgement_of(store, message) is None


def test_a_judgement_keeps_the_question_and_the_passages_that_were_shown(
    store: Conversations, message: Message
) -> None:
    store.judge(message.id, Judgement(helpful=True, note="Just so."))
    [judged] = store.judgements()
    assert (judged.message, judged.question) == (message.id, QUESTION)
    assert LAVROV in judged.answer
    assert [passage.quote for passage in judged.passages] == [LAVROV, TOMORROW]
    for passage in judged.passages:
        assert (passage.document, passage.symbol) == (BRIEF.id, None)
        assert BRIEF.text[passage.start : passage.end] == passage.quote
    assert judged.judgement.when is not None
    assert judged.judgement.when >= message.asked


def test_the_nearest_passages_of_what_was_not_found_are_kept_too(store: Conversations) -> None:
    _, message = store.start("What did China say?")
    store.answer(message.id, FakeEngine().ask("What did China say?"))
    store.judge(message.id, Judgement(helpful=False))
    [judged] = store.judgements()
    assert judged.passages[0].quote == DISTRUST


def test_only_an_answer_can_be_judged(store: Conversations) -> None:
    _, waiting = store.start(QUESTION)
    assert not store.judge(waiting.id, Judgement(helpful=True))
    store.fail(waiting.id, "It failed.")
    assert not store.judge(waiting.id, Judgement(helpful=True))
    assert not store.judge(waiting.id + 1, Judgement(helpful=True))
    assert store.judgements() == []


def test_another_answer_to_the_same_question_is_not_judged_yet(store: Conversations) -> None:
    _, message = store.start(QUESTION, Manner(model="fake:writer"))
    quoted = FakeEngine().ask(QUESTION)
    store.answer(message.id, quoted.model_copy(update={"notice": "It was busy."}))
    store.judge(message.id, Judgement(helpful=False, note="I wanted prose."))
    store.reopen(message.id)
    assert judgement_of(store, message) is None
    store.answer(message.id, quoted.model_copy(update={"model": "fake:writer"}))
    assert judgement_of(store, message) is None
    assert [judged.judgement.note for judged in store.judgements()] == ["I wanted prose."]
    store.judge(message.id, Judgement(helpful=True))
    assert [judged.judgement.helpful for judged in store.judgements()] == [True]


def test_a_judgement_is_of_the_answer_that_its_reader_saw(store: Conversations) -> None:
    _, message = store.start(QUESTION, Manner(model="fake:writer"))
    quoted = FakeEngine().ask(QUESTION)
    store.answer(message.id, quoted.model_copy(update={"notice": "It was busy."}))
    before = store.message(message.id)
    assert before is not None
    assert store.judge(message.id, Judgement(helpful=False), edition=before.edition)
    store.reopen(message.id)
    assert not store.judge(message.id, Judgement(helpful=True), edition=before.edition)
    store.answer(message.id, quoted)
    after = store.message(message.id)
    assert after is not None
    assert not store.judge(message.id, Judgement(helpful=True), edition=before.edition)
    assert not store.judge(message.id, None, edition=before.edition)
    assert judgement_of(store, message) is None
    assert [one.judgement.helpful for one in store.judgements()] == [False]
    assert store.judge(message.id, Judgement(helpful=True), edition=after.edition)
    assert judgement_of(store, message) == (True, None)


def test_a_note_has_an_end(store: Conversations, message: Message) -> None:
    assert store.judge(message.id, Judgement(helpful=True, note="x" * NOTE_LENGTH))
    with pytest.raises(UsageError):
        store.judge(message.id, Judgement(helpful=False, note="x" * (NOTE_LENGTH + 1)))
    assert judgement_of(store, message) == (True, "x" * NOTE_LENGTH)
    assert store.judge(message.id, Judgement(helpful=True, note="half \ud800 of one, \x00 none"))
    assert judgement_of(store, message) == (True, "half  of one,  none")
