"""Places in documents of sections: annex, section, printed number, item."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.formats import Block, BlockKind, Place
from ingest.layouts.paragraphs import ItemCounter, annex_label, is_heading, printed_number
from store.records import Pinpoint


class SectionPlacer:
    """Gives blocks their places in order, through headings and into the annexes.

    What differs from layout to layout is in the methods that they override.
    """

    def __init__(self) -> None:
        self._annex: str | None = None
        self._section: str | None = None
        self._number: int | None = None
        self._last = 0
        self._items = ItemCounter()
        self._before = ""

    def place(self, blocks: Sequence[Block]) -> Iterator[Block]:
        """The blocks, in order; notes stay as they are."""
        for block in blocks:
            yield block if block.kind is BlockKind.NOTE else self._placed(block)

    def _placed(self, block: Block) -> Block:
        kind, level, item = block.kind, block.level, None
        if label := annex_label(block):
            self._annex, self._number, self._last = label, None, 0
            self._begin(None)
            kind = BlockKind.HEADING
        elif (number := self._next_number(block)) is not None:
            self._number = self._last = number
            self._items.reset()
        elif item := self._items.read(block.text, opened=self._before.endswith(":")):
            kind, level = BlockKind.BULLET, item.depth
        elif self._heads(block):
            self._begin(block.text)
            self._number, kind = None, BlockKind.HEADING
        else:
            self._go_on(block)
        self._before = block.text
        pinpoint = Pinpoint(
            self._number,
            section=self._section,
            item=item.label if item else None,
            annex=self._annex,
        )
        return replace(block, kind=kind, level=level, place=Place(pinpoint, self._unit()))

    def _begin(self, section: str | None) -> None:
        """A section begins here, which in an annex has no heading at first."""
        self._section = section

    def _next_number(self, block: Block) -> int | None:
        """The number of the paragraph that a block begins, where it is the next one."""
        expected = self._last + 1
        return expected if printed_number(block.text, expected) == expected else None

    def _heads(self, block: Block) -> bool:
        return is_heading(block)

    def _go_on(self, block: Block) -> None:
        """A block that begins nothing."""

    def _unit(self) -> str:
        """What may share a passage with what is placed now."""
        raise NotImplementedError


class UnnumberedPlacer(SectionPlacer):
    """For paragraphs that have a number only where one is printed, as in letters and annexes."""

    def __init__(self, within: str) -> None:
        """``within`` is the unit of what stands before any annex."""
        super().__init__()
        self._within = within

    def _go_on(self, block: Block) -> None:
        if block.kind is not BlockKind.BULLET:
            self._number = None
            self._items.reset()

    def _unit(self) -> str:
        return f"{self._annex or self._within} {self._section or ''}"
