"""Document symbols: the forms people print and type, and what each becomes."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.records import Kind
from store.symbols import (
    canonical,
    find_symbols,
    is_symbol,
    kind_of,
    meeting_symbol,
    official_url,
    same_document,
    symbol_of_url,
)


def symbols(text: str) -> list[str]:
    return [found.symbol for found in find_symbols(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("S/RES/2396 (2017)", ["S/RES/2396 (2017)"]),
        ("S/RES/2396(2017)", ["S/RES/2396 (2017)"]),
        ("S/PV.8626 (Resumption 1)", ["S/PV.8626 (Resumption 1)"]),
        ("(S/PV.7796) and S/2019/742/Add.1.", ["S/PV.7796", "S/2019/742/Add.1"]),
        ("A/73/833–S/2019/376", ["A/73/833-S/2019/376"]),
        ("A/66/874-S/2012/505 and Corr.1",
         ["A/66/874-S/2012/505", "A/66/874-S/2012/505/Corr.1"]),
        ("S/PRST/2018/1, S/26015", ["S/PRST/2018/1", "S/26015"]),
        ("A/RES/60/288; A/RES/3314 (XXIX); A/RES/ES-11/1; A/RES/217 A (III)",
         ["A/RES/60/288", "A/RES/3314 (XXIX)", "A/RES/ES-11/1", "A/RES/217 A (III)"]),
        ("SC/13963 and CS/13963, ST/AI/189/Add.9/Rev.2",
         ["SC/13963", "CS/13963", "ST/AI/189/Add.9/Rev.2"]),
        ("A/C.3/78/L.60/Rev.1; A/79/PV.29; S/AC.37/2004/(1455)/12",
         ["A/C.3/78/L.60/Rev.1", "A/79/PV.29", "S/AC.37/2004/(1455)/12"]),
        ("https://docs.un.org/en/S/2019/742", []),
        ("see docs.un.org/en/S/2019/742 for it", []),
        ("at https://press.un.org/en/2019/sc13963.doc.htm and S/PV.8626", ["S/PV.8626"]),
        ("A/RES/48/13 C, A/RES/50/204[A]", ["A/RES/48/13 C", "A/RES/50/204"]),
        ("A/RES/60/288 A strategy was adopted", ["A/RES/60/288"]),
        ("S/PV. 7796, S/4430, S/2017/1051", ["S/PV.7796", "S/4430", "S/2017/1051"]),
        ("S/2011/463-EN.pdf", ["S/2011/463"]),
        ("s/pv.7796 or sc/13963", ["S/PV.7796", "SC/13963"]),
        ("GA/12474 and SG/SM/19772", ["GA/12474", "SG/SM/19772"]),
        ("A/B testing, w/o 24/7, and/or A/4 paper, N/A, S/N 12, 9/11, TCP/IP", []),
        ("A/47/277-S/24111", ["A/47/277-S/24111"]),
    ],
)  # fmt: skip
def test_printed_symbols(text: str, expected: list[str]) -> None:
    assert symbols(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("resolutions 1373 and 1566", ["S/RES/1373", "S/RES/1566"]),
        ("SCR 1373", ["S/RES/1373"]),
        ("SCR 2019 forecast", []),
        ("UNSCR 2178", ["S/RES/2178"]),
        ("S.C. Res. 1325", ["S/RES/1325"]),
        ("SC Res 2397 (2017)", ["S/RES/2397 (2017)"]),
        ("UNSC Res 1373 (28 September 2001) UN Doc S/RES/1373",
         ["S/RES/1373 (2001)", "S/RES/1373"]),
        ("резолюция 2396 (2017)", ["S/RES/2396 (2017)"]),
        ("в резолюциях 1373 (2001) и 1566 (2004)", ["S/RES/1373 (2001)", "S/RES/1566 (2004)"]),
        ("résolution 1540 (2004)", ["S/RES/1540 (2004)"]),
        ("Resolution 2396 (2017)", ["S/RES/2396 (2017)"]),
        ("resolution S/RES/2396", ["S/RES/2396"]),
        ("resolutions 1267 (1999), 1325 (2000) … 1566 (2004) 1624 (2005), and 2178",
         ["S/RES/1267 (1999)", "S/RES/1325 (2000)", "S/RES/1566 (2004)", "S/RES/1624 (2005)",
          "S/RES/2178"]),
        ("adopted resolution 2396 (2017), 15 members in favour", ["S/RES/2396 (2017)"]),
        ("resolution 2354, 2017 being the year", ["S/RES/2354"]),
        ("General Assembly resolution 60/288", ["A/RES/60/288"]),
        ("resolution 217 A (III)", ["A/RES/217 A (III)"]),
        ("General Assembly resolutions 60/288 and 72/7", ["A/RES/60/288", "A/RES/72/7"]),
        ("the draft resolution 12 members supported", []),
        ("a resolution on 25 September", []),
        ("the 1970 Libya Sanctions Committee", ["S/RES/1970"]),
        ("the 1267/1989/2253 Committee", ["S/RES/1267", "S/RES/1989", "S/RES/2253"]),
        ("the 1267/1989/2253 ISIL (Da’esh) and Al-Qaida Sanctions Committee",
         ["S/RES/1267", "S/RES/1989", "S/RES/2253"]),
        ("2713 Al-Shabaab sanctions regime", ["S/RES/2713"]),
        ("the 1540 Committee", ["S/RES/1540"]),
        ("In September 2019 Libya Sanctions Committee members met", []),
        ("in 2018 the Committee met", []),
        ("its 8148th meeting", ["S/PV.8148"]),
        ("8626e séance", ["S/PV.8626"]),
        ("8626th Meeting (AM)", ["S/PV.8626"]),
        ("its 7272nd and 7316th meetings", ["S/PV.7272", "S/PV.7316"]),
        ("the 29th meeting", []),
        ("8626-е заседание", ["S/PV.8626"]),
        ("PV.7796 and meeting 8626", ["S/PV.7796", "S/PV.8626"]),
        ("the meeting 2019 was to hold", []),
    ],
)  # fmt: skip
def test_documents_named_in_words(text: str, expected: list[str]) -> None:
    assert symbols(text) == expected


def test_asterisk_of_a_reissue() -> None:
    [found] = find_symbols("draft S/2017/1051*, adopted")
    assert (found.symbol, found.starred, found.span.end) == ("S/2017/1051", True, 18)
    for markdown in ("**S/2017/1051**", "*S/2017/1051*"):
        assert [found.starred for found in find_symbols(markdown)] == [False]


def test_spans_are_the_printed_form() -> None:
    text = "See resolution 2396 (2017) and S/PV.7796."
    assert [found.span.of(text) for found in find_symbols(text)] == [
        "resolution 2396 (2017)",
        "S/PV.7796",
    ]
    assert [found.formal for found in find_symbols(text)] == [False, True]


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("S_RES_2319(2016)-EN.pdf", "S/RES/2319 (2016)"),
        ("S_2023_970-EN.pdf", "S/2023/970"),
        ("A_79_PV.1-EN.pdf", "A/79/PV.1"),
        ("s/res/2396(2017)", "S/RES/2396 (2017)"),
        ("S/PV. 7796", "S/PV.7796"),
        ("s/pv 7796", "S/PV.7796"),
        ("s/pv.9052(resumption 1)", "S/PV.9052 (Resumption 1)"),
        ("s/2019/742/add.1", "S/2019/742/Add.1"),
        ("S/2017/1051*", "S/2017/1051"),
        ("A/73/833–S/2019/376", "A/73/833-S/2019/376"),
        ("S/2019/742/Corr.1 [E]", "S/2019/742/Corr.1"),
        ("S/AC.37/2004/(1455)/12", "S/AC.37/2004/(1455)/12"),
        ("A/RES/217 A (III)", "A/RES/217 A (III)"),
    ],
)
def test_canonical(written: str, key: str) -> None:
    assert canonical(written) == key
    assert canonical(key) == key
    assert is_symbol(written)


@pytest.mark.parametrize(
    "text", ["", "brief", "resolution 2396", "S/", "A/B", "2019/742", "S/2019/742 x"]
)
def test_not_a_symbol(text: str) -> None:
    assert not is_symbol(text)


def test_a_resolution_without_its_year_is_the_same_document() -> None:
    assert same_document("S/RES/1373", "S/RES/1373 (2001)")
    assert same_document("S/RES/1373 (2001)", "S/RES/1373")
    assert same_document("S/PV.7796", "S/PV.7796")
    assert not same_document("S/RES/1373 (2001)", "S/RES/1373 (2002)")
    assert not same_document("S/RES/137", "S/RES/1373 (2001)")
    assert not same_document("S/PV.7796", "S/PV.8626")


@pytest.mark.parametrize(
    ("symbol", "kind"),
    [
        ("S/RES/2396 (2017)", Kind.RESOLUTION),
        ("A/RES/60/288", Kind.RESOLUTION),
        ("S/PRST/2018/2", Kind.PRESIDENTIAL_STATEMENT),
        ("S/PV.7796", Kind.RECORD),
        ("A/79/PV.29", Kind.RECORD),
        ("A/C.3/78/L.60/Rev.1", Kind.DRAFT),
        ("SC/13963", Kind.MEETINGS_COVERAGE),
        ("S/2019/742", None),
        ("ST/AI/189/Add.9/Rev.2", None),
    ],
)
def test_kind(symbol: str, kind: Kind | None) -> None:
    assert kind_of(symbol) == kind


@pytest.mark.parametrize(
    ("symbol", "year", "url"),
    [
        ("S/2019/742", None, "https://docs.un.org/en/S/2019/742"),
        ("S/RES/2396 (2017)", None, "https://docs.un.org/en/S/RES/2396%282017%29"),
        ("S/RES/2396", 2017, "https://docs.un.org/en/S/RES/2396%282017%29"),
        ("S/RES/2396", None, None),
        ("S/PV.9052 (Resumption 1)", None, "https://docs.un.org/en/S/PV.9052%28Resumption1%29"),
        ("A/66/874-S/2012/505", None, "https://docs.un.org/en/A/66/874"),
        ("A/RES/ES-11/1", None, "https://docs.un.org/en/A/RES/ES-11/1"),
        ("SC/13963", 2019, "https://press.un.org/en/2019/sc13963.doc.htm"),
        ("CS/13963", 2019, "https://press.un.org/fr/2019/cs13963.doc.htm"),
        ("SC/13963", None, None),
        ("not a symbol", None, None),
    ],
)
def test_official_url(symbol: str, year: int | None, url: str | None) -> None:
    assert official_url(symbol, year) == url


@pytest.mark.parametrize(
    ("url", "symbol"),
    [
        ("https://docs.un.org/en/S/RES/2396%282017%29", "S/RES/2396 (2017)"),
        ("https://undocs.org/S/PV.7796", "S/PV.7796"),
        ("https://documents.un.org/api/symbol/access?s=S%2F2019%2F742&l=en&t=pdf", "S/2019/742"),
        ("https://press.un.org/en/2019/sc13963.doc.htm", "SC/13963"),
        ("http://www.un.org/press/en/2016/sc12566.doc.htm", "SC/12566"),
        ("https://www.securitycouncilreport.org/whatsinblue/2019/09/a.php", None),
        ("https://docs.un.org/en/help", None),
    ],
)
def test_symbol_of_url(url: str, symbol: str | None) -> None:
    assert symbol_of_url(url) == symbol


def test_meeting_symbol() -> None:
    assert meeting_symbol(8626) == "S/PV.8626"


_PARTS = st.sampled_from(
    ["S/", "A/", "RES/", "PV.", "2019", "/742", " (2017)", "(", ")", "resolution ", "resolutions ",
     "1373", " and ", ", ", "/", "1267", " Committee", "8626th ", "meeting", "*", "-", "–", " ",
     "https://", "Corr.1", "A", "(III)", "SC/"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(_PARTS, max_size=40).map("".join) | st.text(max_size=120))
def test_found_spans_are_ordered_apart_and_canonical(text: str) -> None:
    found = find_symbols(text)
    for before, after in pairwise(found):
        assert before.span.end <= after.span.start
    for mention in found:
        assert mention.span.of(text).strip()
        assert canonical(mention.symbol) == mention.symbol
        if mention.formal and "and" not in mention.span.of(text):
            assert is_symbol(mention.symbol)


@pytest.mark.timeout(60)  # quadratic work on so much would take many minutes
@pytest.mark.parametrize(
    "junk",
    ["S/", "A/RES/", "1267/", "resolutions 1373, ", "(1455)/", "1267 Aa Bb Cc Dd ", "a.",
     "1234th, ", "S/AC.37" + "/1" * 250_000, " ", "resolution" + " " * 500_000, "https://"]
)  # fmt: skip
def test_long_junk_is_linear(junk: str) -> None:
    text = junk * max(500_000 // len(junk), 1)
    assert not is_symbol(text)
    for mention in find_symbols(text):
        assert mention.span.end <= len(text)
