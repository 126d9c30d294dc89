"""Starting the chat: Streamlit on this machine only, told everything that it needs to know."""

from __future__ import annotations

import http.client
import socket
import threading
import time
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING

from store.errors import UsageError

if TYPE_CHECKING:
    from app.settings import Settings

HOST = "127.0.0.1"
FIRST_PORT = 8501
PORTS_TRIED = 50
PAGE = Path(__file__).with_name("page.py")

_PATIENCE_SECONDS = 120
_OPTIONS = {
    "server.address": HOST,
    "server.headless": "true",  # the browser is opened here, once the page answers
    "server.showEmailPrompt": "false",
    "server.fileWatcherType": "none",
    "server.runOnSave": "false",
    "server.maxUploadSize": "1",  # megabytes; the page takes no file
    "server.enableXsrfProtection": "true",
    "server.enableCORS": "true",
    "server.enableStaticServing": "false",
    "browser.gatherUsageStats": "false",
    "browser.serverAddress": HOST,
    "client.toolbarMode": "minimal",
    "client.showErrorDetails": "none",
    "client.showErrorLinks": "false",
    "runner.magicEnabled": "false",
    # Python collects by itself; a full collection at each look at a growing answer takes longer
    # than the look.
    "runner.postScriptGC": "false",
    "global.developmentMode": "false",
    "logger.hideWelcomeMessage": "true",
    "logger.level": "warning",
    "theme.font": "sans-serif",
    "theme.headingFont": "serif",
    "theme.baseRadius": "4px",
    "theme.light.primaryColor": "#24506e",
    "theme.light.backgroundColor": "#fcfbf8",
    "theme.light.secondaryBackgroundColor": "#f2f0ea",
    "theme.light.textColor": "#1d2730",
    "theme.light.linkColor": "#24506e",
    "theme.light.borderColor": "#d9d5ca",
    "theme.light.yellowBackgroundColor": "#fbe8a6",
    "theme.light.sidebar.backgroundColor": "#f2f0ea",
    "theme.light.sidebar.secondaryBackgroundColor": "#e8e5dc",
    "theme.dark.primaryColor": "#93bad8",
    "theme.dark.backgroundColor": "#14181d",
    "theme.dark.secondaryBackgroundColor": "#1d232b",
    "theme.dark.textColor": "#e7e4dc",
    "theme.dark.linkColor": "#93bad8",
    "theme.dark.borderColor": "#37404a",
    "theme.dark.yellowBackgroundColor": "#57481a",
    "theme.dark.sidebar.backgroundColor": "#191e25",
    "theme.dark.sidebar.secondaryBackgroundColor": "#242b34",
}


def run_chat(settings: Settings, port: int | None, *, headless: bool, script: Path = PAGE) -> None:
    """Serve the chat on this machine until it is interrupted.

    Prints one line with the address to stdout once the page answers; unless ``headless``, opens
    the browser there. Without ``port``, the first free one from 8501 is taken.

    Raises :class:`UsageError` when the port asked for is taken or is no port.
    """
    from streamlit.web import cli

    from app.ui import state

    chosen = choose_port(port)
    state.configure(settings)
    announcer = threading.Thread(target=_announce, args=(chosen, headless), daemon=True)
    announcer.start()
    cli.main(["run", str(script), *options(chosen)], standalone_mode=False)


def options(port: int) -> list[str]:
    """The options that Streamlit is started with."""
    given = [*_OPTIONS.items(), ("server.port", str(port))]
    # Another site's page must not reach the chat by giving its own name this machine's address.
    given += [("server.allowedHosts", name) for name in (HOST, "localhost")]
    return [f"--{name}={value}" for name, value in given]


def choose_port(wanted: int | None) -> int:
    """The port to serve on: the one wanted, or the first free one from 8501.

    Raises :class:`UsageError` when the one wanted is taken, or none is free.
    """
    if wanted is not None:
        if not 1 <= wanted <= 65_535:
            raise UsageError(f"{wanted} is not a port", "give a number from 1 to 65535")
        if not _free(wanted):
            raise UsageError(
                f"port {wanted} is in use", "give another with --port, or none to find a free one"
            )
        return wanted
    for port in range(FIRST_PORT, FIRST_PORT + PORTS_TRIED):
        if _free(port):
            return port
    raise UsageError(
        f"ports {FIRST_PORT} to {FIRST_PORT + PORTS_TRIED - 1} are all in use",
        "give a free one with --port",
    )


def _free(port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        # As the server itself does: a port that was left a moment ago counts as free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def _announce(port: int, headless: bool) -> None:
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < deadline:
        if _answers(port):
            address = f"http://{HOST}:{port}"
            print(f"Penholder is at {address}", flush=True)
            if not headless:
                webbrowser.open(address)
            return
        time.sleep(0.1)


def _answers(port: int) -> bool:
    connection = http.client.HTTPConnection(HOST, port, timeout=2)
    try:
        connection.request("GET", "/_stcore/health")
        return connection.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
