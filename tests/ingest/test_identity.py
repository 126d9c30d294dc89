"""One page under many addresses, and the series that documents belong to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.identity import address_key, plain_address, same_site, series_key, url_stem

SITE = "https://www.securitycouncilreport.org/whatsinblue/2019/09/a-debate.php"


@pytest.mark.parametrize(
    "written",
    [
        SITE,
        f"{SITE}?print=true",
        f"{SITE}#top",
        f"{SITE}?utm_source=feed&utm_medium=rss&utm_campaign=x",
        SITE.replace("https", "http"),
        SITE.replace("www.", ""),
        SITE.replace("https://www", "HTTPS://WWW"),
        SITE.replace(".org/", ".org:443/"),
        f" {SITE}/ ",
        f"{SITE}?fbclid=abc&print=true#comments",
    ],
)
def test_one_page_has_one_key_and_one_stem(written: str) -> None:
    assert address_key(plain_address(written)) == address_key(SITE)
    assert url_stem(plain_address(written)) == "whatsinblue/2019/09/a-debate"


def test_what_the_query_asks_for_tells_pages_apart() -> None:
    one, other = "https://example.org/?p=1&print=true", "https://example.org/?p=2"
    assert address_key(plain_address(one)) != address_key(plain_address(other))
    assert (url_stem(one), url_stem(other)) == ("example.org?p=1", "example.org?p=2")


@pytest.mark.parametrize("written", ["https://[::1", "https://example.org:port/"])
def test_what_is_no_address_is_a_value_error(written: str) -> None:
    with pytest.raises(ValueError):
        plain_address(written)


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=60))
def test_putting_an_address_plainly_is_done_once(path: str) -> None:
    try:
        once = plain_address(f"https://example.org/{path}")
    except ValueError:
        return
    assert plain_address(once) == once
    assert address_key(address_key(once)) == address_key(once)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://www.a.org/x", "http://a.org/y", True),
        ("https://whatsinblue.org/x", "https://www.securitycouncilreport.org/y", True),
        ("https://a.org/x", "https://a.org.evil.example/x", False),
        ("https://evil.example/x", "https://www.securitycouncilreport.org/y", False),
    ],
)
def test_a_site_is_its_host(one: str, other: str, same: bool) -> None:
    assert same_site(one, other) is same


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
