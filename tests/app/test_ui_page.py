"""The page, run as Streamlit runs it, over the fake engine."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import logging
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from fake_chat import BRIEF, HOSTILE, LAVROV, FakeEngine
from streamlit.testing.v1 import AppTest
from ui_parts import address_of, chat_over, drawn, page, settings_of

from app.conversations import UNREADABLE, Conversations
from app.ui import components, intake, state, turns, wording
from app.ui.desk import Desk
from store.errors import FingerprintError, LibraryMissing


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeEngine]:
    fake = FakeEngine()
    with chat_over(lambda _settings: fake, settings_of(tmp_path), monkeypatch):
        yield fake


def with_examples(**query: str) -> AppTest:
    """The page once the example questions are found."""
    page(**query)
    wait_for_examples()
    return page(**query)


def wait_for_examples() -> None:
    seeking = state.desk()._seeking
    assert seeking is not None
    seeking.result(timeout=30)


def test_an_empty_page_says_what_it_is_and_offers_questions(engine: FakeEngine) -> None:
    shown = with_examples()
    [masthead] = drawn(shown, "masthead")
    assert masthead["steps"]
    assert masthead["examples"] == list(engine.example_questions())
    assert masthead["holdings"] == "2 documents held, 1 more known but not held."
    assert not masthead["compact"]
    assert drawn(shown, "answer") == []


def test_the_page_is_there_before_the_engine_is_warm(
    engine: FakeEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    cold = threading.Event()

    def found() -> tuple[str, ...]:
        cold.wait(30)
        return ("Who will preside?",)

    monkeypatch.setattr(engine, "example_questions", found)
    [masthead] = drawn(page(), "masthead")
    assert masthead["steps"]
    assert masthead["examples"] == []
    cold.set()
    [masthead] = drawn(with_examples(), "masthead")
    assert masthead["examples"] == ["Who will preside?"]


def test_the_engine_is_warmed_once_without_a_question(engine: FakeEngine) -> None:
    with_examples()
    warmed = list(engine.asked)
    assert warmed
    with_examples()
    assert engine.asked == warmed


def test_examples_follow_what_is_held(engine: FakeEngine) -> None:
    assert drawn(with_examples(), "masthead")[0]["examples"]
    engine.library.held.remove(BRIEF)
    assert drawn(with_examples(), "masthead")[0]["examples"] == []


def test_a_question_is_answered_and_kept_over_a_reload(engine: FakeEngine) -> None:
    shown = page()
    shown.chat_input[0].set_value("Who will preside?").run()
    [turn] = drawn(shown, "answer")
    assert turn["turn"]["state"] == "answered"
    assert turn["turn"]["blocks"][0]["items"][0]["text"] == LAVROV

    again = page(c=address_of(shown))
    [reloaded] = drawn(again, "answer")
    assert reloaded["turn"] == turn["turn"]
    conversations = drawn(again, "conversations")[0]["groups"][0]["items"]
    assert [(item["title"], item["current"]) for item in conversations] == [
        ("Who will preside?", True)
    ]


def test_a_conversation_survives_a_restart_of_the_server(engine: FakeEngine) -> None:
    shown = page()
    shown.chat_input[0].set_value("Who will preside?").run()
    before = drawn(shown, "answer")[0]["turn"]
    st.cache_resource.clear()
    engine.asked.clear()
    [after] = drawn(page(c=address_of(shown)), "answer")
    assert after["turn"] == before
    wait_for_examples()
    assert {question for question, _ in engine.asked} == set(FakeEngine().example_questions())


def test_a_question_left_pending_by_a_restart_is_answered(
    engine: FakeEngine, tmp_path: Path
) -> None:
    store = Conversations(tmp_path / state.CONVERSATIONS_FILE)
    conversation, _ = store.start("Who will preside?")
    store.close()
    [turn] = drawn(page(c=conversation.id), "answer")
    assert turn["turn"]["state"] == "answered"


def test_a_follow_up_passes_the_history(engine: FakeEngine) -> None:
    shown = page()
    shown.chat_input[0].set_value("Who will preside?").run()
    shown.chat_input[0].set_value("What did China say?").run()
    question, history = engine.asked[-1]
    assert question == "What did China say?"
    assert [turn.role for turn in history] == ["user", "assistant"]
    assert history[0].content == "Who will preside?"
    assert LAVROV in history[1].content
    assert [turn["turn"]["state"] for turn in drawn(shown, "answer")] == ["answered", "not_found"]


@pytest.mark.parametrize(
    ("question", "expected"),
    [("What did China say?", "not_found"), ("Who is right?", "declined")],
)
def test_no_answer_is_shown_as_a_notice(engine: FakeEngine, question: str, expected: str) -> None:
    shown = page()
    shown.chat_input[0].set_value(question).run()
    [turn] = drawn(shown, "answer")
    assert turn["turn"]["state"] == expected
    assert turn["turn"]["notice"]["text"]


def test_an_open_passage_is_in_the_address(engine: FakeEngine) -> None:
    shown = page()
    shown.chat_input[0].set_value("Who will preside?").run()
    assert drawn(shown, "document") == []
    message = engine_message(shown)
    again = page(c=address_of(shown), open=f"{message}.cited1")
    [document] = drawn(again, "document")
    runs = [run for runs in document["shown"]["paragraphs"] for run in runs]
    assert "".join(run["text"] for run in runs if run["marked"]) == LAVROV
    assert drawn(again, "answer")[0]["active"] == "cited1"


def engine_message(shown: AppTest) -> int:
    [message] = state.desk().conversations.messages(address_of(shown))
    return message.id


@pytest.mark.parametrize("value", ["999.cited1", "1.cited9", "document:nowhere", "rubbish"])
def test_an_address_of_nothing_opens_nothing(engine: FakeEngine, value: str) -> None:
    assert drawn(page(open=value), "document") == []


def test_a_document_of_the_library_opens_at_its_beginning(engine: FakeEngine) -> None:
    [document] = drawn(page(open=f"document:{BRIEF.id}"), "document")
    assert document["shown"]["title"] == BRIEF.title
    assert not any(run["marked"] for runs in document["shown"]["paragraphs"] for run in runs)


def test_a_passage_of_a_removed_document_shows_the_stored_quotation(engine: FakeEngine) -> None:
    shown = page()
    shown.chat_input[0].set_value("Who will preside?").run()
    engine.library.held.remove(BRIEF)
    again = page(c=address_of(shown), open=f"{engine_message(shown)}.cited1")
    [document] = drawn(again, "document")
    assert document["shown"]["missing_quote"] == LAVROV


def test_a_saved_answer_says_that_its_source_changed(engine: FakeEngine) -> None:
    shown = page()
    shown.chat_input[0].set_value("Who will preside?").run()
    assert changes(shown) == [[], []]
    now = dataclasses.replace(BRIEF, text=BRIEF.text.replace("will preside", "presides"), dates=())
    engine.library.held[0] = now
    engine.library.edits[BRIEF.id] = dt.datetime(2019, 9, 26, 12, tzinfo=dt.UTC)
    again = page(c=address_of(shown))
    assert changes(again) == [[wording.CHANGED], []]
    [turn] = drawn(again, "answer")
    assert turn["turn"]["blocks"][0]["items"][0]["text"] == LAVROV
    assert turn["turn"]["blocks"][0]["badges"] == ["Edited on 26 September 2019"]
    engine.library.held[:] = [BRIEF]
    assert changes(page(c=address_of(shown))) == [[], []]


def changes(shown: AppTest) -> list[list[str]]:
    """What is said beside each quotation of the first answer."""
    items = drawn(shown, "answer")[0]["turn"]["blocks"][0]["items"]
    return [[change["text"] for change in item["changes"]] for item in items]


def test_an_unknown_conversation_is_said_and_a_question_begins_another(engine: FakeEngine) -> None:
    shown = page(c="nowhere")
    assert "no conversation" in drawn(shown, "masthead")[0]["problem"]
    shown.chat_input[0].set_value("Who will preside?").run()
    assert address_of(shown) != "nowhere"


def test_hostile_text_reaches_the_page_only_as_component_data(engine: FakeEngine) -> None:
    shown = page()
    shown.chat_input[0].set_value(f"hostile {HOSTILE}").run()
    assert HOSTILE in json.dumps(drawn(shown, "answer"), ensure_ascii=False).replace('\\"', '"')
    for kind in ("markdown", "heading", "caption", "text", "code", "error", "info", "button"):
        assert all(HOSTILE[:12] not in str(node.proto) for node in shown.get(kind))
    [style] = shown.get("html")
    assert "script" not in str(style.proto)


def test_a_second_question_waits_for_the_first(tmp_path: Path) -> None:
    begun, release = threading.Event(), threading.Event()

    class Slow(FakeEngine):
        def ask(self, question: str, **more: Any) -> Any:
            begun.set()
            release.wait(20)
            return super().ask(question, **more)

    slow = Slow()
    desk = Desk(slow, Conversations(tmp_path / "c.sqlite"))
    conversation, first = desk.conversations.start("Who will preside?")
    desk.take(first)
    begun.wait(20)
    second = desk.conversations.ask(conversation.id, "What did China say?")
    desk.take(second)
    desk.take(second)
    assert not desk.wait(second.id, 0.01)
    release.set()
    while not desk.wait(second.id, 1):
        pass
    stored = desk.conversations.messages(conversation.id)
    desk.close()
    assert [item.answer is not None for item in stored] == [True, True]
    assert [question for question, _ in slow.asked] == ["Who will preside?", "What did China say?"]
    assert len(slow.asked[1][1]) == 2


def test_a_refused_question_and_an_error_are_one_sentence(
    engine: FakeEngine, caplog: pytest.LogCaptureFixture
) -> None:
    shown = page()
    with caplog.at_level(logging.ERROR, logger="app.ui.desk"):
        shown.chat_input[0].set_value("?").run()
        shown.chat_input[0].set_value("boom").run()
    refused, failed = (turn["turn"] for turn in drawn(shown, "answer"))
    assert refused["failure"] == "the question is empty: ask in words."
    assert failed["state"] == "failed"
    assert "not for the page" not in failed["failure"]
    assert "not for the page" in caplog.text


def test_an_answer_that_cannot_be_read_is_said_and_its_question_can_be_asked_anew(
    engine: FakeEngine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = page()
    shown.chat_input[0].set_value("Who will preside?").run()
    shown.chat_input[0].set_value("What did China say?").run()
    first, _ = state.desk().conversations.messages(address_of(shown))
    with closing(sqlite3.connect(tmp_path / state.CONVERSATIONS_FILE)) as connection, connection:
        connection.execute("UPDATE messages SET answer = '{}' WHERE id = ?", (first.id,))
    unread, intact = (turn["turn"] for turn in drawn(page(c=address_of(shown)), "answer"))
    assert (unread["state"], unread["failure"]) == ("failed", UNREADABLE)
    assert intact["state"] == "not_found"

    asked: list[str] = []
    monkeypatch.setattr(intake, "ask", lambda question, _how: asked.append(question))
    unreadable = state.desk().conversations.message(first.id)
    assert unreadable is not None
    turns._try_again(unreadable)
    assert asked == ["Who will preside?"]


def test_the_page_run_past_its_launcher_shows_nothing_of_the_library(
    engine: FakeEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(state, "_configured", None)
    shown = page()
    [masthead] = drawn(shown, "masthead")
    assert "run penholder chat" in masthead["problem"]
    assert len(shown.chat_input) == 0
    assert BRIEF.title not in json.dumps([str(node.proto) for node in shown.get("bidi_component")])
    assert engine.asked == []


@pytest.mark.parametrize(
    "error",
    [
        LibraryMissing("there is no library at /nowhere", "run “penholder refresh” first"),
        FingerprintError("the library was built with another model", "run “penholder rebuild”"),
    ],
)
def test_a_library_that_cannot_be_used_is_one_sentence_with_its_remedy(
    engine: FakeEngine, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def fail(_settings: object) -> FakeEngine:
        raise error

    monkeypatch.setattr(state, "open_engine", fail)
    shown = page()
    assert drawn(shown, "masthead")[0]["problem"] == str(error)
    assert len(shown.chat_input) == 0
    monkeypatch.setattr(state, "open_engine", lambda _settings: engine)
    assert drawn(shown.run(), "masthead")[0]["problem"] is None


def test_a_trigger_of_a_component_that_is_gone_does_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    done: list[str] = []
    monkeypatch.setattr(st, "session_state", {})
    components._callback("document", "close", done.append)()
    assert done == []
    st.session_state["document"] = {"close": "document"}
    components._callback("document", "close", done.append)()
    assert done == ["document"]


def test_an_empty_library_says_what_to_do(engine: FakeEngine) -> None:
    engine.library.held.clear()
    [masthead] = drawn(page(), "masthead")
    assert "open Library" in masthead["problem"]


def test_one_submission_that_is_run_twice_is_one_question(
    engine: FakeEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "_SAME_SECONDS", 60.0)
    shown = page()
    for question in ("Who will preside?", "Who will preside?", "Who will brief?"):
        shown = shown.chat_input[0].set_value(question).run()
    asked = [turn["turn"]["question"] for turn in drawn(shown, "answer")]
    assert asked == ["Who will preside?", "Who will brief?"]
