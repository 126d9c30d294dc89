"""Cutting again from the stored text gives what a fresh reading gives."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus import corpus_path
from ingest.reading import read_source
from ingest.recutting import recut
from store.embedding import HashEmbedder

BRIEFS = sorted((corpus_path() / "briefs").glob("*.txt"))


@pytest.mark.parametrize("path", BRIEFS, ids=lambda path: path.stem[:20])
def test_the_same_chunker_cuts_the_stored_text_as_it_did(path: Path) -> None:
    embedder = HashEmbedder()
    (read,) = read_source(
        path.read_bytes(), name=path.name, source=str(path), sidecar=None, embedder=embedder
    )
    assert recut(read, embedder, whole=True) == read
    assert recut(read, embedder, whole=False) == read


def test_cards_and_glossary_are_left_as_they_are() -> None:
    embedder = HashEmbedder()
    for name in ("related.toml", "glossary.md"):
        path = corpus_path() / name
        for document in read_source(
            path.read_bytes(), name=name, source=str(path), sidecar=None, embedder=embedder
        ):
            assert recut(document, embedder, whole=True) == document
