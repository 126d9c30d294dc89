"""Conversations, kept as data: every question, and the ``Answer`` object that it got.

What is stored is the answer itself, never its rendering, so that the numbers, quotations and
offsets that a reader saw are the ones that come back after a reload, a restart or an upgrade of
the page.
"""

from app.conversations.records import (
    TITLE_LENGTH,
    UNREADABLE,
    Conversation,
    Manner,
    Message,
    title_of,
)
from app.conversations.store import Conversations

__all__ = [
    "TITLE_LENGTH",
    "UNREADABLE",
    "Conversation",
    "Conversations",
    "Manner",
    "Message",
    "title_of",
]
