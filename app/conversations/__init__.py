"""Conversations, kept as data: every question, and the ``Answer`` object that it got.

What is stored is the answer itself, never its rendering, so that the numbers, quotations and
offsets that a reader saw are the ones that come back after a reload, a restart or an upgrade of
the page.
"""

from app.conversations.records import (
    NOTE_LENGTH,
    UNREADABLE,
    Conversation,
    Judged,
    JudgedPassage,
    Judgement,
    Manner,
    Match,
    Message,
    Piece,
)
from app.conversations.store import Conversations
from app.conversations.titles import TITLE_LENGTH, title_of

__all__ = [
    "NOTE_LENGTH",
    "TITLE_LENGTH",
    "UNREADABLE",
    "Conversation",
    "Conversations",
    "Judged",
    "JudgedPassage",
    "Judgement",
    "Manner",
    "Match",
    "Message",
    "Piece",
    "title_of",
]
