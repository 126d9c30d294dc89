"""Spelling: words of the question that the library knows under another spelling.

Only words that nothing knows are touched: not the library, not the embedding model's own
vocabulary (of which common English is made), not the names of States and of UN bodies. So a word
that is right is left alone, and no real name becomes another that happens to be near it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from app.answering.answer import Correction
from app.answering.terms.acronyms import known as known_acronyms
from app.answering.terms.words import Word, stem, words_of
from app.answering.tongues.folding import fold
from app.answering.understanding.slips import slip_cost
from store.countries import every_name, find_state
from store.records import Span

_SHORTEST = 4
_TWO_EDITS_FROM = 7
"""Letters: shorter words may differ by one edit, these by two."""
_OTHER_FIRST_LETTER_FROM = 6
"""Letters: people get the first one right, so only in these may it be the wrong one."""
_JOINED_FROM = 8
"""Letters: two words that make one of the library's ("multi lateral") are one from here."""
_HALF = 3
"""Letters: the least that each of two words has of which another is made."""
_NEAR = 12
"""Candidates that are looked at."""
_ASKING = frozenset(
    """
    about after against before between could does during from have how many much said should that
    their there they what when where which whom whose will with would
    """.split()  # noqa: SIM905 - a word list reads best as words
)
_SUFFIXES = ("s", "es", "ed", "d", "ing", "ly", "er", "ers", "ness")
_PREFIXES = ("un", "re", "non", "de", "sub", "inter", "pre", "over", "under", "mis", "co")


@dataclass(frozen=True, slots=True)
class _Fix:
    span: Span
    read_as: str


class Speller:
    """Corrects a question against the words that the library holds.

    ``names`` are proper names as written in the documents, ``words`` all their words in lower
    case with about how often each is there; ``ordinary`` says whether a word is in the language's
    common vocabulary; ``terms`` are expressions of several words that are met written as one.
    """

    def __init__(
        self,
        names: Iterable[str],
        words: Mapping[str, int],
        ordinary: Callable[[str], bool],
        terms: Iterable[str] = (),
    ) -> None:
        self._names = {name.lower(): name for name in names if len(name) >= _SHORTEST}
        # French names of States stand in the table too: those are no English words.
        official = _state_words(first_only=True)
        others = _state_words(first_only=False)
        self._states = official | {lower: w for lower, w in others.items() if ordinary(lower)}
        self._words = words
        self._stems = frozenset(stem(word) for word in words)
        self._ordinary = ordinary
        spellings = {word for word in words if len(word) >= _SHORTEST} | set(self._names)
        self._spellings = sorted(spellings | set(self._states) | _ASKING)
        self._by_fold = {fold(word): word for word in self._spellings}
        own = {lower for lower, name in self._names.items() if name.isupper()}
        self._acronyms = sorted(known_acronyms() | own)
        self._joined_terms = {
            joined: term.lower() for term in terms if (joined := term.lower().replace(" ", ""))
        }

    def correct(self, text: str) -> tuple[str, tuple[Correction, ...]]:
        """The text with its misspelt words replaced, and the list of what was replaced."""
        corrections: list[Correction] = []
        corrected, shift = text, 0
        for fix in self._fixes(text):
            written = fix.span.of(text)
            start = fix.span.start + shift
            corrected = corrected[:start] + fix.read_as + corrected[start + len(written) :]
            shift += len(fix.read_as) - len(written)
            corrections.append(Correction(written=written, read_as=fix.read_as))
        return corrected, tuple(corrections)

    def name_like(self, word: str) -> str | None:
        """The library's name that a word from another language is, or nearly is."""
        lower = word.lower()
        if lower in self._names:
            return self._names[lower]
        found = self._nearest(lower, 2 if len(lower) >= _TWO_EDITS_FROM else 1)
        return self._names.get(found) if found else None

    def word_like(self, word: str) -> str | None:
        """The library's word that a word from another language is, or nearly is: a cognate."""
        lower = word.lower()
        if lower in self._words:
            return lower
        found = self._nearest(lower, 2) if len(lower) >= _TWO_EDITS_FROM else None
        return self._as_printed(found) if found else None

    def _fixes(self, text: str) -> Iterator[_Fix]:
        words = words_of(text)
        joined_until = 0
        for word, after in zip(words, (*words[1:], None), strict=False):
            if word.span.start < joined_until or word.number:
                continue
            joined = self._joined(word, after, text) if after else None
            if joined and after:
                joined_until = after.span.start + len(after.text)
                yield _Fix(Span(word.span.start, joined_until), joined)
            elif (replacement := self._replacement(word.text)) is not None:
                yield _Fix(Span(word.span.start, word.span.start + len(word.text)), replacement)

    def _joined(self, word: Word, after: Word, text: str) -> str | None:
        """One word of the library that was written as two."""
        if text[word.span.end : after.span.start] != " " or len(word.text) < 2:
            return None
        lower = (word.text + after.text).lower()
        if len(lower) < _JOINED_FROM or not lower.isalpha() or lower not in self._words:
            return None
        # "Some times" may be meant as two words; "multi lateral" never is.
        both = word.text.lower() in self._words and after.text.lower() in self._words
        return None if both or not after.content else self._as_printed(lower)

    def _replacement(self, word: str) -> str | None:
        lower = word.lower()
        if len(lower) < _SHORTEST or not lower.isalpha() or self._knows(lower):
            return None
        accented = self._by_fold.get(fold(lower))
        # A name without its accents is that name; another word may be one of another language.
        if accented and accented != lower and (accented in self._names or accented in self._states):
            return self._as_printed(accented)
        if lower in self._joined_terms:
            return self._joined_terms[lower]
        if word.isupper() and (acronyms := self._near_acronyms(lower)):
            return acronyms[0].upper() if len(acronyms) == 1 else None
        capital = word[0].isupper()
        nearest = self._nearest(lower, 1, capital=capital)
        if nearest is None and any(map(self._ordinary, _without_prefix(lower))):
            return None
        if nearest is None and len(lower) >= _TWO_EDITS_FROM:
            nearest = self._nearest(lower, 2, capital=capital)
        printed = self._as_printed(nearest) if nearest else None
        return printed.upper() if printed and word.isupper() else printed

    def _as_printed(self, lower: str) -> str:
        return self._names.get(lower) or self._states.get(lower) or lower

    def _knows(self, lower: str) -> bool:
        return (
            lower in self._words
            or lower in self._names
            or lower in self._states
            or lower in known_acronyms()
            or stem(lower) in self._stems
            or any(self._ordinary(form) for form in _bare_forms(lower))
            or _is_compound(lower, self._ordinary)
        )

    def _nearest(self, word: str, edits: int, *, capital: bool = False) -> str | None:
        """The spelling that is nearest, unless two States are equally near. A word with a capital
        is rather a name.
        """
        found = process.extract(
            word,
            self._spellings,
            scorer=DamerauLevenshtein.distance,
            score_cutoff=edits,
            limit=_NEAR,
        )
        near = [
            (
                distance,
                capital and other not in self._names and other not in self._states,
                slip_cost(word, other),
                -self._words.get(other, 0),
                other,
            )
            for other, distance, _ in found
            if len(other) >= _SHORTEST
            and (other[0] == word[0] or (distance == 1 and len(word) >= _OTHER_FIRST_LETTER_FROM))
            and not _other_gender(word, other)
            and not _derived(word, other)
        ]
        # Two edits that are no everyday slips make another word.
        near = [one for one in near if one[0] < 2 or one[2] < 2 or one[-1] in self._names]
        if not near:
            return None
        best = min(near)
        states = {fold(o) for d, *_, o in near if d == best[0] and o in self._states}
        return None if len(states) > 1 and fold(best[-1]) in states else best[-1]

    def _near_acronyms(self, lower: str) -> list[str]:
        """The acronyms that are an edit away; where the same letters make one, that one alone."""
        found = process.extract(
            lower, self._acronyms, scorer=DamerauLevenshtein.distance, score_cutoff=1, limit=_NEAR
        )
        near = [other for other, _, _ in found]
        same_letters = [other for other in near if set(other) == set(lower)]
        return same_letters if len(same_letters) == 1 else near


def _bare_forms(lower: str) -> Iterator[str]:
    """The word, and what is left of it without one common ending."""
    yield lower
    for suffix in _SUFFIXES:
        shorter = lower.removesuffix(suffix)
        if shorter != lower and len(shorter) >= _SHORTEST:
            yield shorter
            if suffix[0] in "eia":
                yield f"{shorter}e"


def _without_prefix(lower: str) -> Iterator[str]:
    """What is left of a word without a beginning that any word may be given."""
    for prefix in _PREFIXES:
        shorter = lower.removeprefix(prefix)
        if shorter != lower and len(shorter) > _SHORTEST:
            yield from _bare_forms(shorter)


def _derived(word: str, other: str) -> bool:
    """Whether a word is made of a name, as "Leonean" of "Leone"."""
    ending = word.removeprefix(other)
    return ending != word and (
        ending in ("an", "ian", "i", "s") or (ending, other[-1]) == ("n", "a")
    )


def _is_compound(word: str, ordinary: Callable[[str], bool]) -> bool:
    """Whether a word is made of two words of English, as "throughput" is."""
    return any(
        ordinary(word[:at]) and ordinary(word[at:]) for at in range(_HALF, len(word) - _HALF + 1)
    )


def _other_gender(one: str, other: str) -> bool:
    """Whether two Russian surnames are a man's and a woman's: "Ivanov" and "Ivanova"."""
    short, long = sorted((one, other), key=len)
    return long == f"{short}a" and short.endswith(("ov", "ev", "in", "yn"))


@lru_cache(maxsize=2)
def _state_words(*, first_only: bool) -> dict[str, str]:
    """The words of States' names in Latin letters, in lower case, as printed."""
    states = dict.fromkeys(find_state(name) for name in every_name())
    names = [state for state in states if state] if first_only else every_name()
    return {
        word.text.lower(): word.text
        for name in names
        for word in words_of(name)
        if word.text[0].isupper() and len(word.text) >= _SHORTEST and word.text[0] < "\u0250"
    }
