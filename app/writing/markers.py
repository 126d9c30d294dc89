"""Markers: square brackets by which a statement names the sentences that it rests on.

``[2]``, ``[1, 2]`` and the range ``[1-3]`` name sentences by number. A number counts only as it was
given out: ASCII digits, no sign, no leading zero, and among those offered; a range only where every
number in it was offered, so that a wide one cannot sweep up sources. What looks like a marker and
names none (``[0]``, ``[1a]``, ``[²]``, ``[[1]]``, ``【1】``) is kept apart: a reader would take it
for a reference. Other brackets are text, as in "[the Council]", "[sic]" and "[S/2019/742]".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass

OPENING = "[［【"
CLOSING = "]］】"
LONGEST = 200
"""Characters that a marker has at most, its brackets included; longer brackets are text."""

_SOURCE_WORD = r"(?:\s*(?:sources?|sentences?|ref(?:erence)?s?|citations?|see)\b[\s.:]*)?"
# Numerals, single letters and the marks between them. Atomic, since a numeral may also be a letter:
# which of the two it is taken for is settled at once.
_PART = r"(?>[\d²³¹⁰⁴-⁹₀-₉①-⓿㈠-㊰Ⅰ-ↈ]|[^\W\d_](?![^\W\d_])|[\s,;،、.:+^#†*~&−‐-―\-\[\]［］【】])"
_SHAPE = re.compile(rf"[\[［【]{_SOURCE_WORD}{_PART}{{1,{LONGEST}}}(?<=[\]］】])", re.IGNORECASE)
_BEGUN = re.compile(rf"[\[［【]{_SOURCE_WORD}{_PART}*+", re.IGNORECASE)
# Characters that cannot be seen, or only on another.
_NOT_SEEN = frozenset({"Cf", "Mn", "Me"})
_PLAIN = re.compile(r"\[([^\[\]]*)\]")
_ITEMS = re.compile(r"[,;،、]")
_ROUND = str.maketrans(dict.fromkeys(OPENING, "(") | dict.fromkeys(CLOSING, ")"))
_RANGE = re.compile(r"([1-9][0-9]{0,5})(?:\s*[-–—]\s*([1-9][0-9]{0,5}))?")


@dataclass(frozen=True, slots=True)
class Marker:
    """What one pair of brackets names: the numbers offered, and what names none, as written."""

    numbers: tuple[int, ...]
    unknown: tuple[str, ...]


def read_marker(brackets: str, offered: Collection[int]) -> Marker:
    """What brackets that look like a marker name."""
    plain = _PLAIN.fullmatch(brackets)
    if plain is None:
        return Marker((), (brackets,))
    items = [item.strip() for item in _ITEMS.split(plain[1]) if item.strip()]
    if len(items) == 1:
        numbers = _numbers(items[0], offered)
        return Marker(numbers, () if numbers else (brackets,))
    named = [(item, _numbers(item, offered)) for item in items]
    return Marker(
        tuple(number for _, numbers in named for number in numbers),
        tuple(f"[{item}]" for item, numbers in named if not numbers),
    )


def _numbers(item: str, offered: Collection[int]) -> tuple[int, ...]:
    match = _RANGE.fullmatch(item)
    if match is None:
        return ()
    first = int(match[1])
    last = int(match[2] or first)
    if last - first >= len(offered):
        return ()
    numbers = tuple(range(first, last + 1))
    return numbers if all(number in offered for number in numbers) else ()


def is_marker(brackets: str) -> bool:
    """Whether brackets, given whole, look like a marker, characters that cannot be seen aside."""
    seen = _seen(brackets)
    return _SHAPE.fullmatch(seen) is not None and _counts(seen)


def may_be_marker(begun: str) -> bool:
    """Whether a text that opens brackets and breaks off could have become a marker."""
    return _BEGUN.fullmatch(_seen(begun)) is not None


def without_markers(text: str) -> str:
    """``text`` with round brackets in place of those of all that looks like a marker in it."""
    return _SHAPE.sub(_in_round_brackets, text)


def _in_round_brackets(match: re.Match[str]) -> str:
    return match[0].translate(_ROUND) if _counts(match[0]) else match[0]


def _seen(text: str) -> str:
    return "".join(char for char in text if unicodedata.category(char) not in _NOT_SEEN)


def _counts(brackets: str) -> bool:
    return any(map(str.isnumeric, brackets))
