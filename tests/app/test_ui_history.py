"""The list of conversations beside the page, and what a reader does to them there."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
import ui_parts
from fake_chat import HOSTILE, FakeEngine
from sqlalchemy.exc import OperationalError
from ui_parts import chat_over, settings_of

from app.conversations import Conversation, Conversations, Match, Piece
from app.ui import history, history_view, people, state

TODAY = dt.date(2026, 11, 30)
OTHER = "somebody else"


def at(day: dt.date) -> float:
    return dt.datetime.combine(day, dt.time(12)).timestamp()


def of(name: str, day: dt.date = TODAY, *, pinned: bool = False) -> Conversation:
    return Conversation(name, name.upper(), at(day), at(day), pinned)


def grouped(listing: history_view.Listing) -> dict[str, list[str]]:
    return {group["title"]: [item["id"] for item in group["items"]] for group in listing["groups"]}


def listing_of(
    *others: Conversation,
    pinned: tuple[Conversation, ...] = (),
    current: Conversation | None = None,
) -> history_view.Listing:
    return history_view.listed(pinned, others, current, older=False, today=TODAY)


def test_conversations_are_grouped_by_when_they_were_last_used() -> None:
    days = {
        "tomorrow": TODAY + dt.timedelta(1),
        "today": TODAY,
        "yesterday": dt.date(2026, 11, 29),
        "two": dt.date(2026, 11, 28),
        "seven": dt.date(2026, 11, 23),
        "eight": dt.date(2026, 11, 22),
        "october": dt.date(2026, 10, 31),
        "last year": dt.date(2025, 11, 30),
    }
    listing = listing_of(
        *(of(name, day) for name, day in days.items()), pinned=(of("old", dt.date(2024, 1, 1)),)
    )
    assert grouped(listing) == {
        "Pinned": ["old"],
        "Today": ["tomorrow", "today"],
        "Yesterday": ["yesterday"],
        "Previous 7 days": ["two", "seven"],
        "November 2026": ["eight"],
        "October 2026": ["october"],
        "November 2025": ["last year"],
    }
    assert next(iter(grouped(listing))) == "Pinned"


def test_the_current_conversation_is_marked_and_listed_however_old() -> None:
    old = of("old", dt.date(2024, 1, 1))
    listing = listing_of(of("new"), current=old)
    assert grouped(listing) == {"Today": ["new"], "January 2024": ["old"]}
    marked = [i["id"] for group in listing["groups"] for i in group["items"] if i["current"]]
    assert marked == ["old"]
    pinned = of("pinned", pinned=True)
    assert grouped(listing_of(pinned=(pinned,), current=pinned)) == {"Pinned": ["pinned"]}


def test_nothing_to_list_is_said() -> None:
    assert listing_of()["said"] == "Questions that you ask are kept here."
    assert listing_of(of("one"))["said"] is None
    none = history_view.found("manama", [], None, more=False)
    assert (none["groups"], none["said"]) == ([], "No conversation has all of these words.")


def test_what_is_found_says_where_and_when() -> None:
    pieces = (Piece("in ", sought=False), Piece("Manama", sought=True))
    listing = history_view.found("manama", [Match(of("one"), pieces)], of("one"), more=False)
    [item] = listing["groups"][0]["items"]
    assert grouped(listing) == {"1 conversation found": ["one"]}
    assert item["excerpt"] == [
        {"text": "in ", "sought": False},
        {"text": "Manama", "sought": True},
    ]
    assert (item["meta"], item["current"]) == ("30 November 2026", True)
    more = history_view.found("manama", [Match(of("one"), ())], None, more=True)
    assert grouped(more) == {"More than 1 conversation found": ["one"]}
    assert "add a word" in str(more["said"])


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeEngine]:
    fake = FakeEngine()
    with chat_over(lambda _settings: fake, settings_of(tmp_path), monkeypatch):
        yield fake


@pytest.fixture
def store(engine: FakeEngine, tmp_path: Path) -> Iterator[Conversations]:
    made = Conversations(tmp_path / state.CONVERSATIONS_FILE)
    yield made
    made.close()


def page(session: dict[str, Any] | None = None, **query: str) -> Any:
    """What the list is drawn from on the page."""
    [listing] = ui_parts.drawn(ui_parts.page(session, **query), "conversations")
    return listing


def apart(listing: Any) -> tuple[list[str], list[str]]:
    """The pinned and the other conversations: a test may run over midnight."""
    pinned: list[str] = []
    others: list[str] = []
    for group in listing["groups"]:
        into = pinned if group["title"] == "Pinned" else others
        into += [item["id"] for item in group["items"]]
    return pinned, others


def asked(store: Conversations, question: str, owner: str = "") -> str:
    conversation, message = store.start(question, owner=owner)
    store.answer(message.id, FakeEngine().ask(question))
    return conversation.id


def test_the_page_lists_the_reader_s_own_and_marks_the_open_one(store: Conversations) -> None:
    asked(store, "Whose is this?", OTHER)
    one, two = asked(store, "one"), asked(store, "two")
    store.pin(one, pinned=True)
    listing = page(c=two)
    assert apart(listing) == ([one], [two])
    assert [group["items"][0]["current"] for group in listing["groups"]] == [False, True]
    assert "Whose" not in json.dumps(listing)


def test_older_conversations_are_listed_when_they_are_asked_for(
    store: Conversations, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "FIRST", 2)
    made = [asked(store, f"question {number}") for number in range(4)][::-1]
    listing = page()
    assert (apart(listing), listing["older"]) == (([], made[:2]), True)
    monkeypatch.setattr(st, "session_state", {})
    history._show_older()
    listing = page(dict(st.session_state))
    assert (apart(listing), listing["older"]) == (([], made), False)


def test_a_search_lists_what_has_its_words(
    store: Conversations, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = asked(store, "Who will preside?")
    asked(store, "What did China say?")
    asked(store, "Who will preside?", OTHER)
    monkeypatch.setattr(st, "session_state", {})
    history._search("  LAVROV preside ")
    listing = page(dict(st.session_state))
    assert (listing["query"], grouped(listing)) == (
        "LAVROV preside",
        {"1 conversation found": [found]},
    )
    history._search("x" * 10_000)
    assert len(st.session_state[history._QUERY]) == history.LONGEST_QUERY
    history._search("   ")
    assert page(dict(st.session_state))["query"] == ""


def test_only_the_first_of_many_finds_are_listed(
    store: Conversations, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "MOST_FOUND", 2)
    for _ in range(3):
        asked(store, "Who will preside?")
    listing = page({history._QUERY: "preside"})
    assert list(map(len, grouped(listing).values())) == [2]
    assert "add a word" in listing["said"]


@pytest.fixture
def gone(monkeypatch: pytest.MonkeyPatch) -> list[Mapping[str, str]]:
    """Where handlers went, outside of a page."""
    monkeypatch.setattr(st, "query_params", {})
    return []


def told() -> tuple[str, bool]:
    """What the list says of the last thing that was done, and whether it failed."""
    done = page(dict(st.session_state))["done"]
    return done["said"], done["failed"]


def test_what_was_done_is_said_once_it_is_and_what_was_not_as_such(
    store: Conversations, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(st, "session_state", {})
    monkeypatch.setattr(st, "query_params", {})
    conversation, theirs = asked(store, "mine"), asked(store, "theirs", OTHER)
    assert page()["done"] is None
    history._pin(json.dumps({"id": conversation, "pinned": True}))
    assert told() == ("Pinned", False)
    before = st.session_state[history._DONE]["key"]
    history._pin(json.dumps({"id": conversation, "pinned": False}))
    assert told() == ("Unpinned", False)
    assert st.session_state[history._DONE]["key"] != before
    history._rename(json.dumps({"id": conversation, "title": "ours"}))
    assert told() == ("Renamed", False)
    history._delete(conversation, lambda _query: None)
    assert told() == ("Deleted", False)
    for do in (
        lambda: history._rename(json.dumps({"id": conversation, "title": "mine"})),
        lambda: history._pin(json.dumps({"id": theirs, "pinned": True})),
        lambda: history._delete(conversation, lambda _query: None),
    ):
        del st.session_state[history._DONE]
        do()
        assert told() == (history._NOT_THERE, True)


def test_what_cannot_be_stored_is_said(
    store: Conversations, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def locked(*_given: object) -> bool:
        raise OperationalError("UPDATE", {}, sqlite3.OperationalError("database is locked"))

    monkeypatch.setattr(st, "session_state", {})
    conversation = asked(store, "mine")
    page()
    monkeypatch.setattr(Conversations, "rename", locked)
    history._rename(json.dumps({"id": conversation, "title": "ours"}))
    said, failed = told()
    assert (said, failed) == (history._UNWRITTEN, True)
    assert "could not be changed" in caplog.text


def test_a_title_is_changed_by_the_form_and_by_nothing_else(
    store: Conversations, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(st, "session_state", {})
    conversation = asked(store, "Who will preside?")
    history._rename(json.dumps({"id": conversation, "title": HOSTILE[:80]}))
    assert page()["groups"][0]["items"][0]["title"] == HOSTILE[:80]
    for sent in ("", "[]", "{}", f'{{"id": "{conversation}", "title": 7}}', '{"id": null}'):
        history._rename(sent)
    assert told() == ("Renamed", False)
    for title in (" ", "<b>" * 100):
        history._rename(json.dumps({"id": conversation, "title": title}))
        said, failed = told()
        assert failed
        assert "<" not in said
    assert page()["groups"][0]["items"][0]["title"] == HOSTILE[:80]


def test_a_conversation_is_pinned_and_let_go(store: Conversations) -> None:
    conversation = asked(store, "Who will preside?")
    history._pin(json.dumps({"id": conversation, "pinned": True}))
    assert apart(page()) == ([conversation], [])
    history._pin(json.dumps({"id": conversation, "pinned": "no"}))
    assert apart(page()) == ([conversation], [])
    history._pin(json.dumps({"id": conversation, "pinned": False}))
    assert apart(page()) == ([], [conversation])


def test_the_page_leaves_a_conversation_that_is_deleted_while_it_is_open(
    store: Conversations, gone: list[Mapping[str, str]]
) -> None:
    open_one, other = asked(store, "open"), asked(store, "other")
    st.query_params["c"] = open_one
    history._delete(other, gone.append)
    assert gone == []
    history._delete(open_one, gone.append)
    assert gone == [{}]
    history._delete(open_one, gone.append)
    assert gone == [{}]
    assert page()["groups"] == []


def test_nothing_is_done_to_another_reader_s_conversation(
    store: Conversations, gone: list[Mapping[str, str]]
) -> None:
    theirs = asked(store, "Who will preside?", OTHER)
    before = store.find(theirs, OTHER)
    st.query_params["c"] = theirs
    history._rename(json.dumps({"id": theirs, "title": "Mine"}))
    history._pin(json.dumps({"id": theirs, "pinned": True}))
    history._delete(theirs, gone.append)
    assert gone == []
    assert store.find(theirs, OTHER) == before


def test_another_reader_s_address_is_no_conversation(
    store: Conversations, monkeypatch: pytest.MonkeyPatch
) -> None:
    conversation = asked(store, "Who will preside?")
    assert apart(page(c=conversation)) == ([], [conversation])
    monkeypatch.setattr(people, "who", lambda: people.Reader(OTHER))
    shown = ui_parts.page(c=conversation, open="1.cited1")
    drawn = {node.proto.component_name: node.proto.json for node in shown.get("bidi_component")}
    assert "There is no conversation at this address" in drawn["penholder_masthead"]
    assert "penholder_answer" not in drawn
    assert "penholder_document" not in drawn
    assert json.loads(drawn["penholder_conversations"])["groups"] == []


def test_the_page_stays_quick_with_thousands_of_conversations(
    store: Conversations, tmp_path: Path
) -> None:
    rows = [(f"c{number}", f"Question {number}", number, number) for number in range(5_000)]
    with closing(sqlite3.connect(tmp_path / state.CONVERSATIONS_FILE)) as connection, connection:
        connection.executemany(
            "INSERT INTO conversations (id, title, created, updated) VALUES (?, ?, ?, ?)", rows
        )
    listing = page()
    assert sum(map(len, grouped(listing).values())) == history.FIRST
    assert listing["older"]
