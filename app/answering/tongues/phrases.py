"""Finding the names and words of other languages in a text, in any of their forms.

A table of forms becomes one pattern, the longest forms first, with the endings that Russian adds
and the particles that Arabic writes at a word's front. A text is gone through once.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from app.answering.tongues.bodies import body_names
from app.answering.tongues.detecting import Language
from app.answering.tongues.folding import fold
from app.answering.tongues.lexicon import words_in
from app.answering.tongues.states import state_names
from store.records import Span

_LETTER = r"[^\W\d_]"
_ANY_ENDING = rf"{_LETTER}{{0,12}}"
_ARABIC_PARTICLES = r"[وف]?(?:بال|كال|لل|ال|ب|ل|ك|س)?"
# The endings that a Russian noun or adjective takes, by the one in the table.
_RUSSIAN_ENDINGS = tuple(
    (tuple(endings.split()), rf"(?:{'|'.join(endings.split())})")
    for endings in (
        "ские ских ским скими",
        "ская ской скую",
        "ия ии ию ией",
        "ая ой ую",
        "ое ого ому ом ым",
        "ые ых ым ыми",
        "ие их им ими",
        "ый ого ому ым ом",
        "ий ого ему им ем",
        "ия ии ию ией",
        "а ы и е у ой",
        "я и ю ей е",
        "ь я ю ем и е",
        "ы ов ам ами ах",
    )
)
_CONSONANT = re.compile(r"[бвгджзклмнпрстфхцчшщ]$")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A form found in a text: where, what it is in English, and whether it is a name."""

    span: Span
    english: str
    name: bool


@dataclass(frozen=True, slots=True)
class _Entry:
    form: str
    english: str
    name: bool
    capital: bool


class _Finder:
    """Finds the forms of one table. A name of a State counts only with its capital."""

    def __init__(self, entries: Iterable[_Entry]) -> None:
        # Of forms that are equal the first counts, and of several the longest.
        unique = {fold(entry.form): entry for entry in reversed(list(entries))}
        ordered = sorted(unique.items(), key=lambda item: -len(item[0]))
        self._entries = [entry for _, entry in ordered]
        self._pattern = re.compile("|".join(f"({_pattern(form)})" for form, _ in ordered))

    def find(self, text: str) -> Iterator[Phrase]:
        for match in self._pattern.finditer(fold(text)):
            entry = self._entries[(match.lastindex or 1) - 1]
            first = text[match.start()]
            if entry.capital and first.islower():
                continue
            yield Phrase(Span(*match.span()), entry.english, entry.name)


def find_names(text: str) -> list[Phrase]:
    """The names of States and bodies in another language than English, in order; of a text in
    plain letters only acronyms, for other words may be English.
    """
    found = [*_acronyms().find(text)]
    if not text.isascii():
        found += _names().find(text)
    return sorted(found, key=lambda phrase: phrase.span)


def find_phrases(text: str, language: Language) -> list[Phrase]:
    """The names in any language, and the words of this one, in order."""
    return list(_phrases(language).find(text))


@lru_cache(maxsize=1)
def _names() -> _Finder:
    # "UK" and "DRC" are English too.
    return _Finder(entry for entry in _name_entries() if not _is_acronym(entry.form))


@lru_cache(maxsize=1)
def _acronyms() -> _Finder:
    return _Finder(_body_entries(_is_acronym))


@lru_cache(maxsize=8)
def _phrases(language: Language) -> _Finder:
    words = [_Entry(form, english, False, False) for form, english in words_in(language)]
    script = _script(words[0].form)
    names = (e for e in _name_entries() if _script(e.form) == script or _is_acronym(e.form))
    return _Finder([*words, *names])


def _is_acronym(form: str) -> bool:
    return form.isascii() and form.isupper()


def _script(form: str) -> str:
    """The script of a form, by its first letter: the first word of that letter's name."""
    return unicodedata.name(next((c for c in form if c.isalpha()), "a")).split()[0]


def _body_entries(wanted: Callable[[str], bool]) -> list[_Entry]:
    return [
        _Entry(form, english, True, False) for form, english in body_names().items() if wanted(form)
    ]


def _name_entries() -> list[_Entry]:
    bodies = _body_entries(lambda _: True)
    states = [_Entry(form, english, True, True) for form, english in state_names().items()]
    return [*bodies, *states]


def _pattern(form: str) -> str:
    """A pattern for one folded form."""
    script = next((c for c in form if c.isalpha()), "")
    if "\u4e00" <= script <= "\u9fff":
        return re.escape(form)
    if "\u0600" <= script <= "\u06ff":
        words = [_ARABIC_PARTICLES + _literal(word.removeprefix("ال")) for word in form.split()]
    elif "\u0400" <= script <= "\u04ff":
        words = [_inflected(word) for word in form.split()]
    else:
        words = [_literal(word) for word in form.split()]
    body = r"\s{1,3}".join(words)
    # Elisions end in an apostrophe, behind which the next word begins at once.
    end = "" if form.endswith("'") else rf"(?!{_LETTER})"
    return rf"(?<!{_LETTER})(?:{body}){end}"


def _literal(word: str) -> str:
    return re.escape(word.removesuffix("*")) + (_ANY_ENDING if word.endswith("*") else "")


def _inflected(word: str) -> str:
    """A Russian word with the endings of its cases."""
    if word.endswith("*") or len(word) < 4 or "-" in word:
        return _literal(word)
    for endings, pattern in _RUSSIAN_ENDINGS:
        stem = word.removesuffix(endings[0])
        if stem != word:
            return re.escape(stem) + pattern
    if _CONSONANT.search(word):
        return re.escape(word) + r"(?:а|у|ом|ем|е)?"
    return re.escape(word)
