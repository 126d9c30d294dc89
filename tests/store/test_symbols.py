"""Document symbols: the forms people print and type, and what each becomes."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.records import Kind
from store.symbol_forms import FORMAL, TYPED
from store.symbol_mentions import find_mentions
from store.symbols import (
    FileSymbol,
    canonical,
    find_symbols,
    is_symbol,
    kind_of,
    meeting_symbol,
    official_url,
    same_document,
    symbol_of_file_name,
    symbol_of_url,
)


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
        ("S/RES/1373", "S/RES/1373 (2001)"),
        ("S/RES/0001(1946)", "S/RES/1 (1946)"),
        ("S/RES/2396/Corr.1", "S/RES/2396 (2017)/Corr.1"),
        ("S/RES/2900", "S/RES/2900"),
        ("S/2019/ 742", "S/2019/742"),
        ("S/PV.2977 (part ii)", "S/PV.2977 (Part II)"),
        ("e/cn.4/sub.2/2003/12", "E/CN.4/Sub.2/2003/12"),
        ("А/RES/60/288", "A/RES/60/288"),  # a Cyrillic letter
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


def test_a_resolution_whose_year_is_not_known_is_named_by_its_number() -> None:
    assert same_document("S/RES/2900", "S/RES/2900 (2027)")
    assert same_document("S/RES/2900 (2027)", "S/RES/2900")
    assert same_document("S/PV.7796", "S/PV.7796")
    assert not same_document("S/RES/2900 (2027)", "S/RES/2900 (2028)")
    assert not same_document("S/RES/290", "S/RES/2900 (2027)")
    assert not same_document("S/PV.7796", "S/PV.8626")


def test_a_document_issued_under_two_symbols_is_named_by_either() -> None:
    assert same_document("S/2012/505", "A/66/874-S/2012/505")
    assert same_document("A/66/874-S/2012/505", "A/66/874")
    assert not same_document("S/2012/50", "A/66/874-S/2012/505")
    assert not same_document("A/66/874", "S/2012/505")


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
        ("GA/SHC/4321", Kind.MEETINGS_COVERAGE),
        ("SG/SM/19772", Kind.STATEMENT),
        ("A/HRC/RES/16/18", Kind.RESOLUTION),
        ("S/AC.37/2004/(1455)/12", None),
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
        ("S/RES/2396", None, "https://docs.un.org/en/S/RES/2396%282017%29"),
        ("S/RES/2900", None, None),
        ("S/RES/2900", 2027, "https://docs.un.org/en/S/RES/2900%282027%29"),
        ("S/RES/2900 (2027)", None, "https://docs.un.org/en/S/RES/2900%282027%29"),
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
        ("https://digitallibrary.un.org/record/849795/files/S_RES_2319%282016%29-EN.pdf",
         "S/RES/2319 (2016)"),
    ],
)  # fmt: skip
def test_symbol_of_url(url: str, symbol: str | None) -> None:
    assert symbol_of_url(url) == symbol


@pytest.mark.parametrize(
    ("language", "address"),
    [
        ("fr", "https://docs.un.org/fr/S/RES/2396%282017%29"),
        ("ru", "https://docs.un.org/ru/S/RES/2396%282017%29"),
        ("de", "https://docs.un.org/en/S/RES/2396%282017%29"),
    ],
)
def test_official_url_in_a_language(language: str, address: str) -> None:
    assert official_url("S/RES/2396", language=language) == address


@pytest.mark.parametrize(
    ("name", "symbol", "language"),
    [
        ("S_RES_2319(2016)-EN.pdf", "S/RES/2319 (2016)", "en"),
        ("A_79_PV.1-EN.pdf", "A/79/PV.1", "en"),
        ("S_2019_742-RU.pdf", "S/2019/742", "ru"),
        ("S_2019_742_Add.1-FR.docx", "S/2019/742/Add.1", "fr"),
        ("S_2019_742-EN (1).pdf", "S/2019/742", "en"),
        ("S_2019_742_E.pdf", "S/2019/742", "en"),
        ("S_PV.8626.pdf", "S/PV.8626", None),
        ("s_pv_8626.pdf", "S/PV.8626", None),
        ("S-PV-8626.pdf", "S/PV.8626", None),
        ("S_PV.9052^(Resumption^1)-EN.pdf", "S/PV.9052 (Resumption 1)", "en"),
        ("S_2017_1051!-EN.pdf", "S/2017/1051", "en"),
        ("S_RES_0001_1946_EN_GOLD.txt", "S/RES/1 (1946)", "en"),
        ("s_res_2396.pdf", "S/RES/2396 (2017)", None),
        ("S-RES-2396(2017).pdf", "S/RES/2396 (2017)", None),
        ("s_prst_2018_1.pdf", "S/PRST/2018/1", None),
        ("A_RES_60_288-ES.pdf", "A/RES/60/288", "es"),
        ("A_C.3_78_L.60_Rev.1-EN.pdf", "A/C.3/78/L.60/Rev.1", "en"),
        ("A_C_3_78_L_60.pdf", "A/C.3/78/L.60", None),
    ],
)
def test_symbol_of_a_file_name(name: str, symbol: str, language: str | None) -> None:
    assert symbol_of_file_name(name) == FileSymbol(symbol, language)


@pytest.mark.parametrize(
    "name",
    ["N1843649.pdf", "brief-2019-09-24.txt", "UNSC_2020_SPV.8698_spch001.txt", "S.pdf", "a_b.txt",
     "e_2_report.txt", "A-2019-report.pdf", "S_2.pdf", "en_sc_2018_pv_document_8422.pdf", "",
     "notes (1).md", "E_2019_notes.txt", "_" * 5_000]
)  # fmt: skip
def test_a_file_name_without_a_symbol(name: str) -> None:
    assert symbol_of_file_name(name) is None


def test_meeting_symbol() -> None:
    assert meeting_symbol(8626) == "S/PV.8626"


_PARTS = st.sampled_from(
    ["S/", "A/", "RES/", "PV.", "2019", "/742", " (2017)", "(", ")", "resolution ", "resolutions ",
     "1373", " and ", ", ", "/", "1267", " Committee", "8626th ", "meeting", "*", "-", "–", " ",
     "https://", "Corr.1", "A", "(III)", "SC/", "S/PV.8626", "8627", "2019/743", "L.60", "Add.2",
     " (2001)", " of 28 September 2001", "Committees"]
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
     "1234th, ", "resolutions 822 (1993), ", "822 (1993) ", "resolutions on 822 (1993) of 1993 ",
     "S/PV.8626, 8627 and ", "S/2019/1, Add.1, ", "1267, 1373 and ",
     "S/AC.37" + "/1" * 250_000, " ", "resolution" + " " * 500_000, "https://"]
)  # fmt: skip
def test_long_junk_is_linear(junk: str) -> None:
    text = junk * max(500_000 // len(junk), 1)
    assert not is_symbol(text)
    for mention in find_symbols(text):
        assert mention.span.end <= len(text)


_PIECES = [*"ASPVRE/.()- \n", "RES", "PRST", "resolution", "meeting", "th", "committee", "Add"]


@given(st.lists(st.sampled_from(_PIECES), max_size=30).map("".join))
def test_no_document_is_named_without_a_digit(text: str) -> None:
    assert not FORMAL.search(text)
    assert not TYPED.search(text)
    assert list(find_mentions(text)) == []
