"""Markdown: plain CommonMark, but for what is struck out, in which no foreign text means anything.

Whatever a document, a question or a model wrote is escaped: markup, HTML, links that some readers
make of bare addresses, formulae, tables, and what only means something at the beginning of a line.
Only addresses that passed :func:`app.links.safe_url` become links, and those are shown in full.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from app.exporting.blocks import Block, Link, Mark, Role, Run, Words
from app.foreign_text import one_line, printable

_MARKUP = re.compile(r"[\\`*_{}\[\]<>#|~$&^@]")
# "https://…", "mailto:…", ":smile:", but not "10:05"; "www.…" and "evil.example".
_ADDRESSES = re.compile(r"(?<!\d):(?=\S)|:(?=[^\s\d])|\.(?=[^\W\d_]{2})")
_LINE_START = re.compile(r"^(?P<mark>[-+=:%])|^(?P<number>\d+)(?P<stop>[.)])")
_BREAK = re.compile(r"[ \t]*\n\s*")

_OPENING = {
    Role.TITLE: "# ",
    Role.QUESTION: "## ",
    Role.HEADING: "### ",
    Role.BODY: "",
    Role.QUOTE: "> ",
    Role.ITEM: "- ",
    Role.NOTE: "",
}
_CONTINUED = {Role.QUOTE: "> ", Role.ITEM: "  "}


def write_markdown(blocks: Iterable[Block]) -> str:
    """The paragraphs as Markdown, a blank line between each two."""
    return "".join(f"{_paragraph(block)}\n\n" for block in blocks).removesuffix("\n")


def escaped(text: str, *, at_start: bool = False) -> str:
    """Text on one line that renders as itself; ``at_start``: it begins the line."""
    written = _MARKUP.sub(r"\\\g<0>", text)
    written = _ADDRESSES.sub(r"\\\g<0>", written)
    return _LINE_START.sub(_inert_start, written) if at_start else written


def _inert_start(match: re.Match[str]) -> str:
    if match["mark"]:
        return f"\\{match['mark']}"
    return f"{match['number']}\\{match['stop']}"


def _paragraph(block: Block) -> str:
    written = ""
    for run in block.runs:
        written += _run(run, block.role, at_start=not written)
    return _OPENING[block.role] + written.strip()


def _run(run: Run, role: Role, *, at_start: bool) -> str:
    if isinstance(run, Mark):
        return rf"**\[{run.number}\]**"
    if isinstance(run, Link):
        return f"<{run.url}>"
    if run.exact and role in _CONTINUED:
        lines = _BREAK.split(printable(run.text).strip())
        starts = (escaped(line, at_start=at_start or at > 0) for at, line in enumerate(lines))
        return f"\\\n{_CONTINUED[role]}".join(starts)
    return _plain(run, at_start=at_start)


def _plain(words: Words, *, at_start: bool) -> str:
    """Words on one line, with the spaces that part them from what stands beside them."""
    bare = one_line(words.text)
    before = " " if words.text[:1].isspace() and not at_start else ""
    after = " " if words.text[-1:].isspace() else ""
    if not bare:
        return before or after
    sign = "**" if words.strong else "~~" if words.struck else ""
    return before + sign + escaped(bare, at_start=at_start and not sign) + sign + after
