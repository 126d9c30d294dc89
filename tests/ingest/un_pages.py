"""Pages in the forms that UN documents have, in words of our own, and what tests ask of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ingest.formats import Block, BlockKind, Page, PageBreak
from ingest.layouts import LaidOut
from store.records import DayKind

DATA = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "un"


def page(*lines: str | Block, running: tuple[str, ...] = ()) -> Page:
    """A page of paragraphs."""
    blocks = (Block(line) if isinstance(line, str) else line for line in lines)
    return Page(tuple(blocks), running=running)


def heading(text: str) -> Block:
    return Block(text, BlockKind.HEADING, bold=len(text))


def note(text: str) -> Block:
    return Block(text, BlockKind.NOTE)


def on_pages(text: str, *breaks: tuple[int, int]) -> Block:
    """A paragraph whose words from ``at`` on stand on a page, for each ``(at, page)``."""
    return Block(text, pages=tuple(PageBreak(at, number) for at, number in breaks))


def labels(laid: LaidOut) -> list[tuple[str, str]]:
    """The citation and the first words of every placed block that is no masthead."""
    return [
        (block.place.pinpoint.label, " ".join(block.text.split()[:3]))
        for block in laid.blocks
        if block.place is not None and block.place.unit != "masthead"
    ]


def units(laid: LaidOut) -> list[str]:
    """The units in order, each once for each time that it begins."""
    found = [block.place.unit for block in laid.blocks if block.place is not None]
    return [unit for at, unit in enumerate(found) if at == 0 or found[at - 1] != unit]


def days(laid: LaidOut) -> dict[DayKind, str]:
    return {day.kind: day.date.isoformat() for day in laid.days}


def characters(text: str) -> str:
    """Text without its white space."""
    return re.sub(r"\s", "", text)


def kept(page: Page, laid: LaidOut) -> bool:
    """Whether all that a page says is in the title or in a block, in order."""
    said = characters("".join(block.text for block in page.blocks))
    read = characters("".join(block.text for block in laid.blocks))
    return read in (said, said.replace(characters(laid.title), "", 1))


def data(folder: str) -> Path:
    """A folder of the real documents; skips where they are not at hand."""
    found = DATA / folder
    if not found.is_dir():
        pytest.skip(f"the documents of {folder} are not beside this checkout")
    return found
