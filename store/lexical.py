"""The lexical index: tantivy, a cache that is brought up to the catalogue's generation.

Nothing here is the only copy of anything. A folder that is missing, damaged, of another library
or of an older format is built again from the catalogue.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from filelock import FileLock

from store.catalogue import Catalogue, VersionPassages, slices
from store.errors import LibraryError
from store.filters import Filters
from store.symbols import find_symbols
from store.vectors import Candidate, as_number

if TYPE_CHECKING:
    import sqlalchemy as sa
    import tantivy

# Raised when fields or analysis change; an index of another format is built again.
FORMAT = 1

_HEAP_BYTES = 64_000_000
_LONGEST_TOKEN = 60
_VERSIONS_A_DELETE = 1_000
# A symbol is one rare term: it outweighs the words around it.
_SYMBOL_BOOST = 3.0
_DIGIT = re.compile(r"\d")
_BARE_RESOLUTION = re.compile(r"(S/RES/\d+) \(\d{4}\)")


@dataclass(frozen=True, slots=True)
class _State:
    """What the folder holds."""

    library: str
    format: int
    generation: int


class LexicalIndex:
    """BM25 over headings and texts, with symbols as terms of their own. Safe for threads."""

    def __init__(self, path: Path, catalogue: Catalogue) -> None:
        self._folder = path / "index"
        self._state_file = path / "state.json"
        self._lock_file = path / "sync.lock"
        self._path = path
        self._catalogue = catalogue
        self._lock = threading.RLock()
        self._index: tantivy.Index | None = None
        self._generation = -1
        self._analyse, self._cased = _analysers()
        self._schema = _schema()

    def sync(self) -> None:
        """Applies what changed in the catalogue since this folder was last brought up to date."""
        with self._lock:
            self._sync()

    def matching(self, text: str, k: int, filters: Filters) -> list[Candidate]:
        """The ``k`` passages with the highest BM25 score, best first. Any text is allowed."""
        import tantivy

        asked = self._query(text)
        if asked is None:
            return []
        conditions = [
            (tantivy.Occur.Must, tantivy.Query.const_score_query(condition, 0.0))
            for condition in self._conditions(filters)
        ]
        if conditions:
            asked = tantivy.Query.boolean_query([(tantivy.Occur.Must, asked), *conditions])
        searcher = self._searcher()
        hits = searcher.search(asked, limit=k, count=False).hits
        ids = searcher.fast_field_values("id", [address for _, address in hits])
        return [
            Candidate(int(id_), float(score))
            for id_, (score, _) in zip(ids, hits, strict=True)
            if id_ is not None
        ]

    def words(self) -> Mapping[str, int]:
        """Every word as it is printed, and in how many passages."""
        return dict(self._searcher().terms_with_prefix("words", ""))

    def ids(self) -> set[int]:
        """Every passage id that the index holds."""
        import tantivy

        searcher = self._searcher()
        limit = max(searcher.num_docs, 1)
        hits = searcher.search(tantivy.Query.all_query(), limit=limit, count=False).hits
        values = searcher.fast_field_values("id", [address for _, address in hits])
        return {int(value) for value in values if value is not None}

    # Asking.

    def _searcher(self) -> tantivy.Searcher:
        with self._lock:
            if self._index is None or self._generation != self._catalogue.generation:
                self._sync()
            assert self._index is not None  # noqa: S101 - _sync opened it
            return self._index.searcher()

    def _query(self, text: str) -> tantivy.Query | None:
        """Words and symbols, any of which may match: never the query parser, which can refuse."""
        import tantivy

        parts = [
            tantivy.Query.term_query(self._schema, "text", term)
            for term in dict.fromkeys(self._analyse.analyze(text))
        ]
        for symbol in _symbol_terms(text):
            exact = tantivy.Query.term_query(self._schema, "symbols", symbol)
            parts.append(tantivy.Query.boost_query(exact, _SYMBOL_BOOST))
        if not parts:
            return None
        return tantivy.Query.boolean_query([(tantivy.Occur.Should, part) for part in parts])

    def _conditions(self, filters: Filters) -> list[tantivy.Query]:
        import tantivy

        conditions = []
        if filters.documents:
            documents = sorted(filters.documents)
            conditions.append(tantivy.Query.term_set_query(self._schema, "document", documents))
        if filters.kinds:
            kinds = sorted(kind.value for kind in filters.kinds)
            conditions.append(tantivy.Query.term_set_query(self._schema, "kind", kinds))
        if filters.after or filters.before:
            conditions.append(
                tantivy.Query.range_query(
                    self._schema,
                    "date",
                    tantivy.FieldType.Integer,
                    as_number(filters.after.isoformat()) if filters.after else None,
                    as_number(filters.before.isoformat()) if filters.before else None,
                )
            )
        return conditions

    # Following the catalogue.

    def _sync(self) -> None:
        self._path.mkdir(parents=True, exist_ok=True)
        # The lock before the view: else another process could leave the folder ahead of it.
        with FileLock(self._lock_file), self._catalogue.reading() as connection:
            meta = self._catalogue.meta(connection)
            library, generation = meta["library"], int(meta["generation"])
            state = self._state()
            usable = state is not None and (state.library, state.format) == (library, FORMAT)
            index = self._open() if usable else None
            if state is None or index is None or state.generation > generation:
                state, index = _State(library, FORMAT, -1), self._fresh()
            if state.generation < generation:
                self._apply(index, connection, state.generation)
                self._keep(_State(library, FORMAT, generation))
            index.reload()
        self._index, self._generation = index, generation

    def _apply(self, index: tantivy.Index, connection: sa.Connection, since: int) -> None:
        """Idempotent: what a killed attempt left is deleted before it is added."""
        import tantivy

        writer = index.writer(heap_size=_HEAP_BYTES, num_threads=1)
        for some in slices(self._catalogue.retired_since(connection, since), _VERSIONS_A_DELETE):
            writer.delete_documents_by_query(
                tantivy.Query.term_set_query(self._schema, "version", list(some))
            )
        for version in self._catalogue.live_since(connection, since):
            if since >= 0:
                writer.delete_documents_by_term("version", version.version)
            for document in _documents(version):
                writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()

    def _open(self) -> tantivy.Index | None:
        """The index in the folder; none where it is missing or damaged."""
        import tantivy

        if not self._folder.is_dir():
            return None
        try:
            index = tantivy.Index(self._schema, path=str(self._folder), reuse=True)
            self._register(index)
            index.searcher().search(tantivy.Query.all_query(), limit=1)
        except (ValueError, OSError):
            # Whatever is wrong with the cache, the catalogue has it all: build it again.
            return None
        return index

    def _fresh(self) -> tantivy.Index:
        import tantivy

        self._state_file.unlink(missing_ok=True)
        shutil.rmtree(self._folder, ignore_errors=True)
        try:
            self._folder.mkdir(parents=True)
            index = tantivy.Index(self._schema, path=str(self._folder), reuse=False)
        except (ValueError, OSError) as error:
            raise LibraryError(
                f"the lexical index in {self._path} cannot be written ({error})",
                "check free disk space and permissions",
            ) from error
        self._register(index)
        return index

    def _register(self, index: tantivy.Index) -> None:
        index.register_tokenizer("english", self._analyse)
        index.register_tokenizer("cased", self._cased)

    def _state(self) -> _State | None:
        try:
            return _State(**json.loads(self._state_file.read_text("utf-8")))
        except (OSError, ValueError, TypeError):
            return None  # not there, or cut short by a crash: the index is built again

    def _keep(self, state: _State) -> None:
        written = self._state_file.with_suffix(".new")
        with written.open("w", encoding="utf-8") as file:
            json.dump(
                {
                    "library": state.library,
                    "format": state.format,
                    "generation": state.generation,
                },
                file,
            )
            file.flush()
            os.fsync(file.fileno())
        written.replace(self._state_file)


def _analysers() -> tuple[tantivy.TextAnalyzer, tantivy.TextAnalyzer]:
    """Words for matching (folded, stemmed), and words as they are printed."""
    from tantivy import Filter, TextAnalyzerBuilder, Tokenizer

    english = (
        TextAnalyzerBuilder(Tokenizer.simple())
        .filter(Filter.remove_long(_LONGEST_TOKEN))
        .filter(Filter.lowercase())
        .filter(Filter.ascii_fold())
        .filter(Filter.stemmer("english"))
        .build()
    )
    cased = (
        TextAnalyzerBuilder(Tokenizer.simple()).filter(Filter.remove_long(_LONGEST_TOKEN)).build()
    )
    return english, cased


def _schema() -> tantivy.Schema:
    from tantivy import SchemaBuilder

    builder = SchemaBuilder()
    builder.add_unsigned_field("id", indexed=True, fast=True)
    builder.add_unsigned_field("version", indexed=True)
    builder.add_text_field("text", tokenizer_name="english")
    builder.add_text_field("words", tokenizer_name="cased", index_option="basic")
    for name in ("symbols", "document", "kind"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("date", indexed=True, fast=True)
    return builder.build()


def _documents(version: VersionPassages) -> list[Any]:
    import tantivy

    facts = version.document
    own = _symbol_terms(facts.symbol or "")
    made = []
    for id_, heading, text in version.passages:
        document = tantivy.Document()
        document.add_unsigned("id", id_)
        document.add_unsigned("version", version.version)
        document.add_text("text", f"{heading}\n{text}")
        document.add_text("words", f"{heading}\n{text}")
        for symbol in dict.fromkeys([*own, *_symbol_terms(text)]):
            document.add_text("symbols", symbol)
        document.add_text("document", facts.document)
        document.add_text("kind", facts.kind.value)
        if facts.date:
            document.add_integer("date", as_number(facts.date.isoformat()))
        made.append(document)
    return made


def _symbol_terms(text: str) -> Sequence[str]:
    """The documents that a text names, each as one term; a resolution without its year too."""
    terms: dict[str, None] = {}
    if not _DIGIT.search(text):  # no document is named without one, and looking costs more
        return ()
    for found in find_symbols(text):
        terms[found.symbol] = None
        if bare := _BARE_RESOLUTION.fullmatch(found.symbol):
            terms[bare.group(1)] = None
    return list(terms)
