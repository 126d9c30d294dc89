"""Statements that the President of the Council makes on its behalf."""

from __future__ import annotations

import pytest
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


def test_a_statement_of_before_1994_is_a_note_with_a_number_of_the_year() -> None:
    source = page(
        "UNITED NATIONS S Security Council Distr. GENERAL S/26084 15 July 1993 ORIGINAL: ENGLISH",
        "NOTE BY THE PRESIDENT OF THE SECURITY COUNCIL",
        "At the 3256th meeting of the Security Council, held on 14 July 1993, the President of the "
        "Security Council made the following statement, on behalf of the Council, in connection "
        'with the item entitled "Lakes: their depth": "The Security Council has seen the lakes.',
        '"The Council will remain seized of the matter."',
    )
    assert looks_like_presidential_statement(source)
    laid = lay_out_presidential_statement(source, name="file")
    assert kept(source, laid)
    assert (laid.symbol, laid.original_language) == ("S/26084", "en")
    assert days(laid) == {DayKind.MASTHEAD: "1993-07-15", DayKind.MEETING: "1993-07-14"}
    assert laid.relations == (Relation(RelationKind.ADOPTED_AT, "S/PV.3256"),)
    assert labels(laid) == [
        ("", "At the 3256th"),
        ("para. 1", '"The Security Council'),
        ("para. 2", '"The Council will'),
    ]


def test_headings_are_counted_as_no_paragraph_and_an_annex_begins_anew() -> None:
    source = page(
        MASTHEAD,
        heading("Statement by the President of the Security Council"),
        SAID,
        "“The Security Council recalls lakes.",
        heading("“Depth"),
        "“The Security Council recalls the following:",
        "“• Lakes are deep;",
        "“• Ponds are not.",
        "“It measures them.”",
        heading("Annex"),
        heading("Names of lakes"),
        "There are two.",
    )
    laid = lay_out_presidential_statement(source, name="file")
    assert kept(source, laid)
    assert [label for label, _ in labels(laid)] == [
        "",
        "para. 1",
        "section “Depth”",
        "para. 2",
        "para. 2",
        "para. 2",
        "para. 3",
        "annex",
        "annex, section “Names of lakes”",
        "annex, section “Names of lakes”",
    ]


@pytest.mark.parametrize(
    ("title", "said"),
    [
        (
            "Déclaration de la Présidente du Conseil de sécurité",
            "À la 9962e séance du Conseil de sécurité, tenue le 7 mai 2031, la Présidente du "
            "Conseil de sécurité a fait, au nom du Conseil, la déclaration suivante :",
        ),
        (
            "Déclaration du Président du Conseil de sécurité",
            "À la 9962e séance du Conseil de sécurité, tenue le 7 mai 2031, le Président du "
            "Conseil de sécurité a fait la déclaration suivante au nom du Conseil :",
        ),
        (
            "Заявление Председателя Совета Безопасности",
            "На 9962-м заседании Совета Безопасности, состоявшемся 7 мая 2031 года, Председатель "
            "Совета Безопасности сделал от имени Совета следующее заявление:",
        ),
    ],
)
def test_other_languages(title: str, said: str) -> None:
    source = page(MASTHEAD, title, said, "« Un. »", "« Deux. »")
    assert looks_like_presidential_statement(source)
    laid = lay_out_presidential_statement(source, name="file")
    assert kept(source, laid)
    assert laid.title == title
    assert days(laid)[DayKind.MEETING] == "2031-05-07"
    assert laid.relations == (Relation(RelationKind.ADOPTED_AT, "S/PV.9962"),)
    assert [label for label, _ in labels(laid)] == ["", "para. 1", "para. 2"]


def test_what_is_none() -> None:
    press = page(
        "The members of the Security Council recalled lakes.",
        "They made the following statement to the press.",
    )
    assert not looks_like_presidential_statement(press)
    note = page(
        MASTHEAD.replace("PRST/2031/4", "2031/507"),
        "Note by the President of the Security Council",
        "1. The members of the Council agreed on how to work.",
    )
    assert not looks_like_presidential_statement(note)
    assert not looks_like_presidential_statement(page(MASTHEAD, "Lakes are deep."))
