"""Reading closely: one forward pass over the best passages gives every sentence in its context.

Re-ranking is MaxSim (Khattab and Zaharia, ColBERT, 2020): for each token of the question the best
cosine among the passage's tokens, averaged. The same token vectors, cut at sentence offsets, score
each sentence where it stands, so that "The P3 opposed these additions" is read with the sentence
before it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock

import numpy as np

from store.catalogue import StoredPassage
from store.embedding import Embedder, TokenVectors, Vectors
from store.records import Sentence, Span
from store.rows import embedded_text

_CACHED_PASSAGES = 256


@dataclass(frozen=True, slots=True)
class ReadPassage:
    """A candidate passage with its token vectors and its scores, all in 0..1 but ``cosine``."""

    stored: StoredPassage
    vectors: TokenVectors
    fused: float
    cosine: float
    maxsim: float
    score: float


Place = tuple[str, int, int]
"""A document's id, and where in its text something begins and ends, in characters."""


@dataclass(frozen=True, slots=True)
class ReadSentence:
    """One sentence of a read passage, with the token vectors that fall in it."""

    passage: ReadPassage
    sentence: Sentence
    index: int
    text: str
    tokens: Vectors

    @property
    def document(self) -> str:
        """The id of the document that it stands in."""
        return self.passage.stored.document.document

    @property
    def place(self) -> Place:
        """Where it stands, which no other sentence shares."""
        return self.document, self.span.start, self.span.end

    @property
    def before(self) -> str:
        """The sentence before it in the same passage; nothing before the first."""
        stored = self.passage.stored
        if self.index == 0:
            return ""
        return stored.of(stored.passage.sentences[self.index - 1].span)

    @property
    def span(self) -> Span:
        """Where it stands, in characters of the document's text."""
        return self.sentence.span


class PassageReader:
    """Reads passages through the embedding model, keeping the last few hundred read.

    A passage id is never reused and its text never changes, so what is cached cannot go stale.
    """

    def __init__(self, embedder: Embedder, cached: int = _CACHED_PASSAGES) -> None:
        self._embedder = embedder
        self._cached = cached
        self._cache: OrderedDict[int, TokenVectors] = OrderedDict()
        self._lock = Lock()

    def question(self, text: str) -> TokenVectors:
        """The question's vector and token vectors."""
        return self._embedder.read([text])[0]

    def read(self, passages: Sequence[StoredPassage]) -> list[TokenVectors]:
        """The token vectors of each passage with its heading."""
        with self._lock:
            known = {p.id: self._cache[p.id] for p in passages if p.id in self._cache}
        unread = [p for p in passages if p.id not in known]
        fresh = self._embedder.read([p.embedded for p in unread])
        known.update({p.id: vectors for p, vectors in zip(unread, fresh, strict=True)})
        with self._lock:
            for passage in passages:
                self._cache[passage.id] = known[passage.id]
                self._cache.move_to_end(passage.id)
            while len(self._cache) > self._cached:
                self._cache.popitem(last=False)
        return [known[p.id] for p in passages]


def similarities(question: Vectors, text: Vectors) -> Vectors:
    """For each token of the question, its best cosine among the text's tokens (0 for no text)."""
    if not len(text) or not len(question):
        return np.zeros(len(question), dtype=np.float32)
    best: Vectors = (question @ text.T).max(axis=1)
    return best


def sentences_of(passage: ReadPassage) -> list[ReadSentence]:
    """The passage's sentences, each with its own tokens in context."""
    stored = passage.stored
    shift = len(embedded_text(stored.passage.heading, "")) - stored.passage.span.start
    starts = [token.start for token in passage.vectors.spans]
    ends = [token.end for token in passage.vectors.spans]
    read = []
    for index, sentence in enumerate(stored.passage.sentences):
        span = Span(sentence.span.start + shift, sentence.span.end + shift)
        # Tokens stand in order and none over another, so those of a sentence are neighbours.
        first = bisect_right(ends, span.start)
        rows = slice(first, bisect_left(starts, span.end, first))
        text = stored.of(sentence.span)
        read.append(ReadSentence(passage, sentence, index, text, passage.vectors.tokens[rows]))
    return read
