"""Measures the chat at an address in a browser: ``speeds.py ADDRESS [TURNS [QUESTION …]]``.

First screen, question to quotations, and click on a number to its quotation marked in the
document, both with the document closed before and from number to number. By hand, on a quiet
machine: nothing here fails for being slow.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from conftest import CHROMIUM_ARGUMENTS, chromium
from journeys import ask, turns
from playwright.sync_api import sync_playwright

CLICKS = 20

# Clicks a number and gives the milliseconds until what it stands beside is marked and in view.
_CLICK = """async ([turn, number]) => {
    const roots = [...document.querySelectorAll('*')].filter((node) => node.shadowRoot)
        .map((node) => node.shadowRoot);
    const turns = roots.filter((root) => root.querySelector('.question'));
    const said = turns[turn].querySelectorAll('.said')[number];
    const words = said.querySelector('.words').textContent;
    const begun = performance.now();
    said.querySelector('.number').click();
    const shown = () => [...document.querySelectorAll('.st-key-pane *')]
        .filter((node) => node.shadowRoot).some((node) => {
            const marks = [...node.shadowRoot.querySelectorAll('mark')];
            if (marks.map((mark) => mark.textContent).join('') !== words) return false;
            const box = marks[0].getBoundingClientRect();
            return box.top >= 0 && box.bottom <= innerHeight;
        });
    while (!shown()) {
        if (performance.now() - begun > 30000) return null;
        await new Promise((next) => requestAnimationFrame(next));
    }
    return performance.now() - begun;
}"""


def line(name: str, seconds: Sequence[float]) -> str:
    """A row of the table: the name, how many, and the two quantiles in milliseconds."""
    ordered = sorted(seconds)
    p95 = ordered[min(len(ordered) - 1, round(0.95 * (len(ordered) - 1)))]
    half = statistics.median(ordered)
    return f"{name:44} n={len(ordered):3}  p50 {half * 1000:6.0f} ms  p95 {p95 * 1000:6.0f} ms"


def _close(page: Any) -> None:
    page.keyboard.press("Escape")
    page.locator("mark").first.wait_for(state="detached")
    page.wait_for_timeout(300)


def _clicks(page: Any, turn: int, *, closed: bool) -> list[float]:
    said = turns(page).nth(turn).locator(".said").count()
    times = []
    for click in range(CLICKS):
        if closed and page.locator("mark").count():
            _close(page)
        took = page.evaluate(_CLICK, [turn, click % said])
        if took is not None:
            times.append(took / 1000)
        page.wait_for_timeout(300)
    return times


def main(address: str, count: int, questions: Sequence[str]) -> None:
    """Opens the page, asks, clicks, and prints the table."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium(), args=CHROMIUM_ARGUMENTS, headless=True
        )
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.set_default_timeout(120_000)
        begun = time.perf_counter()
        page.goto(address)
        page.get_by_text("Try a question").wait_for()
        print(line("first screen", [time.perf_counter() - begun]))
        answers = []
        for number in range(count):
            begun = time.perf_counter()
            ask(page, questions[number % len(questions)].format(number + 1), settled=number + 1)
            answers.append(time.perf_counter() - begun)
            page.wait_for_timeout(1_100)  # the same question within a second counts as one
        print(line("question to quotations", answers))
        for turn, name in ((count - 1, "last answer"), (0, "first answer")):
            print(line(f"click, document closed before, {name}", _clicks(page, turn, closed=True)))
            print(line(f"click, from number to number, {name}", _clicks(page, turn, closed=False)))
            _close(page)
        begun = time.perf_counter()
        page.reload()
        turns(page).nth(count - 1).locator(".said").first.wait_for()
        print(line(f"reload of {count} answers", [time.perf_counter() - begun]))
        browser.close()


if __name__ == "__main__":
    main(
        sys.argv[1],
        int(sys.argv[2]) if len(sys.argv) > 2 else 30,
        sys.argv[3:] or ["What did letter {} say, in the long record?"],
    )
