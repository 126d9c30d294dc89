"""How likely one spelling is to be a slip for another, where several are equally far.

Two letters exchanged, one doubled or not, a vowel for a vowel, letters that sound alike, a letter
next to the right one on the keyboard: such slips are made every day; others count.
"""

from __future__ import annotations

from rapidfuzz.distance import Levenshtein

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_VOWELS = frozenset("aeiouy")
_ALIKE = frozenset(
    frozenset(pair) for pair in ("ck", "cs", "sz", "fv", "bv", "wv", "gj", "kq", "dt")
)


def slip_cost(written: str, meant: str) -> int:
    """How many of the edits between two words are no everyday slips."""
    if len(written) == len(meant) and sorted(written) == sorted(meant):
        return 0
    return sum(
        not _everyday(edit.tag, written, meant, edit.src_pos, edit.dest_pos)
        for edit in Levenshtein.editops(written, meant)
    )


def _everyday(tag: str, written: str, meant: str, at: int, to: int) -> bool:
    if tag == "replace":
        one, other = written[at], meant[to]
        return {one, other} <= _VOWELS or frozenset((one, other)) in _ALIKE or _beside(one, other)
    word, place = (written, at) if tag == "delete" else (meant, to)
    letter = word[place]
    return letter in word[max(0, place - 1) : place] + word[place + 1 : place + 2]


def _beside(one: str, other: str) -> bool:
    """Whether two letters are neighbours on the keyboard."""
    places = [
        (row.find(letter), depth)
        for letter in (one, other)
        for depth, row in enumerate(_ROWS)
        if letter in row
    ]
    if len(places) < 2:
        return False
    (column, row), (other_column, other_row) = places
    return abs(column - other_column) <= 1 and abs(row - other_row) <= 1
