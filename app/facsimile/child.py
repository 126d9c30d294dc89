"""Draws a page of the PDF on the standard input: ``python -m app.facsimile.child``.

The first line is a JSON object, the file's bytes follow. Prints one JSON object.
"""

from __future__ import annotations

import os
import sys

from app.facsimile.drawing import draw
from app.facsimile.messages import decoded_request, encoded_failure, encoded_sheet
from store.errors import SourceError

CPU_SECONDS = 10
MEMORY_BYTES = 1 << 30
OUTPUT_BYTES = 1 << 24


def main() -> None:
    """Draws within limits that it gives itself before it looks at the file."""
    _limit()
    sought, page = decoded_request(sys.stdin.buffer.readline())
    answer = os.dup(sys.stdout.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints is no answer
    try:
        said = encoded_sheet(draw(sys.stdin.buffer.read(), sought, page))
    except SourceError as error:
        said = encoded_failure(error)
    with os.fdopen(answer, "wb") as stream:
        stream.write(said)


def _limit() -> None:
    if sys.platform == "win32":
        return  # whoever started this bounds its time, which is all that is bounded there
    import resource

    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (OUTPUT_BYTES, OUTPUT_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))


if __name__ == "__main__":
    main()
