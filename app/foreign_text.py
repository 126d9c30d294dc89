"""Text of other people's as it may stand in a file: no character of it does anything."""

from __future__ import annotations

import unicodedata
from collections import Counter

_REPLACED = "\ufffd"
_LINE_ENDS = dict.fromkeys((0x0B, 0x0C, 0x85, 0x2028, 0x2029), "\n")
# The embeddings, overrides and isolates turn the reading order of what follows them round, and XML
# has no place for the other controls. The marks that Arabic and Hebrew are typed with stay.
_DIRECTIONS = frozenset((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
_NOT_CHARACTERS = range(0xFDD0, 0xFDF0)


def printable(text: str) -> str:
    """The text without characters that are no part of one, its lines ended by ``\\n``.

    What cannot stand in XML, and what turns the reading order round, becomes U+FFFD; all else,
    spaces and tabs too, is left exactly as it is.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").translate(_LINE_ENDS)
    return "".join(_REPLACED if _does_something(character) else character for character in lines)


def one_line(text: str) -> str:
    """The text on one line, for a field or a heading: each run of white space is one space."""
    return " ".join(printable(text).split())


def is_right_to_left(text: str) -> bool:
    """Whether most of its letters are of a script that runs from right to left."""
    to_left, to_right = _letters_by_direction(text)
    return to_left > to_right


def space_after(text: str) -> str:
    """The space before what follows a text, with a mark that has it read from left to right.

    Without it a number in brackets behind Arabic words is printed turned round.
    """
    to_left, _ = _letters_by_direction(text)
    return " \u200e" if to_left else " "


def _letters_by_direction(text: str) -> tuple[int, int]:
    directions = Counter(unicodedata.bidirectional(character) for character in text)
    return directions["R"] + directions["AL"], directions["L"]


def _does_something(character: str) -> bool:
    code = ord(character)
    if code < 0x20:
        return character not in "\t\n"
    return (
        0x7F <= code < 0xA0
        or 0xD800 <= code < 0xE000
        or code & 0xFFFE == 0xFFFE
        or code in _DIRECTIONS
        or code in _NOT_CHARACTERS
    )
