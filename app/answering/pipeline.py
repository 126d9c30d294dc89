"""From a question's text to sentences scored in context: retrieve, read closely, choose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.answering.finding.reading import PassageReader, ReadPassage
from app.answering.finding.retrieval import (
    CANDIDATES,
    READ_CLOSELY,
    Found,
    fuse,
    read_closely,
    standing,
)
from app.answering.finding.view import QuestionView, view_question
from app.answering.reader.scoring import Reader
from app.answering.terms.names import forms
from app.answering.understanding.vocabulary import Vocabularies
from app.answering.weighing.choosing import Choice, choose
from app.answering.weighing.models import load_models
from store.catalogue import StoredPassage
from store.embedding import Embedder, TokenVectors
from store.filters import Filters
from store.library import Library
from store.records import Kind

_CONSIDERED = 80
"""Fused candidates whose text is fetched; of these the best of each kind of source are read."""
_SECOND_HAND = 8
"""Glossary entries, and catalogue cards, that are read closely."""


Scored = tuple[StoredPassage, float]
"""A passage and its fused score."""


@dataclass(frozen=True)
class Evidence:
    """What was read for one question, by what it may be used for, each best first.

    ``held`` are passages of documents that are held; ``cards`` our own descriptions of documents
    that are not, which never stand for their words.
    """

    held: tuple[ReadPassage, ...]
    glossary: tuple[ReadPassage, ...]
    cards: tuple[ReadPassage, ...]


class Pipeline:
    """The chain over one library. Safe for threads: it keeps only what cannot change."""

    def __init__(
        self,
        library: Library,
        embedder: Embedder,
        reader: Reader | None = None,
        *,
        cached_passages: int = 256,
    ) -> None:
        self.reader = reader
        self.vocabularies = Vocabularies(library, embedder)
        self._library = library
        self._reader = PassageReader(embedder, cached_passages)

    def view(self, text: str) -> QuestionView:
        """The question's words and vectors, against what the library knows."""
        vocabulary = self.vocabularies.current()
        return view_question(
            text,
            self._reader.question(text),
            vocabulary.rarity,
            names=vocabulary.named_in(text),
            forms=forms(
                text,
                (*vocabulary.aliases, *vocabulary.spelt_otherwise(text)),
                vocabulary.prints,
            ),
        )

    def find(self, text: str, vectors: TokenVectors, filters: Filters, k: int) -> list[Found]:
        """Fused candidates, ``k`` from each index, best first."""
        return fuse(
            self._library.nearest(vectors.vector, k, filters),
            self._library.matching(text, k, filters),
        )

    def ranked(self, text: str, filters: Filters, k: int) -> list[ReadPassage]:
        """The best ``k`` passages of every kind, re-ranked: what ``search`` shows."""
        vectors = self._reader.question(text)
        found = self.find(text, vectors, filters, max(CANDIDATES, k))[: max(READ_CLOSELY, k)]
        return read_closely(self._reader, vectors, self._stored(found))[:k]

    def candidates(self, view: QuestionView, filters: Filters) -> list[Scored]:
        """Fused candidates with their text, best first."""
        found = self.find(view.text, view.vectors, filters, CANDIDATES)
        return self._stored(found[:_CONSIDERED])

    def read(self, view: QuestionView, candidates: Sequence[Scored]) -> Evidence:
        """Reads the best of each kind of source closely."""

        def read(use: str, limit: int) -> tuple[ReadPassage, ...]:
            part = [(stored, score) for stored, score in candidates if _use(stored) == use]
            return tuple(read_closely(self._reader, view.vectors, part[:limit]))

        return Evidence(
            held=read("held", READ_CLOSELY),
            glossary=read("glossary", _SECOND_HAND),
            cards=read("cards", _SECOND_HAND),
        )

    def open(self, view: QuestionView, passages: Sequence[StoredPassage]) -> list[ReadPassage]:
        """Reads these passages closely, in the order in which they are given."""
        read = read_closely(self._reader, view.vectors, [(stored, 0.0) for stored in passages])
        by_id = {passage.stored.id: passage for passage in read}
        return [by_id[stored.id] for stored in passages]

    def choose(self, view: QuestionView, passages: Sequence[ReadPassage]) -> Choice:
        """The best sentences of what was read, by the shipped models."""
        return choose(view, passages, load_models(), self.reader)

    def _stored(self, found: Sequence[Found]) -> list[Scored]:
        scores = {f.passage_id: f.score for f in found}
        stored = self._library.passages(list(scores))
        scored = [(p, standing(p) * scores[p.id]) for p in stored]
        return sorted(scored, key=lambda one: -one[1])


def _use(stored: StoredPassage) -> str:
    if not stored.document.held:
        return "cards"
    return "glossary" if stored.document.kind is Kind.GLOSSARY else "held"
