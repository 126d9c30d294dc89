"""One speech of a verbatim record by itself, as corpora keep them: a file for each turn.

There is no cover. What the record is called stands in the file's name, if anywhere, and the first
words say who speaks.
"""

from __future__ import annotations

from ingest.formats import BlockKind, Page
from ingest.layouts import LaidOut
from ingest.layouts.record.conducting import only_conducts
from ingest.layouts.record.cover import Cover
from ingest.layouts.record.lines import part_lines
from ingest.layouts.record.presiding import Presiding
from ingest.layouts.record.speakers import SpeakerLine, read_speaker
from ingest.layouts.record.turns import TurnReader
from store.countries import find_state
from store.records import Kind

_LONGEST_LOOK = 4_000  # characters


def opens_with_speaker(page: Page) -> bool:
    """Whether a page begins with somebody's name, as a turn does; a play or an interview may."""
    return _label(page) is not None


def looks_like_speech(page: Page) -> bool:
    """Whether a page begins with a label that only verbatim records have.

    It gives a State or the language spoken, or it is the presiding officer's, who gives the floor.
    """
    line = _label(page)
    if line is None:
        return False
    if line.spoke_in or (line.affiliation and find_state(line.affiliation)):
        return True
    return line.presiding and only_conducts(page.blocks[0].text[line.end : _LONGEST_LOOK].strip())


def lay_out_speech(page: Page, *, name: str, part_of: str | None = None) -> LaidOut:
    """A speech, or several, placed as in the record of which it is a part.

    ``part_of`` is that record's symbol where it is known. ``name`` is the title of what does not
    begin with a speaker.
    """
    line = _label(page)
    body = tuple(part_lines(page.blocks))
    blocks, turns = TurnReader(_no_cover(page)).read(body)
    speaker = line.printed if line else name
    return LaidOut(
        title=f"{part_of}, {speaker}" if part_of else speaker,
        kind=Kind.RECORD,
        blocks=blocks,
        language=page.language,
        turns=turns,
        layout="speech of a record",
        part_of=part_of,
    )


def _label(page: Page) -> SpeakerLine | None:
    first = page.blocks[0] if page.blocks else None
    if first is None or first.kind not in (BlockKind.PARAGRAPH, BlockKind.HEADING):
        return None
    line = read_speaker(first.text, bold=first.bold)
    return line if line is not None and line.start == 0 else None


def _no_cover(page: Page) -> Cover:
    return Cover(
        blocks=(),
        body=page.blocks,
        symbol=None,
        meeting=None,
        date=None,
        president=Presiding(),
        members={},
        language=page.language,
        agenda=(),
        session=None,
        numbers=(),
    )
