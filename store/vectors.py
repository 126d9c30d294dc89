"""The vectors: Chroma, embedded by default or as a server, through one API.

An embedded client does not see vectors that another process wrote until its system is closed and
opened again, so a reader says which generation it needs and the client is reopened where it is
older. All use of one embedded folder in this process goes through one client and one lock.
"""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from store.catalogue import DocumentSummary, slices
from store.chroma import (
    Address,
    Embedded,
    close,
    connect,
    first_line,
    hang_up,
    open_folder,
    registry,
    registry_lock,
)
from store.database import fingerprint_json
from store.embedding import Fingerprint, Vectors
from store.errors import FingerprintError, LibraryError, PenholderError
from store.filters import Filters
from store.formats import PASSAGE_FORMAT

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection
    from chromadb.api.types import GetResult

# One call holds the lock that readers in this process wait for: 1,000 take about half a second.
_LARGEST_BATCH = 1_000

# With Chroma's default of 16 neighbours, 300 equal vectors cut the graph: of 4,500, a query for
# 2,000 reached 93. With 32 it reached all. Building with a breadth of 200 halved the speed for
# .001 of recall@100; searching with 200 costs a millisecond.
_NEIGHBOURS = 32
_SEARCH_BREADTH = 200
# What is not yet in Chroma's index file is put in again at every opening: at its default of 1,000
# that took .62 s, and the shorter interval did not slow writing (10,000 vectors).
_SYNC_EVERY = 250
_ASKED_AT_ONCE = 100
_SAME = 1e-4  # of a cosine distance: the vector itself, as it was rounded
_NO_ROOM = 20_000_000  # bytes
_TRIES_OF_A_SERVER = 2
_TRIES_OF_A_FOLDER = 4
_BETWEEN_TRIES = 0.05  # seconds, in which another process gets on with its writing

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage and how well it matches. Scores of one call compare, those of two may not."""

    passage_id: int
    score: float


class VectorStore:
    """One collection of passage vectors, keyed by passage id.

    Every method raises :class:`LibraryError` where Chroma cannot do its part, and
    :class:`FingerprintError` where the collection belongs to another model.
    """

    def __init__(
        self, path: Path, name: str, number: int = 1, *, chroma_url: str | None = None
    ) -> None:
        self.number = number
        self.failed = False
        self._name = name
        self._url = chroma_url
        self._server: ClientAPI | None = None
        self._lock = threading.RLock()
        self._shared: Embedded | None = None
        if chroma_url is None:
            with registry_lock:
                self._shared = registry.setdefault(path.resolve(), Embedded(path.resolve()))
                self._shared.users += 1
                self._lock = self._shared.lock

    def close(self) -> None:
        """Lets the client go; the last user of an embedded folder closes it."""
        shared, self._shared = self._shared, None
        if shared is not None:
            with registry_lock:
                shared.users -= 1
                last = shared.users == 0
                if last:
                    registry.pop(shared.path, None)
            if last:
                with shared.lock:
                    close(shared)
        self._hang_up()

    def create(self, fingerprint: Fingerprint) -> None:
        """Makes the collection, cosine, with its fingerprint; one that is there is checked."""

        def make(client: ClientAPI) -> None:
            collection = client.get_or_create_collection(
                self._name,
                embedding_function=None,
                configuration={"hnsw": _graph()},
                metadata={
                    "fingerprint": fingerprint_json(fingerprint),
                    "passage_format": PASSAGE_FORMAT,
                },
            )
            _check(collection.metadata, fingerprint)

        with self._lock:
            self._do(lambda: make(self._client(create=True)))

    def check(self, fingerprint: Fingerprint) -> None:
        """Raises :class:`FingerprintError` where the collection is of another model."""
        self._use(lambda collection: _check(collection.metadata, fingerprint))

    def fingerprint(self) -> str | None:
        """The fingerprint that the collection carries, as JSON."""
        found = self._use(lambda collection: dict(collection.metadata or {}).get("fingerprint"))
        return None if found is None else str(found)

    def upsert(
        self, ids: Sequence[int], vectors: Vectors, documents: Sequence[DocumentSummary]
    ) -> None:
        """Writes a vector for each passage id, with what filters need of its document."""
        size = self._batch()
        for start in range(0, len(ids), size):
            part = slice(start, start + size)
            self._write(ids[part], vectors[part], documents[part])

    def fetch(self, ids: Sequence[int]) -> dict[int, Vectors]:
        """The vectors that are there, by passage id."""
        found: dict[int, Vectors] = {}
        for some in slices(ids, self._batch()):
            got = self._get(some, "embeddings")
            rows = got["embeddings"]
            if rows is not None:
                found.update(
                    (int(key), np.asarray(row, dtype=np.float32))
                    for key, row in zip(got["ids"], rows, strict=True)
                )
        return found

    def present(self, ids: Sequence[int]) -> set[int]:
        """Those of ``ids`` that have a vector."""
        found: set[int] = set()
        for some in slices(ids, self._batch()):
            found.update(int(key) for key in self._get(some)["ids"])
        return found

    def ids(self) -> set[int]:
        """Every passage id that has a vector."""
        return {int(key) for key in self._use(lambda c: c.get(include=[]))["ids"]}

    def delete(self, ids: Sequence[int]) -> None:
        """Removes vectors, and looks that they are gone. Ids without one are ignored."""
        for some in slices(ids, self._batch()):
            self._drop(some)
        left = self.present(ids)
        if left:
            raise LibraryError(
                f"Chroma kept {len(left)} vectors that were deleted", "run penholder doctor"
            )

    def reconnect(self, ids: Sequence[int]) -> int:
        """Writes those vectors again that do not find themselves; gives how many there were."""
        lost = [id_ for some in slices(ids, _ASKED_AT_ONCE) for id_ in self._lost(some)]
        if lost:
            got = self._get(lost, "embeddings", "metadatas")
            rows, facts = got["embeddings"], got["metadatas"]
            self._use(lambda c: c.upsert(ids=got["ids"], embeddings=rows, metadatas=facts))
        return len(lost)

    def _lost(self, ids: Sequence[int]) -> list[int]:
        vectors = self.fetch(ids)
        if not vectors:
            return []
        asked: Any = np.stack(list(vectors.values()))
        got = self._use(lambda c: c.query(asked, n_results=1, include=["distances"]))
        distances = got["distances"] or []
        # An equal vector of another passage will do: what leads to it leads on.
        return [
            id_
            for id_, found in zip(vectors, distances, strict=True)
            if not found or found[0] > _SAME
        ]

    def nearest(
        self, vector: Vectors, k: int, filters: Filters, *, generation: int
    ) -> list[Candidate]:
        """The ``k`` passages with the highest cosine similarity, best first.

        ``generation``: sees at least what was written up to it.
        """
        where = _where(filters)
        got = self._use(
            lambda c: c.query(
                query_embeddings=np.asarray(vector, dtype=np.float32).reshape(1, -1),
                n_results=k,
                where=where,
                include=["distances"],
            ),
            generation,
        )
        distances = got["distances"]
        if distances is None:
            return []
        return [
            Candidate(int(key), 1.0 - float(distance))
            for key, distance in zip(got["ids"][0], distances[0], strict=True)
        ]

    def _write(
        self, ids: Sequence[int], vectors: Vectors, documents: Sequence[DocumentSummary]
    ) -> None:
        metadatas: list[Any] = [_metadata(document) for document in documents]
        rows: Any = vectors
        self._use(lambda c: c.upsert(ids=_keys(ids), embeddings=rows, metadatas=metadatas))

    def _get(self, ids: Sequence[int], *include: Any) -> GetResult:
        return self._use(lambda c: c.get(ids=_keys(ids), include=list(include)))

    def _drop(self, ids: Sequence[int]) -> None:
        self._use(lambda c: c.delete(ids=_keys(ids)))

    # The client.

    def renew(self) -> None:
        """Forgets what the client remembers. A writer starts so: what another process wrote
        since must be there before anything is added to it."""
        with self._lock:
            if self._shared is not None:
                self._do(lambda: close(self._shared))

    def written(self, generation: int) -> None:
        """Says that this process wrote all up to ``generation`` itself: no need to reopen."""
        if self._shared is not None:
            with self._lock:
                self._shared.generation = max(self._shared.generation, generation)

    def _batch(self) -> int:
        with self._lock:
            return min(_LARGEST_BATCH, self._do(lambda: self._client().get_max_batch_size()))

    def _use(self, work: Callable[[Collection], T], generation: int = -1) -> T:
        with self._lock:
            return self._do(
                lambda: work(
                    self._client(generation).get_collection(self._name, embedding_function=None)
                )
            )

    def _do(self, work: Callable[[], T]) -> T:
        """Does the work, again with a new client where the old one may be what stood in its way.

        A server that was restarted has closed the old connections; of a folder that another
        process wrote to, the client knows ids without their vectors. All that is asked for here
        can be asked for twice.
        """
        tries = _TRIES_OF_A_SERVER if self._url else _TRIES_OF_A_FOLDER
        for left in reversed(range(tries)):
            try:
                return work()
            except PenholderError:
                raise
            except Exception as error:
                # Chroma raises its own errors, those of httpx and bare ones from its Rust core.
                if not left or _disk_is_full(error):
                    raise self._unusable(error) from error
            self._drop_client()
            if not self._url:
                time.sleep(_BETWEEN_TRIES)
        raise AssertionError("the last try either gives or raises")

    def _drop_client(self) -> None:
        if self._url is not None:
            self._hang_up()
        elif self._shared is not None:
            close(self._shared)

    def _hang_up(self) -> None:
        server, self._server = self._server, None
        hang_up(server)

    def _unusable(self, error: Exception) -> LibraryError:
        self.failed = True
        if self._url is None:
            what, remedy = "the vector index", "run penholder rebuild"
        else:
            what = f"the Chroma server at {Address.of(self._url)}"
            remedy = "check that the server runs"
            if type(error).__name__ == "NotFoundError":
                return LibraryError(
                    f"{what} does not hold this library's vectors", "run penholder rebuild"
                )
        if _disk_is_full(error) or (self._shared and _has_no_room(self._shared.path)):
            remedy = "free disk space, then run penholder refresh again"
        return LibraryError(f"{what} cannot be used ({first_line(error)})", remedy)

    def _client(self, generation: int = -1, *, create: bool = False) -> ClientAPI:
        if self._url is not None:
            if self._server is None:
                self._server = connect(self._url)
            return self._server
        if self._shared is None:
            raise LibraryError("this library is closed", "open it again")
        if self._shared.client is not None and self._shared.generation < generation:
            close(self._shared)
        if self._shared.client is None:
            self._shared.client = open_folder(self._shared.path, create=create)
            self._shared.generation = generation
        return self._shared.client


def _has_no_room(path: Path) -> bool:
    """Whether the disk is so full that whatever failed there failed of that."""
    there = path if path.is_dir() else path.parent
    return there.is_dir() and shutil.disk_usage(there).free < _NO_ROOM


def _disk_is_full(error: Exception) -> bool:
    told = str(error).lower()
    return any(sign in told for sign in ("disk is full", "no space left", "file too large"))


def _check(metadata: Mapping[str, Any] | None, fingerprint: Fingerprint) -> None:
    found = dict(metadata or {})
    same_model = found.get("fingerprint") == fingerprint_json(fingerprint)
    if not same_model or found.get("passage_format") != PASSAGE_FORMAT:
        raise FingerprintError(
            f"the vectors were not built with {fingerprint.name} by this Penholder",
            "run penholder rebuild, or refresh into a new --library",
        )


def _metadata(document: DocumentSummary) -> dict[str, str | int]:
    facts: dict[str, str | int] = {"document": document.document, "kind": document.kind.value}
    if document.date:
        facts["date"] = as_number(document.date.isoformat())
    return facts


def as_number(iso: str) -> int:
    """A date as the integer yyyymmdd, which both indexes compare."""
    return int(iso.replace("-", ""))


def _where(filters: Filters) -> Any:
    conditions: list[dict[str, Any]] = []
    if filters.documents:
        conditions.append({"document": {"$in": sorted(filters.documents)}})
    if filters.kinds:
        conditions.append({"kind": {"$in": sorted(kind.value for kind in filters.kinds)}})
    if filters.after:
        conditions.append({"date": {"$gte": as_number(filters.after.isoformat())}})
    if filters.before:
        conditions.append({"date": {"$lte": as_number(filters.before.isoformat())}})
    if len(conditions) > 1:
        return {"$and": conditions}
    return conditions[0] if conditions else None


def _graph() -> Any:
    return {
        "space": "cosine",
        "max_neighbors": _NEIGHBOURS,
        "ef_search": _SEARCH_BREADTH,
        "sync_threshold": _SYNC_EVERY,
    }


def _keys(ids: Sequence[int]) -> list[str]:
    return [str(id_) for id_ in ids]
