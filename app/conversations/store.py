"""The store of conversations: one SQLite file, which several threads and processes may write.

A reader's own methods take ``owner``, the reader's key, and find nothing of anybody else's: neither
by the name of a conversation nor by the number of a message. What puts answers in takes none: it
serves whoever asked.
"""

from __future__ import annotations

import secrets
import time
from pathlib import Path

import sqlalchemy as sa

from app.answering.answer import Answer, Outcome, Turn
from app.conversations import judging, searching
from app.conversations.file import forget, opened
from app.conversations.folding import fold, text_of_answer
from app.conversations.reading import SELECTED, filters_as_stored, message_of
from app.conversations.records import (
    PLAINLY,
    UNREADABLE,
    Conversation,
    Judged,
    Judgement,
    Manner,
    Match,
    Message,
)
from app.conversations.searching import conversation_of
from app.conversations.tables import CONVERSATIONS, FINDABLE, MESSAGES
from app.conversations.titles import given_title, title_of

_ID_BYTES = 12  # in hexadecimal: an id that began with "-" would be an option to a command
_WAITING = (MESSAGES.c.answer.is_(None), MESSAGES.c.failure.is_(None))


class Conversations:
    """The store of conversations, safe to use from several threads and processes."""

    def __init__(self, path: Path) -> None:
        self._engine = opened(path)

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def start(
        self, question: str, how: Manner = PLAINLY, owner: str = ""
    ) -> tuple[Conversation, Message]:
        """Begin a conversation with its first question, which gives it its title."""
        now = time.time()
        title = title_of(question)
        conversation = Conversation(secrets.token_hex(_ID_BYTES), title, now, now, owner=owner)
        with self._engine.begin() as connection:
            connection.execute(
                CONVERSATIONS.insert().values(
                    id=conversation.id,
                    title=title,
                    folded=fold(title),
                    created=now,
                    updated=now,
                    owner=owner,
                )
            )
            return conversation, _store_question(connection, conversation.id, question, how, now)

    def ask(
        self, conversation: str, question: str, how: Manner = PLAINLY, owner: str = ""
    ) -> Message:
        """Store a question before it is answered, so that it cannot be lost.

        Raises ``KeyError`` when the reader has no such conversation.
        """
        now = time.time()
        with self._engine.begin() as connection:
            touched = connection.execute(
                CONVERSATIONS.update().where(*_own(conversation, owner)).values(updated=now)
            )
            if not touched.rowcount:
                raise KeyError(conversation)
            return _store_question(connection, conversation, question, how, now)

    def find(self, conversation: str, owner: str = "") -> Conversation | None:
        """One conversation, if the reader has one of that id."""
        query = sa.select(CONVERSATIONS).where(*_own(conversation, owner))
        with self._engine.connect() as connection:
            row = connection.execute(query).first()
        return None if row is None else conversation_of(row)

    def recent(
        self, owner: str = "", limit: int = 50, *, pinned: bool | None = None
    ) -> list[Conversation]:
        """The conversations of a reader, last used first; with ``pinned``, those or the others."""
        query = sa.select(CONVERSATIONS).where(CONVERSATIONS.c.owner == owner)
        if pinned is not None:
            query = query.where(CONVERSATIONS.c.pinned.is_(pinned))
        query = query.order_by(CONVERSATIONS.c.updated.desc()).limit(limit)
        with self._engine.connect() as connection:
            return [conversation_of(row) for row in connection.execute(query)]

    def search(self, query: str, owner: str = "", limit: int = 50) -> list[Match]:
        """The conversations of a reader whose titles, questions and answers have all words.

        Upper case and accents count for nothing, and neither does the end of a word. Last used
        first; none for a query without a letter or a digit.
        """
        with self._engine.connect() as connection:
            return searching.search(connection, query, owner, limit)

    def rename(self, conversation: str, title: str, owner: str = "") -> bool:
        """Call a conversation otherwise; false where the reader has no such conversation.

        Raises ``UsageError`` for a title that shows nothing or is longer than ``TITLE_LENGTH``.
        """
        line = given_title(title)
        return self._change(conversation, owner, title=line, folded=fold(line))

    def pin(self, conversation: str, pinned: bool, owner: str = "") -> bool:
        """Pin a conversation or let it go; false where the reader has no such conversation."""
        return self._change(conversation, owner, pinned=pinned)

    def delete(self, conversation: str, owner: str = "") -> bool:
        """Delete a conversation with its messages and the judgements of them.

        False where the reader has no such conversation. What is being answered for it is to be
        stopped first, which the desk does.
        """
        with self._engine.begin() as connection:
            done = connection.execute(CONVERSATIONS.delete().where(*_own(conversation, owner)))
        if done.rowcount:
            forget(self._engine)
        return bool(done.rowcount)

    def messages(self, conversation: str, owner: str = "") -> list[Message]:
        """The messages of a reader's conversation, in the order in which they were asked."""
        query = SELECTED.where(*_own(conversation, owner)).order_by(MESSAGES.c.id)
        with self._engine.connect() as connection:
            return [message_of(row) for row in connection.execute(query)]

    def message(self, message: int, owner: str = "") -> Message | None:
        """One message, if the reader has one of that number."""
        return self._message(MESSAGES.c.id == message, CONVERSATIONS.c.owner == owner)

    def message_of_anyone(self, message: int) -> Message | None:
        """One message, whoever asked it: for what answers them all, never for a page."""
        return self._message(MESSAGES.c.id == message)

    def judge(
        self,
        message: int,
        judgement: Judgement | None,
        owner: str = "",
        *,
        edition: str | None = None,
    ) -> bool:
        """Store what a reader thinks of an answer, in place of what they thought before.

        None withdraws it. ``edition`` is that of the answer they saw. False where there is nothing
        of the reader's to judge or to withdraw, or another answer by now. Raises ``UsageError``
        for a note that is too long.
        """
        found = self.message(message, owner)
        if found is None or (edition is not None and found.edition != edition):
            return False
        with self._engine.begin() as connection:
            if judgement is None:
                return judging.withdraw(connection, found)
            return judging.judge(connection, found, judgement)

    def judgements(self, owner: str = "") -> list[Judged]:
        """All that a reader thinks of answers, the latest first."""
        with self._engine.connect() as connection:
            return judging.judgements(connection, owner)

    def history(self, message: Message) -> tuple[Turn, ...]:
        """What was said before a message in its conversation, as an engine takes it."""
        query = SELECTED.where(
            MESSAGES.c.conversation == message.conversation, MESSAGES.c.id < message.id
        ).order_by(MESSAGES.c.id)
        turns: list[Turn] = []
        with self._engine.connect() as connection:
            for earlier in map(message_of, connection.execute(query)):
                if earlier.answer is not None:
                    turns.append(Turn(role="user", content=earlier.question))
                    turns.append(_said(earlier.answer))
        return tuple(turns)

    def grow(self, message: int, answer: Answer) -> bool:
        """Store what there is by now of an answer that is being written.

        The first that is stored is the answer in quotations, which :meth:`stop` falls back on.
        False where the message was deleted: what more is written of it nobody will read.
        """
        grown = answer.model_dump_json()
        with self._engine.begin() as connection:
            done = connection.execute(
                MESSAGES.update()
                .where(MESSAGES.c.id == message, *_WAITING)
                .values(quoted=sa.func.coalesce(MESSAGES.c.quoted, grown), draft=grown)
            )
            there = sa.select(MESSAGES.c.id).where(MESSAGES.c.id == message)
            return bool(done.rowcount) or connection.execute(there).first() is not None

    def stop(self, message: int, notice: str) -> bool:
        """Let the quotations stand as the answer to a question that is being written.

        ``notice`` says why, in one sentence. False where it is not being written, or has no
        quotations yet.
        """
        found = self.message_of_anyone(message)
        if found is None or not found.pending or found.quoted is None:
            return False
        stands = found.quoted.model_copy(update={"notice": notice})
        # Another process may have ended it meanwhile: its answer is not to be lost.
        return self._settle(message, *_WAITING, answer=stands.model_dump_json())

    def answer(self, message: int, answer: Answer) -> None:
        """Store what a question was answered."""
        self._settle(message, answer=answer.model_dump_json())

    def fail(self, message: int, sentence: str) -> None:
        """Store why a question could not be answered, in one sentence for a person."""
        self._settle(message, failure=sentence)

    def reopen(self, message: int) -> None:
        """Let a question that failed, or that no model wrote the answer to, wait for one again."""
        found = self.message_of_anyone(message)
        if found is None or found.failure == UNREADABLE or not (found.failure or found.unwritten):
            return
        with self._engine.begin() as connection:
            connection.execute(
                MESSAGES.update()
                .where(MESSAGES.c.id == message)
                .values(answer=None, failure=None, answered=None, quoted=None, draft=None)
            )
            _make_findable(connection, message, found.question)

    def _message(self, *conditions: sa.ColumnElement[bool]) -> Message | None:
        with self._engine.connect() as connection:
            row = connection.execute(SELECTED.where(*conditions)).first()
        return None if row is None else message_of(row)

    def _change(self, conversation: str, owner: str, **values: object) -> bool:
        with self._engine.begin() as connection:
            done = connection.execute(
                CONVERSATIONS.update().where(*_own(conversation, owner)).values(**values)
            )
        return bool(done.rowcount)

    def _settle(
        self,
        message: int,
        *conditions: sa.ColumnElement[bool],
        answer: str | None = None,
        failure: str | None = None,
    ) -> bool:
        """Store what came of a question, if it is there yet and the conditions hold."""
        with self._engine.begin() as connection:
            done = connection.execute(
                MESSAGES.update()
                .where(MESSAGES.c.id == message, *conditions)
                .values(
                    answer=answer, failure=failure, answered=time.time(), quoted=None, draft=None
                )
            )
            if done.rowcount:
                asked = sa.select(MESSAGES.c.question).where(MESSAGES.c.id == message)
                question = connection.execute(asked).scalar_one()
                _make_findable(connection, message, question, text_of_answer(answer))
        return bool(done.rowcount)


def _own(conversation: str, owner: str) -> tuple[sa.ColumnElement[bool], ...]:
    return CONVERSATIONS.c.id == conversation, CONVERSATIONS.c.owner == owner


def _store_question(
    connection: sa.engine.Connection, conversation: str, question: str, how: Manner, now: float
) -> Message:
    key = connection.execute(
        MESSAGES.insert().values(
            conversation=conversation,
            question=question,
            asked=now,
            model=how.model,
            filters=filters_as_stored(how.filters),
            alone=how.alone,
        )
    ).inserted_primary_key
    if key is None:  # SQLAlchemy gives none only where a database has no such notion
        raise RuntimeError("the database gave the question no number")
    _make_findable(connection, key[0], question)
    return Message(int(key[0]), conversation, question, now, how=how)


def _make_findable(
    connection: sa.engine.Connection, message: int, question: str, answer: str = ""
) -> None:
    where = sa.select(
        MESSAGES.c.id, MESSAGES.c.conversation, sa.literal(fold(f"{question} {answer}"))
    ).where(MESSAGES.c.id == message)
    connection.execute(
        FINDABLE.insert()
        .prefix_with("OR REPLACE")
        .from_select(["message", "conversation", "folded"], where)
    )


def _said(answer: Answer) -> Turn:
    answered = answer.outcome is Outcome.ANSWERED
    return Turn(role="assistant", content=answer.answer, answered=answered)
