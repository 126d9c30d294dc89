"""Fonts that give letters, but not those that they draw."""

from __future__ import annotations

import re
from collections.abc import Sequence

_FEWEST_WORDS = 40  # with fewer, a spaced title or a table of initials is like it
_TRIPLE = re.compile(r"([^\W\d_ixvcmIXVCMwWــ])\1\1")
_TRIPLES = 0.01  # of the characters; in no language that is written
_ALONE = 0.25  # of the words: letters that stand by themselves


def is_gibberish(words: Sequence[str]) -> bool:
    """Whether the words of a page are in no language, since its font names wrong letters.

    No list of words is asked: letters three times over and letters by themselves are many in
    what such fonts give and rare in every language with an alphabet.
    """
    lettered = [word for word in words if any(map(str.isalpha, word))]
    if len(lettered) < _FEWEST_WORDS:
        return False
    length = sum(map(len, lettered))
    triples = sum(len(_TRIPLE.findall(word)) for word in lettered)
    alone = sum(len(word) == 1 and not _is_ideograph(word) for word in lettered)
    return triples > _TRIPLES * length or alone > _ALONE * len(lettered)


def _is_ideograph(character: str) -> bool:
    return "\u2e80" <= character <= "\u9fff" or "\uac00" <= character <= "\ud7af"
