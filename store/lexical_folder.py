"""The folder of the lexical index, and how it follows the catalogue.

Nothing here is the only copy of anything. A folder that is missing, damaged, of another library
or of an older format is built again from the catalogue, beside what is there.
"""

from __future__ import annotations

import json
import logging
import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock

from store.catalogue import Catalogue, slices
from store.errors import LibraryError
from store.lexical_terms import FORMAT, analysers, documents, schema

if TYPE_CHECKING:
    import sqlalchemy as sa
    import tantivy

_log = logging.getLogger(__name__)

_HEAP_BYTES = 64_000_000
_VERSIONS_A_DELETE = 1_000


@dataclass(frozen=True, slots=True)
class LexicalState:
    """The generation that the index is at, none where it is missing or damaged, and its ids."""

    generation: int | None
    ids: frozenset[int]


@dataclass(frozen=True, slots=True)
class _State:
    """What the folder holds."""

    library: str
    format: int
    generation: int
    folder: str = "index"


class LexicalFolder:
    """The index as this process has it open. Safe for threads."""

    def __init__(self, path: Path, catalogue: Catalogue) -> None:
        self._state_file = path / "state.json"
        self._lock_file = path / "sync.lock"
        self._path = path
        self._catalogue = catalogue
        self._lock = threading.RLock()
        self._index: tantivy.Index | None = None
        self._generation = -1
        self.analyse, self._cased = analysers()
        self.schema = schema()

    def sync(self) -> None:
        """Applies what changed in the catalogue since this folder was last brought up to date."""
        with self._lock:
            self._sync()

    def renew(self) -> None:
        """Builds the index anew beside the one that answers, then puts it in its place."""
        with self._lock, self._locked(), self._catalogue.reading() as connection:
            meta = self._catalogue.meta(connection)
            library, generation = meta["library"], int(meta["generation"])
            self._index = self._built_anew(connection, library, generation)
            self._generation = generation

    def state(self) -> LexicalState:
        """What the folder holds, looked at without bringing it up to date."""
        import tantivy

        facts = self._catalogue.facts()
        state = self._usable(facts["library"])
        index = self._open(state) if state else None
        if state is None or index is None:
            return LexicalState(None, frozenset())
        searcher = index.searcher()
        hits = searcher.search(
            tantivy.Query.all_query(), limit=max(searcher.num_docs, 1), count=False
        ).hits
        ids = searcher.fast_field_values("id", [address for _, address in hits])
        return LexicalState(state.generation, frozenset(int(id_) for id_ in ids if id_ is not None))

    def searcher(self) -> tantivy.Searcher:
        """A view of the index at the catalogue's generation."""
        with self._lock:
            if self._index is None or self._generation != self._catalogue.generation:
                try:
                    self._sync()
                except LibraryError as error:
                    # A full disk must not end the answers: what is not live is dropped anyway.
                    if self._index is None:
                        self._index = self._as_it_is()
                    if self._index is None:
                        raise
                    _log.warning("%s", error)
            assert self._index is not None  # noqa: S101 - _sync opened it
            return self._index.searcher()

    def _as_it_is(self) -> tantivy.Index | None:
        state = self._usable(self._catalogue.facts()["library"])
        return self._open(state) if state else None

    # Following the catalogue.

    def _sync(self) -> None:
        library, generation = self._wanted()
        current = self._usable(library)
        index = self._open(current) if current and current.generation == generation else None
        if index is None:
            index, generation = self._brought_along()
        self._index, self._generation = index, generation

    def _wanted(self) -> tuple[str, int]:
        facts = self._catalogue.facts()
        return facts["library"], int(facts["generation"])

    def _brought_along(self) -> tuple[tantivy.Index, int]:
        """The index, with what the catalogue has changed since applied."""
        # The lock before the view: else another process could leave the folder ahead of it.
        with self._locked(), self._catalogue.reading() as connection:
            meta = self._catalogue.meta(connection)
            library, generation = meta["library"], int(meta["generation"])
            state = self._usable(library)
            index = self._open(state) if state else None
            if state is None or index is None or state.generation > generation:
                return self._built_anew(connection, library, generation), generation
            if state.generation < generation:
                try:
                    self._apply(index, connection, state.generation)
                except LibraryError:
                    # What a killed writer left can stand in tantivy's way for good.
                    _log.warning("the word index is built anew", exc_info=True)
                    return self._built_anew(connection, library, generation), generation
                self._keep(replace(state, generation=generation))
            index.reload()
            return index, generation

    def _built_anew(
        self, connection: sa.Connection, library: str, generation: int
    ) -> tantivy.Index:
        """A new folder, and the state that points to it; then the old ones can go."""
        state = self._state()
        self._prune(state.folder if state else None)
        folder = _next_name(state.folder if state else None)
        index = self._fresh(folder)
        self._apply(index, connection, -1)
        self._keep(_State(library, FORMAT, generation, folder))
        index.reload()
        self._prune(folder)
        return index

    def _prune(self, kept: str | None) -> None:
        for folder in self._path.glob("index*"):
            if folder.name != kept:
                shutil.rmtree(folder, ignore_errors=True)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Alone among all processes; what the system refuses is one sentence."""
        try:
            self._path.mkdir(parents=True, exist_ok=True)
            with FileLock(self._lock_file):
                yield
        except OSError as error:
            raise self._unwritable(error) from error

    def _unwritable(self, error: Exception) -> LibraryError:
        return LibraryError(
            f"the lexical index in {self._path} cannot be written ({error})",
            "check free disk space and permissions, then run penholder refresh again",
        )

    def _apply(self, index: tantivy.Index, connection: sa.Connection, since: int) -> None:
        """Idempotent: what a killed attempt left is deleted before it is added."""
        import tantivy

        try:
            writer = index.writer(heap_size=_HEAP_BYTES, num_threads=1)
            for some in slices(
                self._catalogue.retired_since(connection, since), _VERSIONS_A_DELETE
            ):
                writer.delete_documents_by_query(
                    tantivy.Query.term_set_query(self.schema, "version", list(some))
                )
            for version in self._catalogue.live_since(connection, since):
                if since >= 0:
                    writer.delete_documents_by_term("version", version.version)
                for document in documents(version):
                    writer.add_document(document)
            writer.commit()
            writer.garbage_collect_files()
            writer.wait_merging_threads()
        except (ValueError, OSError) as error:
            raise self._unwritable(error) from error

    def _open(self, state: _State) -> tantivy.Index | None:
        """The index in the folder; none where it is missing or damaged."""
        import tantivy

        folder = self._path / state.folder
        if not folder.is_dir():
            return None
        try:
            index = tantivy.Index(self.schema, path=str(folder), reuse=True)
            self._register(index)
            index.searcher().search(tantivy.Query.all_query(), limit=1)
        except (ValueError, OSError):
            # Whatever is wrong with the cache, the catalogue has it all: build it again.
            return None
        return index

    def _fresh(self, name: str) -> tantivy.Index:
        import tantivy

        folder = self._path / name
        try:
            folder.mkdir(parents=True)
            index = tantivy.Index(self.schema, path=str(folder), reuse=False)
        except (ValueError, OSError) as error:
            raise self._unwritable(error) from error
        self._register(index)
        return index

    def _usable(self, library: str) -> _State | None:
        """What the folder holds, if it is this library's and in this form."""
        state = self._state()
        return state if state and (state.library, state.format) == (library, FORMAT) else None

    def _register(self, index: tantivy.Index) -> None:
        index.register_tokenizer("english", self.analyse)
        index.register_tokenizer("cased", self._cased)

    def _state(self) -> _State | None:
        try:
            return _State(**json.loads(self._state_file.read_text("utf-8")))
        except (OSError, ValueError, TypeError):
            return None  # not there, or cut short by a crash: the index is built again

    def _keep(self, state: _State) -> None:
        written = self._state_file.with_suffix(".new")
        with written.open("w", encoding="utf-8") as file:
            json.dump(asdict(state), file)
            file.flush()
            os.fsync(file.fileno())
        written.replace(self._state_file)


def _next_name(folder: str | None) -> str:
    """A folder name after ``folder``'s: ``index``, ``index-2``, ``index-3`` …"""
    if folder is None:
        return "index"
    _, _, number = folder.partition("-")
    return f"index-{int(number or 1) + 1}"
