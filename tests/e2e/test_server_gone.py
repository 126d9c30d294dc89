"""What is left of a page whose server stops, and comes back."""

from __future__ import annotations

import pytest
from conftest import free_port
from journeys import OpenPage, Serve, ask, turns, wait_for_answers

pytestmark = [pytest.mark.e2e, pytest.mark.slow]


def test_what_is_typed_outlives_the_server_and_can_be_sent_when_it_is_back(
    fake_chat: Serve, open_page: OpenPage
) -> None:
    port = free_port()
    with fake_chat(port=port) as address:
        page = open_page(address)
        ask(page, "Who will preside?", settled=1)
        box = page.get_by_test_id("stChatInputTextArea")
        box.fill("What did China say?")
    page.get_by_role("dialog").get_by_text("Connection error").wait_for()
    assert turns(page).first.get_by_role("heading", name="Who will preside?").is_visible()
    assert box.is_disabled()
    with fake_chat(port=port):
        page.get_by_role("dialog").wait_for(state="detached")
        page.locator("[data-testid='stChatInputTextArea']:enabled").wait_for()
        assert box.input_value() == "What did China say?"
        page.get_by_test_id("stChatInputSubmitButton").click()
        wait_for_answers(page, 2)
