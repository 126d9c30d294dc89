"""The library page, run as Streamlit runs it, over a small library that it fills by itself."""

from __future__ import annotations

import json
import logging
import stat
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import streamlit as st
from fake_chat import FakeEngine
from http_server import Reply, serving
from pdf_files import Text, column, pdf
from streamlit.testing.v1 import AppTest
from ui_parts import chat_over

from app import filling
from app.ui import launcher, people, state
from app.ui.access import Access, Door
from app.ui.library import hands, jobs
from app.ui.library.work import Done, Filler, Job, Told
from ingest.refresh import RefreshReport, refresh
from store.embedding import HashEmbedder
from store.errors import LibraryBusy, LibraryMissing, SourceError
from store.library import Library
from store.lock import writer_lock

HOSTILE = "<img src=x onerror=\"document.title='owned'\"> **b** $x$.md"
REPORT = RefreshReport((), (), (), 0, (), 0, 1, 0.0)


class Engine(FakeEngine):
    """Over a library of its own, with nothing to propose."""

    def example_questions(self) -> tuple[str, ...]:
        return ()


@dataclass
class Place:
    """A folder of sources, and the settings of the page over a library that is not there yet."""

    folder: Path
    settings: SimpleNamespace

    def brief(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path

    def documents(self) -> list[str]:
        with Library.open(self.settings.library, None) as library:
            return [one.document for one in library.documents()]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Place]:
    folder = tmp_path / "briefs"
    folder.mkdir()
    settings = SimpleNamespace(
        library=tmp_path / "library",
        sources=(str(folder),),
        chroma_url=None,
        embedding_model="hash",
        allow_private=True,
        un_documents_url="http://127.0.0.1:1",
        un_press_url="http://127.0.0.1:1",
        model=None,
    )
    opened: list[Library] = []

    def open_engine(_settings: object) -> Any:
        library = Library.open(settings.library, HashEmbedder())
        opened.append(library)
        return Engine(library=library)  # type: ignore[arg-type]

    monkeypatch.setattr(state, "embedder", HashEmbedder)
    monkeypatch.setattr("ingest.fetching.pacing._DELAY", 0.0)
    monkeypatch.setattr("ingest.symbol_downloads.AGAIN_AFTER", (0.0,))
    made = Place(folder, settings)
    made.brief("lakes.txt", "Lakes are shared by all their shores. See S/2019/742.")
    with chat_over(open_engine, settings, monkeypatch):
        yield made
        jobs.filler().wait(20)
    for library in opened:
        library.close()


def page(**query: str) -> AppTest:
    shown = AppTest.from_string(
        "from app.ui import frame\n"
        "import streamlit as st\n"
        "from app.ui.library import page\n"
        "page.draw()\n",
        default_timeout=30,
    )
    for name, value in query.items():
        shown.query_params[name] = value
    return shown.run()


def drawn(shown: AppTest, view: str) -> Any:
    """The data of the component that shows a view, or none where nothing does."""
    assert not shown.exception
    found = [json.loads(node.proto.json) for node in shown.get("bidi_component")]
    return next((data for data in found if data.get("view") == view), None)


def carry_out(job: Job) -> Any:
    """The outcome of a job, once there is one."""
    jobs.filler().take(job)
    assert jobs.filler().wait(60)
    outcome = jobs.filler().standing().outcome
    assert outcome is not None
    return outcome


def added_by(job: Job) -> tuple[str, ...]:
    outcome = carry_out(job)
    assert outcome.error is None
    return tuple(outcome.done.report.added)


# What the page shows.


def test_where_there_is_no_library_the_page_offers_to_make_one(place: Place) -> None:
    shown = page()
    assert "no library yet" in drawn(shown, "heading")["said"]
    assert drawn(shown, "sources") == {
        "view": "sources", "sources": [str(place.folder)], "busy": False,
    }  # fmt: skip
    assert shown.text_input[0].label == "UN symbol or address"
    added_by(jobs.refresh())
    assert drawn(page(), "documents")["said"] == "1 document: 1 held, 0 known and not held."


def test_each_section_is_drawn_from_the_library(place: Place) -> None:
    added_by(jobs.refresh())
    table = drawn(page(q="lakes", open="document:lakes"), "documents")
    assert [row["id"] for row in table["rows"]] == ["document:lakes"]
    assert drawn(page(q="figs"), "documents")["said"] == "None of 1 document is like that."
    graph = drawn(page(about="lakes"), "citations")
    assert [node["missing"] for node in graph["cited"]["nodes"]] == ["S/2019/742"]
    assert drawn(page(about="nowhere"), "citations") is None
    assert drawn(page(show="timeline"), "timeline")["bars"] == []
    [row] = drawn(page(show="missing"), "missing")["rows"]
    assert (row["symbol"], row["why"]) == ("S/2019/742", "Never asked for")
    history = drawn(page(show="history"), "history")
    assert [run["said"] for run in history["runs"]] == ["refresh: 1 added"]
    assert history["since"] is None


def test_the_history_says_when_nothing_had_changed_and_not_how_often(place: Place) -> None:
    added_by(jobs.refresh())
    for _ in range(2):
        added_by(jobs.refresh())
    history = drawn(page(show="history"), "history")
    assert len(history["runs"]) == 1
    assert history["since"].startswith("Looked over on ")
    assert history["since"].endswith(": nothing had changed")
    carry_out(jobs.add([jobs.Given("rivers.md", b"Rivers are shared.")]))
    assert drawn(page(show="history"), "history")["since"] is None
    (place.folder / "broken.pdf").write_bytes(b"no PDF")
    for _ in range(2):
        carry_out(jobs.refresh())
    since = drawn(page(show="history"), "history")["since"]
    assert since.endswith(": nothing had changed; 1 source could not be read")
    assert drawn(page(show="<b>"), "documents")["rows"]


def test_a_report_says_what_was_done_and_is_there_after_a_reload(place: Place) -> None:
    added_by(jobs.refresh())
    place.brief("lakes.txt", "Lakes are nobody's.")
    place.brief("broken.pdf", "This is no PDF.")
    carry_out(jobs.refresh())
    for _ in range(2):
        report = drawn(page(), "work")["report"]
        assert report["said"].startswith("1 changed and 1 failed; it took ")
        assert [sort["items"][0]["id"] for sort in report["sorts"]] == ["document:lakes"]
        assert report["sorts"][0]["items"][0]["what"]
        [failure] = report["failures"]
        assert "broken.pdf" in failure["source"]
        assert failure["remedy"]


# Adding and removing.


def test_a_file_is_added_stays_and_goes_for_good(place: Place) -> None:
    added_by(jobs.refresh())
    assert added_by(jobs.add([jobs.Given("../rivers.md", b"Rivers are shared.")])) == ("rivers",)
    path = place.settings.library / "added" / "rivers.md"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    [one] = drawn(page(show="filling"), "added")["added"]
    assert (one["document"], one["how"]) == ("rivers", "A file added here")
    carry_out(jobs.refresh())
    with Library.open(place.settings.library, HashEmbedder()) as library:
        refresh(library, [place.folder])
    assert place.documents() == ["lakes", "rivers"]
    carry_out(jobs.remove("rivers"))
    carry_out(jobs.refresh())
    assert (place.documents(), path.exists()) == (["lakes"], False)
    assert added_by(jobs.add([jobs.Given("rivers.md", b"Rivers are shared.")])) == ("rivers",)


def test_what_was_removed_is_called_by_its_title(place: Place) -> None:
    added_by(jobs.refresh())
    added_by(jobs.add([jobs.Given("rivers.md", b"# On Rivers and Streams\n\nThey are shared.")]))
    page()
    hands.remove("rivers")
    assert jobs.filler().wait(60)
    report = drawn(page(), "work")["report"]
    assert report["title"].startswith("Remove: On Rivers and Streams · ")
    [sort] = report["sorts"]
    assert sort["items"] == [{"name": "On Rivers and Streams", "id": None, "what": None}]


def test_what_cannot_be_read_is_not_kept_and_said_by_its_name_alone(place: Place) -> None:
    outcome = carry_out(
        jobs.add(
            [jobs.Given("broken.pdf", b"no PDF"), jobs.Given("run.sh", b"echo"),
             jobs.Given(HOSTILE, b"Rivers are shared.")],
            wanted="S/2019/742",
        )
    )  # fmt: skip
    assert [failure.source for failure in outcome.done.report.failed] == ["run.sh", "broken.pdf"]
    assert all(str(place.settings.library) not in str(f) for f in outcome.done.report.failed)
    [kept] = (place.settings.library / "added").iterdir()
    assert kept.name == "_img src_x onerror__document.title__owned___ __b__ _x_.md"
    assert "does not print the symbol S/2019/742" in outcome.done.notes[0]


def test_a_missing_document_is_fetched_by_its_symbol(place: Place) -> None:
    with serving() as site:
        paper = pdf([[Text(400, 740, "S/2019/742"), *column("Lakes are shared.")]])
        site.put("/api/symbol/access?s=S%2F2019%2F742&l=en&t=pdf", Reply(paper))
        place.settings.un_documents_url = site.address
        added_by(jobs.refresh())
        assert added_by(jobs.fetch("s/2019/742")) == ("S/2019/742",)
    assert drawn(page(show="missing"), "missing")["rows"] == []
    [node] = drawn(page(about="lakes"), "citations")["cited"]["nodes"]
    assert (node["held"], node["id"]) == (True, "document:S/2019/742")
    [one] = drawn(page(show="filling"), "added")["added"]
    assert one["how"] == "Fetched by its symbol or address"


def test_a_file_that_could_not_be_read_in_now_comes_with_no_later_refresh(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_given: object) -> RefreshReport:
        raise LibraryBusy("another process is writing to the library", "try again")

    monkeypatch.setattr(filling, "refreshed", busy)
    with pytest.raises(LibraryBusy):
        jobs.add([jobs.Given("rivers.md", b"Rivers are shared.")]).carry_out(lambda *_: None)
    assert list(filling.added_folder(place.settings.library).iterdir()) == []


def test_a_job_is_not_called_by_a_key_in_an_address(place: Place) -> None:
    job_of = jobs.fetch("https://example.org/feed?key=s3cret")
    assert job_of.about == "https://example.org/feed?key=…"


def test_what_is_neither_symbol_nor_address_is_said_and_nothing_is_begun(place: Place) -> None:
    added_by(jobs.refresh())
    before = jobs.filler().standing().number
    shown = page(show="filling")
    shown.text_input[0].set_value(f"/etc/passwd {HOSTILE}")
    next(button for button in shown.button if button.label == "Fetch").click().run()
    assert "neither a UN symbol nor an address" in drawn(shown, "work")["refused"]
    assert jobs.filler().standing().number == before


def test_nothing_is_removed_or_fetched_that_the_page_does_not_offer(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    added_by(jobs.refresh())
    added_by(jobs.add([jobs.Given("rivers.md", b"# On Rivers\n\nThey are shared.")]))
    before = jobs.filler().standing().number
    monkeypatch.setattr(st, "session_state", {})
    monkeypatch.setattr(st, "query_params", {})
    for document in ("lakes", "nowhere", str(place.folder / "lakes.txt"), ""):
        hands.remove(document)
        assert st.session_state.pop(hands._REFUSED) == hands._NOT_OFFERED
    hands.fetch_offered("https://example.org/feed", {"S/2019/742"})
    assert st.session_state.pop(hands._REFUSED) == hands._NOT_OFFERED
    assert jobs.filler().standing().number == before
    assert place.documents() == ["lakes", "rivers"]
    hands.remove("rivers")
    assert jobs.filler().wait(60)
    assert place.documents() == ["lakes"]


# Who may.


def test_a_reader_who_may_only_read_is_shown_and_obeyed_in_nothing(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    added_by(jobs.refresh())
    before = jobs.filler().standing().number
    monkeypatch.setattr(people, "reader", lambda: people.Reader(may_change=False))
    monkeypatch.setattr(people, "who", lambda: people.Reader(may_change=False))
    shown = page(show="filling")
    assert drawn(shown, "closed")["said"] == "You may read this library and not change it."
    assert drawn(shown, "sources") is drawn(shown, "added") is drawn(shown, "work") is None
    assert (len(shown.text_input), len(shown.get("file_uploader"))) == (0, 0)
    assert not drawn(page(show="missing"), "missing")["may_change"]
    monkeypatch.setattr(st, "session_state", {})
    monkeypatch.setattr(st, "query_params", {})
    hands.refresh()
    hands.fetch("S/2019/742")
    hands.add([jobs.Given("a.md", b"a")], None)
    hands.remove("lakes")
    assert jobs.filler().standing().number == before
    assert place.documents() == ["lakes"]


# One at a time.


def job(carry_out: Any) -> Job:
    return Job("Refresh", "", carry_out)


def test_one_job_at_a_time_and_it_can_be_stopped() -> None:
    filler, begun, go_on = Filler(), threading.Event(), threading.Event()

    def wait(told: Told) -> Done:
        begun.set()
        go_on.wait(20)
        told(SimpleNamespace(done=1, total=2, source="a", stage="reading"))  # type: ignore[arg-type]
        return Done(REPORT)

    filler.take(job(wait))
    begun.wait(20)
    with pytest.raises(LibraryBusy):
        filler.take(job(wait))
    filler.stop()
    assert filler.standing().stopping
    go_on.set()
    assert filler.wait(20)
    outcome = filler.standing().outcome
    assert outcome is not None
    assert outcome.error is not None
    assert outcome.error.startswith("Stopped before its end.")
    filler.take(job(lambda _told: Done(REPORT)))
    assert filler.wait(20)
    assert filler.standing().outcome.done == Done(REPORT)  # type: ignore[union-attr]


def test_errors_of_the_tree_are_said_and_others_logged_and_named(
    caplog: pytest.LogCaptureFixture,
) -> None:
    filler = Filler()

    def fail(error: Exception) -> str:
        def carry_out(_told: Told) -> Done:
            raise error

        filler.take(job(carry_out))
        assert filler.wait(20)
        outcome = filler.standing().outcome
        assert outcome is not None
        return str(outcome.error)

    assert fail(SourceError("it is empty", "fill it")) == "it is empty: fill it."
    assert not caplog.records
    with caplog.at_level(logging.ERROR):
        said = fail(RuntimeError("not for the page"))
    assert "RuntimeError" in said
    assert "not for the page" not in said
    assert "not for the page" in caplog.text


def test_a_library_that_another_process_writes_is_said_to_be_so(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    added_by(jobs.refresh())
    place.brief("lakes.txt", "Lakes are nobody's.")
    monkeypatch.setattr("ingest.refresh.refresh.__kwdefaults__", {
        **refresh.__kwdefaults__, "patience": 0.1,
    })  # fmt: skip
    with writer_lock(place.settings.library, "refresh"):
        outcome = carry_out(jobs.refresh())
    assert "is being written by penholder refresh" in str(outcome.error)
    assert drawn(page(), "work")["report"]["failed"]


def test_the_launcher_takes_files_as_large_as_the_page_says(place: Place) -> None:
    own = launcher.options(Access(), launcher.HOST, 8501)
    assert own["server.maxUploadSize"] == filling.MOST_MEGABYTES
    for access in (Access(read_only=True), Access(Door.VISITORS)):
        assert launcher.options(access, launcher.HOST, 8501)["server.maxUploadSize"] == 1
    with pytest.raises(LibraryMissing):
        state.desk()


def test_whoever_reads_and_whoever_fills_has_the_same_model(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    given: list[object] = []

    def opened(_settings: object, embedder: object = None) -> FakeEngine:
        given.append(embedder)
        return FakeEngine()

    monkeypatch.setattr("app.engine.Engine.open", opened)
    settings = SimpleNamespace(library=tmp_path, embedding_model="all-MiniLM-L6-v2", model=None)
    monkeypatch.setattr(state, "_configured", settings)
    state.open_engine(settings)  # type: ignore[arg-type]
    assert given == [state.embedder()]
