"""Verbatim records of the Security Council and the General Assembly.

A record has a cover, stage directions and turns. Each turn's paragraphs are placed under their
speaker with country or office; "The President" is resolved to a person and a State, and what is
said "in my national capacity" is told from what conducts the meeting.
"""

from __future__ import annotations

from ingest.formats import Page
from ingest.layouts import LaidOut
from ingest.layouts.masthead import placed_in_front
from ingest.layouts.record.cover import looks_like_cover, read_cover
from ingest.layouts.record.turns import TurnReader
from store.records import Day, DayKind, Kind

__all__ = ["lay_out_record", "looks_like_record"]

_COVER = "cover"
"""The unit of the lines on it."""


def looks_like_record(page: Page) -> bool:
    """Whether a page is the verbatim record of a meeting: such a cover, and somebody speaks."""
    return looks_like_cover(page)


def lay_out_record(page: Page, *, name: str) -> LaidOut:
    """A meeting's record, with its turns in order. ``name`` stands in for a title that is lost."""
    cover = read_cover(page)
    body, turns = TurnReader(cover).read(cover.body)
    return LaidOut(
        title=cover.title or cover.symbol or page.title or name,
        kind=Kind.RECORD,
        blocks=(*(placed_in_front(block, _COVER) for block in cover.blocks), *body),
        symbol=cover.symbol,
        language=cover.language or page.language,
        days=(Day(DayKind.MEETING, cover.date),) if cover.date else (),
        turns=turns,
        session=cover.session,
        agenda_item=cover.agenda_item,
        layout="verbatim record",
    )
