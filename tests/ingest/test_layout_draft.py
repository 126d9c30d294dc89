"""Draft resolutions: sponsors, day, symbol, paragraphs."""

from __future__ import annotations

import pytest
from un_pages import days, kept, labels, page

from ingest.layouts.draft import lay_out_draft, looks_like_draft
from store.records import DayKind, Kind

MASTHEAD = (
    "United Nations S/2031/302 Security Council Distr.: General 24 April 2031 Original: English"
)
BODY = ("The Security Council,", "Noting the depth of lakes,", "1. Decides to measure them;")


def test_a_draft_and_its_sponsors() -> None:
    source = page(MASTHEAD, "Bosnia and Herzegovina, Chad and Peru: draft resolution", *BODY)
    assert looks_like_draft(source)
    laid = lay_out_draft(source, name="file")
    assert kept(source, laid)
    assert laid.kind is Kind.DRAFT
    assert laid.symbol == "S/2031/302"
    assert laid.authors == ("Bosnia and Herzegovina", "Chad", "Peru")
    assert laid.title == "Bosnia and Herzegovina, Chad and Peru: draft resolution"
    assert days(laid) == {DayKind.MASTHEAD: "2031-04-24"}
    assert laid.relations == ()
    assert labels(laid) == [
        ("", "The Security Council,"),
        ("preambular para. 1", "Noting the depth"),
        ("para. 1", "1. Decides to"),
    ]


def test_many_sponsors_over_several_lines() -> None:
    names = [f"Lakeland {letter}" for letter in "ABCDEFGHIJKLMNOP"]
    half = len(names) // 2
    source = page(
        MASTHEAD,
        ", ".join(names[:half]) + ",",
        ", ".join(names[half:-1]) + f" and {names[-1]}: draft resolution",
        *BODY,
    )
    assert looks_like_draft(source)
    laid = lay_out_draft(source, name="file")
    assert kept(source, laid)
    assert laid.authors == tuple(names)
    assert laid.title == "Lakeland A and 15 others: draft resolution"


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("Chad: draft resolution*", ("Chad",)),
        ("Chad and Peru: revised draft resolution", ("Chad", "Peru")),
        ("Draft resolution submitted by the President", ()),
        ("Tchad et Pérou : projet de résolution", ("Tchad", "Pérou")),
        ("Перу и Чад: проект резолюции", ("Перу", "Чад")),
    ],
)
def test_forms_of_the_title(line: str, authors: tuple[str, ...]) -> None:
    source = page(MASTHEAD, line, *BODY)
    assert looks_like_draft(source)
    assert lay_out_draft(source, name="file").authors == authors


def test_the_title_may_run_on_from_the_masthead_and_into_the_body() -> None:
    source = page(f"{MASTHEAD} Chad and Peru: draft resolution The Security Council,", *BODY[1:])
    assert looks_like_draft(source)
    laid = lay_out_draft(source, name="file")
    assert laid.authors == ("Chad", "Peru")
    assert kept(source, laid)


@pytest.mark.parametrize(
    "lines",
    [
        ("Chad put a question on lakes: draft resolution was the answer.", "The lakes."),
        (MASTHEAD, *BODY),
        (MASTHEAD, "Lakes are deep.", "The Council voted on the draft."),
    ],
)
def test_what_is_none(lines: tuple[str, ...]) -> None:
    assert not looks_like_draft(page(*lines))
