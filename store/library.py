"""The library: one façade over the catalogue, the vectors and the lexical index.

Readers use it from any number of threads while one writer, in this process or another, refreshes
it. Opening loads neither Chroma nor a model; the first vector query or write does.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TypeVar

from store import history, naming, originals
from store.catalogue import Catalogue, DocumentSummary, LiveText, StoredPassage
from store.collections import current_number, open_collection
from store.days import days_by_symbol, with_day
from store.embedding import Embedder, Vectors
from store.errors import LibraryError
from store.filters import Filters
from store.lexical import LexicalIndex
from store.lock import PATIENCE, writer_lock
from store.naming import MissingDocument
from store.rebuilding import Rebuilding, Rebuilt, Recut
from store.records import Alias, Document, ResolvedDate
from store.references import Related, citations, relations_to
from store.requests import Request, fates, requests
from store.searching import Finder
from store.shelf import Shelf, shelf_of
from store.staging import needs_sweep
from store.symbols import canonical, same_document
from store.vectors import Candidate, VectorStore
from store.writing import OnStage, Writer

__all__ = [
    "Candidate",
    "DocumentSummary",
    "Library",
    "LiveText",
    "MissingDocument",
    "StoredPassage",
]

_EVERYTHING = Filters()

T = TypeVar("T")


class Library:
    """What is held. Make one with :meth:`open`; it is a context manager."""

    def __init__(
        self, path: Path, catalogue: Catalogue, embedder: Embedder | None, chroma_url: str | None
    ) -> None:
        self.path = path
        self.catalogue = catalogue
        self.embedder = embedder
        self.chroma_url = chroma_url
        self._vectors: VectorStore | None = None
        self._vectors_number = 0
        self._lexical: LexicalIndex | None = None
        self._lock = threading.RLock()
        self._kept: dict[str, tuple[int, object]] = {}
        self._finder = Finder(self)

    @classmethod
    def open(
        cls,
        path: Path,
        embedder: Embedder | None,
        *,
        create: bool = False,
        chroma_url: str | None = None,
        rebuilding: bool = False,
    ) -> Library:
        """Opens the library in the folder ``path``.

        ``embedder`` may be none for reading without vectors of one's own. Raises
        :class:`LibraryMissing` where there is none and ``create`` is false, and
        :class:`FingerprintError` where it was built with another model or chunker, which
        ``rebuilding`` is there to mend.
        """
        file = path / "catalogue.sqlite"
        try:
            catalogue = Catalogue.create(file) if create else Catalogue.open(file)
        except OSError as error:
            raise LibraryError(
                f"the library folder {path} cannot be used ({error.strerror})",
                "choose another folder with --library",
            ) from error
        if embedder is not None and not rebuilding:
            try:
                catalogue.check_fingerprint(embedder.fingerprint)
            except LibraryError:
                catalogue.close()
                raise
        return cls(path, catalogue, embedder, chroma_url)

    def close(self) -> None:
        """Gives everything back. The library cannot be used afterwards."""
        with self._lock:
            vectors, self._vectors = self._vectors, None
            self._vectors_number = 0
            self._lexical = None
            self._kept.clear()
        if vectors is not None:
            vectors.close()
        self.catalogue.close()

    def __enter__(self) -> Library:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # Documents.

    @property
    def generation(self) -> int:
        """Rises by one with every change that a reader can see."""
        return self.catalogue.generation

    def documents(self) -> list[DocumentSummary]:
        """Every live document, by id; a part that prints no day has that of the whole."""
        return list(self._per_generation("documents", self._documents))

    def document(self, name: str) -> Document:
        """The document with this id or symbol, however the symbol is typed.

        Raises :class:`UsageError`, naming what is near, where there is none.
        """
        found = self.catalogue.document(self.find(name))
        if found is None:  # removed between the two looks
            raise naming.unknown(self.documents(), name)
        return found

    def original(self, document_id: str) -> Path | None:
        """The file that keeps what a live document was read from, where there is one."""
        sha256 = self.catalogue.original_of(document_id)
        folder = self.path / "originals"
        if sha256 is None or not originals.is_kept(folder, sha256):
            return None
        return originals.path_of(folder, sha256)

    def find(self, name: str) -> str:
        """The id of the document with this id or symbol. Raises :class:`UsageError`."""
        return naming.find(self.documents(), name)

    def missing(self) -> list[MissingDocument]:
        """What held documents cite and is not held, by symbol."""
        return list(self._per_generation("missing", self._missing))

    def citing(self, symbol: str) -> list[DocumentSummary]:
        """The held documents that cite this symbol."""
        wanted = canonical(symbol)
        pairs = self._per_generation("citations", lambda: citations(self.catalogue))
        citing = {by for cited, by in pairs if same_document(wanted, canonical(cited))}
        return [summary for summary in self.documents() if summary.document in citing]

    def shelf(self) -> Shelf:
        """What each document cites, and how each came to be held."""
        return self._per_generation("shelf", lambda: shelf_of(self.catalogue, self.documents()))

    def asked_for(self) -> Mapping[str, Request]:
        """What became of the documents that were asked for by their symbols, by symbol."""
        return fates(requests(self.catalogue))

    def runs(self, limit: int) -> list[history.Run]:
        """The newest runs that changed the library or met a failure, newest first."""
        return history.runs(self.catalogue, limit)

    def last_look(self) -> history.Look | None:
        """The last look over all its sources that changed nothing, if there was one."""
        return history.last_look(self.catalogue)

    def relations_to(self, symbol: str) -> list[Related]:
        """How held documents stand to this symbol, besides citing it."""
        return relations_to(self.catalogue, canonical(symbol))

    def edited(self) -> Mapping[str, dt.datetime]:
        """The held documents whose text was edited after its first indexing; when last, in UTC."""
        return self._per_generation("edited", lambda: history.edited(self.catalogue))

    def aliases(self) -> tuple[Alias, ...]:
        """Every short form that a live document explains."""
        return self._per_generation("aliases", self.catalogue.aliases)

    def dates(self, document_id: str) -> tuple[ResolvedDate, ...]:
        """The relative dates of a document, resolved, in order."""
        return self.catalogue.dates(document_id)

    def texts(self, document_ids: Iterable[str]) -> dict[str, LiveText]:
        """The text and the resolved dates of these documents; those no longer live are left out."""
        return self.catalogue.texts(document_ids)

    def vocabulary(self) -> Mapping[str, int]:
        """Every word of the live passages in lower case, with about how many have it."""
        return self._per_generation("vocabulary", self._vocabulary)

    def names(self) -> Mapping[str, int]:
        """Words that the live passages only ever print with a capital, as printed."""
        return self._per_generation("names", self._names)

    # Passages.

    def passages(self, ids: Sequence[int]) -> list[StoredPassage]:
        """Live passages in the order asked for; ids that are no longer live are left out."""
        days = self._days()
        return [
            replace(stored, document=with_day(stored.document, days))
            for stored in self.catalogue.passages(ids)
        ]

    def passage_count(self) -> int:
        """How many passages are live."""
        return self.catalogue.passage_count()

    def nearest(self, vector: Vectors, k: int, filters: Filters = _EVERYTHING) -> list[Candidate]:
        """The ``k`` live passages nearest to a unit vector; the score is the cosine."""
        return self._finder.nearest(vector, k, filters)

    def matching(self, text: str, k: int, filters: Filters = _EVERYTHING) -> list[Candidate]:
        """The ``k`` live passages that match a text best; the score is BM25, symbols boosted."""
        return self._finder.matching(text, k, filters)

    # Writing.

    @contextmanager
    def writing(
        self, command: str, *, patience: float = PATIENCE, on_stage: OnStage | None = None
    ) -> Iterator[Writer]:
        """The right to write, held until the end of the block.

        Waits ``patience`` seconds for another writer, then raises :class:`LibraryBusy`.
        """
        with writer_lock(self.path, command, patience=patience) as hold:
            writer = Writer(self, command, hold, on_stage)
            try:
                writer.begin()
                yield writer
            except BaseException:
                writer.give_up()
                raise
            writer.finish()

    def remove(self, name: str) -> str:
        """Takes a document out, by id or symbol, and gives its id.

        It stays out until its source changes or is named again. Raises :class:`UsageError`.
        """
        document_id = self.find(name)
        with self.writing("remove") as writer:
            writer.remove(document_id)
        return document_id

    def rebuild(
        self,
        recut: Recut,
        *,
        patience: float = PATIENCE,
        on_progress: Callable[[int, int], None] = lambda _done, _total: None,
        on_stage: OnStage = lambda _stage: None,
    ) -> Rebuilt:
        """Makes both indexes anew from the stored text, beside those that answer, and swaps.

        ``recut`` cuts documents again where the model or the chunker asks for it. Raises as
        :meth:`writing` does; then what was there goes on answering.
        """
        with writer_lock(self.path, "rebuild", patience=patience) as hold:
            return Rebuilding(self, recut, hold, on_progress, on_stage).run()

    def writing_embedder(self) -> Embedder:
        """The embedder, for what cannot do without."""
        if self.embedder is None:
            raise LibraryError(
                "the library was opened without an embedding model", "open it with one to write"
            )
        return self.embedder

    @property
    def unfinished(self) -> bool:
        """Whether a killed writer left something that the next one clears away."""
        with self.catalogue.reading() as connection:
            return needs_sweep(connection)

    # The indexes.

    @property
    def vectors(self) -> VectorStore:
        """The vector index; the first use makes its client."""
        return self.vectors_of(self.catalogue.facts())

    def vectors_of(self, facts: Mapping[str, str]) -> VectorStore:
        """The vector index that these facts speak of: a rebuild makes another one current."""
        number = current_number(facts)
        with self._lock:
            if self._vectors is None or self._vectors_number < number:
                left, self._vectors = self._vectors, self.collection(number, facts)
                self._vectors_number = number
            else:
                left = None
            current = self._vectors
        if left is not None:
            left.close()
        return current

    def collection(self, number: int, facts: Mapping[str, str] | None = None) -> VectorStore:
        """A collection of vectors by its number. Whoever asks closes it."""
        facts = facts or self.catalogue.facts()
        return open_collection(self.path, facts, number, self.chroma_url)

    @property
    def vectors_failed(self) -> bool:
        """Whether this library's vector index ever could not do its part."""
        return self._vectors is not None and self._vectors.failed

    def vectors_if_any(self) -> VectorStore | None:
        """The vector index, where a collection was ever made."""
        return self.vectors if "fingerprint" in self.catalogue.facts() else None

    @property
    def lexical(self) -> LexicalIndex:
        """The lexical index, brought up to date when it is asked."""
        with self._lock:
            if self._lexical is None:
                self._lexical = LexicalIndex(self.path / "lexical", self.catalogue)
            return self._lexical

    # What changes only with the generation.

    def _documents(self) -> list[DocumentSummary]:
        days = self._days()
        return [with_day(summary, days) for summary in self.catalogue.documents()]

    def _days(self) -> Mapping[str, dt.date]:
        """The day of each symbol that a live document or card gives."""
        return self._per_generation("days", lambda: days_by_symbol(self.catalogue.documents()))

    def _per_generation(self, key: str, make: Callable[[], T]) -> T:
        with self._lock:
            generation = self.generation
            kept = self._kept.get(key)
            if kept is None or kept[0] != generation:
                kept = (generation, make())
                self._kept[key] = kept
            return kept[1]  # type: ignore[return-value]  # made by the same key's maker

    def _missing(self) -> list[MissingDocument]:
        return naming.missing(self.documents(), citations(self.catalogue))

    def _vocabulary(self) -> Mapping[str, int]:
        counts: dict[str, int] = {}
        for word, count in self.lexical.words().items():
            counts[word.lower()] = counts.get(word.lower(), 0) + count
        return counts

    def _names(self) -> Mapping[str, int]:
        words = self.lexical.words()
        return {
            word: count
            for word, count in words.items()
            if word[0].isupper() and word.lower() not in words
        }
