"""Journeys of a reader who looks at the evidence of an answer, judges it and takes it away."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import bibtexparser
import pytest
import rispy
from fake_chat import BRIEF, HOSTILE, LAVROV, STATEMENTS, TOMORROW, WRITER
from journeys import OpenPage, Serve, ask, choose_model, in_view, turns, wait_for_answers

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

QUESTION = "Who will preside?"
SLOWLY = 2.0  # seconds a statement: time enough to judge another answer


def numbers(page: Any) -> Any:
    return turns(page).last.locator(".said .number")


def preview(page: Any) -> Any:
    return turns(page).last.locator(".preview:popover-open")


def left_edge(locator: Any) -> float:
    return float(locator.bounding_box()["x"])


def point_at(page: Any, number: int) -> None:
    """Point at a number until it shows its quotation: the page moves until it has come to rest."""
    for _ in range(30):
        page.mouse.move(5, 5)
        numbers(page).nth(number).hover()
        page.wait_for_timeout(500)
        if preview(page).count():
            return
    raise AssertionError(f"number {number} shows nothing")


def test_a_number_shows_its_quotation_and_its_card_beside_the_text(
    fake_chat: Serve, open_page: OpenPage
) -> None:
    with fake_chat() as address:
        page = open_page(address)
        ask(page, QUESTION, settled=1)
        assert left_edge(page.locator(".cited")) > left_edge(numbers(page).first)
        point_at(page, 1)
        assert preview(page).locator(".words").text_content() == TOMORROW
        assert "as of 24 September 2019" in preview(page).text_content()
        assert numbers(page).nth(1).get_attribute("aria-describedby") == "preview"
        pointed = page.locator(".cited .pointed.place .number")
        assert pointed.all_text_contents() == ["2"]
        assert in_view(page, pointed)
        page.keyboard.press("Escape")
        preview(page).wait_for(state="detached")
        point_at(page, 0)
        assert preview(page).locator(".words").text_content() == LAVROV
        page.mouse.move(5, 5)
        preview(page).wait_for(state="detached")
        page.set_viewport_size({"width": 700, "height": 600})
        point_at(page, 1)
        box = preview(page).bounding_box()
        assert box["x"] >= 0
        assert box["y"] >= 0
        assert box["x"] + box["width"] <= 700
        assert box["y"] + box["height"] <= 600
        assert left_edge(page.locator(".cited")) <= left_edge(turns(page).last.locator(".main"))


def test_a_reader_at_the_keyboard_goes_from_number_to_number(
    fake_chat: Serve, open_page: OpenPage
) -> None:
    def focused() -> str:
        page.locator(".said .number:focus").wait_for()
        return str(page.locator(".said .number:focus").text_content())

    with fake_chat() as address:
        page = open_page(address)
        ask(page, QUESTION, settled=1)
        page.keyboard.press("Escape")  # out of the box
        visited = []
        for key in ("j", "j", "j", "k", "ArrowRight", "ArrowUp"):
            page.keyboard.press(key)
            visited.append(focused())
        assert visited == ["1", "2", "2", "1", "2", "1"]
        page.keyboard.press("Escape")  # the preview
        page.keyboard.press("?")
        page.get_by_role("dialog", name="Keys").wait_for()
        assert page.locator("dialog dt").all_text_contents()[:3] == ["/", "Esc", "j"]
        page.keyboard.press("Escape")
        page.get_by_role("dialog", name="Keys").wait_for(state="detached")
        page.keyboard.press("/")
        box = page.get_by_test_id("stChatInputTextArea")
        page.keyboard.type("just /why?")
        page.keyboard.press("Escape")
        page.keyboard.type("j")
        assert box.input_value() == "just /why?j"
        page.get_by_role("button", name="Keys").click()
        page.get_by_role("dialog", name="Keys").get_by_role("button", name="Close").click()
        page.get_by_role("dialog", name="Keys").wait_for(state="detached")
        page.keyboard.press("k")  # from a button that is in no answer
        assert focused() == "2"
        ask(page, "How do they differ?", settled=2)
        page.keyboard.press("Escape")
        page.keyboard.press("j")
        assert focused() == "1"
        assert numbers(page).first.evaluate("(node) => node.matches(':focus')")
        page.keyboard.press("Enter")
        page.get_by_role("button", name="Close the document").wait_for()


def test_a_citation_and_an_answer_are_copied_in_the_style_chosen(
    fake_chat: Serve, open_page: OpenPage
) -> None:
    with fake_chat() as address:
        page = open_page(address)
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        ask(page, QUESTION, settled=1)
        copied = take(page, "Copy citation 2", "BibTeX")
        [entry] = bibtexparser.parse_string(copied).entries
        assert entry.fields_dict["title"].value.strip("{}") == BRIEF.title
        page.locator(".aloud", has_text="Copied").wait_for(state="attached")
        copied = take(page, "Copy citation 2", "Quotation with citation")
        assert copied.startswith(f"“{TOMORROW}” (Security Council Report, ")
        copied = take(page, "Copy answer with its sources", "With sources in Chicago")
        assert f"“{LAVROV}” [1]" in copied
        assert "\n[2] Security Council Report, “Ministerial Debate" in copied
        # By the keyboard, and with the clipboard refused.
        page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(); }")
        page.get_by_role("button", name="Copy citation 1").focus()
        page.keyboard.press("Enter")
        page.locator("[role='menuitem']:focus").wait_for()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.locator(".menu:popover-open").wait_for(state="detached")
        page.locator(".copy:focus", has_text="Copied").wait_for()
        assert clipboard(page).startswith("Security Council Report, “Ministerial Debate")


def take(page: Any, button: str, entry: str) -> str:
    page.get_by_role("button", name=button, exact=True).click()
    page.get_by_role("menuitem", name=entry, exact=True).click()
    page.locator(".menu:popover-open").wait_for(state="detached")
    return clipboard(page)


def clipboard(page: Any) -> str:
    return str(page.evaluate("() => navigator.clipboard.readText()"))


def test_a_conversation_is_taken_away_as_a_file(fake_chat: Serve, open_page: OpenPage) -> None:
    def exported(name: str) -> tuple[str, bytes]:
        with page.expect_download() as waiting:
            page.get_by_role("button", name=name, exact=True).click()
        found = waiting.value
        return found.suggested_filename, Path(found.path()).read_bytes()

    with fake_chat() as address:
        page = open_page(address)
        ask(page, QUESTION, settled=1)
        ask(page, "What is described?", settled=2)
        page.get_by_role("button", name="Export").click()
        page.get_by_role("combobox", name="Sources cited as in").click()
        page.get_by_role("option", name="OSCOLA").click()
        page.locator("input[value='OSCOLA']").wait_for()
        page.locator("[data-test-script-state='notRunning']").wait_for(state="attached")
        name, word = exported("Word, with footnotes")
        assert name == "Who-will-preside.docx"
        footnotes = zipfile.ZipFile(BytesIO(word)).read("word/footnotes.xml").decode()
        text = re.sub(r"<[^>]+>", "", footnotes)
        assert f"[1] “{LAVROV}” Security Council Report, ‘{BRIEF.title}’ (What's In Blue" in text
        name, bibtex = exported("BibTeX")
        parsed = bibtexparser.parse_string(bibtex.decode())
        assert name == "Who-will-preside.bib"
        assert parsed.failed_blocks == []
        assert len(parsed.entries) == 2
        _, ris = exported("RIS")
        titles = [entry["title"] for entry in rispy.loads(ris.decode())]
        assert titles[0] == BRIEF.title
        name, markdown = exported("Markdown")
        assert name.endswith(".md")
        assert b"## What is described?" in markdown
        assert exported("JSON")[1].startswith(b"{")


def test_a_judgement_survives_a_reload_and_stops_no_answer(
    fake_chat: Serve, open_page: OpenPage
) -> None:
    with fake_chat(writing=SLOWLY) as address:
        page = open_page(address)
        ask(page, QUESTION, settled=1)
        choose_model(page, WRITER)
        ask(page, QUESTION)
        turns(page).last.locator(".pending").wait_for()
        first = turns(page).first
        first.get_by_role("button", name="Not helpful").click()
        first.get_by_label("Out of date").check()
        first.get_by_label("In your words, if you like").fill(HOSTILE)
        first.get_by_role("button", name="Save").click()
        page.locator(".aloud", has_text="Noted").wait_for(state="attached")
        wait_for_answers(page, 2)
        said = turns(page).last.locator(".said .words").all_text_contents()
        assert said == [text for text, _ in STATEMENTS]
        page.reload()
        wait_for_answers(page, 2)
        pressed = first.locator(".verdict[aria-pressed='true']")
        assert pressed.all_text_contents() == ["Not helpful"]
        first.get_by_role("button", name="What was wrong?").click()
        assert first.get_by_label("Out of date").is_checked()
        assert first.get_by_label("In your words, if you like").input_value() == HOSTILE
        first.get_by_role("button", name="Helpful", exact=True).click()
        page.locator(".aloud", has_text="Noted").wait_for(state="attached")
        page.reload()
        wait_for_answers(page, 2)
        assert pressed.all_text_contents() == ["Helpful"]
        assert page.title() == "Penholder"


def test_a_timeline_and_a_comparison_are_drawn_as_such(
    fake_chat: Serve, open_page: OpenPage
) -> None:
    with fake_chat() as address:
        page = open_page(address)
        ask(page, "How do they differ?", settled=1)
        groups = turns(page).last.get_by_role("group")
        russia, others = (groups.filter(has_text=name) for name in ("Russia’s", "Some members"))
        assert russia.bounding_box()["y"] == others.bounding_box()["y"]
        page.set_viewport_size({"width": 390, "height": 844})
        assert russia.bounding_box()["y"] < others.bounding_box()["y"]
        page.set_viewport_size({"width": 1280, "height": 800})
        ask(page, "What happened when?", settled=2)
        headings = turns(page).last.locator(".heading").all_text_contents()
        assert headings == ["4 September 2019", "25 September 2019 (expected)", "2 January 2020"]
        chart = page.get_by_test_id("stVegaLiteChart")
        drawn = chart.locator("canvas, svg").first
        drawn.wait_for()
        assert chart.count() == 1
        assert "Timeline of 3 events" in page.content()
        told = page.locator("#vg-tooltip-element")
        for _ in range(20):
            hover_right_end(page, drawn)
            if told.get_by_text("<script>document.title").count():
                break
        assert told.get_by_text("<script>document.title").count() > 0
        assert page.title() == "Penholder"
        assert page.locator("#vg-tooltip-element script, #vg-tooltip-element img").count() == 0


def hover_right_end(page: Any, drawn: Any) -> None:
    """Pass over where the last event of a chart stands, once the page has come to rest."""
    page.mouse.move(800, 400)
    page.mouse.wheel(0, 3_000)
    page.wait_for_timeout(500)
    box = drawn.bounding_box()
    for down in range(10, int(box["height"]) // 2, 8):
        page.mouse.move(box["x"] + box["width"] - 14, box["y"] + down)
        page.mouse.move(box["x"] + box["width"] - 11, box["y"] + down)
        if page.locator("#vg-tooltip-element.visible").count():
            return
