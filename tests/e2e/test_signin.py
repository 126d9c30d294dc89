"""Several people on one server: who signs in with a provider, and who only visits."""

from __future__ import annotations

import http.client
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from conftest import free_port
from journeys import OpenPage, Serve, ask, turns, wait_for_answers
from oidc_server import CLIENT, CLIENT_SECRET, Provider, providing

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

TITLE = "Ministerial Debate: Regional Arrangements"
PEOPLE = {
    "Asha": {
        "sub": "1",
        "name": "Asha **Rao**",
        "email": "asha@un.example",
        "email_verified": True,
    },
    "Boris": {"sub": "2", "name": "Boris Li", "email": "boris@un.example", "email_verified": True},
    "Outsider": {
        "sub": "3",
        "name": "Out Sider",
        "email": "o@else.example",
        "email_verified": True,
    },
}


@pytest.fixture
def provider() -> Iterator[Provider]:
    with providing(PEOPLE) as known:
        yield known
    assert known.problems == []


@pytest.fixture
def signing_in(provider: Provider, tmp_path: Path, fake_chat: Serve) -> Any:
    """The chat, which asks people of one domain to sign in."""
    secrets = tmp_path / "signin.toml"
    secrets.touch(mode=0o600)
    secrets.write_text(
        f'client_secret = "{CLIENT_SECRET}"\ncookie_secret = "{"a" * 48}"\n', encoding="utf-8"
    )
    port = free_port()
    settings = {
        "PENHOLDER_PUBLIC_URL": f"http://127.0.0.1:{port}",
        "PENHOLDER_SIGNIN": f"{provider.address}/.well-known/openid-configuration",
        "PENHOLDER_SIGNIN_CLIENT": CLIENT,
        "PENHOLDER_SIGNIN_SECRETS": str(secrets),
        "PENHOLDER_SIGNIN_READERS": "@un.example",
    }
    return fake_chat(port=port, settings=settings)


def sign_in(page: Any, name: str) -> None:
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name=name).click()
    page.get_by_role("button", name="Sign out").wait_for()


def shown(page: Any) -> str:
    """All the text of the page, that of the components too."""
    return str(
        page.evaluate(
            """() => {
                const text = (node) => [...node.querySelectorAll('*')]
                    .map((one) => one.shadowRoot ? text(one.shadowRoot) : '').join(' ')
                    + ' ' + node.textContent;
                return text(document);
            }"""
        )
    )


def test_two_people_sign_in_and_neither_sees_what_the_other_asked(
    signing_in: Any, open_page: OpenPage, provider: Provider, tmp_path: Path
) -> None:
    with signing_in as address:
        first = open_page(address)
        first.get_by_role("button", name="Sign in").wait_for()
        assert first.get_by_test_id("stChatInputTextArea").count() == 0
        assert TITLE not in shown(first)

        sign_in(first, "Asha")
        assert first.get_by_text("Asha **Rao**", exact=True).is_visible()
        ask(first, "Who will preside?", settled=1)
        theirs = first.url
        first.reload()
        wait_for_answers(first, 1)

        second = open_page(theirs)
        second.get_by_role("button", name="Sign in").wait_for()
        assert "Who will preside?" not in shown(second)
        sign_in(second, "Boris")
        second.get_by_test_id("stChatInputTextArea").wait_for()
        second.goto(theirs)
        second.get_by_text("There is no conversation at this address").wait_for()
        assert turns(second).count() == 0
        conversations = second.get_by_role("button", name="Who will preside?").all()
        assert all(one.locator("..").get_attribute("class") == "examples" for one in conversations)

        first.get_by_role("button", name="Sign out").click()
        first.get_by_role("button", name="Sign in").wait_for()
        assert provider.signed_out == 1
        first.goto(theirs)
        first.get_by_role("button", name="Sign in").wait_for()
        assert turns(first).count() == 0
    log = (tmp_path / "server.log").read_text(encoding="utf-8")
    assert CLIENT_SECRET not in log
    assert "a" * 48 not in log


def test_one_who_may_not_read_is_told_so_and_can_come_as_another(
    signing_in: Any, open_page: OpenPage
) -> None:
    with signing_in as address:
        page = open_page(address)
        sign_in(page, "Outsider")
        page.get_by_text("signed in as Out Sider, who may not read this library").wait_for()
        assert page.get_by_test_id("stChatInputTextArea").count() == 0
        assert TITLE not in shown(page)
        page.get_by_role("button", name="Sign out").click()
        sign_in(page, "Boris")
        page.get_by_test_id("stChatInputTextArea").wait_for()


def test_visitors_below_a_path_have_conversations_of_their_own(
    fake_chat: Serve, open_page: OpenPage
) -> None:
    port = free_port()
    settings = {
        "PENHOLDER_PUBLIC_URL": f"http://127.0.0.1:{port}/un",
        "PENHOLDER_WITHOUT_SIGNIN": "1",
    }
    with fake_chat(port=port, settings=settings) as address:
        assert address.endswith("/un")
        first = open_page(address)
        ask(first, "Who will preside?", settled=1)
        theirs = first.url
        first.reload()
        wait_for_answers(first, 1)
        second = open_page(theirs)
        second.get_by_text("There is no conversation at this address").wait_for()
        assert turns(second).count() == 0
        headers = headers_of(address + "/")
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "HttpOnly" in headers["set-cookie"]


def headers_of(address: str) -> dict[str, str]:
    place = urlsplit(address)
    connection = http.client.HTTPConnection(place.netloc, timeout=30)
    try:
        connection.request("GET", place.path)
        return {name.lower(): value for name, value in connection.getresponse().getheaders()}
    finally:
        connection.close()
