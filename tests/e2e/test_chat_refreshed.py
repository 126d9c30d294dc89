"""An open chat while another process refreshes the library: nobody reloads, nobody restarts."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import free_port, serving
from journeys import OpenPage, ask, highlighted, quotation, turns

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

PENHOLDER = [sys.executable, "-c", "from app.cli import main; main()"]
BRIEF = """What's In Blue

Posted Tue 24 Sep 2024

Debate on the Weather in Ruritania

Tomorrow, the Council will hold a debate on the weather in Ruritania. Ruritania’s Minister of \
Foreign Affairs, Rudolf Elphberg, will preside.

Members may raise the price of figs.
"""
QUOTE = "Ruritania’s Minister of Foreign Affairs, Rudolf Elphberg, will preside."
EDITED = "Ruritania’s Minister of Foreign Affairs, Rudolf Elphberg, is now to preside."


# One process for all refreshes: most of the time of one goes into loading the libraries.
REFRESHER = """
import sys
from app.cli import main
for _ in sys.stdin:
    print(main(["refresh", "briefs", "--json"]), file=sys.stderr, flush=True)
"""


class Newsroom:
    """A folder of sources, and a library that another process refreshes from it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.briefs = folder / "briefs"
        self.briefs.mkdir()
        (self.briefs / "keep.txt").write_text("Something to keep.", encoding="utf-8")
        kept = {name: v for name, v in os.environ.items() if not name.startswith("PENHOLDER_")}
        self.environment = kept | {"PENHOLDER_LIBRARY": str(folder / "library")}
        self._refresher = subprocess.Popen(
            [sys.executable, "-c", REFRESHER],
            env=self.environment,
            cwd=folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )

    def refresh(self) -> None:
        process = self._refresher
        assert process.stdin is not None
        assert process.stderr is not None
        process.stdin.write("again\n")
        process.stdin.flush()
        assert process.stderr.readline() == "0\n"

    def close(self) -> None:
        self._refresher.communicate(timeout=30)

    def publish(self, text: str) -> None:
        (self.briefs / "a-debate.txt").write_text(text, encoding="utf-8")
        self.refresh()

    def withdraw(self) -> None:
        (self.briefs / "a-debate.txt").unlink()
        self.refresh()


@pytest.fixture
def newsroom(tmp_path: Path) -> Iterator[Newsroom]:
    made = Newsroom(tmp_path)
    yield made
    made.close()


@pytest.fixture
def address(newsroom: Newsroom) -> Iterator[str]:
    """The chat over a library that there is not yet."""
    command = [*PENHOLDER, "chat", "--headless", "--port", str(free_port())]
    log = newsroom.folder / "log"
    with serving(command, log, env=newsroom.environment, cwd=newsroom.folder) as where:
        yield where


def test_what_another_process_refreshes_shows_in_the_open_chat(
    newsroom: Newsroom, address: str, open_page: OpenPage
) -> None:
    page = open_page(address)
    page.get_by_text("there is no library").wait_for()
    newsroom.refresh()
    page.get_by_text("1 document held.").wait_for()

    newsroom.publish(BRIEF)
    page.get_by_text("2 documents held.").wait_for()
    page.get_by_role("link", name="Library").click()
    page.locator("button.entry", has_text="Debate on the Weather in Ruritania").wait_for()
    page.get_by_role("link", name="Chat").click()
    page.get_by_test_id("stChatInputTextArea").wait_for()

    ask(page, "Who will preside over the debate on the weather in Ruritania?", settled=1)
    said = turns(page).locator(".said .words").all_text_contents()
    assert QUOTE in said
    assert page.locator(".badge.changed").count() == 0

    newsroom.publish(BRIEF.replace(QUOTE, EDITED))
    # What is said of the quotation rests on it too: it is marked there as well.
    changed = turns(page).locator(".item .badge.changed").first
    changed.wait_for()
    assert "no longer stands there" in changed.text_content()
    assert turns(page).locator(".said .words").all_text_contents() == said
    assert page.get_by_text("Edited on").first.is_visible()

    changed.click()
    page.locator("mark").first.wait_for()
    assert highlighted(page) == EDITED
    assert page.locator("blockquote.missing").text_content() == QUOTE
    page.keyboard.press("Escape")

    newsroom.publish(f"{BRIEF}\nA paragraph more.\n")
    changed.wait_for(state="detached")

    newsroom.withdraw()
    page.get_by_text("1 document held.").wait_for()
    turns(page).locator(".item .badge.changed").first.wait_for()
    assert "removed from the library" in turns(page).locator(".item .badge").first.text_content()
    assert turns(page).locator(".said .words").all_text_contents() == said
    assert quotation(page, 1) == said[0]
