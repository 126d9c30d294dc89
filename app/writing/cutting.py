"""Whether a sentence ends, for a text that is read as it is written.

What is asked is always the same: here is a sentence so far, and here is the word that follows; does
that word begin a new one? ``MARKER`` stands in the text for each marker.

* A full stop, question mark or exclamation mark of any script ends a sentence, with the quotation
  marks, brackets and markers behind it, where white space or a marker follows. The stops of scripts
  that have no spaces need neither. A semicolon, of any script, ends none.
* A marker with no stop before it ends a sentence only where the next word is one that begins
  sentences ("It met on Friday [1] The members …"), so that "Russia [1] and China [2] objected"
  stays one statement.
* Behind a stop, a word in lower case goes on with the sentence. So does what follows an
  abbreviation, and what stands inside quotation marks or round brackets: what somebody is quoted
  as saying is one statement, with whoever says it. A quotation that is never closed therefore runs
  to the end of its line.
"""

from __future__ import annotations

import re

from store.sentence_breaks import STARTER, TAIL, begins_sentence

MARKER = "\0"
STOPS = frozenset(".!?…।。！？｡؟۔")
SEPARATORS = frozenset(",;:，；：、،؛")

_WITHOUT_SPACE = frozenset("。！？｡؟۔")
_BETWEEN_MARKERS = re.compile(rf"(?<={MARKER})[\s,;،、]+(?={MARKER})")
# Followed by a number these are part of a date or an amount.
_BEFORE_NUMBER = re.compile(
    r"\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|approx|ca?|est|min|max)\.$"
)
# Followed by a name these mostly go on.
_BEFORE_NAME = re.compile(r"\b(?:Inc|Ltd|Co|Corp|Dept|Govt|Univ|etc|al|Jr|Snr|Ph\.D)\.$")
_PAIRS = (("“", "”"), ("«", "»"), ("「", "」"), ("『", "』"), ("(", ")"), ("（", "）"))


def begins_anew(before: str, word: str) -> bool:
    """Whether ``word`` begins a new sentence behind a sentence that reads ``before`` so far.

    The word comes with the marks that open before it, and may break off after a few letters.
    """
    said, behind = _apart(before)
    marked = MARKER in behind
    if _first_letter(word).islower() or SEPARATORS.intersection(behind) or _is_open(before):
        return False
    stop = said[-1:]
    if stop not in STOPS:
        return marked and STARTER.match(word) is not None
    if stop not in _WITHOUT_SPACE and not marked and not any(map(str.isspace, behind)):
        return False
    # Who puts a marker behind "the U.S." has ended a sentence with it, whatever follows.
    return begins_sentence(said[-TAIL:], "The") if marked else _ends_unmarked(said[-TAIL:], word)


def has_ended(before: str) -> bool:
    """Whether a text has a stop or a marker at its end."""
    said, behind = _apart(before)
    return said[-1:] in STOPS or MARKER in behind


def _apart(before: str) -> tuple[str, str]:
    """The text up to its last letter, digit or stop, and the marks and white space behind that."""
    at = len(before)
    while at and not before[at - 1].isalnum() and before[at - 1] not in STOPS:
        at -= 1
    return before[:at], _BETWEEN_MARKERS.sub("", before[at:])


def _ends_unmarked(said: str, word: str) -> bool:
    if _BEFORE_NUMBER.search(said) and _first_letter(word).isdigit():
        return False
    if _BEFORE_NAME.search(said) and not STARTER.match(word):
        return False
    return begins_sentence(said, word)


def _first_letter(word: str) -> str:
    return next((char for char in word if char.isalnum()), "")


def _is_open(text: str) -> bool:
    """Whether a quotation or a bracket that began in ``text`` goes on behind it."""
    if "„" in text:  # closed by the mark that opens in English
        return text.count("„") > text.count("“") + text.count("”")
    return text.count('"') % 2 == 1 or any(
        text.count(opening) > text.count(closing) for opening, closing in _PAIRS
    )
