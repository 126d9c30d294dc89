"""What understanding knows of the library: its words, its names, how rare each is.

Everything here is derived from one generation and made anew when the library has moved on.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from threading import Lock

from app.answering.terms.names import plain_name
from app.answering.terms.words import stem, words_of
from app.answering.tongues.folding import sound_of
from app.answering.understanding.spelling import Speller
from store.countries import find_state
from store.embedding import Embedder
from store.library import Library
from store.records import Alias, Kind

_SEARCHED = 20
"""Passages in which a name of several words is looked for."""
_SOUNDS_FROM = 6
"""Letters: shorter names that sound alike are rather two."""


def _by_sound(names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for name in names:
        if len(name) >= _SOUNDS_FROM and not name.isupper():
            found.setdefault(sound_of(name), []).append(name)
    return {sound: tuple(spelt) for sound, spelt in found.items()}


@dataclass(frozen=True)
class Vocabulary:
    """One generation's words.

    ``names`` are in lower case, ``spellings`` are names by how they sound. ``terms`` are the
    glossary's headwords and their other names, in lower case, each with its headword. ``prints``
    says whether a passage prints a word or a name, ``ordinary`` whether a word is common English.
    """

    generation: int
    speller: Speller
    names: frozenset[str]
    aliases: tuple[Alias, ...]
    terms: dict[str, str]
    passages: int
    frequencies: dict[str, int]
    prints: Callable[[str], bool]
    ordinary: Callable[[str], bool]
    spellings: dict[str, tuple[str, ...]]

    def named_in(self, text: str) -> frozenset[str]:
        """The stems of the words of a text that are names of the library, whatever their capitals.
        In small letters a word of common English is none, though the library may only print it in
        titles.
        """
        return frozenset(
            word.stem
            for word in words_of(text)
            if word.text.lower() in self.names
            and not (word.text.islower() and self.ordinary(word.text) and not find_state(word.text))
        )

    def spelt_otherwise(self, text: str) -> tuple[Alias, ...]:
        """The names of a text, each with the other spellings that the library prints."""
        names = [word.text for word in words_of(text) if word.text[0].isupper()]
        return tuple(
            Alias(name, other)
            for name in names
            for other in self.spellings.get(sound_of(name), ())
            if other.lower() != name.lower()
        )

    def rarity(self, word_stem: str) -> float:
        """Inverse document frequency as BM25 has it (Robertson and Zaragoza, 2009)."""
        frequency = min(self.frequencies.get(word_stem, 0), self.passages)
        return math.log(1 + (self.passages - frequency + 0.5) / (frequency + 0.5))


class Vocabularies:
    """The vocabulary of the library's present generation. Safe for threads."""

    def __init__(self, library: Library, embedder: Embedder) -> None:
        self._library = library
        self._embedder = embedder
        self._lock = Lock()
        self._kept: Vocabulary | None = None

    def current(self) -> Vocabulary:
        """The vocabulary, made anew where the library has moved on."""
        with self._lock:
            generation = self._library.generation
            if self._kept is None or self._kept.generation != generation:
                self._kept = self._make(generation)
            return self._kept

    def _make(self, generation: int) -> Vocabulary:
        words = self._library.vocabulary()
        names = self._library.names()
        frequencies: Counter[str] = Counter()
        for word, count in words.items():
            frequencies[stem(word)] += count
        aliases = self._library.aliases()
        terms = self._terms(aliases)
        several = [term for term in terms if " " in term]
        return Vocabulary(
            generation=generation,
            speller=Speller(names, words, self._is_ordinary, several),
            names=frozenset(name.lower() for name in names),
            ordinary=self._is_ordinary,
            spellings=_by_sound(names),
            aliases=aliases,
            terms=terms,
            passages=self._library.passage_count(),
            frequencies=dict(frequencies),
            prints=lru_cache(maxsize=1_024)(partial(self._prints, words)),
        )

    def _terms(self, aliases: tuple[Alias, ...]) -> dict[str, str]:
        glossaries = (d for d in self._library.documents() if d.kind is Kind.GLOSSARY)
        headwords = {
            passage.pinpoint.section
            for summary in glossaries
            for passage in self._library.document(summary.document).passages
            if passage.pinpoint.section
        }
        terms = {headword.lower(): headword for headword in headwords}
        terms.update({a.short.lower(): a.full for a in aliases if a.full in headwords})
        return terms

    def _prints(self, words: Mapping[str, int], name: str) -> bool:
        """Whether a passage prints a name, however it is spelt and broken into lines."""
        plain = plain_name(name)
        if " " not in plain:
            return plain in words
        found = self._library.matching(name, _SEARCHED)
        stored = self._library.passages([candidate.passage_id for candidate in found])
        return any(plain in plain_name(one.text) for one in stored)

    def _is_ordinary(self, word: str) -> bool:
        """Whether the model's own vocabulary has the word whole: some 30,000 words of English."""
        return self._embedder.count_tokens([word])[0] == 1
