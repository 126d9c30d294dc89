"""Searching: candidates of either index, of which only what the catalogue holds live counts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol

import numpy as np

from store import collections, embeddings
from store.catalogue import Catalogue
from store.collections import current_number
from store.embedding import Vectors
from store.errors import LibraryError
from store.filters import Filters
from store.lexical import LexicalIndex
from store.lock import writer_is_gone
from store.vectors import Candidate, VectorStore

_COMPARED_ONE_BY_ONE = 20_000
_ASKED_FOR_ALL = 500


class Indexes(Protocol):
    """Where the two indexes and the catalogue are had from: a library."""

    @property
    def path(self) -> Path:
        """The library's folder."""

    @property
    def chroma_url(self) -> str | None:
        """The server that has the vectors, where it is not the folder."""

    @property
    def catalogue(self) -> Catalogue:
        """The truth."""

    @property
    def lexical(self) -> LexicalIndex:
        """The words."""

    def vectors_of(self, facts: Mapping[str, str]) -> VectorStore:
        """The vectors that these facts speak of."""


class Finder:
    """Finds live passages. Safe for threads."""

    def __init__(self, indexes: Indexes) -> None:
        self._indexes = indexes
        self._catalogue = indexes.catalogue

    def nearest(self, vector: Vectors, k: int, filters: Filters) -> list[Candidate]:
        """The ``k`` live passages nearest to a unit vector; the score is the cosine."""
        facts = self._catalogue.facts()
        while True:
            if "fingerprint" not in facts:  # nothing was ever indexed
                return []
            written = collections.may_be_torn(facts, self._indexes.chroma_url)
            # Opening torn files can end the process; the next writer makes them anew.
            if not written or not writer_is_gone(self._indexes.path):
                try:
                    return self._nearest(facts, vector, k, filters)
                except LibraryError:
                    before, facts = facts, self._catalogue.facts()
                    # A rebuild in between took the old collection away: the new one answers.
                    if current_number(facts) != current_number(before):
                        continue
                    if not collections.may_be_torn(facts, self._indexes.chroma_url):
                        raise
            found = self._without_chroma(facts, vector, k, filters)
            if found is not None:
                return found
            before, facts = facts, self._catalogue.facts()
            if facts == before:
                raise LibraryError(
                    "a writer was ended while it wrote the vector index", "run penholder refresh"
                )

    def _without_chroma(
        self, facts: Mapping[str, str], vector: Vectors, k: int, filters: Filters
    ) -> list[Candidate] | None:
        """What the catalogue's own vectors find; none where it does not have all of them: it did
        not keep them from the start, or a writer came in between and the facts are others now.
        """
        live = self._catalogue.live_passage_ids(filters)
        found = embeddings.compared(self._catalogue, current_number(facts), vector, live)
        return found[:k] if len(found) == len(live) else None

    def _nearest(
        self, facts: Mapping[str, str], vector: Vectors, k: int, filters: Filters
    ) -> list[Candidate]:
        vectors = self._indexes.vectors_of(facts)
        generation = int(facts["generation"])
        held = self._catalogue.passage_count()
        # Of a small library the graph is asked for all, which tells what it does not reach.
        asked = max(k, held) if held <= _ASKED_FOR_ALL else k
        found = self._live_only(
            lambda n: vectors.nearest(vector, n, filters, generation=generation), asked, filters
        )
        if len(found) < asked:
            found = self._completed(vectors, found, vector, asked, filters)
        return found[:k]

    def _completed(
        self,
        vectors: VectorStore,
        found: list[Candidate],
        vector: Vectors,
        k: int,
        filters: Filters,
    ) -> list[Candidate]:
        """Adds by comparing one by one what the graph of vectors did not reach.

        That happens where very many vectors are equal, and where very many came and went. Too many
        to compare: ``found`` as it is.
        """
        reached = {candidate.passage_id for candidate in found}
        left = self._catalogue.live_passage_ids(filters) - reached
        if not left or len(left) > _COMPARED_ONE_BY_ONE:
            return found
        more = [
            Candidate(id_, float(np.dot(row, vector)))
            for id_, row in vectors.fetch(sorted(left)).items()
        ]
        return sorted([*found, *more], key=lambda candidate: -candidate.score)[:k]

    def matching(self, text: str, k: int, filters: Filters) -> list[Candidate]:
        """The ``k`` live passages that match a text best; the score is BM25, symbols boosted."""
        lexical = self._indexes.lexical
        return self._live_only(lambda n: lexical.matching(text, n, filters), k, filters)

    def _live_only(
        self, ask: Callable[[int], list[Candidate]], k: int, filters: Filters
    ) -> list[Candidate]:
        """Asks for more than ``k``, drops what is not live, and asks wider until it is enough."""
        wanted = k + max(k // 4, 8)
        while True:
            found = ask(wanted)
            live = self._catalogue.live([c.passage_id for c in found], filters)
            kept = [candidate for candidate in found if candidate.passage_id in live]
            if len(kept) >= k or len(found) < wanted:
                return kept[:k]
            wanted *= 4
