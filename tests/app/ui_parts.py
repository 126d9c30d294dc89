"""The page over a fake engine, run as Streamlit runs it, and what is drawn on it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from app.ui import launcher, state


def settings_of(library: Path, **more: Any) -> SimpleNamespace:
    """What the page needs of the settings."""
    known = {"chroma_url": None, "model": None, "embedding_model": ""}
    return SimpleNamespace(library=library, **(known | more))


@contextmanager
def chat_over(
    open_engine: Callable[[object], Any], settings: object, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """Let the page stand on the engine that this opens; what the process keeps of it is dropped
    before and after.
    """
    monkeypatch.setattr(state, "_configured", settings)
    monkeypatch.setattr(state, "open_engine", open_engine)
    forget_engine()
    yield
    forget_engine()


def forget_engine() -> None:
    """Have the next page open its engine anew, as after a restart of the server."""
    st.cache_resource.clear()
    state._opener.cache_clear()


def page(session: dict[str, Any] | None = None, **query: str) -> AppTest:
    """The page at an address, once it has run; ``session`` is what it keeps by then."""
    shown = AppTest.from_file(str(launcher.PAGE), default_timeout=30)
    for name, value in query.items():
        shown.query_params[name] = value
    for name, value in (session or {}).items():
        shown.session_state[name] = value
    return shown.run()


def drawn(shown: AppTest, component: str) -> list[Any]:
    """The data of every component of a kind, in the order of the page."""
    found = [
        json.loads(node.proto.json)
        for node in shown.get("bidi_component")
        if node.proto.component_name == f"penholder_{component}"
    ]
    assert not shown.exception
    return found


def address_of(shown: AppTest) -> str:
    """The conversation that is open."""
    value = shown.query_params["c"]
    return value if isinstance(value, str) else value[0]
