"""A question in another language as English words, as far as names and known words carry it.

Names of States and bodies, symbols, numbers, dates and the Council's usual words are put into
English in the order in which they stand. A word that is none of these is sought among the library's
own words, for many are nearly the same in French and Spanish; what is left is dropped, and its
being dropped is said.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from app.answering.tongues.detecting import Language, function_words
from app.answering.tongues.folding import fold, latin
from app.answering.tongues.lexicon import empty_words
from app.answering.tongues.phrases import Phrase, find_phrases
from app.answering.tongues.states import short_name
from store.records import Span
from store.symbols import find_symbols

Likeness = Callable[[str], str | None]
"""The library's own spelling of a word that is nearly one of its words, or nothing."""

_HAN = "\u4e00-\u9fff"
_TOKEN = re.compile(rf"\(\d{{4}}\)|[{_HAN}]+|[^\W_{_HAN}]+(?:[-./][^\W_{_HAN}]+)*")
_ASIAN_RESOLUTION = re.compile(r"第?(?P<number>\d{1,4})号决议")
_ASIAN_DATE = re.compile(r"(?P<year>\d{4})年(?:(?P<month>\d{1,2})月)?(?:(?P<day>\d{1,2})[日号])?")
_MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)
_ASKING = frozenset("who when where why how which what".split())  # noqa: SIM905
_FEWEST_WORDS = 2
"""Words of content without which a question in which no name was found is not understood."""


@dataclass(frozen=True, slots=True)
class Translation:
    """A question as English words.

    ``complete``: no word was left out but function words; ``carries``: there is enough to look for.
    """

    text: str
    complete: bool
    carries: bool


def in_english(
    text: str, language: Language, *, name_like: Likeness, word_like: Likeness
) -> Translation:
    """The question's names and known words in English.

    ``name_like`` and ``word_like`` know the library's names and words.
    """
    found = [*_fixed(text), *find_phrases(text, language)]
    parts: list[str] = []
    left_out, names, words = 0, 0, 0
    at = 0
    for phrase in _disjoint(found):
        rest = _rest(text[at : phrase.span.start], language, name_like, word_like, first=at == 0)
        left_out += rest.left_out
        names += rest.names
        parts += [*rest.words, phrase.english]
        names += phrase.name
        words += not phrase.name and phrase.english.split()[0] not in _ASKING
        at = phrase.span.end
    rest = _rest(text[at:], language, name_like, word_like, first=at == 0)
    english = " ".join([*parts, *rest.words])
    mark = "?" if text.rstrip().endswith(("?", "？", "؟")) else ""
    return Translation(
        text=english[:1].upper() + english[1:] + mark,
        complete=not left_out + rest.left_out,
        carries=bool(names + rest.names) or words + len(rest.words) >= _FEWEST_WORDS,
    )


@dataclass(frozen=True, slots=True)
class _Rest:
    words: tuple[str, ...]
    names: int
    left_out: int


def _fixed(text: str) -> list[Phrase]:
    """Symbols, and dates and numbers of resolutions as Chinese writes them."""
    # "Résolution 2448" is put into English by its words: nobody prints its symbol instead.
    symbols = [Phrase(f.span, f.symbol, True) for f in find_symbols(text) if f.formal]
    dates = [Phrase(Span(*m.span()), _printed(m), False) for m in _ASIAN_DATE.finditer(text)]
    resolutions = [
        Phrase(Span(*m.span()), f"resolution {m['number']}", True)
        for m in _ASIAN_RESOLUTION.finditer(text)
    ]
    return [*symbols, *resolutions, *dates]


def _printed(match: re.Match[str]) -> str:
    month = int(match["month"] or 0)
    named = _MONTHS[month - 1] if 1 <= month <= len(_MONTHS) else None
    return " ".join(part for part in (match["day"], named, match["year"]) if part)


def _disjoint(found: list[Phrase]) -> list[Phrase]:
    """In order, and of those that overlap the first given."""
    kept: list[Phrase] = []
    last = 0
    ranked = sorted(enumerate(found), key=lambda item: (item[1].span.start, item[0]))
    for _, phrase in ranked:
        if phrase.span.start >= last:
            kept.append(phrase)
            last = phrase.span.end
    return kept


def _rest(
    text: str, language: Language, name_like: Likeness, word_like: Likeness, *, first: bool
) -> _Rest:
    """What stands between the known phrases: numbers, names, words like English ones."""
    words: list[str] = []
    names = left_out = 0
    empty = function_words(language) | empty_words(language)
    for match in _TOKEN.finditer(text):
        word = match.group()
        opens = first and not text[: match.start()].strip("¿¡ ")
        if any(c.isdigit() for c in word):
            words.append(word)
        elif all(part in empty or (len(part) == 1 and part < _HAN[0]) for part in _parts(word)):
            continue
        elif language is Language.CHINESE and _is_han(word):
            left_out += bool(set(word) - empty)
        elif name := _name(word, language, name_like, opens=opens):
            words.append(name)
            names += 1
        elif alike := word_like(fold(word)):
            words.append(alike)
        else:
            left_out += 1
    return _Rest(tuple(words), names, left_out)


def _parts(word: str) -> list[str]:
    """ "A-t-elle" is three function words; a character of Chinese is no letter."""
    lower = word.lower()
    return [lower] if _is_han(word) else lower.split("-")


def _name(word: str, language: Language, name_like: Likeness, *, opens: bool) -> str | None:
    """A proper name or an acronym, in Latin letters."""
    if not word[0].isupper():
        return None
    if language is Language.RUSSIAN:
        return word if word.isascii() else name_like(latin(word))
    if language in (Language.ARABIC, Language.CHINESE):
        return word
    known = short_name(word) or name_like(fold(word))
    return known or (None if opens and not word.isupper() else word)


def _is_han(word: str) -> bool:
    return "\u4e00" <= word[0] <= "\u9fff"
