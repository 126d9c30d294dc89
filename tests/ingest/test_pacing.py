"""How a service is let rest."""

from __future__ import annotations

import pytest
from http_server import Clock, Reply, serving

from ingest.fetch import Fetcher
from ingest.fetching.budget import Allowance, Held
from ingest.fetching.pacing import Pace, expected

HOST = "documents.un.org"


def test_a_service_rests_after_so_many_requests() -> None:
    clock = Clock()
    pace = Pace(clock=clock, sleep=clock.sleep, jitter=lambda: 0.5)
    rests = []
    for number in range(1, 302):
        if rest := pace.due_rest(HOST):
            rests.append((number, rest))
            pace.rest(rest)
        pace.wait(HOST)
    assert rests == [(151, 240.0), (301, 240.0)]
    assert pace.due_rest("press.un.org") == 0.0
    asked = clock.now - 1_000.0
    assert asked == pytest.approx(300 * 3.75, abs=2 * 240 + 10)
    assert expected(HOST, 301) == pytest.approx(301 * 3.75 + 2 * 240)


def test_between_two_requests_are_three_seconds_at_least() -> None:
    clock = Clock()
    pace = Pace(clock=clock, sleep=clock.sleep, jitter=lambda: 0.0)
    for _ in range(5):
        pace.wait(HOST)
    assert clock.slept == [3.0] * 4


@pytest.mark.parametrize(("seconds", "waits"), [(1_000.0, True), (60.0, False)])
def test_a_rest_is_kept_to_or_ends_the_asking(seconds: float, *, waits: bool) -> None:
    clock = Clock()
    pace = Pace(clock=clock, sleep=clock.sleep, jitter=lambda: 0.0, rests={"127.0.0.1": 4})
    with serving() as site:
        pages = [site.put(f"/{n}.txt", Reply(b"Words.")) for n in range(5)]
        allowance = Allowance(seconds=seconds)
        with Fetcher(allow_private=True, pace=pace, allowance=allowance) as fetcher:
            fetcher.begin({})
            for page in pages[:3]:  # and the site's rules before them
                fetcher.get(page)
            if waits:
                fetcher.get(pages[3])
                assert 180.0 in clock.slept
            else:
                with pytest.raises(Held, match="to have a rest"):
                    fetcher.get(pages[3])
                assert "127.0.0.1" in fetcher.held
                with pytest.raises(Held, match="left alone until"):
                    fetcher.get(pages[4])
