"""Press releases: the coverage of a meeting, and statements to the press."""

from __future__ import annotations

import datetime as dt

import pytest

from ingest.formats import Block, BlockKind, Page
from ingest.formats.html import parse_html
from ingest.formats.text import parse_text
from ingest.layouts import LaidOut
from ingest.layouts.coverage import lay_out_coverage, looks_like_coverage, speaker_of
from ingest.layouts.press_statement import lay_out_press_statement, looks_like_press_statement
from store.records import Day, DayKind, Kind, Relation, RelationKind, SourceRank, source_rank

TEXT = """In progress at UNHQ

8626th Meeting (AM)

SC/13963

Security Council Debates the League of Lakes*

25 September 2099

The League and the United Nations shared waters, the Council heard today.

Briefings

ANNA B. LAKE, Acting Secretary-General of the League of Lakes (LOL), said that boats were needed.

She also asked for oars.

The Council then adopted a text.

Statements

JEAN-PIERRE DE LA RIVE (Switzerland), speaking for the lakes, said that water was wet.

Mr. O’BRIEN (United Kingdom of Great Britain (and Northern Ireland)) agreed.

The meeting began at 10.04 a.m. and ended at 1.05 p.m.

* *** *

For information media. Not an official record.
"""

STATEMENT = """SC/10005

Security Council Press Statement on Lakes

5 August 2099

The following Security Council press statement was issued today by Council President
Ann Lake (Russian Federation):

The members of the Security Council were briefed on lakes.

The members of the Security Council welcomed the boats.

For information media. Not an official record.
"""


def coverage(text: str = TEXT) -> LaidOut:
    page = parse_text(text)
    assert looks_like_coverage(page)
    return lay_out_coverage(page, name="x")


def statement(text: str = STATEMENT) -> LaidOut:
    page = parse_text(text)
    assert looks_like_press_statement(page)
    return lay_out_press_statement(page, name="x")


def said(laid: LaidOut) -> list[tuple[str, str]]:
    return [(b.text[:14], b.place.pinpoint.label) for b in laid.blocks if b.place]


def test_coverage_facts() -> None:
    laid = coverage()
    day = dt.date(2099, 9, 25)
    assert (laid.title, laid.corrected) == ("Security Council Debates the League of Lakes", True)
    assert (laid.kind, laid.symbol, laid.posted) == (Kind.MEETINGS_COVERAGE, "SC/13963", day)
    assert laid.relations == (Relation(RelationKind.COVERS, "S/PV.8626"),)
    assert laid.days == (Day(DayKind.POSTED, day), Day(DayKind.MEETING, day))
    assert source_rank(laid.kind, held=True, symbol=laid.symbol) is SourceRank.COVERAGE
    texts = " ".join(block.text for block in laid.blocks)
    assert "official record" not in texts
    assert "In progress" not in texts
    assert "***" not in texts


def test_each_paragraph_has_its_speaker_and_no_other() -> None:
    lake = "ANNA B. LAKE (Acting Secretary-General of the League of Lakes (LOL))"
    rive = "JEAN-PIERRE DE LA RIVE (Switzerland)"
    brien = "Mr. O’BRIEN (United Kingdom of Great Britain (and Northern Ireland))"
    assert said(coverage()) == [
        ("8626th Meeting", ""),
        ("SC/13963", ""),
        ("25 September 2", ""),
        ("The League and", "para. 1"),
        ("Briefings", "section “Briefings”"),
        ("ANNA B. LAKE, ", f"section “Briefings”, para. 2, {lake}"),
        ("She also asked", f"section “Briefings”, para. 3, {lake}"),
        ("The Council th", "section “Briefings”, para. 4"),
        ("Statements", "section “Statements”"),
        ("JEAN-PIERRE DE", f"section “Statements”, para. 5, {rive}"),
        ("Mr. O’BRIEN (U", f"section “Statements”, para. 6, {brien}"),
        ("The meeting be", "section “Statements”, para. 7"),
    ]
    units = [block.place.unit for block in coverage().blocks if block.place]
    assert units[5] == units[6] == units[4]
    assert len({units[6], units[7], units[9], units[10], units[11]}) == 5
    last = coverage().blocks[-1].place
    assert last is not None
    assert last.procedural


def test_coverage_of_the_1990s_is_headed_in_capitals() -> None:
    laid = coverage(
        "SC/6342\n\n3756TH MEETING (NIGHT) 21 MARCH 1997\n\n"
        "COUNCIL FAILS TO ADOPT TEXT ON LAKES\n\n"
        "The Council tonight failed to adopt a text.\n\nStatements\n\n"
        "MADELEINE LAKE (United States) said that water was wet.\n\nAction on Text\n\n"
        "The representative of Egypt, speaking after the vote, said that it was not."
    )
    day = dt.date(1997, 3, 21)
    assert laid.title == "COUNCIL FAILS TO ADOPT TEXT ON LAKES"
    assert (laid.symbol, laid.posted) == ("SC/6342", day)
    assert laid.days == (Day(DayKind.POSTED, day), Day(DayKind.MEETING, day))
    assert laid.relations == (Relation(RelationKind.COVERS, "S/PV.3756"),)
    assert [label for _, label in said(laid)][2:] == [
        "para. 1",
        "section “Statements”",
        "section “Statements”, para. 2, MADELEINE LAKE (United States)",
        "section “Action on Text”",
        "section “Action on Text”, para. 3",
    ]


def test_the_text_adopted_is_put_in_nobody_s_mouth() -> None:
    laid = coverage(
        "Meetings Coverage\n\nSecurity Council\n\n9688th Meeting (AM)\n\nSC/15769\n\n"
        "19 July 2099\n\n"
        "Speakers Differ over Lakes\n\nVASSILY A. LAKE (Russian Federation), Council President for "
        "July, speaking in his national capacity, said that lakes were deep.\n\n"
        "He also said oars.\n\nCAROLYN POND-RIVER (Guyana), also speaking for Algeria, said boats."
        "\n\nThe full text of resolution 2999 (2099) reads as follows:\n\n"
        "“The Security Council,\n\n“1. Decides to measure them.\n\n"
        "For information media. Not an official record."
    )
    assert laid.title == "Speakers Differ over Lakes"
    assert [label for _, label in said(laid)][3:] == [
        "para. 1, VASSILY A. LAKE (Russian Federation)",
        "para. 2, VASSILY A. LAKE (Russian Federation)",
        "para. 3, CAROLYN POND-RIVER (Guyana)",
        "para. 4",
        "para. 5",
        "para. 6",
    ]


@pytest.mark.parametrize(
    "introduction",
    [
        "The following press statement on the United Nations Centre for Lakes was issued today by "
        "Security Council President Ann Lake (Malta):",
        "The following Security Council press elements were read out today by Council President "
        "Ann Lake (Malta):",
    ],
)
def test_forms_of_the_introduction(introduction: str) -> None:
    laid = statement(
        f"SC/15001\n\nOn Lakes\n\n11 August 2099\n\n{introduction}\n\n"
        "On 10 August, the members of the Security Council were briefed on lakes.\n\nThey swam."
    )
    assert (laid.title, laid.symbol) == ("On Lakes", "SC/15001")
    assert laid.authors == ("Members of the Security Council",)
    assert [b.text.split()[0] for b in laid.blocks if b.place is None] == ["On", "They"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("ZHANG JUN (China) said that …", "ZHANG JUN (China)"),
        ("ROSEMARY A. DICARLO, Under-Secretary-General for Peace, briefed it.",
         "ROSEMARY A. DICARLO (Under-Secretary-General for Peace)"),
        ("Lord McNALLY (United Kingdom) said so.", "Lord McNALLY (United Kingdom)"),
        ("KAREL VAN OOSTEROM (Netherlands) asked.", "KAREL VAN OOSTEROM (Netherlands)"),
        ("M. DELATTRE (France) a dit que oui.", "M. DELATTRE (France)"),
        ("ANTÓNIO GUTERRES, Secrétaire général de l’ONU, a déclaré que oui.",
         "ANTÓNIO GUTERRES (Secrétaire général de l’ONU)"),
        ("NEW YORK, 25 September — It met.", None),
        ("UNITED NATIONS, New York, 25 September.", None),
        ("UNAMA (the Mission) was extended.", None),
        ("The representative of China (Mr. Zhang) said no.", None),
        ("He said (twice) no.", None),
        ("NATO, Which is an alliance, said", None),
        ("", None),
    ],
)  # fmt: skip
def test_speakers(text: str, speaker: str | None) -> None:
    assert speaker_of(text) == speaker


@pytest.mark.parametrize(
    ("line", "meetings"),
    [
        ("8626th Meeting (AM)", ["8626"]),
        ("9052nd & 9053rd Meetings (AM)", ["9052", "9053"]),
        ("8626e séance – matin", ["8626"]),
        ("8626e séance, après-midi", ["8626"]),
        ("8967th Meeting* (AM & PM)", ["8967"]),
        ("8967th Meeting (Resumption 1) (PM)", ["8967"]),
    ],
)
def test_meetings_covered(line: str, meetings: list[str]) -> None:
    page = parse_text(f"{line} CS/13963\n\nTitre\n\nLe Conseil a siégé.")
    laid = lay_out_coverage(page, name="x")
    assert [relation.target for relation in laid.relations] == [f"S/PV.{n}" for n in meetings]
    assert (laid.symbol, laid.title) == ("CS/13963", "Titre")


def test_an_assembly_meeting_is_no_council_record() -> None:
    page = parse_text("Seventy-seventh Session, 39th Meeting (AM)\n\nGA/12474\n\nTitle\n\nIt met.")
    laid = lay_out_coverage(page, name="x")
    assert (laid.symbol, laid.relations) == ("GA/12474", ())


def test_the_title_may_come_first_or_only_in_the_head() -> None:
    body = "<p>8626th Meeting (AM)</p><p>SC/13963</p><p>25 September 2099</p><p>It met today.</p>"
    first = parse_html(f"<body><h1>Council Debates</h1>{body}</body>", name="a.html")
    head = parse_html(
        f"<head><title>Council Debates | UN Press</title></head><body>{body}</body>", name="a.html"
    )
    for page in (first, head):
        laid = lay_out_coverage(page, name="x")
        assert (laid.title, laid.symbol) == ("Council Debates", "SC/13963")
        assert laid.blocks[-1].text == "It met today."
        assert laid.posted == dt.date(2099, 9, 25)


def test_a_headline_that_begins_with_the_council_is_no_line_above() -> None:
    laid = coverage("8626th Meeting (AM)\n\nSC/13963\n\nSecurity Council Urges Calm\n\nIt met.")
    assert laid.title == "Security Council Urges Calm"


def test_press_statement() -> None:
    laid = statement()
    assert laid.kind is Kind.PRESS_STATEMENT
    assert (laid.symbol, laid.title) == ("SC/10005", "Security Council Press Statement on Lakes")
    assert laid.days == (Day(DayKind.POSTED, dt.date(2099, 8, 5)),)
    assert laid.authors == ("Members of the Security Council",)
    unplaced = [block.text for block in laid.blocks if block.place is None]
    assert [text.rsplit(" ", 1)[1] for text in unplaced] == ["lakes.", "boats."]
    assert any("Ann Lake" in block.text for block in laid.blocks)


def test_french_press_statement() -> None:
    text = (
        "SC/10005\n\nDéclaration à la presse sur les lacs\n\nLa déclaration à la presse suivante a "
        "été faite, aujourd’hui, par la Présidente du Conseil de sécurité, Mme Lac (France) :\n\n"
        "Les membres du Conseil de sécurité ont salué les bateaux."
    )
    laid = statement(text)
    assert [b.text[:11] for b in laid.blocks if b.place is None] == ["Les membres"]


def test_a_statement_without_its_introduction_is_told_by_its_members() -> None:
    assert looks_like_press_statement(
        parse_text("SC/10005\n\nTitle\n\nThe members of the Security Council welcomed boats.")
    )


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "Brief\n\nThe members of the Security Council welcomed boats.",
        "The Council issued a press statement (SC/10005).",
        "Title\n\nThe press statement SC/10005 was issued.",
    ],
)
def test_other_pages_are_no_press_statement(text: str) -> None:
    assert not looks_like_press_statement(parse_text(text))


@pytest.mark.parametrize(
    "text",
    [
        "Brief\n\nAt its 8626th meeting, the Council debated lakes.",
        "Posted 24 September 2099\n\nTitle\n\nSee SC/13963.",
        "Resolution 2396 (2017)\n\nAdopted at its 8148th meeting",
    ],
)
def test_other_pages_are_no_coverage(text: str) -> None:
    assert not looks_like_coverage(parse_text(text))


@pytest.mark.parametrize(
    "text",
    ["A-" * 50_000 + " (X) said", "A’B-C. " * 30_000, "1st, " * 60_000, "SC/" * 90_000,
     "The following statement " * 20_000, "Security Council " * 20_000,
     "8626th Meeting (" * 20_000],
)  # fmt: skip
def test_hostile_lines_are_read(text: str) -> None:
    page = Page((Block(text, BlockKind.PARAGRAPH),) * 3)
    looks_like_coverage(page)
    looks_like_press_statement(page)
    laid = lay_out_coverage(page, name="x")
    assert laid.blocks
    assert lay_out_press_statement(page, name="x").blocks
