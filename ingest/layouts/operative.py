"""The body of a resolution or a draft: its preamble, operative paragraphs, annexes and adoption.

The preamble's paragraphs have no number in print and are counted. Operative ones are cited by the
number that they have in print; only where a resolution numbers none are they counted too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.formats import Block, BlockKind, Place
from ingest.layouts.page_turns import is_furniture
from ingest.layouts.paragraphs import continues, join_headings
from ingest.layouts.resolution_lines import Line, LineReader, Role, parted
from store.records import Pinpoint

ADOPTION = "adoption"
"""The unit of the lines at the end that say at which meeting and by which votes."""


def place_body(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Blocks from the opening words on, each with its place."""
    lines = _counted(_restored(list(LineReader().read(parted(blocks)))))
    return join_headings(list(_Placer(lines).place()))


def _restored(lines: list[Line]) -> list[Line]:
    """Numbers that were lost at the source given back where those around leave no doubt.

    Between paragraphs 2 and 5, two that begin as operative ones do are 3 and 4.
    """
    restored = list(lines)
    for at, number in _misread(lines):
        restored[at] = replace(lines[at], number=number)
    lines = list(restored)
    last, open_ones = 0, list[int]()
    for at, line in enumerate(lines):
        if line.role is not Role.OPERATIVE or line.annex is not None:
            continue
        if line.number is None:
            open_ones.append(at)
            continue
        if open_ones and line.number - last - 1 == len(open_ones):
            for number, index in enumerate(open_ones, start=last + 1):
                restored[index] = replace(lines[index], number=number)
        last, open_ones = line.number, []
    return restored


def _misread(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Which lines have a number that a scanner misread, and the right one: 4, 8, 6 is 4, 5, 6."""
    numbered = [(at, line.number) for at, line in enumerate(lines) if line.number is not None]
    for (_, before), (at, number), (_, after) in zip(
        numbered, numbered[1:], numbered[2:], strict=False
    ):
        if after == before + 2 and number != before + 1:
            yield at, before + 1


def _counted(lines: list[Line]) -> list[Line]:
    """Operative paragraphs numbered by counting, where none of them has a number in print."""
    body = [line for line in lines if line.annex is None]
    if any(line.number is not None and line.section is None for line in body):
        return lines
    counted, count, before = [], 0, ""
    for line in lines:
        new = line.role is Role.OPERATIVE or (
            line.role is Role.CONTINUATION and count and not continues(line.block.text, before)
        )
        if new and line.annex is None and line.section is None and line.number is None:
            count += 1
            line = replace(line, role=Role.OPERATIVE, number=count)
        before = line.block.text
        counted.append(line)
    return counted


class _Placer:
    """Gives each line its place: cited by number, kept in one passage with its items."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._preambular = 0
        self._current = Pinpoint()
        self._unit = "preamble"
        sections = defaultdict[tuple[str | None, int], set[str | None]](set)
        for line in lines:
            if line.number is not None:
                sections[line.annex, line.number].add(line.section)
        # Only where parts A and B each begin at 1 does a number need its part to be found.
        self._by_section = any(len(found) > 1 for found in sections.values())

    def place(self) -> Iterator[Block]:
        """The blocks, in order."""
        for line in self._lines:
            kind, pinpoint, unit = self._one(line)
            if line.role is Role.NOTE:
                label = len(line.block.text) if is_furniture(line.block.text) else line.block.label
                yield replace(line.block, kind=BlockKind.NOTE, place=None, label=label)
                continue
            place = Place(pinpoint, unit, heading=line.section)
            level = line.depth if line.role is Role.ITEM else line.block.level
            yield replace(line.block, kind=kind, level=level, place=place)

    def _one(self, line: Line) -> tuple[BlockKind, Pinpoint, str]:
        match line.role:
            case Role.ADOPTION:
                return BlockKind.PARAGRAPH, Pinpoint(), ADOPTION
            case Role.HEADING:
                self._current = Pinpoint(annex=line.annex, section=self._section(line))
                self._unit = _unit(line.annex, line.section)
                return BlockKind.HEADING, self._current, self._unit
            case Role.PREAMBLE:
                self._preambular += 1
                self._current = Pinpoint(preambular=self._preambular)
                self._unit = "preamble"
            case Role.OPERATIVE:
                self._current = Pinpoint(line.number, annex=line.annex, section=self._section(line))
                self._unit = _unit(line.annex, line.section, f"para. {line.number}")
                if line.item:
                    return BlockKind.PARAGRAPH, replace(self._current, item=line.item), self._unit
            case Role.ITEM:
                pinpoint = replace(self._current, item=line.item, bullet=line.bullet)
                return BlockKind.BULLET, pinpoint, self._unit
            case _:
                pass
        return BlockKind.PARAGRAPH, self._current, self._unit

    def _section(self, line: Line) -> str | None:
        """The section, where it takes one to find the place."""
        needed = self._by_section or (line.annex is not None and line.number is None)
        return line.section if needed else None


def _unit(*parts: str | None) -> str:
    return " ".join(part for part in parts if part)
