"""What the sources hold against what the library has of them, and the difference applied."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from ingest.batches import Batch
from ingest.course import Course
from ingest.fetching.addresses import is_address
from ingest.opening import Opening
from ingest.sources import Item
from ingest.standing import Later, Standing
from ingest.vanished import still_gone, vanished
from ingest.visits import Landing, basis_of, visit_kept
from store import originals
from store.errors import SourceError
from store.failures import Failed
from store.library import Library
from store.manifest import Source, read_claims, read_contents, read_originals, read_sources
from store.writing import SourceChange, Writer


class Reconciling:
    """One step of a refresh: what some sources hold against what the library has of them.

    ``last``: no step follows, so that what waits for others is decided now.
    """

    def __init__(
        self,
        library: Library,
        course: Course,
        items: Sequence[Item],
        opening: Opening,
        on_progress: Callable[[int, int, str], None],
        *,
        last: bool,
    ) -> None:
        self._library = library
        self._course = course
        self._items = items
        self._opening = opening
        self._on_progress = on_progress
        self._last = last
        self._writer: Writer | None = None
        self._load()

    def _load(self) -> None:
        course = self._course
        with self._library.catalogue.reading() as connection:
            rows, claims = read_sources(connection), read_claims(connection)
            contents = read_contents(connection)
            self._originals = read_originals(connection)
        lost = vanished(rows.values(), course.found, believing=course.removals.allow_mass)
        gone = still_gone(lost.gone, course.found) if self._writer else list(lost.gone)
        present = course.present(rows)
        unread = present - course.settled
        self._at = Standing(rows, claims, contents, present=present, unread=unread, gone=gone)
        self._held_before = self._at.held_in_all()
        self._failures = {failure.source: failure for failure in lost.failures}
        self._kept = {d for row in lost.kept for d in self._at.claims_of(row.key)}
        self._waiting: list[Item] = []
        self._changed: set[str] = set()
        self._written: dict[str, Source | None] = {}
        self._removals_done = course.removals_done

    # Whether there is anything to do.

    def has_work(self) -> bool:
        """Whether anything would be written. Only looks, and asks what a person is to decide."""
        if self._at.gone and self._course.verdict.is_asked:
            return sum(1 for _ in self._changes()) > 0  # to the end, where the question is
        return any(True for _ in self._changes())

    def _is_unchanged(self, item: Item) -> bool:
        row = self._at.rows.get(item.key)
        if row is None or row.status == "failed" or row.pipeline != self._course.pipeline:
            return False
        if item.explicit and len(self._at.claims_of(item.key)) < row.documents:
            return False  # one was removed by hand, and its file is named again
        if item.landing is not None:
            as_it_was = self._is_as_it_was(row, item.landing, named=item.explicit)
            return as_it_was and self._has_originals(item.key)
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

    def _is_as_it_was(self, row: Source, landing: Landing, *, named: bool) -> bool:
        if landing.error is not None or landing.body is not None:
            return False
        other, content = landing.visit.same_as, landing.visit.content
        if other is None:
            settled = not self._at.is_repeated(row.key)
        elif self._at.is_taken_out(other):
            settled = not named
        else:
            says = content is None or self._at.says(other, content)
            settled = says and not self._at.is_silent(other, unless_asked=content is None)
        return settled and row.visit == landing.visit.to_json()

    def _repeats(self, item: Item) -> str | None:
        """The source that says what this page does, as far as only that makes them one document."""
        visit = item.landing.visit if item.landing is not None else None
        return visit.same_as if visit is not None and visit.content is not None else None

    def _is_overtaken(self, item: Item) -> bool:
        """Whether another refresh brought this page, or took it away, since it was asked.

        What it gave then may be older than what is held now, and the next refresh asks again.
        """
        if item.landing is None:
            return False
        now, then = self._at.rows.get(item.key), self._course.known.get(item.key)
        return basis_of(now) != basis_of(then)

    # Doing it.

    def run(self, writer: Writer) -> None:
        """Reads what changed and applies it in swaps of bounded size, removals last."""
        self._writer = writer
        if self._course.writer is not None:
            writer.resume(self._course.writer)
        self._course.writer = writer
        self._load()  # another writer may have been there before the lock was ours
        batch = Batch(writer, self._library.catalogue, self._course.said)
        for change in self._changes():
            batch.add(change)
            self._written[change.source.key] = None if change.gone else change.source
        batch.flush()
        writer.failed = self._course.failed_with(self._failures)

    def note(self) -> None:
        """Leaves what the next steps have to know with the refresh. Nothing follows."""
        course = self._course
        course.failures |= self._failures
        course.seen |= {
            document
            for item in self._items
            if item.key not in self._failures
            for document in self._at.claims_of(item.key)
        }
        course.settled |= {item.key for item in self._items} - self._at.unread
        course.waiting = [*course.waiting, *self._waiting]
        course.done += len(self._items)
        course.kept |= self._kept
        course.removals_done = self._removals_done
        for key, row in self._written.items():
            if row is None:
                course.known.pop(key, None)
            else:
                course.known[key] = row

    def _changes(self) -> Iterator[SourceChange]:
        """What must be written, source by source; what vanished comes last.

        That way a document whose file was renamed is never away in between. Feeds come after all
        pages, so that a refresh that is cut off sees theirs again.
        """
        deferred = list(self._course.waiting) if self._last else []
        total = self._course.done + len(self._items)
        for done, item in enumerate(self._items, start=self._course.done + 1):
            try:
                yield from self._look_at(item)
            except Later:
                deferred.append(item)
            if self._writer:
                self._on_progress(done, total, item.shown)
        for item in sorted(deferred, key=lambda item: item.is_feed):
            if item.landing is not None and not self._last:
                self._waiting.append(item)
            elif self._repeats(item) is not None and self._is_unchanged(item):
                self._at.unread.discard(item.key)
            elif not self._is_overtaken(item):
                yield from self._settle(item, self._read(item, deferring=False))
        yield from self._silent_before()
        if not self._removals_done and (self._last or not self._at.pages_may_speak()):
            self._removals_done = True
            yield from self._removed()

    def _look_at(self, item: Item) -> Iterator[SourceChange]:
        """What an item leaves to write. Raises :class:`Later` where others go first."""
        if self._is_overtaken(item):
            self._at.unread.discard(item.key)
        elif item.landing is not None and item.landing.given_up:
            self._at.unread.discard(item.key)
            if item.key in self._at.rows:
                yield SourceChange(self._at.rows.pop(item.key), gone=True)
        elif self._repeats(item) in self._at.unread:
            raise Later  # what the other says now is known only when it was looked at
        elif self._is_unchanged(item):
            self._at.unread.discard(item.key)
            yield from self._moved(item)
        elif item.is_feed:
            raise Later
        else:
            yield from self._settle(item, self._read(item, deferring=True))

    def _moved(self, item: Item) -> Iterator[SourceChange]:
        """The device of an unchanged file, where that is another than it was."""
        row = self._at.rows[item.key]
        if item.device not in (None, row.device):
            self._at.rows[item.key] = replace(row, device=item.device)
            yield SourceChange(self._at.rows[item.key])

    def _settle(self, item: Item, change: SourceChange) -> Iterator[SourceChange]:
        """Takes note of what an item gave; yields it where it is not what is known already.

        The pages that give a file's document fall silent.
        """
        self._at.unread.discard(item.key)
        displaced: list[str] = []
        if change.documents is not None:
            self._changed.add(item.key)
            self._at.take(item.key, change.documents)
            if not is_address(item.key):
                displaced = self._at.pages_with(change.documents)
                self._changed.update(displaced)
        if change.documents is not None or change.source != self._at.rows.get(item.key):
            self._at.rows[item.key] = change.source
            yield change
        for page in displaced:
            yield SourceChange(self._at.silence(page, item.key), ())

    def _silent_before(self) -> Iterator[SourceChange]:
        """What pages gave that fell silent for others which say something else by now."""
        for row, visit in self._at.let_speak(self._changed):
            if not originals.is_kept(self._library.path / "originals", visit.original or ""):
                continue
            failure = self._failures.get(row.key)
            item = Item.of_page(Landing(row.key, row.root, visit))
            change = self._read(item, deferring=False)
            if row.status == "failed":  # and so it stays
                source = replace(row, documents=change.source.documents, visit=change.source.visit)
                change = replace(change, source=source)
                if failure is not None:
                    self._failures[row.key] = failure
            yield from self._settle(item, change)

    def _removed(self) -> Iterator[SourceChange]:
        """The sources that are gone, as far as their documents may go with them."""
        doomed = self._at.doomed()
        if doomed and not self._may_go(doomed):
            self._kept.update(doomed)
            return
        yield from (SourceChange(row, gone=True) for row in self._at.gone.values())

    def _may_go(self, doomed: Sequence[str]) -> bool:
        """The decision about these documents. A refusal is a failure."""
        try:
            locked = self._writer is not None
            return self._course.verdict.on(doomed, self._held_before, locked=locked)
        except SourceError as error:
            folders = ", ".join(folder.path for folder in self._course.found.folders)
            self._failures["removals"] = Failed(folders, error.what, error.remedy)
            return False

    def _read(self, item: Item, *, deferring: bool) -> SourceChange:
        """What an item gives now: documents, or a failure that leaves the old ones answering."""
        row = self._at.rows.get(item.key)
        landing = item.landing
        source = Source(
            key=item.key,
            root=row.root if row else item.root,
            device=item.device or (row.device if row else None),
            sha256=None,
            status="ok",
            reason=None,
            remedy=None,
            pipeline=self._course.pipeline,
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
            other = self._at.other_source(item, documents, deferring=deferring)
        except SourceError as error:
            if landing is None or not landing.held:  # that is told once for all of one reason
                self._failures[item.key] = Failed(item.shown, error.what, error.remedy)
            failed = replace(source, status="failed", reason=error.what, remedy=error.remedy)
            return SourceChange(replace(failed, visit=visit_kept(row, landing)))
        self._failures.pop(item.key, None)
        original = self._writer.keep_original(read.data) if self._writer else None
        if landing is not None:
            content = self._at.content_shared(other, documents) if other else None
            visit = replace(landing.visit, same_as=other, content=content)
            source = replace(source, visit=visit.to_json())
            documents = [] if other else documents
        source = replace(source, documents=len(documents))
        return SourceChange(source, tuple(documents), original)
