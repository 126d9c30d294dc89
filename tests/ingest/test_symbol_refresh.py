"""Fetching UN documents by their symbol from services that behave like the real ones."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
import sqlalchemy as sa
from http_server import FEED, Clock, Reply, Site, feed, serving
from pdf_files import Text, column, pdf

from ingest.fetch import Fetcher, Limits
from ingest.fetching.pacing import Pace
from ingest.refresh import BySymbol, RefreshReport, refresh
from ingest.related import Plan, Years, plan_related
from ingest.routes import Routes
from store import history, originals
from store.library import Library
from store.manifest import read_originals
from store.requests import Fate, Request, fates, requests
from store.schema import runs, sources
from store.visits import Visit

NOW = dt.datetime(2026, 11, 25, 12, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
LETTER, RECORD = "S/2019/742", "S/PV.9990"
NOTHING = Reply(
    b"<!DOCTYPE html><html><head><title>ODS</title></head><body>" + b"<p>There is no such "
    b"document at this location.</p>" * 25 + b"</body></html>",
    200,
    {"Content-Type": "text/html"},
)
EMPTY = Reply(b"", 200, {"Content-Type": "application/pdf"})
WALL = Reply(b"<html><script src=challenge.js></script></html>", 202)
WORDPERFECT = Reply(b"\xffWPC\x10\x00\x00\x00" + b"\x00" * 400, 200)
OLD_WORD = Reply(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 400, 200)


def letter(symbol: str = LETTER, *words: str) -> bytes:
    lines = (
        f"United Nations {symbol}",
        "Security Council",
        "Distr.: General",
        "16 September 2019",
        "Original: Russian",
    )
    top = [Text(60, 740 - 14 * n, line) for n, line in enumerate(lines)]
    body = column(
        "Letter dated 13 September 2019 from the Permanent Representative of Peru to the United "
        "Nations addressed to the Secretary-General",
        top=640,
        characters=60,
        indent=0,
    )
    text = column(" ".join(words) or "Shared lakes need shared rules.", top=590, characters=60)
    return pdf([[*top, *body, *text]])


def release(number: int, day: str = "25 September 2019") -> Reply:
    body = (
        f"<!DOCTYPE html><html><head><title>Lakes</title></head><body><p>8626th Meeting (AM)</p>"
        f"<p>SC/{number}</p><p>{day}</p><h1>Security Council Hears of Shared Lakes</h1>"
        "<p>Speakers asked for shared rules about shared lakes.</p>"
        "<p>For information media. Not an official record.</p></body></html>"
    )
    return Reply(body.encode(), 200, {"Content-Type": "text/html"})


class Service:
    """A library and the services; every refresh is a process of its own."""

    def __init__(self, library: Library, site: Site) -> None:
        self.library, self.site = library, site
        self.routes = Routes(site.address, site.address)
        self.slept: list[float] = []
        self.pause: Callable[[float], bool] | None = None

    def give(self, symbol: str, *replies: Reply | bytes, language: str = "en") -> str:
        """What the service has for a symbol; bytes stand where it redirects to."""
        asked = f"/api/symbol/access?s={quote(symbol, safe='')}&l={language}&t=pdf"
        file = f"/doc/{quote(symbol, safe='')}.{language}.pdf"
        made = []
        for reply in replies:
            if isinstance(reply, bytes):
                self.site.put(file, Reply(reply, 200, {"Content-Type": "application/pdf"}))
                reply = Reply(b"moved", 302, {"Location": file})
            made.append(reply)
        self.site.put(asked, *made)
        return asked

    def refresh(
        self, *given: str | Path, now: dt.datetime = NOW, language: str = "en", watch: bool = False
    ) -> RefreshReport:
        clock = Clock()
        pace = Pace(clock=clock, sleep=clock.sleep, jitter=lambda: 0.0)
        limits = Limits(seconds=5, silence=1, attempts=2)
        with Fetcher(allow_private=True, limits=limits, pace=pace, now=lambda: now) as fetcher:
            if self.pause is not None:
                fetcher.pause = self.pause  # type: ignore[method-assign]
            report = refresh(
                self.library,
                given,
                fetcher=fetcher,
                now=now,
                by_symbol=BySymbol(language, self.routes, watch),
            )
        self.slept = clock.slept
        return report

    def plan(self, now: dt.datetime = NOW, **options: object) -> Plan:
        return plan_related(self.library, routes=self.routes, now=now, **options)  # type: ignore[arg-type]

    def fate(self, symbol: str) -> Request:
        return fates(requests(self.library.catalogue))[symbol]

    def count(self, table: sa.Table) -> int:
        with self.library.catalogue.reading() as connection:
            return len(connection.execute(sa.select(table)).all())


@pytest.fixture
def service(library: Library) -> Iterator[Service]:
    with serving() as site:
        yield Service(library, site)


def failure(report: RefreshReport) -> str:
    (one,) = report.failed
    return f"{one.source}: {one.reason}: {one.remedy}."


# Had.


def test_a_document_is_fetched_by_its_symbol_and_then_left_alone(service: Service) -> None:
    service.give(LETTER, letter())
    first = service.refresh("s/2019/742")
    assert (first.added, first.failed) == ((LETTER,), ())
    document = service.library.document(LETTER)
    assert document.url == "https://docs.un.org/en/S/2019/742"
    assert "Shared lakes need shared rules." in document.text
    assert document.page_count == 1
    service.site.paths()
    second = service.refresh(LETTER, now=NOW + 40 * DAY)
    assert (second.unchanged, second.generation) == (1, first.generation)
    assert service.site.paths() == []
    assert service.count(runs) == 1


@pytest.mark.parametrize(
    "address",
    [
        "https://docs.un.org/en/S/2019/742",
        "https://undocs.org/S/2019/742",
        "https://documents.un.org/api/symbol/access?s=S%2F2019%2F742&l=en&t=pdf",
    ],
)
def test_the_official_addresses_lead_to_the_same_document(service: Service, address: str) -> None:
    service.give(LETTER, letter())
    service.refresh(LETTER)
    report = service.refresh(address)
    assert (report.added, report.unchanged, report.failed) == ((), 1, ())
    assert service.count(sources) == 1


def test_a_file_of_that_name_goes_first(
    service: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "S" / "2019").mkdir(parents=True)
    (tmp_path / "S" / "2019" / "742").write_text("A file about lakes.")
    report = service.refresh(LETTER)
    assert (len(report.added), report.failed) == (1, ())
    assert service.site.asked == []


def test_a_file_that_is_not_there_is_not_asked_for(service: Service) -> None:
    assert "there is no file or folder S_2019_742-EN.pdf" in failure(
        service.refresh("S_2019_742-EN.pdf")
    )
    assert service.site.asked == []


def test_a_language_is_asked_for_and_stands_beside_the_symbol(service: Service) -> None:
    words = "Le Conseil prie le Secrétaire général de lui faire rapport sur les lacs qui sont dans "
    service.give(LETTER, letter(LETTER, words * 6), language="fr")
    report = service.refresh(LETTER, language="fr")
    assert (report.added, report.failed) == (("S/2019/742 [fr]",), ())
    assert service.refresh("https://docs.un.org/fr/S/2019/742").unchanged == 1


def test_another_language_than_the_one_asked_for_is_refused(service: Service) -> None:
    service.give(LETTER, letter(), language="fr")
    said = failure(service.refresh(LETTER, language="fr"))
    assert "asked for in French and came in English" in said
    assert service.library.documents() == []


def test_a_document_of_two_symbols_is_one_by_either(service: Service) -> None:
    for symbol in ("A/66/874", "S/2012/505"):
        service.give(symbol, letter("A/66/874-S/2012/505"))
    report = service.refresh("S/2012/505", "A/66/874")
    assert (report.added, report.failed) == (("A/66/874-S/2012/505",), ())
    assert service.refresh("A/66/874-S/2012/505").failed == ()
    assert len(service.library.documents()) == 1


def test_a_removed_document_stays_out_until_it_is_named(service: Service) -> None:
    service.give(LETTER, letter())
    service.refresh(LETTER)
    service.library.remove(LETTER)
    assert service.fate(LETTER).fate is Fate.REMOVED
    assert service.refresh(LETTER).added == (LETTER,)


def test_a_lost_original_is_fetched_again(service: Service) -> None:
    service.give(LETTER, letter())
    service.refresh(LETTER)
    with service.library.catalogue.reading() as connection:
        ((sha256,),) = read_originals(connection).values()
    folder = service.library.path / "originals"
    (kept,) = (path for path in folder.rglob("*") if path.is_file())
    kept.unlink()
    assert not originals.is_kept(folder, sha256)
    service.site.paths()
    assert service.refresh(LETTER).failed == ()
    assert len(service.site.paths()) == 2
    assert originals.is_kept(folder, sha256)


def test_the_same_text_in_a_folder_and_by_symbol_is_one_document(
    service: Service, tmp_path: Path
) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "letter.pdf").write_bytes(letter())
    (folder / "note.txt").write_text("A note on lakes.")
    service.give(LETTER, letter())
    service.refresh(folder)
    report = service.refresh(folder, LETTER)
    assert (report.added, report.removed, report.failed) == ((), (), ())
    (folder / "letter.pdf").unlink()
    report = service.refresh(folder, LETTER)
    assert (report.removed, report.failed) == ((), ())
    assert service.library.document(LETTER).held


def test_what_was_fetched_stays_when_a_file_of_it_comes_and_goes(
    service: Service, tmp_path: Path
) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "note.txt").write_text("A note on lakes.")
    service.give(LETTER, letter())
    service.refresh(LETTER)
    (folder / "letter.pdf").write_bytes(letter(LETTER, "Lakes are deep."))
    assert service.refresh(folder).changed == (LETTER,)
    (folder / "letter.pdf").unlink()
    report = service.refresh(folder)
    assert (report.changed, report.removed, report.failed) == ((LETTER,), (), ())
    assert "Shared lakes need shared rules." in service.library.document(LETTER).text
    assert service.refresh(folder).generation == report.generation


def test_a_press_page_and_its_symbol_are_one_document(service: Service) -> None:
    path = "/en/2019/sc13963.doc.htm"
    page = service.site.put(path, release(13963))
    assert service.refresh(page).added == ("SC/13963",)
    report = service.refresh(page, "SC/13963")
    assert (report.added, report.changed, report.failed) == ((), (), ())
    assert len(service.library.documents()) == 1
    report = service.refresh("SC/13963")
    assert (report.removed, report.failed) == ((), ())


def test_bytes_before_a_pdf_do_no_harm(service: Service) -> None:
    service.give(LETTER, b"\r\n" + letter())
    assert service.refresh(LETTER).added == (LETTER,)


# Not had.


@pytest.mark.parametrize("reply", [NOTHING, EMPTY, Reply(b"https://documents.un.org/x", 200)])
def test_what_is_missing_is_asked_three_times_and_named_unavailable(
    service: Service, reply: Reply
) -> None:
    asked = service.give(LETTER, reply)
    report = service.refresh(LETTER)
    assert "S/2019/742 is unavailable in English" in failure(report)
    assert "the service does not say whether" in failure(report)
    assert "https://docs.un.org/en/S/2019/742" in failure(report)
    assert service.site.paths() == [asked] * 3
    assert {30.0, 120.0} <= set(service.slept)
    request = service.fate(LETTER)
    assert (request.fate, request.since) == (Fate.UNAVAILABLE, NOW.date())
    assert service.library.documents() == []


def test_waits_are_shared_by_all_that_seems_to_be_missing(service: Service) -> None:
    symbols = [f"S/2019/{n}" for n in range(101, 106)]
    for symbol in symbols:
        service.give(symbol, NOTHING)
    assert len(service.refresh(*symbols).failed) == 5
    assert sum(service.slept) < 200


def test_what_came_is_kept_when_the_waits_are_broken_off(service: Service) -> None:
    service.give(LETTER, letter())
    service.give("S/2019/101", NOTHING)

    def broken(_seconds: float) -> bool:
        raise KeyboardInterrupt

    service.pause = broken
    with pytest.raises(KeyboardInterrupt):
        service.refresh("S/2019/101", LETTER)
    assert service.library.document(LETTER).held


def test_a_service_that_was_asked_too_often_is_asked_again_later(service: Service) -> None:
    service.give(LETTER, NOTHING, NOTHING, letter())
    report = service.refresh(LETTER)
    assert (report.added, report.failed) == ((LETTER,), ())


def test_what_there_is_no_time_to_ask_again_is_not_said_to_be_missing(service: Service) -> None:
    service.give(LETTER, NOTHING)
    service.pause = lambda _seconds: False
    assert "no time left to ask it again" in failure(service.refresh(LETTER))
    request = service.fate(LETTER)
    assert (request.fate, request.since, request.checked) == (Fate.FAILED, None, None)
    assert "no time left to ask it again" in (request.reason or "")


def test_a_service_that_asks_to_be_left_alone_has_not_said_what_is_missing(
    service: Service,
) -> None:
    service.give(LETTER, NOTHING, Reply(b"slower", 429, {"Retry-After": "100000"}))
    assert "asks to be left alone" in failure(service.refresh(LETTER))
    request = service.fate(LETTER)
    assert (request.fate, request.since, request.checked) == (Fate.FAILED, None, None)


@pytest.mark.parametrize("place", ["/doc/loop", "file:///etc/passwd", "https://un.org:99999/"])
def test_where_the_service_leads_nowhere_the_page_for_people_is_named(
    service: Service, place: str
) -> None:
    service.give(LETTER, Reply(b"moved", 302, {"Location": place}))
    service.site.put("/doc/loop", Reply(b"moved", 302, {"Location": "/doc/loop"}))
    assert f"save it from https://docs.un.org/en/{LETTER} in a browser" in failure(
        service.refresh(LETTER)
    )


def test_what_is_said_to_be_missing_for_sure_is_asked_once(service: Service) -> None:
    asked = service.give(LETTER, Reply(b"no", 404))
    assert "unavailable" in failure(service.refresh(LETTER))
    assert service.site.paths() == [asked]


def test_what_was_unavailable_before_is_asked_once_and_may_be_there(service: Service) -> None:
    asked = service.give(LETTER, NOTHING)
    service.refresh(LETTER)
    service.site.paths()
    service.refresh(LETTER)
    assert service.site.paths() == [asked]
    assert service.fate(LETTER).since == NOW.date()
    service.refresh(LETTER, now=NOW + 3 * DAY)
    request = service.fate(LETTER)
    assert (request.since, request.checked) == (NOW.date(), (NOW + 3 * DAY).date())
    service.give(LETTER, letter())
    assert service.refresh(LETTER).added == (LETTER,)
    assert service.fate(LETTER).fate is None


def test_what_is_held_in_another_language_may_not_be_in_this(service: Service) -> None:
    words = "Le Conseil prie le Secrétaire général de lui faire rapport sur les lacs qui sont dans "
    service.give(LETTER, letter(LETTER, words * 6), language="fr")
    service.give(LETTER, NOTHING)
    service.refresh(LETTER, language="fr")
    assert "it is held in French" in failure(service.refresh(LETTER))
    english = next(one for one in requests(service.library.catalogue) if one.language == "en")
    assert english.fate is Fate.OTHER_LANGUAGE


@pytest.mark.parametrize(
    ("reply", "said"), [(WORDPERFECT, "a WordPerfect file"), (OLD_WORD, "an old Word file")]
)
def test_a_format_that_is_not_read_is_named(service: Service, reply: Reply, said: str) -> None:
    asked = service.give(LETTER, reply)
    assert said in failure(service.refresh(LETTER))
    assert service.site.paths() == [asked]
    assert service.fate(LETTER).fate is Fate.FAILED


def test_another_document_is_not_taken_for_the_one_asked_for(service: Service) -> None:
    service.give(LETTER, letter("S/2019/743"))
    said = failure(service.refresh(LETTER))
    assert "S/2019/742 was asked for" in said
    assert "prints S/2019/743" in said
    assert service.library.documents() == []
    service.give(LETTER, letter())
    assert service.refresh(LETTER).added == (LETTER,)


def test_a_document_that_prints_no_symbol_is_not_taken(service: Service) -> None:
    page = pdf([column("Shared lakes need shared rules, and shared rules need lakes.")])
    service.give(LETTER, page)
    assert "does not print that symbol" in failure(service.refresh(LETTER))
    cited = pdf([column("Pursuant to document S/2019/741 and to S/2019/742 lakes are shared.")])
    service.give(LETTER, cited)
    assert "prints S/2019/741" in failure(service.refresh(LETTER))


def test_a_page_that_opens_with_a_speaker_is_no_record_for_that(service: Service) -> None:
    words = "The President: I give the floor to the representative of Peru, who spoke of S/2019/1."
    service.give(RECORD, pdf([column(words, characters=60)]))
    assert "prints S/2019/1" in failure(service.refresh(RECORD))
    assert service.library.documents() == []


def test_a_document_without_a_layout_is_taken_by_its_first_symbol(service: Service) -> None:
    paper = pdf([[Text(400, 740, LETTER), *column("Lakes are to be shared by all their shores.")]])
    service.give(LETTER, paper)
    report = service.refresh(LETTER)
    assert (report.added, report.failed) == ((LETTER,), ())


def test_a_wall_is_met_once_and_never_passed(service: Service) -> None:
    first = service.give("S/2019/101", WALL)
    for number in range(102, 105):
        service.give(f"S/2019/{number}", WALL)
    report = service.refresh(*(f"S/2019/{n}" for n in range(101, 105)))
    assert service.site.paths() == [first]
    assert len(report.failed) == 2
    text = " ".join(f"{one.reason} {one.remedy}" for one in report.failed)
    assert "only a person with a browser passes" in text
    assert "2 more were left for the same reason" in text
    assert "source folder" in text
    for number in range(101, 105):
        request = service.fate(f"S/2019/{number}")
        assert (request.fate, "browser" in (request.reason or "")) == (Fate.FAILED, True)
        assert f"save it from https://docs.un.org/en/S/2019/{number} " in (request.remedy or "")


BY_HAND = (
    "refresh again later, or save it from https://docs.un.org/en/{} in a browser and put the file "
    "into a source folder, such as corpus/"
)


def without_network(service: Service) -> None:
    service.routes = Routes("http://127.0.0.1:1", "http://127.0.0.1:1")


def test_without_a_network_the_run_and_the_reason_are_kept_with_the_way_by_hand(
    service: Service,
) -> None:
    without_network(service)
    assert BY_HAND.format(RECORD) in failure(service.refresh(RECORD))
    request = service.fate(RECORD)
    assert (request.fate, request.since, request.checked) == (Fate.FAILED, None, None)
    assert "robots.txt could not be had" in (request.reason or "")
    assert request.remedy == BY_HAND.format(RECORD)
    (run,) = history.runs(service.library.catalogue)
    assert (run.command, run.failed, run.finished is not None) == ("refresh", 1, True)
    assert [one.source for one in run.failures] == [RECORD]
    assert run.failures[0].remedy == BY_HAND.format(RECORD)
    service.refresh(RECORD)
    assert service.count(runs) == 1  # it failed as before, and there is nothing to write


def test_each_of_many_that_were_not_asked_has_its_own_way_by_hand(service: Service) -> None:
    without_network(service)
    assert "; 2 more were left for the same reason" in failure(
        service.refresh(RECORD, LETTER, "S/2019/743")
    )
    for symbol in (RECORD, LETTER, "S/2019/743"):
        assert service.fate(symbol).remedy == BY_HAND.format(symbol)


def test_what_was_had_stays_had_without_a_network(service: Service) -> None:
    service.give(RECORD, letter(RECORD))
    service.refresh(RECORD)
    without_network(service)
    assert "robots.txt" in failure(service.refresh(RECORD, now=NOW + 8 * DAY))
    assert service.fate(RECORD).fate is None
    assert [run.failed for run in history.runs(service.library.catalogue)] == [1, 0]
    service.give(LETTER, letter())
    service.routes = Routes(service.site.address, service.site.address)
    assert service.refresh(RECORD, LETTER, now=NOW + 8 * DAY).failed == ()


def test_what_was_unavailable_stays_so_without_a_network(service: Service) -> None:
    service.give(LETTER, Reply(b"no", 404))
    service.refresh(LETTER)
    before = service.fate(LETTER)
    without_network(service)
    service.refresh(LETTER, now=NOW + 40 * DAY)
    assert service.fate(LETTER) == before
    assert [run.failed for run in history.runs(service.library.catalogue)] == [1, 1]


def test_what_failed_for_want_of_a_network_is_had_with_one(service: Service) -> None:
    service.give(LETTER, letter())
    there, service.routes = service.routes, Routes("http://127.0.0.1:1", "http://127.0.0.1:1")
    service.refresh(LETTER)
    service.routes = there
    assert service.refresh(LETTER).added == (LETTER,)
    assert service.fate(LETTER).fate is None


def test_a_dead_service_leaves_the_way_by_hand(service: Service) -> None:
    service.give(LETTER, Reply(b"down", 503))
    assert BY_HAND.format(LETTER) in failure(service.refresh(LETTER))


def test_an_empty_answer_to_a_recheck_leaves_the_old_version(service: Service) -> None:
    service.give(RECORD, letter(RECORD))
    service.refresh(RECORD)
    service.give(RECORD, NOTHING)
    week = NOW + 8 * DAY
    assert "unavailable" in failure(service.refresh(RECORD, now=week))
    assert service.library.document(RECORD).held
    assert service.fate(RECORD).fate is None
    service.give(RECORD, letter(RECORD))
    assert service.refresh(RECORD, now=week + DAY).unchanged == 1


# Again.


def test_a_record_is_looked_at_for_corrections_weekly_for_some_months(service: Service) -> None:
    service.give(RECORD, letter(RECORD))
    service.refresh(RECORD)
    service.site.paths()
    service.refresh(RECORD, now=NOW + DAY)
    assert service.site.paths() == []
    service.give(RECORD, letter(RECORD, "Shared lakes need better rules."))
    report = service.refresh(RECORD, now=NOW + 8 * DAY)
    assert report.changed == (RECORD,)
    service.site.paths()
    service.refresh(RECORD, now=NOW + 400 * DAY)
    assert service.site.paths() == []


def test_watching_asks_for_what_is_missing_once_a_day(service: Service) -> None:
    asked = service.give(RECORD, NOTHING)
    service.refresh(RECORD, watch=True)
    service.site.paths()
    report = service.refresh(RECORD, watch=True)
    assert (report.failed, service.site.paths()) == ((), [])
    service.refresh(RECORD, watch=True, now=NOW + DAY)
    assert service.site.paths() == [asked]


# Press releases.


def test_a_press_release_is_looked_for_in_the_years_that_it_may_be_of(service: Service) -> None:
    path = "/en/2019/sc13963.doc.htm"
    service.site.put(path, release(13963))
    report = service.refresh("SC/13963")
    assert (report.added, report.failed) == (("SC/13963",), ())
    document = service.library.document("SC/13963")
    assert document.url == "https://press.un.org/en/2019/sc13963.doc.htm"
    assert service.site.paths() == [path]
    assert service.refresh("https://press.un.org/en/sc/13963.doc.htm").unchanged == 1


def test_a_feed_leaves_alone_what_was_had_by_its_symbol(service: Service) -> None:
    service.site.put("/en/2019/sc13963.doc.htm", release(13963))
    service.refresh("SC/13963")
    page = ("https://press.un.org/en/sc/13963.doc.htm", "Tue, 24 Nov 2026 21:45:12 +0000")
    service.site.page("/feed", feed(service.site.address, page), content_type=FEED)
    service.site.paths()
    report = service.refresh(service.site.address + "/feed")
    assert (report.added, report.changed, report.failed) == ((), (), ())
    assert service.site.paths() == ["/feed"]
    assert service.refresh("SC/13963").failed == ()


def test_a_press_release_of_another_number_is_refused(service: Service) -> None:
    service.site.put("/en/2019/sc13963.doc.htm", release(13964))
    assert "prints SC/13964" in failure(service.refresh("SC/13963"))


def test_a_press_release_in_a_language_that_there_is_none_in(service: Service) -> None:
    assert "English and French" in failure(service.refresh("SC/13963", language="ru"))
    assert service.site.asked == []


# What is cited.


@pytest.fixture
def citing(service: Service, tmp_path: Path) -> Path:
    folder = tmp_path / "briefs"
    folder.mkdir()
    (folder / "one.txt").write_text("Russia circulated S/2019/742 and recalled S/PV.9990.")
    (folder / "two.txt").write_text("See S/2019/742, S/2019/101 and SC/13963.")
    service.refresh(folder)
    return folder


def test_the_plan_has_what_is_cited_most_first_and_how_long(service: Service, citing: Path) -> None:
    plan = service.plan(limit=3)
    assert [one.wanted.symbol for one in plan.documents] == [LETTER, "S/2019/101", RECORD]
    assert plan.documents[0].cited_by == ("one", "two")
    assert (plan.left, plan.waiting, plan.removed) == (1, 0, 0)
    assert plan.hosts == {"127.0.0.1": 3}
    real = plan_related(service.library, now=NOW)
    assert real.hosts == {"documents.un.org": 3, "press.un.org": 1}
    assert 20 < real.seconds < 60
    assert service.site.asked == []


def test_the_plan_leaves_out_what_is_held_waits_or_was_removed(
    service: Service, citing: Path
) -> None:
    service.give(LETTER, letter())
    service.give(RECORD, NOTHING)
    service.give("S/2019/101", letter("S/2019/101"))
    service.refresh(LETTER, RECORD, "S/2019/101")
    service.library.remove("S/2019/101")
    plan = service.plan()
    assert [one.wanted.symbol for one in plan.documents] == ["SC/13963"]
    assert (plan.waiting, plan.removed) == (1, 1)
    tomorrow = service.plan(NOW + DAY)
    assert [one.wanted.symbol for one in tomorrow.documents] == [RECORD, "SC/13963"]


def test_a_plan_asks_for_a_document_of_two_symbols_by_both(
    service: Service, tmp_path: Path
) -> None:
    double = "A/66/874-S/2012/505"
    (tmp_path / "one.txt").write_text(f"See {double} on lakes.")
    service.refresh(tmp_path / "one.txt")
    (planned,) = service.plan().documents
    service.refresh(planned.wanted.key)
    assert service.fate(double).fate is Fate.UNAVAILABLE
    service.give("S/2012/505", letter(double))
    assert service.refresh(planned.wanted.key).added == (double,)


def test_the_years_of_documents_are_looked_up_once_for_all(
    service: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "one.txt").write_text("See SC/13963, S/RES/2999 and A/66/874-S/2012/505 on lakes.")
    (folder / "one.toml").write_text("posted = 2019-09-24\n")
    (folder / "cards.toml").write_text(
        '[[document]]\nsymbol = "SC/14000"\ntitle = "Lakes"\nkind = "meetings coverage"\n'
        'date = 2020-01-02\nabout = "Shared lakes."\n'
    )
    assert service.refresh(folder).failed == ()
    documents, looked = service.library.documents, []
    monkeypatch.setattr(
        type(service.library), "documents", lambda _self: looked.append(1) or documents()
    )
    years = Years(service.library)
    assert years("SC/14000") == (2020,)
    for symbol in ("SC/13963", "S/RES/2999", "S/RES/2999 (2019)", "S/2012/505"):
        assert years(symbol) == (2019, 2018)
    assert years("SC/1") == ()
    assert len(looked) == 1


def test_records_are_in_the_plan_again_when_corrections_may_have_come(service: Service) -> None:
    service.give(RECORD, letter(RECORD))
    service.refresh(RECORD)
    assert service.plan().documents == ()
    (again,) = service.plan(NOW + 8 * DAY).documents
    assert (again.wanted.symbol, again.cited_by) == (RECORD, ())


def test_a_dead_service_leaves_nothing_to_know(service: Service, citing: Path) -> None:
    service.give(LETTER, Reply(b"down", 503))
    assert "cannot be had now" in failure(service.refresh(LETTER))
    request = service.fate(LETTER)
    assert (request.fate, request.checked) == (Fate.FAILED, None)
    assert LETTER in [one.wanted.symbol for one in service.plan().documents]


def test_what_was_not_asked_at_all_leaves_nothing_to_know(service: Service, citing: Path) -> None:
    by_symbol = BySymbol("en", service.routes)
    report = refresh(service.library, [LETTER], by_symbol=by_symbol, now=NOW)
    assert "inside a private network" in failure(report)
    assert (service.fate(LETTER).checked, service.plan().waiting) == (None, 0)


# What is kept.


def test_a_visit_is_kept_as_it_was() -> None:
    visit = Visit("S/PV.1", NOW, symbol="S/PV.1", language="fr", checked=NOW.date())
    assert Visit.from_json(visit.to_json()) == visit
