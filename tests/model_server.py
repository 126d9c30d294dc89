"""A server of language models on 127.0.0.1, good and bad.

It speaks as OpenAI's does (``/v1/chat/completions``), as Anthropic's (``/v1/messages``) and as
Ollama's (``/api/chat``), and really streams. What it says is scripted: ``answer`` gives scripts one
after the other, the last of them for good; ``when`` gives one for every request whose messages hold
some words. ``with serving_models() as models`` is how a test has one; by hand, for a browser or a
shell, ``python tests/model_server.py [PORT]`` prints its address and says "Yes [1]." to all.
"""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Manner(StrEnum):
    """How a script is played."""

    PLAIN = "plain"
    SLOW = "slow"  # with a pause before each piece
    SILENT = "silent"  # takes the request and never answers
    LATE = "late"  # begins the answer, and has no word of it
    STALLED = "stalled"  # has some words and then no more, the line kept open
    PINGED = "pinged"  # the same, with comments that keep the line from being silent
    BROKEN = "broken"  # ends in the middle, the connection lost
    UNFINISHED = "unfinished"  # ends in the middle, as if it were the end
    BAD_JSON = "bad JSON"
    NOT_A_STREAM = "not a stream"  # a page of HTML
    FAULTY = "faulty"  # an error in place of a piece
    ENDLESS = "endless"


@dataclass(frozen=True)
class Script:
    """One answer. ``reflect`` makes one of the request instead of ``pieces``."""

    pieces: tuple[str, ...] = ("The Council ", "met [1].")
    manner: Manner = Manner.PLAIN
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    finish: str = "stop"
    refusal: str = ""
    error: str = "a body that nobody is to see"
    code: str | None = None
    pause: float = 0.05
    reflect: bool = False


def says(text: str, **more: Any) -> Script:
    """A script that says a text, a few characters at a time as models do."""
    return Script(tuple(text[i : i + 5] for i in range(0, len(text), 5)), **more)


@dataclass(frozen=True)
class Asked:
    """One request as it came; the names of its headers in small letters."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]

    @property
    def text(self) -> str:
        """All that its messages say."""
        messages = [self.body.get("system", ""), *(one["content"] for one in self.body["messages"])]
        texts = (
            one if isinstance(one, str) else "".join(part["text"] for part in one)
            for one in messages
        )
        return "\n".join(filter(None, texts))


class ModelServer:
    """What the server says and what it was asked."""

    def __init__(self, host: str) -> None:
        self.host = host
        self.asked: list[Asked] = []
        self.left = threading.Event()  # set when somebody leaves in the middle
        self.closing = threading.Event()
        self._scripts = [Script()]
        self._keyed: list[tuple[str, Script | Callable[[Asked], Script]]] = []

    @property
    def address(self) -> str:
        """Where it speaks as OpenAI's does: a ``PENHOLDER_MODEL_URL``."""
        return f"{self.host}/v1"

    def answer(self, *scripts: Script) -> None:
        """Plays these, one a request, the last of them for good."""
        self._scripts = list(scripts)

    def when(self, words: str, script: Script | Callable[[Asked], Script]) -> None:
        """Plays this for every request whose messages hold these words."""
        self._keyed.append((words, script))

    def script(self, asked: Asked) -> Script:
        """What to play for a request."""
        self.asked.append(asked)
        text = asked.text
        for words, script in self._keyed:
            if words in text:
                return script(asked) if callable(script) else script
        script = self._scripts.pop(0) if len(self._scripts) > 1 else self._scripts[0]
        return says(text) if script.reflect else script


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "models"
    models: ModelServer

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length", "0"))
        headers = {name.lower(): value for name, value in self.headers.items()}
        asked = Asked(self.path, headers, json.loads(self.rfile.read(length)))
        try:
            self._play(self.models.script(asked))
        except (BrokenPipeError, ConnectionResetError):
            self.models.left.set()
            self.close_connection = True

    def _play(self, script: Script) -> None:
        if script.manner is Manner.SILENT:
            self._wait()
            return
        if script.status != 200:
            self._refuse(script)
            return
        self.send_response(200)
        self.close_connection = True
        self.send_header("Connection", "close")
        if script.manner is Manner.NOT_A_STREAM:
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(b"<html>not here</html>")
            return
        ollama = self.path == "/api/chat"
        self.send_header(
            "Content-Type", "application/x-ndjson" if ollama else "text/event-stream; charset=utf-8"
        )
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        voice = _VOICES.get(self.path, _openai)(script)
        self._stream(script, voice)

    def _stream(self, script: Script, voice: _Voice) -> None:
        manner = script.manner
        self._chunk(voice.begin)
        if manner is Manner.LATE:
            self._wait()
            return
        pieces = list(script.pieces)
        short = manner not in (Manner.PLAIN, Manner.SLOW, Manner.ENDLESS)
        for text in pieces[: len(pieces) // 2] if short else pieces:
            if manner is Manner.SLOW and self.models.closing.wait(script.pause):
                return
            self._chunk(voice.piece(text))
        while manner is Manner.ENDLESS and not self.models.closing.is_set():
            self._chunk(voice.piece("and on " * 20))
        if manner is Manner.STALLED:
            self._wait()
        elif manner is Manner.PINGED:
            while not self.models.closing.wait(script.pause):
                self._chunk(voice.ping)
        elif manner is Manner.BAD_JSON:
            self._chunk(voice.wrap("{not json"))
        elif manner is Manner.FAULTY:
            self._chunk(voice.fault(script.error))
        elif manner in (Manner.PLAIN, Manner.SLOW):
            self._chunk(voice.end)
        if manner is not Manner.BROKEN:
            self.wfile.write(b"0\r\n\r\n")

    def _refuse(self, script: Script) -> None:
        fault = {"message": script.error, "type": "error", "code": script.code}
        body = json.dumps({"error": script.error if self.path == "/api/chat" else fault}).encode()
        self.send_response(script.status)
        for name, value in {"Content-Type": "application/json", **script.headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _chunk(self, data: str) -> None:
        body = data.encode()
        if body:
            self.wfile.write(b"%x\r\n%b\r\n" % (len(body), body))
            self.wfile.flush()

    def _wait(self) -> None:
        """Until whoever asked leaves, or the server closes."""
        self.close_connection = True
        self.connection.settimeout(0.02)
        while not self.models.closing.is_set():
            try:
                if not self.connection.recv(1):
                    self.models.left.set()
                    return
            except TimeoutError:
                continue

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@dataclass(frozen=True)
class _Voice:
    """How one kind of server says things."""

    begin: str
    piece: Callable[[str], str]
    end: str
    ping: str
    wrap: Callable[[str], str]
    fault: Callable[[str], str]


def _event(data: str) -> str:
    return f"data: {data}\n\n"


def _openai(script: Script) -> _Voice:
    def chunk(delta: dict[str, Any], finish: str | None = None) -> str:
        choice = {"index": 0, "delta": delta, "finish_reason": finish}
        made = {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "m"}
        return _event(json.dumps({**made, "choices": [choice]}))

    refusal = chunk({"refusal": script.refusal}) if script.refusal else ""
    return _Voice(
        begin=chunk({"role": "assistant", "content": ""}),
        piece=lambda text: chunk({"content": text}),
        end=refusal + chunk({}, script.finish) + _event("[DONE]"),
        ping=": still here\n\n",
        wrap=_event,
        fault=lambda text: _event(json.dumps({"error": {"message": text}})),
    )


def _anthropic(script: Script) -> _Voice:
    def event(kind: str, **more: Any) -> str:
        return f"event: {kind}\n" + _event(json.dumps({"type": kind, **more}))

    usage = {"input_tokens": 1, "output_tokens": 1}
    message = {"id": "m", "type": "message", "role": "assistant", "model": "m", "content": []}
    block = {"type": "text", "text": ""}
    finish = "end_turn" if script.finish == "stop" else script.finish
    return _Voice(
        begin=event("message_start", message={**message, "usage": usage})
        + event("content_block_start", index=0, content_block=block),
        piece=lambda text: event(
            "content_block_delta", index=0, delta={"type": "text_delta", "text": text}
        ),
        end=event("content_block_stop", index=0)
        + event("message_delta", delta={"stop_reason": finish}, usage=usage)
        + event("message_stop"),
        ping=event("ping"),
        wrap=lambda text: f"event: content_block_delta\n{_event(text)}",
        fault=lambda text: event("error", error={"type": "overloaded_error", "message": text}),
    )


def _ollama(script: Script) -> _Voice:
    def line(text: str, **more: Any) -> str:
        message = {"role": "assistant", "content": text}
        return json.dumps({"model": "m", "message": message, "done": False, **more}) + "\n"

    return _Voice(
        begin="",
        piece=line,
        end=line("", done=True, done_reason=script.finish),
        ping="",
        wrap=lambda text: text + "\n",
        fault=lambda text: json.dumps({"error": text}) + "\n",
    )


_VOICES = {"/v1/messages": _anthropic, "/api/chat": _ollama}


@contextmanager
def serving_models(port: int = 0) -> Iterator[ModelServer]:
    """A server for the length of the block."""

    class Handler(_Handler):
        pass

    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    server.daemon_threads = True
    models = ModelServer(f"http://127.0.0.1:{server.server_port}")
    Handler.models = models
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield models
    finally:
        models.closing.set()
        server.shutdown()
        server.server_close()
        thread.join()


if __name__ == "__main__":
    with serving_models(int(sys.argv[1]) if len(sys.argv) > 1 else 0) as running:
        running.answer(says("Yes [1]."))
        print(running.address, flush=True)
        threading.Event().wait()
