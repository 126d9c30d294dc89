"""Places of sentences whose words are not ours to keep: where they stand, and how to know them.

A place outlives changes in how a document is read. Only letters and digits count, in lower case,
so spaces, hyphens and line ends may come and go and sentences may be cut elsewhere; where some of
the words changed, most of the sentence still tells where it is.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import lru_cache

from pydantic import BaseModel, ConfigDict, Field

from store.records import Span

_PIECE = 24  # letters; short enough that a changed word spoils few, long enough to stand once
_HEX = 12
_CACHED = 8


class Place(BaseModel):
    """Where a sentence stands in a document, without its words.

    ``start`` and ``end`` are characters of the document's text as it was when the place was made.
    ``sha256`` is that of the ``letters`` letters and digits of the sentence in lower case, and
    ``pieces`` the beginnings of those of each 24 of them in turn, what is left over apart.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    document: str = Field(min_length=1)
    start: int = Field(ge=0)
    end: int = Field(gt=0)
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    letters: int = Field(gt=0)
    pieces: tuple[str, ...] = ()


def place_of(document: str, text: str, span: Span) -> Place:
    """The place of ``span`` in a document's text. Raises ``ValueError`` if it has no letter."""
    letters, _ = _letters(span.of(text))
    if not letters:
        raise ValueError("a place needs letters or digits")
    starts = range(0, len(letters) - _PIECE + 1, _PIECE)
    return Place(
        document=document,
        start=span.start,
        end=span.end,
        sha256=_digest(letters),
        letters=len(letters),
        pieces=tuple(_digest(letters[at : at + _PIECE])[:_HEX] for at in starts),
    )


def locate(text: str, place: Place) -> Span | None:
    """Where the place is in the document's text of today, or ``None`` where it is gone.

    As it was, or where the same letters stand nearest to there, or where most of its pieces do.
    """
    letters, offsets = _letters(text)
    there = bisect_left(offsets, place.start), bisect_right(offsets, place.end - 1)
    if _digest(letters[slice(*there)]) == place.sha256:
        return Span(place.start, place.end)
    run = _whole(letters, place, there[0]) or _most(text, place)
    return Span(offsets[run.start], offsets[run.stop - 1] + 1) if run else None


def _whole(letters: str, place: Place, was: int) -> range | None:
    found = (
        at
        for at in range(len(letters) - place.letters + 1)
        if _digest(letters[at : at + place.letters]) == place.sha256
    )
    nearest = min(found, key=lambda at: abs(at - was), default=None)
    return None if nearest is None else range(nearest, nearest + place.letters)


def _most(text: str, place: Place) -> range | None:
    """The letters around the pieces that are still there, if these are most of the sentence."""
    windows = _windows(text)
    begins = [
        (at - number * _PIECE, at)
        for number, piece in enumerate(place.pieces)
        for at in windows.get(piece, ())
    ]
    best: list[int] = []
    for begin, _ in begins:
        # Words that came or went move what follows them, by less than the sentence is long.
        near = [at for other, at in begins if abs(other - begin) < place.letters // 2]
        best = max(best, near, key=len)
    if 2 * len(best) <= len(place.pieces):
        return None
    return range(min(best), max(best) + _PIECE)


@lru_cache(maxsize=_CACHED)
def _letters(text: str) -> tuple[str, list[int]]:
    """The letters and digits in lower case, and where each stands in the text."""
    pairs = list(_each_letter(text))
    return "".join(letter for letter, _ in pairs), [at for _, at in pairs]


def _each_letter(text: str) -> Iterator[tuple[str, int]]:
    for at, character in enumerate(text):
        if character.isalnum():
            for letter in character.lower():
                yield letter, at


@lru_cache(maxsize=_CACHED)
def _windows(text: str) -> dict[str, list[int]]:
    """Where each run of as many letters as a piece has begins, by the beginning of its hash."""
    letters, _ = _letters(text)
    found: dict[str, list[int]] = {}
    for at in range(len(letters) - _PIECE + 1):
        found.setdefault(_digest(letters[at : at + _PIECE])[:_HEX], []).append(at)
    return found


def _digest(letters: str) -> str:
    return hashlib.sha256(letters.encode()).hexdigest()
