"""The years of the Council's resolutions, against the Council's own tables."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from store.resolutions import (
    FIRST_YEAR,
    LAST_NUMBER,
    LAST_YEAR,
    agrees,
    can_cite,
    number_of,
    resolution_key,
    year_of_resolution,
)

_UN = Path(__file__).parents[3] / "shared" / "data" / "un"
_SHARED = pytest.mark.skipif(
    not _UN.is_dir(), reason="the shared test data (shared/data/un) is not beside this checkout"
)


@pytest.mark.parametrize(
    ("number", "year"),
    [
        (1, 1946), (15, 1946), (16, 1947), (132, 1959), (242, 1967), (678, 1990), (1373, 2001),
        (1970, 2011), (2396, 2017), (2503, 2019), (2504, 2020), (2560, 2020), (2561, 2021),
        (2617, 2021), (2618, 2022), (2671, 2022), (2672, 2023), (2721, 2023), (2722, 2024),
        (2767, 2024), (2768, 2025), (2810, 2025),
    ],
)  # fmt: skip
def test_year(number: int, year: int) -> None:
    assert year_of_resolution(number) == year


@pytest.mark.parametrize("number", [-1, 0, LAST_NUMBER + 1, 9999, 10**9])
def test_no_year(number: int) -> None:
    assert year_of_resolution(number) is None


def test_the_years_follow_one_another_without_a_gap() -> None:
    years = [year_of_resolution(number) for number in range(1, LAST_NUMBER + 1)]
    assert years == sorted(year for year in years if year is not None)
    assert set(years) == set(range(FIRST_YEAR, LAST_YEAR + 1))


@_SHARED
def test_years_are_those_of_the_councils_tables() -> None:
    found = 0
    with (_UN / "meetings" / "meetings.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for number in re.findall(r"S/RES/(\d+)", row["outcome"]):
                assert year_of_resolution(int(number)) == int(row["year"])
                found += 1
    for path in (_UN / "resolutions").iterdir():
        if named := re.match(r"S_RES_(\d{4})_(\d{4})_", path.name):
            assert year_of_resolution(int(named.group(1))) == int(named.group(2))
            found += 1
    assert found > 3_000


@pytest.mark.parametrize(
    ("number", "printed", "key"),
    [
        (1373, None, "S/RES/1373 (2001)"),
        (1373, 2001, "S/RES/1373 (2001)"),
        (1373, 2002, "S/RES/1373 (2001)"),
        (1373, 2015, "S/RES/1373 (2015)"),
        (LAST_NUMBER + 1, None, f"S/RES/{LAST_NUMBER + 1}"),
        (LAST_NUMBER + 1, LAST_YEAR + 1, f"S/RES/{LAST_NUMBER + 1} ({LAST_YEAR + 1})"),
    ],
)
def test_key(number: int, printed: int | None, key: str) -> None:
    assert resolution_key(number, printed) == key
    assert number_of(key) == number


def test_a_printed_year_must_be_possible() -> None:
    assert agrees(1373, 2001)
    assert agrees(1373, 2002)
    assert not agrees(1373, 2015)
    assert not agrees(LAST_NUMBER + 1, LAST_YEAR)
    assert agrees(LAST_NUMBER + 1, LAST_YEAR + 1)


def test_a_resolution_cannot_cite_a_later_one() -> None:
    assert can_cite("S/RES/2396 (2017)", "S/RES/1373 (2001)")
    assert not can_cite("S/RES/1373 (2001)", "S/RES/2396 (2017)")
    assert can_cite("S/PV.7796", "S/RES/2900")
    assert can_cite("S/RES/1373 (2001)", "A/RES/72/7")


def test_only_council_resolutions_have_a_number() -> None:
    assert number_of("A/RES/60/288") is None
    assert number_of("S/RES/1373 (2001)/Corr.1") is None
