"""The steps of writing: stage, embed, verify, swap, drop; and the sweep after a crash.

SQL rows are written before vectors and removed after them, so that no vector is ever there
without a row that says whose it is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import sqlalchemy as sa

from store import collections, embeddings, rows
from store.catalogue import Catalogue, DocumentSummary, slices
from store.database import fingerprint_of, generation_of
from store.embedding import Embedder, Vectors
from store.errors import LibraryError
from store.records import Document
from store.schema import aliases, cites, dates, is_live, meta, passages, relations, versions
from store.vectors import VectorStore

_HASHES_A_STATEMENT = 5_000
_LOOKED_AT = 1_000


@dataclass(frozen=True, slots=True)
class Incoming:
    """A document to make live, and where it came from."""

    document: Document
    source: str | None
    original_sha256: str | None
    pipeline: str


@dataclass(frozen=True, slots=True)
class Staged:
    """A version that is written but not live, with its passages' ids and contents in order."""

    version: int
    incoming: Incoming
    passage_ids: tuple[int, ...]
    contents: tuple[str, ...]


def stage(connection: sa.Connection, incoming: Sequence[Incoming]) -> list[Staged]:
    """Writes versions and passages that nobody sees yet."""
    now = dt.datetime.now(dt.UTC).isoformat()
    staged = []
    for one in incoming:
        document = one.document
        version = connection.execute(
            sa.insert(versions)
            .values(
                **rows.version_row(document),
                source=one.source,
                original_sha256=one.original_sha256,
                pipeline=one.pipeline,
                created=now,
            )
            .returning(versions.c.id)
        ).scalar_one()
        parts = [
            {**rows.passage_row(document, passage), "version": version}
            for passage in document.passages
        ]
        if parts:
            connection.execute(sa.insert(passages), parts)
        _stage_facts(connection, version, document)
        ids = connection.execute(
            sa.select(passages.c.id).where(passages.c.version == version).order_by(passages.c.id)
        ).scalars()
        contents = tuple(part["content_sha256"] for part in parts)
        staged.append(Staged(version, one, tuple(ids), contents))
    return staged


def _stage_facts(connection: sa.Connection, version: int, document: Document) -> None:
    facts: dict[sa.Table, list[rows.Row]] = {
        cites: [{"symbol": symbol} for symbol in dict.fromkeys(document.cites)],
        relations: [
            {"relation": r.kind.value, "symbol": r.target}
            for r in dict.fromkeys(document.relations)
        ],
        aliases: [{"short": a.short, "full": a.full} for a in dict.fromkeys(document.aliases)],
        dates: [
            {
                "start": d.span.start,
                "end": d.span.end,
                "date": d.date.isoformat(),
                "relative": d.relative,
            }
            for d in document.dates
        ],
    }
    for table, found in facts.items():
        if found:
            connection.execute(sa.insert(table), [{**row, "version": version} for row in found])


def embed(
    staged: Sequence[Staged], catalogue: Catalogue, vectors: VectorStore, embedder: Embedder
) -> None:
    """Writes a vector for every staged passage, computing only those not there already."""
    wanted = {content for one in staged for content in one.contents}
    known = _known_vectors(wanted, catalogue, vectors.number)
    texts = {
        content: rows.embedded_text(passage.heading, passage.span.of(one.incoming.document.text))
        for one in staged
        for content, passage in zip(one.contents, one.incoming.document.passages, strict=True)
        if content not in known
    }
    computed = encoded(embedder, list(texts.values()))
    known.update((content, computed[row]) for row, content in enumerate(texts))
    ids = [id_ for one in staged for id_ in one.passage_ids]
    if not ids:
        return
    put(
        catalogue,
        vectors,
        ids,
        np.stack([known[content] for one in staged for content in one.contents]),
        [facts for one in staged for facts in [_facts(one)] * len(one.passage_ids)],
    )


def put(
    catalogue: Catalogue,
    vectors: VectorStore,
    ids: Sequence[int],
    rows_: Vectors,
    documents: Sequence[DocumentSummary],
) -> None:
    """Keeps the vectors in the catalogue, then writes them to the index."""
    with catalogue.writing() as connection:
        embeddings.keep(connection, vectors.number, ids, rows_)
    vectors.upsert(ids, rows_, documents)


def keep_lacking(catalogue: Catalogue, vectors: VectorStore) -> None:
    """Keeps the vectors of live passages that only the index has.

    Raises :class:`FingerprintError` where these are of another model than the catalogue's.
    """
    lacking = catalogue.live_passage_ids() - embeddings.kept_ids(catalogue, vectors.number)
    if lacking:
        vectors.check(fingerprint_of(catalogue.facts()))
    for some in slices(sorted(lacking), _HASHES_A_STATEMENT):
        found = vectors.fetch(some)
        if found:
            with catalogue.writing() as connection:
                embeddings.keep(
                    connection, vectors.number, list(found), np.stack(list(found.values()))
                )


def encoded(embedder: Embedder, texts: Sequence[str]) -> Vectors:
    """The texts' vectors. Raises :class:`LibraryError` where the model has not memory enough."""
    try:
        return embedder.encode(texts)
    except MemoryError as error:
        raise LibraryError(
            f"there is not memory enough to embed {len(texts)} passages",
            "end other programs, then run this again",
        ) from error


def _known_vectors(
    contents: Iterable[str], catalogue: Catalogue, collection: int
) -> dict[str, Vectors]:
    """Vectors of live passages with the same content: an edit embeds only what it changed."""
    query = (
        sa.select(passages.c.content_sha256, sa.func.min(passages.c.id).label("id"))
        .join(versions, versions.c.id == passages.c.version)
        .where(is_live())
        .group_by(passages.c.content_sha256)
    )
    holders: dict[int, str] = {}
    with catalogue.reading() as connection:
        for some in slices(sorted(contents), _HASHES_A_STATEMENT):
            for row in connection.execute(query.where(passages.c.content_sha256.in_(some))):
                holders[row.id] = row.content_sha256
    found = embeddings.kept(catalogue, collection, list(holders))
    return {holders[id_]: vector for id_, vector in found.items()}


def _facts(staged: Staged) -> DocumentSummary:
    document = staged.incoming.document
    return DocumentSummary(
        document=document.id,
        symbol=document.symbol,
        title=document.title,
        kind=document.kind,
        date=document.date,
        language=document.language,
        url=document.url,
        held=document.held,
        passages=len(document.passages),
        corrected=document.corrected,
        publisher=document.publisher,
    )


def verify(staged: Sequence[Staged], vectors: VectorStore) -> None:
    """Raises :class:`LibraryError` where a staged passage has no vector."""
    ids = [id_ for one in staged for id_ in one.passage_ids]
    missing = len(ids) - len(vectors.present(ids))
    if missing:
        raise LibraryError(
            f"{missing} of {len(ids)} new passages did not reach the vector index",
            "check free disk space and run penholder refresh again",
        )


def reconnect(catalogue: Catalogue, vectors: VectorStore) -> int:
    """Puts vectors that the graph no longer leads to in again; gives how many there were.

    Where many come and go, later ones can take every link to an earlier one. At most a thousand
    are looked at (.8 ms each), another thousand at the next generation.
    """
    ids = sorted(catalogue.live_passage_ids())
    step = -(-len(ids) // _LOOKED_AT) or 1
    return vectors.reconnect(ids[catalogue.generation % step :: step])


def swap(
    connection: sa.Connection,
    catalogue: Catalogue,
    staged: Sequence[Staged],
    retired: Iterable[str],
) -> int:
    """Makes staged versions live and retires what they replace; gives the new generation."""
    generation = generation_of(connection) + 1
    ended = [*(one.incoming.document.id for one in staged), *retired]
    connection.execute(
        sa.update(versions)
        .where(is_live(), versions.c.document.in_(ended))
        .values(live_to=generation)
    )
    connection.execute(
        sa.update(versions)
        .where(versions.c.id.in_([one.version for one in staged]))
        .values(live_from=generation)
    )
    catalogue.set_meta(connection, "generation", str(generation))
    return generation


def found_elsewhere(connection: sa.Connection, again: Iterable[Incoming]) -> None:
    """Notes the originals of documents that other bytes now give as they are live already."""
    for one in again:
        original = versions.c.original_sha256
        connection.execute(
            sa.update(versions)
            .where(
                is_live(),
                versions.c.document == one.document.id,
                original.is_distinct_from(one.original_sha256),
            )
            .values(original_sha256=one.original_sha256)
        )


def live_digests(connection: sa.Connection, documents: Iterable[str]) -> Mapping[str, str]:
    """The digest of each document's live version."""
    query = sa.select(versions.c.document, versions.c.digest).where(
        is_live(), versions.c.document.in_(list(documents))
    )
    return {row.document: row.digest for row in connection.execute(query)}


def needs_sweep(connection: sa.Connection) -> bool:
    """Whether anything that is not live is left to clear away: rows, vectors, collections."""
    staged = sa.exists().where(versions.c.live_from.is_(None))
    retired = sa.exists().where(
        versions.c.live_to.is_not(None), passages.c.version == versions.c.id
    )
    unsettled = sa.exists().where(
        meta.c.key.in_([collections.UNSETTLED, collections.BEING_WRITTEN])
    )
    return bool(connection.execute(sa.select(staged | retired | unsettled)).scalar())


def sweep(catalogue: Catalogue, vectors: VectorStore | None) -> None:
    """Clears away what versions that are not live still hold: vectors first, then rows.

    ``vectors`` is none where the collection has nothing of them, or was never made. Retired
    versions keep their text.
    """
    gone = sa.select(versions.c.id).where(~is_live())
    with catalogue.reading() as connection:
        ids = list(
            connection.execute(
                sa.select(passages.c.id).where(passages.c.version.in_(gone))
            ).scalars()
        )
    if vectors is not None and ids:
        vectors.delete(ids)
    with catalogue.writing() as connection:
        dropped = sa.select(passages.c.id).where(passages.c.version.in_(gone))
        embeddings.drop_of(connection, dropped)
        connection.execute(sa.delete(passages).where(passages.c.version.in_(gone)))
        staged = sa.select(versions.c.id).where(versions.c.live_from.is_(None))
        for table in (cites, relations, aliases, dates):
            connection.execute(sa.delete(table).where(table.c.version.in_(staged)))
        connection.execute(sa.delete(versions).where(versions.c.live_from.is_(None)))
