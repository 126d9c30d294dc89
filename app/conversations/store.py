"""The store of conversations: one SQLite file, which several threads and processes may write."""

from __future__ import annotations

import os
import secrets
import time
from dataclasses import replace
from pathlib import Path

import sqlalchemy as sa
from pydantic import TypeAdapter, ValidationError

from app.answering.answer import Answer, Turn
from app.conversations.records import PLAINLY, UNREADABLE, Conversation, Manner, Message, title_of
from app.conversations.tables import CONVERSATIONS, MESSAGES, migrate
from store.filters import Filters

_FILTERS: TypeAdapter[Filters] = TypeAdapter(Filters)
_WAITING = (MESSAGES.c.answer.is_(None), MESSAGES.c.failure.is_(None))


class Conversations:
    """The store of conversations, safe to use from several threads."""

    def __init__(self, path: Path) -> None:
        # SQLite would create the file with the process's umask: other accounts could read it.
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        path.chmod(0o600)
        self._engine = sa.create_engine(f"sqlite:///{path}", connect_args={"timeout": 30})
        sa.event.listen(self._engine, "connect", _configure)
        with self._engine.begin() as connection:
            migrate(connection)

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def start(self, question: str, how: Manner = PLAINLY) -> tuple[Conversation, Message]:
        """Begin a conversation with its first question, which gives it its title."""
        now = time.time()
        conversation = Conversation(secrets.token_urlsafe(9), title_of(question), now, now)
        with self._engine.begin() as connection:
            connection.execute(
                CONVERSATIONS.insert().values(
                    id=conversation.id,
                    title=conversation.title,
                    created=now,
                    updated=now,
                )
            )
        return conversation, self.ask(conversation.id, question, how)

    def ask(self, conversation: str, question: str, how: Manner = PLAINLY) -> Message:
        """Store a question before it is answered, so that it cannot be lost.

        Raises ``KeyError`` when there is no such conversation.
        """
        now = time.time()
        with self._engine.begin() as connection:
            touched = connection.execute(
                CONVERSATIONS.update().where(CONVERSATIONS.c.id == conversation).values(updated=now)
            )
            if not touched.rowcount:
                raise KeyError(conversation)
            key = connection.execute(
                MESSAGES.insert().values(
                    conversation=conversation,
                    question=question,
                    asked=now,
                    model=how.model,
                    filters=_FILTERS.dump_json(how.filters).decode() if how.filters else None,
                    alone=how.alone,
                )
            ).inserted_primary_key
        if key is None:  # SQLAlchemy gives none only where a database has no such notion
            raise RuntimeError("the database gave the question no number")
        return Message(int(key[0]), conversation, question, now, how=how)

    def grow(self, message: int, answer: Answer) -> None:
        """Store what there is by now of an answer that is being written.

        The first that is stored is the answer in quotations, which :meth:`stop` falls back on.
        """
        grown = answer.model_dump_json()
        with self._engine.begin() as connection:
            connection.execute(
                MESSAGES.update()
                .where(MESSAGES.c.id == message, *_WAITING)
                .values(quoted=sa.func.coalesce(MESSAGES.c.quoted, grown), draft=grown)
            )

    def stop(self, message: int, notice: str) -> bool:
        """Let the quotations stand as the answer to a question that is being written.

        ``notice`` says why, in one sentence. False where it is not being written, or has no
        quotations yet.
        """
        found = self.message(message)
        if found is None or not found.pending or found.quoted is None:
            return False
        stands = found.quoted.model_copy(update={"notice": notice})
        with self._engine.begin() as connection:
            # Another process may have ended it meanwhile: its answer is not to be lost.
            done = connection.execute(
                MESSAGES.update()
                .where(MESSAGES.c.id == message, *_WAITING)
                .values(answer=stands.model_dump_json(), **_ended())
            )
        return bool(done.rowcount)

    def answer(self, message: int, answer: Answer) -> None:
        """Store what a question was answered."""
        self._settle(message, answer=answer.model_dump_json(), failure=None)

    def fail(self, message: int, sentence: str) -> None:
        """Store why a question could not be answered, in one sentence for a person."""
        self._settle(message, answer=None, failure=sentence)

    def reopen(self, message: int) -> None:
        """Let a question that failed, or that no model wrote the answer to, wait for one again."""
        found = self.message(message)
        if found is None or found.failure == UNREADABLE or not (found.failure or found.unwritten):
            return
        with self._engine.begin() as connection:
            connection.execute(
                MESSAGES.update()
                .where(MESSAGES.c.id == message)
                .values(answer=None, failure=None, answered=None, quoted=None, draft=None)
            )

    def find(self, conversation: str) -> Conversation | None:
        """One conversation, if there is one of that id."""
        query = sa.select(CONVERSATIONS).where(CONVERSATIONS.c.id == conversation)
        with self._engine.connect() as connection:
            row = connection.execute(query).first()
        return None if row is None else Conversation(row.id, row.title, row.created, row.updated)

    def recent(self, limit: int = 50) -> list[Conversation]:
        """The conversations, last used first."""
        query = sa.select(CONVERSATIONS).order_by(CONVERSATIONS.c.updated.desc()).limit(limit)
        with self._engine.connect() as connection:
            rows = connection.execute(query).all()
        return [Conversation(row.id, row.title, row.created, row.updated) for row in rows]

    def messages(self, conversation: str) -> list[Message]:
        """The messages of one conversation, in the order in which they were asked."""
        query = (
            sa.select(MESSAGES)
            .where(MESSAGES.c.conversation == conversation)
            .order_by(MESSAGES.c.id)
        )
        with self._engine.connect() as connection:
            return [_message(row) for row in connection.execute(query)]

    def message(self, message: int) -> Message | None:
        """One message, if there is one of that number."""
        query = sa.select(MESSAGES).where(MESSAGES.c.id == message)
        with self._engine.connect() as connection:
            row = connection.execute(query).first()
        return None if row is None else _message(row)

    def history(self, message: Message) -> tuple[Turn, ...]:
        """What was said before a message in its conversation, as an engine takes it."""
        turns: list[Turn] = []
        for earlier in self.messages(message.conversation):
            if earlier.id >= message.id or earlier.answer is None:
                continue
            turns.append(Turn(role="user", content=earlier.question))
            turns.append(Turn(role="assistant", content=earlier.answer.answer))
        return tuple(turns)

    def _settle(self, message: int, *, answer: str | None, failure: str | None) -> None:
        with self._engine.begin() as connection:
            connection.execute(
                MESSAGES.update()
                .where(MESSAGES.c.id == message)
                .values(answer=answer, failure=failure, **_ended())
            )


def _ended() -> dict[str, float | None]:
    """The columns of a message that no more is written to."""
    return {"answered": time.time(), "quoted": None, "draft": None}


def _message(row: sa.Row[tuple[object, ...]]) -> Message:
    message = Message(row.id, row.conversation, row.question, row.asked, None, row.failure)
    # Another version's answer is left as it is stored: that version can read it again.
    try:
        filters = _FILTERS.validate_json(row.filters) if row.filters else Filters()
        return replace(
            message,
            how=Manner(row.model, filters, row.alone),
            answer=_read(row.answer),
            quoted=_read(row.quoted),
            draft=_read(row.draft),
        )
    except ValidationError:
        return replace(message, failure=UNREADABLE)


def _read(answer: str | None) -> Answer | None:
    return None if answer is None else Answer.model_validate_json(answer)


def _configure(connection: sa.engine.interfaces.DBAPIConnection, _record: object) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()
