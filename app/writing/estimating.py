"""How many tokens a text takes at most, where the model's own tokeniser is not at hand.

The tokenisers of hosted models are fetched from the network at their first use, so none is used.
"""

from __future__ import annotations

import re

_PART = re.compile(r"[A-Za-z]+|[0-9]|[ ]{2,}|[ ](?=[0-9])|[^\S ]|[^\sA-Za-z0-9]")
_LETTERS = 3


def tokens_at_most(text: str) -> int:
    """A number that is not below the truth, and for English some three fifths above it.

    A word is taken for a token every three letters, a digit or mark for one each, and any other
    letter for as many as it has bytes in UTF-8. Held against a tokeniser of 49,152 tokens that
    keeps digits apart (those of hosted models have 100,000 and more, and need fewer), on 7,000
    pieces of 700 characters: 1.6 times the truth for resolutions and 1.8 for records in the middle,
    1.04 at the least (Spanish), never below.
    """
    return sum(map(_of_part, _PART.findall(text)))


def _of_part(part: str) -> int:
    if not part.isascii():
        return len(part.encode("utf-8", errors="replace"))
    return -(-len(part) // _LETTERS) if part.isalpha() else 1
