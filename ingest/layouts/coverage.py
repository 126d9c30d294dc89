"""Meetings coverage: the press service's summary of a meeting, which is no official record.

It is told by its first lines (the meeting, the number SC/… or CS/…) or by the notice that it is no
official record. Each paragraph that begins with a speaker's name in capitals is cited by speaker.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ingest.formats import Block, BlockKind, Page, Place
from ingest.layouts import LaidOut, split_asterisk
from ingest.layouts.paragraphs import join_headings
from ingest.layouts.press import PUBLISHER, is_release, read_release
from store.records import DayKind, Kind, Pinpoint, Relation, RelationKind
from store.symbols import meeting_symbol

_PARTICLE_WORDS = "de del della da dos du van von der den bin ibn al el la le y e ben bint ould zu"
_PARTICLES = frozenset(_PARTICLE_WORDS.split())
_TITLE_WORDS = (
    "Mr Mrs Ms Miss Dr Sir Dame Lord Lady Baroness Sheikh Sheikha Prince Princess King Queen "
    "Archbishop Cardinal Monsignor Father General Lieutenant-General Major-General Judge M Mme "
    "Mlle Jr Sr"
)
_TITLES = frozenset(_TITLE_WORDS.split())
_NAME_END = re.compile(r"\s\(|,\s")
_LONGEST_NAME = 90  # characters
_MOST_WORDS = 9  # of a name
_COUNTRY = re.compile(r"(?P<country>[^()]{3,80}(?:\([^()]{1,30}\)[^()]{0,30})?)\)")
_OFFICE = re.compile(r"(?P<office>[A-ZÀ-Þ][^,;:.]{2,160})")
_SAID = re.compile(
    r"\s(?:said|told|noted|stressed|also|speaking|recalled|welcomed|underlined|underscored|briefed"
    r"|called|expressed|emphasized|a\s(?:dit|déclaré|indiqué|souligné|rappelé|salué|estimé|affirmé))\b"
)
_SAID_WITHIN = 400  # characters
_HE = re.compile(r"(?<!\w)(?:[Hh]e|[Ss]he|[Tt]hey|[Ii]l|[Ee]lle)\s|(?<!\w)[Qq]u[’'](?:il|elle)\s")
_HE_WITHIN = 200  # characters in which a paragraph that goes on says so
_CLOSING = re.compile(
    r"The\s(?:meeting|Council)\s(?:began|opened|was called|met|rose|suspended|resumed|ended)\b"
    r"|La\sséance\s"
)
_LONGEST_HEADING = 120  # characters
_SENTENCE_END = (".", ":", ";", ",", "?", "!", "”", "»")


def looks_like_coverage(page: Page) -> bool:
    """Whether a page has the first lines of a press release, and no text that says otherwise."""
    return is_release(page)


def lay_out_coverage(page: Page, *, name: str) -> LaidOut:
    """A summary's number, meeting and day, its paragraphs counted and each with its speaker.

    A paragraph goes on with the speaker before it only where it says "he" or "she": what the
    Council did next is put in nobody's mouth.
    """
    release = read_release(page)
    title, corrected = split_asterisk(release.title or name)
    covered = release.meetings if release.is_of_council else ()
    kinds = (DayKind.POSTED, DayKind.MEETING) if release.meetings else (DayKind.POSTED,)
    return LaidOut(
        title=title,
        kind=Kind.MEETINGS_COVERAGE,
        blocks=(*release.above, *join_headings(list(_placed(release.body)))),
        posted=release.date,
        publisher=PUBLISHER,
        corrected=corrected,
        symbol=release.symbol,
        # A summary comes out on the day of its meeting.
        days=release.days(*kinds),
        relations=tuple(
            Relation(RelationKind.COVERS, meeting_symbol(number)) for number in covered
        ),
        layout="meetings coverage",
    )


def speaker_of(text: str) -> str | None:
    """The speaker whose name in capitals a paragraph begins with, the country or office in
    brackets: ``ZHANG JUN (China)``.
    """
    end = _NAME_END.search(text, 0, _LONGEST_NAME)
    if end is None or not _is_name(words := text[: end.start()].split()):
        return None
    said = _SAID.search(text, end.end(), end.end() + _SAID_WITHIN)
    if end.group().endswith("("):
        match = _COUNTRY.match(text, end.end())
        # "UNAMA (the Mission …)" names no person.
        if match is None or (len(words) == 1 and said is None):
            return None
        return f"{' '.join(words)} ({match.group('country')})"
    match = _OFFICE.match(text, end.end())
    if match is None or said is None or len(words) == 1:
        return None
    office = _SAID.split(match.group("office"), maxsplit=1)[0].strip()
    return f"{' '.join(words)} ({office})"


def _is_name(words: Sequence[str]) -> bool:
    """Whether words are a person's name with the surname, or all of it, in capitals."""
    capitals = [word for word in words if _in_capitals(word)]
    return (
        len(words) <= _MOST_WORDS
        and any(capitals)
        and all(
            word in capitals
            or word.rstrip(".") in _TITLES
            or word in _PARTICLES
            or (len(word.rstrip(".")) == 1 and word.isupper())
            for word in words
        )
    )


def _in_capitals(word: str) -> bool:
    letters = [letter for letter in word.removeprefix("Mc").removeprefix("Mac") if letter.isalpha()]
    return len(letters) > 1 and all(letter.isupper() for letter in letters) and word[-1].isalpha()


def _placed(blocks: Iterable[Block]) -> Iterator[Block]:
    section: str | None = None
    speaker: str | None = None
    paragraph = bullet = 0
    unit = 0
    for block in blocks:
        if block.kind is BlockKind.NOTE:
            yield block
            continue
        if _is_heading(block):
            section, speaker, unit = block.text, None, unit + 1
            place = Place(Pinpoint(section=section), f"part {unit}")
            yield replace(block, kind=BlockKind.HEADING, level=max(block.level, 2), place=place)
            continue
        if block.kind is BlockKind.BULLET and paragraph:
            bullet += 1
        else:
            paragraph, bullet = paragraph + 1, 0
            named = speaker_of(block.text)
            goes_on = speaker and _HE.search(block.text[:_HE_WITHIN])
            if named or not goes_on:
                unit += bool(named or speaker)
                speaker = named
        pinpoint = Pinpoint(paragraph, bullet or None, section=section, speaker=speaker)
        closing = _CLOSING.match(block.text) is not None
        yield replace(
            block, place=Place(pinpoint, f"part {unit}", heading=speaker, procedural=closing)
        )


def _is_heading(block: Block) -> bool:
    if block.kind is BlockKind.HEADING:
        return True
    text = block.text
    set_apart = 0 < len(text) <= block.bold or block.italic
    return (
        block.kind is BlockKind.PARAGRAPH
        and len(text) <= _LONGEST_HEADING
        and not text.endswith(_SENTENCE_END)
        and (set_apart or len(text.split()) <= 6)
    )
