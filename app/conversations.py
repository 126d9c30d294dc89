"""Conversations, kept as data: every question, and the ``Answer`` object that it got.

What is stored is the answer itself, never its rendering, so that the numbers, quotations and
offsets that a reader saw are the ones that come back after a reload, a restart or an upgrade of
the page.
"""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pydantic
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from app.answering.answer import Answer, Turn

TITLE_LENGTH = 90
"""Longest title of a conversation, in characters; a longer first question is cut at a word."""

UNREADABLE = (
    "This answer was saved by another version of Penholder and cannot be read by this one: "
    "ask the question anew, or open it with that version."
)
"""Why a message has no answer, where it has one that this version cannot read."""

_METADATA = sa.MetaData()

_SCHEMA = sa.Table("conversation_schema", _METADATA, sa.Column("version", sa.Integer))

_CONVERSATIONS = sa.Table(
    "conversations",
    _METADATA,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("created", sa.Float, nullable=False),
    sa.Column("updated", sa.Float, nullable=False),
)

_MESSAGES = sa.Table(
    "messages",
    _METADATA,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column(
        "conversation",
        sa.ForeignKey("conversations.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    sa.Column("question", sa.Text, nullable=False),
    sa.Column("asked", sa.Float, nullable=False),
    sa.Column("answer", sa.Text),
    sa.Column("failure", sa.Text),
    sa.Column("answered", sa.Float),
)


def _m001_conversations_and_messages(connection: Connection) -> None:
    _METADATA.create_all(connection, tables=[_CONVERSATIONS, _MESSAGES])


# Append only: a migration that has been released is never edited.
_MIGRATIONS: tuple[Callable[[Connection], None], ...] = (_m001_conversations_and_messages,)


@dataclass(frozen=True, slots=True)
class Conversation:
    """One conversation; ``created`` and ``updated`` are Unix times in seconds."""

    id: str
    title: str
    created: float
    updated: float


@dataclass(frozen=True, slots=True)
class Message:
    """One question and what came of it: an answer, a failure in one sentence, or neither yet."""

    id: int
    conversation: str
    question: str
    asked: float
    answer: Answer | None = None
    failure: str | None = None

    @property
    def pending(self) -> bool:
        """Whether the question still waits for its answer."""
        return self.answer is None and self.failure is None


class Conversations:
    """The store of conversations, safe to use from several threads."""

    def __init__(self, path: Path) -> None:
        # SQLite would create the file with the process's umask: other accounts could read it.
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        path.chmod(0o600)
        self._engine = sa.create_engine(f"sqlite:///{path}", connect_args={"timeout": 30})
        sa.event.listen(self._engine, "connect", _configure)
        self._migrate()

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def start(self, question: str) -> tuple[Conversation, Message]:
        """Begin a conversation with its first question, which gives it its title."""
        now = time.time()
        conversation = Conversation(secrets.token_urlsafe(9), title_of(question), now, now)
        with self._engine.begin() as connection:
            connection.execute(
                _CONVERSATIONS.insert().values(
                    id=conversation.id,
                    title=conversation.title,
                    created=now,
                    updated=now,
                )
            )
        return conversation, self.ask(conversation.id, question)

    def ask(self, conversation: str, question: str) -> Message:
        """Store a question before it is answered, so that it cannot be lost.

        Raises ``KeyError`` when there is no such conversation.
        """
        now = time.time()
        with self._engine.begin() as connection:
            touched = connection.execute(
                _CONVERSATIONS.update()
                .where(_CONVERSATIONS.c.id == conversation)
                .values(updated=now)
            )
            if not touched.rowcount:
                raise KeyError(conversation)
            key = connection.execute(
                _MESSAGES.insert().values(conversation=conversation, question=question, asked=now)
            ).inserted_primary_key
        if key is None:  # SQLAlchemy gives none only where a database has no such notion
            raise RuntimeError("the database gave the question no number")
        return Message(int(key[0]), conversation, question, now)

    def answer(self, message: int, answer: Answer) -> None:
        """Store what a question was answered."""
        self._settle(message, answer=answer.model_dump_json(), failure=None)

    def fail(self, message: int, sentence: str) -> None:
        """Store why a question could not be answered, in one sentence for a person."""
        self._settle(message, answer=None, failure=sentence)

    def reopen(self, message: int) -> None:
        """Let a question that failed wait for an answer again."""
        with self._engine.begin() as connection:
            connection.execute(
                _MESSAGES.update()
                .where(_MESSAGES.c.id == message, _MESSAGES.c.answer.is_(None))
                .values(failure=None, answered=None)
            )

    def find(self, conversation: str) -> Conversation | None:
        """One conversation, if there is one of that id."""
        query = sa.select(_CONVERSATIONS).where(_CONVERSATIONS.c.id == conversation)
        with self._engine.connect() as connection:
            row = connection.execute(query).first()
        return None if row is None else Conversation(row.id, row.title, row.created, row.updated)

    def recent(self, limit: int = 50) -> list[Conversation]:
        """The conversations, last used first."""
        query = sa.select(_CONVERSATIONS).order_by(_CONVERSATIONS.c.updated.desc()).limit(limit)
        with self._engine.connect() as connection:
            rows = connection.execute(query).all()
        return [Conversation(row.id, row.title, row.created, row.updated) for row in rows]

    def messages(self, conversation: str) -> list[Message]:
        """The messages of one conversation, in the order in which they were asked."""
        query = (
            sa.select(_MESSAGES)
            .where(_MESSAGES.c.conversation == conversation)
            .order_by(_MESSAGES.c.id)
        )
        with self._engine.connect() as connection:
            return [_message(row) for row in connection.execute(query)]

    def message(self, message: int) -> Message | None:
        """One message, if there is one of that number."""
        query = sa.select(_MESSAGES).where(_MESSAGES.c.id == message)
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
                _MESSAGES.update()
                .where(_MESSAGES.c.id == message)
                .values(answer=answer, failure=failure, answered=time.time())
            )

    def _migrate(self) -> None:
        with self._engine.begin() as connection:
            _METADATA.create_all(connection, tables=[_SCHEMA])
            version = connection.execute(sa.select(sa.func.max(_SCHEMA.c.version))).scalar() or 0
            for number, migration in enumerate(_MIGRATIONS[version:], start=version + 1):
                migration(connection)
                connection.execute(_SCHEMA.insert().values(version=number))


def title_of(question: str) -> str:
    """A conversation's title: its first question on one line, cut at a word if it is long."""
    line = " ".join(question.split())
    if len(line) <= TITLE_LENGTH:
        return line
    cut = line[:TITLE_LENGTH]
    return f"{cut.rsplit(' ', 1)[0] or cut}…"


def _message(row: sa.Row[tuple[object, ...]]) -> Message:
    answer, failure = None, row.failure
    if row.answer is not None:
        # Another version's answer is left as it is stored: that version can read it again.
        try:
            answer = Answer.model_validate_json(row.answer)
        except pydantic.ValidationError:
            failure = UNREADABLE
    return Message(row.id, row.conversation, row.question, row.asked, answer, failure)


def _configure(connection: sa.engine.interfaces.DBAPIConnection, _record: object) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()
