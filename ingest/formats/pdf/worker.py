"""A process of its own for each PDF: whatever a file does to it, the refresh goes on.

pdfium is a large library that reads what anybody may have written. In a process with limits of
time and memory, a file that crashes it, hangs it or fills the memory is one document that failed.
Web pages and Word files that are more than a parser can be trusted with are read in one as well.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from ingest.formats import Block, BlockKind, Page, PageBreak
from store.errors import SourceError

CPU_SECONDS = 30
"""What reading may take, and for each page that goes through OCR ``OCR_SECONDS`` more."""
OCR_SECONDS = 40
MEMORY_BYTES = 1 << 30
OUTPUT_BYTES = 1 << 28

Cells = tuple[list[str], list[str]]
"""The texts of a row's cells, and the addresses that they link to."""

_READER = ("-m", "ingest.formats.pdf.child")
_WAITING = 2  # times the CPU's seconds that the process may wait, since others use it too
_ENVIRONMENT = ("PATH", "LANG", "LC_ALL", "TMPDIR", "TEMP", "SYSTEMROOT", "TESSDATA_PREFIX", "HOME")
_SAID = 200  # characters of a process's last words
_GET_AGAIN = "get the file again, or save its text, and refresh"


@dataclass(frozen=True, slots=True)
class Scanned:
    """The pages (from 1) of a document that only a picture shows."""

    pages: tuple[int, ...]
    page_count: int


def read_apart(data: bytes, *, name: str, ocr: Scanned | None = None) -> Page | Scanned:
    """Reads a PDF in another process; the pages in ``ocr`` by what they look like.

    Raises :class:`SourceError` where the file cannot be read or takes too much.
    """
    seconds = CPU_SECONDS + OCR_SECONDS * len(ocr.pages if ocr else ())
    pages = list(ocr.pages) if ocr else None
    return decoded(_answer(data, form="pdf", name=name, pages=pages, seconds=seconds), name)


def read_page_apart(data: bytes, *, form: str, name: str) -> Page:
    """Reads a page of the web (``html``) or a Word file (``docx``) in another process.

    Raises :class:`SourceError` where the file cannot be read or takes too much.
    """
    found = decoded(_answer(data, form=form, name=name, seconds=CPU_SECONDS), name)
    if isinstance(found, Page):
        return found
    raise SourceError(f"{name} was not read to its end", _GET_AGAIN)


def read_cells_apart(data: bytes, *, name: str) -> list[Cells]:
    """Reads the rows of a page's tables in another process, as :func:`read_page_apart` does."""
    answer = _answer(data, form="cells", name=name, seconds=CPU_SECONDS)
    try:
        found = _checked(json.loads(answer))
        return [([*map(str, cells)], [*map(str, links)]) for cells, links in found["cells"]]
    except (ValueError, TypeError, KeyError) as error:
        raise SourceError(f"{name} was not read to its end", _GET_AGAIN) from error


def _answer(
    data: bytes, *, form: str, name: str, seconds: float, pages: list[int] | None = None
) -> bytes:
    """What the process says of a file. Raises :class:`SourceError` where it does not get to it."""
    patience = seconds + CPU_SECONDS * _WAITING
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as answer:
        request = {
            "form": form,
            "name": name,
            "ocr": pages,
            "seconds": seconds,
            "memory": MEMORY_BYTES,
        }
        given.write(json.dumps(request).encode() + b"\n" + data)
        given.seek(0)
        with tempfile.TemporaryFile() as complaints:
            code = _run(given, answer, complaints, patience)
            if code is None:
                raise SourceError(f"{name} took more than {patience:g} s to read", _GET_AGAIN)
            answer.seek(0)
            found = answer.read(OUTPUT_BYTES)
            if code != 0:
                raise SourceError(f"{name} {_end(code, complaints, seconds)}", _GET_AGAIN)
    return found


def _run(given: IO[bytes], answer: IO[bytes], complaints: IO[bytes], seconds: float) -> int | None:
    """The process's exit code, or ``None`` where it was ended for taking too long."""
    # -P: whatever is called ingest in the working folder is not this program.
    command = [sys.executable, "-P", *_READER]
    root = str(Path(__file__).parents[3])
    path = os.pathsep.join(filter(None, [root, os.environ.get("PYTHONPATH")]))
    # No key that the program holds is where a file that takes the process over could read it.
    kept = {key: os.environ[key] for key in _ENVIRONMENT if key in os.environ}
    with subprocess.Popen(  # noqa: S603 - this very program
        command,
        stdin=given,
        stdout=answer,
        stderr=complaints,
        env=kept | {"PYTHONPATH": path, "OMP_THREAD_LIMIT": "1", "OMP_NUM_THREADS": "1"},
        start_new_session=True,
    ) as process:
        try:
            return process.wait(seconds)
        except subprocess.TimeoutExpired:
            return None
        finally:
            _end_all(process)


def _end_all(process: subprocess.Popen[bytes]) -> None:
    """Ends what is left of the process and of those that it started."""
    import signal

    if sys.platform == "win32":
        process.kill()
        return
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return  # all ended by themselves


def _end(code: int, complaints: IO[bytes], seconds: float) -> str:
    import signal

    complaints.seek(0)
    words = complaints.read().decode(errors="replace").strip().splitlines()
    if sys.platform != "win32" and code == -signal.SIGXCPU:
        return f"took more than {seconds:.0f} s to read"
    if words and words[-1].startswith("MemoryError"):
        return f"needs more than {MEMORY_BYTES >> 20} MiB of memory"
    how = f"signal {-code}" if code < 0 else f"code {code}"
    last = f": {words[-1][:_SAID]}" if words else ""
    return f"ended the process that read it ({how}{last})"


def encoded(found: Page | Scanned | SourceError) -> str:
    """What :func:`decoded` reads again."""
    if isinstance(found, SourceError):
        return json.dumps({"what": found.what, "remedy": found.remedy})
    if isinstance(found, Scanned):
        return json.dumps({"scanned": found.pages, "page_count": found.page_count})
    blocks = [
        [b.text, b.kind.value, b.level, [[p.at, p.page] for p in b.pages], b.bold, b.italic]
        for b in found.blocks
    ]
    posted = found.posted.isoformat() if found.posted else None
    head = [found.title, posted, found.language, found.url, found.site]
    return json.dumps(
        {"blocks": blocks, "page_count": found.page_count, "running": found.running, "head": head}
    )


def decoded(answer: bytes, name: str) -> Page | Scanned:
    """What the process found, raised where it is an error."""
    try:
        found = _checked(json.loads(answer))
        if "scanned" in found:
            return Scanned(tuple(map(int, found["scanned"])), int(found["page_count"]))
        return _page(found)
    except (ValueError, TypeError, KeyError) as error:
        raise SourceError(f"{name} was not read to its end", _GET_AGAIN) from error


def _checked(found: Mapping[str, Any]) -> Mapping[str, Any]:
    """What the process found, raised where it is an error."""
    if "what" in found:
        raise SourceError(str(found["what"]), str(found["remedy"]))
    return found


def _page(found: Mapping[str, Any]) -> Page:
    blocks = tuple(
        Block(
            str(text),
            BlockKind(kind),
            int(level),
            tuple(PageBreak(int(at), int(page)) for at, page in pages),
            int(bold),
            bool(italic),
        )
        for text, kind, level, pages, bold, italic in found["blocks"]
    )
    title, posted, language, url, site = found["head"]
    count = found["page_count"]
    return Page(
        blocks,
        title=_text(title),
        posted=dt.date.fromisoformat(posted) if posted else None,
        language=_text(language),
        url=_text(url),
        site=_text(site),
        page_count=None if count is None else int(count),
        running=tuple(str(line) for line in found["running"]),
    )


def _text(value: object) -> str | None:
    return None if value is None else str(value)
