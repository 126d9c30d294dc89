"""What a reader does and sees, in terms of the page and not of its markup."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

OpenPage = Callable[..., Any]
"""Opens an address: the fixture ``open_page``."""

Serve = Callable[..., Any]
"""Starts the page over the fake engine: the fixture ``fake_chat``."""


def ask(page: Any, question: str, *, settled: int | None = None) -> None:
    """Type a question and send it; with ``settled``, wait until that many have their answer."""
    box = page.get_by_test_id("stChatInputTextArea")
    box.fill(question)
    box.press("Enter")
    if settled is not None:
        wait_for_answers(page, settled)


def wait_for_answers(page: Any, number: int) -> None:
    done = ".root:has(.question):not(:has(.pending))"
    page.wait_for_function(
        # Components live in shadow roots, which querySelectorAll does not enter.
        """([selector, number]) => {
            const hosts = [...document.querySelectorAll('*')].filter((node) => node.shadowRoot);
            const found = hosts.flatMap((node) => [...node.shadowRoot.querySelectorAll(selector)]);
            return found.length === number;
        }""",
        arg=[done, number],
    )


def quotation(page: Any, number: int, *, turn: int = -1) -> str:
    """The words of the answer before a citation number, where it is cited first."""
    said = turns(page).nth(turn).locator(".said").filter(has=number_button(page, number))
    return str(said.first.locator(".words").text_content())


def click_citation(page: Any, number: int, *, turn: int = -1) -> None:
    turns(page).nth(turn).locator(".said").locator(number_button(page, number)).first.click()
    page.locator("mark").first.wait_for()


def highlighted(page: Any) -> str:
    return "".join(page.locator("mark").all_text_contents())


def turns(page: Any) -> Any:
    return page.locator(".root:has(.question)")


def number_button(page: Any, number: int) -> Any:
    return page.locator(".number", has_text=re.compile(rf"^{number}$"))


def in_view(page: Any, locator: Any) -> bool:
    """Whether an element lies inside the window and nothing covers its middle."""
    return bool(
        locator.evaluate(
            """(node) => {
                const box = node.getClientRects()[0];
                const x = box.left + box.width / 2, y = box.top + box.height / 2;
                if (x < 0 || y < 0 || x > innerWidth || y > innerHeight) return false;
                let found = document.elementFromPoint(x, y);
                while (found && found.shadowRoot) {
                    const inner = found.shadowRoot.elementFromPoint(x, y);
                    if (!inner || inner === found) break;
                    found = inner;
                }
                return node === found || node.contains(found);
            }"""
        )
    )


def choose_model(page: Any, name: str) -> None:
    """Choose who writes the answers, and wait until the page has taken it."""
    page.get_by_role("combobox", name="Answers").click()
    page.get_by_role("option", name=f"Written by {name}").click()
    page.locator(f"input[value='Written by {name}']").wait_for()
    page.locator("[data-test-script-state='notRunning']").wait_for(state="attached")
