"""Journeys through the chat in a browser, over the fake engine."""

from __future__ import annotations

import http.client

import pytest
from fake_chat import BRIEF, HOSTILE, HOSTILE_TITLE, LAVROV, TOMORROW
from journeys import (
    OpenPage,
    Serve,
    ask,
    click_citation,
    highlighted,
    in_view,
    quotation,
    turns,
    wait_for_answers,
)

pytestmark = [pytest.mark.e2e, pytest.mark.slow]


@pytest.mark.parametrize("width", [1280, 390])
def test_a_click_on_a_number_marks_the_quotation_in_its_document(
    fake_chat: Serve, open_page: OpenPage, width: int
) -> None:
    with fake_chat() as address:
        page = open_page(address, width=width)
        ask(page, "Who will preside?", settled=1)
        assert quotation(page, 2) == TOMORROW
        click_citation(page, 2)
        assert highlighted(page) == TOMORROW
        assert in_view(page, page.locator("mark").first)
        page.keyboard.press("Escape")
        page.locator("mark").first.wait_for(state="detached")


def test_a_reload_and_a_restart_keep_the_conversation_and_the_open_passage(
    fake_chat: Serve, open_page: OpenPage
) -> None:
    with fake_chat() as address:
        page = open_page(address)
        ask(page, "Who will preside?", settled=1)
        click_citation(page, 1)
        page.reload()
        page.locator("mark").first.wait_for()
        assert quotation(page, 1) == highlighted(page) == LAVROV
        query = page.url.removeprefix(address)
    with fake_chat() as address:
        page = open_page(address + query)
        page.locator("mark").first.wait_for()
        assert quotation(page, 1) == highlighted(page) == LAVROV


def test_a_second_question_and_a_reload_while_one_runs_lose_nothing(
    fake_chat: Serve, open_page: OpenPage
) -> None:
    with fake_chat(1.5) as address:
        page = open_page(address)
        ask(page, "Who will preside?")
        page.get_by_text("Reading the documents").first.wait_for()
        ask(page, "What did China say?")
        page.get_by_role("heading", name="What did China say?").wait_for()
        page.reload()
        wait_for_answers(page, 2)
        assert turns(page).locator(".question").all_text_contents() == [
            "Who will preside?",
            "What did China say?",
        ]
        assert turns(page).nth(1).get_by_text("The documents held do not say").is_visible()


def test_hostile_documents_titles_and_questions_stay_text(
    fake_chat: Serve, open_page: OpenPage
) -> None:
    with fake_chat() as address:
        page = open_page(address)
        ask(page, f"hostile {HOSTILE}", settled=1)
        assert quotation(page, 1) == HOSTILE
        click_citation(page, 1)
        assert highlighted(page) == HOSTILE
        assert page.get_by_role("heading", name=HOSTILE_TITLE).is_visible()
        assert page.title() == "Penholder"
        assert page.locator("img[src='x'], .katex, .root script, .root b, .root code").count() == 0
        assert page.locator("a[href^='javascript']").count() == 0
        # Numbers of our own are buttons; the "[1]" and "[2]" of the document are not.
        assert turns(page).locator(".said .number").count() == 1


def test_what_is_not_held_is_said_and_linked_safely(fake_chat: Serve, open_page: OpenPage) -> None:
    with fake_chat() as address:
        page = open_page(address)
        ask(page, "What did China say?", settled=1)
        notice = page.locator(".notice.not_found")
        assert notice.get_by_text("Not held").first.is_visible()
        link = notice.locator("a").first
        assert link.get_attribute("href") == "https://docs.un.org/en/S/2396%282017%29"
        assert link.text_content() == "docs.un.org"
        assert page.locator(".answer .said").count() == 0
        assert page.get_by_text("Nearest passages, not an answer").is_visible()


def test_example_follow_up_library_and_new_conversation_can_be_clicked(
    fake_chat: Serve, open_page: OpenPage
) -> None:
    with fake_chat() as address:
        page = open_page(address)
        page.get_by_role("button", name="Who will preside?").click()
        wait_for_answers(page, 1)
        page.locator(".follow-ups button").first.click()
        wait_for_answers(page, 2)
        page.get_by_role("link", name="Library").click()
        page.locator("button.entry", has_text=BRIEF.title).click()
        page.get_by_role("button", name="Close the document").click()
        page.get_by_role("button", name="Close the document").wait_for(state="detached")
        page.get_by_role("button", name="New conversation").click()
        page.get_by_text("Try a question").wait_for()
        assert turns(page).count() == 0
        page.locator("button.entry", has_text="Who will preside?").click()
        wait_for_answers(page, 2)


def test_only_names_of_this_machine_reach_the_chat(fake_chat: Serve) -> None:
    with fake_chat() as address:
        port = int(address.rsplit(":", 1)[1])
        statuses = {name: _handshake(port, name) for name in ("127.0.0.1", "evil.example")}
    assert statuses == {"127.0.0.1": 101, "evil.example": 403}


def _handshake(port: int, host: str) -> int:
    """The status of a websocket handshake that calls this machine by ``host``."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    headers = {
        "Host": f"{host}:{port}",
        "Origin": f"http://{host}:{port}",
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    }
    try:
        connection.request("GET", "/_stcore/stream", headers=headers)
        return connection.getresponse().status
    finally:
        connection.close()


def test_a_reader_at_the_keyboard_opens_closes_and_goes_on(
    fake_chat: Serve, open_page: OpenPage
) -> None:
    with fake_chat() as address:
        page = open_page(address)
        ask(page, "Who will preside?", settled=1)
        number = turns(page).locator(".said .number", has_text="2")
        number.focus()
        page.keyboard.press("Enter")
        page.locator("mark").first.wait_for()
        page.locator(".close:focus").wait_for()
        page.keyboard.press("Escape")
        page.locator("mark").first.wait_for(state="detached")
        page.locator(".said .number:focus", has_text="2").wait_for()
