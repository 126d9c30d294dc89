"""The turns of a record: every block of the body placed under who speaks in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ingest.formats import Block, BlockKind, Place
from ingest.language import english_name
from ingest.layouts.record.conducting import only_conducts
from ingest.layouts.record.cover import Cover
from ingest.layouts.record.lines import cut_block
from ingest.layouts.record.parts import read_parts
from ingest.layouts.record.presiding import (
    Change,
    Introductions,
    Presiding,
    capacity_changes,
    takes_chair,
)
from ingest.layouts.record.speakers import (
    SpeakerLine,
    changed_language,
    language_mark,
    read_speaker,
)
from ingest.layouts.record.stages import Part, Piece, closes_meeting, voted_on
from store.countries import find_state
from store.records import Pinpoint, Turn

_LAST_WORDS = 12  # paragraphs before a vote in which the draft is named
_LONGEST_LOOK = 8_000  # characters of them


@dataclass(slots=True)
class _Speech:
    """One turn as it grows: its label, who it is, and its paragraphs with whom they speak for."""

    ordinal: int
    line: SpeakerLine
    chair: Presiding
    affiliation: str | None
    person: str | None
    state: str | None = None
    """The State that a presiding officer speaks for at this point."""
    spoken: str | None = None
    """The language that they speak at this point, where the words are a translation."""
    acting_for: str | None = None
    words: list[str] = field(default_factory=list)
    procedural: bool = True
    page_from: int | None = None
    page_to: int | None = None
    runs: int = 0
    """How many times the State, the language, or conduct and substance have changed."""
    last: tuple[str | None, str | None, bool] | None = None


class TurnReader:
    """Reads a record's body block by block."""

    def __init__(self, cover: Cover) -> None:
        self._cover = cover
        self._chair = cover.president
        self._own_language = english_name(cover.language or "en")
        self._introductions = Introductions()
        self._speech: _Speech | None = None
        self._stages = 0
        self._stage_heading: str | None = None
        self._turns: list[Turn] = []
        self._part: Part | None = None

    def read(self, blocks: Sequence[Block]) -> tuple[tuple[Block, ...], tuple[Turn, ...]]:
        """All blocks, placed, and the turns in order."""
        placed = [block for piece in read_parts(blocks) for block in self._place(piece)]
        self._close()
        return tuple(placed), tuple(self._turns)

    def _place(self, piece: Piece) -> Iterator[Block]:
        block = piece.block
        if piece.part is not Part.WORDS:
            yield self._staged(piece)
            return
        line = read_speaker(block.text, bold=block.bold)
        if line is not None:
            self._open(line, block)
        self._part = Part.WORDS
        if self._speech is None:
            yield replace(
                block, place=Place(Pinpoint(), f"opening {self._stages}", procedural=True)
            )
        elif block.kind is BlockKind.NOTE:
            yield block
        else:
            yield from self._spoken(self._speech, block, line.end if line else 0)

    def _staged(self, piece: Piece) -> Block:
        """A direction, a vote or a heading, in a unit with those of its kind right before it."""
        block, part = piece.block, piece.part
        if part is Part.DIRECTION:
            self._chair = takes_chair(block.text, self._cover.president) or self._chair
            if closes_meeting(block.text):
                self._close()
        if part is not self._part:
            self._stages += 1
            self._stage_heading = self._voted_on() if part is Part.VOTE else None
        self._part = part
        kind = BlockKind.HEADING if part is Part.HEADING else block.kind
        return replace(block, kind=kind, place=self._stage_place(part))

    def _stage_place(self, part: Part) -> Place:
        unit = f"{part} {self._stages}"
        return Place(Pinpoint(), unit, self._stage_heading, procedural=part is not Part.VOTE)

    def _voted_on(self) -> str:
        """What stands over a vote: the draft that was put to it just before."""
        said = " ".join(self._speech.words[-_LAST_WORDS:]) if self._speech else ""
        draft = voted_on(said[-_LONGEST_LOOK:])
        return f"Vote on draft {draft}" if draft else "Vote"

    def _open(self, line: SpeakerLine, block: Block) -> None:
        self._close()
        self._speech = _Speech(
            len(self._turns) + 1,
            line,
            self._chair,
            self._affiliation(line),
            self._person(line),
            spoken=line.spoke_in,
            page_from=block.page,
        )

    def _close(self) -> None:
        speech = self._speech
        if speech is None:
            return
        if speech.line.presiding:
            self._introductions.listen(" ".join(speech.words))
        self._turns.append(
            Turn(
                speech.ordinal,
                speech.line.name,
                page_from=speech.page_from,
                page_to=speech.page_to,
                name=speech.person,
                affiliation=speech.affiliation,
                spoke_in=speech.line.spoke_in,
                presiding=speech.line.presiding,
                acting_for=speech.acting_for,
                procedural=speech.procedural and speech.line.presiding,
            )
        )
        self._speech = None

    def _spoken(self, speech: _Speech, block: Block, words_at: int) -> Iterator[Block]:
        """A paragraph of a speech, parted where a presiding officer changes capacity."""
        if not speech.line.presiding:
            speech.page_to = _last_page(block) or speech.page_to
            yield self._paragraph(speech, block, block.text[words_at:])
            return
        for part, change in _by_capacity(block, words_at):
            if change is not None:
                speech.state = _acting_for(change, speech.chair) if change.national else None
                speech.acting_for = speech.state or speech.acting_for
            speech.page_to = _last_page(part) or speech.page_to
            yield self._paragraph(speech, part, part.text[words_at:])
            words_at = 0

    def _paragraph(self, speech: _Speech, block: Block, words: str) -> Block:
        speech.words.append(words)
        if language := changed_language(block.text):
            speech.spoken = None if language == self._own_language else language
        label = len(block.text) - len(words) or language_mark(block.text)
        conducts = speech.line.presiding and speech.state is None and only_conducts(words)
        speech.procedural = speech.procedural and conducts
        now = speech.state, speech.spoken, conducts
        if speech.last is not None and speech.last != now:
            speech.runs += 1
        speech.last = now
        shown = _shown(speech)
        return replace(
            block,
            label=label,
            place=Place(
                Pinpoint(speaker=shown, spoke_in=speech.spoken),
                f"turn {speech.ordinal}.{speech.runs}",
                shown,
                procedural=conducts,
            ),
        )

    def _person(self, line: SpeakerLine) -> str | None:
        if line.presiding:
            return self._chair.name
        return self._introductions.secretary_general if _is_secretary_general(line) else None

    def _affiliation(self, line: SpeakerLine) -> str | None:
        if line.affiliation:
            return line.affiliation
        if line.presiding:
            return self._chair.state
        if _is_secretary_general(line):
            return line.name.removeprefix("The ")
        return self._cover.members.get(line.name) or self._introductions.of(line.name)


def _shown(speech: _Speech) -> str:
    """The speaker with a country or office in brackets, as passages are cited."""
    line = speech.line
    if not line.presiding:
        known = speech.person if _is_secretary_general(line) else speech.affiliation
        return f"{line.name} ({known})" if known else line.name
    who = speech.chair
    if speech.state and speech.state != who.state:
        who = Presiding(who.name, speech.state)
    shown = f"{line.name} ({who.printed})" if who.printed else line.printed
    return f"{shown}, in national capacity" if speech.state else shown


def _acting_for(change: Change, chair: Presiding) -> str | None:
    """The State that a presiding officer begins to speak for, as the cover names it if it does."""
    own = chair.state
    if change.state is None or (own and find_state(own) == find_state(change.state)):
        return own
    return change.state


def _is_secretary_general(line: SpeakerLine) -> bool:
    return line.name.startswith("The ") and line.name.endswith("Secretary-General")


def _last_page(block: Block) -> int | None:
    return block.pages[-1].page if block.pages else None


def _by_capacity(block: Block, words_at: int) -> Iterator[tuple[Block, Change | None]]:
    """A presiding officer's paragraph in parts, each with the change that it begins with."""
    changes = [replace(c, at=c.at + words_at) for c in capacity_changes(block.text[words_at:])]
    # A change in the first sentence is that of the whole paragraph, its label with it.
    first = changes[0] if changes and not block.text[words_at : changes[0].at].strip() else None
    later = changes[1:] if first else changes
    parts = cut_block(block, [change.at for change in later])
    yield from zip(parts, (first, *later), strict=True)
