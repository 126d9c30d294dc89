"""Blocks to documents: what a layout makes of a page, before it is cut into passages."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ingest.formats import Block
from store.records import Day, Kind, Relation, Turn


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A document's title, facts and body, with the page's furniture removed.

    The title is not among ``blocks``. ``posted`` and ``publisher`` are ``None`` where the page
    does not say. ``corrected``: the title carried the asterisk of a corrected post. The other
    facts are those of :class:`store.records.Document`; ``symbol`` is the one that the masthead
    prints, and ``part_of`` that of the whole of which the page is a part, as its file's name says.
    """

    title: str
    kind: Kind
    blocks: tuple[Block, ...]
    posted: dt.date | None = None
    publisher: str | None = None
    corrected: bool = False
    symbol: str | None = None
    language: str | None = None
    days: tuple[Day, ...] = ()
    relations: tuple[Relation, ...] = ()
    turns: tuple[Turn, ...] = ()
    authors: tuple[str, ...] = ()
    original_language: str | None = None
    layout: str = "generic"
    session: str | None = None
    agenda_item: str | None = None
    part_of: str | None = None


def split_asterisk(title: str) -> tuple[str, bool]:
    """A title without the asterisk of a corrected post, and whether it had one."""
    stripped = title.rstrip()
    bare = stripped.rstrip("*").rstrip()
    return (bare, True) if bare and bare != stripped else (title.strip(), False)
