"""What stands between the network and Streamlit: where a request may come from, and what a browser
is told about the answer.

Streamlit sends no security headers and leaves ``Secure`` off its cookies. It also takes a page of
any port of this machine for one of its own, and asks a service on the internet what its address is
before it refuses one; here such a page is refused first.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from app.ui.access import Access, Door
from app.ui.offering import OFFERS
from app.ui.people import VISITOR_COOKIE

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    Headers = list[tuple[bytes, bytes]]

_LOOKING = ("GET", "HEAD", "OPTIONS")
_POLICY_VIOLATION = 1008
_VISITOR_SECONDS = 30 * 24 * 3600  # as long as Streamlit keeps somebody's sign-in
_VISITOR = re.compile(rf"(?:^|;\s*){VISITOR_COOKIE}=[\w-]{{43}}(?:;|$)".encode())
_UPLOAD = re.compile(r"/_stcore/upload_file/(?P<session>[^/]+)")
_INLINE_SCRIPT = "'sha256-{}'"


def content_policy(inline_scripts: Iterable[str], origins: Iterable[str]) -> str:
    """What a browser may load into the page: what this server sends, and nothing from elsewhere.

    ``inline_scripts`` are the hashes of those in Streamlit's own page. Its components are scripts
    that it makes on the spot, hence ``blob:``, and its styles are set from scripts.
    """
    scripts = " ".join(_INLINE_SCRIPT.format(digest) for digest in inline_scripts)
    rules = (
        "default-src 'none'",
        f"script-src 'self' blob: {scripts}".rstrip(),
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "media-src 'self' blob:",
        # Some browsers do not take a websocket for the server's own.
        " ".join(("connect-src 'self'", *origins)),
        "manifest-src 'self'",
        "worker-src 'self' blob:",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
    return "; ".join(rules)


class Doorway:
    """The outermost layer of the server."""

    def __init__(self, app: ASGIApp, *, access: Access, policy: str) -> None:
        self._app = app
        self._access = access
        self._headers = [
            (b"content-security-policy", policy.encode()),
            (b"x-content-type-options", b"nosniff"),
            (b"x-frame-options", b"DENY"),  # for browsers that do not know frame-ancestors
            (b"referrer-policy", b"no-referrer"),
            (b"cross-origin-opener-policy", b"same-origin"),
            (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
        ]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "websocket" and not _same_origin(scope["headers"]):
            await send({"type": "websocket.close", "code": _POLICY_VIOLATION})
            return
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if scope["method"] not in _LOOKING and not self._takes(scope["path"]):
            await send({"type": "http.response.start", "status": 405, "headers": self._headers})
            await send({"type": "http.response.body", "body": b""})
            return

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": self._told(message["headers"], scope["headers"])}
            await send(message)

        await self._app(scope, receive, answer)

    def _takes(self, path: str) -> bool:
        """Whether something may be sent there: a file by whoever was offered to add one."""
        if self._access.read_only:
            return False
        sending = _UPLOAD.search(path)
        return sending is None or OFFERS.was_made(sending["session"])

    def _told(self, headers: Headers, asked: Headers) -> Headers:
        ours = {name for name, _ in self._headers}
        told = [(name, value) for name, value in headers if name.lower() not in ours]
        if self._access.door is Door.VISITORS and _is_page(headers) and not _known(asked):
            told.append((b"set-cookie", self._visitor_cookie()))
        if self._access.secure:
            told = [(name, _secured(name, value)) for name, value in told]
        return told + self._headers

    def _visitor_cookie(self) -> bytes:
        path = f"/{self._access.base_path}"
        return (
            f"{VISITOR_COOKIE}={secrets.token_urlsafe(32)}; Path={path}; "
            f"Max-Age={_VISITOR_SECONDS}; HttpOnly; SameSite=Lax"
        ).encode()


def _same_origin(headers: Headers) -> bool:
    """Whether a websocket is opened by a page of this server. Programs name no origin."""
    sent = {name.lower(): value.decode("latin-1") for name, value in headers}
    origin = sent.get(b"origin")
    return origin is None or urlsplit(origin).netloc == sent.get(b"host")


def _is_page(headers: Headers) -> bool:
    return any(
        name.lower() == b"content-type" and value.startswith(b"text/html")
        for name, value in headers
    )


def _known(asked: Headers) -> bool:
    """Whether a browser has its visitor's cookie already."""
    return any(name.lower() == b"cookie" and _VISITOR.search(value) for name, value in asked)


def _secured(name: bytes, value: bytes) -> bytes:
    if name.lower() != b"set-cookie" or re.search(rb";\s*secure\b", value, re.IGNORECASE):
        return value
    return value + b"; Secure"
