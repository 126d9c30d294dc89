"""The library as data for the page: the table, the citations, the timeline, what is missing."""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import dataclass, replace

import pytest

from app.ui.library import citations_view, documents_view, missing_view, narrowing, timeline_view
from app.ui.library.narrowing import PAGE, Narrowing, Order, Standing
from store.naming import MissingDocument
from store.records import Kind
from store.requests import Fate, Request
from store.shelf import Shelf

NOTHING = Shelf(cites={}, cited_by={}, translated={}, origins={}, named={})


@dataclass(frozen=True)
class Held:
    document: str
    title: str
    kind: Kind = Kind.BRIEF
    date: dt.date | None = None
    symbol: str | None = None
    held: bool = True
    url: str | None = None
    corrected: bool = False


LAKES = Held("lakes", "Lakes of Peru", date=dt.date(2019, 9, 24))
LETTER = Held("S/2019/742", "Letter of Peru", Kind.LETTER, dt.date(2019, 9, 13), "S/2019/742")
RECORD = Held(
    "S/PV.8626", "The 8626th meeting", Kind.RECORD, dt.date(2018, 1, 2), "S/PV.8626", held=False
)
UNDATED = Held("a-glossary", "A glossary", Kind.GLOSSARY)
ALL = [LAKES, LETTER, RECORD, UNDATED]


def found(**by: object) -> list[str]:
    return [one.document for one in narrowing.narrowed(ALL, Narrowing(**by))]  # type: ignore[arg-type]


def test_documents_are_narrowed_by_what_is_asked() -> None:
    assert found() == ["lakes", "S/2019/742", "a-glossary", "S/PV.8626"]
    assert found(order=Order.NEWEST) == ["lakes", "S/2019/742", "S/PV.8626", "a-glossary"]
    assert found(words="PERU letter") == ["S/2019/742"]
    assert found(words="8626 verbatim") == ["S/PV.8626"]
    assert found(kind=Kind.LETTER) == ["S/2019/742"]
    assert found(standing=Standing.KNOWN) == ["S/PV.8626"]
    assert found(since="2019", until="2019") == ["lakes", "S/2019/742"]
    assert found(since="2019-09-14") == ["lakes"]
    assert found(until="2018-01") == ["S/PV.8626"]
    assert found(since="2019", until="soon") == found(since="soon", until="2018") == found()
    assert found(order=Order.OLDEST) == ["S/PV.8626", "S/2019/742", "lakes", "a-glossary"]
    assert found(order=Order.TITLE) == ["a-glossary", "lakes", "S/2019/742", "S/PV.8626"]
    assert found(order=Order.KIND) == ["lakes", "a-glossary", "S/2019/742", "S/PV.8626"]


def test_the_address_says_how_they_are_narrowed_and_nothing_else_does() -> None:
    by = Narrowing("lakes", Kind.RECORD, "2018", "2019-02-28", Standing.HELD, Order.TITLE, 300)
    query = narrowing.to_query(by)
    assert query["kind"] == "verbatim-record"
    assert narrowing.from_query(query) == by
    assert narrowing.to_query(Narrowing()) == {}
    rubbish = dict.fromkeys(narrowing.NAMES, "<b>")
    assert narrowing.from_query(rubbish) == Narrowing(words="<b>", since="<b>", until="<b>")
    assert narrowing.from_query(rubbish).unread == ["<b>", "<b>"]
    assert narrowing.from_query({"rows": "9" * 30}).rows == 10_000
    assert narrowing.first_day("2019-13") is narrowing.last_day("2019-02-30") is None
    assert narrowing.last_day("2020-02") == dt.date(2020, 2, 29)


def test_a_table_says_how_many_there_are_and_shows_a_page_of_them() -> None:
    many = [replace(LAKES, document=f"lakes {number}") for number in range(PAGE + 20)]
    table = documents_view.table([*many, RECORD], Narrowing(words="lakes"), {}, {}, None)
    assert table["said"] == "120 of 121 documents: 120 held, 0 known and not held."
    assert (len(table["rows"]), table["more"]) == (PAGE, "Show 20 more")
    assert [kind["label"] for kind in table["kinds"]] == ["Brief (120)", "Verbatim record (1)"]
    none = documents_view.table(many, Narrowing(words="figs", since="soon"), {}, {}, None)
    assert none["said"] == "None of 120 documents is like that."
    assert none["problem"] == "“soon” is no date: write a year, or a day as 2019-09-24."


def test_a_row_has_its_badges() -> None:
    marks = {"S/2019/742": ["Corrected by its publisher"]}
    table = documents_view.table(ALL, Narrowing(), marks, {"S/2019/742": "ru"}, "S/2019/742")
    row = table["rows"][1]
    assert row["badges"] == ["Corrected by its publisher", "UN translation from Russian"]
    assert (row["symbol"], row["day"], row["current"]) == ("S/2019/742", "13 September 2019", True)


def shelf(cites: int) -> Shelf:
    symbols = [f"S/2001/{number}" for number in range(cites)]
    return Shelf(
        cites={"lakes": ["S/2019/742", "S/PV.8626", *symbols]},
        cited_by={"S/2019/742": ["lakes"]},
        translated={},
        origins={},
        named={"S/2019/742": "S/2019/742", "S/PV.8626": "S/PV.8626"},
    )


def test_a_graph_has_both_sides_and_counts_what_it_leaves_out() -> None:
    by_id = {one.document: one for one in ALL}
    graph = citations_view.graph("lakes", by_id, shelf(20))
    assert graph is not None
    assert graph["summary"] == "No document held cites it; it cites 22 documents, 1 held."
    nodes = graph["cited"]["nodes"]
    assert [node["held"] for node in nodes] == [True] + [False] * 11
    assert (nodes[1]["id"], nodes[1]["missing"]) == ("document:S/PV.8626", None)
    assert (nodes[2]["id"], nodes[2]["missing"]) == (None, "S/2001/0")
    assert graph["cited"]["more"] == "and 10 more, not shown here"
    cited = citations_view.graph("S/2019/742", by_id, shelf(0))
    assert cited is not None
    assert [node["label"] for node in cited["citing"]["nodes"]] == ["Lakes of Peru"]
    assert citations_view.graph("nowhere", by_id, shelf(0)) is None
    assert graph["asked"] is None
    clicked = citations_view.graph("lakes", by_id, shelf(20), "a click")
    assert clicked is not None
    assert clicked["asked"] == "a click"


@pytest.mark.parametrize(
    ("first", "last", "unit", "bars"),
    [
        (dt.date(2019, 1, 1), dt.date(2019, 3, 1), "day", 60),
        (dt.date(2018, 12, 31), dt.date(2019, 12, 1), "month", 13),
        (dt.date(1946, 1, 1), dt.date(2024, 12, 31), "year", 79),
        (dt.date(1, 1, 1), dt.date(9999, 12, 31), "decade", 1_000),
    ],
)
def test_a_timeline_has_bars_without_a_gap(
    first: dt.date, last: dt.date, unit: str, bars: int
) -> None:
    drawn = timeline_view.timeline([replace(LAKES, date=first), replace(LAKES, date=last)])
    assert (drawn["unit"], len(drawn["bars"])) == (unit, bars)
    for bar in itertools.chain(drawn["bars"][:1], drawn["bars"][-1:]):
        since, until = narrowing.first_day(bar["since"]), narrowing.last_day(bar["until"])
        assert bar["held"] == 1
        assert since is not None
        assert until is not None
        assert since <= (first if bar is drawn["bars"][0] else last) <= until


def test_a_timeline_counts_meetings_once_and_says_it_in_words() -> None:
    speech = replace(RECORD, document="8626-speech-1", held=True)
    drawn = timeline_view.timeline([*ALL, speech])
    assert sum(bar["meetings"] for bar in drawn["bars"]) == 1
    assert drawn["summary"].startswith("3 documents held and 1 known and not held, from 2 January")
    assert "1 meeting by their records" in drawn["summary"]
    assert timeline_view.timeline([UNDATED])["bars"] == []


def test_what_is_missing_is_listed_by_how_often_it_is_cited() -> None:
    missing = [
        MissingDocument("S/2001/1", None, None, ("lakes",)),
        MissingDocument(
            "S/PV.8626", None, "javascript:alert(1)", ("lakes", "S/2019/742", "a", "b")
        ),
    ]
    day = dt.date(2026, 11, 25)
    asked = {
        "S/2001/1": Request("S/2001/1", "en", Fate.UNAVAILABLE, day, day, "gone", "wait"),
        "S/2001/9": Request("S/2001/9", "en", Fate.FAILED, None, None, "it is no PDF", "look"),
        "S/2019/742": Request("S/2019/742", "en", Fate.FAILED, None, None, "it is no PDF", "look"),
    }
    listed = missing_view.lacking(
        missing,
        asked,
        {one.document: one for one in ALL},
        shelf(0),
        missing_view.Wanted("", 100),
        may_change=True,
        busy=False,
    )
    rows = listed["rows"]
    assert [row["symbol"] for row in rows] == ["S/PV.8626", "S/2001/1", "S/2001/9"]
    assert (rows[0]["title"], rows[0]["cited"]) == ("The 8626th meeting", "Cited by 4 documents")
    assert (rows[0]["link"], rows[0]["more"]) == (None, "and 1 more")
    assert rows[1]["why"] == "Unavailable since 25 November 2026"
    assert rows[1]["link"] == {"href": "https://docs.un.org/en/S/2001/1", "host": "docs.un.org"}
    assert (rows[2]["why"], rows[2]["remedy"]) == ("Failed: it is no PDF", "look")
    assert rows[2]["cited"] == "Asked for, and cited by none"
