"""Statements by the President of the Security Council, made on behalf of the Council."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.formats import Block, BlockKind, Page, Place
from ingest.layouts import LaidOut
from ingest.layouts.masthead import placed_as_masthead, read_day, read_masthead
from ingest.layouts.paragraphs import (
    ItemCounter,
    annex_label,
    continues,
    is_heading,
    join_headings,
    split_block,
)
from ingest.layouts.sections import UnnumberedPlacer
from store.records import Day, DayKind, Kind, Pinpoint, Relation, RelationKind
from store.symbols import find_symbols

_TITLE = re.compile(
    # Before 1994 they were issued as notes.
    r"(?:(?:Statement|Note)\sby\sthe\sPresident\sof\sthe\sSecurity\sCouncil"
    r"|(?:Déclaration|Note)\s(?:du|de\sla)\sPrésidente?\sdu\sConseil\sde\ssécurité"
    r"|Заявление\sПредседателя\sСовета\sБезопасности)\*{0,3}\.?",
    re.IGNORECASE,
)
_MADE = re.compile(
    r"(?:made|issued)\sthe\sfollowing\sstatement(?:\son\sbehalf\sof\s(?:the\s)?(?:Security\s)?"
    r"(?:Council|its\smembers|the\smembers\sof\sthe\sCouncil))?\s?:?"
    r"|fait(?:,?\sau\snom\s(?:du\sConseil|des\smembres\sdu\sConseil|de\scelui-ci),?)?"
    r"\sla\sdéclaration\s(?:suivante|ci-après)(?:,?\sau\snom\sdu\sConseil)?\s?:?"
    r"|от\sимени\sСовета[^:]{0,40}следующ\w{2}\sзаявлени\w\s?:?",
    re.IGNORECASE,
)
# "…, in connection with the item entitled “Lakes”:"
_RESTING = re.compile(r",?\s(?:[^:“«\"\n]|[“«\"][^“”«»\"\n]{0,120}[”»\"]){0,300}:")
_WITHIN = 12
"""Blocks after the title in which the sentence stands that says who made the statement when."""
_UNIT = "opening"
_QUOTES = '“”«»„" '
_BULLETS = tuple("•▪●–")


def looks_like_presidential_statement(page: Page) -> bool:
    """Whether a page has the title of one, or its symbol, above "made the following statement"."""
    masthead = read_masthead(page, _TITLE)
    titled = bool(masthead.rest) and _TITLE.match(masthead.rest[0].text) is not None
    numbered = "/PRST/" in (masthead.symbol or "")
    made = any(_MADE.search(block.text) for block in masthead.rest[: _WITHIN + 1])
    return (titled or numbered) and made


def lay_out_presidential_statement(page: Page, *, name: str) -> LaidOut:
    """A statement's day and meeting, and its paragraphs, counted as they have no number in print.

    The paragraphs are not operative ones, and are never called so.
    """
    masthead = read_masthead(page, _TITLE)
    rest = list(masthead.rest)
    title = rest.pop(0).text if rest and _TITLE.fullmatch(rest[0].text) else None
    above, opening, body = _parted(rest)
    said = " ".join(block.text for block in opening)
    held = read_day(said)
    meeting = next((s.symbol for s in find_symbols(said) if s.symbol.startswith("S/PV.")), None)
    days = (*masthead.days, *((Day(DayKind.MEETING, held),) if held else ()))
    return LaidOut(
        title=(title or masthead.symbol or name).rstrip("* ."),
        kind=Kind.PRESIDENTIAL_STATEMENT,
        blocks=(
            *masthead.blocks,
            *placed_as_masthead(above),
            *(replace(b, place=Place(Pinpoint(), _UNIT)) for b in opening),
            *join_headings(list(_placed(body))),
        ),
        posted=masthead.date or held,
        symbol=masthead.symbol,
        corrected=masthead.reissued,
        original_language=masthead.original_language,
        session=masthead.session,
        agenda_item=masthead.agenda_item,
        days=days,
        relations=(Relation(RelationKind.ADOPTED_AT, meeting),) if meeting else (),
        authors=("Security Council",),
        layout="presidential statement",
    )


def _parted(blocks: Sequence[Block]) -> tuple[list[Block], list[Block], list[Block]]:
    """The lines above the sentence that says who made the statement, that sentence, the rest."""
    for at, block in enumerate(blocks[:_WITHIN]):
        if made := _MADE.search(block.text):
            end = made.end()
            if not made.group().endswith(":") and (rest := _RESTING.match(block.text, end)):
                end = rest.end()
            head, tail = split_block(block, end)
            opening = [head] if head else []
            return list(blocks[:at]), opening, [*([tail] if tail else []), *blocks[at + 1 :]]
    return [], [], list(blocks)


def _placed(blocks: Sequence[Block]) -> Iterator[Block]:
    """The paragraphs counted as far as an annex, and what is annexed by its sections."""
    annexed = next((at for at, block in enumerate(blocks) if annex_label(block)), len(blocks))
    yield from _counted(blocks[:annexed])
    yield from UnnumberedPlacer(_UNIT).place(blocks[annexed:])


def _counted(blocks: Sequence[Block]) -> Iterator[Block]:
    count, before, items = 0, "", ItemCounter()
    for block in blocks:
        if block.kind is BlockKind.NOTE:
            yield block
            continue
        said = block.text.lstrip(_QUOTES)
        if is_heading(block):
            heads = Place(Pinpoint(section=said.rstrip(_QUOTES)), f"section {count}")
            yield replace(block, kind=BlockKind.HEADING, place=heads)
            continue
        item = items.read(said, opened=before.rstrip('”"').endswith(":"))
        listed = item is not None or block.kind is BlockKind.BULLET or said[:1] in _BULLETS
        if not listed and not (count and continues(block.text, before)):
            count += 1
            items.reset()
        pinpoint = Pinpoint(max(count, 1), item=item.label if item else None)
        place = Place(pinpoint, f"para. {pinpoint.paragraph}")
        kind = BlockKind.BULLET if listed else block.kind
        yield replace(block, kind=kind, level=item.depth if item else block.level, place=place)
        before = block.text
