"""Resolutions: what they are cited by, from the first year to this."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from un_pages import data, days, heading, kept, labels, note, page, units

from ingest.chunking import cut
from ingest.composing import compose
from ingest.formats import BlockKind, Page
from ingest.formats.text import decode, parse_text
from ingest.layouts import LaidOut
from ingest.layouts.resolution import lay_out_resolution, looks_like_resolution
from store.records import DayKind, Kind, Relation, RelationKind

GOLDEN = json.loads(
    (Path(__file__).parent / "golden" / "resolutions.json").read_text(encoding="utf-8")
)
MASTHEAD = "United Nations S/RES/9396 (2031) Security Council Distr.: General 21 December 2031"
MODERN = (
    MASTHEAD,
    "Resolution 9396 (2031)",
    "Adopted by the Security Council at its 9948th meeting, on 21 December 2031",
    "The Security Council,",
    "Recalling its resolution 9178 (2028),",
    "Mindful of the depth of lakes,",
    "Acting under Chapter VII of the Charter of the United Nations,",
    "1. Decides that States shall:",
    "(a) Measure their lakes;",
    "(b) Report on:",
    "(i) Depth;",
    "(ii) Width;",
    "(c) Name their lakes;",
    heading("Ponds"),
    "2. Also decides that ponds are lakes",
    "and shall be measured;",
    "3. Decides to remain seized of the matter.",
    heading("Annex"),
    heading("Criteria"),
    "1. A lake is a body of water.",
    "It is not a sea.",
    "2. A pond is a small lake.",
)


def lay_out(*lines: object) -> LaidOut:
    source = page(*lines)  # type: ignore[arg-type]
    assert looks_like_resolution(source)
    laid = lay_out_resolution(source, name="file")
    assert kept(source, laid)
    return laid


def test_a_resolution_of_today() -> None:
    laid = lay_out(*MODERN)
    assert laid.kind is Kind.RESOLUTION
    assert laid.title == "Resolution 9396 (2031)"
    assert laid.symbol == "S/RES/9396 (2031)"
    assert days(laid) == {DayKind.MASTHEAD: "2031-12-21", DayKind.ADOPTION: "2031-12-21"}
    assert laid.relations == (Relation(RelationKind.ADOPTED_AT, "S/PV.9948"),)
    assert labels(laid) == [
        ("", "The Security Council,"),
        ("preambular para. 1", "Recalling its resolution"),
        ("preambular para. 2", "Mindful of the"),
        ("preambular para. 3", "Acting under Chapter"),
        ("para. 1", "1. Decides that"),
        ("para. 1 (a)", "(a) Measure their"),
        ("para. 1 (b)", "(b) Report on:"),
        ("para. 1 (b) (i)", "(i) Depth;"),
        ("para. 1 (b) (ii)", "(ii) Width;"),
        ("para. 1 (c)", "(c) Name their"),
        ("", "Ponds"),
        ("para. 2", "2. Also decides"),
        ("para. 2", "and shall be"),
        ("para. 3", "3. Decides to"),
        ("annex", "Annex"),
        ("annex, section “Criteria”", "Criteria"),
        ("annex, para. 1", "1. A lake"),
        ("annex, para. 1", "It is not"),
        ("annex, para. 2", "2. A pond"),
    ]


def test_an_operative_paragraph_is_one_passage_with_its_items() -> None:
    body = compose(lay_out(*MODERN).blocks)
    passages = cut(
        body,
        heading="Resolution",
        count_tokens=lambda texts: [len(text.split()) for text in texts],
        max_tokens=200,
    )
    texts = {p.pinpoint.label: p.span.of(body.text) for p in passages}
    assert texts["para. 1"].startswith("1. Decides")
    assert texts["para. 1"].endswith("(c) Name their lakes;")
    assert texts["para. 2"].startswith("Ponds")
    [preamble] = [p.span.of(body.text) for p in passages if "Mindful" in p.span.of(body.text)]
    assert preamble.startswith("The Security Council,")
    assert preamble.endswith("Charter of the United Nations,")


def test_the_line_of_an_old_resolution() -> None:
    laid = lay_out(
        "47 (1948). Resolution of 21 April 1948 [S/726]",
        "The Security Council, Having heard the fishermen,",
        "Considers that lakes are deep;",
        "Requests the Secretary-General to measure them.",
        "Adopted at the 286th meeting by 9 votes to none, with 2 abstentions (Chad, Peru).",
        "7 See the record of the fishermen.",
    )
    assert laid.symbol == "S/RES/47 (1948)"
    assert days(laid) == {DayKind.ADOPTION: "1948-04-21"}
    assert [relation.target for relation in laid.relations] == ["S/PV.286"]
    assert labels(laid) == [
        ("", "The Security Council,"),
        ("preambular para. 1", "Having heard the"),
        ("para. 1", "Considers that lakes"),
        ("para. 2", "Requests the Secretary-General"),
        ("", "Adopted at the"),
    ]
    assert units(laid)[-1] == "adoption"
    assert laid.blocks[-1].kind is BlockKind.NOTE


def test_what_runs_on_in_one_block_is_put_apart() -> None:
    laid = lay_out(
        "Resolution 242 (1967) of 22 November 1967",
        "The Security Council, Noting the depth of lakes, Recommends that they be measured.",
        "Adopted unanimously at the 1382nd meeting.",
    )
    assert labels(laid)[1:3] == [
        ("preambular para. 1", "Noting the depth"),
        ("para. 1", "Recommends that they"),
    ]
    laid = lay_out(
        *MODERN[:6],
        "1. Decides to fish; 2. Requests 3. boats; 3. Urges rest. Adopted at the 9th meeting.",
    )
    assert [label for label, _ in labels(laid)[3:]] == ["para. 1", "para. 2", "para. 3", ""]


def test_numbers_that_were_lost_or_misread() -> None:
    laid = lay_out(
        *MODERN[:6],
        "I. Decides to fish;",
        "Urges rest;",
        "3 Requests boats;",
        "8. Calls for nets;",
        "5. Decides to remain seized of the matter.",
    )
    assert [label for label, _ in labels(laid)[3:]] == [f"para. {n}" for n in (1, 2, 3, 4, 5)]


def test_a_clause_of_the_preamble_that_a_blank_line_cuts_is_one() -> None:
    laid = lay_out(
        *MODERN[:4],
        "Mindful of the depth of the lake of the late",
        "Judge of the lakes,",
        "Taking note of the report of the fishermen",
        "1. Decides to fish;",
    )
    assert [label for label, _ in labels(laid)[1:]] == [
        "preambular para. 1",
        "preambular para. 1",
        "preambular para. 2",
        "para. 1",
    ]


def test_numbers_are_not_given_where_there_is_doubt() -> None:
    laid = lay_out(*MODERN[:6], "1. Decides to fish;", "Urges rest;", "4. Requests boats.")
    assert [label for label, _ in labels(laid)[3:]] == ["para. 1", "", "para. 4"]


def test_parts_that_each_begin_at_one_are_told_apart() -> None:
    laid = lay_out(*MODERN[:6], "A", "1. Decides to fish;", "B", "1. Decides to rest.")
    assert ("section “A”, para. 1", "1. Decides to") in labels(laid)
    assert ("section “B”, para. 1", "1. Decides to") in labels(laid)


def test_a_number_and_an_item_in_one_line() -> None:
    laid = lay_out(*MODERN[:6], "1. (a) Decides to fish;", "(b) Decides to rest;", "2. Urges all.")
    assert [label for label, _ in labels(laid)[3:]] == ["para. 1 (a)", "para. 1 (b)", "para. 2"]


def test_footnotes_are_apart_and_end_no_paragraph() -> None:
    laid = lay_out(*MODERN[:8], note("1 See the map of lakes."), *MODERN[8:10])
    assert [b.kind for b in laid.blocks if b.place is None] == [BlockKind.NOTE]
    assert [label for label, _ in labels(laid)[-2:]] == ["para. 1 (a)", "para. 1 (b)"]


def test_french_and_russian() -> None:
    laid = lay_out(
        "Nations Unies S/RES/9396 (2031) Conseil de sécurité Distr. générale 21 décembre 2031",
        "Résolution 9396 (2031)",
        "Adoptée par le Conseil de sécurité à sa 9948e séance, le 21 décembre 2031",
        "Le Conseil de sécurité,",
        "Conscient de la profondeur des lacs,",
        "1. Décide que les lacs sont profonds ;",
        "2. Décide de rester saisi de la question.",
    )
    assert days(laid)[DayKind.ADOPTION] == "2031-12-21"
    assert [relation.target for relation in laid.relations] == ["S/PV.9948"]
    assert [label for label, _ in labels(laid)[1:]] == ["preambular para. 1", "para. 1", "para. 2"]
    laid = lay_out(
        "Резолюция 9396 (2031),",
        "Принята Советом Безопасности на его 9948-м заседании 21 декабря 2031 года",
        "Совет Безопасности,",
        "принимая во внимание глубину озер,",
        "1. постановляет измерить озера;",
    )
    assert days(laid) == {DayKind.ADOPTION: "2031-12-21"}
    assert [label for label, _ in labels(laid)[1:]] == ["preambular para. 1", "para. 1"]


def test_a_resolution_of_the_general_assembly() -> None:
    laid = lay_out(
        "United Nations A/RES/90/288 General Assembly Distr.: General 20 September 2035",
        "Ninetieth session Agenda item 46",
        "Resolution adopted by the General Assembly on 8 September 2035",
        "[without reference to a Main Committee (A/90/L.62)]",
        "90/288. The United Nations strategy for lakes",
        "The General Assembly,",
        "Guided by the depth of lakes,",
        "1. Expresses its appreciation for fish;",
    )
    assert laid.symbol == "A/RES/90/288"
    assert laid.title == "90/288. The United Nations strategy for lakes"
    assert days(laid)[DayKind.ADOPTION] == "2035-09-08"
    assert labels(laid)[1:] == [
        ("preambular para. 1", "Guided by the"),
        ("para. 1", "1. Expresses its"),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ("Resolution 242 (1967) of 22 November 1967 called for rest.", "It did so twice."),
        ("Resolution 2396 (2017)", "The Security Council met on lakes."),
        ("Lakes are deep.", "1. Decides to fish;"),
        ("Chad: draft resolution", "The Security Council,", "1. Decides to fish;"),
    ],
)
def test_what_is_no_resolution(lines: tuple[str, ...]) -> None:
    assert not looks_like_resolution(page(*lines))


WORDS = "1.|2.|3.|(a)|(i)|Decides|Noting|lakes,|fish;|A|Annex|Adopted|at the 9th meeting|Ж|7 See|:"
words = st.sampled_from([*WORDS.split("|"), "The Security Council,", "\u00a0"])


@given(st.lists(st.lists(words, min_size=1, max_size=8).map(" ".join), max_size=30))
def test_nothing_is_lost_whatever_the_lines(lines: list[str]) -> None:
    source = page("Resolution 242 (1967)", "The Security Council,", *lines)
    assert kept(source, lay_out_resolution(source, name="file"))


def _old_resolutions() -> list[tuple[str, Page]]:
    return [
        (path.name[6:15], parse_text(decode(path.read_bytes(), name=path.name).text))
        for path in sorted(data("resolutions").glob("*.txt"))
    ]


def test_the_old_resolutions() -> None:
    """Every one of 902 is read; where the source itself is wrong or cut short, it is named."""
    wrong: dict[str, list[str]] = {"symbol": [], "adoption": [], "meeting": [], "numbering": []}
    resolutions = _old_resolutions()
    for name, source in resolutions:
        number, year = int(name[:4]), int(name[5:])
        assert looks_like_resolution(source), name
        laid = lay_out_resolution(source, name=name)
        if laid.symbol != f"S/RES/{number} ({year})":
            wrong["symbol"].append(name)
        if not days(laid).get(DayKind.ADOPTION, "").startswith(str(year)):
            wrong["adoption"].append(name)
        if not laid.relations:
            wrong["meeting"].append(name)
        if not _without_gap(laid):
            wrong["numbering"].append(name)
        assert compose(laid.blocks).placed
    assert len(resolutions) == GOLDEN["documents"]
    assert wrong == GOLDEN["exceptions"]


def _without_gap(laid: LaidOut) -> bool:
    places = [b.place.pinpoint for b in laid.blocks if b.place is not None]
    numbers = [p.paragraph for p in places if p.paragraph is not None and p.annex is None]
    changes = [(a, b) for a, b in pairwise([0, *numbers]) if a != b]
    return bool(numbers) and all(b in (a + 1, 1) for a, b in changes)


def test_what_a_page_repeats_cuts_no_paragraph_and_is_none() -> None:
    laid = lay_out_resolution(
        page(
            *MODERN[:-8],
            "2. Also decides that ponds are lakes, as",
            "1/ S/2031/262.",
            "31-12513 (E)",
            "S/RES/9396 (2031) Page 2",
            "the keepers find,",
            "13",
            "and shall be measured;",
            "3. Decides to remain seized of the matter.",
        ),
        name="file",
    )
    texts = [block.text for block in laid.blocks if block.kind is not BlockKind.NOTE]
    assert texts[-2] == (
        "2. Also decides that ponds are lakes, as the keepers find, and shall be measured;"
    )
    notes = [block.text for block in laid.blocks if block.kind is BlockKind.NOTE]
    assert notes[-4:] == ["1/ S/2031/262.", "31-12513 (E)", "S/RES/9396 (2031) Page 2", "13"]


def test_its_day_and_number_know_the_year_better_than_a_misprint() -> None:
    body = ("The Security Council,", "Noting the lakes,", "1. Decides to measure them.")
    misprinted = lay_out("Resolution 434 (1973) of 18 September 1978", *body)
    assert (misprinted.symbol, misprinted.title) == ("S/RES/434 (1978)", "Resolution 434 (1978)")
    of_another = lay_out("Resolution 434 (1973) of 18 September 1979", *body)
    assert of_another.symbol == "S/RES/434 (1973)"
    day_without_year = lay_out("Resolution 226 (1966) of 14 October £964", *body)
    assert str(day_without_year.posted) == "1966-10-14"


def test_what_a_page_repeats_is_not_quoted() -> None:
    laid = lay_out(*MODERN[:-8], "31-75941 (E)", "S/RES/9396 (2031)", *MODERN[-8:])
    silent = [block.text for block in laid.blocks if block.label == len(block.text)]
    assert silent == ["31-75941 (E)", "S/RES/9396 (2031)"]
