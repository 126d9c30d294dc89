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
)

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
MIGRATIONS: tuple[Sequence[str], ...] = (_FIRST, _WRITING)


def migrate(connection: Connection) -> None:
    """Bring the tables to what this version needs, wholly or not at all."""
    # SQLite's driver begins no transaction for a change of tables by itself; this one also keeps
    # a second process out until it is done.
    connection.exec_driver_sql("BEGIN IMMEDIATE")
    METADATA.create_all(connection, tables=[_SCHEMA])
    version = connection.execute(sa.select(sa.func.max(_SCHEMA.c.version))).scalar() or 0
    for number, statements in enumerate(MIGRATIONS[version:], start=version + 1):
        for statement in statements:
            connection.execute(sa.text(statement))
        connection.execute(_SCHEMA.insert().values(version=number))
