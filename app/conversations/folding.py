"""How text is made alike for the search: no case, no accents, no punctuation.

Folded text is its words with one space before each. So a word of Latin, Greek or Cyrillic script
is sought with the space before it, which finds it where it begins and not inside another; of
scripts that run on, or put their articles to the word, it is sought anywhere.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

MOST_WORDS = 12
"""Words of a search that count; what is beyond them narrows it no further."""

_RUNS_ON = "\u0590"  # from Hebrew onwards; before it are the scripts with spaces and no prefixes
_SPACES = re.compile(r" +")
_CITED = re.compile(r" ?\[\d+\]")


class _Letters(dict[int, str]):
    """What each character is folded to, found out once for each."""

    def __missing__(self, code: int) -> str:
        plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", chr(code)).casefold())
        kept = "".join(
            "" if unicodedata.category(one)[0] == "M" else one if one.isalnum() else " "
            for one in plain
        )
        self[code] = kept
        return kept


_LETTERS = _Letters()


def fold(text: str) -> str:
    """The text as it is searched."""
    words = _SPACES.sub(" ", text.translate(_LETTERS)).strip()
    return f" {words}" if words else ""


def sought(query: str) -> tuple[str, ...]:
    """What folded text has to have, all of it, to answer a search: nothing where it has no word."""
    folded = dict.fromkeys(fold(word) for word in query.split())
    words = [word for word in folded if word]
    return tuple(word.lstrip() if word[1] >= _RUNS_ON else word for word in words[:MOST_WORDS])


def text_of_answer(stored: str | None) -> str:
    """The text of an answer as it is stored, without the numbers of what it cites.

    Empty where there is none that can be read.
    """
    try:
        answer = json.loads(stored or "null")
    except ValueError:
        return ""
    text = answer.get("answer") if isinstance(answer, dict) else None
    return _CITED.sub("", text) if isinstance(text, str) else ""


@dataclass(frozen=True, slots=True)
class Place:
    """The characters of a text from ``start`` up to ``end``."""

    start: int
    end: int


def places(text: str, words: tuple[str, ...]) -> list[Place]:
    """Where a text has what is sought, in its order and none within another."""
    folded, origins = _folded_with_origins(text)
    found = sorted(
        (place for word in words for place in _of_word(folded, origins, word)),
        key=lambda place: (place.start, -place.end),
    )
    apart: list[Place] = []
    for place in found:
        if not apart or place.start >= apart[-1].end:
            apart.append(place)
    return apart


def _of_word(folded: str, origins: list[int], word: str) -> Iterator[Place]:
    at = folded.find(word)
    while at != -1:
        first = at + word.startswith(" ")
        yield Place(origins[first], origins[at + len(word) - 1] + 1)
        at = folded.find(word, at + len(word))


def _folded_with_origins(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its characters where in the text it comes from."""
    letters, origins = [" "], [0]
    for index, character in enumerate(text):
        for letter in _LETTERS[ord(character)]:
            if letter != " " or letters[-1] != " ":
                letters.append(letter)
                origins.append(index)
    return "".join(letters), origins
