"""What is asked for of an original, and what comes of it."""

from __future__ import annotations

from dataclasses import dataclass

CONTEXT = 120
"""Characters of the document on either side of a quotation that tell its place from others."""


@dataclass(frozen=True, slots=True)
class Sought:
    """A passage: its words, what stands around them, and the page (from 1) where it should be."""

    quote: str
    before: str = ""
    after: str = ""
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in shares of the page's width and height, from its left and upper edges."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as it looks.

    ``page`` is its number (from 1) of ``count``; ``image`` a PNG of ``width`` by ``height`` dots.
    ``boxes`` are where the passage stands on it; ``pages`` are the pages that have some of the
    passage, none where it was not found.
    """

    page: int
    count: int
    width: int
    height: int
    image: bytes
    boxes: tuple[Box, ...] = ()
    pages: tuple[int, ...] = ()
