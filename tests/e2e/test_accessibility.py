"""axe-core finds nothing serious on any page, in any state, in light and dark, wide and narrow."""

from __future__ import annotations

from typing import Any

import pytest
from axe import Finding, Known, grave
from journeys import OpenPage, Serve, ask, choose_model, click_citation, turns
from test_chat_writing import NEVER, WRITER
from test_signin import provider, signing_in

__all__ = ["provider", "signing_in"]  # fixtures

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

KNOWN: tuple[Known, ...] = ()


def settle(page: Any) -> None:
    """Wait until the page has run: what is about to change is drawn faintly."""
    page.locator("[data-test-script-state='notRunning']").wait_for(state="attached")


def check(page: Any) -> None:
    found = grave(page, KNOWN)
    assert found == {}, "\n".join(_told(where, items) for where, items in found.items())


def _told(where: str, found: list[Finding]) -> str:
    lines = [f"  {one.rule} at {one.place}: {one.markup} ({one.why})" for one in found]
    return "\n".join([f"{where}:", *lines])


QUESTIONS = (
    "Who will preside?",
    "What did China say?",
    "Who is right?",
    "How do they differ?",
    "What happened when?",
    "What did lavrof say?",
    "What of 2019?",
    "boom",
)
SECTIONS = ("documents", "timeline", "missing", "filling", "history")


def test_every_kind_of_answer(fake_chat: Serve, open_page: OpenPage) -> None:
    with fake_chat() as address:
        page = open_page(address)
        for number, question in enumerate(QUESTIONS, start=1):
            ask(page, question, settled=number)
        check(page)


def test_the_welcome_and_the_document_beside_an_answer(
    fake_chat: Serve, open_page: OpenPage
) -> None:
    with fake_chat() as address:
        page = open_page(address)
        page.get_by_role("heading", name="Try a question").wait_for()
        check(page)
        ask(page, "Who will preside?", settled=1)
        click_citation(page, 1)
        check(page)


def test_an_answer_that_is_being_written(fake_chat: Serve, open_page: OpenPage) -> None:
    with fake_chat(writing=NEVER) as address:
        page = open_page(address)
        choose_model(page, WRITER)
        ask(page, "Who will preside?")
        turns(page).last.locator(".pending .stop").wait_for()
        check(page)


def test_every_section_of_the_library(fake_chat: Serve, open_page: OpenPage) -> None:
    with fake_chat() as address:
        for section in SECTIONS:
            page = open_page(f"{address}/library?show={section}")
            settle(page)
            check(page)


def test_an_empty_library(fake_chat: Serve, open_page: OpenPage) -> None:
    with fake_chat(settings={"FAKE_LIBRARY": "empty"}) as address:
        page = open_page(address)
        page.get_by_role("alert").wait_for()
        check(page)
        page.goto(f"{address}/library")
        page.get_by_role("heading", name="Penholder").wait_for()
        check(page)


def test_signing_in(signing_in: Any, open_page: OpenPage) -> None:
    with signing_in as address:
        page = open_page(address)
        page.get_by_role("button", name="Sign in").wait_for()
        check(page)
