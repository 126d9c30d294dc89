"""The chat: the script that Streamlit runs, from top to bottom, whenever something happens.

It keeps nothing of its own. The address says what is open, the store of conversations what was
said, the desk what is under way.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

import streamlit as st

# Streamlit runs this file by its path, also from a checkout that is not installed.
_ROOT = str(Path(__file__).resolve().parents[2])
if _ROOT not in sys.path:
    sys.path.append(_ROOT)

from app.conversations import Conversation, Message  # noqa: E402
from app.ui import choosing, intake, lists_view, reading, state, turns  # noqa: E402
from app.ui.address import CONVERSATION, OPEN, OpenDocument, opened  # noqa: E402
from app.ui.components import mount, page_style  # noqa: E402
from app.ui.contracts import Stage, Summary  # noqa: E402
from app.ui.desk import Desk  # noqa: E402
from app.ui.evidence_view import Marks, marks_of  # noqa: E402
from app.ui.wording import count  # noqa: E402
from store.errors import LibraryMissing, PenholderError  # noqa: E402
from store.records import Kind  # noqa: E402

NAME = "Penholder"
_ICON = (  # drawn here: Streamlit's own icons would be fetched from the network
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 64 64'>"
    "<rect width='64' height='64' rx='11' fill='#24506e'/>"
    "<g fill='#fcfbf8'>"
    "<path d='M28 19c-9 3-14 9-14 17 0 6 4 10 8 10s8-4 8-8-3-7-7-7c1-4 4-6 7-8z'/>"
    "<path d='M50 19c-9 3-14 9-14 17 0 6 4 10 8 10s8-4 8-8-3-7-7-7c1-4 4-6 7-8z'/></g></svg>"
)
MOST_CHARACTERS = 2_000
"""Longest question, in characters."""

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
_EMPTY = (
    "The library holds no document yet: run “penholder refresh” in a terminal. "
    "This page shows what it finds by itself."
)
_GONE = "There is no conversation at this address: ask a question to begin a new one."
_ASK = "Ask about the documents"
_FULL = "One question waits already"
_QUESTION = "question"
_POLL_SECONDS = 0.1
_PATIENCE_SECONDS = 1.0
_LOOK_SECONDS = 0.5  # between two looks at the library: what another process wrote shows within 2 s


def main() -> None:
    """Draw the page."""
    st.set_page_config(
        page_title=NAME, page_icon=f"data:image/svg+xml,{quote(_ICON)}", layout="centered"
    )
    st.html(f"<style>{page_style()}</style>")
    try:
        desk = state.desk()
        generation = desk.engine.library.generation
        documents = desk.engine.library.documents()
    except LibraryMissing as error:
        _masthead((), problem=str(error))
        _await_library()
        return
    except PenholderError as error:
        _masthead((), problem=str(error))
        return
    conversation = intake.shown_conversation(desk.conversations)
    messages = desk.conversations.messages(conversation.id) if conversation else []
    full = intake.full(messages)
    st.chat_input(
        _FULL if full else _ASK,
        key=_QUESTION,
        max_chars=MOST_CHARACTERS,
        disabled=full,
        on_submit=_ask_typed,
    )
    marks = marks_of(documents, desk.engine.library.edited())
    _sidebar(desk, documents, conversation, messages, marks)
    if messages:
        _masthead(documents, compact=True)
    else:
        _masthead(documents, examples=desk.proposed, problem=_problem(documents))
    turns.draw(desk, messages, documents, marks)
    _pane(desk, messages)
    if not messages:
        desk.examples(documents)  # found by asking, which takes its time: after all is drawn
    _follow(desk, generation, desk.proposed)
    _wait(desk, messages)


@st.fragment(run_every=_LOOK_SECONDS)
def _follow(desk: Desk, generation: int, examples: tuple[str, ...]) -> None:
    """Draw the page again once the library, or what is proposed from it, is another."""
    if (state.generation(desk), desk.proposed) != (generation, examples):
        st.rerun()


@st.fragment(run_every=_LOOK_SECONDS)
def _await_library() -> None:
    """Draw the page again once a refresh has made the library."""
    if state.library_exists():
        st.rerun()


def _problem(documents: Sequence[Summary]) -> str | None:
    if not any(item.held for item in documents):
        return _EMPTY
    return _GONE if st.query_params.get(CONVERSATION) else None


def _ask_typed() -> None:
    question = st.session_state[_QUESTION]
    if question and question.strip():
        _ask(question.strip())


def _ask(question: str) -> None:
    intake.ask(question, choosing.chosen())


def _close(_value: str) -> None:
    st.query_params.pop(OPEN, None)


def _go_to(conversation: str) -> None:
    st.query_params.from_dict({CONVERSATION: conversation})


def _masthead(
    documents: Sequence[Summary],
    *,
    compact: bool = False,
    examples: Sequence[str] = (),
    problem: str | None = None,
) -> None:
    data = {
        "name": NAME,
        "purpose": _PURPOSE,
        "holdings": _holdings(documents),
        "compact": compact,
        "steps": list(_STEPS) if examples else [],
        "examples": list(examples),
        "problem": problem,
    }
    mount("masthead", data, key="masthead", on={"ask": _ask})


def _holdings(documents: Sequence[Summary]) -> str | None:
    if not documents:
        return None
    glossary = any(item.kind is Kind.GLOSSARY for item in documents)
    held = sum(item.held and item.kind is not Kind.GLOSSARY for item in documents)
    described = sum(not item.held for item in documents)
    holdings = count(held, "document") + (" and a glossary" if glossary else "") + " held"
    return f"{holdings}, {described:,} more known but not held." if described else f"{holdings}."


def _sidebar(
    desk: Desk,
    documents: Sequence[Summary],
    conversation: Conversation | None,
    messages: Sequence[Message],
    marks: Marks,
) -> None:
    lying_open = opened(st.query_params.get(OPEN))
    document = lying_open.document if isinstance(lying_open, OpenDocument) else None
    past = lists_view.conversations(
        desk.conversations.recent(), conversation.id if conversation else None
    )
    with st.sidebar:
        st.button(
            "New conversation",
            icon=":material/edit_square:",
            width="stretch",
            on_click=st.query_params.clear,
        )
        choosing.draw(messages, documents)
        mount("list", {"groups": [past]}, key="conversations", on={"open": _go_to})
        shelves = lists_view.library(documents, document, marks)
        mount("list", {"groups": shelves}, key="library", on={"open": turns.open_at})


def _pane(desk: Desk, messages: Sequence[Message]) -> None:
    lying_open = opened(st.query_params.get(OPEN))
    if lying_open is None:
        return
    if isinstance(lying_open, OpenDocument):
        shown = reading.document(desk.engine.library, lying_open.document)
    else:
        citation = reading.citation(messages, lying_open)
        shown = reading.passage(desk.engine.library, citation) if citation else None
    if shown is None:
        return
    with st.container(key="pane"):
        mount("document", {"shown": shown}, key="document", on={"close": _close})


def _wait(desk: Desk, messages: Sequence[Message]) -> None:
    """Wait for the first answer that is missing, then draw the page with it.

    One that takes its time, because a model writes it or another is before it, is left to its part
    of the page, which follows it by itself: while this waits, that part can take no click on Stop.
    """
    pending = [message for message in messages if message.pending]
    if not pending:
        return
    for message in pending:
        desk.take(message)
    first = pending[0]
    if first.draft is not None:
        return
    pulse = st.empty()
    waited = 0.0
    while not desk.wait(first.id, _POLL_SECONDS, growth=True):
        # Any call to Streamlit lets a newer run (a click, a second question) take over here.
        pulse.empty()
        waited += _POLL_SECONDS
        plain = first.how.model is None and desk.stage(first.id) is not Stage.WAITING
        if waited > _PATIENCE_SECONDS and not plain:
            return
    st.rerun()


if __name__ == "__main__":
    main()
