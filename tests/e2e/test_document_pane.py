"""The document beside the conversation in a browser: its text, its pages, and the ways in it."""

from __future__ import annotations

from typing import Any

import pytest
from fake_chat import BRIEF, LAVROV, TOMORROW
from journeys import OpenPage, Serve, ask, click_citation, highlighted, in_view, turns

pytestmark = [pytest.mark.e2e, pytest.mark.slow]


def pane(page: Any) -> Any:
    return page.locator(".st-key-pane")


def wait_for_mark(page: Any, words: str) -> None:
    page.locator("mark", has_text=words[:30]).first.wait_for()


def brand(page: Any) -> None:
    """Write on what is drawn of each turn, in a way that no drawing would."""
    turns(page).evaluate_all("nodes => nodes.forEach((node) => { node.branded = true; })")
    turns(page).locator("[data-part]").evaluate_all(
        "nodes => nodes.forEach((node) => { node.branded = true; })"
    )


def branded(page: Any) -> bool:
    found = turns(page).locator("[data-part]").evaluate_all("nodes => nodes.map((n) => n.branded)")
    whole = turns(page).evaluate_all("nodes => nodes.map((node) => node.branded)")
    return bool(found) and all(found) and all(whole)


def test_a_click_draws_the_document_and_leaves_the_turns_as_they_are(
    fake_chat: Serve, open_page: OpenPage
) -> None:
    with fake_chat() as address:
        page = open_page(address)
        ask(page, "Who will preside?", settled=1)
        ask(page, "Who is to preside, then?", settled=2)
        page.locator("[data-test-script-state='notRunning']").wait_for(state="attached")
        brand(page)
        click_citation(page, 1, turn=0)
        wait_for_mark(page, LAVROV)
        pressed = turns(page).locator(".said .number[aria-pressed='true']")
        assert pressed.count() == 1
        pane(page).get_by_role("button", name="Next citation").click()
        wait_for_mark(page, TOMORROW)
        assert highlighted(page) == TOMORROW
        assert pane(page).get_by_text("Citation 2 of 2").is_visible()
        assert pressed.text_content() == "2"
        assert pane(page).get_by_role("button", name="Next citation").is_disabled()
        click_citation(page, 1, turn=1)
        wait_for_mark(page, LAVROV)
        assert branded(page)
        page.keyboard.press("Escape")
        page.locator("mark").first.wait_for(state="detached")
        assert branded(page)
        assert "open=" not in page.url


def test_back_and_forward_close_and_open_the_passage_again(
    fake_chat: Serve, open_page: OpenPage
) -> None:
    with fake_chat() as address:
        page = open_page(address)
        ask(page, "Who will preside?", settled=1)
        click_citation(page, 1)
        assert "open=" in page.url
        page.go_back()
        page.locator("mark").first.wait_for(state="detached")
        assert turns(page).locator("[aria-pressed='true']").count() == 0
        page.go_forward()
        wait_for_mark(page, LAVROV)
        page.reload()
        wait_for_mark(page, LAVROV)
        assert turns(page).locator(".said .number[aria-pressed='true']").text_content() == "1"


def test_words_are_found_in_the_document_one_after_another(
    fake_chat: Serve, open_page: OpenPage
) -> None:
    with fake_chat() as address:
        page = open_page(address)
        ask(page, "Who will preside?", settled=1)
        click_citation(page, 1)
        pane(page).get_by_role("button", name="Find").click()
        field = pane(page).get_by_role("searchbox", name="Find in this document")
        field.fill("regional ARRANGEMENTS")
        total = BRIEF.text.casefold().count("regional arrangements")
        count = pane(page).locator(".count")
        assert count.text_content() == f"1 of {total}"
        field.press("Enter")
        assert count.text_content() == f"2 of {total}"
        field.press("Shift+Enter")
        assert count.text_content() == f"1 of {total}"
        field.fill("antonio")
        assert count.text_content() == "1 of 1"
        field.fill("the price of oil")
        assert count.text_content() == "Not found"
        field.press("Escape")
        assert not field.is_visible()
        assert highlighted(page) == LAVROV


def test_the_page_as_it_was_published_has_the_passage_marked(
    fake_chat: Serve, open_page: OpenPage
) -> None:
    with fake_chat() as address:
        page = open_page(address)
        ask(page, "Who will preside?", settled=1)
        click_citation(page, 1)
        pane(page).get_by_role("button", name="The page as it was published").click()
        picture = pane(page).get_by_role("img", name=f"Page 1 of {BRIEF.title}")
        picture.wait_for()
        assert picture.evaluate("(node) => node.naturalWidth") > 800
        assert pane(page).get_by_text("Page 1 of 2").is_visible()
        boxes = pane(page).locator(".box")
        assert boxes.count() >= 1
        assert in_view(page, boxes.first)
        assert "brief" not in str(picture.get_attribute("src"))[:80]
        pane(page).get_by_role("button", name="Next page").click()
        pane(page).get_by_role("img", name=f"Page 2 of {BRIEF.title}").wait_for()
        assert boxes.count() == 0
        pane(page).get_by_role("button", name="Go to it").click()
        picture.wait_for()
        page.reload()
        picture.wait_for()
        pane(page).get_by_role("button", name="The text of the document").click()
        wait_for_mark(page, LAVROV)


def test_on_a_phone_the_focus_stays_in_the_document_and_comes_back(
    fake_chat: Serve, open_page: OpenPage
) -> None:
    with fake_chat() as address:
        page = open_page(address, width=390, height=844)
        ask(page, "Who will preside?", settled=1)
        turns(page).locator(".said .number").first.click()
        page.locator(".close:focus").wait_for()
        dialog = page.get_by_role("dialog", name="Document")
        assert dialog.get_attribute("aria-modal") == "true"
        page.keyboard.press("Shift+Tab")
        for _ in range(12):
            inside = page.evaluate(
                "!!document.activeElement && !!document.activeElement.closest('.st-key-pane')"
            )
            assert inside
            page.keyboard.press("Tab")
        page.keyboard.press("Escape")
        page.locator(".said .number:focus").wait_for()
