"""Takes the pictures of the documentation: ``python screenshots.py ADDRESS FOLDER [QUESTION]``.

The chat is to run at the address, over the shipped corpus.
"""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from conftest import CHROMIUM_ARGUMENTS, chromium
from journeys import ask, click_citation
from PIL import Image
from playwright.sync_api import sync_playwright

COLOURS = 128
SIZES = {1280: 800, 390: 844}
ANSWERED = "Who will preside over the debate?"
NOT_FOUND = "What does the brief say about the price of oil?"


def take(page: Any, folder: Path, name: str) -> None:
    page.wait_for_timeout(2500)
    picture = Image.open(BytesIO(page.screenshot())).convert("RGB")
    # A page of text needs few colours; all of them would make files of several hundred kilobytes.
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(folder / f"{name}.png", optimize=True)


def main(address: str, folder: Path, answered: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium(), args=CHROMIUM_ARGUMENTS, headless=True
        )
        for width, height in SIZES.items():
            for scheme in ("light", "dark"):
                suffix = f"{width}-{scheme}"
                page = browser.new_page(
                    viewport={"width": width, "height": height}, color_scheme=scheme
                )
                page.goto(address)
                page.get_by_text("Try a question").wait_for()
                take(page, folder, f"welcome-{suffix}")
                ask(page, answered, settled=1)
                if width < 1000:  # the document lies over the answer: one picture of each
                    take(page, folder, f"answer-{suffix}")
                click_citation(page, 1)
                take(page, folder, f"{'answer' if width >= 1000 else 'document'}-{suffix}")
                page.keyboard.press("Escape")
                ask(page, NOT_FOUND, settled=2)
                take(page, folder, f"not-found-{suffix}")
                page.close()
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), sys.argv[3] if len(sys.argv) > 3 else ANSWERED)
