"""A site on 127.0.0.1 that behaves like the real ones, good and bad."""

from __future__ import annotations

import gzip
import hashlib
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PAGE = "text/html; charset=utf-8"
FEED = "application/rss+xml"


@dataclass(frozen=True)
class Reply:
    """One answer. ``manner``: plain, endless, slow (a byte now and then), hang, cut, gzip."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    manner: str = "plain"


@dataclass(frozen=True)
class Asked:
    """One request as it came."""

    path: str
    headers: dict[str, str]


class Site:
    """What the server serves and what it was asked."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.asked: list[Asked] = []
        self.closing = threading.Event()
        self._replies: dict[str, list[Reply]] = {}
        self.put("/robots.txt", Reply(status=404))

    def put(self, path: str, *replies: Reply) -> str:
        """Serves these at a path, one after the other, the last of them for good."""
        self._replies[path] = list(replies)
        return self.address + path

    def page(self, path: str, body: str, *, content_type: str = PAGE, **headers: str) -> str:
        """Serves a page with an ETag."""
        data = body.encode()
        etag = f'"{hashlib.sha256(data).hexdigest()[:12]}"'
        return self.put(
            path, Reply(data, 200, {"Content-Type": content_type, "ETag": etag} | headers)
        )

    def paths(self) -> list[str]:
        """What was asked, without robots.txt, and forgets it."""
        found = [one.path for one in self.asked if one.path != "/robots.txt"]
        self.asked.clear()
        return found

    def reply(self, path: str, headers: dict[str, str]) -> Reply:
        """The next answer for a path."""
        self.asked.append(Asked(path, headers))
        replies = self._replies.get(path) or [Reply(b"<html>not here</html>", 404)]
        reply = replies.pop(0) if len(replies) > 1 else replies[0]
        etag = reply.headers.get("ETag")
        changed = reply.headers.get("Last-Modified")
        if reply.status == 200 and (
            (etag and headers.get("If-None-Match") == etag)
            or (changed and headers.get("If-Modified-Since") == changed)
        ):
            return Reply(status=304, headers=reply.headers)
        return reply


def feed(address: str, *items: tuple[str, str]) -> str:
    """An RSS feed of (path or address, pubDate), in the shape of What's In Blue's."""
    entries = "".join(
        f"<item><title>Item</title><link>{link if '://' in link else address + link}</link>"
        + (f"<pubDate>{posted}</pubDate>" if posted else "")
        + "<description><![CDATA[<script>alert(1)</script>]]></description></item>"
        for link, posted in items
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel>'
        f"<title>What's In Blue</title><link>{address}</link>{entries}</channel></rss>"
    )


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    site: Site

    def do_GET(self) -> None:
        reply = self.site.reply(self.path, dict(self.headers.items()))
        try:
            self._answer(reply)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def _answer(self, reply: Reply) -> None:
        body = gzip.compress(reply.body) if reply.manner == "gzip" else reply.body
        if reply.manner == "hang":
            self.site.closing.wait(30)
            self.close_connection = True
            return
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        if reply.manner == "gzip":
            self.send_header("Content-Encoding", "gzip")
        if reply.manner in ("endless", "slow"):
            self.send_header("Connection", "close")
        else:
            more = 10 if reply.manner == "cut" else 0
            self.send_header("Content-Length", str(len(body) + more))
        self.end_headers()
        if reply.manner == "endless":
            while not self.site.closing.is_set():
                self.wfile.write(b"<p>and on</p>" * 10_000)
        if reply.manner == "slow":
            for byte in body:
                if self.site.closing.is_set():
                    break
                self.wfile.write(bytes([byte]))
                time.sleep(0.05)
        elif reply.status != 304:
            self.wfile.write(body)
        if reply.manner in ("endless", "slow", "cut"):
            self.close_connection = True

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@contextmanager
def serving() -> Iterator[Site]:
    """A site for the length of the block."""

    class Handler(_Handler):
        pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site = Site(f"http://127.0.0.1:{server.server_port}")
    Handler.site = site
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        site.closing.set()
        server.shutdown()
        server.server_close()
        thread.join()


class Clock:
    """Time that passes only by sleeping."""

    def __init__(self) -> None:
        self.now = 1_000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds
