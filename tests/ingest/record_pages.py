"""Verbatim records in words of our own, in the forms that they have had since the 1950s."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ingest.formats import Block, BlockKind, Page, PageBreak

NOTE = (
    "This record contains the text of speeches delivered in English and of the translation of "
    "speeches delivered in other languages."
)
OPENED = "The meeting was called to order at 10.05 a.m."


def said(label: str, words: str, *, page: int | None = None) -> Block:
    """A paragraph that begins with a speaker's label, the name in bold as in print."""
    name = re.split(r"\s?[(:;]", label, maxsplit=1)[0]
    return _block(f"{label} {words}", bold=len(name), page=page)


def words(text: str, *, page: int | None = None) -> Block:
    return _block(text, page=page)


def direction(text: str, *, page: int | None = None) -> Block:
    return replace(_block(text, page=page), italic=True)


def item(text: str) -> Block:
    return Block(text, BlockKind.HEADING, bold=len(text))


def _block(text: str, *, bold: int = 0, page: int | None = None) -> Block:
    return Block(text, bold=bold, pages=(PageBreak(0, page),) if page else ())


@dataclass(frozen=True)
class Cover:
    """The lines of a cover, as a reader of PDF gives them."""

    symbol: str = "S/PV.9990"
    meeting: str = "9990th meeting"
    when: str = "Wednesday, 25 September 2019, 10 a.m."
    president: str = "Mr. Lavrov"
    state: str = "Russian Federation"
    members: tuple[tuple[str, str], ...] = (("Peru", "Ms. Quispe Rojas"), ("Poland", "Mr. Nowak"))
    agenda: str = "The management of shared lakes"

    def blocks(self) -> tuple[Block, ...]:
        first, *others = self.members
        lines = (
            f"United Nations {self.symbol}",
            "Security Council",
            "Seventy-fourth year",
            self.meeting,
            self.when,
            "New York",
            "Provisional",
            f"President: {self.president} . . . . . . . . . . . . . ({self.state})",
            f"Members: {first[0]} . . . . . . . . . . . . {first[1]}",
            *(f"{state} . . . . . . . . . . . . {person}" for state, person in others),
            "Agenda",
            self.agenda,
            NOTE,
            "19-99990 (E)",
        )
        return tuple(Block(line, pages=(PageBreak(0, 1),)) for line in lines)


def record(*body: Block, cover: Cover | None = None) -> Page:
    """A record with a cover and the opening that every one has."""
    shown = cover or Cover()
    opening = (
        direction(OPENED),
        item("Adoption of the agenda"),
        direction("The agenda was adopted."),
        item(shown.agenda),
    )
    return Page((*shown.blocks(), *opening, *body))


def plain(page: Page) -> Page:
    """The same page as a format gives it that has neither type nor pages."""
    return replace(page, blocks=tuple(Block(block.text) for block in page.blocks))
