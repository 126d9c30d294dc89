"""Words by what they mean: what says the same shares a sense, what denies it is known as such."""

from __future__ import annotations

from functools import lru_cache

from app.writing.checking.forms import root
from app.writing.checking.synonyms import opposites, same


@lru_cache(maxsize=20_000)
def senses(word: str) -> frozenset[str]:
    """The senses of a word: its root, and one for each group of words it may stand for."""
    own = root(word)
    return frozenset({own}) | _groups().get(own, frozenset())


@lru_cache(maxsize=20_000)
def denials(word: str) -> frozenset[str]:
    """The roots of the words that deny it: of "opposed" among others that of "support"."""
    return _denials().get(root(word), frozenset())


@lru_cache(maxsize=1)
def _groups() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for number, words in enumerate(same()):
        for word in words:
            found.setdefault(root(word), set()).add(f"~{number}")
    return {word: frozenset(groups) for word, groups in found.items()}


@lru_cache(maxsize=1)
def _denials() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for word, others in opposites():
        for other in others:
            found.setdefault(root(word), set()).add(root(other))
            found.setdefault(root(other), set()).add(root(word))
    return {word: frozenset(others) for word, others in found.items()}
