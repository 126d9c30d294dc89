"""The body of a resolution or a draft: its preamble, operative paragraphs, annexes and adoption.

The preamble's paragraphs have no number in print and are counted. Operative ones are cited by the
number that they have in print; only where a resolution numbers none are they counted too.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from ingest.formats import Block, BlockKind, Place
from ingest.layouts.paragraphs import (
    ItemCounter,
    after_number,
    annex_label,
    continues,
    is_heading,
    join_headings,
    printed_number,
    split_block,
)
from store.records import Pinpoint

OPENING = re.compile(
    r"(?:The\s(?:Security\sCouncil|General\sAssembly|Economic\sand\sSocial\sCouncil)"
    r"|Le\sConseil\sde\ssécurité|L[’']Assemblée\sgénérale|Совет\sБезопасности"
    r"|Генеральная\sАссамблея)\s?[,.:]?(?=\s|$)"
)
"""The words that a resolution opens with; all that follows is what the organ does."""

ADOPTION = "adoption"
"""The unit of the lines at the end that say at which meeting and by which votes."""

_VERBS = (
    "Accepts Acknowledges Adopts Affirms Agrees Appeals Appoints Appreciates Approves Asks "
    "Authorises Authorizes Calls Commends Concludes Concurs Condemns Confirms Congratulates "
    "Considers Decides Declares Demands Denounces Deplores Designates Determines Directs Draws "
    "Elects Emphasises Emphasizes Encourages Endorses Establishes Exhorts Expects Expresses "
    "Extends Finds Gives Hopes Insists Instructs Intends Invites Looks Maintains Notes Offers "
    "Pays Places Pledges Proclaims Proposes Ratifies Reaffirms Recalls Recognises Recognizes "
    "Recommends Records Regrets Reiterates Rejects Remains Reminds Removes Renews Repeats Reposes "
    "Requests Requires Reserves Resolves Salutes Sets Shares Stands Stresses Submits Suggests "
    "Supports Takes Terminates Transmits Trusts Underlines Underscores Undertakes Urges Warns "
    "Welcomes Wishes"
)
_VERB = "(?:" + _VERBS.replace(" ", "|") + r")\b"
_ADVERBS = (
    r"(?:(?:[Aa]lso|[Aa]gain|[Ff]urther|[Tt]herefore|[Hh]ereby|Once\sagain|[A-Za-z][a-z]{2,12}ly)"
    r"\s){0,2}"
)
_THIRD_PERSON = r"(?!Always\b|Besides\b|Perhaps\b|Towards\b)[A-Z][a-z]{1,14}[b-hj-rtv-z]s\b"
_OPERATIVE = re.compile(
    rf"(?=[A-Z])(?:{_ADVERBS}(?i:{_VERB})|{_THIRD_PERSON}|It\sis\s(?:hereby\s)?resolved\b)"
)
_LOOSE_NUMBER = re.compile(rf"(?P<number>\d{{1,3}})\s?[,:;]?\s(?={_ADVERBS}(?i:{_VERB}))")
_RUN_ON = re.compile(r"(?<=[;:.,])\s(?=(?P<number>\d{1,3})\s?\.\s[^\W\da-z_])")
_RUN_ON_VERB = re.compile(rf",(?:\s?\d{{1,3}})?(?P<gap>\s)(?={_VERB}[\s:])")
_RUN_ON_ADOPTED = re.compile(
    r"(?<=[.;:,])\s(?=Adopted\s(?:unanimously\s|by\sconsensus\s|without\sa?\s?vote\s)?at\sthe\s)"
)
_ITEM_MARK = re.compile(r"\(\w\)\s")
_ADOPTED = re.compile(
    r"Adopted\s(?:unanimously|by|at|without|as)\b|Adopted\s(?:\w{1,12}\s){1,4}the\s\d|Adoptée?\s(?:à|par|sans)\b|Принята\s",
    re.IGNORECASE,
)
_NOTE = re.compile(r"\d{1,3}\s?[/*]?\s[“\"A-Z]|\d{1,3}/\s|\*{1,3}\s")
_MONTH = re.compile(
    r"\d{1,2}\s(?:January|February|March|April|May|June|July|August|September|October|November|"
    r"December)\b"
)


class _Role(StrEnum):
    OPENING = "opening"
    PREAMBLE = "preamble"
    OPERATIVE = "operative"
    ITEM = "item"
    CONTINUATION = "continuation"
    HEADING = "heading"
    ADOPTION = "adoption"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class _Line:
    """A block and what it is; ``section`` and ``annex`` are those that it stands in.

    ``starts``: it reads like the beginning of an operative paragraph, numbered or not.
    """

    block: Block
    role: _Role
    annex: str | None
    section: str | None
    number: int | None = None
    item: str | None = None
    depth: int = 1
    starts: bool = False


def place_body(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Blocks from the opening words on, each with its place."""
    lines = _counted(_restored(list(_Reader().read(_parted(blocks)))))
    return join_headings(list(_Placer(lines).place()))


def _parted(blocks: Sequence[Block]) -> Iterator[Block]:
    """Blocks with what runs on in one of them put apart: the opening words, and paragraphs."""
    expected, opened = 1, False
    for block in blocks:
        rest: Block | None = block
        if not opened and (opening := OPENING.match(block.text)):
            opened = True
            head, rest = split_block(block, opening.end())
            if head:
                yield head
        if annex_label(block):
            expected = 1
        if rest is None:
            continue
        cuts = []
        number = printed_number(rest.text, expected)
        expected = number + 1 if number else expected
        if expected == 1 and (verb := _RUN_ON_VERB.search(rest.text)):
            cuts.append(verb.start("gap"))
        for match in _RUN_ON.finditer(rest.text):
            if int(match.group("number")) == expected:
                cuts.append(match.start())
                expected += 1
        cuts += [match.start() for match in _RUN_ON_ADOPTED.finditer(rest.text)]
        yield from _cut(rest, cuts)


def _cut(block: Block, cuts: Sequence[int]) -> Iterator[Block]:
    # From the end, so that what is cut off is never cut again.
    rest: Block | None = block
    parts: list[Block] = []
    for at in sorted(cuts, reverse=True):
        if rest is not None:
            rest, part = split_block(rest, at)
            parts += [part] if part else []
    parts += [rest] if rest else []
    yield from reversed(parts)


class _Reader:
    """Says of each block what it is, from what stood before it."""

    def __init__(self) -> None:
        self._items = ItemCounter()
        self._annex: str | None = None
        self._section: str | None = None
        self._expected = 1
        self._in_preamble = True
        self._opened = False
        self._adopted = False
        self._before = ""

    def read(self, blocks: Iterator[Block]) -> Iterator[_Line]:
        """A line for each block, in order."""
        for block in blocks:
            line = self._line(block)
            begins = line.role in (_Role.OPERATIVE, _Role.PREAMBLE, _Role.HEADING)
            if begins and line.item is None:
                self._items.reset()
            if line.role is not _Role.NOTE:
                self._before = block.text
            yield line

    def _line(self, block: Block) -> _Line:
        text = block.text
        number = self._number(text)
        if block.kind is BlockKind.NOTE or (number is None and self._is_note(text)):
            return self._made(block, _Role.NOTE)
        if label := annex_label(block):
            self._annex, self._section, self._expected = label, None, 1
            self._in_preamble = self._adopted = False
            return self._made(block, _Role.HEADING)
        if self._annex is None and _ADOPTED.match(text):
            self._adopted = True
        if self._adopted:
            return self._made(block, _Role.ADOPTION)
        if self._in_preamble and not self._opened and OPENING.fullmatch(text):
            self._opened = True
            return self._made(block, _Role.OPENING)
        return self._body_line(block, number)

    def _body_line(self, block: Block, number: int | None) -> _Line:
        text = block.text
        starts = self._annex is None and _OPERATIVE.match(text) is not None
        mark = _ITEM_MARK.match(text)
        if self._in_preamble and mark and _OPERATIVE.match(text[mark.end() :]):
            self._in_preamble = False
            item = self._items.read(text, opened=True)
            return replace(self._made(block, _Role.OPERATIVE), item=item.label if item else None)
        if number is not None or (self._in_preamble and starts):
            self._in_preamble = False
            self._expected = number + 1 if number else self._expected
            line = self._made(block, _Role.OPERATIVE, number=number, starts=True)
            self._items.reset()
            # "10. (a) …" begins a paragraph and its first item at once.
            item = self._items.read(after_number(text), opened=True)
            return replace(line, item=item.label) if item else line
        if item := self._items.read(text, opened=self._before.endswith(":")):
            return replace(self._made(block, _Role.ITEM), item=item.label, depth=item.depth)
        if block.kind is BlockKind.BULLET:
            return replace(self._made(block, _Role.ITEM), depth=block.level)
        if is_heading(block):
            self._section = text
            return self._made(block, _Role.HEADING)
        if continues(text, self._before):
            return self._made(block, _Role.CONTINUATION)
        if self._in_preamble:
            return self._made(block, _Role.PREAMBLE)
        role = _Role.OPERATIVE if starts else _Role.CONTINUATION
        return self._made(block, role, starts=starts)

    def _made(
        self, block: Block, role: _Role, *, number: int | None = None, starts: bool = False
    ) -> _Line:
        return _Line(block, role, self._annex, self._section, number, starts=starts)

    def _number(self, text: str) -> int | None:
        if (number := printed_number(text, self._expected)) is not None:
            return number
        loose = _LOOSE_NUMBER.match(text) if self._annex is None else None
        if loose and int(loose.group("number")) == self._expected:
            return self._expected
        return None

    def _is_note(self, text: str) -> bool:
        return bool(_NOTE.match(text)) and not _MONTH.match(text)


def _restored(lines: list[_Line]) -> list[_Line]:
    """Numbers that were lost at the source given back where those around leave no doubt.

    Between paragraphs 2 and 5, two that begin as operative ones do are 3 and 4.
    """
    restored = list(lines)
    for at, number in _misread(lines):
        restored[at] = replace(lines[at], number=number)
    lines = list(restored)
    last, open_ones = 0, list[int]()
    for at, line in enumerate(lines):
        if line.role is not _Role.OPERATIVE or line.annex is not None:
            continue
        if line.number is None:
            open_ones.append(at)
            continue
        if open_ones and line.number - last - 1 == len(open_ones):
            for number, index in enumerate(open_ones, start=last + 1):
                restored[index] = replace(lines[index], number=number)
        last, open_ones = line.number, []
    return restored


def _misread(lines: Sequence[_Line]) -> Iterator[tuple[int, int]]:
    """Which lines have a number that a scanner misread, and the right one: 4, 8, 6 is 4, 5, 6."""
    numbered = [(at, line.number) for at, line in enumerate(lines) if line.number is not None]
    for (_, before), (at, number), (_, after) in zip(
        numbered, numbered[1:], numbered[2:], strict=False
    ):
        if after == before + 2 and number != before + 1:
            yield at, before + 1


def _counted(lines: list[_Line]) -> list[_Line]:
    """Operative paragraphs numbered by counting, where none of them has a number in print."""
    body = [line for line in lines if line.annex is None]
    if any(line.number is not None and line.section is None for line in body):
        return lines
    counted, count, before = [], 0, ""
    for line in lines:
        new = line.role is _Role.OPERATIVE or (
            line.role is _Role.CONTINUATION and count and not continues(line.block.text, before)
        )
        if new and line.annex is None and line.section is None and line.number is None:
            count += 1
            line = replace(line, role=_Role.OPERATIVE, number=count)
        before = line.block.text
        counted.append(line)
    return counted


class _Placer:
    """Gives each line its place: cited by number, kept in one passage with its items."""

    def __init__(self, lines: Sequence[_Line]) -> None:
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
            if line.role is _Role.NOTE:
                yield replace(line.block, kind=BlockKind.NOTE, place=None)
                continue
            place = Place(pinpoint, unit, heading=line.section)
            level = line.depth if line.role is _Role.ITEM else line.block.level
            yield replace(line.block, kind=kind, level=level, place=place)

    def _one(self, line: _Line) -> tuple[BlockKind, Pinpoint, str]:
        match line.role:
            case _Role.ADOPTION:
                return BlockKind.PARAGRAPH, Pinpoint(), ADOPTION
            case _Role.HEADING:
                self._current = Pinpoint(annex=line.annex, section=self._section(line))
                self._unit = f"{line.annex} {line.section}"
                return BlockKind.HEADING, self._current, self._unit
            case _Role.PREAMBLE:
                self._preambular += 1
                self._current = Pinpoint(preambular=self._preambular)
                self._unit = "preamble"
            case _Role.OPERATIVE:
                self._current = Pinpoint(line.number, annex=line.annex, section=self._section(line))
                self._unit = f"{line.annex} {line.section} para. {line.number}"
                if line.item:
                    return BlockKind.PARAGRAPH, replace(self._current, item=line.item), self._unit
            case _Role.ITEM:
                return BlockKind.BULLET, replace(self._current, item=line.item), self._unit
            case _:
                pass
        return BlockKind.PARAGRAPH, self._current, self._unit

    def _section(self, line: _Line) -> str | None:
        """The section, where it takes one to find the place."""
        needed = self._by_section or (line.annex is not None and line.number is None)
        return line.section if needed else None
