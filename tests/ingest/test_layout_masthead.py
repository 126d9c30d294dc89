"""A document's first page, and the marks that paragraphs are numbered by."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from un_pages import characters, heading, note, on_pages, page

from ingest.layouts.masthead import original_language, read_day, read_masthead, session_in
from ingest.layouts.names import split_names
from ingest.layouts.paragraphs import (
    ItemCounter,
    annex_label,
    is_heading,
    printed_number,
    slice_block,
    split_block,
)
from store.records import DayKind

TITLE = re.compile(r"Report on lakes")


def test_lines_of_their_own() -> None:
    masthead = read_masthead(
        page(
            "United Nations",
            "S/2031/17",
            "Security Council",
            "Distr.: General",
            "5 March 2031",
            "Original: French",
            "31-01234 (E) 060331",
            "*3101234*",
            "Lakes are deep.",
        )
    )
    assert masthead.symbol == "S/2031/17"
    assert masthead.date == dt.date(2031, 3, 5)
    assert masthead.original_language == "fr"
    assert masthead.organ == "Security Council"
    assert [(day.kind, day.date) for day in masthead.days] == [
        (DayKind.MASTHEAD, dt.date(2031, 3, 5))
    ]
    assert [block.text for block in masthead.rest] == ["Lakes are deep."]
    assert all(b.place and b.place.procedural for b in masthead.blocks)
    assert [b.text for b in masthead.blocks if not b.label] == [
        "S/2031/17",
        "5 March 2031",
        "Original: French",
    ]


def test_lines_in_one_block_and_the_text_behind_them() -> None:
    masthead = read_masthead(
        page(
            "United Nations A/75/900 General Assembly Distr.: Limited 7 June 2021 "
            "Original: Arabic Chad and Peru: draft resolution"
        )
    )
    assert masthead.symbol == "A/75/900"
    assert masthead.original_language == "ar"
    assert masthead.organ == "General Assembly"
    assert [block.text for block in masthead.rest] == ["Chad and Peru: draft resolution"]


def test_what_stands_above_a_known_title_is_masthead() -> None:
    masthead = read_masthead(
        page(
            "General Assembly Seventy-fifth session Agenda item 34 (b)",
            "The state of the lakes",
            "Security Council Seventy-sixth year",
            "A/75/900-S/2021/55 Distr.: General 7 June 2021",
            "Report on lakes",
            "Lakes are deep.",
        ),
        TITLE,
    )
    assert masthead.symbol == "A/75/900-S/2021/55"
    assert masthead.session == "Seventy-fifth session"
    assert masthead.agenda_item == "34 (b)"
    assert [block.text for block in masthead.rest] == ["Report on lakes", "Lakes are deep."]


@pytest.mark.parametrize(
    ("line", "session"),
    [
        ("Seventy-third yearSecurity Council", "Seventy-third year"),
        ("Security CouncilFifty-second Year", "Fifty-second Year"),
        ("Eleventh emergency special session", "Eleventh emergency special session"),
        ("Conseil de sécurité Soixante-treizième année", "Soixante-treizième année"),
        ("Совет Безопасности Семьдесят третий год", "Семьдесят третий год"),
        ("17 октября 2031 года", None),
        ("It sat for a yearly session", None),
    ],
)
def test_sessions_and_years(line: str, session: str | None) -> None:
    assert session_in(line) == session


@pytest.mark.parametrize(
    ("lines", "date", "language"),
    [
        (("S/2019/1 Distr. générale 5 mars 2019 Original : anglais",), dt.date(2019, 3, 5), "en"),
        (
            ("S/2019/1", "Distr.: General", "5 March 2019", "Russian", "Original: English"),
            dt.date(2019, 3, 5),
            "en",
        ),
        (
            ("S/2019/1 Distr.: Общая 5 марта 2019 Оригинал: русский",),
            dt.date(2019, 3, 5),
            "ru",
        ),
    ],
)
def test_other_languages(lines: tuple[str, ...], date: dt.date, language: str) -> None:
    masthead = read_masthead(page(*lines, "Report on lakes"), TITLE)
    assert (masthead.date, masthead.original_language) == (date, language)


def test_a_reissued_document_says_so() -> None:
    masthead = read_masthead(
        page(
            "United Nations S/2031/17* Security Council Distr.: General 5 March 2031",
            "* Reissued for technical reasons on 9 May 2031.",
            "Lakes are deep.",
        )
    )
    assert masthead.reissued
    assert masthead.date == dt.date(2031, 3, 5)


def test_an_ordinary_page_has_no_masthead() -> None:
    masthead = read_masthead(page("United Nations peacekeepers left the lake.", "They did."))
    assert not masthead.blocks
    assert not masthead.is_official


def test_the_symbol_may_be_in_the_running_head() -> None:
    assert read_masthead(page("Lakes.", running=("S/2031/17", "3/9"))).symbol == "S/2031/17"


def test_days_that_a_scanner_misread() -> None:
    assert read_day("of 3 Apri] 1991") == dt.date(1991, 4, 3)
    assert read_day("on 1O Auqust 1993") == dt.date(1993, 8, 10)
    assert read_day("on January 1993") is None
    assert read_day("31 June 1993") is None


def test_original_languages() -> None:
    assert original_language("[Original: Arabic and English]") == "ar"
    assert original_language("the original was lost") is None


def test_names_are_parted_where_the_list_is() -> None:
    assert split_names(
        "Bolivia (Plurinational State of), Bosnia and Herzegovina, Trinidad and Tobago, the Sudan "
        "and United Kingdom of Great Britain and Northern Ireland"
    ) == (
        "Bolivia (Plurinational State of)",
        "Bosnia and Herzegovina",
        "Trinidad and Tobago",
        "Sudan",
        "United Kingdom of Great Britain and Northern Ireland",
    )
    assert split_names("Netherlands (Kingdom of the) and Peru") == (
        "Netherlands (Kingdom of the)",
        "Peru",
    )
    assert split_names("") == ()


def test_printed_numbers() -> None:
    assert printed_number("14. Lakes are deep.") == 14
    assert printed_number("3 . Lakes") == 3
    assert printed_number("6.Calls for lakes") == 6
    assert printed_number("3.5 metres") is None
    assert printed_number("1994 was dry.") is None
    assert printed_number("0. Nothing") is None
    assert printed_number("I. Decides to fish;", 1) == 1
    assert printed_number("I. The lakes", 1) is None
    assert printed_number("S. Appeals to all;", 5) == 5
    assert printed_number("S. Appeals to all;", 4) is None


def test_items_are_told_by_what_was_counted_before() -> None:
    items = ItemCounter()
    marks = ["(a)", "(b)", "(i)", "(ii)", "(c)", "(i)", "(ii)", "(iii)", "(d)", "(e)", "(f)", "(g)"]
    read = [items.read(f"{mark} lakes", opened=False) for mark in [*marks, "(h)", "(i)", "(j)"]]
    assert [item.label for item in read if item] == [
        "(a)",
        "(b)",
        "(b) (i)",
        "(b) (ii)",
        "(c)",
        "(c) (i)",
        "(c) (ii)",
        "(c) (iii)",
        "(d)",
        "(e)",
        "(f)",
        "(g)",
        "(h)",
        "(i)",
        "(j)",
    ]


def test_a_colon_opens_a_list_within() -> None:
    items = ItemCounter()
    for letter in "abcdefgh":
        items.read(f"({letter}) lakes", opened=False)
    inner = items.read("(i) ponds", opened=True)
    assert inner is not None
    assert (inner.label, inner.depth) == ("(h) (i)", 2)
    assert items.read("(lakes) are deep", opened=False) is None
    assert items.read("Lakes (a) are deep", opened=False) is None


def test_a_misread_mark_is_the_next_item() -> None:
    items = ItemCounter()
    read = [items.read(f"({mark}) lakes", opened=False) for mark in ("a", "6", "c", "1", "ii")]
    assert [(item.label, item.depth) for item in read if item] == [
        ("(a)", 1),
        ("(6)", 1),
        ("(c)", 1),
        ("(c) (1)", 2),
        ("(c) (ii)", 2),
    ]


def test_annexes() -> None:
    [plain] = page("Annex").blocks
    assert annex_label(plain) == "annex"
    assert annex_label(page("ANNEX II").blocks[0]) == "annex II"
    assert annex_label(heading("Annex IV Names of the lakes")) == "annex IV"
    assert annex_label(page("Annex to the letter dated 1 May 2031 from Chad").blocks[0]) == "annex"
    assert annex_label(page("Annex B The lakes").blocks[0]) == "annex B"
    assert annex_label(page("annex III to his report, the lakes are listed").blocks[0]) is None
    assert annex_label(page("Annex III shows the depth of every lake.").blocks[0]) is None
    assert annex_label(page("Annexed lakes").blocks[0]) is None
    assert annex_label(note("Annex")) is None


def test_headings() -> None:
    assert is_heading(heading("Lakes"))
    assert is_heading(page("B").blocks[0])
    assert is_heading(page("A. Depth of the lakes").blocks[0])
    assert is_heading(page("LAKES AND PONDS").blocks[0])
    assert not is_heading(page("A. The lakes are deep.").blocks[0])
    assert not is_heading(page("Lakes are deep").blocks[0])


def test_a_cut_block_keeps_its_pages() -> None:
    block = on_pages("Lakes are deep. Ponds are not.", (0, 3), (10, 4), (22, 5))
    first, second = split_block(block, 15)
    assert first is not None
    assert second is not None
    assert (first.text, second.text) == ("Lakes are deep.", "Ponds are not.")
    assert [(b.at, b.page) for b in first.pages] == [(0, 3), (10, 4)]
    assert [(b.at, b.page) for b in second.pages] == [(0, 4), (6, 5)]
    assert split_block(block, 0) == (None, block)
    assert slice_block(block, 15, 16) is None


@given(st.text(max_size=200), st.lists(st.integers(0, 200), max_size=5))
def test_cutting_loses_nothing(text: str, cuts: list[int]) -> None:
    block = on_pages(text, (0, 1), (len(text) // 2, 2))
    ends = [*sorted(cut for cut in cuts if cut < len(text)), len(text)]
    parts = [slice_block(block, a, b) for a, b in zip([0, *ends], ends, strict=False)]
    assert characters("".join(part.text for part in parts if part)) == characters(text)
    assert all(part.pages[0].at == 0 for part in parts if part)
