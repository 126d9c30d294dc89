"""A document, open at a passage, as the data that the document component draws.

Offsets are characters of Python strings; a browser counts in UTF-16 units. So the text is cut
here, and the browser is given runs of text and told which of them are marked.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TypedDict

from app.answering.answer import Citation
from app.ui.links import Link, safe_link
from app.ui.outlines import outline
from app.ui.standing import locate
from app.ui.wording import (
    CHANGED,
    CORRECTED,
    GLOSSARY,
    HELD_SINCE,
    NOT_HELD,
    REMOVED,
    kind_name,
    rank_line,
)
from store.printing import long_date
from store.records import Document, ResolvedDate, SourceRank, Span

WINDOW = 60_000
"""Characters shown on either side of a passage; a longer document is cut at a paragraph."""

_NOTES = {
    CHANGED: "This document has changed since the answer and no longer has the quotation, which is "
    "shown first, as it was.",
    REMOVED: "The text of this document was removed from the library. The quotation is shown as it "
    "was; below is the catalogue’s description.",
    HELD_SINCE: "The document itself has come into the library since the answer. First the "
    "catalogue’s description, as it was quoted.",
}
_NEAREST = " The sentence nearest to it now is marked."
_BREAK = re.compile(r"\n(?:[ \t]*\n)+|\Z")


class Run(TypedDict):
    """A stretch of text that is marked or not, and the day that it means if it is a date."""

    text: str
    marked: bool
    means: str | None


class Part(TypedDict):
    """A line of the outline: the paragraph (from 0) that it leads to, none where that is not among
    those shown; ``at`` is its place in the text. ``current``: the passage is in it."""

    label: str
    paragraph: int | None
    at: str
    current: bool


class Shown(TypedDict):
    """The pane: what the document is, and its text with the passage marked.

    ``before`` and ``after`` are the places from which what is not shown can be, none where all is;
    ``goes_to`` is the paragraph (from 0) to begin at, none for the passage.
    """

    title: str
    symbol: str | None
    facts: list[str]
    pinpoint: str | None
    badges: list[str]
    link: Link | None
    own: bool
    note: str | None
    missing_quote: str | None
    before: str | None
    after: str | None
    goes_to: int | None
    outline: list[Part]
    paragraphs: list[list[Run]]


def at_passage(
    document: Document, citation: Citation, edited: str | None = None, at: int | None = None
) -> Shown:
    """The document open at a citation: its quotation is marked, or what is nearest to it now.

    ``at``: shown around that character, and not around the quotation.
    """
    place = locate(document, citation)
    shown = whole(document, place.span, edited, at)
    cited = citation.pinpoint if place.exact else None
    shown["pinpoint"] = place.pinpoint or cited or None
    if place.exact:
        return shown
    shown["note"] = _NOTES[place.change or CHANGED] + (_NEAREST if place.span else "")
    shown["missing_quote"] = citation.quote
    return shown


def whole(
    document: Document,
    mark: Span | None = None,
    edited: str | None = None,
    at: int | None = None,
) -> Shown:
    """The document open at its beginning, around ``mark`` or around the character ``at``.

    ``edited`` says when it was.
    """
    here = None if at is None else Span(min(at, len(document.text)), min(at, len(document.text)))
    window = _window(document.text, here or mark or Span(0, 0))
    paragraphs = list(_paragraphs(document.text, window))
    badges = [] if document.held else [NOT_HELD]
    if document.rank is SourceRank.GLOSSARY:
        badges.append(GLOSSARY)
    if document.corrected:
        badges.append(CORRECTED)
    if edited is not None:
        badges.append(edited)
    return Shown(
        title=document.title,
        symbol=document.symbol,
        facts=_facts(document),
        pinpoint=None,
        badges=badges,
        link=safe_link(document.url),
        own=document.rank in (SourceRank.CARD, SourceRank.GLOSSARY),
        note=None,
        missing_quote=None,
        before=str(window.start) if window.start > 0 else None,
        after=str(window.end) if window.end < len(document.text) else None,
        goes_to=None if here is None else _holding(paragraphs, here.start),
        outline=_parts(document, paragraphs, window, mark),
        paragraphs=[list(_runs(document, paragraph, mark)) for paragraph in paragraphs],
    )


def _parts(
    document: Document, paragraphs: Sequence[Span], window: Span, mark: Span | None
) -> list[Part]:
    headings = outline(document)
    starts = [heading.start for heading in headings]
    current = bisect_right(starts, mark.start) - 1 if mark else -1
    return [
        Part(
            label=heading.label,
            paragraph=_holding(paragraphs, heading.start)
            if window.start <= heading.start < window.end
            else None,
            at=str(heading.start),
            current=number == current,
        )
        for number, heading in enumerate(headings)
    ]


def _holding(paragraphs: Sequence[Span], at: int) -> int:
    """The paragraph that has a character, or the nearest before it."""
    return max(0, bisect_right(paragraphs, at, key=lambda paragraph: paragraph.start) - 1)


def gone(citation: Citation) -> Shown:
    """What is left to show when the library no longer holds the document: the stored quotation."""
    return Shown(
        title=citation.title,
        symbol=citation.symbol,
        facts=[kind_name(citation.kind), rank_line(citation.source_rank, citation.date)],
        pinpoint=citation.pinpoint or None,
        badges=[],
        link=safe_link(citation.url),
        own=False,
        note="The library no longer has this document; the quotation is shown as it was.",
        missing_quote=citation.quote,
        before=None,
        after=None,
        goes_to=None,
        outline=[],
        paragraphs=[],
    )


def _facts(document: Document) -> list[str]:
    facts = [kind_name(document.kind)]
    if document.publisher:
        facts.append(document.publisher)
    if not document.held:
        if document.date is not None:
            facts.append(long_date(document.date))
    else:
        rank = rank_line(document.rank, document.date)
        if rank.casefold() != facts[0].casefold():
            facts.append(rank)
    if document.event_date is not None and document.event_date != document.date:
        facts.append(f"about {long_date(document.event_date)}")
    return facts


def _window(text: str, around: Span) -> Span:
    start, end = max(0, around.start - WINDOW), min(len(text), around.end + WINDOW)
    if start > 0:
        start = max(text.find("\n\n", start, around.start), start)
    if end < len(text):
        cut = text.rfind("\n\n", around.end, end)
        end = cut if cut != -1 else end
    return Span(start, end)


def _paragraphs(text: str, window: Span) -> Iterator[Span]:
    start = window.start
    for gap in _BREAK.finditer(text, window.start, window.end):
        paragraph = Span(start, gap.start())
        start = gap.end()
        if paragraph.of(text).strip():
            yield paragraph


def _runs(document: Document, paragraph: Span, mark: Span | None) -> Iterator[Run]:
    dates = [d for d in document.dates if d.relative and d.span.overlaps(paragraph)]
    cuts = {paragraph.start, paragraph.end}
    for span in [date.span for date in dates] + ([mark] if mark else []):
        cuts |= {cut for cut in (span.start, span.end) if paragraph.start < cut < paragraph.end}
    ordered = sorted(cuts)
    for start, end in pairwise(ordered):
        run = Span(start, end)
        yield Run(
            text=run.of(document.text),
            marked=mark is not None and mark.contains(run),
            means=_meaning(dates, run),
        )


def _meaning(dates: list[ResolvedDate], run: Span) -> str | None:
    return next((f"= {long_date(date.date)}" for date in dates if date.span.contains(run)), None)
