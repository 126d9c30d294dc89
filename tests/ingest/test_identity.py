"""One page under many addresses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.identity import address_key, plain_address, same_site, url_stem

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
