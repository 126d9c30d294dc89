"""Rebuilding: new indexes from the stored text, beside those that answer, then one swap.

No source and no old vector is needed. A rebuild that is killed leaves what was there answering;
the next writer clears away what it had made. Where only Chroma's files may be torn, the embeddings
that the catalogue keeps are used again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import sqlalchemy as sa

from store import collections, embeddings, originals, rows, staging
from store.catalogue import DocumentSummary, slices
from store.database import fingerprint_of
from store.embedding import Embedder, Fingerprint, Vectors
from store.errors import LibraryError
from store.lock import Hold
from store.records import Document
from store.schema import versions
from store.staging import Incoming
from store.vectors import VectorStore

if TYPE_CHECKING:
    from store.library import Library

#: Cuts a document anew where its passages need it; gives the same one where they do not.
Recut = Callable[[Document, Embedder], Document]

_DOCUMENTS_A_STEP = 64
_PASSAGES_A_STEP = 1_000

_Part = tuple[int, DocumentSummary, str]


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What a rebuild made: live passages, documents that were cut anew, and the generation."""

    passages: int
    recut: int
    generation: int


class Rebuilding:
    """One rebuild, under the writer's lock; without ``recut`` only Chroma's index is made anew."""

    def __init__(
        self,
        library: Library,
        recut: Recut | None,
        hold: Hold,
        on_progress: Callable[[int, int], None],
        on_stage: Callable[[str], None],
    ) -> None:
        self._library = library
        self._catalogue = library.catalogue
        self._recut = recut
        self._hold = hold
        self._on_progress = on_progress
        self._on_stage = on_stage
        self._done = 0
        self._total = library.passage_count()

    def run(self) -> Rebuilt:
        """Builds, verifies, swaps, and clears the old away."""
        facts = self._catalogue.facts()
        fingerprint = self._fingerprint(facts)
        # Said before anything is made: whatever comes, the next writer knows to clear away.
        with self._catalogue.writing() as connection:
            self._catalogue.set_meta(connection, collections.UNSETTLED, "yes")
        clear_others(self._library, facts)
        number = collections.next_number(self._library.path, facts)
        vectors = self._library.collection(number, facts)
        try:
            vectors.create(fingerprint)
            self._on_stage("created")
            staged = self._stage(self._recut) if self._recut is not None else []
            self._on_stage("staged")
            expected = self._embed(vectors, staged)
            self._on_stage("embedded")
            self._verify(vectors, expected)
            if self._recut is not None:
                self._library.lexical.renew()
            self._on_stage("verified")
            generation = self._swap(number, staged, fingerprint)
            vectors.written(generation)
        finally:
            vectors.close()
        self._on_stage("swapped")
        settle(self._library, None)  # the new collection never had what is not live
        self._on_stage("swept")
        self._library.lexical.sync()
        self._on_stage("indexed")
        return Rebuilt(self._library.passage_count(), len(staged), generation)

    def _fingerprint(self, facts: Mapping[str, str]) -> Fingerprint:
        if self._recut is None:
            return fingerprint_of(facts)
        return self._library.writing_embedder().fingerprint

    def _stage(self, recut: Recut) -> list[staging.Staged]:
        """New versions of the documents that have to be cut anew."""
        staged: list[staging.Staged] = []
        names = [summary.document for summary in self._library.documents()]
        for some in slices(names, _DOCUMENTS_A_STEP):
            incoming = [one for name in some if (one := self._cut_anew(name, recut)) is not None]
            if incoming:
                with self._catalogue.writing() as connection:
                    staged += staging.stage(connection, incoming)
        return staged

    def _cut_anew(self, name: str, recut: Recut) -> Incoming | None:
        document = self._catalogue.document(name)
        if document is None:
            return None
        new = recut(document, self._library.writing_embedder())
        if new == document:
            return None
        rows.check(new)
        with self._catalogue.reading() as connection:
            row = connection.execute(
                sa.select(versions.c.source, versions.c.original_sha256, versions.c.pipeline).where(
                    versions.c.document == name,
                    versions.c.live_from.is_not(None),
                    versions.c.live_to.is_(None),
                )
            ).one()
        return Incoming(new, row.source, row.original_sha256, row.pipeline)

    def _embed(self, vectors: VectorStore, staged: Sequence[staging.Staged]) -> set[int]:
        """Vectors of everything that will be live; gives the passages' ids."""
        replaced = {one.incoming.document.id for one in staged}
        self._total = sum(
            summary.passages
            for summary in self._library.documents()
            if summary.document not in replaced
        ) + sum(len(one.passage_ids) for one in staged)
        expected: set[int] = set()
        for some in _steps(self._kept(replaced)):
            ids = [id_ for id_, _, _ in some]
            documents = [document for _, document, _ in some]
            staging.put(self._catalogue, vectors, ids, self._vectors_of(some), documents)
            expected.update(ids)
            self._advance(len(ids))
        for part in slices(staged, _DOCUMENTS_A_STEP):
            staging.embed(part, self._catalogue, vectors, self._library.writing_embedder())
            ids = [id_ for one in part for id_ in one.passage_ids]
            expected.update(ids)
            self._advance(len(ids))
        return expected

    def _vectors_of(self, parts: Sequence[_Part]) -> Vectors:
        known: dict[int, Vectors] = {}
        if self._recut is None:
            number = collections.current_number(self._catalogue.facts())
            known = embeddings.kept(self._catalogue, number, [id_ for id_, _, _ in parts])
        # A catalogue of before it kept them has none.
        lacking = [(id_, text) for id_, _, text in parts if id_ not in known]
        if lacking:
            texts = [text for _, text in lacking]
            computed = staging.encoded(self._library.writing_embedder(), texts)
            known.update((id_, computed[row]) for row, (id_, _) in enumerate(lacking))
        return np.stack([known[id_] for id_, _, _ in parts])

    def _kept(self, replaced: set[str]) -> Iterator[_Part]:
        """Passages of the live versions that stay: id, document, what is embedded."""
        with self._catalogue.reading() as connection:
            for version in self._catalogue.live_since(connection, -1):
                if version.document.document not in replaced:
                    for id_, heading, text in version.passages:
                        yield id_, version.document, rows.embedded_text(heading, text)

    def _advance(self, passages: int) -> None:
        self._done += passages
        self._on_progress(self._done, self._total)

    def _verify(self, vectors: VectorStore, expected: set[int]) -> None:
        if vectors.ids() != expected:
            raise LibraryError(
                "the new vectors are not those of the passages held",
                "check free disk space and run penholder rebuild again",
            )

    def _swap(self, number: int, staged: Sequence[staging.Staged], fingerprint: Fingerprint) -> int:
        with self._catalogue.writing() as connection:
            self._hold.confirm()
            generation = staging.swap(connection, self._catalogue, staged, ())
            self._catalogue.set_meta(connection, collections.CURRENT, str(number))
            self._catalogue.drop_meta(connection, collections.BEING_WRITTEN)
            if self._recut is not None:
                self._catalogue.set_fingerprint(connection, fingerprint)
        return generation


def settle(library: Library, vectors: VectorStore | None) -> None:
    """Clears away every collection but the current one, and rows that nothing live needs with
    their ``vectors``, where these may be there.
    """
    facts = library.catalogue.facts()
    if collections.UNSETTLED in facts and clear_others(library, facts):
        with library.catalogue.writing() as connection:
            library.catalogue.drop_meta(connection, collections.UNSETTLED)
    staging.sweep(library.catalogue, vectors)
    collect_originals(library)


def clear_others(library: Library, facts: Mapping[str, str]) -> bool:
    """Deletes every collection but the current one, and its embeddings; whether none is left."""
    with library.catalogue.writing() as connection:
        embeddings.drop_others(connection, collections.current_number(facts))
    return collections.prune(library.path, facts, library.chroma_url)


def collect_originals(library: Library) -> int:
    """Deletes kept originals that no version refers to; gives how many."""
    return originals.collect(library.path / "originals", library.catalogue.referred_originals())


def _steps(parts: Iterable[_Part]) -> Iterator[list[_Part]]:
    step: list[_Part] = []
    for part in parts:
        step.append(part)
        if len(step) == _PASSAGES_A_STEP:
            yield step
            step = []
    if step:
        yield step
