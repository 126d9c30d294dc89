"""Two processes that refresh one page and one folder into one library, and one that looks on."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from newsroom import open_library

HERE = Path(__file__).parent
ROUNDS = 15

REFRESHING = """
import json, sys
sys.path[:0] = ['.', 'tests', {here!r}]
from pathlib import Path
from newsroom import open_library
from plain_reader import PIPELINE, plain_reader
from ingest.fetch import Fetcher
from ingest.fetching.pacing import Pace
from ingest.refresh import refresh
pace = Pace(sleep=lambda _seconds: None)
failed = []
with open_library(Path({library!r})) as library, Fetcher(allow_private=True, pace=pace) as fetcher:
    for number in range({rounds}):
        report = refresh(
            library, [{folder!r}, {address!r}], reader=plain_reader, pipeline=PIPELINE,
            fetcher=fetcher, patience=60.0,
        )
        failed += [failure.reason for failure in report.failed]
print(json.dumps(failed))
"""


@contextmanager
def counting() -> Iterator[str]:
    """A page that says another number each time that it is asked for."""
    number, lock = 0, threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            nonlocal number
            with lock:
                number += 1
                body = f"Edition {number} of the page.".encode()
            self.send_response(404 if self.path == "/robots.txt" else 200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/page.txt"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.mark.slow
def test_a_page_that_two_refresh_only_ever_becomes_newer(quick_disk: Path) -> None:
    library, folder = quick_disk / "library", quick_disk / "folder"
    folder.mkdir()
    (folder / "note.txt").write_text("A note.")
    with counting() as address, open_library(library) as reader:
        script = REFRESHING.format(
            here=str(HERE),
            library=str(library),
            folder=str(folder),
            address=address,
            rounds=ROUNDS,
        )
        both = [
            subprocess.Popen(
                [sys.executable, "-c", script],
                cwd=HERE.parents[1],
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
            for _ in range(2)
        ]
        seen: list[int] = []
        while any(process.poll() is None for process in both):
            document = reader.catalogue.document("page.txt")
            if document is not None:
                seen += [int(found) for found in re.findall(r"Edition (\d+) ", document.text)]
        outputs = [process.communicate() for process in both]
        assert [errors for _, errors in outputs] == ["", ""]
        assert [json.loads(out) for out, _ in outputs] == [[], []]
        assert seen == sorted(seen)
        assert len(set(seen)) > 3
        assert {s.document for s in reader.documents()} == {"note.txt", "page.txt"}
        assert not reader.unfinished
