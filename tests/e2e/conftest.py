"""A real server and a real browser, both on this machine only."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

# What the journeys share with the other tests: the fake engine, sites and files.
TESTS = Path(__file__).parents[1]
sys.path += [str(TESTS), str(TESTS / "app")]

CHROMIUM_ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PENHOLDER = [sys.executable, "-c", "from app.cli import main; main()"]
FAKE_SERVER = Path(__file__).with_name("serve_fake.py")


def chromium() -> str | None:
    """Debian's Chromium, or another on the path."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return next((found for name in names if (found := shutil.which(name))), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    executable = chromium()
    if executable is None:
        pytest.skip("no Chromium on this machine: install Debian's package chromium to run this")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=executable, args=CHROMIUM_ARGUMENTS, headless=True
        )
        yield launched
        launched.close()


@pytest.fixture
def open_page(browser: Any) -> Iterator[Callable[..., Any]]:
    """Opens an address in a context of its own and fails if the page reaches off this machine."""
    contexts, outside = [], []

    def opened(address: str, *, width: int = 1280, height: int = 800, scheme: str = "light") -> Any:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            reduced_motion="reduce",
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.on("request", lambda request: outside.append(request.url))
        page.goto(address)
        page.get_by_role("heading", name="Penholder").wait_for()
        # As a reader waits: what is typed while the page is still being drawn may go with it.
        page.locator("[data-test-script-state='notRunning']").wait_for(state="attached")
        return page

    yield opened
    for context in contexts:
        context.close()
    local = ("http://127.0.0.1:", "data:", "blob:")
    assert [url for url in outside if not url.startswith(local)] == []


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(command: list[str], log: Path, **options: Any) -> Iterator[str]:
    """Run a server until the block ends; gives the address that it prints on its first line."""
    with log.open("ab") as errors:
        server = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=errors, text=True, **options
        )
    try:
        assert server.stdout is not None
        line = server.stdout.readline().strip()
        assert line.startswith("Penholder is at http://127.0.0.1:"), log.read_text()
        yield line.removeprefix("Penholder is at ")
    finally:
        server.terminate()
        server.communicate(timeout=30)


@pytest.fixture
def fake_chat(tmp_path: Path) -> Callable[..., Any]:
    """Starts the real page over the fake engine; twice on one folder is a restart."""

    def start(
        seconds: float = 0.0,
        *,
        writing: float = 0.0,
        port: int | None = None,
        settings: dict[str, str] | None = None,
    ) -> Any:
        command = [
            sys.executable,
            str(FAKE_SERVER),
            str(tmp_path / "library"),
            str(port or free_port()),
            str(seconds),
            str(writing),
        ]
        return serving(command, tmp_path / "server.log", env={**os.environ, **(settings or {})})

    return start


@pytest.fixture(scope="session")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A library of its own, filled from what ships."""
    folder = tmp_path_factory.mktemp("shipped")
    settings = {
        name: value for name, value in os.environ.items() if not name.startswith("PENHOLDER_")
    }
    settings["PENHOLDER_LIBRARY"] = str(folder / "library")
    done = subprocess.run(
        [*PENHOLDER, "refresh"], env=settings, cwd=folder, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return settings
