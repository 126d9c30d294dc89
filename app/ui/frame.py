"""What every page stands in: its head, the way between the pages, the document beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

import streamlit as st

from app.conversations import Conversation
from app.ui import history, people, state
from app.ui.components import mount
from app.ui.contracts import Summary
from app.ui.desk import Desk
from app.ui.wording import count
from store.errors import LibraryMissing, PenholderError
from store.records import Kind

if TYPE_CHECKING:
    from streamlit.navigation.page import Page

NAME = "Penholder"

_PURPOSE = (
    "Answers in verbatim quotations from Security Council briefs and the UN documents that they "
    "cite, each with its place and its date."
)
_STEPS = (
    "Ask in your own words.",
    "Every sentence of an answer is a quotation, or rests on one, with a number.",
    "Click the number to read it where it stands.",
    "Where the documents do not say, Penholder says so.",
)
# Between two looks at the library: what another process wrote shows within 2 s. Each page that is
# open looks, and fifty that did so twice a second took half of a processor from the answers.
_LOOK_SECONDS = 1.5
# Of the session: the address that a click asked for, on another page than the one it was on.
_BOUND_FOR = "bound for"


class Place(StrEnum):
    """A page of its own."""

    CHAT = "chat"
    LIBRARY = "library"


@cache
def _drawers() -> dict[Place, Callable[[], None]]:
    from app.ui import chat
    from app.ui.library import page as library

    return {Place.CHAT: chat.draw, Place.LIBRARY: library.draw}


def pages() -> Mapping[Place, Page]:
    """The pages, as Streamlit goes between them."""
    draw = _drawers()
    return {
        Place.CHAT: st.Page(draw[Place.CHAT], title=NAME, url_path=Place.CHAT, default=True),
        Place.LIBRARY: st.Page(
            draw[Place.LIBRARY], title=f"Library · {NAME}", url_path=Place.LIBRARY
        ),
    }


def follow_a_click(listed: Mapping[Place, Page]) -> None:
    """Go where a click on another page leads: Streamlit changes pages in a run, not in a click."""
    bound_for = st.session_state.pop(_BOUND_FOR, None)
    if bound_for is not None:
        st.switch_page(listed[Place.CHAT], query_params=bound_for)


def open_desk(missing: Callable[[], None] | None = None) -> Desk | None:
    """The desk, or none once the page has said why there is none.

    ``missing`` draws what a page has to say where there is no library yet.
    """
    try:
        desk = state.desk()
        _ = desk.engine.library.generation
    except LibraryMissing as error:
        if missing is not None:
            missing()
        else:
            masthead((), problem=str(error))
        _await_library()
        return None
    except PenholderError as error:
        masthead((), problem=str(error))
        return None
    return desk


@people.fragment(run_every=_LOOK_SECONDS)
def _await_library() -> None:
    """Draw the page again once a refresh has made the library."""
    if state.library_exists():
        st.rerun()


@people.fragment(run_every=_LOOK_SECONDS)
def follow(desk: Desk, generation: int, examples: tuple[str, ...] | None = None) -> None:
    """Draw the page again once the library is another, or the example questions that it shows."""
    others = examples is not None and desk.proposed != examples
    if others or state.generation(desk) != generation:
        st.rerun()


def masthead(
    documents: Sequence[Summary],
    *,
    compact: bool = False,
    examples: Sequence[str] = (),
    problem: str | None = None,
    ask: Callable[[str], None] = lambda _question: None,
) -> None:
    """The head of a page; where nothing is asked yet, also how it works and ``examples``."""
    data = {
        "name": NAME,
        "purpose": _PURPOSE,
        "holdings": _holdings(documents),
        "compact": compact,
        "steps": [] if compact or problem else list(_STEPS),
        "examples": list(examples),
        "problem": problem,
    }
    mount("masthead", data, key="masthead", on={"ask": ask})


def _holdings(documents: Sequence[Summary]) -> str | None:
    if not documents:
        return None
    glossary = any(item.kind is Kind.GLOSSARY for item in documents)
    held = sum(item.held and item.kind is not Kind.GLOSSARY for item in documents)
    described = sum(not item.held for item in documents)
    holdings = count(held, "document") + (" and a glossary" if glossary else "") + " held"
    return f"{holdings}, {described:,} more known but not held." if described else f"{holdings}."


def draw_ways(place: Place) -> None:
    """The way to a new conversation and to the other pages, for the sidebar."""
    st.button(
        "New conversation",
        icon=":material/edit_square:",
        width="stretch",
        on_click=_go_to_chat,
        args=({},),
    )
    listed = pages()
    if place is Place.LIBRARY:
        st.page_link(listed[Place.CHAT], label="Chat", icon=":material/forum:", width="stretch")
    else:
        st.page_link(
            listed[Place.LIBRARY], label="Library", icon=":material/library_books:", width="stretch"
        )


def draw_conversations(current: Conversation | None, *, busy: bool = False) -> None:
    """The list of conversations, for the sidebar; ``busy``: the page is to wait for an answer."""
    history.draw(current, _go_to_chat, busy=busy)


def _go_to_chat(query: Mapping[str, str]) -> None:
    st.session_state[_BOUND_FOR] = dict(query)
