"""Nothing of the library is shown, and nothing is done, for one who is not let in."""

from __future__ import annotations

import ast
import json
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

import pytest
import streamlit as st
from fake_chat import BRIEF, FakeEngine
from streamlit.testing.v1 import AppTest
from ui_parts import chat_over, page, settings_of

from app.ui import components, launcher, people, state
from app.ui.access import Access, Door, SignIn
from store.errors import NotAdmitted

UI = Path(launcher.__file__).parent


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeEngine]:
    fake = FakeEngine()
    sign_in = SignIn("https://id.example.org", "x", "openid", ("@example.org",), (), 9e9, "s", "c")
    with chat_over(lambda _settings: fake, settings_of(tmp_path), monkeypatch):
        people.configure(Access(Door.SIGN_IN, False, urlsplit("https://un.example.org"), sign_in))
        yield fake
        people.configure(Access())


def signed_in(monkeypatch: pytest.MonkeyPatch, **claims: Any) -> None:
    held = {"iss": "i", "sub": "1", "iat": time.time(), "name": "Asha", "is_logged_in": True}
    held |= {"email": "asha@example.org", "email_verified": True}
    monkeypatch.setattr(st, "user", SimpleNamespace(to_dict=lambda: held | claims))


def everything(shown: AppTest) -> str:
    assert not shown.exception
    return " ".join(str(node) for node in [*shown.main, *shown.sidebar]) + json.dumps(
        [str(node.proto) for node in shown.get("bidi_component")]
    )


@pytest.mark.parametrize("query", [{}, {"c": "anything"}, {"open": f"document:{BRIEF.id}"}])
def test_one_who_is_not_signed_in_sees_a_way_to_sign_in_and_nothing_else(
    engine: FakeEngine, query: dict[str, str]
) -> None:
    shown = page(**query)
    assert [button.label for button in shown.button] == ["Sign in"]
    assert len(shown.chat_input) == 0
    assert BRIEF.title not in everything(shown)
    assert "documents held" not in everything(shown)
    assert engine.asked == []


def test_one_who_is_not_let_in_is_told_so(
    engine: FakeEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    signed_in(monkeypatch, email="asha@example.net", name="**Asha**")
    shown = page()
    assert "who may not read this library" in everything(shown)
    assert [button.label for button in shown.button] == ["Sign out"]
    assert len(shown.chat_input) == 0
    assert BRIEF.title not in everything(shown)


def test_a_reader_is_named_as_text_and_can_sign_out(
    engine: FakeEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    signed_in(monkeypatch, name="**Asha** $x$")
    shown = page()
    assert [text.value for text in shown.sidebar.text] == ["**Asha** $x$"]
    assert "Sign out" in [button.label for button in shown.sidebar.button]
    assert len(shown.chat_input) == 1


def test_a_page_that_is_open_when_a_sign_in_ends_shows_and_does_nothing_more(
    engine: FakeEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    signed_in(monkeypatch)
    shown = page()
    signed_in(monkeypatch, is_logged_in=False)
    with pytest.raises(NotAdmitted):
        state.desk()
    done: list[str] = []
    monkeypatch.setattr(st, "session_state", {"answer": {"ask": "Who will preside?"}})
    components._callback("answer", "ask", done.append)()
    assert done == []
    monkeypatch.undo()
    signed_in(monkeypatch, is_logged_in=False)
    assert [button.label for button in shown.run().button] == ["Sign in"]


def test_on_a_machine_of_one_s_own_nobody_is_named(engine: FakeEngine) -> None:
    people.configure(Access())
    shown = page()
    assert "Sign out" not in [button.label for button in shown.button]
    assert len(shown.chat_input) == 1


@pytest.mark.parametrize("path", sorted(UI.rglob("*.py")), ids=lambda path: path.stem)
def test_every_part_that_draws_itself_again_asks_who_is_there(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    bare = [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and node.attr == "fragment"
        and isinstance(node.value, ast.Name)
        and node.value.id == "st"
    ]
    assert path.name == "people.py" or not bare, f"use people.fragment in lines {bare}"
