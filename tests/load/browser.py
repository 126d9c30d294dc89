"""What a person with a real browser sees while many others ask."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any

sys.path.append(str(Path(__file__).parents[1] / "e2e"))

import measures
from conftest import CHROMIUM_ARGUMENTS, chromium
from journeys import ask
from playwright.sync_api import Error, sync_playwright
from questions import asked_by, questions

_BROWSER = -1
_TURNS = 5
"""After so many questions a new conversation is begun."""
_BETWEEN = 5.0
_PATIENCE = 120_000


def sees(address: str, seconds: float) -> list[measures.Asked]:
    """Asks in a browser for so many seconds; the time of a question is until it has settled."""
    seen: list[measures.Asked] = []
    begun = time.monotonic()
    asked = asked_by(3, questions())
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium(), args=CHROMIUM_ARGUMENTS, headless=True
        )
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.set_default_timeout(_PATIENCE)
        number = 0
        while time.monotonic() - begun < seconds:
            at, error = time.monotonic(), None
            try:
                _next(page, address, next(asked), number % _TURNS)
            except Error as raised:
                error = str(raised).splitlines()[0]
            took = time.monotonic() - at
            seen.append(measures.Asked(_BROWSER, at - begun, took, error))
            number = 0 if error else number + 1
            page.wait_for_timeout(_BETWEEN * 1000)
        browser.close()
    return seen


def _next(page: Any, address: str, question: str, turn: int) -> None:
    if turn == 0:
        page.goto(address)
        page.get_by_role("heading", name="Penholder").wait_for()
    ask(page, question, settled=turn + 1)
