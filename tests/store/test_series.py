"""The series that documents belong to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.series import series_key


@pytest.mark.parametrize(
    ("document", "key"),
    [
        ("whatsinblue/2024/05/ukraine-briefing-31", "whatsinblue/ukraine-briefing"),
        ("whatsinblue/2022/03/ukraine-briefing", "whatsinblue/ukraine-briefing"),
        ("monthly-forecast/2019-09/unrcca-central-asia-13", "monthly-forecast/unrcca-central-asia"),
        ("monthly-forecast/2012-01/unrcca_central_asia_9", "monthly-forecast/unrcca-central-asia"),
        ("monthly_forecast/2012-01/unrcca_central_asia", "monthly-forecast/unrcca-central-asia"),
        ("briefs/Ukraine_Briefing-2.html", "briefs/ukraine-briefing"),
        # What is not a count is part of the name.
        ("whatsinblue/2020/03/lebanon-resolution-1701", "whatsinblue/lebanon-resolution-1701"),
        ("whatsinblue/2020/03/syria-resolution-242", "whatsinblue/syria-resolution-242"),
        ("whatsinblue/2020/03/the-year-2019", "whatsinblue/the-year-2019"),
        ("whatsinblue/2020/03/chapter-1", "whatsinblue/chapter-1"),
        ("whatsinblue/2020/03/7", "whatsinblue/7"),
        # These belong to no series but their own.
        ("S/PV.7796", "S/PV.7796"),
        ("S/2019/742", "S/2019/742"),
        ("lookup_c_glkwlemtisg_b_8075207", "lookup-c-glkwlemtisg-b-8075207"),
    ],
)
def test_series(document: str, key: str) -> None:
    assert series_key(document) == key


@given(st.text(max_size=40))
def test_a_series_is_named_whatever_the_document(document: str) -> None:
    assert bool(series_key(document)) == bool(
        document.strip("/_").strip("/") or document.strip("/")
    )
