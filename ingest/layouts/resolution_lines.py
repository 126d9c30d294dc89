"""The lines of a resolution or a draft: what each is, by its words and by what came before."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import zip_longest

from ingest.formats import Block, BlockKind
from ingest.layouts.page_turns import is_furniture, over_furniture
from ingest.layouts.paragraphs import (
    ItemCounter,
    after_number,
    annex_label,
    continues,
    is_heading,
    is_title_line,
    printed_number,
    scanned_number,
    slice_block,
    split_block,
)
from store.printing import MONTH_PRINTED

OPENING = re.compile(
    r"(?:The\s(?:Security\sCouncil|General\sAssembly|Economic\sand\sSocial\sCouncil)"
    r"|Le\sConseil\sde\ssécurité|L[’']Assemblée\sgénérale|Совет\sБезопасности"
    r"|Генеральная\sАссамблея)\s?[,.:]?(?=\s|$)"
)
"""The words that a resolution opens with; all that follows is what the organ does."""

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
_THIRD_PERSON = re.compile(
    r"(?!Always\b|Besides\b|Perhaps\b|Towards\b)[A-Z][a-z]{1,14}[b-hj-rtv-z]s\b"
)
_OPERATIVE = re.compile(rf"(?=[A-Z])(?:{_ADVERBS}(?i:{_VERB})|It\sis\s(?:hereby\s)?resolved\b)")
_LOOSE_NUMBER = re.compile(rf"(?P<number>[\dIilLOSZ]{{1,3}})\s?[.,:;]?\s(?={_ADVERBS}(?i:{_VERB}))")
_RUN_ON = re.compile(r"(?<=[;:.,])\s(?=(?P<number>\d{1,3})\s?\.\s[^\W\da-z_])")
_RUN_ON_VERB = re.compile(rf",(?:\s?\d{{1,3}})?(?P<gap>\s)(?={_VERB}[\s:])")
_RUN_ON_ADOPTED = re.compile(
    r"(?<=[.;:,])\s(?=Adopted\s(?:unanimously\s|by\sconsensus\s|without\sa?\s?vote\s)?at\sthe\s)"
)
_MOST_LOST = 3
"""How far a number without its full stop may be ahead of the expected one, others being lost."""
_FEW_WORDS = 5
_ITEM_MARK = re.compile(r"\(\w\)\s")
_ADOPTED = re.compile(
    r"(?:Adopted|Adapted)\s(?:unanimously|by|at|without|as)\b|Approved\sunanimously\b"
    r"|Adopted\s(?:\w{1,12}\s){0,4}the\s\d|Adoptée?\s(?:à|par|sans)\b|Принята\s",
    re.IGNORECASE,
)
_MEETING = re.compile(r"\bmeeting\b")
_ADOPTION_LINE = 80  # characters in which a line of adoption names the meeting
_NOTE = re.compile(r"\d{1,3}\s?[/*]?\s[“\"A-Z]|\d{1,3}/\s|\*{1,3}\s")
_MONTH = re.compile(rf"\d{{1,2}}\s{MONTH_PRINTED}\b")


class Role(StrEnum):
    """What a line is in the one long sentence that a resolution is."""

    OPENING = "opening"
    PREAMBLE = "preamble"
    OPERATIVE = "operative"
    ITEM = "item"
    CONTINUATION = "continuation"
    HEADING = "heading"
    ADOPTION = "adoption"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Line:
    """A block and what it is; ``section`` and ``annex`` are those that it stands in.

    ``starts``: it reads like the beginning of an operative paragraph, numbered or not.
    """

    block: Block
    role: Role
    annex: str | None
    section: str | None
    number: int | None = None
    item: str | None = None
    bullet: int | None = None
    depth: int = 1
    starts: bool = False


def parted(blocks: Sequence[Block]) -> Iterator[Block]:
    """Blocks with what runs on in one of them put apart: the opening words, and paragraphs."""
    expected, opened = 1, False
    for block in over_furniture(blocks):
        opens = not opened and OPENING.match(block.text)
        if block.kind is BlockKind.NOTE and not opens:
            yield block
            continue
        if opens:
            # The words that open a resolution are no footnote, however small they are set.
            block = replace(block, kind=BlockKind.PARAGRAPH)
        rest: Block | None = block
        if opens:
            opened = True
            head, rest = split_block(block, opens.end())
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


def _is_operative(block: Block) -> bool:
    """Whether a block begins as an operative paragraph does: with what the organ does."""
    if block.kind is BlockKind.HEADING:
        return False
    # Any verb will do for a sentence; "Arms embargo" and the like are no sentences.
    third_person = _THIRD_PERSON.match(block.text) and not is_title_line(block.text)
    return bool(_OPERATIVE.match(block.text) or third_person)


def _cut(block: Block, cuts: Sequence[int]) -> Iterator[Block]:
    ends = [*sorted(cuts), len(block.text)]
    for start, end in zip([0, *ends], ends, strict=False):
        if part := slice_block(block, start, end):
            yield part


class LineReader:
    """Says of each block what it is, from what stood before it."""

    def __init__(self) -> None:
        self._items = ItemCounter()
        self._annex: str | None = None
        self._section: str | None = None
        self._expected = 1
        self._in_preamble = True
        self._opened = False
        self._adopted = False
        self._bullet = 0
        self._role: Role | None = None
        self._before = self._after = ""

    def read(self, blocks: Iterable[Block]) -> Iterator[Line]:
        """A line for each block, in order."""
        lines = list(blocks)
        for block, after in zip_longest(lines, lines[1:]):
            self._after = after.text if after else ""
            line = self._line(block)
            begins = line.role in (Role.OPERATIVE, Role.PREAMBLE, Role.HEADING)
            if begins and line.item is None:
                self._items.reset()
            if line.role is not Role.NOTE:
                self._before = block.text
                self._role = line.role if line.role is not Role.CONTINUATION else self._role
            yield line

    def _line(self, block: Block) -> Line:
        text = block.text
        number = self._number(text)
        is_note = number is None and (self._is_note(text) or is_furniture(text))
        if block.kind is BlockKind.NOTE or is_note:
            return self._made(block, Role.NOTE)
        if label := annex_label(block):
            self._annex, self._section, self._expected = label, None, 1
            self._in_preamble = self._adopted = False
            return self._made(block, Role.HEADING)
        if _ADOPTED.match(text) and (self._annex is None or _MEETING.search(text[:_ADOPTION_LINE])):
            self._adopted = True
        if self._adopted:
            return self._made(block, Role.ADOPTION)
        if self._in_preamble and not self._opened and OPENING.fullmatch(text):
            self._opened = True
            return self._made(block, Role.OPENING)
        return self._body_line(block, number)

    def _body_line(self, block: Block, number: int | None) -> Line:
        text = block.text
        if number is not None and self._is_bullet(number, text):
            self._bullet = number
            return replace(self._made(block, Role.ITEM), bullet=number)
        self._bullet = 0 if number is not None else self._bullet
        starts = self._annex is None and _is_operative(block)
        mark = _ITEM_MARK.match(text)
        if self._in_preamble and mark and _OPERATIVE.match(text, mark.end()):
            self._in_preamble = False
            item = self._items.read(text, opened=True)
            return replace(self._made(block, Role.OPERATIVE), item=item.label if item else None)
        if number is not None or (self._in_preamble and starts):
            self._in_preamble = False
            self._expected = number + 1 if number else self._expected
            line = self._made(block, Role.OPERATIVE, number=number, starts=True)
            self._items.reset()
            # "10. (a) …" begins a paragraph and its first item at once.
            item = self._items.read(after_number(text), opened=True)
            return replace(line, item=item.label) if item else line
        if item := self._items.read(text, opened=self._before.endswith(":")):
            return replace(self._made(block, Role.ITEM), item=item.label, depth=item.depth)
        if block.kind is BlockKind.BULLET:
            return replace(self._made(block, Role.ITEM), depth=block.level)
        if is_heading(block) or self._heads_what_follows(text):
            self._section = text
            return self._made(block, Role.HEADING)
        clause = self._in_preamble and self._role is Role.PREAMBLE
        # A clause of the preamble ends with a comma: one that ends with a word goes on.
        if continues(text, self._before) or (clause and self._before[-1:].isalpha()):
            return self._made(block, Role.CONTINUATION)
        if self._in_preamble:
            return self._made(block, Role.PREAMBLE)
        role = Role.OPERATIVE if starts else Role.CONTINUATION
        return self._made(block, role, starts=starts)

    def _made(
        self, block: Block, role: Role, *, number: int | None = None, starts: bool = False
    ) -> Line:
        return Line(block, role, self._annex, self._section, number, starts=starts)

    def _number(self, text: str) -> int | None:
        if (number := printed_number(text, self._expected)) is not None:
            return number
        loose = _LOOSE_NUMBER.match(text) if self._annex is None else None
        if loose is None:
            return None
        number = scanned_number(loose.group("number"))
        most = self._expected + (_MOST_LOST if loose.group("number").isdecimal() else 0)
        return number if self._expected <= number <= most else None

    def _is_bullet(self, number: int, text: str) -> bool:
        """Whether a number counts a list within a paragraph: "7. … these: 1. … 2. … 8. …"."""
        opens = number == 1 and self._expected > 1 and self._before.endswith(":")
        other = number != self._expected or not _OPERATIVE.match(after_number(text))
        return opens or (0 < self._bullet == number - 1 and other)

    def _heads_what_follows(self, text: str) -> bool:
        """Whether a short line stands between one sentence's end and the next numbered one."""
        if printed_number(self._after) != self._expected or not is_title_line(text):
            return False
        ended = self._before.endswith((".", ";", ",")) and text[:1].isupper()
        # Above paragraph 1 it may be a clause of the preamble that lost its comma.
        words = len(text.split())
        return ended and text[-1].isalpha() and (not self._in_preamble or words <= _FEW_WORDS)

    def _is_note(self, text: str) -> bool:
        return bool(_NOTE.match(text)) and not _MONTH.match(text)
