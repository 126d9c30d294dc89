"""Starting the chat: ports, options, and what they promise."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from app.ui import components, launcher
from store.errors import UsageError


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

    given = {option.removeprefix("--").split("=")[0] for option in launcher.options(8501)}
    assert given <= set(config.get_config_options())


def test_nothing_is_reported_and_nothing_is_open_to_the_network() -> None:
    options = launcher.options(8501)
    assert "--browser.gatherUsageStats=false" in options
    assert "--server.address=127.0.0.1" in options
    assert "--server.enableXsrfProtection=true" in options
    assert "--client.showErrorDetails=none" in options


@pytest.mark.parametrize("name", ["answer", "document", "list", "masthead"])
def test_scripts_set_text_and_never_markup(name: str) -> None:
    script = components._asset("dom.js") + components._asset(f"{name}.js")
    for forbidden in ("innerHTML =", "outerHTML", "insertAdjacentHTML", "document.write", "eval("):
        assert forbidden not in script
    style = components._asset("base.css") + components._asset(f"{name}.css")
    assert "http" not in style
    assert "@import" not in style
