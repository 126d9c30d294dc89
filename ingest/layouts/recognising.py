"""Which layout a page has: what is said of it, else its address, its looks, or its folder."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from ingest.formats import Page
from ingest.layouts import LaidOut
from ingest.layouts.brief import lay_out_brief, looks_like_brief
from ingest.layouts.coverage import lay_out_coverage, looks_like_coverage
from ingest.layouts.draft import lay_out_draft, looks_like_draft
from ingest.layouts.forecast import lay_out_forecast, looks_like_forecast
from ingest.layouts.generic import lay_out_generic
from ingest.layouts.letter import lay_out_letter, looks_like_letter
from ingest.layouts.presidential_statement import (
    lay_out_presidential_statement,
    looks_like_presidential_statement,
)
from ingest.layouts.press_statement import lay_out_press_statement, looks_like_press_statement
from ingest.layouts.record import lay_out_record, looks_like_record
from ingest.layouts.record.speech import lay_out_speech, looks_like_speech, opens_with_speaker
from ingest.layouts.report import lay_out_report, looks_like_report
from ingest.layouts.resolution import lay_out_resolution, looks_like_resolution
from ingest.layouts.statement import lay_out_statement, looks_like_statement
from store.records import Kind
from store.symbols import kind_of


class _LayOut(Protocol):
    def __call__(self, page: Page, *, name: str) -> LaidOut: ...


@dataclass(frozen=True, slots=True)
class Layout:
    """One way in which documents are set out, and how a page of it is told."""

    kind: Kind
    recognises: Callable[[Page], bool]
    lay_out: _LayOut


LAYOUTS: tuple[Layout, ...] = (
    Layout(Kind.RECORD, looks_like_record, lay_out_record),
    Layout(
        Kind.PRESIDENTIAL_STATEMENT,
        looks_like_presidential_statement,
        lay_out_presidential_statement,
    ),
    Layout(Kind.RESOLUTION, looks_like_resolution, lay_out_resolution),
    Layout(Kind.DRAFT, looks_like_draft, lay_out_draft),
    Layout(Kind.LETTER, looks_like_letter, lay_out_letter),
    Layout(Kind.REPORT, looks_like_report, lay_out_report),
    Layout(Kind.PRESS_STATEMENT, looks_like_press_statement, lay_out_press_statement),
    Layout(Kind.MEETINGS_COVERAGE, looks_like_coverage, lay_out_coverage),
    Layout(Kind.BRIEF, looks_like_brief, lay_out_brief),
    Layout(Kind.FORECAST, looks_like_forecast, lay_out_forecast),
    Layout(Kind.STATEMENT, looks_like_statement, lay_out_statement),
    Layout(Kind.RECORD, looks_like_speech, lay_out_speech),
)
"""In the order in which they are asked: those that leave least doubt come first."""

_BY_ADDRESS = (
    (re.compile(r"/whatsinblue/"), Kind.BRIEF),
    (re.compile(r"/monthly[-_]forecast/"), Kind.FORECAST),
)
_NEVER_IN_DOUBT = frozenset({Kind.BRIEF, Kind.FORECAST})
# A press release's number says which series it is in, and not whether it covers a meeting.
_PRESS = frozenset({Kind.MEETINGS_COVERAGE, Kind.PRESS_STATEMENT})


def lay_out(
    page: Page,
    *,
    url: str | None,
    kind: Kind | None,
    symbol: str | None,
    name: str,
    filed_as_brief: bool,
    part_of: str | None = None,
) -> LaidOut:
    """The page laid out as what it is.

    ``kind`` is what somebody said that it is, which is never overruled; ``symbol`` the one that
    its address, its file or its sidecar names, which a page that looks otherwise may overrule;
    ``filed_as_brief``: it is in a folder of briefs, which counts where nothing else does.
    ``part_of`` is the verbatim record of which its file's name says that it is a part.
    """
    said = kind or next((k for pattern, k in _BY_ADDRESS if pattern.search(url or "")), None)
    if said in _NEVER_IN_DOUBT:
        return _layout_of(said).lay_out(page, name=name)
    by_symbol = kind_of(symbol) if symbol else None
    if part_of and _may_be(Kind.RECORD, said, by_symbol) and opens_with_speaker(page):
        return lay_out_speech(page, name=name, part_of=part_of)
    for layout in LAYOUTS:
        if _may_be(layout.kind, said, by_symbol) and layout.recognises(page):
            return layout.lay_out(page, name=name)
    if Kind.RECORD in (said, by_symbol) and opens_with_speaker(page):
        return lay_out_speech(page, name=name)
    if said is None and by_symbol is None and symbol is None and filed_as_brief:
        return lay_out_brief(page, name=name)
    return lay_out_generic(page, kind=said or by_symbol or Kind.OTHER, name=name)


def _may_be(kind: Kind, said: Kind | None, by_symbol: Kind | None) -> bool:
    if said is not None:
        return kind is said
    return by_symbol is None or kind is by_symbol or {kind, by_symbol} <= _PRESS


def _layout_of(kind: Kind) -> Layout:
    return next(layout for layout in LAYOUTS if layout.kind is kind)
