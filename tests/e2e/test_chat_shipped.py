"""The whole way: the shipped corpus refreshed, served, asked and read in a browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import PENHOLDER, free_port, serving
from journeys import (
    OpenPage,
    ask,
    click_citation,
    highlighted,
    in_view,
    quotation,
    turns,
    wait_for_answers,
)

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

BRIEF = "Cooperation between the UN and the CSTO, the CIS and the SCO"


@pytest.fixture
def address(environment: dict[str, str], tmp_path: Path) -> Iterator[str]:
    command = [*PENHOLDER, "chat", "--headless", "--port", str(free_port())]
    with serving(command, tmp_path / "log", env=environment, cwd=tmp_path) as where:
        yield where


def test_a_question_on_the_brief_is_answered_and_its_citation_opens(
    address: str, environment: dict[str, str], open_page: OpenPage
) -> None:
    page = open_page(address)
    ask(page, "Who will preside over the debate?", settled=1)
    quote = quotation(page, 1)
    assert "Sergey Lavrov" in quote

    click_citation(page, 1)
    assert highlighted(page) == quote
    assert in_view(page, page.locator("mark").first)
    assert page.get_by_role("heading", name=BRIEF).first.is_visible()

    page.reload()
    page.locator("mark").first.wait_for()
    assert quotation(page, 1) == highlighted(page) == quote

    ask(page, "What does the brief say about the price of oil?", settled=2)
    assert turns(page).nth(1).locator(".notice.not_found").is_visible()
    assert turns(page).nth(1).locator(".answer .said").count() == 0


def test_every_example_question_is_answered(address: str, open_page: OpenPage) -> None:
    page = open_page(address)
    page.get_by_text("Try a question").wait_for()  # found once the page is there
    examples = page.locator(".examples button").all_text_contents()
    assert examples
    for number, question in enumerate(examples, start=1):
        ask(page, question, settled=number)
        click_citation(page, 1)
        # What is not held is spoken of in a statement that contains its description.
        assert highlighted(page)
        assert highlighted(page) in quotation(page, 1)
    wait_for_answers(page, len(examples))
    assert page.locator(".notice").count() == 0
