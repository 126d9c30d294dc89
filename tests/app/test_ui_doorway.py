"""The outermost layer of the server, asked as a browser asks it."""

from __future__ import annotations

import asyncio
from typing import Any
from urllib.parse import urlsplit

import pytest

from app.ui import people
from app.ui.access import Access, Door
from app.ui.doorway import Doorway, content_policy
from app.ui.offering import OFFERS, Offers

HTTPS = urlsplit("https://penholder.example.org/un")
Pairs = list[tuple[bytes, bytes]]


def asked(
    access: Access,
    *,
    kind: str = "http",
    method: str = "GET",
    path: str = "/",
    headers: Pairs | None = None,
    answer: Pairs | None = None,
) -> list[dict[str, Any]]:
    """What comes out where the server behind the door answers with these headers."""
    sent: list[dict[str, Any]] = []

    async def behind(_scope: Any, _receive: Any, send: Any) -> None:
        await send({"type": f"{kind}.response.start", "status": 200, "headers": answer or []})

    async def receive() -> dict[str, Any]:
        raise AssertionError("nothing is read here")

    async def send(message: Any) -> None:
        sent.append(message)

    door = Doorway(behind, access=access, policy="default-src 'none'")
    scope = {"type": kind, "method": method, "path": path, "headers": headers or []}
    asyncio.run(door(scope, receive, send))
    return sent


def told(access: Access, **given: Any) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in asked(access, **given)[0]["headers"]:
        found.setdefault(name.decode(), []).append(value.decode())
    return found


def test_every_answer_tells_the_browser_to_keep_to_this_server() -> None:
    found = told(Access(), answer=[(b"X-Content-Type-Options", b"other")])
    assert found["content-security-policy"] == ["default-src 'none'"]
    assert found["x-content-type-options"] == ["nosniff"]
    assert found["x-frame-options"] == ["DENY"]
    assert found["referrer-policy"] == ["no-referrer"]
    assert "X-Content-Type-Options" not in found


def test_the_policy_lets_nothing_come_from_elsewhere() -> None:
    policy = content_policy(["abc="], ["wss://penholder.example.org"])
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules["default-src"] == "'none'"
    assert rules["frame-ancestors"] == "'none'"
    assert rules["script-src"] == "'self' blob: 'sha256-abc='"
    assert rules["connect-src"] == "'self' wss://penholder.example.org"
    assert "'unsafe-eval'" not in policy


@pytest.mark.parametrize(
    ("origin", "host", "taken"),
    [
        (b"http://127.0.0.1:8501", b"127.0.0.1:8501", True),
        (b"http://localhost:8501", b"localhost:8501", True),
        (b"https://penholder.example.org", b"penholder.example.org", True),
        (b"http://localhost:3000", b"localhost:8501", False),
        (b"http://localhost:8501", b"127.0.0.1:8501", False),
        (b"https://evil.example", b"penholder.example.org", False),
        (b"null", b"127.0.0.1:8501", False),
    ],
)
def test_a_websocket_is_opened_by_this_server_s_own_page(
    origin: bytes, host: bytes, taken: bool
) -> None:
    [message] = asked(Access(), kind="websocket", headers=[(b"origin", origin), (b"host", host)])
    assert (message["type"] == "websocket.response.start") is taken


def test_cookies_go_over_https_alone_where_people_come_that_way() -> None:
    answer = [(b"set-cookie", b"a=1; Path=/"), (b"set-cookie", b"b=2; secure"), (b"etag", b"x")]
    found = told(Access(Door.SIGN_IN, public=HTTPS), answer=answer)
    assert found["set-cookie"] == ["a=1; Path=/; Secure", "b=2; secure"]
    assert found["etag"] == ["x"]
    assert told(Access(), answer=answer)["set-cookie"][0] == "a=1; Path=/"


def test_a_visitor_is_given_one_cookie_that_no_script_reads() -> None:
    access = Access(Door.VISITORS, True, HTTPS)
    page = [(b"content-type", b"text/html; charset=utf-8")]
    [cookie] = told(access, answer=page)["set-cookie"]
    value, *attributes = cookie.split("; ")
    assert set(attributes) >= {"HttpOnly", "SameSite=Lax", "Secure", "Path=/un"}
    again = [(b"cookie", f"x=1; {value}".encode())]
    assert "set-cookie" not in told(access, answer=page, headers=again)
    odd = [(b"cookie", f"{people.VISITOR_COOKIE}=me".encode())]
    assert "set-cookie" in told(access, answer=page, headers=odd)
    assert "set-cookie" not in told(access, answer=[(b"content-type", b"text/css")])
    assert "set-cookie" not in told(Access(), answer=page)


def test_where_nobody_changes_anything_no_file_is_taken() -> None:
    for access in (Access(read_only=True), Access(Door.VISITORS, True, HTTPS)):
        assert [sent.get("status") for sent in asked(access, method="PUT")] == [405, None]
        assert asked(access, method="GET")[0]["status"] == 200
    assert asked(Access(), method="PUT")[0]["status"] == 200


def test_a_file_is_taken_only_from_whoever_was_offered_to_add_one() -> None:
    offered, other = (f"/un/_stcore/upload_file/{name}/1" for name in ("offered-here", "other"))
    OFFERS.make("offered-here")
    access = Access(Door.SIGN_IN, public=HTTPS)
    for method in ("PUT", "DELETE"):
        assert asked(access, method=method, path=offered)[0]["status"] == 200
        assert asked(access, method=method, path=other)[0]["status"] == 405
    assert asked(Access(read_only=True), method="PUT", path=offered)[0]["status"] == 405


def test_the_offers_remembered_are_bounded() -> None:
    offers = Offers(most=2)
    for name in ("a", "b", "a", "c"):
        offers.make(name)
    assert [offers.was_made(name) for name in ("a", "b", "c")] == [True, False, True]
