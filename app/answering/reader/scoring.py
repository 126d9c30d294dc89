"""Scores for every sentence of the passages read for a question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

from app.answering.reader import network as reader_network
from app.answering.reader.windows import LONGEST_PAIR, Pair, PassageText, Windows, batch_of
from store.embedding import Vectors
from store.passes import Batch, Pass, forward_passes, in_batches

if TYPE_CHECKING:
    from torch import nn

_NO_ANSWER = -20.0
"""The score of a sentence that has no token that the model knows."""


@dataclass(frozen=True, slots=True)
class PassageScores:
    """How one passage stands to the question, in log-odds against *no answer here*.

    ``sentences`` has a score for each sentence: above 0, it is likelier to answer than that
    nothing of the passage does. ``answered`` is that of the passage as a whole.
    """

    sentences: Vectors
    answered: float


class Reader(Protocol):
    """Reads a question and passages together."""

    def scores(self, question: str, passages: Sequence[PassageText]) -> list[PassageScores]:
        """The scores of each passage, in the order given."""


class NetworkReader:
    """The reader over a network. Safe for threads: nothing of it changes once it is made."""

    def __init__(self, network: nn.ModuleDict, windows: Windows) -> None:
        self._network = network
        self._windows = windows

    def scores(self, question: str, passages: Sequence[PassageText]) -> list[PassageScores]:
        """The scores of each passage; a sentence that two windows have keeps its better one."""
        asked = self._windows.question(question)
        pairs = [
            (place, self._windows.pair(asked, window))
            for place, windows in enumerate(self._windows.of(passages))
            for window in windows
        ]
        sentences = [np.full(len(p.sentences), _NO_ANSWER, dtype=np.float32) for p in passages]
        answered = [_NO_ANSWER] * len(passages)
        for (place, pair), row in zip(pairs, self._rows([p for _, p in pairs]), strict=True):
            scores = row[1 : 1 + len(pair.sentences)] - row[0]
            chosen = list(pair.sentences)
            sentences[place][chosen] = np.maximum(sentences[place][chosen], scores)
            answered[place] = max(answered[place], float(np.logaddexp.reduce(scores)))
        return [PassageScores(s, a) for s, a in zip(sentences, answered, strict=True)]

    def _rows(self, pairs: Sequence[Pair]) -> list[Vectors]:
        """The logits of each pair."""
        passes = forward_passes()
        lengths = [len(pair.ids) for pair in pairs]

        def one(batch: Batch) -> Pass[tuple[Batch, Vectors]]:
            padded = batch_of([pairs[index] for index in batch.texts], batch.length)
            return Pass(
                batch.tokens,
                lambda: (batch, reader_network.logits(self._network, padded).numpy()),
            )

        rows: dict[int, Vectors] = {}
        for batch, found in passes.run(
            one(batch) for batch in in_batches(lengths, passes.cores, LONGEST_PAIR)
        ):
            rows.update(zip(batch.texts, found, strict=True))
        return [rows[i] for i in range(len(pairs))]
