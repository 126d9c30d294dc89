"""Takes the pictures of the documentation: ``python screenshots.py ADDRESS FOLDER [NAME …]``.

The chat is to run at the address, over the shipped corpus. With names, as ``answer-1280-light``,
only these are kept.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from conftest import CHROMIUM_ARGUMENTS, chromium
from journeys import ask, click_citation
from PIL import Image
from playwright.sync_api import sync_playwright

COLOURS = 128
SIZES = {1280: 800, 768: 1024, 390: 844}
BESIDE = 1000
"""From this width a document lies beside the answer; below, it lies over it."""
ANSWERED = "Who will preside over the debate?"
NOT_FOUND = "What does the brief say about the price of oil?"
COMPARED = "Compare the views of Russia and the US on these organisations."
TIMELINE = "Give me a timeline of the events since 2015."
TABS = {
    "documents": "Documents",
    "timeline": "Timeline",
    "missing": "Not held",
    "adding": "Add and refresh",
    "history": "History",
}


def views(page: Any, address: str, width: int) -> Iterator[str]:
    """Brings the page to each state in turn, and names it."""
    page.goto(address)
    page.get_by_text("Try a question").wait_for()
    yield "welcome"
    ask(page, ANSWERED, settled=1)
    if width < BESIDE:
        yield "answer"
    click_citation(page, 1)
    yield "answer" if width >= BESIDE else "document"
    page.keyboard.press("Escape")
    for number, (name, question) in enumerate(
        (("not-found", NOT_FOUND), ("comparison", COMPARED), ("chronology", TIMELINE)), start=2
    ):
        ask(page, question, settled=number)
        yield name
    page.goto(f"{address}/library")
    for name, tab in TABS.items():
        page.get_by_role("link", name=tab).or_(page.get_by_role("button", name=tab)).first.click()
        page.get_by_role("heading", name=tab, exact=True).wait_for()
        yield f"library-{name}"


def take(page: Any, path: Path) -> None:
    page.wait_for_timeout(2500)
    picture = Image.open(BytesIO(page.screenshot())).convert("RGB")
    # A page of text needs few colours; all of them would make files of several hundred kilobytes.
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)


def main(address: str, folder: Path, names: list[str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium(), args=CHROMIUM_ARGUMENTS, headless=True
        )
        for width, height in SIZES.items():
            for scheme in ("light", "dark"):
                if names and not any(name.endswith(f"-{width}-{scheme}") for name in names):
                    continue
                page = browser.new_page(
                    viewport={"width": width, "height": height}, color_scheme=scheme
                )
                for view in views(page, address, width):
                    name = f"{view}-{width}-{scheme}"
                    if not names or name in names:
                        take(page, folder / f"{name}.png")
                page.close()
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), sys.argv[3:])
