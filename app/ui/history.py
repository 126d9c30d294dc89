"""The reader's past conversations: finding, renaming, pinning and deleting them.

What a reader does here comes from their browser, and so may be anything: it is done to a
conversation of their own or not at all.
"""

from __future__ import annotations

import datetime as dt
import logging
import secrets
from collections.abc import Callable, Mapping

import streamlit as st
from pydantic import BaseModel, ConfigDict, ValidationError
from sqlalchemy.exc import OperationalError

from app.conversations import Conversation
from app.ui import history_view, people, state
from app.ui.address import CONVERSATION
from app.ui.components import mount
from app.ui.desk import Desk
from store.errors import UsageError

FIRST = 20
"""Conversations that are listed before the reader asks for older ones; the pinned are besides."""

OLDER = 50
"""How many more are listed each time."""

MOST_FOUND = 30
"""Conversations that a search lists."""

LONGEST_QUERY = 200
"""Characters of a search that count."""

_MOST_PINNED = 500
_LOG = logging.getLogger(__name__)
_UNWRITTEN = (
    "This could not be stored: the file of the conversations is in use, or its disk is full. "
    "Try again in a moment."
)
_NOT_THERE = "This conversation is not there any more."
# Of the session: what is searched for, and how many conversations are listed.
_QUERY = "history query"
_SHOWN = "history shown"
_DONE = "done to a conversation"
_WHOLE = "the whole page is to be drawn for what was done to a conversation"

Go = Callable[[Mapping[str, str]], None]
"""Goes to the chat at an address that is given as its query."""


class _Renamed(BaseModel):
    """What the form of a title sends."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    id: str
    title: str


class _Pinned(BaseModel):
    """What pinning sends."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    id: str
    pinned: bool


def draw(current: Conversation | None, go: Go, *, busy: bool) -> None:
    """Draw the list of conversations, by itself where it can be: a search draws no answer anew.

    While the page is ``busy`` waiting for an answer it takes no click on such a part of it, so the
    list is then one with the page.
    """
    st.session_state.pop(_WHOLE, None)
    if busy:
        with st.container():  # as a fragment has one: what is drawn stays as it settles
            _draw(current, go)
    else:
        people.fragment()(_draw)(current, go)


def _draw(current: Conversation | None, go: Go) -> None:
    if st.session_state.get(_WHOLE):
        st.rerun()
    desk, owner = state.desk(), people.reader().key
    query = str(st.session_state.get(_QUERY, ""))
    data = _found(desk, query, current, owner) if query else _listed(desk, current, owner)
    data["done"] = st.session_state.get(_DONE)
    mount(
        "conversations",
        data,
        key="conversations",
        on={
            "open": lambda conversation: _open(conversation, go),
            "search": _search,
            "older": lambda _value: _show_older(),
            "rename": _rename,
            "pin": _pin,
            "delete": lambda conversation: _delete(conversation, go),
        },
    )


def _listed(desk: Desk, current: Conversation | None, owner: str) -> history_view.Listing:
    shown = int(st.session_state.get(_SHOWN, FIRST))
    others = desk.conversations.recent(owner, shown + 1, pinned=False)
    return history_view.listed(
        desk.conversations.recent(owner, _MOST_PINNED, pinned=True),
        others[:shown],
        current,
        older=len(others) > shown,
        today=dt.datetime.now().astimezone().date(),
    )


def _found(
    desk: Desk, query: str, current: Conversation | None, owner: str
) -> history_view.Listing:
    matches = desk.conversations.search(query, owner, MOST_FOUND + 1)
    more = len(matches) > MOST_FOUND
    return history_view.found(query, matches[:MOST_FOUND], current, more=more)


def _search(query: str) -> None:
    st.session_state[_QUERY] = query.strip()[:LONGEST_QUERY]


def _show_older() -> None:
    st.session_state[_SHOWN] = int(st.session_state.get(_SHOWN, FIRST)) + OLDER


def _open(conversation: str, go: Go) -> None:
    go({CONVERSATION: conversation})
    st.session_state[_WHOLE] = True


def _rename(sent: str) -> None:
    try:
        renamed = _Renamed.model_validate_json(sent)
    except ValidationError:
        return  # not from the form
    store, owner = state.desk().conversations, people.reader().key
    _do(lambda: store.rename(renamed.id, renamed.title, owner), "Renamed")
    st.session_state[_WHOLE] = True  # the title stands elsewhere too


def _pin(sent: str) -> None:
    try:
        pinned = _Pinned.model_validate_json(sent)
    except ValidationError:
        return  # not from the menu
    store, owner = state.desk().conversations, people.reader().key
    said = "Pinned" if pinned.pinned else "Unpinned"
    _do(lambda: store.pin(pinned.id, pinned.pinned, owner), said)


def _delete(conversation: str, go: Go) -> None:
    desk, owner = state.desk(), people.reader().key
    deleted = _do(lambda: desk.delete(conversation, owner), "Deleted")
    if deleted and st.query_params.get(CONVERSATION) == conversation:
        go({})
        st.session_state[_WHOLE] = True


def _do(act: Callable[[], bool], said: str) -> bool:
    """Do something to a conversation, and say what became of it with the list as it then is."""
    try:
        done = act()
    except UsageError as error:  # the form takes no such title; what it says names no title
        return _tell(str(error), done=False)
    except OperationalError:
        _LOG.exception("A conversation could not be changed")
        return _tell(_UNWRITTEN, done=False)
    return _tell(said if done else _NOT_THERE, done=done)


def _tell(said: str, *, done: bool) -> bool:
    st.session_state[_DONE] = history_view.Done(
        key=secrets.token_hex(8), said=said, failed=not done
    )
    return done
