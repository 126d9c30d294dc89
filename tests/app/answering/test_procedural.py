"""Words that only conduct a meeting are kept, and come after what was said."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from plain_reader import plain_document

from app.answering.pipeline import Pipeline
from store.embedding import HashEmbedder
from store.filters import Filters
from store.library import Library
from store.manifest import Source
from store.records import Document, Kind
from store.writing import SourceChange


@pytest.fixture
def record() -> Document:
    document = plain_document(
        "S/PV.1",
        "I give the floor to Norway on lower fishing quotas.\n\n"
        "Norway supports lower fishing quotas in every year, and thanks the others.\n\n"
        "The meeting rose at noon.",
        kind=Kind.RECORD,
    )
    conducting, *spoken = document.passages
    return replace(document, passages=(replace(conducting, procedural=True), *spoken))


def test_procedure_is_ranked_after_substance(tmp_path: Path, record: Document) -> None:
    question = "Norway on lower fishing quotas"
    ranked: dict[bool, list[int]] = {}
    plain = replace(record, passages=tuple(replace(p, procedural=False) for p in record.passages))
    for document in (plain, record):
        marked = any(p.procedural for p in document.passages)
        embedder = HashEmbedder()
        with Library.open(tmp_path / str(marked), embedder, create=True) as library:
            with library.writing("test") as writer:
                row = Source("test", "test", None, None, "ok", None, None, "test", 1)
                writer.apply([SourceChange(row, (document,))])
            found = Pipeline(library, embedder).ranked(question, Filters(), 5)
            ranked[marked] = [p.stored.passage.ordinal for p in found]
    assert ranked == {False: [0, 1, 2], True: [1, 0, 2]}
