"""The Library's tables of meetings: rows as they were typed, and the cards made of them."""

from __future__ import annotations

import csv
import datetime as dt
from collections import Counter
from pathlib import Path

import pytest

from ingest.layouts.cards import MAX_ABOUT, MAX_TITLE
from ingest.layouts.meeting_rows import read_rows
from ingest.layouts.meeting_table import looks_like_meeting_table, read_meeting_table
from store.errors import SourceError
from store.records import Day, DayKind, Document, Kind, Relation, RelationKind, SourceRank

_TABLES = Path(__file__).parents[3] / "shared" / "data" / "un" / "meetings"
_needs_tables = pytest.mark.skipif(
    not _TABLES.is_dir(), reason="the Library's tables of meetings are not beside this checkout"
)

_LINK = "https://undocs.org/en/"


def html(*rows: str, year: int = 2099, columns: str = "Record Date Press Topic Outcome") -> str:
    headers = "".join(f"<th>{name}</th>" for name in columns.split())
    return (
        "<table class='tablefont' summary='The table has five columns.'><tr><th colspan='5'>"
        f"Meetings conducted  by the Security Council in {year}<br/></th></tr>"
        f"<tr>{headers}</tr>{''.join(rows)}</table>"
    )


def tr(*cells: str) -> str:
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def a(symbol: str, shown: str | None = None) -> str:
    return f'<a target="_top" href="{_LINK}{symbol}">{symbol if shown is None else shown}</a>'


def read(text: str) -> dict[str, Document]:
    return {card.id: card for card in read_meeting_table(text, source="table.html")}


def test_a_meeting_and_what_it_adopted() -> None:
    row = tr(
        a("S/PV.12342"), "22 May", "SC/99001", "The lakes", f"{a('S/RES/9998(2099)')}<br>14-0-1"
    )
    cards = read(html(row))
    record, resolution = cards["S/PV.12342"], cards["S/RES/9998 (2099)"]
    assert record.kind is Kind.RECORD
    assert record.rank is SourceRank.CARD
    assert (
        record.title == "Verbatim record of the 12342nd meeting of the Security Council: The lakes"
    )
    assert record.date == dt.date(2099, 5, 22)
    assert record.days == (Day(DayKind.MEETING, dt.date(2099, 5, 22)),)
    assert record.cites == ("SC/99001", "S/RES/9998 (2099)")
    assert record.url == "https://docs.un.org/en/S/PV.12342"
    assert resolution.title == "Resolution 9998 (2099): The lakes"
    assert resolution.relations == (Relation(RelationKind.ADOPTED_AT, "S/PV.12342"),)
    assert resolution.days == (Day(DayKind.ADOPTION, dt.date(2099, 5, 22)),)
    [passage] = resolution.passages
    assert [sentence.span.of(resolution.text) for sentence in passage.sentences] == [
        "Resolution adopted by the Security Council at its 12342nd meeting on 22 May 2099.",
        "Topic: The lakes.",
        "Vote: 14 in favour, 0 against, 1 abstaining.",
        "The record of the meeting is S/PV.12342.",
    ]


@pytest.mark.parametrize(
    ("record", "symbols"),
    [
        ("S/PV.9042 Resumption 1)", ["S/PV.9042 (Resumption 1)"]),
        ("S/PV.6950 (Resumption1 )", ["S/PV.6950 (Resumption 1)"]),
        ("S/PV.5629(ResumptionI)", ["S/PV.5629 (Resumption 1)"]),
        ("S/PV.3842 (Resumption)", ["S/PV.3842 (Resumption 1)"]),
        ("S/PV.2970 (PartI) S/PV.2970 (PartII)", ["S/PV.2970 (Part I)", "S/PV.2970 (Part II)"]),
        ("S/PV.4086 (closed)", ["S/PV.4086"]),
        ("S/PV.5081 (closed) (meeting held in Nairobi)", ["S/PV.5081"]),
    ],
)
def test_records_as_they_were_typed(record: str, symbols: list[str]) -> None:
    cards = read_meeting_table(html(tr(record, "1 June", "", "Lakes", "--")), source="t")
    assert [card.id for card in cards] == symbols
    assert all(("in private" in card.text) == ("closed" in record) for card in cards)


def test_a_resumption_says_what_it_resumes_and_a_corrigendum_is_cited() -> None:
    row = tr("S/PV.3778 (Resumption 1) + Corr.1 + Corr.2", "1 June", "SC/6001 + Corr.1", "L", "--")
    card = read(html(row))["S/PV.3778 (Resumption 1)"]
    assert Relation(RelationKind.RESUMES, "S/PV.3778") in card.relations
    assert card.cites == (
        "SC/6001",
        "S/PV.3778 (Resumption 1)/Corr.1",
        "S/PV.3778 (Resumption 1)/Corr.2",
    )


@pytest.mark.parametrize(
    ("cells", "date", "press", "topic", "outcome"),
    [
        (["S/PV.12 27 August", "SC/6718", "", "Lakes", ""], (8, 27), "SC/6718", "Lakes", ""),
        (["S/PV.12 closed 12 August", "Lakes", "", "Communiqué", ""], (8, 12), "", "Lakes",
         "Communiqué"),
        (["S/PV.12", "17 Sept", "Lakes", "Draft S/5973", "--"], (9, 17), "", "Lakes",
         "Draft S/5973"),
        (["S/PV.12", "27 June", "", "SC/5865", "Lakes"], (6, 27), "SC/5865", "Lakes", ""),
        (["S/PV.12", "15 Sep.", "None issued", "Lakes", "--"], (9, 15), "None issued", "Lakes", ""),
        (["S/PV.12", "22/23 November", "--", "Lakes", "--"], (11, 22), "", "Lakes", ""),
        (["S/PV.12", "29 + 30 March", "--", "Lakes", "--"], (3, 29), "", "Lakes", ""),
        (["S/PV.12", "08 January", "Part 1: Webcast Part 2: Webcast", "Lakes", "S/2021/1 --"],
         (1, 8), "Part 1: Webcast Part 2: Webcast", "Lakes", "S/2021/1"),
    ],
)  # fmt: skip
def test_shifted_cells_are_told_by_what_is_in_them(
    cells: list[str], date: tuple[int, int], press: str, topic: str, outcome: str
) -> None:
    [row] = read_rows(html(tr(*cells)), source="t")
    assert row.date == dt.date(2099, *date)
    assert (row.press, row.topic, row.outcome) == (press, topic, outcome)


def test_an_adoption_without_a_meeting_has_a_card_of_its_own() -> None:
    row = tr("--", "30 May", "--", "Lakes", a("S/2099/7"), a("S/2099/8"), a("S/RES/9999(2099)"))
    [card] = read(html(row)).values()
    assert (card.id, card.relations) == ("S/RES/9999 (2099)", ())
    assert "names no record" in card.text


def test_what_is_only_in_a_link_is_adopted_too_but_not_the_next_rows() -> None:
    rows = (
        "year,record,date,press_release,topic,outcome,links\n"
        f"2099,S/PV.12,1 June,,Lakes,--,{_LINK}S/PV.12 {_LINK}S/RES/9999 (2099)\n"
        f"2099,S/PV.14,2 June,,Rivers,--,{_LINK}S/PV.14 {_LINK}S/PV.13 {_LINK}S/PRST/2099/1\n"
    )
    assert list(read(rows)) == ["S/PV.12", "S/RES/9999 (2099)", "S/PV.14"]


def test_two_rows_of_one_meeting_are_one_card() -> None:
    row = ("S/PV.12", "7 September", "SC/6919")
    cards = read(html(tr(*row, "Lakes", "S/PRST/2099/28"), tr(*row, "Rivers", "S/RES/9999 (2099)")))
    assert list(cards) == ["S/PV.12", "S/PRST/2099/28", "S/RES/9999 (2099)"]
    assert "Topic: Lakes; Rivers." in cards["S/PV.12"].text
    assert cards["S/PV.12"].cites == ("SC/6919", "S/PRST/2099/28", "S/RES/9999 (2099)")


def test_an_old_statement_has_the_symbol_of_a_paper_and_one_read_out_has_none() -> None:
    cards = read(html(tr("S/PV.12", "1 June", "", "Lakes", "S/11229 (PRST) S/PV.12 (PRST)")))
    assert list(cards) == ["S/PV.12", "S/11229"]
    assert cards["S/11229"].kind is Kind.PRESIDENTIAL_STATEMENT


def test_a_card_stays_within_its_limits() -> None:
    vetoes = " ".join(f"Draft resolution S/{n} vetoed by USSR 9-2-0" for n in range(1300, 1340))
    [card] = read(html(tr("S/PV.12", "1 June", "", "Lakes and rivers " * 90, vetoes))).values()
    assert len(card.title) <= MAX_TITLE
    assert len(card.text) <= MAX_TITLE + 2 + MAX_ABOUT
    assert len(card.cites) == 40


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (html(), "table of meetings without a meeting"),
        ("<table><tr><td>x</td></tr></table>", "does not say of which year"),
        ("year,record,date,press_release,topic,outcome\nx,S/PV.1,1 May,,L,--\n", "line 2 of t.csv"),
        ("year,record,date,press_release,topic,outcome\n1999,\"" + "x" * 200_000, "not valid CSV"),
        (html("<div>" * 600), "nested"),
        (html() + " " * 8_000_000, "million characters"),
    ],
)  # fmt: skip
def test_what_is_no_table_is_refused(text: str, told: str) -> None:
    with pytest.raises(SourceError, match=told):
        read_meeting_table(text, source="t.csv")


def test_a_line_that_breaks_off_tells_nothing() -> None:
    text = "year,record,date,press_release,topic,outcome\n1999,S/PV.1,1 May,,L,\n2000\n"
    assert list(read(text)) == ["S/PV.1"]


def test_tables_are_told_from_other_pages() -> None:
    assert looks_like_meeting_table(html())
    assert looks_like_meeting_table("\ufeffyear,record,date,press_release,topic,outcome,links\n")
    assert not looks_like_meeting_table("Meetings of the Security Council in 2019 were many.")
    assert not looks_like_meeting_table("year,record\n")


def test_a_table_that_lays_out_the_page_is_not_read_twice() -> None:
    inner = html(tr("S/PV.12", "1 June", "", "Lakes", "--"))
    page = f"<table><tr><td>1</td><td>2</td><td>3</td><td>4</td><td>{inner}</td></tr></table>"
    assert len(read_rows(page, source="t")) == 1


# Rows of each HTML table that the CSV file lacks: it was made by a reader that took a row which
# was never closed for a part of the one before; it leaves out resumptions of 2022; and rows
# without a record (2021) are adoptions by letter.
_ONLY_IN_HTML = {1994: 0, 2016: 3, 2017: 8, 2018: 1, 2019: 1, 2021: 30, 2022: 5}


@_needs_tables
def test_the_real_tables_agree_with_the_list() -> None:
    every = (_TABLES / "meetings.csv").read_text("utf-8")
    with (_TABLES / "meetings.csv").open(encoding="utf-8-sig", newline="") as file:
        expected = Counter(int(row["year"]) for row in csv.DictReader(file))
    rows = read_rows(every, source="meetings.csv")
    assert Counter(row.year for row in rows) == expected
    assert len(rows) == 9306
    assert all(row.date and row.topic and row.records for row in rows)
    by_record = {record: row for row in rows for record in row.records}
    for year, more in _ONLY_IN_HTML.items():
        page = (_TABLES / f"scact{year}_table_en.html").read_text("utf-8")
        read = read_rows(page, source=str(year))
        assert len(read) == expected[year] + more
        held = [row for row in read if row.records and row.records[0] in by_record]
        assert len(held) == expected[year]
        for row in held:
            other = by_record[row.records[0]]
            assert (row.date, row.topic) == (other.date, other.topic)


@_needs_tables
def test_every_row_of_the_real_list_becomes_a_card() -> None:
    text = (_TABLES / "meetings.csv").read_text("utf-8")
    cards = {card.id: card for card in read_meeting_table(text, source="meetings.csv")}
    kinds = Counter(card.kind for card in cards.values())
    assert kinds[Kind.RECORD] == 9303
    assert kinds[Kind.RESOLUTION] > 2500
    assert cards["S/PV.8626"].date == dt.date(2019, 9, 25)
    assert cards["S/PV.8626"].cites == ("SC/13963",)
    assert cards["S/RES/2354 (2017)"].relations == (Relation(RelationKind.ADOPTED_AT, "S/PV.7949"),)
    assert all(len(card.text) <= MAX_TITLE + 2 + MAX_ABOUT for card in cards.values())
