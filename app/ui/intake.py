"""Taking a question from the reader: it is stored, put on the desk, and shown."""

from __future__ import annotations

import time

import streamlit as st

from app.conversations import Conversation, Conversations, Manner, Message
from app.ui import people, state
from app.ui.address import CONVERSATION
from app.ui.desk import MOST_WAITING

FRESH = "fresh"
"""Of the session: the message that was asked last in it."""

_SAME_SECONDS = 1.0
"""Within these the same question again is the same submission."""
_FULL = "One question is being answered and another waits: ask the next when the first is done."


def shown_conversation(conversations: Conversations) -> Conversation | None:
    """The conversation at the page's address, if it is the reader's own."""
    address = st.query_params.get(CONVERSATION)
    return conversations.find(address, people.reader().key) if address else None


def ask(question: str, how: Manner) -> None:
    """Store a question and put it on the desk; from here on it cannot be lost.

    One of a conversation may wait while another runs; a third is not taken, and that is said.
    What was just taken is not taken again: Streamlit may run a submission twice.
    """
    desk = state.desk()
    owner = people.reader().key
    conversation = shown_conversation(desk.conversations)
    messages = desk.conversations.messages(conversation.id, owner) if conversation else []
    if conversation is None:
        conversation, message = desk.conversations.start(question, how, owner)
    elif messages and _just_asked(messages[-1], question, how):
        return
    elif full(messages):
        st.toast(_FULL)
        return
    else:
        try:
            message = desk.conversations.ask(conversation.id, question, how, owner)
        except KeyError:  # deleted meanwhile, in another window
            conversation, message = desk.conversations.start(question, how, owner)
    desk.take(message)
    st.session_state[FRESH] = message.id
    st.query_params.from_dict({CONVERSATION: conversation.id})


def _just_asked(latest: Message, question: str, how: Manner) -> bool:
    """Whether the latest message is this very question, a moment ago."""
    again = (latest.question, latest.how) == (question, how)
    return again and time.time() - latest.asked < _SAME_SECONDS


def full(messages: list[Message]) -> bool:
    """Whether a conversation can take no question more for now."""
    return sum(message.pending for message in messages) >= MOST_WAITING
