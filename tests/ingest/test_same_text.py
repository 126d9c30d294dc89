"""What several addresses say in the same words is one document, as long as one of them says it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from http_server import FEED, Clock, Reply, Site, feed, serving

from ingest.fetch import Fetcher, Limits
from ingest.fetching.pacing import Pace
from ingest.refresh import RefreshReport, refresh
from store.library import Library
from store.references import sources_of

NOW = dt.datetime(2026, 10, 20, 12, tzinfo=dt.UTC)
ONE, TWO = "/remarks/lakes", "/archive/77"


def page(words: str, title: str = "Remarks on lakes") -> str:
    return (
        f"<html><head><title>{title}</title>"
        f'<meta property="article:published_time" content="2026-10-20"></head>'
        f"<body><h1>{title}</h1><p>{words}</p></body></html>"
    )


class Web:
    """A library and a site; each refresh comes some days after the one before."""

    def __init__(self, library: Library, site: Site) -> None:
        self.library, self.site, self.day = library, site, 0

    def refresh(self, *given: str) -> RefreshReport:
        self.day += 3
        clock = Clock()
        now = NOW + dt.timedelta(days=self.day)
        pace = Pace(clock=clock, sleep=clock.sleep, jitter=lambda: 0.0)
        limits = Limits(attempts=1, silence=1)
        with Fetcher(allow_private=True, pace=pace, limits=limits, now=lambda: now) as fetcher:
            asked = [self.site.address + path for path in given]
            return refresh(self.library, asked, fetcher=fetcher, now=now)

    def held(self) -> dict[str, str]:
        """The last part of each document's id, and the last words of its text."""
        return {
            summary.document.rsplit("/", 1)[1]: self.library.document(summary.document).text[-11:]
            for summary in self.library.documents()
        }


@pytest.fixture
def web(library: Library) -> Iterator[Web]:
    with serving() as site:
        site.page(ONE, page("They are deep."))
        site.page(TWO, page("They are deep."))
        yield Web(library, site)


def test_two_addresses_of_one_text_are_one_document_with_both(web: Web) -> None:
    report = web.refresh(ONE, TWO)
    assert (len(report.added), report.failed) == (1, ())
    assert web.held() == {"lakes": "y are deep."}
    given = sources_of(web.library.catalogue, report.added[0])
    assert [address.rsplit("/", 1)[1] for address in given] == ["lakes", "77"]
    for order in ((ONE, TWO), (TWO, ONE)):
        again = web.refresh(*order)
        assert (again.added, again.changed, again.removed) == ((), (), ())
        assert again.generation == report.generation


@pytest.mark.parametrize("order", [(ONE, TWO), (TWO, ONE)], ids=["first", "last"])
def test_when_one_says_something_else_both_are_held(web: Web, order: tuple[str, str]) -> None:
    web.refresh(ONE, TWO)
    web.site.page(ONE, page("They are blue."))
    report = web.refresh(*order)
    assert web.held() == {"lakes": "y are blue.", "77": "y are deep."}
    assert (len(report.added), len(report.changed)) == (1, 1)
    assert web.refresh(*order).generation == report.generation


def test_when_one_goes_the_document_stays(web: Web) -> None:
    web.refresh(ONE, TWO)
    web.site.put(ONE, Reply(status=410))
    report = web.refresh(ONE, TWO)
    assert (report.removed, len(report.failed)) == ((), 1)
    assert web.held() == {"lakes": "y are deep."}
    web.library.remove(web.library.documents()[0].document)
    assert web.refresh(TWO).added != ()
    assert web.held() == {"77": "y are deep."}


def test_asked_alone_an_address_adds_no_second_document(web: Web) -> None:
    report = web.refresh(ONE, TWO)
    assert web.refresh(TWO).generation == report.generation
    web.site.page(TWO, page("They are blue."))
    assert len(web.refresh(TWO).added) == 1
    assert web.held() == {"lakes": "y are deep.", "77": "y are blue."}


def test_a_feed_that_has_not_changed_brings_no_second_document(web: Web) -> None:
    web.refresh(ONE)
    web.site.page("/feed", feed(web.site.address, (ONE, "")), content_type=FEED)
    report = web.refresh(TWO, "/feed")
    assert web.held() == {"lakes": "y are deep."}
    assert web.refresh(TWO, "/feed").generation == report.generation


def test_asked_alone_before_they_were_known_to_be_one_each_speaks(web: Web) -> None:
    web.refresh(ONE)
    web.refresh(TWO)
    assert web.held() == {"lakes": "y are deep.", "77": "y are deep."}
    report = web.refresh(ONE, TWO)
    assert len(report.removed) == 1
    assert web.held() == {"lakes": "y are deep."}
    assert web.refresh(ONE, TWO).generation == report.generation


@pytest.mark.parametrize("asked", [(ONE,), (ONE, TWO)], ids=["not asked", "not to be had"])
def test_what_is_asked_or_had_no_more_speaks_when_its_twin_says_something_else(
    web: Web, asked: tuple[str, ...]
) -> None:
    web.refresh(ONE, TWO)
    web.site.page(ONE, page("They are blue."))
    web.site.put(TWO, Reply(status=500))
    report = web.refresh(*asked)
    assert web.held() == {"lakes": "y are blue.", "77": "y are deep."}
    assert (report.removed, len(report.failed)) == ((), len(asked) - 1)
    again = web.refresh(*asked)
    assert (again.generation, len(again.failed)) == (report.generation, len(asked) - 1)


def test_of_three_only_one_speaks_when_the_first_says_something_else(web: Web) -> None:
    three = web.site.page("/copy/5", page("They are deep."))
    web.refresh(ONE, TWO, three.removeprefix(web.site.address))
    web.site.page(ONE, page("They are blue."))
    web.refresh(ONE)
    assert sorted(web.held().values()) == ["y are blue.", "y are deep."]


def test_what_was_removed_by_hand_does_not_come_back_by_its_twin(web: Web) -> None:
    feeding = feed(web.site.address, (ONE, ""), (TWO, ""))
    web.site.page("/feed", feeding, content_type=FEED)
    (document,) = web.refresh("/feed").added
    web.library.remove(document)
    report = web.refresh("/feed")
    assert (report.added, web.library.documents()) == ((), [])
    assert web.refresh(TWO).added != ()


@pytest.mark.parametrize(
    "other",
    [
        page("They are deep.", title="Remarks on ponds"),
        page("They are deep. So it is."),
        page("They are deep.").replace("2026-10-20", "2026-10-19"),
    ],
    ids=["title", "text", "day"],
)
def test_what_differs_in_anything_is_two_documents(web: Web, other: str) -> None:
    web.site.page(TWO, other)
    assert len(web.refresh(ONE, TWO).added) == 2
