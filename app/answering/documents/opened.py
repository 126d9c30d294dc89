"""A document opened as a whole: its passages in order, and the sentence that a fact rests on."""

from __future__ import annotations

from collections.abc import Sequence

from app.answering.finding.reading import ReadSentence, sentences_of
from app.answering.finding.view import QuestionView
from app.answering.pipeline import Pipeline
from app.answering.terms.words import stems_of
from store.filters import Filters
from store.library import Library, StoredPassage

_OPENING_PASSAGES = 8
"""Mastheads and first paragraphs lie in these."""


def passages_of(library: Library, document_id: str) -> list[StoredPassage]:
    """The live passages of a document that have sentences, in order; none once it is gone."""
    only = Filters(documents=frozenset({document_id}))
    stored = library.passages(sorted(library.catalogue.live_passage_ids(only)))
    return sorted(
        (one for one in stored if one.passage.sentences), key=lambda one: one.passage.ordinal
    )


def ground_for(
    statement: str,
    passages: Sequence[StoredPassage],
    pipeline: Pipeline,
    view: QuestionView,
) -> ReadSentence | None:
    """The sentence near the beginning of a document that shares most with what is said of it.

    That is where the document says it itself; of equal ones the first that does not only conduct
    a meeting. None where it has no sentence.
    """
    opening = pipeline.open(view, passages[:_OPENING_PASSAGES])
    said = stems_of(statement)
    sentences = [sentence for passage in opening for sentence in sentences_of(passage)]
    return max(
        sentences,
        key=lambda sentence: (
            len(said & stems_of(sentence.text)),
            not sentence.passage.stored.passage.procedural,
        ),
        default=None,
    )
