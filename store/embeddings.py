"""The embeddings that the catalogue keeps: Chroma's index is made from them, and made again.

Chroma writes the files of its index in place, so that a process that is killed meanwhile can leave
them torn: no client opens them again, or it opens them and misses vectors (chroma-core/chroma,
issues 7238 and 7678). The catalogue's own transactions cannot be torn.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import sqlalchemy as sa

from store.catalogue import Catalogue, slices
from store.embedding import Vectors
from store.schema import embeddings
from store.vectors import Candidate

_A_STATEMENT = 1_000
_NUMBERS = np.dtype("<f4")


def keep(connection: sa.Connection, collection: int, ids: Sequence[int], vectors: Vectors) -> None:
    """Keeps the vectors of passages that have none in this collection."""
    rows = [
        {"passage": id_, "collection": collection, "vector": vector.tobytes()}
        for id_, vector in zip(ids, np.asarray(vectors, dtype=_NUMBERS), strict=True)
    ]
    if rows:
        connection.execute(sa.insert(embeddings), rows)


def kept(catalogue: Catalogue, collection: int, ids: Sequence[int]) -> dict[int, Vectors]:
    """The vectors that are kept of these passages, by passage id."""
    found: dict[int, Vectors] = {}
    query = sa.select(embeddings.c.passage, embeddings.c.vector).where(
        embeddings.c.collection == collection
    )
    with catalogue.reading() as connection:
        for some in slices(ids, _A_STATEMENT):
            for row in connection.execute(query.where(embeddings.c.passage.in_(some))):
                found[row.passage] = np.frombuffer(row.vector, dtype=_NUMBERS)
    return found


def kept_ids(catalogue: Catalogue, collection: int) -> set[int]:
    """The passages that have a vector in this collection."""
    query = sa.select(embeddings.c.passage).where(embeddings.c.collection == collection)
    with catalogue.reading() as connection:
        return set(connection.execute(query).scalars())


def drop_others(connection: sa.Connection, collection: int) -> None:
    """Forgets the vectors of every other collection."""
    connection.execute(sa.delete(embeddings).where(embeddings.c.collection != collection))


def drop_of(connection: sa.Connection, passages: sa.Select[int]) -> None:
    """Forgets the vectors of these passages, in whichever collection."""
    connection.execute(sa.delete(embeddings).where(embeddings.c.passage.in_(passages)))


def compared(
    catalogue: Catalogue, collection: int, vector: Vectors, ids: Iterable[int]
) -> list[Candidate]:
    """These passages compared with a vector one by one, best first; the score is the cosine."""
    found: list[Candidate] = []
    for some in slices(sorted(ids), _A_STATEMENT):
        rows = kept(catalogue, collection, some)
        if rows:
            scores = np.stack(list(rows.values())) @ np.asarray(vector, dtype=_NUMBERS)
            found += [Candidate(id_, float(s)) for id_, s in zip(rows, scores, strict=True)]
    return sorted(found, key=lambda candidate: -candidate.score)
