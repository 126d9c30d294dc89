"""Reads one file from the standard input: ``python -m ingest.formats.pdf.child``.

The first line is a JSON object (``form``: what the file is; ``name``; ``ocr``: pages to read by
what they look like, ``seconds`` and ``memory`` that this may take); the file's bytes follow. Prints
one JSON object.
"""

from __future__ import annotations

import gc
import json
import os
import sys
from collections.abc import Mapping
from typing import Any

from ingest.formats.pdf.worker import OUTPUT_BYTES, encoded
from store.errors import SourceError


def main() -> None:
    """Reads within the limits that the first line gives."""
    source = sys.stdin.buffer
    request = json.loads(source.readline())
    _limit(int(request["seconds"]), int(request["memory"]))
    # Nothing here is cyclic, and looking for cycles among millions of small objects takes a tenth
    # of the time.
    gc.disable()
    data = source.read()
    answer = os.dup(sys.stdout.fileno())
    # Whatever a library prints is not the answer.
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    try:
        found = _read(data, request)
    except SourceError as error:
        found = encoded(error)
    with os.fdopen(answer, "w", encoding="ascii") as stream:
        stream.write(found)


def _read(data: bytes, request: Mapping[str, Any]) -> str:
    """What a file says, as JSON; only what reads this form of file is imported."""
    form, name = request["form"], request["name"]
    if form == "pdf":
        from ingest.formats.pdf.document import read_pdf

        return encoded(read_pdf(data, name=name, ocr=request["ocr"]))
    if form == "docx":
        from ingest.formats.docx.document import read_docx

        return encoded(read_docx(data, name=name))
    from ingest.formats.html import read_cells, read_html

    text = data.decode()
    if form == "cells":
        return json.dumps({"cells": read_cells(text, name=name)})
    return encoded(read_html(text, name=name))


def _limit(seconds: int, memory: int) -> None:
    if sys.platform == "win32":
        return  # the time alone is bounded there, by who started this
    import resource

    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (OUTPUT_BYTES, OUTPUT_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":  # others take the limit for more than memory, or refuse it
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


if __name__ == "__main__":
    main()
