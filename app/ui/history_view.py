"""Past conversations as the sidebar lists them: grouped by when they were last used, or found."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TypedDict

from app.conversations import TITLE_LENGTH, Conversation, Match
from app.ui.wording import count
from store.printing import long_date

_EMPTY = "Questions that you ask are kept here."
_NOTHING_FOUND = "No conversation has all of these words."
_CUT = "These were used last: add a word to find an older one."


class Piece(TypedDict):
    """A piece of an excerpt, and whether it is what was looked for."""

    text: str
    sought: bool


class Entry(TypedDict):
    """One conversation; ``meta`` is when it was last used, where its group does not say so."""

    id: str
    title: str
    meta: str | None
    excerpt: list[Piece]
    pinned: bool
    current: bool


class Group(TypedDict):
    """Conversations under one heading."""

    title: str
    items: list[Entry]


class Done(TypedDict):
    """What became of the last thing that a reader did to a conversation; ``key`` tells it from
    what they did before."""

    key: str
    said: str
    failed: bool


class Listing(TypedDict):
    """What the sidebar shows.

    ``query`` is what it is the answer to, empty for all; ``older``: there are more to show;
    ``said`` stands below, or instead of a list; ``title_length`` is that of the longest title.
    """

    groups: list[Group]
    query: str
    older: bool
    said: str | None
    title_length: int
    done: Done | None


def listed(
    pinned: Sequence[Conversation],
    others: Sequence[Conversation],
    current: Conversation | None,
    *,
    older: bool,
    today: dt.date,
) -> Listing:
    """Conversations by when they were last used, pinned ones first.

    The current one is always among them, however old it is.
    """
    here = current.id if current else None
    groups: dict[str, list[Entry]] = {}
    for item in pinned:
        groups.setdefault("Pinned", []).append(_entry(item, here))
    shown = list(others)
    if current is not None and not any(item.id == here for item in (*pinned, *shown)):
        shown.append(current)
    for item in shown:
        groups.setdefault(_when(_day(item), today), []).append(_entry(item, here))
    return _listing(groups, "", older=older, said=None if groups else _EMPTY)


def found(
    query: str, matches: Sequence[Match], current: Conversation | None, *, more: bool
) -> Listing:
    """What a search found; with ``more``, there is more than that."""
    here = current.id if current else None
    if not matches:
        return _listing({}, query, older=False, said=_NOTHING_FOUND)
    entries = [
        Entry(
            id=match.conversation.id,
            title=match.conversation.title,
            meta=long_date(_day(match.conversation)),
            excerpt=[Piece(text=one.text, sought=one.sought) for one in match.excerpt],
            pinned=match.conversation.pinned,
            current=match.conversation.id == here,
        )
        for match in matches
    ]
    title = f"{count(len(entries), 'conversation')} found"
    if more:
        title = f"More than {title}"
    return _listing({title: entries}, query, older=False, said=_CUT if more else None)


def _listing(
    groups: dict[str, list[Entry]], query: str, *, older: bool, said: str | None
) -> Listing:
    return Listing(
        groups=[Group(title=title, items=items) for title, items in groups.items()],
        query=query,
        older=older,
        said=said,
        title_length=TITLE_LENGTH,
        done=None,
    )


def _entry(item: Conversation, here: str | None) -> Entry:
    return Entry(
        id=item.id,
        title=item.title,
        meta=None,
        excerpt=[],
        pinned=item.pinned,
        current=item.id == here,
    )


def _day(item: Conversation) -> dt.date:
    return dt.datetime.fromtimestamp(item.updated).astimezone().date()


def _when(day: dt.date, today: dt.date) -> str:
    days = (today - day).days
    if days <= 1:  # a clock that was put back leaves some of tomorrow
        return "Yesterday" if days == 1 else "Today"
    if days <= 7:
        return "Previous 7 days"
    return long_date(day).split(" ", 1)[1]
