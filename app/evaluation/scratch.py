"""A library of documents that are at hand, for measuring and for learning."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from ingest.chunking import cut
from ingest.composing import compose
from ingest.formats import Block, BlockKind
from store.embedding import Embedder
from store.library import Library
from store.manifest import Source
from store.records import Document, Kind
from store.writing import SourceChange

_DOCUMENTS_A_SWAP = 512


def scratch_library(folder: Path, documents: Iterable[Document], embedder: Embedder) -> Library:
    """Indexes the documents in ``folder`` as a refresh would; the caller closes the library."""
    library = Library.open(folder, embedder, create=True)
    waiting = iter(documents)
    with library.writing("evaluation") as writer:
        while some := list(islice(waiting, _DOCUMENTS_A_SWAP)):
            writer.apply([SourceChange(_source(d), documents=(d,)) for d in some])
    return library


def plain_document(identifier: str, title: str, text: str, embedder: Embedder) -> Document:
    """A document of plain paragraphs, parted by blank lines and cut as every other is."""
    paragraphs = (" ".join(part.split()) for part in re.split(r"\n\s*\n", text))
    body = compose(Block(p, BlockKind.PARAGRAPH) for p in paragraphs if p)
    passages = cut(
        body, heading=title, count_tokens=embedder.count_tokens, max_tokens=embedder.max_tokens
    )
    return Document(id=identifier, title=title, kind=Kind.OTHER, text=body.text, passages=passages)


def _source(document: Document) -> Source:
    return Source(
        key=document.id,
        root="evaluation",
        device=None,
        sha256=None,
        status="ok",
        reason=None,
        remedy=None,
        pipeline="evaluation",
        documents=1,
    )
