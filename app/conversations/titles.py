"""What a conversation is called."""

from __future__ import annotations

import unicodedata

from store.errors import UsageError

TITLE_LENGTH = 90
"""Longest title of a conversation, in characters; a longer first question is cut at a word."""


def title_of(question: str) -> str:
    """A conversation's title: its first question on one line, cut at a word if it is long."""
    line = " ".join(question.split())
    if len(line) <= TITLE_LENGTH:
        return line
    cut = line[:TITLE_LENGTH]
    return f"{cut.rsplit(' ', 1)[0] or cut}…"


def given_title(title: str) -> str:
    """A title that a reader gave, on one line.

    Raises ``UsageError`` for one that shows nothing or is longer than :data:`TITLE_LENGTH`.
    """
    line = " ".join(plain(title).split())
    if not any(character.isprintable() for character in line):
        raise UsageError("the title is empty", "give it at least one character")
    if len(line) > TITLE_LENGTH:
        raise UsageError(
            f"the title has {len(line):,} characters", f"shorten it to {TITLE_LENGTH} characters"
        )
    return line


def plain(text: str) -> str:
    """The text without what is no character: controls other than spaces, halves of surrogates."""
    return "".join(
        one for one in text if one.isspace() or unicodedata.category(one) not in ("Cc", "Cs")
    )
