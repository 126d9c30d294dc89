"""Draft resolutions: who sponsors them, and their paragraphs as a resolution's are cited."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.formats import Block, Page
from ingest.layouts import LaidOut
from ingest.layouts.masthead import WITHIN, Masthead, placed_as_masthead, read_masthead
from ingest.layouts.names import split_names
from ingest.layouts.operative import place_body
from ingest.layouts.paragraphs import split_block
from ingest.layouts.resolution_lines import OPENING
from store.records import Kind

_TITLE_END = re.compile(
    r"\s?:\s?(?:revised\s|amended\s)?draft\s(?:resolution|decision)\b\*{0,3}"
    r"|\s?:\sprojet\sde\s(?:résolution|décision)(?:\srévisé)?\b\*{0,3}"
    r"|\s?:\s(?:пересмотренный\s)?проект\sрезолюции\b\*{0,3}",
    re.IGNORECASE,
)
_ALONE = re.compile(
    r"(?:Revised\s)?Draft\sresolution(?:\s(?:submitted|prepared)\s.{1,200})?|Projet\sde\srésolution"
    r"|Проект\sрезолюции",
    re.IGNORECASE,
)
_LONGEST_TITLE = 160  # characters; beyond, a title says how many sponsors there are


@dataclass(frozen=True, slots=True)
class _Front:
    """What stands above a draft's body: its masthead, and the line that names its sponsors."""

    masthead: Masthead
    title: tuple[Block, ...]
    sponsors: tuple[str, ...]
    body: tuple[Block, ...]


def looks_like_draft(page: Page) -> bool:
    """Whether a page has "…: draft resolution" above the words that a resolution opens with."""
    front = _read_front(page)
    if front is None:
        return False
    opens = any(OPENING.match(block.text) for block in front.body[:6])
    return opens and (front.masthead.is_official or bool(front.sponsors))


def lay_out_draft(page: Page, *, name: str) -> LaidOut:
    """A draft's sponsors, its day, and its paragraphs.

    What it is a draft of is not printed on it, so it has no relation of that kind.
    """
    front = _read_front(page)
    if front is None:
        masthead = read_masthead(page)
        front = _Front(masthead, (), (), masthead.rest)
    masthead = front.masthead
    return LaidOut(
        title=_title(front, name),
        kind=Kind.DRAFT,
        blocks=(
            *masthead.blocks,
            *placed_as_masthead(front.title),
            *place_body(front.body),
        ),
        posted=masthead.date,
        symbol=masthead.symbol,
        corrected=masthead.reissued,
        original_language=masthead.original_language,
        session=masthead.session,
        agenda_item=masthead.agenda_item,
        days=masthead.days,
        authors=front.sponsors,
        layout="draft resolution",
    )


def _read_front(page: Page) -> _Front | None:
    masthead = read_masthead(page)
    title: list[Block] = []
    for at, block in enumerate(masthead.rest[:WITHIN]):
        if OPENING.match(block.text):
            return None
        end = _TITLE_END.search(block.text)
        alone = _ALONE.match(block.text) if end is None else None
        if end is None and alone is None:
            title.append(block)
            continue
        head, tail = split_block(block, end.end() if end else len(block.text))
        sponsors = "" if alone else " ".join([*(b.text for b in title), block.text])
        title += [head] if head else []
        body = (*([tail] if tail else []), *masthead.rest[at + 1 :])
        if end:
            sponsors = sponsors[: sponsors.rindex(end.group())]
        return _Front(masthead, tuple(title), split_names(sponsors), body)
    return None


def _title(front: _Front, name: str) -> str:
    """The line as printed where it is short enough to be read as a title."""
    printed = " ".join(block.text for block in front.title)
    if printed and len(printed) <= _LONGEST_TITLE:
        return printed.rstrip("* ")
    if not front.sponsors:
        return front.masthead.symbol or name
    return f"{front.sponsors[0]} and {len(front.sponsors) - 1} others: draft resolution"
