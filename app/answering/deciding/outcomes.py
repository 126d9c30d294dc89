"""What may come of a meeting: whether a product is expected, and of which kind.

"Will there be a presidential statement?" is answered by what a brief says of that product, or of
any ("no outcome is expected"); what it says of another kind of product is not it, and worth saying.
"""

from __future__ import annotations

import re

_PRODUCT = (
    r"(?:presidential statements?|press statements?|press elements?|statements? to the press|PRSTs?"
    r"|(?:draft )?resolutions?|communiqu[ée]s?|outcome documents?|statements?)"
)
_ANY = r"(?:outcomes?|products?|end results?)"
_ASKS = re.compile(
    r"^(?:[^?,]{1,80},\s)?(?:and\s|so\s|but\s)?(?:will|is|are|does|do|would|might|may|can)\b"
    rf"[^?]*?\b(?:{_PRODUCT}|{_ANY})\b"
    r"|^(?:what|which)\b[^?]{0,40}?"
    rf"\b(?:{_PRODUCT}|{_ANY})\b[^?]{{0,60}}\b(?:expected|planned|likely|foreseen|anticipated)\b",
    re.IGNORECASE,
)
_TO_COME = re.compile(
    r"\b(?:will|would|might|may|going to|expect(?:s|ed)?|plan(?:s|ned)?|likely|foreseen"
    r"|anticipat\w+|envisag\w+|intend\w*|propos\w+|negotiat\w+|circulated|under silence)\b",
    re.IGNORECASE,
)
_SAYS_OF_ANY = re.compile(rf"\b{_ANY}\b", re.IGNORECASE)


def asks_for_outcome(question: str) -> bool:
    """Whether it is asked if a product of the Council is to come."""
    return _ASKS.search(question) is not None and _TO_COME.search(question) is not None


def foresees_outcome(text: str) -> bool:
    """Whether a sentence says of any outcome whether it is to be expected."""
    return _SAYS_OF_ANY.search(text) is not None and _TO_COME.search(text) is not None
