"""Letters made alike, one for one, so that places in the folded text are places in the text."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LIKE = {"ё": "е", "أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "’": "'", "‘": "'", "ʼ": "'"}
_LIKE |= dict.fromkeys("‐‑‒–—", "-")


def fold(text: str) -> str:
    """The text in lower case and without accents, each character still one character."""
    return "".join(map(_folded, text))


@lru_cache(maxsize=4_096)
def _folded(character: str) -> str:
    lower = character.lower()
    lower = lower if len(lower) == 1 else character
    if lower in _LIKE:
        return _LIKE[lower]
    # й is a letter of its own and no и with an accent.
    if not unicodedata.name(lower, "").startswith("LATIN"):
        return lower
    first = unicodedata.normalize("NFKD", lower)[0]
    return first if first.isalpha() else lower


_CYRILLIC = dict(
    zip(
        "абвгдезийклмнопрстуфхцчшщъыьэюя",
        "a b v g d e z i y k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya".split(),  # noqa: SIM905
        strict=True,
    )
) | {"ж": "zh", "_": ""}


def latin(word: str) -> str:
    """A Russian name in Latin letters, in lower case, as English texts usually write it."""
    letters = "".join(_CYRILLIC.get(c, c) for c in fold(word)).replace("_", "")
    return letters.removesuffix("iy") + "y" if letters.endswith("iy") else letters


# What a name put into Latin letters may be spelt with, and one letter for all of them.
_ALIKE = tuple(
    (re.compile(pattern), letter)
    for pattern, letter in (
        (r"kh", "h"),
        (r"ph", "f"),
        (r"w", "v"),
        (r"ou|oo", "u"),
        (r"t[sz]", "c"),
        (r"[jy]", "i"),
        (r"(.)\1+", r"\1"),
    )
)


def sound_of(name: str) -> str:
    """What the spellings of one name in Latin letters have in common: "Nebenzia", "Nebenzya"."""
    letters = fold(name)
    for pattern, letter in _ALIKE:
        letters = pattern.sub(letter, letters)
    return letters
