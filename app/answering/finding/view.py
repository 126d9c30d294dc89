"""The question as the features see it: its words, its vectors, and which of them carry meaning."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from app.answering.terms.names import Forms
from app.answering.terms.synonyms import synonyms_of
from app.answering.terms.words import AnswerType, Word, expected_type, words_of
from store.embedding import TokenVectors, Vectors

Rarity = Callable[[str], float]
"""How rare a stem is in the library: its inverse document frequency, at least 0."""


@dataclass(frozen=True)
class QuestionView:
    """The question as the features see it: words, vectors, and which tokens carry meaning."""

    text: str
    words: tuple[Word, ...]
    content: tuple[Word, ...]
    vectors: TokenVectors
    content_tokens: tuple[int, ...]
    content_of_token: tuple[int, ...]
    token_weights: Vectors
    answer_type: AnswerType
    rarity: dict[str, float]
    forms: Forms

    @property
    def stems(self) -> frozenset[str]:
        """The stems of all its words."""
        return frozenset(word.stem for word in self.words)


def view_question(
    text: str,
    vectors: TokenVectors,
    rarity: Rarity,
    *,
    names: frozenset[str] = frozenset(),
    forms: Forms | None = None,
) -> QuestionView:
    """Prepares a question.

    ``names`` are stems that the library knows as proper names, whatever their capitals here;
    ``forms`` the other forms of names that it has.
    """
    words = tuple(
        Word(w.text, w.stem, w.span, w.content, w.name or w.stem in names, w.number)
        for w in words_of(text)
    )
    content = tuple(word for word in words if word.content) or words
    rarities = {word.stem: _rarity(word.stem, rarity) for word in content}
    tokens: list[int] = []
    owners: list[int] = []
    weights: list[float] = []
    for index, span in enumerate(vectors.spans):
        owner = next((i for i, w in enumerate(content) if w.span.overlaps(span)), None)
        if owner is not None:
            tokens.append(index)
            owners.append(owner)
            weights.append(rarities[content[owner].stem] + 0.1)
    if not tokens and content:
        # The model's tokens and our words do not meet (a script it does not know).
        tokens = list(range(len(vectors.spans)))
        owners, weights = [0] * len(tokens), [1.0] * len(tokens)
    return QuestionView(
        text=text,
        words=words,
        content=content,
        vectors=vectors,
        content_tokens=tuple(tokens),
        content_of_token=tuple(owners),
        token_weights=np.asarray(weights, dtype=np.float32) / max(sum(weights), 1e-6),
        answer_type=expected_type(text),
        rarity=rarities,
        forms=forms or {},
    )


def _rarity(word_stem: str, rarity: Rarity) -> float:
    """How rare a word is: as the commonest of those that say the same."""
    return min(rarity(one) for one in (word_stem, *synonyms_of(word_stem)))
