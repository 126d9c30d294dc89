"""Writing to the library: what a source now gives becomes what is live, or nothing changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import sqlalchemy as sa

from store import collections, manifest, originals, rebuilding, rows, staging
from store.database import generation_of
from store.errors import LibraryError
from store.failures import Failed, keep_failures
from store.lock import Hold
from store.manifest import Claim, Source
from store.rebuilding import Rebuilding
from store.records import MEETING_TABLE, Document
from store.schema import runs
from store.staging import Incoming

if TYPE_CHECKING:
    from store.library import Library

#: Called with the name of each step when it is done; tests raise from it, to fail there.
OnStage = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class SourceChange:
    """What became of one source.

    ``documents`` is what it gave now, none where it could not be read: then its old documents
    keep answering. ``gone``: the source itself is no more, and its documents with it.
    """

    source: Source
    documents: tuple[Document, ...] | None = None
    original_sha256: str | None = None
    gone: bool = False


@dataclass(slots=True)
class Applied:
    """Ids of documents that came, changed and went."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)

    def extend(self, other: Applied) -> None:
        """Takes in what a later step did; gone and come again is changed."""
        for document in other.added:
            if document in self.removed:
                self.removed.remove(document)
                self.changed.append(document)
            else:
                self.added.append(document)
        for document in other.removed:
            for earlier in (self.added, self.changed):
                if document in earlier:
                    earlier.remove(document)
            self.removed.append(document)
        self.changed += [d for d in other.changed if d not in (*self.added, *self.changed)]


@dataclass(slots=True)
class _Plan:
    """What the claims, as they will stand, make live and retire."""

    incoming: list[Incoming] = field(default_factory=list)
    retired: list[str] = field(default_factory=list)
    again: list[Incoming] = field(default_factory=list)  # as they are live already
    applied: Applied = field(default_factory=Applied)


class Writer:
    """Holds the library's writer lock; made by :meth:`Library.writing`."""

    def __init__(
        self, library: Library, command: str, hold: Hold, on_stage: OnStage | None
    ) -> None:
        self._library = library
        self._hold = hold
        self._catalogue = library.catalogue
        self._command = command
        self._on_stage = on_stage or (lambda _stage: None)
        self._run: int | None = None
        self._started = dt.datetime.now(dt.UTC).isoformat()
        self._ready = False
        self._checked = False
        self._changed = False
        self.applied = Applied()
        self.failed: Sequence[Failed] = ()

    def begin(self) -> None:
        """Clears away what a killed writer left, and makes anew what it may have torn."""
        if collections.may_be_torn(self._catalogue.facts(), self._library.chroma_url):
            Rebuilding(self._library, None, self._hold, lambda _d, _t: None, self._on_stage).run()
        with self._catalogue.reading() as connection:
            dirty = staging.needs_sweep(connection)
        if dirty:
            self._renew()
            rebuilding.settle(self._library, self._library.vectors_if_any())
            self._on_stage("swept")

    def resume(self, earlier: Writer) -> None:
        """Goes on with the run of an earlier writer, which let go of the library in between."""
        self._run, self._started = earlier._run, earlier._started
        self.applied = earlier.applied

    def keep_original(self, data: bytes) -> str:
        """Keeps a source's bytes and gives their SHA-256."""
        return originals.keep(self._library.path / "originals", data)

    def apply(self, changes: Sequence[SourceChange]) -> Applied:
        """Makes the changes, all in one swap. Raises before anything is shown, or not at all."""
        with self._catalogue.reading() as connection:
            plan = self._plan(connection, changes)

        def record(connection: sa.Connection) -> None:
            for change in changes:
                _record(connection, change)

        return self._carry_out(plan, record)

    def remove(self, document_id: str) -> Applied:
        """Takes a document out until its source changes or is named again.

        A held document gives way to the catalogue card of the same id, where there is one.
        """
        with self._catalogue.reading() as connection:
            claims = manifest.read_claims(connection, documents=[document_id])
            held = any(claim.held for claim in claims)
            left = [claim for claim in claims if held and not claim.held]
            plan = _Plan()
            self._decide(
                plan, document_id, left, {}, staging.live_digests(connection, [document_id])
            )

        def record(connection: sa.Connection) -> None:
            manifest.drop_claims(connection, document_id, held=held)

        return self._carry_out(plan, record)

    def finish(self) -> None:
        """Closes the run's row, if anything was written, brings the lexical index along, and says
        that Chroma's files are whole."""
        if self._run is not None:
            self._close_run(self._run)
        self._let_go()

    def give_up(self) -> None:
        """As :meth:`finish`, where something was raised: what was made live stays, the run's row
        stays open, and what is not live is left to the next writer."""
        if not self._library.vectors_failed:
            # Where not even this can be written, the next writer makes the files anew.
            with suppress(LibraryError):
                self._let_go()

    def _let_go(self) -> None:
        """Says that Chroma's files are whole: it has written them before it gives an answer."""
        if self._ready:
            with self._catalogue.writing() as connection:
                self._catalogue.drop_meta(connection, collections.BEING_WRITTEN)
            self._on_stage("let go")

    def _close_run(self, run: int) -> None:
        if self._changed and (vectors := self._library.vectors_if_any()) is not None:
            staging.reconnect(self._catalogue, vectors)
            self._on_stage("reconnected")
        with self._catalogue.writing() as connection:
            connection.execute(
                sa.update(runs)
                .where(runs.c.id == run)
                .values(
                    finished=dt.datetime.now(dt.UTC).isoformat(),
                    added=len(self.applied.added),
                    changed=len(self.applied.changed),
                    removed=len(self.applied.removed),
                    failed=len(self.failed),
                    generation=generation_of(connection),
                )
            )
            keep_failures(connection, run, self.failed)
        self._library.lexical.sync()
        self._on_stage("indexed")

    # Deciding.

    def _plan(self, connection: sa.Connection, changes: Sequence[SourceChange]) -> _Plan:
        """Works out, for every document that the changes touch, who now gives it."""
        speaking = [c for c in changes if c.gone or c.documents is not None]
        keys = {change.source.key for change in speaking}
        before = manifest.read_claims(connection, of_sources=keys)
        given = {
            document.id: Incoming(
                document, change.source.key, change.original_sha256, change.source.pipeline
            )
            for change in speaking
            for document in change.documents or ()
            if document.held
        }
        now = [claim for change in speaking for claim in _claims(change)]
        touched = list(dict.fromkeys(claim.document for claim in (*now, *before)))
        others = manifest.read_claims(connection, documents=touched)
        live = staging.live_digests(connection, touched)
        of: dict[str, list[Claim]] = {document: [] for document in touched}
        for claim in (*(c for c in others if c.source not in keys), *now):
            of[claim.document].append(claim)
        plan = _Plan()
        for document in touched:
            self._decide(plan, document, of[document], given, live)
        return plan

    def _decide(
        self,
        plan: _Plan,
        document_id: str,
        claims: Sequence[Claim],
        given: dict[str, Incoming],
        live: Mapping[str, str],
    ) -> None:
        if any(claim.held for claim in claims):
            # Given by a source outside these changes, it is live already.
            winner = given.get(document_id)
        else:
            winner = _best_card(claims)
            if winner is None:
                if document_id in live:
                    plan.retired.append(document_id)
                    plan.applied.removed.append(document_id)
                return
        if winner is None:
            return
        if rows.digest(winner.document) == live.get(document_id):
            plan.again.append(winner)
            return
        rows.check(winner.document)
        plan.incoming.append(winner)
        (plan.applied.changed if document_id in live else plan.applied.added).append(document_id)

    # Doing.

    def _carry_out(self, plan: _Plan, record: Callable[[sa.Connection], None]) -> Applied:
        catalogue, staged = self._catalogue, []
        self._hold.confirm()
        if plan.incoming:
            self._prepare()
            with catalogue.writing() as connection:
                staged = staging.stage(connection, plan.incoming)
            self._on_stage("staged")
            vectors = self._library.vectors
            staging.embed(staged, catalogue, vectors, self._library.writing_embedder())
            self._on_stage("embedded")
            staging.verify(staged, vectors)
            self._on_stage("verified")
        with catalogue.writing() as connection:
            self._hold.confirm()
            record(connection)
            self._start_run(connection)
            staging.found_elsewhere(connection, plan.again)
            generation = generation_of(connection)
            if staged or plan.retired:
                generation = staging.swap(connection, catalogue, staged, plan.retired)
        self._on_stage("swapped")
        if staged or plan.retired:
            self._changed = True
            if not self._ready:
                self._renew()
            self._library.vectors.written(generation)
            self._sweep()
        self.applied.extend(plan.applied)
        return plan.applied

    def _prepare(self) -> None:
        """Before the first vector: a fresh client, and the collection, made or checked."""
        if self._checked:
            return
        self._checked = True
        if not self._ready:
            self._renew()
        fingerprint = self._library.writing_embedder().fingerprint
        vectors = self._library.vectors
        facts = self._catalogue.facts()
        if "fingerprint" in facts:
            vectors.check(fingerprint)
            return
        vectors.create(fingerprint)
        self._on_stage("created")
        with self._catalogue.writing() as connection:
            self._catalogue.set_fingerprint(connection, fingerprint)

    def _renew(self) -> None:
        self._library.vectors.renew()
        if (vectors := self._library.vectors_if_any()) is not None:
            # Before the files may be torn: a catalogue of before it kept them has none.
            staging.keep_lacking(self._catalogue, vectors)
        with self._catalogue.writing() as connection:
            self._catalogue.set_meta(connection, collections.BEING_WRITTEN, "yes")
        self._ready = True

    def _sweep(self) -> None:
        staging.sweep(self._catalogue, self._library.vectors_if_any())
        self._on_stage("swept")

    def _start_run(self, connection: sa.Connection) -> None:
        if self._run is None:
            self._run = connection.execute(
                sa.insert(runs)
                .values(command=self._command, started=self._started)
                .returning(runs.c.id)
            ).scalar_one()


def _best_card(claims: Sequence[Claim]) -> Incoming | None:
    """The card that speaks for a document that nobody holds: one that was written by hand rather
    than one from a table of meetings, and of several the first by its source.
    """
    cards = sorted((c for c in claims if c.card), key=lambda c: (c.source, c.ordinal))
    offers = [
        Incoming(rows.from_json(claim.card), claim.source, None, "card")
        for claim in cards
        if claim.card
    ]
    return min(offers, key=lambda o: o.document.layout == MEETING_TABLE, default=None)


def _claims(change: SourceChange) -> Iterable[Claim]:
    for ordinal, document in enumerate(change.documents or ()):
        yield Claim.of(change.source.key, ordinal, document)


def _record(connection: sa.Connection, change: SourceChange) -> None:
    key = change.source.key
    if change.gone:
        manifest.forget(connection, key)
        return
    manifest.put_source(connection, change.source)
    if change.documents is not None:
        manifest.put_claims(connection, key, list(_claims(change)))
