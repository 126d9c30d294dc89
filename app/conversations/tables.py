"""The tables of the conversations, and the numbered changes that made them what they are.

A migration is never edited once it has shipped: a change is a new one at the end. The tables here
are what they add up to, and a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.engine import Connection

METADATA = sa.MetaData()

_SCHEMA = sa.Table("conversation_schema", METADATA, sa.Column("version", sa.Integer))

CONVERSATIONS = sa.Table(
    "conversations",
    METADATA,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("created", sa.Float, nullable=False),
    sa.Column("updated", sa.Float, nullable=False),
    sa.Column("pinned", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("owner", sa.Text, nullable=False, server_default=""),
    sa.Column("folded", sa.Text, nullable=False, server_default=""),
    sa.Index("ix_conversations_owner_updated", "owner", "updated"),
)
"""``folded`` is the title as it is searched."""

MESSAGES = sa.Table(
    "messages",
    METADATA,
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
    sa.Column("model", sa.Text),
    sa.Column("filters", sa.Text),
    sa.Column("alone", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("quoted", sa.Text),
    sa.Column("draft", sa.Text),
)

FINDABLE = sa.Table(
    "findable",
    METADATA,
    sa.Column("message", sa.ForeignKey("messages.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("conversation", sa.String(32), nullable=False, index=True),
    sa.Column("folded", sa.Text, nullable=False),
)
"""A question and its answer's text as they are searched: apart from the answers, which are long."""

JUDGEMENTS = sa.Table(
    "judgements",
    METADATA,
    sa.Column("message", sa.ForeignKey("messages.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("answered", sa.Float, nullable=False),
    sa.Column("helpful", sa.Boolean, nullable=False),
    sa.Column("note", sa.Text),
    sa.Column("judged", sa.Float, nullable=False),
    sa.Column("question", sa.Text, nullable=False),
    sa.Column("answer", sa.Text, nullable=False),
    sa.Column("passages", sa.Text, nullable=False),
)
"""``answered`` is when the answer was given that is judged: another one has no judgement yet."""

_FIRST = (
    """
CREATE TABLE conversations (
    id VARCHAR(32) NOT NULL, title TEXT NOT NULL, created FLOAT NOT NULL, updated FLOAT NOT NULL,
    PRIMARY KEY (id)
)""",
    """
CREATE TABLE messages (
    id INTEGER NOT NULL, conversation VARCHAR(32) NOT NULL, question TEXT NOT NULL,
    asked FLOAT NOT NULL, answer TEXT, failure TEXT, answered FLOAT,
    PRIMARY KEY (id),
    FOREIGN KEY(conversation) REFERENCES conversations (id) ON DELETE CASCADE
)""",
    "CREATE INDEX ix_messages_conversation ON messages (conversation)",
)
# How a question is to be answered, and what there is of an answer that is still being written.
_WRITING = (
    "ALTER TABLE messages ADD COLUMN model TEXT",
    "ALTER TABLE messages ADD COLUMN filters TEXT",
    "ALTER TABLE messages ADD COLUMN alone BOOLEAN DEFAULT 0 NOT NULL",
    "ALTER TABLE messages ADD COLUMN quoted TEXT",
    "ALTER TABLE messages ADD COLUMN draft TEXT",
)
# Conversations that are kept for months. The number of a message that is deleted is not given to
# another one, which AUTOINCREMENT sees to: a process that still answers it writes nowhere then.
_KEEPING = (
    "ALTER TABLE conversations ADD COLUMN pinned BOOLEAN DEFAULT 0 NOT NULL",
    "ALTER TABLE conversations ADD COLUMN owner TEXT DEFAULT '' NOT NULL",
    "ALTER TABLE conversations ADD COLUMN folded TEXT DEFAULT '' NOT NULL",
    "UPDATE conversations SET folded = fold(title)",
    "CREATE INDEX ix_conversations_owner_updated ON conversations (owner, updated)",
    """
CREATE TABLE messages_kept (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, conversation VARCHAR(32) NOT NULL,
    question TEXT NOT NULL, asked FLOAT NOT NULL, answer TEXT, failure TEXT, answered FLOAT,
    model TEXT, filters TEXT, alone BOOLEAN DEFAULT 0 NOT NULL, quoted TEXT, draft TEXT,
    FOREIGN KEY(conversation) REFERENCES conversations (id) ON DELETE CASCADE
)""",
    """
INSERT INTO messages_kept SELECT id, conversation, question, asked, answer, failure, answered,
    model, filters, alone, quoted, draft FROM messages""",
    "DROP TABLE messages",
    "ALTER TABLE messages_kept RENAME TO messages",
    "CREATE INDEX ix_messages_conversation ON messages (conversation)",
    """
CREATE TABLE findable (
    message INTEGER NOT NULL, conversation VARCHAR(32) NOT NULL, folded TEXT NOT NULL,
    PRIMARY KEY (message),
    FOREIGN KEY(message) REFERENCES messages (id) ON DELETE CASCADE
)""",
    "CREATE INDEX ix_findable_conversation ON findable (conversation)",
    """
INSERT INTO findable
    SELECT id, conversation, fold(question || ' ' || text_of_answer(answer)) FROM messages""",
    """
CREATE TABLE judgements (
    message INTEGER NOT NULL, answered FLOAT NOT NULL, helpful BOOLEAN NOT NULL, note TEXT,
    judged FLOAT NOT NULL, question TEXT NOT NULL, answer TEXT NOT NULL, passages TEXT NOT NULL,
    PRIMARY KEY (message),
    FOREIGN KEY(message) REFERENCES messages (id) ON DELETE CASCADE
)""",
)
MIGRATIONS: tuple[Sequence[str], ...] = (_FIRST, _WRITING, _KEEPING)


def migrate(connection: Connection) -> None:
    """Bring the tables to what this version needs, wholly or not at all.

    The connection has the functions of :mod:`app.conversations.folding`, as what was kept before
    there was a search is made findable by them.
    """
    # SQLite's driver begins no transaction for a change of tables by itself; this one also keeps
    # a second process out until it is done.
    connection.exec_driver_sql("BEGIN IMMEDIATE")
    METADATA.create_all(connection, tables=[_SCHEMA])
    version = connection.execute(sa.select(sa.func.max(_SCHEMA.c.version))).scalar() or 0
    for number, statements in enumerate(MIGRATIONS[version:], start=version + 1):
        for statement in statements:
            connection.execute(sa.text(statement))
        connection.execute(_SCHEMA.insert().values(version=number))
