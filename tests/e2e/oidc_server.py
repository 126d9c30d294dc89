"""A provider of sign-ins on this machine: OpenID Connect with code, PKCE and RS256, in memory.

Its page lists the people that it knows; a click on one signs in as them. It is as strict with its
client as a real one: the secret, the code, its verifier and the address to return to have to fit.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT = "penholder"
CLIENT_SECRET = "known-to-the-client-and-its-provider"
HOLDS_SECONDS = 600


@dataclass
class Provider:
    """What is known: the people, the codes that were given out, and how often each was used."""

    people: Mapping[str, Mapping[str, Any]]
    address: str = ""
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "1"}))
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    signed_out: int = 0

    def metadata(self) -> dict[str, Any]:
        return {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "jwks_uri": f"{self.address}/jwks",
            "end_session_endpoint": f"{self.address}/end",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
        }

    def choice(self, asked: Mapping[str, str]) -> str:
        """The page on which one says who one is."""
        if asked.get("client_id") != CLIENT or "openid" not in asked.get("scope", ""):
            self.problems.append(f"not a request of the client: {asked}")
        links = []
        for name in self.people:
            code = secrets.token_urlsafe(16)
            self.codes[code] = {**asked, "name": name}
            back = f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"
            links.append(f'<li><a href="{escape(back)}">{escape(name)}</a></li>')
        return (
            f"<!doctype html><title>Who are you?</title><h1>Who are you?</h1><ul>{''.join(links)}"
        )

    def token(self, asked: Mapping[str, str], authorization: str) -> dict[str, Any] | None:
        given = self.codes.pop(asked.get("code", ""), None)
        basic = base64.b64encode(f"{CLIENT}:{CLIENT_SECRET}".encode()).decode()
        verifier = hashlib.sha256(asked.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(verifier).decode().rstrip("=")
        if (
            given is None
            or authorization != f"Basic {basic}"
            or given["redirect_uri"] != asked.get("redirect_uri")
            or given["code_challenge"] != challenge
        ):
            self.problems.append("the client could not show that the code is its own")
            return None
        now = int(time.time())
        claims = {
            "iss": self.address,
            "aud": CLIENT,
            "nonce": given["nonce"],
            "iat": now,
            "exp": now + HOLDS_SECONDS,
            **self.people[given["name"]],
        }
        return {
            "access_token": secrets.token_urlsafe(16),
            "token_type": "Bearer",
            "expires_in": HOLDS_SECONDS,
            "id_token": jwt.encode({"alg": "RS256", "kid": "1"}, claims, self.key),
        }


@contextmanager
def providing(people: Mapping[str, Mapping[str, Any]]) -> Iterator[Provider]:
    """A provider that knows these people, by name, until the block ends."""
    provider = Provider(people)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path, asked = urlsplit(self.path).path, _single(urlsplit(self.path).query)
            if path == "/.well-known/openid-configuration":
                self._send(provider.metadata())
            elif path == "/jwks":
                self._send({"keys": [provider.key.as_dict(private=False)]})
            elif path == "/authorize":
                self._send(provider.choice(asked))
            elif path == "/end":
                provider.signed_out += 1
                self.send_response(302)
                self.send_header("location", asked["post_logout_redirect_uri"])
                self.end_headers()
            else:
                self.send_error(404)

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"])).decode()
            token = provider.token(_single(body), self.headers.get("authorization", ""))
            self._send(token or {"error": "invalid_grant"}, 400 if token is None else 200)

        def _send(self, answer: dict[str, Any] | str, status: int = 200) -> None:
            body = (answer if isinstance(answer, str) else json.dumps(answer)).encode()
            kind = "text/html; charset=utf-8" if isinstance(answer, str) else "application/json"
            self.send_response(status)
            self.send_header("content-type", kind)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _single(query: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(query).items()}
