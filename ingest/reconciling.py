"""What the sources hold against what the library has of them, and the difference applied."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from ingest.batches import Batch
from ingest.changes import Change
from ingest.fetching.addresses import is_address
from ingest.opening import Opening, Reader
from ingest.removals import Removals, Verdict
from ingest.sources import Failure, Found, Item
from ingest.vanished import still_gone, vanished
from ingest.visits import Landing, visit_of
from store import originals
from store.errors import SourceError
from store.library import Library
from store.manifest import Source, read_claims, read_originals, read_sources
from store.records import Document
from store.writing import Applied, SourceChange, Writer


class Reconciling:
    """One refresh: what the sources hold against what the library has of them.

    Files come before pages, so that what a person put into a folder goes before what a site gives.
    """

    def __init__(
        self,
        library: Library,
        found: Found,
        reader: Reader,
        pipeline: str,
        removals: Removals,
        on_progress: Callable[[int, int, str], None],
    ) -> None:
        self._library = library
        self._found = found
        self._opening = Opening(library, reader)
        self._pipeline = pipeline
        self._removals = removals
        self._on_progress = on_progress
        self._writer: Writer | None = None
        self._verdict = Verdict(removals)
        self._load()

    def _load(self) -> None:
        with self._library.catalogue.reading() as connection:
            self._rows = read_sources(connection)
            self._originals = read_originals(connection)
            self._claims: dict[str, dict[str, bool]] = {key: {} for key in self._rows}
            for claim in read_claims(connection):
                self._claims[claim.source][claim.document] = claim.held
        lost = vanished(self._rows.values(), self._found, believing=self._removals.allow_mass)
        self._failures = {failure.source: failure for failure in lost.failures}
        self._gone = still_gone(lost.gone, self._found) if self._writer else list(lost.gone)
        self._given_up = [
            self._rows[item.key]
            for item in self._found.items
            if item.landing is not None and item.landing.given_up and item.key in self._rows
        ]
        self._items = [i for i in self._found.items if not (i.landing and i.landing.given_up)]
        self._present = {item.key for item in self._items}
        self._unread = set(self._present)
        self._batch: Batch | None = None
        self.kept = tuple(sorted({d for row in lost.unmounted for d in self._claims[row.key]}))
        self._holders: dict[str, set[str]] = {}
        gone = {row.key for row in self._gone}
        for key, documents in self._claims.items():
            if key not in gone:
                self._hold(key, documents)
        self._held_before = len({d for c in self._claims.values() for d, held in c.items() if held})

    # What was done.

    @property
    def applied(self) -> Applied:
        """The documents that came, changed and went."""
        return self._writer.applied if self._writer else Applied()

    @property
    def changes(self) -> tuple[Change, ...]:
        """What is different about each changed document."""
        if self._batch is None:
            return ()
        said = self._batch.said
        return tuple(
            Change(document, said.get(document, "it comes from another source"))
            for document in self.applied.changed
        )

    @property
    def failures(self) -> tuple[Failure, ...]:
        """The sources that could not be read."""
        return tuple(self._failures.values())

    @property
    def seen(self) -> set[str]:
        """The documents of every source that was there and did not fail."""
        return {
            document
            for item in self._items
            if item.key not in self._failures
            for document in self._claims.get(item.key, {})
        }

    # Whether there is anything to do.

    def has_work(self) -> bool:
        """Whether anything would be written. Only looks, and asks what a person is to decide."""
        if self._gone and self._verdict.is_asked:
            return sum(1 for _ in self._changes()) > 0  # to the end, where the question is
        return any(True for _ in self._changes())

    def _is_unchanged(self, item: Item) -> bool:
        row = self._rows.get(item.key)
        if row is None or row.status == "failed" or row.pipeline != self._pipeline:
            return False
        if item.explicit and len(self._claims[item.key]) < row.documents:
            return False  # one was removed by hand, and its file is named again
        if item.landing is not None:
            return self._is_as_it_was(row, item.landing) and self._has_originals(item.key)
        try:
            opened = self._opening.bytes_of(item)
        except SourceError:
            return False  # reading it again reports the reason
        same = row.sha256 == opened.sha256
        return same and self._has_originals(item.key, size=len(opened.data))

    def _has_originals(self, key: str, *, size: int | None = None) -> bool:
        """Whether what this source's live documents were read from is still kept."""
        folder, wanted = self._library.path / "originals", self._originals.get(key, set())
        return all(originals.is_kept(folder, sha256, size) for sha256 in wanted)

    def _is_as_it_was(self, row: Source, landing: Landing) -> bool:
        if landing.error is not None or landing.body is not None:
            return False
        other = landing.visit.same_as
        speaks = other is None or (other in self._rows and not self._is_silent(other))
        return speaks and row.visit == landing.visit.to_json()

    def _is_silent(self, key: str) -> bool:
        """Whether a source no longer gives what it gave."""
        gone = any(row.key == key for row in self._gone)
        return gone or (is_address(key) and key not in self._present) or not self._claims.get(key)

    # Doing it.

    def run(self, writer: Writer) -> None:
        """Reads what changed and applies it in swaps of bounded size, removals last."""
        self._writer = writer
        self._load()  # another writer may have been there before the lock was ours
        self._batch = Batch(writer, self._library.catalogue)
        for change in self._changes():
            self._batch.add(change)
        self._batch.flush()
        writer.failed = len(self._failures) + len(self._found.failures)

    def _changes(self) -> Iterator[SourceChange]:
        """What must be written, source by source; what vanished comes last.

        That way a document whose file was renamed is never away in between. A feed comes after
        its pages, so that a refresh that is cut off sees them again.
        """
        deferred: list[Item] = []
        total = len(self._items)
        for done, item in enumerate(self._items, start=1):
            if self._is_unchanged(item):
                self._unread.discard(item.key)
                yield from self._moved(item)
            elif item.is_feed:
                deferred.append(item)
            else:
                try:
                    yield from self._settle(item, self._read(item, deferring=True))
                except _Later:
                    deferred.append(item)
            if self._writer:
                self._on_progress(done, total, item.shown)
        for item in sorted(deferred, key=lambda item: item.is_feed):
            yield from self._settle(item, self._read(item, deferring=False))
        yield from (SourceChange(row, gone=True) for row in self._given_up)
        yield from self._removed()

    def _moved(self, item: Item) -> Iterator[SourceChange]:
        """The device of an unchanged file, where that is another than it was."""
        row = self._rows[item.key]
        if item.device not in (None, row.device):
            self._rows[item.key] = replace(row, device=item.device)
            yield SourceChange(self._rows[item.key])

    def _settle(self, item: Item, change: SourceChange) -> Iterator[SourceChange]:
        """Takes note of what an item gave; yields it where it is not what is known already."""
        self._unread.discard(item.key)
        displaced: set[str] = set()
        if change.documents is not None:
            for holders in self._holders.values():
                holders.discard(item.key)
            self._claims[item.key] = {d.id: d.held for d in change.documents}
            self._hold(item.key, self._claims[item.key])
            if not is_address(item.key):
                displaced = {
                    key
                    for document in change.documents
                    if document.held
                    for key in self._holders[document.id]
                    if is_address(key)
                }
        if change.documents is not None or change.source != self._rows.get(item.key):
            self._rows[item.key] = change.source
            yield change
        for key in sorted(displaced):
            yield self._displace(key, item.key)

    def _displace(self, page: str, file: str) -> SourceChange:
        """A page gives way to a file of the same document, and is kept to come back."""
        row = self._rows[page]
        visit = visit_of(row)
        assert visit is not None  # noqa: S101 - every address has one
        silent = replace(row, documents=0, visit=replace(visit, same_as=file).to_json())
        self._rows[page] = silent
        self._claims[page] = {}
        for holders in self._holders.values():
            holders.discard(page)
        return SourceChange(silent, ())

    def _removed(self) -> Iterator[SourceChange]:
        """The sources that are gone, as far as their documents may go with them."""
        gone = {row.key for row in self._gone}
        claimed = {d for key, c in self._claims.items() if key not in gone for d in c}
        doomed = sorted({d for key in gone for d in self._claims[key]} - claimed)
        if doomed and not self._may_go(doomed):
            self.kept = tuple(sorted({*self.kept, *doomed}))
            return
        yield from (SourceChange(row, gone=True) for row in self._gone)

    def _may_go(self, doomed: Sequence[str]) -> bool:
        """The decision about these documents. A refusal is a failure."""
        try:
            return self._verdict.on(doomed, self._held_before, locked=self._writer is not None)
        except SourceError as error:
            folders = ", ".join(folder.path for folder in self._found.folders)
            self._failures["removals"] = Failure(folders, error.what, error.remedy)
            return False

    def _read(self, item: Item, *, deferring: bool) -> SourceChange:
        """What an item gives now: documents, or a failure that leaves the old ones answering."""
        row = self._rows.get(item.key)
        landing = item.landing
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
            visit=landing.visit.to_json() if landing else None,
        )
        try:
            if landing is not None and landing.error is not None:
                raise landing.error
            if landing is not None and landing.visit.feed:
                self._failures.pop(item.key, None)
                return SourceChange(replace(source, sha256=landing.visit.original), ())
            read = self._opening.bytes_of(item)
            source = replace(source, sha256=read.sha256)
            documents = self._opening.documents_of(item, source.root, read)
            other = self._other_source(item, documents, deferring=deferring)
        except SourceError as error:
            self._failures[item.key] = Failure(item.shown, error.what, error.remedy)
            failed = replace(source, status="failed", reason=error.what, remedy=error.remedy)
            return SourceChange(replace(failed, visit=_visit_kept(row, landing)))
        self._failures.pop(item.key, None)
        original = self._writer.keep_original(read.data) if self._writer else None
        if landing is not None:
            source = replace(source, visit=replace(landing.visit, same_as=other).to_json())
            documents = [] if other else documents
        source = replace(source, documents=len(documents))
        return SourceChange(source, tuple(documents), original)

    def _other_source(
        self, item: Item, documents: Sequence[Document], *, deferring: bool
    ) -> str | None:
        """The source that gives a page's document already.

        Raises :class:`SourceError` for a file in that case: two files that say they are one
        document contradict each other, while one page may well stand under several addresses.
        """
        page = item.landing is not None
        seen: set[str] = set()
        for document in documents:
            others = self._holders.get(document.id, set()) - {item.key}
            if page:
                others = {o for o in others if o in self._present or not is_address(o)}
            else:
                others = {o for o in others if not is_address(o)}
            if document.held and others and deferring and others & self._unread:
                raise _Later
            settled = sorted(others - self._unread)
            if page and settled:
                return settled[0]
            if document.id in seen or (document.held and settled):
                first = settled[0] if settled else item.key
                raise SourceError(
                    f"{item.shown} is {document.id}, which {first} is already",
                    "remove one of the two, or give it a symbol or address of its own",
                )
            seen.add(document.id)
        return None

    def _hold(self, key: str, documents: dict[str, bool]) -> None:
        for document, held in documents.items():
            if held:
                self._holders.setdefault(document, set()).add(key)


class _Later(Exception):
    """Another source, not read yet, claims the same document; it may be about to let go."""


def _visit_kept(row: Source | None, landing: Landing | None) -> str | None:
    """After a failure: the visit that the version held came from, or else nothing of its bytes."""
    if landing is None:
        return None
    before = visit_of(row)
    if row is not None and before is not None and (row.documents or before.feed):
        return row.visit
    bare = replace(landing.visit, original=None, etag=None, last_modified=None)
    return bare.to_json()
