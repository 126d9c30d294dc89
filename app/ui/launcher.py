"""Starting the chat: Streamlit, told everything that it needs to know.

It listens on this machine alone, unless the settings say where people reach it and who is let in.
"""

from __future__ import annotations

import base64
import hashlib
import http.client
import re
import socket
import threading
import time
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.filling import MOST_MEGABYTES
from app.ui.access import Access, Door, access_of, secrets_for_streamlit
from store.errors import UsageError

if TYPE_CHECKING:
    from streamlit import App

    from app.settings import Settings

HOST = "127.0.0.1"
FIRST_PORT = 8501
PORTS_TRIED = 50
PAGE = Path(__file__).with_name("page.py")

_PATIENCE_SECONDS = 120
_ANYWHERE = {"0.0.0.0": HOST, "::": "::1"}  # noqa: S104  # where one that listens everywhere is asked
_OPTIONS: dict[str, Any] = {
    "server.headless": True,  # the browser is opened here, once the page answers
    "server.showEmailPrompt": False,
    "server.fileWatcherType": "none",
    "server.runOnSave": False,
    "server.enableXsrfProtection": True,
    "server.enableCORS": True,
    "server.corsAllowedOrigins": [],
    "server.enableStaticServing": False,
    "server.enableAgentApi": False,  # programs have the command line
    "server.trustedUserHeaders": {},  # nobody says by a header who they are
    "secrets.files": [],  # what Streamlit is to know, it is given in memory
    "browser.gatherUsageStats": False,
    "client.toolbarMode": "minimal",
    "client.showErrorDetails": "none",
    "client.showErrorLinks": False,
    "runner.magicEnabled": False,
    # Python collects by itself; a full collection at each look at a growing answer takes longer
    # than the look.
    "runner.postScriptGC": False,
    "global.developmentMode": False,
    "logger.enableRich": False,  # which writes an error to stdout, where only the address belongs
    "logger.hideWelcomeMessage": True,
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
    """Serve the chat until it is interrupted.

    Prints one line with the address to stdout once the page answers; opens the browser there,
    unless ``headless`` or people reach it from elsewhere. Without ``port``, the first free one from
    8501 is taken.

    Raises :class:`UsageError` when the port asked for is taken or is no port, and when the settings
    would open the chat to people without saying so or do not hold all that signing in takes.
    """
    from app.ui import people, state

    access = access_of(settings)
    chosen = choose_port(port, settings.address)
    state.configure(settings)
    people.configure(access)
    announcer = threading.Thread(
        target=_announce, args=(settings.address, chosen, access, headless), daemon=True
    )
    announcer.start()
    application(access, chosen, script).run(config=options(access, settings.address, chosen))


def application(access: Access, port: int, script: Path = PAGE) -> App:
    """The server's application: Streamlit's, behind our door."""
    import streamlit as st
    from starlette.middleware import Middleware

    from app.ui.doorway import Doorway, content_policy

    policy = content_policy(_inline_scripts(), _websockets(access, port))
    secrets = secrets_for_streamlit(access)
    return st.App(
        script,
        secrets=secrets,  # type: ignore[arg-type]  # its type knows only one level of nesting
        middleware=[Middleware(Doorway, access=access, policy=policy)],
    )


def options(access: Access, address: str, port: int) -> dict[str, Any]:
    """The options that Streamlit is started with."""
    # Another site's page must not reach the chat by giving its own name this machine's address.
    return _OPTIONS | {
        "server.address": address,
        "server.port": port,
        "server.allowedHosts": list(_hosts(access)),
        "server.baseUrlPath": access.base_path,
        "server.maxUploadSize": 1 if _only_reads(access) else MOST_MEGABYTES,
        "browser.serverAddress": _hosts(access)[0],
    }


def _only_reads(access: Access) -> bool:
    """Whether nobody may add a file: then none is taken into memory either."""
    return access.read_only or access.door is Door.VISITORS


def _hosts(access: Access) -> tuple[str, ...]:
    if access.public is not None and access.public.hostname:
        return (access.public.hostname,)
    return (HOST, "localhost")


def _websockets(access: Access, port: int) -> tuple[str, ...]:
    if access.public is not None:
        return (f"{'wss' if access.secure else 'ws'}://{access.public.netloc}",)
    return tuple(f"ws://{host}:{port}" for host in _hosts(access))


def _inline_scripts() -> list[str]:
    """The hashes of the scripts that stand in Streamlit's own page, as a policy names them."""
    import streamlit

    page = (Path(streamlit.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    scripts = re.findall(r"<script>(.*?)</script>", page, flags=re.DOTALL)
    return [base64.b64encode(hashlib.sha256(one.encode()).digest()).decode() for one in scripts]


def choose_port(wanted: int | None, address: str = HOST) -> int:
    """The port to serve on: the one wanted, or the first free one from 8501.

    Raises :class:`UsageError` when the one wanted is taken, or none is free.
    """
    if wanted is not None:
        if not 1 <= wanted <= 65_535:
            raise UsageError(f"{wanted} is not a port", "give a number from 1 to 65535")
        if not _free(address, wanted):
            raise UsageError(
                f"port {wanted} is in use", "give another with --port, or none to find a free one"
            )
        return wanted
    for port in range(FIRST_PORT, FIRST_PORT + PORTS_TRIED):
        if _free(address, port):
            return port
    raise UsageError(
        f"ports {FIRST_PORT} to {FIRST_PORT + PORTS_TRIED - 1} are all in use",
        "give a free one with --port",
    )


def _free(address: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        # As the server itself does: a port that was left a moment ago counts as free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError:
            return False
    return True


def _announce(address: str, port: int, access: Access, headless: bool) -> None:
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < deadline:
        if _answers(_ANYWHERE.get(address, address), port, access.base_path):
            shown = access.public.geturl() if access.public else f"http://{HOST}:{port}"
            print(f"Penholder is at {shown}", flush=True)
            if not headless and access.public is None:
                webbrowser.open(shown)
            return
        time.sleep(0.1)


def _answers(address: str, port: int, base_path: str) -> bool:
    connection = http.client.HTTPConnection(address, port, timeout=2)
    try:
        connection.request("GET", f"{base_path and '/' + base_path}/_stcore/health")
        return connection.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
