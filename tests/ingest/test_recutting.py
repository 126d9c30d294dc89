"""Cutting again from the stored text gives what a fresh reading gives."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus import corpus_path
from ingest.chunking import cut
from ingest.composing import compose
from ingest.formats import Block, Place
from ingest.reading import read_source
from ingest.recutting import recut
from store.embedding import HashEmbedder
from store.records import Document, Kind, Pinpoint

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


def test_lines_that_are_all_label_are_kept_by_a_model_that_reads_less() -> None:
    lines = ["Security Council", "S/2031/17", "Distr.: General", *(f"{w} lake" * 9 for w in "abc")]
    place = Place(Pinpoint(), "masthead", procedural=True)
    blocks = [Block(x, place=place, label=0 if "/" in x or "lake" in x else len(x)) for x in lines]
    body = compose([*blocks, Block("Provisional", place=place, label=11)])
    wide, narrow = HashEmbedder(), HashEmbedder(max_tokens=40)
    cuts = cut(body, heading="Lakes", count_tokens=wide.count_tokens, max_tokens=wide.max_tokens)
    document = Document("S/2031/17", "Lakes", Kind.OTHER, body.text, cuts)
    again = recut(document, narrow, whole=False)
    assert len(again.passages) > len(cuts) == 1
    assert "".join("".join(p.span.of(body.text).split()) for p in again.passages) == "".join(
        body.text.split()
    )
    assert [s for p in again.passages for s in p.sentences] == list(cuts[0].sentences)
