"""Where documents are asked for by their symbol, and what names one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.routes import Routes, Wanted, is_given_in, wanted_by_address, wanted_by_symbol
from store.resolutions import LAST_NUMBER, LAST_YEAR
from store.symbol_addresses import LANGUAGES

ACCESS = "https://documents.un.org/api/symbol/access"


def addresses(symbol: str, *years: int, language: str = "en") -> tuple[str, ...]:
    wanted = wanted_by_symbol(symbol, language)
    assert wanted is not None
    return Routes().addresses(wanted, years)


@pytest.mark.parametrize(
    ("symbol", "asked"),
    [
        ("S/PV.7796", ["S%2FPV.7796"]),
        ("s/res/2396(2017)", ["S%2FRES%2F2396%282017%29"]),
        ("S/2019/742/Add.1", ["S%2F2019%2F742%2FAdd.1"]),
        (
            "S/PV.9052 (Resumption 1)",
            ["S%2FPV.9052%28Resumption1%29", "S%2FPV.9052%20%28Resumption%201%29"],
        ),
        ("A/66/874-S/2012/505", ["A%2F66%2F874", "S%2F2012%2F505"]),
        (f"S/RES/{LAST_NUMBER + 5}", [f"S%2FRES%2F{LAST_NUMBER + 5}%28{LAST_YEAR + 1}%29"]),
    ],
)
def test_the_service_is_asked_for_the_encoded_symbol(symbol: str, asked: list[str]) -> None:
    found = addresses(symbol, language="fr")
    assert list(found[: len(asked)]) == [f"{ACCESS}?s={name}&l=fr&t=pdf" for name in asked]


@pytest.mark.parametrize(
    ("symbol", "first"),
    [
        ("SC/10005", "https://press.un.org/en/sc/10005.doc.htm"),
        ("SC/11457", "https://press.un.org/en/2014/sc11457.doc.htm"),
        ("SC/12566", "https://press.un.org/en/2016/sc12566.doc.htm"),
        ("SC/13170", "https://press.un.org/en/2018/sc13170.doc.htm"),
        ("SC/13963", "https://press.un.org/en/2019/sc13963.doc.htm"),
        ("CS/13963", "https://press.un.org/fr/2019/cs13963.doc.htm"),
        ("SC/14389", "https://press.un.org/en/2020/sc14389.doc.htm"),
        ("SC/14794", "https://press.un.org/en/2022/sc14794.doc.htm"),
        ("SC/15769", "https://press.un.org/en/2024/sc15769.doc.htm"),
        ("SC/16462", "https://press.un.org/en/2026/sc16462.doc.htm"),
    ],
)
def test_the_number_of_a_press_release_tells_its_year(symbol: str, first: str) -> None:
    assert addresses(symbol)[0] == first


def test_a_year_that_is_known_goes_first_and_the_form_without_year_last() -> None:
    found = addresses("GA/12474", 2022)
    assert found == (
        "https://press.un.org/en/2022/ga12474.doc.htm",
        "https://press.un.org/en/ga/12474.doc.htm",
    )
    assert addresses("SG/SM/19000", 2018)[0] == "https://press.un.org/en/2018/sgsm19000.doc.htm"


def test_a_french_press_release_has_its_french_series() -> None:
    assert wanted_by_symbol("SC/13963", "fr") == Wanted("CS/13963", "fr")
    assert wanted_by_symbol("CS/13963") == Wanted("CS/13963", "fr")
    assert not is_given_in(Wanted("SC/13963", "ru"))
    assert all(is_given_in(Wanted("S/PV.1", language)) for language in LANGUAGES)


@pytest.mark.parametrize(
    ("address", "wanted"),
    [
        ("https://undocs.org/S/PV.88", Wanted("S/PV.88")),
        ("https://docs.un.org/fr/S/2019/742", Wanted("S/2019/742", "fr")),
        (f"{ACCESS}?s=S/PV.7796&l=R&t=pdf", Wanted("S/PV.7796", "ru")),
        (f"{ACCESS}?s=S%2FRES%2F2396%282017%29&l=es", Wanted("S/RES/2396 (2017)", "es")),
        ("https://press.un.org/en/sc/16462.doc.htm", Wanted("SC/16462")),
        ("https://press.un.org/en/2019/sc13963.doc.htm", None),  # a page, asked as it is
        ("https://www.un.org/en/about-us", None),
        ("https://docs.un.org/en/", None),
        ("https://docs.un.org.example.org/en/S/PV.7796", None),
    ],
)
def test_the_united_nations_own_addresses_name_a_document(
    address: str, wanted: Wanted | None
) -> None:
    assert wanted_by_address(address) == wanted


SYMBOLS = st.one_of(
    st.integers(1, 9999).map(lambda n: f"S/PV.{n}"),
    st.integers(1, 9999).map(lambda n: f"S/PV.{n} (Resumption 1)"),
    st.integers(1, LAST_NUMBER + 90).map(lambda n: f"S/RES/{n}"),
    st.tuples(st.integers(1994, 2026), st.integers(1, 1200)).map(lambda p: f"S/{p[0]}/{p[1]}"),
    st.integers(10_000, 17_000).map(lambda n: f"SC/{n}"),
    st.sampled_from(["A/RES/217 A (III)", "A/79/PV.29", "A/RES/48/13 C", "S/2019/742/Add.1"]),
)


@given(SYMBOLS, st.sampled_from(LANGUAGES))
def test_what_it_is_kept_under_leads_to_it_again(symbol: str, language: str) -> None:
    wanted = wanted_by_symbol(symbol, language)
    assert wanted is not None
    if is_given_in(wanted):
        assert wanted_by_address(wanted.key) == wanted
        assert Routes().addresses(wanted)


@given(st.text(max_size=60))
def test_any_text_is_a_symbol_or_is_none(text: str) -> None:
    wanted = wanted_by_symbol(text)
    if wanted is not None:
        assert Routes("http://127.0.0.1", "http://127.0.0.1").addresses(wanted)
