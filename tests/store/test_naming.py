"""Documents by any of their names, and what is cited and not held."""

from __future__ import annotations

import pytest

from store.catalogue import DocumentSummary
from store.errors import UsageError
from store.lexical_terms import symbol_terms
from store.naming import find, missing
from store.records import Kind


def summary(symbol: str, *, held: bool = True, name: str | None = None) -> DocumentSummary:
    return DocumentSummary(
        document=name or symbol,
        symbol=symbol,
        title=f"Title of {symbol}",
        kind=Kind.OTHER,
        date=None,
        language="en",
        url=None,
        held=held,
        passages=1,
        corrected=False,
        publisher=None,
    )


@pytest.mark.parametrize(
    ("held", "named"),
    [
        ("S/RES/1373 (2001)", "s/res/1373"),
        ("S/RES/2900 (2027)", "S/RES/2900"),
        ("A/66/874-S/2012/505", "S/2012/505"),
        ("A/66/874-S/2012/505", "a/66/874"),
        ("S/RES/1373 (2001)", "S_RES_1373(2001)-EN.pdf"),
    ],
)
def test_a_document_is_found_by_each_of_its_names(held: str, named: str) -> None:
    assert find([summary("S/PV.7796"), summary(held)], named) == held


def test_a_name_that_no_document_has() -> None:
    with pytest.raises(UsageError, match="no document"):
        find([summary("S/RES/1373 (2001)")], "S/RES/1374")


@pytest.mark.parametrize(
    ("held", "cited"),
    [
        ("S/RES/1373 (2001)", "S/RES/1373"),
        ("S/RES/2900 (2027)", "S/RES/2900"),
        ("S/RES/2900", "S/RES/2900 (2027)"),
        ("A/66/874-S/2012/505", "S/2012/505"),
        ("S/2012/505", "A/66/874-S/2012/505"),
    ],
)
def test_what_is_held_under_another_form_is_not_missing(held: str, cited: str) -> None:
    assert missing([summary(held)], [(cited, "brief")]) == []
    [absent] = missing([summary(held, held=False)], [(cited, "brief")])
    assert absent.cited_by == ("brief",)


def test_what_is_cited_in_two_forms_is_missing_once() -> None:
    cited = [("S/RES/1373", "one"), ("S/RES/1373(2001)", "two")]
    [absent] = missing([], cited)
    assert (absent.symbol, absent.cited_by) == ("S/RES/1373 (2001)", ("one", "two"))


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("resolution 1373", ["S/RES/1373 (2001)"]),
        ("S/RES/2900 (2027)", ["S/RES/2900 (2027)", "S/RES/2900"]),
        ("A/66/874-S/2012/505", ["A/66/874-S/2012/505", "A/66/874", "S/2012/505"]),
        ("no document", []),
    ],
)
def test_terms_of_the_lexical_index(text: str, terms: list[str]) -> None:
    assert list(symbol_terms(text)) == terms


def test_a_part_of_a_record_is_not_the_record() -> None:
    part = summary("S/PV.8711", name="speeches/UNSC_2020_SPV.8711_spch002")
    card = summary("S/PV.8711", held=False)
    whole = summary("S/PV.8711")
    in_french = summary("S/PV.8711", name="S/PV.8711 [fr]")
    cited = [("S/PV.8711", "brief")]
    assert [one.symbol for one in missing([part], cited)] == ["S/PV.8711"]
    assert [one.title for one in missing([card, part], cited)] == ["Title of S/PV.8711"]
    assert missing([part, whole], cited) == missing([in_french], cited) == []
    assert find([part, card], "S/PV.8711") == find([part, whole], "s/pv.8711") == "S/PV.8711"
    assert find([part], "S/PV.8711") == part.document
