"""One polite client against a site that behaves like the real ones."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

import pytest
from http_server import Clock, Reply, Site, serving

from ingest.fetch import Fetched, Fetcher, Limits, Validators, user_agent
from ingest.fetching.addresses import is_public, without_credentials
from ingest.fetching.budget import Allowance, Held
from ingest.fetching.network import Network
from ingest.fetching.pacing import Pace, retry_after
from ingest.fetching.redirects import next_place
from store.errors import SourceError

NOW = dt.datetime(2026, 10, 20, 12, tzinfo=dt.UTC)
LIMITS = Limits(bytes=300_000, seconds=4.0, silence=1.5, redirects=4, attempts=3)


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as served:
        yield served


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def fetcher(clock: Clock) -> Iterator[Fetcher]:
    with fetching(clock) as made:
        yield made


def fetching(clock: Clock, **options: object) -> Fetcher:
    pace = Pace(clock=clock, sleep=clock.sleep, jitter=lambda: 0.0)
    given = {"allow_private": True, "limits": LIMITS, "pace": pace, "now": lambda: NOW} | options
    return Fetcher(**given)  # type: ignore[arg-type]


def refused(fetcher: Fetcher, url: str) -> SourceError:
    with pytest.raises(SourceError) as raised:
        fetcher.get(url)
    assert raised.value.remedy
    assert "\n" not in str(raised.value)
    return raised.value


def test_a_page_comes_with_its_validators(fetcher: Fetcher, site: Site) -> None:
    url = site.page("/brief.php", "<p>Tomorrow</p>", **{"Last-Modified": "Tue, 24 Sep 2019"})
    got = fetcher.get(url)
    assert (got.url, got.data) == (url, b"<p>Tomorrow</p>")
    assert got.validators.last_modified == "Tue, 24 Sep 2019"
    again = fetcher.get(url, got.validators)
    assert again == Fetched(url, None, got.validators)
    assert site.asked[-1].headers["If-None-Match"] == got.validators.etag
    site.page("/brief.php", "<p>Today</p>")
    assert fetcher.get(url, got.validators).data == b"<p>Today</p>"


def test_it_says_who_it_is(fetcher: Fetcher, site: Site) -> None:
    fetcher.get(site.page("/", "<p>x</p>"))
    for asked in site.asked:
        assert asked.headers["User-Agent"] == user_agent()
    assert user_agent().startswith("Penholder/")
    assert "Cookie" not in site.asked[-1].headers


def test_cookies_are_not_kept_from_one_page_to_the_next(fetcher: Fetcher, site: Site) -> None:
    site.put("/a", Reply(b"<p>a</p>", headers={"Set-Cookie": "reader=1"}))
    fetcher.get(f"{site.address}/a")
    fetcher.get(site.page("/b", "<p>b</p>"))
    assert "Cookie" not in site.asked[-1].headers


# Pace.


def test_requests_to_one_host_are_spaced(fetcher: Fetcher, site: Site, clock: Clock) -> None:
    for number in range(3):
        fetcher.get(site.page(f"/{number}", "<p>x</p>"))
    assert clock.slept == [1.0, 1.0, 1.0]  # robots.txt first


def test_a_crawl_delay_is_honoured_within_reason(
    fetcher: Fetcher, site: Site, clock: Clock
) -> None:
    site.put("/robots.txt", Reply(b"User-agent: *\nCrawl-delay: 7\n"))
    for number in range(3):
        fetcher.get(site.page(f"/{number}", "<p>x</p>"))
    assert clock.slept == [1.0, 7.0, 7.0]
    pace = Pace(clock=clock, sleep=clock.sleep, jitter=lambda: 0.0)
    clock.slept.clear()
    for _ in range(2):
        pace.wait("x.example", 86_400.0)
    assert clock.slept == [30.0]


def test_the_jitter_only_slows(clock: Clock) -> None:
    pace = Pace(clock=clock, sleep=clock.sleep, jitter=lambda: 1.0)
    for _ in range(2):
        pace.wait("documents.un.org")
    assert clock.slept == [4.5]


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120.0),
        ("0", 0.0),
        ("Tue, 20 Oct 2026 12:01:30 GMT", 90.0),
        ("Tue, 20 Oct 2026 11:00:00 GMT", 0.0),
        ("soon", None),
        ("-5", None),
        ("", None),
        (None, None),
        ("9" * 400, 999_999_999.0),
    ],
)
def test_retry_after_is_a_number_or_a_date(value: str | None, seconds: float | None) -> None:
    assert retry_after(value, NOW) == seconds


# Trying again.


@pytest.mark.parametrize("after", ["7", "Tue, 20 Oct 2026 12:00:07 GMT"])
def test_too_many_requests_waits_as_long_as_it_is_told(
    fetcher: Fetcher, site: Site, clock: Clock, after: str
) -> None:
    url = site.put("/x", Reply(b"slow down", 429, {"Retry-After": after}), Reply(b"<p>Here.</p>"))
    assert fetcher.get(url).data == b"<p>Here.</p>"
    assert 7.0 in clock.slept


def test_a_long_wait_is_left_to_the_next_refresh(
    fetcher: Fetcher, site: Site, clock: Clock
) -> None:
    url = site.put("/x", Reply(b"", 429, {"Retry-After": "3600"}))
    site.page("/y", "<p>y</p>")
    error = refused(fetcher, url)
    assert "asks to be left alone" in error.what
    assert "later" in error.remedy
    before = len(site.asked)
    assert "left alone" in refused(fetcher, f"{site.address}/y").what
    assert len(site.asked) == before
    clock.now += 3600
    assert fetcher.get(f"{site.address}/y").data == b"<p>y</p>"


def test_errors_of_the_server_are_tried_again_ever_later(
    fetcher: Fetcher, site: Site, clock: Clock
) -> None:
    url = site.put("/x", Reply(b"", 500), Reply(b"", 503), Reply(b"<p>Here.</p>"))
    assert fetcher.get(url).data == b"<p>Here.</p>"
    assert clock.slept == [1.0, 2.0, 4.0]


def test_it_gives_up_and_goes_on_with_the_others(fetcher: Fetcher, site: Site) -> None:
    url = site.put("/x", Reply(b"", 500))
    assert "status 500, 3 times" in refused(fetcher, url).what
    assert site.paths() == ["/x"] * 3
    assert fetcher.get(site.page("/y", "<p>y</p>")).data == b"<p>y</p>"


def test_what_is_cut_off_is_asked_for_again(fetcher: Fetcher, site: Site) -> None:
    url = site.put("/x", Reply(b"<p>He", manner="cut"), Reply(b"<p>Here.</p>"))
    assert fetcher.get(url).data == b"<p>Here.</p>"


def test_silence_is_not_waited_for(fetcher: Fetcher, site: Site) -> None:
    url = site.put("/x", Reply(manner="hang"), Reply(b"<p>Here.</p>"))
    assert fetcher.get(url).data == b"<p>Here.</p>"


def test_a_host_that_is_down_is_asked_once(clock: Clock) -> None:
    with serving() as gone:
        address = gone.address
    with fetching(clock) as fetcher:
        error = refused(fetcher, f"{address}/a")
        assert "robots.txt could not be had" in error.what
        assert "connection failed" in error.what
        slept = len(clock.slept)
        refused(fetcher, f"{address}/b")
        assert len(clock.slept) == slept


# What one refresh may spend.


def test_a_host_that_is_silent_twice_is_asked_no_more(clock: Clock, site: Site) -> None:
    with fetching(clock, limits=replace(LIMITS, silence=0.2, attempts=2)) as fetcher:
        fetcher.begin({})
        for number in range(2):
            url = site.put(f"/{number}", Reply(manner="hang"))
            assert not isinstance(refused(fetcher, url), Held)
        good = site.page("/good", "<p>x</p>")
        before = len(site.asked)
        held = refused(fetcher, good)
        assert isinstance(held, Held)
        assert held.host == "127.0.0.1"
        assert "did not answer in time" in held.what
        assert len(site.asked) == before
        fetcher.begin({})
        assert fetcher.get(good).data == b"<p>x</p>"


def test_a_failure_that_is_made_good_does_not_count(fetcher: Fetcher, site: Site) -> None:
    good = site.page("/good", "<p>x</p>")
    for number in range(4):
        assert "status 500" in refused(fetcher, site.put(f"/{number}", Reply(b"", 500))).what
        assert fetcher.get(good).data == b"<p>x</p>"


def test_the_waits_that_a_host_asks_for_end(clock: Clock, site: Site) -> None:
    with fetching(clock) as fetcher:
        fetcher.begin({})
        busy = Reply(b"", 503, {"Retry-After": "50"})
        url = site.put("/x", busy)
        assert isinstance(refused(fetcher, url), Held)
        assert clock.slept.count(50.0) == 2
        assert "left alone until 2026-10-20 12:00 UTC" in refused(fetcher, f"{url}/y").what
        assert fetcher.held == {"127.0.0.1": NOW + dt.timedelta(seconds=50)}


def test_one_refresh_ends(clock: Clock, site: Site) -> None:
    url = site.page("/x", "<p>x</p>")
    with fetching(clock, allowance=Allowance(seconds=600, bytes=20)) as fetcher:
        fetcher.begin({})
        for _ in range(3):
            fetcher.get(url)
        full = refused(fetcher, url)
        assert isinstance(full, Held)
        assert "MB that one refresh may take" in full.what
        fetcher.begin({})
        clock.now += 600
        assert "10 minutes" in refused(fetcher, url).what
        fetcher.begin({})
        assert fetcher.get(url).data == b"<p>x</p>"


def test_a_hold_outlives_the_process(clock: Clock, site: Site) -> None:
    url = site.put("/x", Reply(b"", 429, {"Retry-After": "3600"}), Reply(b"<p>x</p>"))
    with fetching(clock) as fetcher:
        refused(fetcher, url)
        held = fetcher.held
    assert held == {"127.0.0.1": NOW + dt.timedelta(hours=1)}
    before = len(site.asked)
    with fetching(clock) as later:
        later.begin(held)
        assert "until 2026-10-20 13:00 UTC" in refused(later, url).what
        assert len(site.asked) == before
        clock.now += 3600
        later.begin({})
        assert later.get(url).data == b"<p>x</p>"


def test_no_site_holds_itself_back_for_good(fetcher: Fetcher, site: Site) -> None:
    refused(fetcher, site.put("/x", Reply(b"", 429, {"Retry-After": "9" * 300})))
    assert fetcher.held == {"127.0.0.1": NOW + dt.timedelta(days=1)}


def test_rules_that_are_asked_for_too_often_hold_the_host(fetcher: Fetcher, site: Site) -> None:
    site.put("/robots.txt", Reply(b"", 429, {"Retry-After": "900"}))
    assert isinstance(refused(fetcher, f"{site.address}/x"), Held)
    assert fetcher.held == {"127.0.0.1": NOW + dt.timedelta(minutes=15)}


# Limits.


def test_an_endless_body_ends(fetcher: Fetcher, site: Site) -> None:
    url = site.put("/x", Reply(manner="endless"))
    assert "larger than" in refused(fetcher, url).what


def test_a_body_that_drips_ends(fetcher: Fetcher, site: Site) -> None:
    url = site.put("/x", Reply(b"<p>" + b"x" * 500, manner="slow"))
    assert "in the time that a page is given" in refused(fetcher, url).what
    assert site.paths() == ["/x"]


def test_packed_pages_are_unpacked_and_bombs_are_not(clock: Clock, site: Site) -> None:
    # Packing the bomb takes the server its time on a busy machine.
    fetcher = fetching(clock, limits=replace(LIMITS, seconds=60.0, silence=60.0))
    url = site.put("/x", Reply(b"<p>" + b"x" * 5_000, manner="gzip"))
    assert fetcher.get(url).data == b"<p>" + b"x" * 5_000
    bomb = site.put("/bomb", Reply(b"\0" * 40_000_000, manner="gzip"))
    assert "larger than" in refused(fetcher, bomb).what
    twice = site.put("/twice", Reply(b"x", headers={"Content-Encoding": "gzip, gzip"}))
    assert "not asked for" in refused(fetcher, twice).what
    broken = site.put("/broken", Reply(b"<p>x</p>", headers={"Content-Encoding": "gzip"}))
    assert "broken compressed" in refused(fetcher, broken).what


# Redirects.


def to(there: str, status: int = 302) -> Reply:
    return Reply(status=status, headers={"Location": there})


def test_redirects_are_followed_to_where_they_end(fetcher: Fetcher, site: Site) -> None:
    site.put("/a", to("/b", 301))
    site.put("/b", to(f"{site.address}/c", 308))
    url = site.page("/c", "<p>c</p>")
    assert fetcher.get(f"{site.address}/a") == Fetched(
        url, b"<p>c</p>", Validators(fetcher.get(url).validators.etag)
    )


def test_a_circle_of_redirects_is_named(fetcher: Fetcher, site: Site) -> None:
    site.put("/a", to("/b"))
    site.put("/b", to("/a"))
    error = refused(fetcher, f"{site.address}/a")
    assert f"in a circle ({site.address}/a → {site.address}/b → {site.address}/a)" in error.what


def test_redirects_without_end_are_cut(fetcher: Fetcher, site: Site) -> None:
    for number in range(10):
        site.put(f"/{number}", to(f"/{number + 1}"))
    assert "redirects more than 4 times" in refused(fetcher, f"{site.address}/0").what


def test_https_is_not_left_for_http() -> None:
    here = "https://brief.example/a"
    assert next_place([here], "/b", most=4) == "https://brief.example/b"
    assert next_place(["http://brief.example/a"], here, most=4) == here
    with pytest.raises(SourceError, match=r"redirects from https to http://brief\.example/a,"):
        next_place([here], "http://brief.example/a", most=4)


@pytest.mark.parametrize(
    ("there", "reason"),
    [
        ("file:///etc/passwd", "not an http or https address"),
        ("http://user:secret@127.0.0.1/", "user name or password"),
        ("http://[::1", "no usable address"),
    ],
)
def test_a_redirect_cannot_lead_anywhere(
    fetcher: Fetcher, site: Site, there: str, reason: str
) -> None:
    error = refused(fetcher, site.put("/a", to(there)))
    assert reason in error.what
    assert "secret" not in str(error)


# What comes is not what was promised.


def test_an_empty_answer_is_unavailable(fetcher: Fetcher, site: Site) -> None:
    assert "unavailable: it is empty" in refused(fetcher, site.put("/x", Reply(b""))).what


def test_a_page_in_place_of_a_pdf_is_named(fetcher: Fetcher, site: Site) -> None:
    stub = b"<!DOCTYPE html><html><body>There is no document matching your request.</body></html>"
    for path in ("/doc/S_PV.8626.pdf", "/api/symbol/access?s=S%2FPV.8626&l=en&t=pdf"):
        url = site.put(path, Reply(stub, headers={"Content-Type": "application/pdf"}))
        error = refused(fetcher, url)
        assert "an HTML page in place of a PDF" in error.what
        assert "source folder" in error.remedy
    url = site.put("/real.pdf", Reply(b"%PDF-1.4 ...", headers={"Content-Type": "text/html"}))
    assert fetcher.get(url).data == b"%PDF-1.4 ..."


CHALLENGE = b"""<html><script>window.awsWafCookieDomainList = [];</script>
<script src="https://x.token.awswaf.com/challenge.js"></script></html>"""


@pytest.mark.parametrize(
    "reply",
    [
        Reply(CHALLENGE, 202, {"x-amzn-waf-action": "challenge"}),
        Reply(b"<title>Just a moment...</title>", 403, {"cf-mitigated": "challenge"}),
        Reply(b"<title>Just a moment...</title>", 503),
        Reply(b'<iframe src="/_Incapsula_Resource?x=1">', 200),
        Reply(b"", 202),
        Reply(CHALLENGE, 429),
    ],
    ids=["AWS", "Cloudflare", "503", "Incapsula", "empty 202", "429"],
)
def test_a_bot_wall_is_named_and_not_tried_again(
    fetcher: Fetcher, site: Site, reply: Reply
) -> None:
    error = refused(fetcher, site.put("/x", reply))
    assert "only a person with a browser passes" in error.what
    assert "put the file into a source folder" in error.remedy
    assert site.paths() == ["/x"]


def test_a_long_page_about_walls_is_no_wall(fetcher: Fetcher, site: Site) -> None:
    body = "<p>token.awswaf.com</p>" + "<p>The Council met.</p>" * 5_000
    assert fetcher.get(site.page("/x", body)).data == body.encode()


@pytest.mark.parametrize(
    ("status", "reason"),
    [(403, "not given to programs"), (401, "not given"), (404, "not there"), (410, "not there"),
     (204, "no page"), (206, "no page"), (300, "no page"), (304, "no page")],
)  # fmt: skip
def test_other_answers_are_named(fetcher: Fetcher, site: Site, status: int, reason: str) -> None:
    error = refused(fetcher, site.put("/x", Reply(b"", status)))
    assert reason in error.what
    assert str(status) in error.what
    assert site.paths() == ["/x"]


def test_the_headers_charset_counts_where_the_bytes_are_not_utf8(
    fetcher: Fetcher, site: Site
) -> None:
    header = {"Content-Type": "text/html; charset=windows-1251"}
    page = "<p>Россия</p>"
    assert (
        fetcher.get(site.put("/x", Reply(page.encode("cp1251"), headers=header))).data
        == page.encode()
    )
    assert fetcher.get(site.put("/y", Reply(page.encode(), headers=header))).data == page.encode()
    odd = site.put("/z", Reply(b"<p>caf\xe9", headers={"Content-Type": "text/html; charset=no"}))
    assert fetcher.get(odd).data == b"<p>caf\xe9"


# robots.txt.


def test_robots_is_obeyed_and_asked_once(fetcher: Fetcher, site: Site) -> None:
    rules = b"User-agent: *\nDisallow: /search\nAllow: /search/about\nDisallow: /*.php$\n"
    site.put("/robots.txt", Reply(rules))
    for path in ("/search/x", "/a.php"):
        error = refused(fetcher, site.page(path, "<p>x</p>"))
        assert "robots.txt" in error.what
        assert "source folder" in error.remedy
    assert fetcher.get(site.page("/search/about", "<p>x</p>")).data
    assert fetcher.get(site.page("/a.php?b", "<p>x</p>")).data
    assert [asked.path for asked in site.asked] == ["/robots.txt", "/search/about", "/a.php?b"]


def test_rules_of_its_own_name_go_before_those_for_all(fetcher: Fetcher, site: Site) -> None:
    site.put(
        "/robots.txt", Reply(b"User-agent: *\nAllow: /\n\nUser-agent: penholder\nDisallow: /\n")
    )
    assert "robots.txt" in refused(fetcher, site.page("/x", "<p>x</p>")).what


def test_a_redirect_does_not_lead_round_the_rules(fetcher: Fetcher, site: Site) -> None:
    site.put("/robots.txt", Reply(b"User-agent: *\nDisallow: /private"))
    site.page("/private", "<p>x</p>")
    assert "closed to programs" in refused(fetcher, site.put("/a", to("/private"))).what
    assert site.paths() == ["/a"]


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_no_rules_forbid_nothing(fetcher: Fetcher, site: Site, status: int) -> None:
    site.put("/robots.txt", Reply(b"", status))
    assert fetcher.get(site.page("/x", "<p>x</p>")).data


@pytest.mark.parametrize("reply", [Reply(b"", 500), Reply(b"", 429), Reply(manner="hang")])
def test_rules_that_cannot_be_had_forbid_all_for_now(
    fetcher: Fetcher, site: Site, clock: Clock, reply: Reply
) -> None:
    site.put("/robots.txt", reply)
    url = site.page("/x", "<p>x</p>")
    assert "robots.txt could not be had" in refused(fetcher, url).what
    assert site.paths() == []
    site.put("/robots.txt", Reply(b""))


def test_rules_are_had_through_redirects(fetcher: Fetcher, site: Site) -> None:
    site.put("/robots.txt", to("/rules.txt"))
    site.put("/rules.txt", Reply(b"User-agent: *\nDisallow: /x"))
    assert "closed to programs" in refused(fetcher, site.page("/x", "<p>x</p>")).what
    site.put("/robots.txt", to("/robots.txt"))


# Where it may go.


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost:8000/",
        "http://[::1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://10.1.2.3/",
        "http://169.254.169.254/latest/meta-data/",
        "http://0.0.0.0/",
        "http://printer.local/",
        "http://224.0.0.1/",
        "http://[fec0::1]/",
        "http://192.0.0.9/",
        "http://192.88.99.1/",
        "http://[64:ff9b::a9fe:a9fe]/",
        "http://[2002:7f00:1::]/",
        "http://[2001:0:808:808::1]/",
        "http://[3fff::1]/",
        "http://[5f00::1]/",
    ],
)
def test_private_addresses_are_refused_by_name(clock: Clock, url: str) -> None:
    with fetching(clock, allow_private=False) as fetcher:
        error = refused(fetcher, url)
    assert "private network" in error.what
    assert "PENHOLDER_ALLOW_PRIVATE" in error.remedy


@pytest.mark.parametrize(
    "ip", ["8.8.8.8", "157.150.185.49", "2606:4700::1111", "2002:808:808::1", "64:ff9b::808:808"]
)
def test_addresses_of_the_open_internet_are_public(ip: str) -> None:
    assert is_public(ip)


@pytest.mark.parametrize(
    "answers", [["127.0.0.1"], ["8.8.8.8", "192.168.1.1"], ["::1"], ["64:ff9b:1::1"], ["fe80::1%2"]]
)
def test_a_public_name_that_leads_inside_is_refused_at_connecting(
    clock: Clock, site: Site, answers: list[str]
) -> None:
    port = site.address.rpartition(":")[2]
    network = Network(allow_private=False, resolver=lambda _host, _port: answers)
    with fetching(clock, allow_private=False, network=network) as fetcher:
        assert "private network" in refused(fetcher, f"http://brief.example.org:{port}/").what
    assert site.asked == []


def test_the_address_that_was_checked_is_the_one_connected_to(clock: Clock, site: Site) -> None:
    port = site.address.rpartition(":")[2]
    resolved: list[str] = []

    def resolver(host: str, _port: int) -> list[str]:
        resolved.append(host)
        return ["127.0.0.1"]

    network = Network(allow_private=True, resolver=resolver)
    site.page("/x", "<p>x</p>")
    with fetching(clock, network=network) as fetcher:
        assert fetcher.get(f"http://brief.invalid:{port}/x").data == b"<p>x</p>"
    assert set(resolved) == {"brief.invalid"}
    assert site.asked[-1].headers["Host"] == f"brief.invalid:{port}"


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("ftp://example.org/a", "not an http or https"),
        ("javascript:alert(1)", "not an http or https"),
        ("https://reader:hunter2@example.org/", "user name or password"),
        ("https:///nowhere", "not a usable address"),
        ("https://example.org:99999/", "not a usable address"),
        ("https://example.org/" + "x" * 3_000, "not a usable address"),
        ("https://exa mple.org/\x1b[2J", "not a usable address"),
    ],
)
def test_addresses_that_are_none_are_refused(fetcher: Fetcher, url: str, reason: str) -> None:
    error = refused(fetcher, url)
    assert reason in error.what
    assert "hunter2" not in str(error)
    assert "\x1b" not in str(error)
    assert len(error.what) < 500


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://a.example/b?id=7&token=hunter2", "https://a.example/b?id=…&token=…"),
        ("https://a.example?hunter2", "https://a.example?…"),
        ("https://u:hunter2@a.example/b@c?x=a@b;y=hunter2", "https://a.example/b@c?x=…&y=…"),
        ("https://a.example/b#access_token=hunter2", "https://a.example/b"),
        ("https://a.example/b", "https://a.example/b"),
    ],
)
def test_an_address_is_shown_without_what_may_be_secret(url: str, shown: str) -> None:
    assert without_credentials(url) == shown


@pytest.mark.parametrize(
    "reply",
    [
        Reply(b"", 500),
        Reply(b"", 404),
        Reply(b"", 403),
        Reply(b"", 202),
        Reply(b"", 418),
        Reply(b""),
        Reply(b"", 429, {"Retry-After": "3600"}),
        Reply(manner="endless"),
        Reply(b"", 302, {"Location": "?token=hunter2"}),
        Reply(b"", 302, {"Location": "http://[::1"}),
        Reply(b"<html><p>none</p>", headers={"Content-Type": "application/pdf"}),
    ],
)
def test_no_failure_tells_a_key(fetcher: Fetcher, site: Site, reply: Reply) -> None:
    error = refused(fetcher, site.put("/x?token=hunter2", reply))
    assert "hunter2" not in str(error)


def test_a_closed_address_is_named_without_its_key(fetcher: Fetcher, site: Site) -> None:
    site.put("/robots.txt", Reply(b"User-agent: *\nDisallow: /"))
    error = refused(fetcher, f"{site.address}/x?token=hunter2")
    assert "/x?token=… is closed" in error.what
