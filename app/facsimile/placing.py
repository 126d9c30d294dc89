"""Where a quotation stands among the characters of pages.

A document's text is not the file's: hyphens at the ends of lines, spaces, ligatures and the
furniture between pages are gone from it, and columns are in order. So only letters and digits are
compared, and a quotation that does not stand in one piece is found in several.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from app.facsimile.records import Sought

_SURE = 24  # letters around a quotation that are right where it is sought: no need to look on
_LONG = 60  # letters of a quotation that no other sentence is likely to have
_SHORTEST_PIECE = 10
_ENOUGH = 0.8  # of a quotation's letters
_LIKELY = 3  # pages on which pieces are looked for, besides those around the one that is said
_PROBE = 12


@dataclass(frozen=True)
class PageText:
    """The characters of a page (from 1), as the file has them; ``read`` when they are needed."""

    page: int
    read: Callable[[], str]

    @cached_property
    def folded(self) -> Folded:
        """Its letters and digits."""
        return fold(self.read())


@dataclass(frozen=True, slots=True)
class Folded:
    """Letters and digits alone, without case; ``indices`` say which character each is of."""

    text: str
    indices: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Characters of a page, by their indices in order, that are of the quotation."""

    page: int
    indices: tuple[int, ...]


def fold(text: str) -> Folded:
    """The letters and digits of a text."""
    found: list[str] = []
    indices: list[int] = []
    for index, character in enumerate(text):
        for folded in unicodedata.normalize("NFKC", character).casefold():
            if folded.isalnum():
                found.append(folded)
                indices.append(index)
    return Folded("".join(found), tuple(indices))


def find(sought: Sought, pages: Sequence[PageText]) -> list[Place]:
    """Where the quotation stands, page by page; nothing where most of it is nowhere.

    ``pages`` are all of a file, in order; they are read as they are needed, from the page where
    the quotation should be.
    """
    quote = fold(sought.quote).text
    if not quote:
        return []
    around = fold(sought.before).text, fold(sought.after).text
    ordered = sorted(pages, key=lambda page: _distance(page.page, sought.page))
    return (
        _whole(quote, around, ordered)
        or _over_pages(quote, ordered, pages)
        or _in_pieces(quote, ordered, pages)
    )


def _distance(page: int, said: int | None) -> int:
    return page if said is None else abs(2 * (page - said) - 1)  # the next before the one before


def _whole(quote: str, around: tuple[str, str], ordered: Iterable[PageText]) -> list[Place]:
    """In one piece on one page: where what stands around it fits best, and nearest to its page."""
    best: tuple[int, PageText, int] | None = None
    for rank, page in enumerate(ordered):
        text = page.folded.text
        for start in _occurrences(text, quote):
            fits = _fitting(text, start, start + len(quote), around)
            if best is None or fits > best[0]:
                best = fits, page, start
        if rank == 0 and best is not None and (best[0] >= _SURE or len(quote) >= _LONG):
            break
    return [] if best is None else [_place(best[1], best[2], best[2] + len(quote))]


def _occurrences(text: str, quote: str) -> Iterator[int]:
    at = text.find(quote)
    while at != -1:
        yield at
        at = text.find(quote, at + 1)


def _fitting(text: str, start: int, end: int, around: tuple[str, str]) -> int:
    """How many letters before and after are those that stand around the quotation."""
    before, after = around
    return _common(reversed(text[:start][-len(before) :] if before else ""), reversed(before)) + (
        _common(text[end:], after)
    )


def _common(one: Iterable[str], other: Iterable[str]) -> int:
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count


def _over_pages(quote: str, ordered: Iterable[PageText], pages: Sequence[PageText]) -> list[Place]:
    """In two pieces, from one page to the next, with heads and footnotes between them."""
    following = dict(zip((page.page for page in pages), pages[1:], strict=False))
    for page in ordered:
        after = following.get(page.page)
        if after is None:
            continue
        first = _longest(quote, page.folded.text, 0)
        if first < min(_SHORTEST_PIECE, len(quote)):
            continue
        start, rest = page.folded.text.rfind(quote[:first]), quote[first:]
        at = after.folded.text.find(rest)
        if len(rest) >= _SHORTEST_PIECE and at != -1:
            return [_place(page, start, start + first), _place(after, at, at + len(rest))]
    return []


def _longest(quote: str, text: str, start: int, at: int = 0) -> int:
    """How many of the quotation's letters from ``at`` stand together in a text from ``start``."""
    low, high = 0, len(quote) - at
    while low < high:
        middle = (low + high + 1) // 2
        if text.find(quote[at : at + middle], start) != -1:
            low = middle
        else:
            high = middle - 1
    return low


def _in_pieces(quote: str, ordered: Sequence[PageText], pages: Sequence[PageText]) -> list[Place]:
    """In several pieces, on a page or from one to the next."""
    likely = list(ordered[:_LIKELY])
    probes = {quote[at : at + _PROBE] for at in range(0, max(1, len(quote) - _PROBE), _PROBE)}
    ranked = sorted(
        ordered[_LIKELY:],
        key=lambda page: -sum(probe in page.folded.text for probe in probes),
    )
    following = dict(zip((page.page for page in pages), pages[1:], strict=False))
    best: tuple[int, list[Place]] = (0, [])
    for page in [*likely, *ranked[:_LIKELY]]:
        after = following.get(page.page)
        for some in ([page], [page, after] if after else []):
            best = max(best, _pieces(quote, some), key=lambda found: found[0])
    return best[1] if best[0] >= _ENOUGH * len(quote) else []


def _pieces(quote: str, pages: Sequence[PageText]) -> tuple[int, list[Place]]:
    """How many letters of the quotation stand in pieces on these pages, and where."""
    text = "".join(page.folded.text for page in pages)
    taken: list[int] = []
    at = reached = 0
    while at < len(quote):
        length, start = _longest(quote, text, reached, at), reached
        if length < min(_SHORTEST_PIECE, len(quote) - at):
            length, start = _longest(quote, text, 0, at), 0
        if length < min(_SHORTEST_PIECE, len(quote)):
            at += 1
            continue
        begin = text.find(quote[at : at + length], start)
        taken += range(begin, begin + length)
        at, reached = at + length, begin + length
    return len(taken), list(_by_page(sorted(set(taken)), pages))


def _by_page(letters: Sequence[int], pages: Sequence[PageText]) -> Iterator[Place]:
    offset = 0
    for page in pages:
        folded = page.folded
        own = [folded.indices[at - offset] for at in letters if 0 <= at - offset < len(folded.text)]
        if own:
            yield Place(page.page, tuple(sorted(set(own))))
        offset += len(folded.text)


def _place(page: PageText, start: int, end: int) -> Place:
    return Place(page.page, tuple(sorted(set(page.folded.indices[start:end]))))
