"""A page of an original, drawn in a process of its own: pdfium reads what anybody may have made.

One at a time: what a reader looks at next is not slowed by what they have left.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from threading import Lock

from app.facsimile.child import OUTPUT_BYTES
from app.facsimile.messages import decoded_answer, encoded_request
from app.facsimile.records import Sheet, Sought
from store.errors import SourceError

PATIENCE_SECONDS = 25.0
"""For the process, which may have to wait for others."""

MOST_BYTES = 200_000_000
"""Of a file that is looked at."""

_COMMAND = ("-P", "-m", "app.facsimile.child")
_KEPT = ("PATH", "LANG", "LC_ALL", "TMPDIR", "TEMP", "SYSTEMROOT", "HOME")
_SEE = "open the document at its official page"
_one = Lock()


def is_pdf(data: bytes) -> bool:
    """Whether bytes say that they are a PDF; the sign may stand behind something else."""
    return b"%PDF-" in data[:1024]


def sheet_of(data: bytes, sought: Sought | None, page: int | None = None) -> Sheet:
    """A page of a PDF, the passage sought marked on it; without ``page`` the one that has it.

    Raises :class:`SourceError` where the file cannot be drawn, or takes too much.
    """
    if len(data) > MOST_BYTES:
        raise SourceError("the file is too large to be drawn", _SEE)
    with _one, tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as answer:
        given.write(encoded_request(sought, page))
        given.write(data)
        given.seek(0)
        root = str(Path(__file__).parents[2])
        kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
        try:
            done = subprocess.run(  # noqa: S603 - this very program
                [sys.executable, *_COMMAND],
                stdin=given,
                stdout=answer,
                stderr=subprocess.DEVNULL,
                env={**kept, "PYTHONPATH": root},
                timeout=PATIENCE_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise SourceError("the page took too long to draw", _SEE) from error
        if done.returncode != 0:
            raise SourceError("the page could not be drawn", _SEE)
        answer.seek(0)
        return decoded_answer(answer.read(OUTPUT_BYTES))
