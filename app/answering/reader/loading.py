"""Loading the reader: the packaged embedding model plus the difference that was learnt.

Where that model is the one in use, its word tables are shared and its weights read only once.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import as_file, files
from threading import Lock

from app.answering.reader import network as reader_network
from app.answering.reader import weights
from app.answering.reader.scoring import NetworkReader, PassageScores
from app.answering.reader.windows import PassageText, Windows
from store.embedding import (
    DEFAULT_WEIGHTS_SHA256,
    Embedder,
    LazyEmbedder,
    SentenceEmbedder,
    load_embedder,
)

WEIGHTS = "reader.weights"
WEIGHTS_SHA256 = "19cfb5d4f18c7a3a42c2297e3d22e7b7fab19ae82ed63366638b82e8b64abd1e"


class LazyReader:
    """A reader that loads at the first question, once, whichever thread asks it."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._lock = Lock()
        self._loaded: NetworkReader | None = None

    def scores(self, question: str, passages: Sequence[PassageText]) -> list[PassageScores]:
        """The loaded reader's."""
        with self._lock:
            if self._loaded is None:
                self._loaded = load_reader(self._embedder)
        return self._loaded.scores(question, passages)


def load_reader(embedder: Embedder) -> NetworkReader:
    """The reader as shipped, on the embedder's model where that is the packaged one.

    Raises :class:`ModelError` where weights are missing or altered.
    """
    backbone, tokeniser = _packaged(embedder).backbone
    with as_file(files("app.answering.reader").joinpath(WEIGHTS)) as path:
        learnt = weights.read(path, WEIGHTS_SHA256)
    network = reader_network.build(backbone)
    reader_network.add(network, learnt)
    return NetworkReader(network, Windows(tokeniser))


def _packaged(embedder: Embedder) -> SentenceEmbedder:
    if isinstance(embedder, LazyEmbedder):
        embedder = embedder.loaded
    if (
        isinstance(embedder, SentenceEmbedder)
        and embedder.fingerprint.weights_sha256 == DEFAULT_WEIGHTS_SHA256
    ):
        return embedder
    return load_embedder()
