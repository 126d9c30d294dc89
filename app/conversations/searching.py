"""Finding a conversation by what it is called, what was asked in it and what was answered.

The folded text stands in tables of its own and is looked through by SQLite, so nothing of it is
loaded for what is not found. There is no full-text index: one finds no part of a word of Chinese,
and a file that has one cannot be written by a Python whose SQLite was built without.
"""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from app.conversations.folding import Place, places, sought, text_of_answer
from app.conversations.records import Conversation, Match, Piece
from app.conversations.tables import CONVERSATIONS, FINDABLE, MESSAGES

_BEFORE = 40
_LONGEST = 110
_Has = sa.ColumnElement[bool]


def search(connection: Connection, query: str, owner: str, limit: int) -> list[Match]:
    """The conversations of a reader that have all words of a search, last used first."""
    words = sought(query)
    if not words:
        return []
    found = (
        sa.select(CONVERSATIONS)
        .where(CONVERSATIONS.c.owner == owner, *map(_anywhere, words))
        .order_by(CONVERSATIONS.c.updated.desc())
        .limit(limit)
    )
    return [
        Match(conversation_of(row), _excerpt(connection, row, words))
        for row in connection.execute(found).all()
    ]


def conversation_of(row: sa.Row[tuple[object, ...]]) -> Conversation:
    """A conversation from its row."""
    return Conversation(row.id, row.title, row.created, row.updated, row.pinned, row.owner)


def _anywhere(word: str) -> _Has:
    """Whether the title of a conversation, or one of its messages, has a word."""
    said = sa.exists().where(
        FINDABLE.c.conversation == CONVERSATIONS.c.id, _has(FINDABLE.c.folded, word)
    )
    return sa.or_(_has(CONVERSATIONS.c.folded, word), said)


def _has(column: sa.ColumnElement[str], word: str) -> _Has:
    return sa.func.instr(column, word) > 0


def _excerpt(
    connection: Connection, row: sa.Row[tuple[object, ...]], words: tuple[str, ...]
) -> tuple[Piece, ...]:
    wanted = tuple(word for word in words if word not in row.folded)
    if not wanted:
        return ()
    how_many = sum(
        (sa.cast(_has(FINDABLE.c.folded, word), sa.Integer) for word in wanted), sa.literal(0)
    )
    best = (
        sa.select(MESSAGES.c.question, MESSAGES.c.answer)
        .join(FINDABLE, FINDABLE.c.message == MESSAGES.c.id)
        .where(FINDABLE.c.conversation == row.id)
        .order_by(how_many.desc(), MESSAGES.c.id)
        .limit(1)
    )
    message = connection.execute(best).one()
    texts = (message.question, text_of_answer(message.answer))
    return max((excerpt(text, wanted) for text in texts), key=_richness)


def excerpt(text: str, words: tuple[str, ...]) -> tuple[Piece, ...]:
    """The part of a text around the first of the words that it has, on one line, cut at words."""
    line = " ".join(text.split())
    found = places(line, words)
    if not found:
        return ()
    start = _cut_before(line, found[0].start)
    end = _cut_after(line, max(found[0].end, start + _LONGEST))
    pieces: list[Piece] = []
    at = start
    for place in [*(one for one in found if one.end <= end), Place(end, end)]:
        pieces.append(Piece(line[at : place.start], sought=False))
        pieces.append(Piece(line[place.start : place.end], sought=True))
        at = place.end
    pieces.insert(0, Piece("…" if start else "", sought=False))
    pieces.append(Piece("…" if end < len(line) else "", sought=False))
    return tuple(piece for piece in pieces if piece.text)


def _richness(pieces: tuple[Piece, ...]) -> int:
    return len({piece.text.casefold() for piece in pieces if piece.sought})


def _cut_before(line: str, place: int) -> int:
    if place <= _BEFORE:
        return 0
    gap = line.find(" ", place - _BEFORE, place)
    return gap + 1 if gap != -1 else place - _BEFORE


def _cut_after(line: str, place: int) -> int:
    if place >= len(line):
        return len(line)
    gap = line.rfind(" ", place - _BEFORE, place)
    return gap if gap != -1 else place
