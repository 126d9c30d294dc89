"""What came from where: one row a source, and the documents that each source claims.

A document is live because a source claims it. A claim of a held document outweighs a catalogue
card; a card's own record is kept in its claim, so that it can come back when the held document
goes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

import sqlalchemy as sa

from store import rows
from store.records import Document
from store.schema import claims, is_live, sources, versions

_CONTENT = (
    versions.c.title,
    versions.c.kind,
    versions.c.date,
    versions.c.language,
    versions.c.text_sha256,
)


@dataclass(frozen=True, slots=True)
class Source:
    """One file, or one address, as it was last read.

    ``sha256`` is of its bytes with its sidecar, none where it could not be read. ``documents``
    counts what the last successful reading gave. ``visit`` is for whoever fetched it, and means
    nothing here.
    """

    key: str
    root: str
    device: str | None
    sha256: str | None
    status: Literal["ok", "failed"]
    reason: str | None
    remedy: str | None
    pipeline: str
    documents: int
    visit: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One source's saying that it has one document. ``card``: the record of a card."""

    source: str
    document: str
    ordinal: int
    held: bool
    card: str | None

    @classmethod
    def of(cls, source: str, ordinal: int, document: Document) -> Claim:
        """The claim of ``source`` on what it gave as its ``ordinal``-th document."""
        card = None if document.held else rows.to_json(document)
        return cls(source, document.id, ordinal, document.held, card)


def content_of(document: Document) -> str | None:
    """What two readings of one document have in common, under whatever address: all that it says.

    None for a card, and for a document with a symbol, which that alone tells from others.
    """
    if not document.held or document.symbol is not None:
        return None
    date = document.date.isoformat() if document.date else None
    text = hashlib.sha256(document.text.encode()).hexdigest()
    return _content(document.title, document.kind.value, date, document.language, text)


def read_contents(connection: sa.Connection) -> dict[str, str]:
    """As :func:`content_of`, for every live document that has it, by its id."""
    query = sa.select(versions.c.document, *_CONTENT).where(
        is_live(), versions.c.held, versions.c.symbol.is_(None)
    )
    return {document: _content(*facts) for document, *facts in connection.execute(query)}


def _content(*facts: str | None) -> str:
    return hashlib.sha256("\0".join(fact or "" for fact in facts).encode()).hexdigest()[:32]


def read_sources(connection: sa.Connection) -> dict[str, Source]:
    """Every source by its key."""
    return {row.key: Source(**row._mapping) for row in connection.execute(sa.select(sources))}


def read_claims(
    connection: sa.Connection,
    *,
    documents: Iterable[str] | None = None,
    of_sources: Iterable[str] | None = None,
) -> list[Claim]:
    """Claims in a fixed order: all of them, or those on some documents or of some sources."""
    query = sa.select(claims).order_by(claims.c.source, claims.c.ordinal)
    if documents is not None:
        query = query.where(claims.c.document.in_(list(documents)))
    if of_sources is not None:
        query = query.where(claims.c.source.in_(list(of_sources)))
    return [Claim(**row._mapping) for row in connection.execute(query)]


def read_originals(connection: sa.Connection) -> dict[str, set[str]]:
    """By source, the SHA-256 of the originals that live versions were read from."""
    query = sa.select(versions.c.source, versions.c.original_sha256).where(
        is_live(), versions.c.source.is_not(None), versions.c.original_sha256.is_not(None)
    )
    found: dict[str, set[str]] = {}
    for row in connection.execute(query):
        found.setdefault(row.source, set()).add(row.original_sha256)
    return found


def put_source(connection: sa.Connection, source: Source) -> None:
    """Writes a source's row, new or again."""
    values: dict[str, Any] = asdict(source)
    changed = connection.execute(
        sa.update(sources).where(sources.c.key == source.key).values(**values)
    )
    if changed.rowcount == 0:
        connection.execute(sa.insert(sources).values(**values))


def put_claims(connection: sa.Connection, key: str, made: Sequence[Claim]) -> None:
    """Replaces what a source claims."""
    connection.execute(sa.delete(claims).where(claims.c.source == key))
    if made:
        connection.execute(sa.insert(claims), [asdict(claim) for claim in made])


def drop_claims(connection: sa.Connection, document: str, *, held: bool) -> None:
    """Ends the claims on a document: the held ones, or those of cards."""
    connection.execute(
        sa.delete(claims).where(claims.c.document == document, claims.c.held == held)
    )


def forget(connection: sa.Connection, key: str) -> None:
    """Removes a source and its claims."""
    connection.execute(sa.delete(claims).where(claims.c.source == key))
    connection.execute(sa.delete(sources).where(sources.c.key == key))
