"""Statements that the President of the Council makes on its behalf."""

from __future__ import annotations

from un_pages import days, heading, kept, labels, note, page

from ingest.formats import Page
from ingest.layouts.presidential_statement import (
    lay_out_presidential_statement,
    looks_like_presidential_statement,
)
from store.records import DayKind, Kind, Relation, RelationKind

MASTHEAD = "United Nations S/PRST/2031/4 Security Council Distr.: General 8 May 2031"
SAID = (
    "At the 9962nd meeting of the Security Council, held on 7 May 2031, in connection with the "
    "Council’s consideration of the item entitled “Lakes”, the President of the Security Council "
    "made the following statement on behalf of the Council:"
)


def statement() -> Page:
    return page(
        MASTHEAD,
        heading("Statement by the President of the Security Council"),
        SAID,
        "“The Security Council recalls the depth of lakes.",
        "“The Security Council encourages States:",
        "“(a) To measure them;",
        "(b) To name them.",
        note("1 See the map."),
        "“The Security Council will remain seized of the matter.”",
    )


def test_paragraphs_are_counted_and_none_is_operative() -> None:
    source = statement()
    assert looks_like_presidential_statement(source)
    laid = lay_out_presidential_statement(source, name="file")
    assert kept(source, laid)
    assert laid.kind is Kind.PRESIDENTIAL_STATEMENT
    assert laid.title == "Statement by the President of the Security Council"
    assert laid.symbol == "S/PRST/2031/4"
    assert days(laid) == {DayKind.MASTHEAD: "2031-05-08", DayKind.MEETING: "2031-05-07"}
    assert laid.posted is not None
    assert laid.posted.isoformat() == "2031-05-08"
    assert laid.relations == (Relation(RelationKind.ADOPTED_AT, "S/PV.9962"),)
    assert labels(laid) == [
        ("", "At the 9962nd"),
        ("para. 1", "“The Security Council"),
        ("para. 2", "“The Security Council"),
        ("para. 2 (a)", "“(a) To measure"),
        ("para. 2 (b)", "(b) To name"),
        ("para. 3", "“The Security Council"),
    ]


def test_the_first_paragraph_may_run_on_and_a_page_end_counts_none() -> None:
    source = page(
        MASTHEAD, f"{SAID} “The Security Council recalls the depth", "of lakes.", "“It fishes.”"
    )
    assert looks_like_presidential_statement(source)
    laid = lay_out_presidential_statement(source, name="file")
    assert kept(source, laid)
    assert [label for label, _ in labels(laid)] == ["", "para. 1", "para. 1", "para. 2"]


def test_what_is_none() -> None:
    press = page(
        "The members of the Security Council recalled lakes.",
        "They made the following statement to the press.",
    )
    assert not looks_like_presidential_statement(press)
    assert not looks_like_presidential_statement(page(MASTHEAD, "Lakes are deep."))
