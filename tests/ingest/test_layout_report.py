"""Reports with paragraphs numbered through all their sections."""

from __future__ import annotations

import pytest
from un_pages import days, heading, kept, labels, note, page, units

from ingest.formats import Block, Page
from ingest.layouts.report import lay_out_report, looks_like_report
from store.records import DayKind, Kind

MASTHEAD = "United Nations S/2031/612 Security Council Distr.: General 30 July 2031"


def report(*after: str | Block) -> Page:
    return page(
        MASTHEAD,
        heading("The lakes of the highlands"),
        heading("Report of the Secretary-General"),
        heading("I. Introduction"),
        "1. The present report is on lakes.",
        heading("II. Depth"),
        heading("A. Lakes"),
        "2. Lakes are deep. They are:",
        "(a) Blue;",
        "(b) Cold.",
        note("1 See the map."),
        "They stay so.",
        Block("1. Ponds", bold=8),
        "3. Ponds are not.",
        "1. This is a number in a list.",
        "5. Nor are puddles.",
        *after,
    )


def test_numbers_run_through_the_sections() -> None:
    source = report(heading("Annex I"), "1. Names.", heading("Annex II"), "1. Depths.")
    assert looks_like_report(source)
    laid = lay_out_report(source, name="file")
    assert laid.kind is Kind.REPORT
    assert laid.title == "The lakes of the highlands: Report of the Secretary-General"
    assert laid.symbol == "S/2031/612"
    assert laid.authors == ("Secretary-General",)
    assert days(laid) == {DayKind.MASTHEAD: "2031-07-30"}
    assert labels(laid) == [
        ("section “I. Introduction”", "I. Introduction"),
        ("section “I. Introduction”, para. 1", "1. The present"),
        ("section “II. Depth”", "II. Depth"),
        ("section “A. Lakes”", "A. Lakes"),
        ("section “A. Lakes”, para. 2", "2. Lakes are"),
        ("section “A. Lakes”, para. 2 (a)", "(a) Blue;"),
        ("section “A. Lakes”, para. 2 (b)", "(b) Cold."),
        ("section “A. Lakes”, para. 2", "They stay so."),
        ("section “1. Ponds”", "1. Ponds"),
        ("section “1. Ponds”, para. 3", "3. Ponds are"),
        ("section “1. Ponds”, para. 3", "1. This is"),
        ("section “1. Ponds”, para. 5", "5. Nor are"),
        ("annex I", "Annex I"),
        ("annex I, para. 1", "1. Names."),
        ("annex II", "Annex II"),
        ("annex II, para. 1", "1. Depths."),
    ]


def test_what_stands_under_one_heading_shares_passages() -> None:
    laid = lay_out_report(report(), name="file")
    assert len(units(laid)) == len(set(units(laid)))


def test_nothing_is_lost() -> None:
    source = page(MASTHEAD, "Report of the Secretary-General on lakes", "1. Lakes.", "2. Ponds.")
    assert kept(source, lay_out_report(source, name="file"))


def test_a_french_report() -> None:
    source = page(
        "Nations Unies S/2031/612 Conseil de sécurité Distr. générale 30 juillet 2031",
        "Rapport du Secrétaire général sur les lacs",
        "1. Les lacs sont profonds.",
        "2. Les étangs ne le sont pas.",
        "3. Ni les flaques.",
    )
    assert looks_like_report(source)
    laid = lay_out_report(source, name="file")
    assert laid.authors == ("Secretary-General",)
    assert days(laid) == {DayKind.MASTHEAD: "2031-07-30"}


@pytest.mark.parametrize(
    "masthead",
    [
        ("UNITED NATIONS S Security Council Distr. GENERAL S/26023 2 July 1993 ENGLISH "
         "ORIGINAL: FRENCH",),
        ("UNITED NATIONS", "S", "Security Council", "Distr.", "GENERAL", "S/26023", "2 July 1993",
         "ENGLISH", "ORIGINAL: FRENCH"),
    ],
)  # fmt: skip
def test_a_report_of_the_1990s(masthead: tuple[str, ...]) -> None:
    source = page(
        *masthead,
        "REPORT OF THE SECRETARY-GENERAL ON THE LAKES",
        "INTRODUCTION",
        "1. The present report is on lakes.",
        "2. They are deep.",
        "I. DEPTH",
        "A. Blue lakes",
        "3. They are blue.",
    )
    assert looks_like_report(source)
    laid = lay_out_report(source, name="file")
    assert kept(source, laid)
    assert (laid.symbol, laid.original_language) == ("S/26023", "fr")
    assert laid.authors == ("Secretary-General",)
    assert days(laid) == {DayKind.MASTHEAD: "1993-07-02"}
    assert labels(laid) == [
        ("section “INTRODUCTION”", "INTRODUCTION"),
        ("section “INTRODUCTION”, para. 1", "1. The present"),
        ("section “INTRODUCTION”, para. 2", "2. They are"),
        ("section “I. DEPTH”", "I. DEPTH"),
        ("section “A. Blue lakes”", "A. Blue lakes"),
        ("section “A. Blue lakes”, para. 3", "3. They are"),
    ]


def test_numbers_may_stand_apart_and_experts_report_through_a_note() -> None:
    source = page(
        f"{MASTHEAD} Original: English",
        heading("Note by the Secretary-General"),
        "The Secretary-General has the honour to transmit the report of the Panel.",
        heading("Final report of the Panel of Experts on lakes"),
        heading("Summary"),
        "Lakes are deep.",
        heading("I. Mandate"),
        "1.",
        "The Panel measured.¹",
        "2.",
        "It named.",
        note("¹ S/2030/1."),
        "3.",
        "It swam.",
        "Annex 1: Names",
        "1. Blue Lake.",
    )
    assert looks_like_report(source)
    laid = lay_out_report(source, name="file")
    assert laid.authors == ()
    assert laid.symbol == "S/2031/612"
    assert [label for label, _ in labels(laid)] == [
        "section “Summary”",
        "section “Summary”",
        "section “I. Mandate”",
        *[f"section “I. Mandate”, para. {number}" for number in (1, 1, 2, 2, 3, 3)],
        "annex 1",
        "annex 1, para. 1",
    ]


def test_what_is_none() -> None:
    numbered = ("1. Lakes.", "2. Ponds.", "3. Puddles.")
    assert not looks_like_report(page("Report of the Secretary-General", *numbered))
    assert not looks_like_report(page(MASTHEAD, "Lakes", *numbered))
    assert not looks_like_report(page(MASTHEAD, "Report of the Secretary-General", "1. Lakes."))
