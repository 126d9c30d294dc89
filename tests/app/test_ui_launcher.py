"""Starting the chat: ports, options, and what they promise."""

from __future__ import annotations

import base64
import hashlib
import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from app.ui import launcher
from app.ui.access import Access, Door
from store.errors import UsageError

STATIC = Path(launcher.__file__).parent / "static"
OWN = Access()
PUBLIC = Access(Door.VISITORS, True, urlsplit("https://penholder.example.org/un"))


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.socket() as holder:
        holder.bind((launcher.HOST, 0))
        holder.listen()
        yield int(holder.getsockname()[1])


def test_a_port_that_was_asked_for_and_is_taken_is_refused(taken: int) -> None:
    with pytest.raises(UsageError, match=f"port {taken} is in use"):
        launcher.choose_port(taken)


def test_without_a_port_the_next_free_one_is_found(
    taken: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(launcher, "FIRST_PORT", taken)
    assert launcher.choose_port(None) > taken
    monkeypatch.setattr(launcher, "PORTS_TRIED", 1)
    with pytest.raises(UsageError, match="all in use"):
        launcher.choose_port(None)


@pytest.mark.parametrize("port", [0, -1, 65_536])
def test_a_number_that_is_no_port_is_refused(port: int) -> None:
    with pytest.raises(UsageError, match="not a port"):
        launcher.choose_port(port)


def test_every_option_is_one_that_streamlit_has() -> None:
    from streamlit import config

    assert set(launcher.options(PUBLIC, "0.0.0.0", 8501)) <= set(config.get_config_options())


def test_nothing_is_reported_and_nothing_is_open_to_the_network() -> None:
    options = launcher.options(OWN, launcher.HOST, 8501)
    assert options["browser.gatherUsageStats"] is False
    assert options["server.address"] == "127.0.0.1"
    assert options["server.allowedHosts"] == ["127.0.0.1", "localhost"]
    assert options["server.enableXsrfProtection"] is True
    assert options["server.enableCORS"] is True
    assert options["client.showErrorDetails"] == "none"


def test_nobody_comes_in_past_the_page() -> None:
    options = launcher.options(PUBLIC, "0.0.0.0", 8501)
    assert options["server.enableAgentApi"] is False
    assert options["server.trustedUserHeaders"] == {}
    assert options["secrets.files"] == []


def test_beyond_this_machine_only_the_public_name_is_answered() -> None:
    options = launcher.options(PUBLIC, "0.0.0.0", 8501)
    assert options["server.allowedHosts"] == ["penholder.example.org"]
    assert options["server.baseUrlPath"] == "un"


def test_the_scripts_of_streamlit_s_own_page_are_known_by_their_hash() -> None:
    expected = base64.b64encode(
        hashlib.sha256(b"\n      window.prerenderReady = false\n    ").digest()
    ).decode()
    assert launcher._inline_scripts() == [expected]


@pytest.mark.parametrize("path", sorted(STATIC.glob("*.js")), ids=lambda path: path.stem)
def test_scripts_set_text_and_never_markup(path: Path) -> None:
    script = path.read_text(encoding="utf-8")
    for forbidden in ("innerHTML =", "outerHTML", "insertAdjacentHTML", "document.write", "eval("):
        assert forbidden not in script


@pytest.mark.parametrize("path", sorted(STATIC.glob("*.css")), ids=lambda path: path.stem)
def test_styles_fetch_nothing(path: Path) -> None:
    style = path.read_text(encoding="utf-8")
    assert "http" not in style
    assert "@import" not in style
