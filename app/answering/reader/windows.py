"""What the reader sees of a passage: windows of whole sentences, short enough to be read well.

A sentence that two windows share is read twice, each time beside other neighbours. Plain
truncation was measured to lose a sixteenth of the right sentences; long windows lose some too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from store.records import Span

if TYPE_CHECKING:
    from tokenizers import Tokenizer

WINDOW_TOKENS = 140
"""The most tokens of a passage's text in one window."""
HEADING_TOKENS = 24
QUESTION_TOKENS = 64
LONGEST_PAIR = QUESTION_TOKENS + HEADING_TOKENS + WINDOW_TOKENS + 3
"""With the special tokens: one before the question, one after it, and one at the end."""

NO_SENTENCE = -1
_CLS, _SEP = "[CLS]", "[SEP]"

Ids = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class PassageText:
    """A passage as the reader takes it; ``sentences`` are spans of ``text``, in order."""

    heading: str
    text: str
    sentences: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Window:
    """Consecutive sentences of a passage, after its heading, as token ids.

    ``owners`` has for each token the number of its sentence in the passage, or ``NO_SENTENCE``.
    """

    ids: tuple[int, ...]
    owners: tuple[int, ...]

    @property
    def sentences(self) -> tuple[int, ...]:
        """The sentences that stand in it, in order."""
        return tuple(dict.fromkeys(owner for owner in self.owners if owner != NO_SENTENCE))


@dataclass(frozen=True, slots=True)
class Pair:
    """A question and one window: the model's input, and for each token its place in ``sentences``.

    ``first`` is the position of the window's first token; before it stand the question and two
    special tokens.
    """

    ids: tuple[int, ...]
    first: int
    slots: tuple[int, ...]
    sentences: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Batch:
    """Pairs padded to one length. ``slots`` is ``NO_SENTENCE`` where a token is in no sentence."""

    ids: Ids
    types: Ids
    mask: Ids
    slots: Ids
    most_sentences: int


class Windows:
    """Cuts passages into windows and pairs them with questions."""

    def __init__(self, tokeniser: Tokenizer) -> None:
        self._tokeniser = tokeniser
        self._cls = _id(tokeniser, _CLS)
        self._sep = _id(tokeniser, _SEP)

    def question(self, text: str) -> tuple[int, ...]:
        """The question's token ids, the end of an overlong one left out."""
        return tuple(self._tokeniser.encode(text, add_special_tokens=False).ids[:QUESTION_TOKENS])

    def of(self, passages: Sequence[PassageText]) -> list[list[Window]]:
        """The windows of each passage: each sentence that has a token is in at least one."""
        texts = self._tokeniser.encode_batch([p.text for p in passages], add_special_tokens=False)
        headings = self._tokeniser.encode_batch(
            [p.heading for p in passages], add_special_tokens=False
        )
        return [
            _cut(heading.ids[:HEADING_TOKENS], text.ids, text.offsets, passage.sentences)
            for passage, heading, text in zip(passages, headings, texts, strict=True)
        ]

    def pair(self, question: tuple[int, ...], window: Window) -> Pair:
        """``[CLS] question [SEP] window [SEP]``."""
        place = {sentence: slot for slot, sentence in enumerate(window.sentences)}
        return Pair(
            ids=(self._cls, *question, self._sep, *window.ids, self._sep),
            first=len(question) + 2,
            slots=tuple(place.get(owner, NO_SENTENCE) for owner in window.owners),
            sentences=window.sentences,
        )


def batch_of(pairs: Sequence[Pair], length: int | None = None) -> Batch:
    """The pairs as one batch, padded to ``length`` tokens; without it, to the longest of them.

    Padding is masked, so its id does not matter.
    """
    length = length or max(len(pair.ids) for pair in pairs)
    ids, types, mask = (np.zeros((len(pairs), length), dtype=np.int64) for _ in range(3))
    slots = np.full((len(pairs), length), NO_SENTENCE, dtype=np.int64)
    for row, pair in enumerate(pairs):
        ids[row, : len(pair.ids)] = pair.ids
        types[row, pair.first : len(pair.ids)] = 1
        mask[row, : len(pair.ids)] = 1
        slots[row, pair.first : pair.first + len(pair.slots)] = pair.slots
    return Batch(ids, types, mask, slots, max(len(pair.sentences) for pair in pairs))


def _id(tokeniser: Tokenizer, token: str) -> int:
    found = tokeniser.token_to_id(token)
    if found is None:
        raise ValueError(f"the tokeniser has no {token}")
    return int(found)


@dataclass(frozen=True, slots=True)
class _Piece:
    """Tokens ``start`` to ``end`` of a sentence: all, unless it is longer than a window."""

    sentence: int
    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start


def _cut(
    heading: list[int],
    ids: list[int],
    offsets: list[tuple[int, int]],
    sentences: Sequence[Span],
) -> list[Window]:
    pieces = list(_pieces(offsets, sentences))
    windows = []
    first = 0
    while first < len(pieces):
        end, size = first, 0
        while end < len(pieces) and size + len(pieces[end]) <= WINDOW_TOKENS:
            size += len(pieces[end])
            end += 1
        windows.append(_window(heading, ids, pieces[first:end]))
        if end == len(pieces):
            break
        # One sentence of overlap, where the next window then has room for more than that.
        again = end - first > 1 and len(pieces[end - 1]) + len(pieces[end]) <= WINDOW_TOKENS
        first = end - 1 if again else end
    return windows


def _pieces(offsets: list[tuple[int, int]], sentences: Sequence[Span]) -> Iterable[_Piece]:
    """The sentences as ranges of tokens, long ones in several pieces."""
    token = 0
    for number, sentence in enumerate(sentences):
        while token < len(offsets) and offsets[token][1] <= sentence.start:
            token += 1
        end = token
        while end < len(offsets) and offsets[end][0] < sentence.end:
            end += 1
        for start in range(token, end, WINDOW_TOKENS):
            yield _Piece(number, start, min(start + WINDOW_TOKENS, end))
        token = end


def _window(heading: list[int], ids: list[int], pieces: Sequence[_Piece]) -> Window:
    text = [i for piece in pieces for i in ids[piece.start : piece.end]]
    owners = [piece.sentence for piece in pieces for _ in range(len(piece))]
    return Window((*heading, *text), (*([NO_SENTENCE] * len(heading)), *owners))
