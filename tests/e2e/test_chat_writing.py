"""Journeys through the chat while a model writes, over the fake engine that writes slowly."""

from __future__ import annotations

from typing import Any

import pytest
from fake_chat import BROKEN, BUSY, HOSTILE, LAVROV, STATEMENTS, TOMORROW, WRITER
from journeys import (
    OpenPage,
    Serve,
    ask,
    choose_model,
    click_citation,
    highlighted,
    turns,
    wait_for_answers,
)

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

QUESTION = "Who will preside?"
WRITTEN = [text for text, _ in STATEMENTS]
SLOWLY = 1.5  # seconds a statement: time enough to look and click
NEVER = 600.0  # seconds; the test is over before anything is written


def said(page: Any, turn: int = -1) -> list[str]:
    return list(turns(page).nth(turn).locator(".said .words").all_text_contents())


def wait_for_said(page: Any, number: int) -> None:
    turns(page).last.locator(".prose .item").nth(number - 1).wait_for()


def writing(page: Any) -> Any:
    return turns(page).last.locator(".pending .stop", has_text="Stop")


def test_an_answer_grows_and_the_rest_of_the_page_is_left_alone(
    fake_chat: Serve, open_page: OpenPage
) -> None:
    with fake_chat(writing=SLOWLY) as address:
        page = open_page(address)
        ask(page, "What does the concept note ask?", settled=1)
        choose_model(page, WRITER)
        ask(page, QUESTION)
        writing(page).wait_for()
        assert said(page) == [LAVROV, TOMORROW]
        live = page.locator(".live[aria-live='polite']").last
        assert f"{WRITER} is writing…" in live.text_content()
        turns(page).evaluate_all("(found) => found.forEach((node) => { node.kept = true; })")
        before = turns(page).first.locator(".block")
        before.evaluate("(node) => { node.untouched = true; }")
        for number in (1, 2):
            wait_for_said(page, number)
            assert said(page)[:number] == WRITTEN[:number]
        wait_for_answers(page, 2)
        assert said(page) == WRITTEN
        # The same elements all along: nothing was thrown away and drawn again.
        assert turns(page).evaluate_all("(found) => found.every((node) => node.kept)")
        assert before.evaluate("(node) => node.untouched")
        label = turns(page).last.locator(".label").text_content()
        assert label == f"Answered written by {WRITER} and checked against the sources"
        page.locator(".live", has_text="The answer is complete.").last.wait_for(state="attached")
        dropped = turns(page).last.locator("details.dropped")
        dropped.locator("summary", has_text="1 sentence and 1 source number removed").click()
        assert dropped.locator("s").first.text_content() == "The debate passed 25-1."
        assert dropped.locator("s").first.is_visible()
        page.reload()
        wait_for_answers(page, 2)
        assert said(page) == WRITTEN


@pytest.mark.parametrize("by", ["button", "escape"])
def test_stopping_shows_the_quotations_and_asking_again_writes_on(
    fake_chat: Serve, open_page: OpenPage, by: str
) -> None:
    with fake_chat(writing=SLOWLY) as address:
        page = open_page(address)
        choose_model(page, WRITER)
        ask(page, QUESTION)
        wait_for_said(page, 1)
        if by == "button":
            writing(page).click()
        else:
            page.keyboard.press("Escape")
        wait_for_answers(page, 1)
        assert said(page) == [LAVROV, TOMORROW]
        aside = turns(page).last.locator(".aside")
        assert aside.text_content().startswith("Stopped: ")
        page.reload()
        aside.wait_for()
        assert said(page) == [LAVROV, TOMORROW]
        aside.get_by_role("button", name=f"Ask {WRITER} again").click()
        wait_for_said(page, 3)
        wait_for_answers(page, 1)
        assert said(page) == WRITTEN
        assert aside.count() == 0


def test_escape_closes_what_lies_open_before_it_stops_the_writing(
    fake_chat: Serve, open_page: OpenPage
) -> None:
    with fake_chat(writing=NEVER) as address:
        page = open_page(address)
        choose_model(page, WRITER)
        ask(page, QUESTION)
        writing(page).wait_for()
        click_citation(page, 1)
        assert highlighted(page) == LAVROV
        page.keyboard.press("Escape")
        page.locator("mark").first.wait_for(state="detached")
        assert writing(page).is_visible()
        page.locator(".edit").click()
        page.locator("textarea:focus").press("Escape")
        page.locator(".edit:focus").wait_for()
        assert writing(page).is_visible()
        page.keyboard.press("Escape")
        wait_for_answers(page, 1)
        assert turns(page).locator(".aside").is_visible()


def test_a_reload_and_a_second_tab_follow_the_same_answer(
    fake_chat: Serve, open_page: OpenPage
) -> None:
    with fake_chat(writing=SLOWLY) as address:
        page = open_page(address)
        choose_model(page, WRITER)
        ask(page, QUESTION)
        wait_for_said(page, 1)
        second = open_page(page.url)
        page.reload()
        for tab in (page, second):
            wait_for_answers(tab, 1)
            assert said(tab) == WRITTEN
        assert turns(page).count() == 1


def test_a_restart_amid_the_writing_leaves_the_quotations(
    fake_chat: Serve, open_page: OpenPage
) -> None:
    with fake_chat(writing=NEVER) as address:
        page = open_page(address)
        choose_model(page, WRITER)
        ask(page, QUESTION)
        writing(page).wait_for()
        query = page.url.removeprefix(address)
    with fake_chat() as address:
        page = open_page(address + query)
        aside = turns(page).locator(".aside")
        aside.wait_for()
        assert "Penholder was closed" in aside.text_content()
        assert said(page) == [LAVROV, TOMORROW]
        aside.get_by_role("button").click()
        wait_for_said(page, 3)


def test_one_question_waits_and_can_be_withdrawn(fake_chat: Serve, open_page: OpenPage) -> None:
    with fake_chat(writing=NEVER) as address:
        page = open_page(address)
        choose_model(page, WRITER)
        ask(page, QUESTION)
        writing(page).wait_for()
        ask(page, "What does the concept note ask?")
        page.get_by_text("Waiting for the question before").first.wait_for()
        page.locator("[data-testid='stChatInputTextArea']:disabled").wait_for()
        turns(page).last.get_by_role("button", name="Withdraw").click()
        turns(page).last.locator(".notice.failed").wait_for()
        page.locator("[data-testid='stChatInputTextArea']:not(:disabled)").wait_for()
        turns(page).last.get_by_role("button", name="Try again").click()
        page.get_by_text("Waiting for the question before").first.wait_for()
        turns(page).first.locator(".stop").click()
        # Nothing is waited for but the stop: the request itself is still under way.
        turns(page).last.locator(".pending .stop", has_text="Stop").wait_for()
        assert turns(page).first.locator(".aside").is_visible()


def test_a_model_that_fails_leaves_the_quotations_and_one_line(
    fake_chat: Serve, open_page: OpenPage
) -> None:
    with fake_chat() as address:
        page = open_page(address)
        choose_model(page, BROKEN)
        ask(page, QUESTION, settled=1)
        assert said(page) == [LAVROV, TOMORROW]
        assert turns(page).locator(".aside span").first.text_content() == BUSY
        assert turns(page).locator(".notice").count() == 0


def test_an_edited_question_is_a_new_one_and_markup_in_it_stays_text(
    fake_chat: Serve, open_page: OpenPage
) -> None:
    with fake_chat() as address:
        page = open_page(address)
        ask(page, "what will lavrof do?", settled=1)
        assert turns(page).locator(".understood em").text_content() == "What will Lavrov do?"
        page.locator(".edit").click()
        box = page.locator(".editor textarea")
        assert box.input_value() == "What will Lavrov do?"
        box.fill(f"hostile {HOSTILE}")
        box.press("Enter")
        wait_for_answers(page, 2)
        questions = turns(page).locator(".question").all_text_contents()
        assert questions == ["what will lavrof do?", f"hostile {HOSTILE}"]
        page.locator(".edit").last.click()
        assert page.locator(".editor textarea").last.input_value() == f"hostile {HOSTILE}"
        assert page.title() == "Penholder"
        assert page.locator(".root img, .root script, .katex").count() == 0


def test_a_chip_taken_out_asks_again_without_it(fake_chat: Serve, open_page: OpenPage) -> None:
    with fake_chat() as address:
        page = open_page(address)
        ask(page, "What happened in the briefs of 2019?", settled=1)
        chips = turns(page).last.locator(".filter span")
        assert chips.all_text_contents() == ["Only the briefs of 2019"]
        page.reload()
        wait_for_answers(page, 1)
        assert chips.all_text_contents() == ["Only the briefs of 2019"]
        page.locator("[data-test-script-state='notRunning']").wait_for(state="attached")
        page.get_by_role("button", name="Ask again without: Only the briefs of 2019").click()
        wait_for_answers(page, 2)
        assert turns(page).last.locator(".question").text_content() == "What happened?"
        assert chips.count() == 0


def test_a_search_is_narrowed_by_date_and_widened_again(
    fake_chat: Serve, open_page: OpenPage
) -> None:
    with fake_chat() as address:
        page = open_page(address)
        page.get_by_text("Narrow the search").click()
        day = page.get_by_role("spinbutton", name="day, Dated from")
        day.click()
        page.keyboard.type("01012019")
        page.keyboard.press("Enter")
        page.get_by_role("button", name="Clear").first.wait_for()
        page.locator("[data-test-script-state='notRunning']").wait_for(state="attached")
        ask(page, "Who will preside?", settled=1)
        chip = turns(page).last.locator(".filter span")
        assert chip.all_text_contents() == ["From 1 January 2019"]
        page.reload()
        wait_for_answers(page, 1)
        assert chip.all_text_contents() == ["From 1 January 2019"]
        page.locator("[data-test-script-state='notRunning']").wait_for(state="attached")
        turns(page).last.locator(".filter button").click()
        wait_for_answers(page, 2)
        assert turns(page).last.locator(".filter").count() == 0
