"""Which documents the words of a question name."""

import datetime as dt

import pytest

from app.answering.understanding.references import Reference, fitting, meant, refer
from store.library import DocumentSummary
from store.records import Kind

TODAY = dt.date(2031, 5, 1)


def summary(name: str, kind: Kind, title: str, **facts: object) -> DocumentSummary:
    known: dict[str, object] = {
        "document": name,
        "symbol": None,
        "title": title,
        "kind": kind,
        "date": None,
        "language": "en",
        "url": None,
        "held": True,
        "passages": 1,
        "corrected": False,
        "publisher": None,
    }
    return DocumentSummary(**(known | facts))  # type: ignore[arg-type]  # facts of the test


HELD = [
    summary("b1", Kind.BRIEF, "Herring: the fishing debate", date=dt.date(2031, 3, 2)),
    summary("b2", Kind.BRIEF, "Railways", date=dt.date(2030, 3, 2)),
    summary("r1", Kind.RECORD, "9001st meeting", symbol="S/PV.9001", date=dt.date(2031, 3, 3)),
    summary("g", Kind.GLOSSARY, "Glossary"),
]
CARD = summary("c", Kind.RESOLUTION, "Resolution 2901", symbol="S/RES/2901 (2031)", held=False)


def named(text: str) -> list[str]:
    reference = refer(text, TODAY)
    assert reference is not None
    return [one.document for one in fitting(reference, [*HELD, CARD], {})]


@pytest.mark.parametrize(
    ("text", "documents"),
    [
        ("S/PV.9001", ["r1"]),
        ("the record of the 9001st meeting", ["r1"]),
        ("resolution 2901", ["c"]),
        ("the brief on herring", ["b1"]),
        ("briefs from March 2031", ["b1"]),
        ("briefs from last year", ["b2"]),
        ("the latest brief", ["b1"]),
        ("the oldest brief", ["b2"]),
        ("all the documents that you have", ["b1", "b2", "r1", "c"]),
        ("the brief on whaling", []),
        ("S/PV.9002", []),
        ("briefs from 1999", []),
    ],
)
def test_documents_are_named_by_symbol_kind_date_and_title(text: str, documents: list[str]) -> None:
    assert named(text) == documents


@pytest.mark.parametrize("text", ["the debate on herring", "Norway's position", "Libya"])
def test_what_names_no_document_gives_no_reference(text: str) -> None:
    assert refer(text, TODAY) is None


def test_a_pronoun_is_bare() -> None:
    assert refer("it", TODAY) == Reference(bare=True)


def test_another_form_of_a_name_counts() -> None:
    reference = refer("the brief on sild", TODAY)
    assert reference is not None
    found = fitting(reference, HELD, {"sild": (frozenset({"her"}), frozenset({"herring"}))})
    assert [one.document for one in found] == ["b1"]


def test_one_is_meant_only_where_it_is_the_only_one_and_a_held_one_first() -> None:
    assert meant(HELD[:2]) is None
    assert meant([HELD[0], CARD]) is HELD[0]
    assert meant([CARD]) is CARD
    assert meant([]) is None
