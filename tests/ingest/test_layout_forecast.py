"""Monthly forecasts: their header line, sections and day."""

from __future__ import annotations

import datetime as dt

import pytest

from ingest.composing import compose
from ingest.formats import Block, BlockKind, Page, PageBreak
from ingest.formats.text import parse_text
from ingest.layouts.forecast import lay_out_forecast, looks_like_forecast
from store.records import Day, DayKind, Kind

TEXT = """September 2099 Monthly Forecast

Posted 30 August 2099

Cooperation with the League*

Expected Council Action

In September, the Council will hold a debate.

Key Recent Developments

On 2 August, boats sank.

They were raised.

Council and Wider Dynamics

Members are divided.
"""


def test_sections_are_what_a_forecast_is_cited_by() -> None:
    page = parse_text(TEXT)
    assert looks_like_forecast(page)
    laid = lay_out_forecast(page, name="x")
    assert (laid.kind, laid.title, laid.corrected) == (
        Kind.FORECAST,
        "Cooperation with the League",
        True,
    )
    assert laid.days == (Day(DayKind.POSTED, dt.date(2099, 8, 30)),)
    body = compose(laid.blocks)
    labels = [block.sentences[0].pinpoint.label for block in body.placed]
    assert labels == [
        "section “Expected Council Action”",
        "section “Expected Council Action”, para. 1",
        "section “Key Recent Developments”",
        "section “Key Recent Developments”, para. 2",
        "section “Key Recent Developments”, para. 3",
        "section “Council and Wider Dynamics”",
        "section “Council and Wider Dynamics”, para. 4",
    ]


@pytest.mark.parametrize(
    "names",
    [
        ("Expected Council Action", "Key Recent Developments"),
        ("Key Issues and Options", "Council Dynamics"),
        ("Options:", "Council and Wider Dynamics:"),
        ("Human Rights-Related Developments", "Other Relevant Facts"),
        ("UN Documents on Lakes", "Key Issues"),
    ],
)
def test_two_sections_tell_a_forecast_without_its_header(names: tuple[str, str]) -> None:
    blocks = tuple(Block(text) for text in ("Lakes", names[0], "It met.", names[1], "It rose."))
    assert looks_like_forecast(Page(blocks))
    assert not looks_like_forecast(Page(blocks[:3]))
    headings = [b for b in lay_out_forecast(Page(blocks), name="x").blocks
                if b.kind is BlockKind.HEADING]  # fmt: skip
    assert [block.text for block in headings] == list(names)


def test_pages_are_kept() -> None:
    blocks = (
        Block("Lakes", pages=(PageBreak(0, 1),)),
        Block("Options", pages=(PageBreak(0, 2),)),
        Block("Swim. Or sink.", pages=(PageBreak(0, 2), PageBreak(6, 3))),
        Block("Council Dynamics", pages=(PageBreak(0, 3),)),
        Block("None.", pages=(PageBreak(0, 3),)),
    )
    laid = lay_out_forecast(Page(blocks, page_count=3), name="x")
    assert [block.page for block in laid.blocks] == [2, 2, 3, 3]


@pytest.mark.parametrize(
    "text",
    ["Options\n\nOne may swim.", "A brief\n\nSee the Monthly Forecast of May.", "Resolution 1"],
)
def test_other_pages_are_none(text: str) -> None:
    assert not looks_like_forecast(parse_text(text))
