"""What the document beside the page is made of: its address, its outline, its pages, its steps."""

from __future__ import annotations

import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from fake_chat import BRIEF, FakeEngine
from pdf_files import Text, pdf
from stepwise import eventually

from app.conversations import Message
from app.facsimile.records import Box, Sheet, Sought
from app.ui import beside, document_view, outlines, reading, sheet_view, standing
from app.ui.address import Passage
from app.ui.sheets import KEPT, Sheets, has_pages
from store.errors import SourceError
from store.records import Document, Kind, Pinpoint, Sentence, Span
from store.records import Passage as Unit

SHEET = Sheet(2, 3, 10, 20, b"\x89PNG", (Box(0.1, 0.2, 0.3, 0.4),), (2,))


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ({}, beside.Look()),
        ({"view": "page"}, beside.Look(pages=True)),
        ({"view": "page-7"}, beside.Look(pages=True, page=7)),
        ({"view": "page-0", "at": "-1"}, beside.Look()),
        ({"view": "page-1; rm", "at": "9" * 30}, beside.Look()),
        ({"view": "page-٣", "at": "٣"}, beside.Look()),
        ({"at": "120"}, beside.Look(at=120)),
    ],
)
def test_an_address_that_is_not_understood_is_as_none(
    address: dict[str, str], expected: beside.Look
) -> None:
    assert beside.look(address) == expected


def document(kind: Kind, *places: Pinpoint) -> Document:
    text = "\n\n".join(f"Words of part {number}." for number in range(len(places)))
    units = []
    at = 0
    for number, place in enumerate(places):
        span = Span(at, at + len(f"Words of part {number}."))
        at = span.end + 2
        units.append(Unit(number, span, "D", place, (Sentence(span, place),)))
    return Document("d", "D", kind, text, tuple(units))


def test_a_record_is_outlined_by_its_speakers() -> None:
    speakers = ["Mr. A (X)", "Mr. A (X)", "Ms. B (Y)", "Mr. C (Z)"]
    held = document(Kind.RECORD, *(Pinpoint(page=2, speaker=name) for name in speakers))
    labels = [heading.label for heading in outlines.outline(held)]
    assert labels == ["Mr. A (X), p. 2", "Ms. B (Y), p. 2", "Mr. C (Z), p. 2"]


def test_a_resolution_is_outlined_by_its_paragraphs() -> None:
    places = [Pinpoint(preambular=1), Pinpoint(preambular=2), Pinpoint(paragraph=1)]
    held = document(Kind.RESOLUTION, *places, Pinpoint(paragraph=2))
    labels = [heading.label for heading in outlines.outline(held)]
    assert labels == ["Preamble", "1. Words of part 2.", "2. Words of part 3."]


def test_a_document_without_parts_has_no_outline() -> None:
    assert outlines.outline(document(Kind.LETTER, *[Pinpoint(paragraph=1)] * 5)) == ()


def test_a_reader_can_go_on_from_where_a_long_document_is_cut() -> None:
    text = "\n\n".join(f"Paragraph {number} says nothing new." for number in range(20_000))
    long = Document("d", "D", Kind.REPORT, text)
    first = document_view.whole(long)
    assert first["before"] is None
    assert first["after"] is not None
    on = document_view.whole(long, at=int(first["after"]))
    assert on["goes_to"] is not None
    begun = on["paragraphs"][on["goes_to"]][0]["text"]
    assert text.index(begun) <= int(first["after"]) <= text.index(begun) + len(begun) + 2
    last = document_view.whole(long, at=10**9)
    assert last["after"] is None


def test_an_outline_leads_to_the_paragraph_and_says_where_the_passage_is() -> None:
    held = document(Kind.RECORD, *(Pinpoint(speaker=name) for name in ("A", "B", "C")))
    shown = document_view.whole(held, held.passages[1].span)
    assert [(part["paragraph"], part["current"]) for part in shown["outline"]] == [
        (0, False),
        (1, True),
        (2, False),
    ]


def test_citations_are_gone_through_in_their_order() -> None:
    answer = FakeEngine().ask("Who will preside?")
    message = Message(7, "c", "Who?", 0.0, answer)
    first = reading.steps(message, answer, Passage.cited(1))
    assert first == {"said": "Citation 1 of 2", "previous": None, "next": "7.cited2"}
    last = reading.steps(message, answer, Passage.cited(2))
    assert last == {"said": "Citation 2 of 2", "previous": "7.cited1", "next": None}
    assert reading.steps(message, answer, Passage.also_read(0)) is None


@pytest.mark.parametrize("changed", [False, True])
def test_a_quotation_that_is_gone_marks_no_other_on_the_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changed: bool
) -> None:
    engine, held = FakeEngine(), document(Kind.LETTER, Pinpoint(paragraph=1))
    quote = "Words of part 9." if changed else "Words of part 0."
    facts = {"document": "d", "quote": quote, "start": 0, "end": len(quote), "lead_in": None}
    cited = engine.ask("Who will preside?").citations[0].model_copy(update=facts)
    assert standing.locate(held, cited).exact is not changed
    assert standing.locate(held, cited).span == Span(0, len(quote))
    engine.library.originals["d"] = tmp_path / "kept"
    (tmp_path / "kept").write_bytes(b"%PDF-")
    asked: list[Sought | None] = []

    def draw(_data: bytes, sought: Sought | None, _page: int | None) -> Sheet:
        asked.append(sought)
        return replace(SHEET, boxes=(), pages=())

    sheets = Sheets(draw)
    monkeypatch.setattr(reading, "sheets", lambda: sheets)

    def note() -> str | None:
        pane = reading.of_citation(engine.library, held, cited, beside.Look(pages=True))
        assert pane["sheet"] is not None
        return pane["sheet"]["note"]

    eventually(lambda: note() == sheet_view.NOT_FOUND)
    assert [one is None for one in asked] == [changed]


def test_a_page_is_said_and_its_passage_marked() -> None:
    shown = sheet_view.sheet_view(SHEET, "A letter", sought=True)
    assert (shown["said"], shown["alt"]) == ("Page 2 of 3", "Page 2 of A letter")
    assert (shown["previous"], shown["next"], shown["home"]) == ("page-1", "page-3", None)
    assert shown["boxes"] == [(10.0, 20.0, 30.0, 40.0)]
    assert shown["note"] is None


@pytest.mark.parametrize(
    ("pages", "page", "note"),
    [
        ((), 2, sheet_view.NOT_FOUND),
        ((1,), 2, "The passage is on page 1."),
        ((2, 3), 2, "The passage goes on on page 3."),
    ],
)
def test_what_is_not_on_the_page_is_said(pages: tuple[int, ...], page: int, note: str) -> None:
    boxes = SHEET.boxes if page in pages else ()
    sheet = Sheet(page, 3, 10, 20, b"", boxes, pages)
    assert sheet_view.sheet_view(sheet, "A letter", sought=True)["note"] == note
    assert sheet_view.sheet_view(sheet, "A letter", sought=False)["note"] is None


def drawn(sheets: Sheets, original: Path, page: int | None = None) -> Sheet | str:
    found: list[Sheet | str] = []

    def look() -> bool:
        told = sheets.ask(original, None, page)
        if told is not None:
            found.append(told)
        return told is not None

    eventually(look)
    return found[0]


def test_a_page_is_drawn_once_and_nobody_waits_for_it(tmp_path: Path) -> None:
    original = tmp_path / "kept"
    original.write_bytes(b"%PDF-")
    release, calls = threading.Event(), []

    def draw(data: bytes, sought: Sought | None, page: int | None) -> Sheet:
        release.wait(20)
        calls.append(page)
        return SHEET

    sheets = Sheets(draw)
    assert sheets.ask(original, None, None) is None
    assert sheets.ask(original, None, None) is None
    release.set()
    assert drawn(sheets, original) is SHEET
    assert calls == [None]


def test_only_so_many_pages_are_kept(tmp_path: Path) -> None:
    original = tmp_path / "kept"
    original.write_bytes(b"%PDF-")
    sheets = Sheets(lambda _data, _sought, _page: SHEET)
    for page in range(KEPT + 10):
        drawn(sheets, original, page + 1)
    assert len(sheets._asked) == KEPT


def test_why_there_is_no_page_is_a_sentence(tmp_path: Path) -> None:
    def fail(_data: bytes, _sought: Sought | None, _page: int | None) -> Sheet:
        raise SourceError("the file is damaged", "look at its official page")

    original = tmp_path / "kept"
    original.write_bytes(b"%PDF-")
    said = drawn(Sheets(fail), original)
    assert said == "The file is damaged: look at its official page."
    assert sheet_view.sheet_view(said, "A letter", sought=True)["state"] == "failed"
    assert isinstance(drawn(Sheets(fail), tmp_path / "gone"), str)


def test_what_failed_is_tried_again_when_it_is_asked_for_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    original = tmp_path / "kept"
    original.write_bytes(b"%PDF-")
    errors: list[Exception] = [RuntimeError("no memory"), SourceError("it took too long", "wait")]

    def draw(_data: bytes, _sought: Sought | None, _page: int | None) -> Sheet:
        if errors:
            raise errors.pop()
        return SHEET

    sheets = Sheets(draw)
    assert drawn(sheets, original) == "It took too long: wait."
    assert drawn(sheets, original) == "It took too long: wait."  # a look that was on its way
    monkeypatch.setattr("app.ui.sheets.AGAIN_SECONDS", 0.0)
    assert sheets.ask(original, None, None) is None
    monkeypatch.undo()
    assert "error in Penholder itself" in str(drawn(sheets, original))
    assert "no memory" in caplog.text
    monkeypatch.setattr("app.ui.sheets.AGAIN_SECONDS", 0.0)
    assert sheets.ask(original, None, None) is None
    assert drawn(sheets, original) is SHEET


def test_a_server_that_stops_does_not_wait_for_a_page(tmp_path: Path) -> None:
    (tmp_path / "kept").write_bytes(b"%PDF-")
    stopping = (
        "import pathlib, sys, threading\n"
        "from app.ui.sheets import Sheets\n"
        "begun = threading.Event()\n"
        "def draw(*_given):\n"
        "    begun.set()\n"
        "    threading.Event().wait()\n"
        "Sheets(draw).ask(pathlib.Path(sys.argv[1]), None, None)\n"
        "begun.wait()\n"
    )
    command = [sys.executable, "-c", stopping, str(tmp_path / "kept")]
    subprocess.run(command, check=True, timeout=60, cwd=Path(__file__).parents[2])


def test_only_a_pdf_has_pages(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.write_bytes(pdf([[Text(60, 700, BRIEF.title)]]))
    assert has_pages(kept)
    kept.write_bytes(b"<html>")
    assert not has_pages(kept)
    assert not has_pages(None)
    assert not has_pages(tmp_path / "gone")
