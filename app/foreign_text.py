"""Text of other people's as it may stand in a file: no character of it does anything."""

from __future__ import annotations

import unicodedata

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
    """Whether the first letter with a direction is of a script that runs from right to left."""
    directions = (unicodedata.bidirectional(character) for character in text)
    return next((one in ("R", "AL") for one in directions if one in ("L", "R", "AL")), False)


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
