"""Whether a text brings up anything by name, number, date or symbol that other texts do not have.

For questions that a language model words: it may put what was said together, and bring in nothing.
Names count in all their forms ("Russia", "the Russian Federation"), those of other scripts with any
ending, numbers in figures and in words. Of a date every word has to be known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from app.answering.tongues.detecting import Language, detect, function_words
from app.answering.tongues.phrases import find_names
from app.writing.checking.lexemes import Lexeme, Sort, lexemes, word_keys
from app.writing.checking.numbers import find_numbers

# The 3 of "P3" is part of its name.
_DIGITS = re.compile(r"(?<![A-Za-z])\d{1,40}")
_WORD = re.compile(r"[^\W\d_]+")
_JOINING = frozenset("of the in on and to de del du la le les el los and of".split())  # noqa: SIM905
_ENDING = 3
"""Letters in which two forms of one name may differ at their ends, where endings are many."""
_SHORTEST = 4


@dataclass(frozen=True)
class _Known:
    """What some texts bring up."""

    keys: frozenset[str]
    words: frozenset[str]
    numbers: frozenset[Decimal]
    foreign: frozenset[str]

    @classmethod
    def of(cls, texts: Sequence[str]) -> _Known:
        return cls(
            frozenset().union(*map(word_keys, texts)),
            frozenset(word for text in texts for word in _WORD.findall(text.casefold())),
            frozenset(number for text in texts for number in _numbers(text)),
            frozenset(phrase.english for text in texts for phrase in find_names(text)),
        )


def brings_up(text: str, beyond: Sequence[str], *, openers: bool = True) -> str | None:
    """The first thing that a text names and none of these texts does; none where there is none.

    With ``openers`` a capital at the beginning of a sentence makes a name too of what none of them
    has as a word.
    """
    known = _Known.of(beyond)
    if not _numbers(text) <= known.numbers:
        return str(next(iter(_numbers(text) - known.numbers)))
    for phrase in find_names(text):
        entity = lexemes(phrase.english)
        if phrase.english not in known.foreign and not all(_is_known(one, known) for one in entity):
            return phrase.span.of(text)
    return next((one.text for one in _named(text, openers) if not _is_known(one, known)), None)


def _named(text: str, openers: bool) -> Iterator[Lexeme]:
    sorts = {Sort.NAME, Sort.DATE, Sort.SYMBOL}
    language = detect(text)
    # Of other languages it is not known which words say nothing by themselves.
    small = function_words(language) if openers and language is not Language.OTHER else None
    for lexeme in lexemes(text):
        opens = lexeme.sort is Sort.WORD and lexeme.content and lexeme.text[0].isupper()
        if lexeme.sort in sorts or (small and opens and _first_part(lexeme) not in small):
            yield lexeme


def _first_part(lexeme: Lexeme) -> str:
    """``qu`` of ``Qu’est-ce``."""
    part = _WORD.match(lexeme.lower)
    return part.group() if part else ""


def _is_known(lexeme: Lexeme, known: _Known) -> bool:
    if lexeme.keys & known.keys or (lexeme.members and lexeme.members <= known.keys):
        return True
    if lexeme.sort is Sort.DATE:
        # Its numbers were looked at with all others.
        return all(w in known.words or w in _JOINING for w in _WORD.findall(lexeme.lower))
    if lexeme.text.isascii() or lexeme.sort is Sort.SYMBOL:
        return False
    if any(phrase.english in known.foreign for phrase in find_names(lexeme.text)):
        return True
    return any(_is_form_of(lexeme.text.casefold(), word) for word in known.words)


def _is_form_of(one: str, other: str) -> bool:
    """Whether two words are alike but for their endings."""
    shared = max(len(one), len(other)) - _ENDING
    return shared >= _SHORTEST and one[:shared] == other[:shared]


def _numbers(text: str) -> frozenset[Decimal]:
    figures = [Decimal(int(match.group())) for match in _DIGITS.finditer(text)]
    worded = [
        number.value
        for number in find_numbers(text)
        if not any(character.isdigit() for character in number.span.of(text))
    ]
    return frozenset((*figures, *worded))
