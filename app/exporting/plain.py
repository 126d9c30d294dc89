"""Plain text, to be pasted into a letter or a mail, where nothing means anything but itself."""

from __future__ import annotations

from collections.abc import Iterable

from app.exporting.blocks import Block, Link, Mark, Role, Run
from app.foreign_text import one_line, printable


def write_plain(blocks: Iterable[Block]) -> str:
    """The paragraphs as text; items of a list stand close, all else has a blank line before it."""
    written = ""
    before: Role | None = None
    for block in blocks:
        paragraph = "".join(map(_run, block.runs)).strip()
        gap = "\n" if before is Role.ITEM is block.role else "\n\n"
        written += f"{gap if written else ''}{paragraph}"
        before = block.role
    return written


def _run(run: Run) -> str:
    if isinstance(run, Mark):
        return f"[{run.number}]"
    if isinstance(run, Link):
        return run.url
    if run.exact:
        return printable(run.text)
    before, after = run.text[:1].isspace(), run.text[-1:].isspace()
    bare = one_line(run.text)
    return f"{' ' if before else ''}{bare}{' ' if after and bare else ''}"
