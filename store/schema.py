"""The catalogue's tables, as the latest migration leaves them.

A version is *live* when it has a ``live_from`` generation and no ``live_to``; *staged* when it
has neither yet; *retired* when it has both. At most one version of a document is live, which a
unique index enforces. Passage rows exist for staged and live versions only; the text of retired
ones stays, so that what a saved answer quoted can still be shown.
"""

from __future__ import annotations

import sqlalchemy as sa

metadata = sa.MetaData()

_BIG = sa.BigInteger().with_variant(sa.Integer, "sqlite")

meta = sa.Table(
    "meta",
    metadata,
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("value", sa.Text, nullable=False),
)

versions = sa.Table(
    "versions",
    metadata,
    sa.Column("id", _BIG, primary_key=True),
    sa.Column("document", sa.Text, nullable=False),
    sa.Column("symbol", sa.Text),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("language", sa.Text, nullable=False),
    sa.Column("url", sa.Text),
    sa.Column("publisher", sa.Text),
    sa.Column("date", sa.Text),  # ISO, so that it compares as text
    sa.Column("event_date", sa.Text),
    sa.Column("held", sa.Boolean, nullable=False),
    sa.Column("corrected", sa.Boolean, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("text_sha256", sa.Text, nullable=False),
    sa.Column("digest", sa.Text, nullable=False),  # of everything that was read, see rows.digest
    sa.Column("passages", sa.Integer, nullable=False),
    sa.Column("original_sha256", sa.Text),
    sa.Column("pipeline", sa.Text, nullable=False),
    sa.Column("source", sa.Text),
    sa.Column("live_from", _BIG),
    sa.Column("live_to", _BIG),
    sa.Column("created", sa.Text, nullable=False),
    sa.Column("facts", sa.Text),  # JSON, see rows.facts_json
)

passages = sa.Table(
    "passages",
    metadata,
    sa.Column("id", _BIG, primary_key=True),  # never used twice: it is the vectors' key too
    sa.Column("version", _BIG, sa.ForeignKey("versions.id"), nullable=False),
    sa.Column("ordinal", sa.Integer, nullable=False),
    sa.Column("start", sa.Integer, nullable=False),
    sa.Column("end", sa.Integer, nullable=False),
    sa.Column("heading", sa.Text, nullable=False),
    sa.Column("pinpoint", sa.Text, nullable=False),  # JSON, see rows
    sa.Column("sentences", sa.Text, nullable=False),  # JSON, see rows
    sa.Column("content_sha256", sa.Text, nullable=False),  # of what is embedded
    sa.Column("procedural", sa.Boolean, nullable=False, server_default=sa.false()),
)

embeddings = sa.Table(
    "embeddings",
    metadata,
    sa.Column("passage", _BIG, sa.ForeignKey("passages.id"), primary_key=True),
    sa.Column("collection", sa.Integer, primary_key=True),  # its number, see store.collections
    sa.Column("vector", sa.LargeBinary, nullable=False),  # see store.embeddings
)

cites = sa.Table(
    "cites",
    metadata,
    sa.Column("version", _BIG, sa.ForeignKey("versions.id"), nullable=False),
    sa.Column("symbol", sa.Text, nullable=False),
)

relations = sa.Table(
    "relations",
    metadata,
    sa.Column("version", _BIG, sa.ForeignKey("versions.id"), nullable=False),
    sa.Column("relation", sa.Text, nullable=False),  # a records.RelationKind
    sa.Column("symbol", sa.Text, nullable=False),
)

aliases = sa.Table(
    "aliases",
    metadata,
    sa.Column("version", _BIG, sa.ForeignKey("versions.id"), nullable=False),
    sa.Column("short", sa.Text, nullable=False),
    sa.Column("full", sa.Text, nullable=False),
)

dates = sa.Table(
    "dates",
    metadata,
    sa.Column("version", _BIG, sa.ForeignKey("versions.id"), nullable=False),
    sa.Column("start", sa.Integer, nullable=False),
    sa.Column("end", sa.Integer, nullable=False),
    sa.Column("date", sa.Text, nullable=False),
    sa.Column("relative", sa.Boolean, nullable=False, server_default=sa.true()),
)

sources = sa.Table(
    "sources",
    metadata,
    sa.Column("key", sa.Text, primary_key=True),  # the absolute path, or the address
    sa.Column("root", sa.Text, nullable=False),  # what was asked for: the folder, or the key
    sa.Column("device", sa.Text),  # of the root, to tell an emptied folder from an unmounted one
    sa.Column("sha256", sa.Text),  # of bytes and sidecar together; null: could not be read
    sa.Column("status", sa.Text, nullable=False),  # ok | failed
    sa.Column("reason", sa.Text),
    sa.Column("remedy", sa.Text),
    sa.Column("pipeline", sa.Text, nullable=False),
    sa.Column("documents", sa.Integer, nullable=False),  # how many its last reading gave
    sa.Column("visit", sa.Text),  # of an address: JSON, see store.visits
)

claims = sa.Table(
    "claims",
    metadata,
    sa.Column("source", sa.Text, sa.ForeignKey("sources.key"), primary_key=True),
    sa.Column("document", sa.Text, primary_key=True),
    sa.Column("ordinal", sa.Integer, nullable=False),
    sa.Column("held", sa.Boolean, nullable=False),
    sa.Column("card", sa.Text),  # JSON of a catalogue card, so that it can come back
)

runs = sa.Table(
    "runs",
    metadata,
    sa.Column("id", _BIG, primary_key=True),
    sa.Column("command", sa.Text, nullable=False),
    sa.Column("started", sa.Text, nullable=False),
    sa.Column("finished", sa.Text),
    sa.Column("added", sa.Integer, nullable=False, server_default="0"),
    sa.Column("changed", sa.Integer, nullable=False, server_default="0"),
    sa.Column("removed", sa.Integer, nullable=False, server_default="0"),
    sa.Column("failed", sa.Integer, nullable=False, server_default="0"),
    sa.Column("generation", _BIG),
)

hosts = sa.Table(
    "hosts",
    metadata,
    sa.Column("host", sa.Text, primary_key=True),
    sa.Column("held_until", sa.Text, nullable=False),  # ISO, in UTC: it asked not to be asked
)

failures = sa.Table(
    "failures",
    metadata,
    sa.Column("run", _BIG, sa.ForeignKey("runs.id"), primary_key=True),
    sa.Column("ordinal", sa.Integer, primary_key=True),
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("remedy", sa.Text, nullable=False),
)


def is_live() -> sa.ColumnElement[bool]:
    """The condition that a row of ``versions`` is live."""
    return versions.c.live_from.is_not(None) & versions.c.live_to.is_(None)
