"""Journeys through past conversations in a browser, over the fake engine."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from fake_chat import HOSTILE, FakeEngine
from journeys import OpenPage, Serve, ask, turns, wait_for_answers

from app.conversations import Conversations
from app.ui.state import CONVERSATIONS_FILE

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

DELETE = "Delete this conversation? Its questions, answers and feedback go with it."


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "library" / CONVERSATIONS_FILE


def keep(file: Path, questions: dict[str, str], owner: str = "") -> dict[str, str]:
    """Conversations with one answer each, the last one used last: their ids by their titles."""
    store = Conversations(file)
    made = {}
    for title, question in questions.items():
        conversation, message = store.start(question, owner=owner)
        store.answer(message.id, FakeEngine().ask(question))
        store.rename(conversation.id, title, owner)
        made[title] = conversation.id
    store.close()
    return made


def titles(page: Any) -> list[str]:
    return [str(text) for text in page.locator(".entry .label").all_text_contents()]


def item(page: Any, title: str) -> Any:
    return page.locator("li.item", has=page.locator(".label", has_text=title))


def options(page: Any, title: str, choice: str) -> None:
    item(page, title).get_by_role("button", name=f"Options for {title}").click()
    page.get_by_role("menuitem", name=choice, exact=True).click()


def listed(page: Any, wanted: list[str]) -> None:
    """Wait until these conversations are listed, in this order."""
    for at, title in enumerate(wanted):
        page.locator(".entry .label").nth(at).get_by_text(title, exact=True).wait_for()
    page.locator(".entry .label").nth(len(wanted)).wait_for(state="detached")


def test_what_is_renamed_pinned_and_deleted_stays_so_and_is_found(
    fake_chat: Serve, open_page: OpenPage, file: Path
) -> None:
    keep(file, {"China": "What did China say?", "Chair": "Who will preside?", "Note": "A concept?"})
    with fake_chat() as address:
        page = open_page(address)
        listed(page, ["Note", "Chair", "China"])

        options(page, "China", "Pin")
        listed(page, ["China", "Note", "Chair"])
        page.get_by_role("heading", name="Pinned").wait_for()

        options(page, "Chair", "Rename")
        box = page.get_by_role("textbox", name="Title of the conversation")
        box.fill("Lavrov in the chair")
        box.press("Escape")
        item(page, "Chair").locator(".options:focus").wait_for()
        assert titles(page) == ["China", "Note", "Chair"]
        options(page, "Chair", "Rename")
        box.fill(" ")
        box.press("Enter")
        page.get_by_text("Give it a title.").wait_for()
        box.fill("Élection of the chair")
        box.press("Enter")
        listed(page, ["China", "Note", "Élection of the chair"])
        item(page, "Élection").locator(".options:focus").wait_for()

        options(page, "Note", "Delete")
        page.get_by_text(DELETE).wait_for()
        page.get_by_role("button", name="Cancel").click()
        options(page, "Note", "Delete")
        page.get_by_role("button", name="Delete", exact=True).click()
        listed(page, ["China", "Élection of the chair"])
        page.locator(".live", has_text="Deleted").wait_for(state="attached")

        page.reload()
        listed(page, ["China", "Élection of the chair"])
        search = page.get_by_role("searchbox", name="Search conversations")
        search.fill("election lavrov")
        listed(page, ["Élection of the chair"])
        assert page.locator(".excerpt b").all_text_contents() == ["Lavrov"]
        search.fill("nowhere")
        page.locator(".empty", has_text="No conversation has all of these words.").wait_for()
        search.press("Escape")
        listed(page, ["China", "Élection of the chair"])

        page.locator("button.entry", has_text="China").click()
        wait_for_answers(page, 1)
        options(page, "China", "Delete")
        page.get_by_role("button", name="Delete", exact=True).click()
        page.get_by_text("Try a question").wait_for()
        listed(page, ["Élection of the chair"])
        assert turns(page).count() == 0

        store = Conversations(file)  # as from another window
        assert store.delete(store.recent()[0].id)
        store.close()
        options(page, "Élection of the chair", "Rename")
        box.fill("Nobody in the chair")
        box.press("Enter")
        page.get_by_role("alert").get_by_text("not there any more").wait_for()
        listed(page, [])


def test_the_list_is_worked_by_keyboard(fake_chat: Serve, open_page: OpenPage, file: Path) -> None:
    keep(file, {"One": "Who will preside?", "Two": "What did China say?"})
    with fake_chat() as address:
        page = open_page(address)
        search = page.get_by_role("searchbox", name="Search conversations")
        search.focus()
        for key in ("ArrowDown", "ArrowDown", "Tab", "Enter"):
            page.keyboard.press(key)
        page.get_by_role("menuitem", name="Rename").and_(page.locator(":focus")).wait_for()
        page.keyboard.press("ArrowUp")
        page.get_by_role("menuitem", name="Delete").and_(page.locator(":focus")).wait_for()
        page.keyboard.press("Escape")
        item(page, "One").locator(".options:focus").wait_for()
        assert page.get_by_role("menu").count() == 0
        for key in ("Space", "End", "Enter"):
            page.keyboard.press(key)
        page.get_by_role("button", name="Cancel").and_(page.locator(":focus")).wait_for()
        for key in ("Shift+Tab", "Enter"):
            page.keyboard.press(key)
        listed(page, ["Two"])
        item(page, "Two").locator(".entry:focus").wait_for()
        page.keyboard.press("Enter")
        wait_for_answers(page, 1)
        page.locator(".entry[aria-current='page']", has_text="Two").wait_for()


def test_another_reader_s_conversation_is_not_there(
    fake_chat: Serve, open_page: OpenPage, file: Path
) -> None:
    theirs = keep(file, {"Theirs": "Who will preside?"}, owner="somebody else")["Theirs"]
    with fake_chat() as address:
        page = open_page(f"{address}/?c={theirs}&open=1.cited1")
        page.get_by_text("There is no conversation at this address").wait_for()
        page.get_by_text("Questions that you ask are kept here.").wait_for()
        assert turns(page).count() == 0
        assert page.locator("mark").count() == 0
        assert titles(page) == []


def test_a_conversation_is_deleted_while_it_is_being_answered(
    fake_chat: Serve, open_page: OpenPage
) -> None:
    with fake_chat(3.0) as address:
        page = open_page(address)
        ask(page, "Who will preside?")
        page.locator(".entry[aria-current='page']").wait_for()
        options(page, "Who will preside?", "Delete")
        page.get_by_role("button", name="Delete", exact=True).click()
        page.get_by_text("Try a question").wait_for()
        page.get_by_text("Questions that you ask are kept here.").wait_for()
        assert "c=" not in page.url
        ask(page, "What did China say?", settled=1)
        listed(page, ["What did China say?"])


@pytest.mark.parametrize("width", [1280, 390])
def test_a_hostile_title_is_text_wherever_it_stands(
    fake_chat: Serve, open_page: OpenPage, file: Path, width: int
) -> None:
    title = HOSTILE[:90].strip()
    made = keep(file, {title: "Who will preside?"})
    with fake_chat() as address:
        page = open_page(f"{address}/?c={made[title]}", width=width)
        wait_for_answers(page, 1)
        if width < 500:
            page.get_by_test_id("stExpandSidebarButton").click()
        page.get_by_role("searchbox").fill("script")
        listed(page, [title])
        page.locator(".options").click()
        page.get_by_role("menuitem", name="Delete").click()
        page.get_by_role("alertdialog", name=title).wait_for()
        page.keyboard.press("Escape")
        page.locator(".options").click()
        page.get_by_role("menuitem", name="Rename").click()
        assert page.get_by_role("textbox", name="Title of the conversation").input_value() == title
        box = page.get_by_role("textbox", name="Title of the conversation")
        box.fill(f"2 {title[:80]}")
        box.press("Enter")
        listed(page, [f"2 {title[:80]}".strip()])
        assert "owned" not in page.title()
        assert page.locator("script", has_text="owned").count() == 0
