"""The page while a model writes: growing, stopped, queued, narrowed, asked anew."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import streamlit as st
from desk_parts import steps
from fake_chat import BRIEF, BROKEN, BUSY, LAVROV, STATEMENTS, WRITER, FakeEngine
from stepwise import ALLOWED, Steps
from streamlit.testing.v1 import AppTest
from ui_parts import address_of, chat_over, drawn, page, settings_of

from app.answering.answer import Answer
from app.conversations import Conversations, Manner, Message
from app.engine import Engine
from app.settings import Settings
from app.ui import choosing, judging, state
from app.ui.desk import WITHDRAWN
from store.filters import Filters
from store.records import Kind

__all__ = ["steps"]  # a fixture

QUESTION = "Who will preside?"


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, steps: Steps) -> Iterator[FakeEngine]:
    fake = FakeEngine(step=steps)
    monkeypatch.setattr(state, "models", lambda: (WRITER, BROKEN))
    with chat_over(lambda _settings: fake, settings_of(tmp_path, model=WRITER), monkeypatch):
        yield fake
        steps.let(100)
        state.desk().close()


def ask(shown: AppTest, question: str = QUESTION) -> AppTest:
    return shown.chat_input[0].set_value(question).run()


def with_model(shown: AppTest, model: str = WRITER) -> AppTest:
    return shown.selectbox[0].set_value(model).run()


def messages(shown: AppTest) -> list[Message]:
    return state.desk().conversations.messages(address_of(shown))


def turn(shown: AppTest, number: int = -1) -> Any:
    return drawn(shown, "answer")[number]["turn"]


def trigger(shown: AppTest, name: str, value: str, number: int = -1) -> AppTest:
    """What the component of a message does when the reader clicks in it, then the page again."""
    message = messages(shown)[number]
    asked: list[tuple[str, Manner]] = []
    from app.ui import turns

    handlers: dict[str, Any] = {}

    def mount(_name: str, _data: object, *, key: str, on: Any) -> None:
        handlers.update(on)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(turns, "mount", mount)
        patched.setattr(st, "query_params", SimpleNamespace(get=lambda _name: None))
        patched.setattr(st, "session_state", {})
        patched.setattr(turns.intake, "ask", lambda text, how: asked.append((text, how)))
        turns._mount(message, {})  # type: ignore[typeddict-item]
        handlers[name](value)
    for text, how in asked:
        new = state.desk().conversations.ask(message.conversation, text, how)
        state.desk().take(new)
    return shown.run()


def finished(shown: AppTest) -> AppTest:
    for message in messages(shown):
        assert state.desk().wait(message.id, ALLOWED)
    return shown.run()


def test_quotations_only_is_what_is_chosen_at_first(engine: FakeEngine) -> None:
    shown = page()
    assert shown.selectbox[0].value is None
    assert shown.selectbox[0].options == [
        "Quotations only",
        f"Written by {WRITER}",
        f"Written by {BROKEN}",
    ]
    ask(shown)
    assert turn(shown)["by"] == "in quotations"
    assert engine.manners[-1] == (None, Filters())


def test_without_a_model_set_there_is_nothing_to_choose(
    engine: FakeEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(state, "models", lambda: ())
    shown = page()
    assert len(shown.selectbox) == 0
    assert "PENHOLDER_MODEL" in shown.caption[0].value


def test_an_answer_shows_as_it_grows_and_says_who_wrote_it(
    engine: FakeEngine, steps: Steps
) -> None:
    shown = ask(with_model(page()))
    first = turn(shown)
    assert first["state"] == "writing"
    assert first["blocks"][0]["items"][0]["text"] == LAVROV
    assert WRITER in first["progress"]
    assert (first["stop"], first["escape"], first["label"]) == ("Stop", True, None)
    steps.let(100)
    done = turn(finished(shown))
    assert done["state"] == "answered"
    assert done["progress"] is None
    assert (done["label"], done["by"]) == (
        "Answered",
        f"written by {WRITER} and checked against the sources",
    )
    [block] = done["blocks"]
    assert block["prose"]
    assert [item["text"] for item in block["items"]] == [text for text, _ in STATEMENTS]
    assert done["dropped_title"] == "1 sentence and 1 source number removed"
    assert turn(page(c=address_of(shown))) == done


def test_a_reload_while_it_grows_shows_what_there_is(engine: FakeEngine) -> None:
    shown = ask(with_model(page()))
    again = page(c=address_of(shown))
    assert turn(again) == turn(shown)
    assert again.selectbox[0].value == WRITER  # kept with the question


def test_a_citation_of_an_answer_that_grows_opens(engine: FakeEngine) -> None:
    shown = ask(with_model(page()))
    [message] = messages(shown)
    again = page(c=address_of(shown), open=f"{message.id}.cited1")
    [document] = drawn(again, "document")
    runs = [run for runs in document["shown"]["paragraphs"] for run in runs]
    assert "".join(run["text"] for run in runs if run["marked"]) == LAVROV


def test_stop_shows_the_quotations_and_offers_to_ask_again(
    engine: FakeEngine, steps: Steps
) -> None:
    shown = ask(with_model(page()))
    stopped = turn(trigger(shown, "stop", "now"))
    assert stopped["state"] == "answered"
    assert stopped["by"] == "in quotations"
    assert stopped["aside"].startswith("Stopped: ")
    assert stopped["again"] == f"Ask {WRITER} again"
    trigger(shown, "retry", "again")
    steps.let(100)
    assert turn(finished(shown))["by"].startswith(f"written by {WRITER}")


def test_a_judgement_of_an_answer_that_was_asked_again_elsewhere_is_refused(
    engine: FakeEngine, steps: Steps, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(st, "toast", said.append)
    steps.let(100)
    shown = finished(ask(with_model(page(), BROKEN)))
    of = drawn(shown, "answer")[-1]["judgement"]["of"]
    [message] = messages(shown)
    state.desk().conversations.reopen(message.id)
    state.desk().conversations.answer(message.id, engine.ask(QUESTION))
    stale = trigger(shown, "judge", json.dumps({"of": of, "helpful": False}))
    assert said == [judging.OVERTAKEN]
    now = drawn(stale, "answer")[-1]["judgement"]
    assert now["helpful"] is None
    kept = trigger(stale, "judge", json.dumps({"of": now["of"], "helpful": True}))
    assert said == [judging.OVERTAKEN]
    assert drawn(kept, "answer")[-1]["judgement"]["helpful"] is True


def test_one_question_may_wait_and_no_more_is_taken(engine: FakeEngine, steps: Steps) -> None:
    shown = ask(ask(with_model(page())), "What did China say?")
    waiting = turn(shown)
    assert (waiting["state"], waiting["stop"]) == ("pending", "Withdraw")
    assert not waiting["escape"]
    assert shown.chat_input[0].disabled
    other_tab = page()
    other_tab.query_params["c"] = address_of(shown)
    other_tab.chat_input[0].set_value("And who will brief?").run()
    assert len(messages(shown)) == 2
    assert "another waits" in other_tab.toast[0].value
    withdrawn = trigger(shown, "stop", "now")
    assert turn(withdrawn)["failure"] == WITHDRAWN
    assert not withdrawn.chat_input[0].disabled
    steps.let(100)
    assert turn(finished(shown), 0)["state"] == "answered"


def test_a_failing_model_is_one_quiet_line_over_the_quotations(
    engine: FakeEngine, steps: Steps
) -> None:
    steps.let(100)
    shown = finished(ask(with_model(page(), BROKEN)))
    failing = turn(shown)
    assert failing["aside"] == BUSY
    assert failing["state"] == "answered"
    assert failing["blocks"][0]["items"][0]["text"] == LAVROV
    assert failing["again"] == f"Ask {BROKEN} again"


def test_an_answer_cut_off_by_a_restart_is_shown_as_stopped(
    engine: FakeEngine, tmp_path: Path
) -> None:
    store = Conversations(tmp_path / state.CONVERSATIONS_FILE)
    conversation, message = store.start(QUESTION, Manner(model=WRITER))
    store.grow(message.id, engine.ask(QUESTION))
    store.close()
    shown = page(c=conversation.id).run()
    assert turn(shown)["aside"].startswith("Stopped: Penholder was closed")
    assert turn(shown)["blocks"][0]["items"][0]["text"] == LAVROV
    assert engine.manners == []


def test_an_edited_question_is_asked_in_its_own_right(engine: FakeEngine) -> None:
    shown = ask(ask(page()), "what will lavrof do?")
    assert turn(shown)["editable"] == turn(shown)["understood"] == "What will Lavrov do?"
    trigger(shown, "edit", "What will Lavrov say?")
    finished(shown)
    assert engine.asked[-1] == ("What will Lavrov say?", ())
    assert [item.question for item in messages(shown)] == [
        QUESTION,
        "what will lavrof do?",
        "What will Lavrov say?",
    ]
    before = len(engine.asked)
    trigger(shown, "edit", "  ")
    assert len(engine.asked) == before


def test_removing_a_chip_asks_again_without_it(engine: FakeEngine) -> None:
    shown = ask(page(), "What happened in the briefs of 2019?")
    [chip] = turn(shown)["chips"]
    assert chip["text"] == "Only the briefs of 2019"
    trigger(shown, "drop", chip["key"])
    finished(shown)
    assert engine.asked[-1] == ("What happened?", ())
    assert turn(shown)["chips"] == []
    count = len(messages(shown))
    trigger(shown, "drop", "found:7")
    assert len(messages(shown)) == count


def test_filters_chosen_by_hand_are_passed_on_kept_and_removable(engine: FakeEngine) -> None:
    shown = page()
    shown.date_input[0].set_value(dt.date(2019, 1, 1))
    shown.multiselect[0].set_value([Kind.BRIEF])
    shown.multiselect[1].set_value([BRIEF.id]).run()
    ask(shown)
    filters = Filters(
        after=dt.date(2019, 1, 1), kinds=frozenset({Kind.BRIEF}), documents=frozenset({BRIEF.id})
    )
    assert engine.manners[-1] == (None, filters)
    again = page(c=address_of(shown))
    chips = turn(again)["chips"]
    assert [chip["text"] for chip in chips] == ["From 1 January 2019", "Brief", BRIEF.title]
    assert again.date_input[0].value == dt.date(2019, 1, 1)
    assert again.multiselect[0].value == [Kind.BRIEF]
    trigger(again, "drop", chips[1]["key"])
    finished(again)
    assert engine.manners[-1][1] == Filters(
        after=dt.date(2019, 1, 1), documents=frozenset({BRIEF.id})
    )
    assert again.multiselect[0].value == []  # the choice follows what was asked last


def test_the_real_engine_answers_through_the_models_that_are_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake = FakeEngine()

    def asked(question: str, *, history: Any, filters: Filters, today: object) -> Answer:
        return fake.ask(question, history=history, filters=filters)

    stand_in = SimpleNamespace(
        library=fake.library, ask=asked, example_questions=fake.example_questions
    )
    monkeypatch.setattr(Engine, "open", lambda _settings, _embedder: stand_in)
    monkeypatch.setattr(state, "_configured", Settings(library=tmp_path, model="nowhere:x"))
    assert state.models() == ("nowhere:x",)
    opened = state.open_engine(state.settings_in_use())
    assert opened.library is fake.library
    assert opened.example_questions() == fake.example_questions()
    [quoted] = opened.answers(QUESTION, None, history=(), filters=Filters())
    assert quoted.notice == ""
    *_, failed = opened.answers(QUESTION, "nowhere:x", history=(), filters=Filters())
    assert "nowhere" in failed.notice
    assert failed.citations == quoted.citations
    for named in (None, "none"):
        monkeypatch.setattr(state, "_configured", Settings(library=tmp_path, model=named))
        assert state.models() == ()


def test_what_was_chosen_is_read_from_the_page_as_it_was_drawn(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(st, "session_state", {})
    assert choosing.chosen() == Manner()
