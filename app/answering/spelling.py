"""Spelling: words of the question that the library knows under another spelling.

Only words that neither the library nor the embedding model's own vocabulary knows are touched,
so that an ordinary word of English is never turned into a name that happens to be near it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from app.answering.answer import Correction
from app.answering.words import stem, words_of

_SHORTEST = 4
_TWO_EDITS_FROM = 7
"""Letters: shorter words may differ by one edit, these by two."""


class Speller:
    """Corrects a question against the words that the library holds.

    ``names`` are proper names as written in the documents, ``words`` all their words in lower
    case; ``ordinary`` says whether a word is in the language's common vocabulary.
    """

    def __init__(
        self, names: Iterable[str], words: Iterable[str], ordinary: Callable[[str], bool]
    ) -> None:
        self._names = {name.lower(): name for name in names if len(name) >= _SHORTEST}
        self._words = frozenset(words)
        self._stems = frozenset(stem(word) for word in self._words)
        self._ordinary = ordinary

    def correct(self, text: str) -> tuple[str, tuple[Correction, ...]]:
        """The text with its misspelt words replaced, and the list of what was replaced."""
        corrections: list[Correction] = []
        corrected, shift = text, 0
        for word in words_of(text):
            replacement = None if word.number else self._replacement(word.text)
            if replacement is None:
                continue
            start = word.span.start + shift
            corrected = corrected[:start] + replacement + corrected[start + len(word.text) :]
            shift += len(replacement) - len(word.text)
            corrections.append(Correction(written=word.text, read_as=replacement))
        return corrected, tuple(corrections)

    def _replacement(self, word: str) -> str | None:
        lower = word.lower()
        if len(lower) < _SHORTEST or not lower.isalpha() or self._knows(lower):
            return None
        edits = 2 if len(lower) >= _TWO_EDITS_FROM else 1
        name = self._nearest(lower, self._names, edits)
        if name is not None:
            return self._names[name]
        nearest = self._nearest(lower, self._words, edits)
        return nearest.upper() if nearest and word.isupper() else nearest

    def _knows(self, lower: str) -> bool:
        return (
            lower in self._words
            or lower in self._names
            or stem(lower) in self._stems
            or self._ordinary(lower)
        )

    @staticmethod
    def _nearest(word: str, known: Iterable[str], edits: int) -> str | None:
        # People get the first letter right; requiring it halves the false corrections.
        near = [other for other in known if other[0] == word[0] and len(other) >= _SHORTEST]
        found = process.extractOne(
            word, near, scorer=DamerauLevenshtein.distance, score_cutoff=edits
        )
        return found[0] if found else None
