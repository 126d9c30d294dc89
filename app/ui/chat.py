"""The chat: a conversation, and what lies open beside it.

It keeps nothing of its own. The address says what is open, the store of conversations what was
said, the desk what is under way.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from app.conversations import Message
from app.ui import choosing, frame, intake, keys, pane, people, taking, turns
from app.ui.address import CONVERSATION
from app.ui.contracts import Stage, Summary
from app.ui.desk import Desk
from app.ui.evidence_view import marks_of
from app.ui.frame import Place

MOST_CHARACTERS = 2_000
"""Longest question, in characters."""

_EMPTY = (
    "The library holds no document yet: open Library, and refresh it or add a file there. "
    "This page shows by itself what is found."
)
_GONE = "There is no conversation at this address: ask a question to begin a new one."
_ASK = "Ask about the documents"
_FULL = "One question waits already"
_QUESTION = "question"
_TAKEN = "taken"  # of the session: what the box holds in this run has been asked
_POLL_SECONDS = 0.1
_PATIENCE_SECONDS = 1.0


def draw() -> None:
    """Draw the chat."""
    desk = frame.open_desk()
    if desk is None:
        return
    generation = desk.engine.library.generation
    documents = desk.engine.library.documents()
    conversation = intake.shown_conversation(desk.conversations)
    owner = people.reader().key
    messages = desk.conversations.messages(conversation.id, owner) if conversation else []
    full = intake.full(messages)
    typed = st.chat_input(
        _FULL if full else _ASK,
        key=_QUESTION,
        max_chars=MOST_CHARACTERS,
        disabled=full,
        on_submit=_ask_typed,
    )
    if typed and not st.session_state.pop(_TAKEN, False):
        # Sent while the server was just back: a new session knows the box only from here on, and
        # calls nothing for what came with its first run.
        _ask_typed()
        st.rerun()
    proposed = desk.proposed  # once: they may be found while this is drawn
    marks = marks_of(documents, desk.engine.library.edited())
    with st.sidebar:
        frame.draw_ways(Place.CHAT)
        choosing.draw(messages, documents)
        taking.draw(desk, conversation)
        busy = any(message.pending for message in messages)
        frame.draw_conversations(conversation, busy=busy)
    if messages:
        frame.masthead(documents, compact=True)
    else:
        problem = _problem(documents)
        frame.masthead(documents, examples=proposed, problem=problem, ask=_ask)
    turns.draw(desk, messages, documents, marks)
    keys.draw()
    pane.draw(desk, conversation.id if conversation else None)
    if not messages or not desk.proposed:
        # Found by asking, which loads the model and takes its time: after all is drawn.
        desk.seek_examples(documents)
    frame.follow(desk, generation, None if messages else proposed)
    _wait(desk, messages)


def _problem(documents: Sequence[Summary]) -> str | None:
    if not any(item.held for item in documents):
        return _EMPTY
    return _GONE if st.query_params.get(CONVERSATION) else None


def _ask_typed() -> None:
    question = st.session_state[_QUESTION]
    st.session_state[_TAKEN] = True
    if question and question.strip():
        _ask(question.strip())


def _ask(question: str) -> None:
    intake.ask(question, choosing.chosen())


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
