"""Journeys through the library page: adding, refreshing, narrowing and fetching for real."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import PENHOLDER, free_port, serving
from http_server import Reply, Site
from http_server import serving as serving_site
from journeys import OpenPage, ask, in_view, turns
from pdf_files import Text, column, pdf

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

BRIEF = """What's In Blue

Posted Tue 24 Sep 2024

Debate on the Weather in Ruritania

Tomorrow, the Council will hold a debate on the weather in Ruritania. Ruritania’s Minister of \
Foreign Affairs, Rudolf Elphberg, will preside. The concept note is S/2024/742.
"""
QUOTE = "Rudolf Elphberg, will preside."
MARKUP = "<img src=x onerror=document.title='owned'> **b** $x$ [a](javascript:alert(1))"
POISON = f"# {MARKUP}\n\nLakes are shared by all their shores. See {MARKUP}."
HOSTILE_NAME = "<img src=x onerror=alert(1)> **b**.md"


@pytest.fixture
def site() -> Iterator[Site]:
    with serving_site() as served:
        paper = pdf([[Text(400, 740, "S/2024/742"), *column("Lakes are shared by all shores.")]])
        served.put("/api/symbol/access?s=S%2F2024%2F742&l=en&t=pdf", Reply(paper))
        yield served


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of sources with one text; the library over it is not there yet."""
    made = tmp_path / "briefs"
    made.mkdir()
    (made / "keep.txt").write_text("Something to keep.", encoding="utf-8")
    return made


@pytest.fixture
def address(folder: Path, site: Site, tmp_path: Path) -> Iterator[str]:
    kept = {name: v for name, v in os.environ.items() if not name.startswith("PENHOLDER_")}
    environment = kept | {
        "PENHOLDER_LIBRARY": str(tmp_path / "library"),
        "PENHOLDER_SOURCES": str(folder),
        "PENHOLDER_ALLOW_PRIVATE": "1",
        "PENHOLDER_UN_DOCUMENTS_URL": site.address,
    }
    command = [*PENHOLDER, "chat", "--headless", "--port", str(free_port())]
    with serving(command, tmp_path / "log", env=environment, cwd=tmp_path) as where:
        yield where


def report(page: Any, text: str) -> Any:
    """The report that says this, once it is there."""
    found = page.locator(".notice.report", has_text=text)
    found.wait_for()
    return found


def go_to(page: Any, section: str) -> None:
    page.locator("button.way", has_text=section).click()
    page.locator("h2", has_text=section).wait_for()


def fill(page: Any, bars: str) -> str:
    drawn = page.locator(f"svg {bars}").first
    return str(drawn.evaluate("(node) => getComputedStyle(node).fill"))


def settled(page: Any) -> None:
    page.locator("[data-test-script-state='notRunning']").wait_for(state="attached")


def brought_into_view(page: Any, locator: Any) -> bool:
    locator.wait_for()
    for _ in range(50):
        if in_view(page, locator):
            return True
        page.wait_for_timeout(100)
    return False


def test_from_nothing_to_an_answer_and_a_missing_document(
    address: str, folder: Path, open_page: OpenPage
) -> None:
    page = open_page(f"{address}/library")
    page.get_by_text("There is no library yet").wait_for()
    page.get_by_role("button", name="Refresh now").click()
    report(page, "1 added")
    (folder / "keep.txt").write_text("Something else to keep.", encoding="utf-8")
    (folder / "broken.pdf").write_bytes(b"no PDF")
    go_to(page, "Add and refresh")
    page.get_by_role("button", name="Refresh now").click()
    done = report(page, "1 changed and 1 failed")
    assert "broken.pdf" in done.text_content()
    page.reload()
    assert "What to do:" in report(page, "1 changed and 1 failed").text_content()

    page.locator("input[type=file]").set_input_files(
        [{"name": "../debate.md", "mimeType": "text/markdown", "buffer": BRIEF.encode()}]
    )
    page.get_by_role("button", name="Add", exact=True).click()
    report(page, "Debate on the Weather in Ruritania")

    page.get_by_role("link", name="Chat").click()
    ask(page, "Who will preside over the debate on the weather in Ruritania?", settled=1)
    said = turns(page).locator(".said .words").all_text_contents()
    assert any(QUOTE in words for words in said)

    page.get_by_role("link", name="Library").click()
    go_to(page, "Not held")
    page.get_by_role("button", name="Fetch S/2024/742").click()
    report(page, "Fetch: S/2024/742")
    page.get_by_text("Everything that the documents held cite by symbol is held.").wait_for()

    go_to(page, "Add and refresh")
    remove = page.get_by_role("button", name="Remove Debate on the Weather")
    remove.click()
    page.get_by_role("button", name="Cancel: keep Debate on the Weather").click()
    page.locator(".acts .chip:focus", has_text="Remove").wait_for()
    assert page.get_by_role("button", name="for good?").count() == 0
    remove.click()
    page.get_by_role("button", name="for good?").click()
    assert "Remove: Debate on the Weather" in report(page, "1 removed").text_content()
    remove.wait_for(state="detached")
    go_to(page, "History")
    assert page.locator(".run").count() >= 4


def test_what_the_list_is_narrowed_to_is_kept_over_a_reload(
    environment: dict[str, str], tmp_path: Path, open_page: OpenPage
) -> None:
    command = [*PENHOLDER, "chat", "--headless", "--port", str(free_port())]
    with serving(command, tmp_path / "log", env=environment, cwd=tmp_path) as address:
        page = open_page(f"{address}/library")
        page.get_by_label("Words").fill("ministerial")
        page.get_by_label("Held", exact=True).select_option("held")
        count = page.locator(".count")
        page.get_by_text("1 of 71 documents").wait_for()
        assert page.evaluate("location.search").count("=") == 2
        page.reload()
        page.get_by_text("1 of 71 documents").wait_for()
        assert page.get_by_label("Words").input_value() == "ministerial"

        page.locator("tbody button.entry").click()
        page.locator(".citations .node", has_text="S/PV.7796").click()
        page.locator("header h2", has_text="7796th meeting").wait_for()
        page.get_by_role("button", name="Close the document").click()

        page.get_by_role("button", name="Show all").click()
        page.get_by_text("71 documents: ").wait_for()
        page.locator("tbody button.entry").last.click()
        graph = page.locator(".citations .about", has_text="Handbook Glossary")  # above the list
        assert brought_into_view(page, graph)
        page.get_by_role("button", name="Close what cites what").click()
        focused = page.locator("tbody button.entry:focus")
        focused.wait_for()
        assert brought_into_view(page, focused)

        go_to(page, "Timeline")
        said_of_documents = {fill(page, "rect.held"), fill(page, "rect.known")}
        assert fill(page, "rect.meetings") not in said_of_documents
        page.locator("summary", has_text="The same as a table").click()
        page.get_by_role("button", name="2018", exact=True).click()
        page.locator("h2", has_text="Documents").wait_for()
        assert "of 71 documents" in count.text_content()
        days = page.locator("tbody time").all_text_contents()
        assert days
        assert all(day.endswith("2018") for day in days)
        settled(page)
        page.set_viewport_size({"width": 390, "height": 844})
        opener = page.get_by_test_id("stExpandSidebarButton")
        for name in ("Chat", "Library"):  # the panel lies over neither once that is chosen
            opener.click()  # there once the panel has folded away of itself
            page.get_by_role("link", name=name).click()
        opener.wait_for(timeout=5_000)
        settled(page)


def test_a_hostile_name_and_title_stay_text(
    address: str, folder: Path, open_page: OpenPage
) -> None:
    (folder / "poison.md").write_text(POISON, encoding="utf-8")
    page = open_page(f"{address}/library")
    page.get_by_role("button", name="Refresh now").click()
    report(page, "2 added")
    go_to(page, "Add and refresh")
    page.locator("input[type=file]").set_input_files(
        [
            {"name": HOSTILE_NAME, "mimeType": "text/markdown", "buffer": POISON.encode()},
            {"name": "<b>.pdf", "mimeType": "application/pdf", "buffer": b"no PDF"},
        ]
    )
    page.get_by_role("button", name="Add", exact=True).click()
    done = report(page, "Could not be read")
    assert "<img src=x onerror" in done.text_content()
    page.get_by_label("UN symbol or address").fill(MARKUP)
    page.get_by_role("button", name="Fetch", exact=True).click()
    assert MARKUP in page.locator(".notice.failed p").first.text_content()
    for section in ("Documents", "Timeline", "Not held", "History"):
        go_to(page, section)
        settled(page)
        assert page.locator(".root img, .root script, .katex").count() == 0
        assert "owned" not in page.title()
