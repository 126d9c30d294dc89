"""What readers think of answers, with what they were shown: kept as long as the conversation."""

from __future__ import annotations

import time

import sqlalchemy as sa
from pydantic import TypeAdapter
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.engine import Connection

from app.answering.answer import Answer
from app.conversations.records import (
    NOTE_LENGTH,
    Judged,
    JudgedPassage,
    Judgement,
    Message,
)
from app.conversations.tables import CONVERSATIONS, JUDGEMENTS, MESSAGES
from app.conversations.titles import plain
from store.errors import UsageError

_PASSAGES: TypeAdapter[tuple[JudgedPassage, ...]] = TypeAdapter(tuple[JudgedPassage, ...])


def judge(connection: Connection, message: Message, judgement: Judgement) -> bool:
    """Store a judgement of a message's answer in place of an earlier one.

    False where the message has no answer, or another one by now. Raises ``UsageError`` for a note
    that is too long.
    """
    note = plain(judgement.note or "").strip() or None
    if note is not None and len(note) > NOTE_LENGTH:
        raise UsageError(
            f"the note has {len(note):,} characters", f"shorten it to {NOTE_LENGTH:,} characters"
        )
    if message.answer is None:
        return False
    judged = {
        "helpful": judgement.helpful,
        "note": note,
        "judged": time.time(),
        "question": message.question,
        "answer": message.answer.answer,
        "passages": _PASSAGES.dump_json(_passages(message.answer)).decode(),
    }
    # Only where that answer is there yet: the message may be deleted, or asked again, meanwhile.
    answered = sa.select(
        MESSAGES.c.id, MESSAGES.c.answered, *(sa.literal(value) for value in judged.values())
    ).where(MESSAGES.c.id == message.id, MESSAGES.c.answered == message.answered)
    done = connection.execute(
        insert(JUDGEMENTS)
        .prefix_with("OR REPLACE")
        .from_select(["message", "answered", *judged], answered)
    )
    return bool(done.rowcount)


def withdraw(connection: Connection, message: Message) -> bool:
    """Take the judgement of a message's answer back; false where there is none."""
    done = connection.execute(
        JUDGEMENTS.delete().where(
            JUDGEMENTS.c.message == message.id, JUDGEMENTS.c.answered == message.answered
        )
    )
    return bool(done.rowcount)


def judgements(connection: Connection, owner: str) -> list[Judged]:
    """All judgements of a reader, the latest first."""
    query = (
        sa.select(JUDGEMENTS)
        .join(MESSAGES, MESSAGES.c.id == JUDGEMENTS.c.message)
        .join(CONVERSATIONS, CONVERSATIONS.c.id == MESSAGES.c.conversation)
        .where(CONVERSATIONS.c.owner == owner)
        .order_by(JUDGEMENTS.c.judged.desc())
    )
    return [
        Judged(
            message=row.message,
            judgement=Judgement(row.helpful, row.note, row.judged),
            question=row.question,
            answer=row.answer,
            passages=_PASSAGES.validate_json(row.passages),
        )
        for row in connection.execute(query)
    ]


def _passages(answer: Answer) -> tuple[JudgedPassage, ...]:
    nearest = answer.not_found.nearest if answer.not_found is not None else ()
    return tuple(
        JudgedPassage(one.document, one.symbol, one.start, one.end, one.quote)
        for one in (*answer.citations, *nearest)
    )
