"""Bringing a library up to date with its sources.

A file is read again only when its bytes, its sidecar or the reading pipeline changed, or when it
failed before. A refresh that finds nothing to do writes nothing at all and takes no lock.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from ingest.sources import Failure, Found, Item, find, read_bytes
from store import rows
from store.embedding import Embedder
from store.errors import PenholderError, SourceError
from store.library import Library
from store.lock import PATIENCE
from store.manifest import Source, read_claims, read_sources
from store.records import Document
from store.writing import OnStage, SourceChange, Writer

_DOCUMENTS_A_SWAP = 64
_PASSAGES_A_SWAP = 2_048


class Reader(Protocol):
    """Turns a source's bytes into documents. Raises :class:`SourceError` where it cannot."""

    def __call__(
        self, data: bytes, *, name: str, source: str, sidecar: bytes | None, embedder: Embedder
    ) -> list[Document]:
        """``name`` is the path under the corpus, ``source`` the absolute path."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a refresh is: ``done`` of ``total`` sources, the last of them ``source``."""

    done: int
    total: int
    source: str


@dataclass(frozen=True, slots=True)
class RefreshReport:
    """What a refresh did. Documents by id; ``passages`` is how many are live now in all."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int
    failed: tuple[Failure, ...]
    passages: int
    generation: int
    seconds: float


def refresh(
    library: Library,
    sources: Sequence[str | Path],
    *,
    on_progress: Callable[[Progress], None] | None = None,
    reader: Reader | None = None,
    pipeline: str | None = None,
    patience: float = PATIENCE,
    on_stage: OnStage | None = None,
) -> RefreshReport:
    """Brings the library up to date with files and folders.

    One source's failure stops no other; it is reported, and tried again next time. Raises
    :class:`LibraryError` where the library as a whole cannot be written, and then shows nothing
    half-done.
    """
    started = time.perf_counter()
    if reader is None or pipeline is None:
        from ingest.reading import PIPELINE, read_source

        reader, pipeline = reader or read_source, pipeline or PIPELINE
    found = find(sources)
    work = _Refresh(library, found, reader, pipeline, on_progress or (lambda _progress: None))
    if library.unfinished or work.has_work():
        with library.writing("refresh", patience=patience, on_stage=on_stage) as writer:
            work.run(writer)
    return work.report(time.perf_counter() - started)


class _Refresh:
    """One refresh: what the sources hold against what the library has of them."""

    def __init__(
        self,
        library: Library,
        found: Found,
        reader: Reader,
        pipeline: str,
        on_progress: Callable[[Progress], None],
    ) -> None:
        self._library = library
        self._found = found
        self._reader = reader
        self._pipeline = pipeline
        self._on_progress = on_progress
        self._writer: Writer | None = None
        self._load()

    def _load(self) -> None:
        with self._library.catalogue.reading() as connection:
            self._rows = read_sources(connection)
            self._claims: dict[str, dict[str, bool]] = {key: {} for key in self._rows}
            for claim in read_claims(connection):
                self._claims[claim.source][claim.document] = claim.held
        self._failures: dict[str, Failure] = {}
        self._gone = list(self._vanished())
        self._unread = {item.key for item in self._found.items}
        self._holders: dict[str, set[str]] = {}
        gone = {row.key for row in self._gone}
        for key, documents in self._claims.items():
            if key not in gone:
                self._hold(key, documents)

    # Whether there is anything to do.

    def has_work(self) -> bool:
        """Whether anything would be written. Only looks."""
        return any(True for _ in self._changes())

    def _is_unchanged(self, item: Item) -> bool:
        row = self._rows.get(item.key)
        if row is None or row.status == "failed" or row.pipeline != self._pipeline:
            return False
        if item.explicit and len(self._claims[item.key]) < row.documents:
            return False  # one was removed by hand, and its file is named again
        try:
            return row.sha256 == _sha256(*read_bytes(item))
        except SourceError:
            return False  # reading it again reports the reason

    def _vanished(self) -> Iterator[Source]:
        """Sources that a folder spoke for and no longer has."""
        present = {item.key for item in self._found.items}
        for row in self._rows.values():
            path = Path(row.key)
            for folder in self._found.folders:
                if row.key in present or not path.is_relative_to(folder.path):
                    continue
                unmounted = folder.empty and row.device not in (None, folder.device)
                named_itself = row.root == row.key and path.is_file()
                if not unmounted and not named_itself:
                    yield row
                    break

    # Doing it.

    def run(self, writer: Writer) -> None:
        """Reads what changed and applies it in swaps of bounded size, removals last."""
        self._writer = writer
        self._load()  # another writer may have been there before the lock was ours
        batch = _Batch(writer)
        for change in self._changes():
            batch.add(change)
        batch.flush()
        writer.failed = len(self._failures) + len(self._found.failures)

    def _changes(self) -> Iterator[SourceChange]:
        """What must be written, source by source; what vanished comes last.

        That way a document whose file was renamed is never away in between.
        """
        deferred: list[Item] = []
        total = len(self._found.items)
        for done, item in enumerate(self._found.items, start=1):
            if self._is_unchanged(item):
                self._unread.discard(item.key)
            else:
                try:
                    yield from self._settle(item, self._read(item, deferring=True))
                except _Later:
                    deferred.append(item)
            if self._writer:
                self._on_progress(Progress(done, total, item.shown))
        for item in deferred:
            yield from self._settle(item, self._read(item, deferring=False))
        yield from (SourceChange(row, gone=True) for row in self._gone)

    def _settle(self, item: Item, change: SourceChange) -> Iterator[SourceChange]:
        """Takes note of what an item gave; yields it where it is not what is known already."""
        self._unread.discard(item.key)
        if change.documents is not None:
            for holders in self._holders.values():
                holders.discard(item.key)
            self._claims[item.key] = {d.id: d.held for d in change.documents}
            self._hold(item.key, self._claims[item.key])
        if change.documents is not None or change.source != self._rows.get(item.key):
            yield change

    def _read(self, item: Item, *, deferring: bool) -> SourceChange:
        """What an item gives now: documents, or a failure that leaves the old ones answering."""
        row = self._rows.get(item.key)
        source = Source(
            key=item.key,
            root=row.root if row else item.root,
            device=item.device or (row.device if row else None),
            sha256=None,
            status="ok",
            reason=None,
            remedy=None,
            pipeline=self._pipeline,
            documents=row.documents if row else 0,
        )
        try:
            data, sidecar = read_bytes(item)
            source = replace(source, sha256=_sha256(data, sidecar))
            documents = self._documents(item, source, data, sidecar)
            self._refuse_conflicts(item, documents, deferring=deferring)
        except SourceError as error:
            self._failures[item.key] = Failure(item.shown, error.what, error.remedy)
            failed = replace(source, status="failed", reason=error.what, remedy=error.remedy)
            return SourceChange(failed)
        self._failures.pop(item.key, None)
        original = self._writer.keep_original(data) if self._writer else None
        source = replace(source, documents=len(documents))
        return SourceChange(source, tuple(documents), original)

    def _documents(
        self, item: Item, source: Source, data: bytes, sidecar: bytes | None
    ) -> list[Document]:
        try:
            documents = self._reader(
                data,
                name=item.name(source.root),
                source=item.key,
                sidecar=sidecar,
                embedder=self._library.writing_embedder(),
            )
        except PenholderError:
            raise
        except Exception as error:
            # Foreign text can break a parser in ways nobody foresaw; the other sources go on.
            raise SourceError(
                f"{item.shown} could not be read ({type(error).__name__}: {error})",
                "report it, with the file, to the maintainers",
            ) from error
        for document in documents:
            rows.check(document)
        if not documents:
            raise SourceError(f"{item.shown} holds no document", "check what is in it")
        return documents

    def _refuse_conflicts(
        self, item: Item, documents: Sequence[Document], *, deferring: bool
    ) -> None:
        seen: set[str] = set()
        for document in documents:
            others = self._holders.get(document.id, set()) - {item.key}
            if document.held and others and deferring and others & self._unread:
                raise _Later
            settled = sorted(others - self._unread)
            if document.id in seen or (document.held and settled):
                first = settled[0] if settled else item.key
                raise SourceError(
                    f"{item.shown} is {document.id}, which {first} is already",
                    "remove one of the two, or give it a symbol or address of its own",
                )
            seen.add(document.id)

    def _hold(self, key: str, documents: dict[str, bool]) -> None:
        for document, held in documents.items():
            if held:
                self._holders.setdefault(document, set()).add(key)

    def report(self, seconds: float) -> RefreshReport:
        """What was done, with what the library holds now."""
        applied = self._writer.applied if self._writer else None
        added, changed, removed = (
            (applied.added, applied.changed, applied.removed) if applied else ([], [], [])
        )
        live = {summary.document for summary in self._library.documents()}
        seen = {
            document
            for item in self._found.items
            if item.key not in self._failures
            for document in self._claims.get(item.key, {})
        }
        return RefreshReport(
            added=tuple(added),
            changed=tuple(changed),
            removed=tuple(removed),
            unchanged=len((seen & live).difference(added, changed)),
            failed=(*self._found.failures, *self._failures.values()),
            passages=self._library.passage_count(),
            generation=self._library.generation,
            seconds=seconds,
        )


class _Later(Exception):
    """Another source, not read yet, claims the same document; it may be about to let go."""


class _Batch:
    """Changes gathered until one swap's worth is there."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._changes: list[SourceChange] = []
        self._documents = 0
        self._passages = 0

    def add(self, change: SourceChange) -> None:
        """Takes a change in, and applies all where that makes enough."""
        self._changes.append(change)
        for document in change.documents or ():
            self._documents += 1
            self._passages += len(document.passages)
        if self._documents >= _DOCUMENTS_A_SWAP or self._passages >= _PASSAGES_A_SWAP:
            self.flush()

    def flush(self) -> None:
        """Applies what was gathered."""
        if self._changes:
            self._writer.apply(self._changes)
        self._changes, self._documents, self._passages = [], 0, 0


def _sha256(data: bytes, sidecar: bytes | None) -> str:
    digest = hashlib.sha256(hashlib.sha256(data).digest())
    if sidecar is not None:
        digest.update(hashlib.sha256(sidecar).digest())
    return digest.hexdigest()
