"""Who is at the page, from what a provider says of them."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

import pytest
import streamlit as st

from app.ui import people
from app.ui.access import Access, Door, SignIn
from app.ui.people import Reader, Stranger
from store.errors import NotAdmitted

HOUR = 3600.0


def configure(
    *, readers: tuple[str, ...] = (), editors: tuple[str, ...] = (), read_only: bool = False
) -> None:
    sign_in = SignIn("https://id.example.org", "x", "openid", readers, editors, HOUR, "s", "c")
    public = urlsplit("https://penholder.example.org")
    people.configure(Access(Door.SIGN_IN, read_only, public, sign_in))


@pytest.fixture
def claims(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Any]]:
    """What Streamlit holds of the one at the page; change it to make them another."""
    held: dict[str, Any] = {
        "is_logged_in": True,
        "iss": "https://id.example.org",
        "sub": "17",
        "iat": time.time(),
        "name": "Asha Rao",
        "email": "Asha@Example.org",
        "email_verified": True,
        "groups": ["staff", "editors"],
    }
    monkeypatch.setattr(st, "user", SimpleNamespace(to_dict=lambda: dict(held)))
    yield held
    people.configure(Access())


def test_on_a_machine_of_one_s_own_there_is_one_reader_with_no_name() -> None:
    assert people.reader() == Reader("", None, True)


def test_read_only_is_for_everybody(claims: dict[str, Any]) -> None:
    people.configure(Access(read_only=True))
    assert not people.reader().may_change
    configure(editors=("@example.org",), read_only=True)
    assert not people.reader().may_change


def test_who_is_signed_in_reads_and_only_an_editor_changes(claims: dict[str, Any]) -> None:
    configure()
    reader = people.reader()
    assert (reader.name, reader.may_change) == ("Asha Rao", False)
    configure(editors=("asha@example.org",))
    assert people.reader().may_change


def test_a_key_is_of_one_person_at_one_provider_and_tells_nothing(claims: dict[str, Any]) -> None:
    configure()
    key = people.reader().key
    claims["name"], claims["email"], claims["iat"] = "Another Name", "new@example.org", time.time()
    assert people.reader().key == key
    claims["sub"] = "18"
    other = people.reader().key
    claims["sub"], claims["iss"] = "17", "https://other.example.org"
    assert len({key, other, people.reader().key}) == 3
    assert "17" not in (key, other)
    assert len(key) == 32


@pytest.mark.parametrize(
    "change",
    [
        {"is_logged_in": False},
        {"is_logged_in": "true"},
        {"sub": ""},
        {"sub": None},
        {"iss": 5},
        {"iat": None},
        {"iat": "now"},
        {"iat": time.time() - HOUR - 1},
        {"iat": time.time() + HOUR},
    ],
    ids=str,
)
def test_who_is_not_signed_in_or_no_longer_is_shown_nothing(
    claims: dict[str, Any], change: dict[str, Any]
) -> None:
    configure()
    claims.update(change)
    assert people.who() == Stranger()
    with pytest.raises(NotAdmitted):
        people.reader()


@pytest.mark.parametrize(
    ("rule", "fits"),
    [
        ("asha@example.org", True),
        ("@example.org", True),
        ("groups=editors", True),
        ("sub=17", True),
        ("asha@example.com", False),
        ("@ple.org", False),
        ("sha@example.org", False),
        ("groups=edit", False),
        ("nothing=None", False),
        ("email_verified=true", False),
    ],
)
def test_who_is_let_in_is_an_address_a_domain_or_a_claim(
    claims: dict[str, Any], rule: str, fits: bool
) -> None:
    configure(readers=("nobody@example.net", rule))
    assert isinstance(people.who(), Reader) is fits


@pytest.mark.parametrize("verified", [False, None, "true"])
def test_an_address_that_the_provider_does_not_vouch_for_lets_nobody_in(
    claims: dict[str, Any], verified: object
) -> None:
    configure(readers=("@example.org",))
    claims["email_verified"] = verified
    assert people.who() == Stranger("Asha Rao")


def test_a_name_is_one_line_and_not_endless(claims: dict[str, Any]) -> None:
    configure()
    claims["name"] = " **A**\n\t<b>sha</b> " + "x" * 500
    name = people.reader().name
    assert name is not None
    assert name.startswith("**A** <b>sha</b> x")
    assert len(name) <= 60
    claims["name"] = "  "
    assert people.reader().name == "Asha@Example.org"


def test_signing_out_ends_that_sign_in_wherever_it_is_open(
    claims: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    ended: list[bool] = []
    monkeypatch.setattr(st, "logout", lambda: ended.append(True))
    configure()
    assert isinstance(people.who(), Reader)
    people.sign_out()
    assert ended == [True]
    assert people.who() == Stranger()
    claims["iat"] += 1  # signed in anew
    assert isinstance(people.who(), Reader)


def test_no_sign_out_is_lost_to_another_at_the_same_moment(
    claims: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    own = threading.local()
    user = SimpleNamespace(to_dict=lambda: claims | {"sub": getattr(own, "sub", "17")})
    monkeypatch.setattr(st, "user", user)
    monkeypatch.setattr(st, "logout", lambda: None)
    configure()
    here = threading.Barrier(8)

    def sign_out(first: int) -> None:
        here.wait()
        for number in range(first, first + 50):
            own.sub = str(number)
            people.sign_out()

    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as pool:
            list(pool.map(sign_out, range(0, 400, 50)))
    finally:
        sys.setswitchinterval(interval)
    for number in range(400):
        own.sub = str(number)
        assert people.who() == Stranger()


def test_visitors_have_conversations_of_their_own_and_change_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    people.configure(Access(Door.VISITORS, True))
    cookies: dict[str, str] = {people.VISITOR_COOKIE: "a" * 43}
    monkeypatch.setattr(st, "context", SimpleNamespace(cookies=cookies))
    first = people.reader()
    cookies[people.VISITOR_COOKIE] = "b" * 43
    second = people.reader()
    assert first.key != second.key
    assert not first.may_change
    for odd in ("", "short", "é" * 43):
        cookies[people.VISITOR_COOKIE] = odd
        alone = people.reader()
        assert alone.key not in ("", first.key, second.key)
        assert people.reader() == alone
        st.session_state.clear()
    people.configure(Access())


def test_a_rule_is_not_fitted_by_a_claim_that_is_missing(claims: dict[str, Any]) -> None:
    configure(readers=("department=None",))
    assert isinstance(people.who(), Stranger)
