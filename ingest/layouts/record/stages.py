"""What a record says between the speeches: stage directions, votes, and the agenda's headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from ingest.formats import Block, BlockKind, PageBreak
from ingest.layouts.record.speakers import changed_language
from store.symbols import find_symbols

_LONGEST_DIRECTION = 1_200  # characters
_LONGEST_HEADING = 400

_OPENED = re.compile(
    r"The\s(?:meeting|hearing)\swas\s(?:called\sto\sorder|resumed|opened)\b"
    r"|The\smeeting\sresumed\sat\b"
    r"|La\sséance\sest\s(?:ouverte|reprise)\b|Заседание\s(?:открывается|возобновляется)\b"
    r"|Se\s(?:abre|reanuda)\sla\ssesión\b",
    re.IGNORECASE,
)
_ROSE = re.compile(
    r"The\s(?:meeting|hearing)\srose\b|La\sséance\sest\slevée|Заседание\sзакрывается"
    r"|Se\slevanta\sla\ssesión",
    re.IGNORECASE,
)
_DIRECTION = re.compile(
    r"The\s(?:meeting|hearing)\s(?:was\s(?:suspended|adjourned|called|resumed|opened)|rose|resumed)\b"
    r"|La\sséance\sest\b|Заседание\s(?:закрывается|прерывается|открывается|возобновляется)\b"
    r"|Se\s(?:levanta|suspende|abre|reanuda)\sla\ssesión\b"
    r"|The\s(?:provisional\s)?agenda(?:,\s[^.]{1,60},)?\swas\sadopted\b"
    r"|L[’']ordre\sdu\sjour\sest\sadopté|Повестка\sдня\sутверждается|Queda\saprobado\sel\sorden"
    r"|It\swas\sso\sdecided\b|Il\sen\sest\sainsi\sdécidé|Решение\sпринимается|Así\squeda\sacordado"
    r"|At\sthe\sinvitation\sof\sthe\s(?:Acting\s)?President,|Sur\sl[’']invitation\sd"
    r"|По\sприглашению\sПредседателя|Por\sinvitación\sd"
    r"|In\sthe\sabsence\sof\sthe\s(?:Acting\s)?President,|En\sl[’']absence\sdu\sPrésident"
    r"|(?:An?|The)\s(?:recorded\s|roll-call\s|separate\s|secret\s)?(?:vote|ballot)\s"
    r"(?:was\s(?:then\s)?(?:taken|held)|by\s)"
    r"|Il\sest\sprocédé\sau\svote|Проводится\s(?:заносимое|голосование)|Se\sprocede\sa\svotación",
    re.IGNORECASE,
)
# What a speaker may say as well; directions where no type tells, and they are one short sentence.
_LIKELY_DIRECTION = re.compile(
    r"(?:The\s)?(?:members|representatives)\sof\sthe\s(?:Security\s)?(?:Council|General\sAssembly|"
    r"Assembly)\s(?:observed|stood)\b[^.]*\.?"
    r"|(?:The\sPresident|(?:Mr|Mrs|Ms|Miss|Sir|Dame)\b)[^.:]{0,40}\.?[^.:]{0,160}"
    r"(?:took\sthe\sChair|in\sthe\sChair|returned\sto\sthe\sChair|withdrew|"
    r"(?:was|were)\sescorted|took\s(?:a\sseat|(?:his|her|their|the)\sseats?))\b[^.]*\.?"
    r"|(?:Draft\s(?:resolution|decision|amendment)|The\sdraft)[^.:]{0,200}\b(?:was|were)\s"
    r"(?:adopted|rejected|not\sadopted|retained)\b[^.]*\.?",
    re.IGNORECASE,
)
_VOTE_OPENED = re.compile(
    r"(?:An?|The)\s(?:recorded\s|roll-call\s|separate\s)?vote\s(?:was\s(?:then\s)?taken|by\s)"
    r"|Il\sest\sprocédé\sau\svote|Проводится\s|Se\sprocede\sa\svotación",
    re.IGNORECASE,
)
_CAST = re.compile(
    r"(?P<side>In\sfavou?r|Against|Abstaining|Abstentions?|Present\sand\snot\svoting|"
    r"Not\sparticipating|Absent|Non-?participating|"
    r"Votent\spour|Pour|Votent\scontre|Contre|S[’']abstiennent|"
    r"Голосовали\sза|За|Голосовали\sпротив|Против|Воздержались|"
    r"Votos\sa\sfavor|A\sfavor|Votos\sen\scontra|En\scontra|Abstenciones)\s?:\s*",
    re.IGNORECASE,
)
_VOTE_CLOSED = re.compile(
    r"(?:The\s)?(?:Draft|Operative|Preambular|Paragraph|Amendment)[^:]{0,300}\b(?:was|were)\s"
    r"(?:adopted|rejected|not\sadopted|retained)\b"
    r"|\[(?:Subsequently|Later)\b|\((?:Subsequently)\b"
    r"|(?:Le\sprojet|Par\s\d{1,3}\svoix)\b|Проект\s[^:]{0,200}(?:принимается|отклоняется)"
    r"|Por\s\d{1,3}\svotos\b",
    re.IGNORECASE,
)
_NOTE = re.compile(r"\[[^\[\]]{1,1000}\]\.?")
_AGENDA = re.compile(
    r"(?:(?:Adoption|Approval)\sof\sthe\s(?:provisional\s)?agenda|Agenda\sitems?\s\d|"
    r"Item\s\d{1,3}\sof\sthe\s|Adoption\sde\sl[’']ordre\sdu\sjour|Points?\s\d|"
    r"Утверждение\sповестки\sдня|Пункт\s\d|Aprobación\sdel\sorden\sdel\sdía|Tema\s\d|"
    r"Expressions?\sof\s(?:welcome|thanks|sympathy|condolence|appreciation)\b|"
    r"Tributes?\sto\b|Statement\sby\sthe\sPresident$)",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.:;,?!—–]$|[.?!][”’\"»]$")


class Part(StrEnum):
    """What a block of a record's body is, before its speakers are read."""

    DIRECTION = "direction"
    VOTE = "vote"
    HEADING = "heading"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Piece:
    """A block and what it is."""

    block: Block
    part: Part


def opens_meeting(block: Block) -> bool:
    """Whether a block is the direction that a meeting begins with."""
    return _OPENED.match(block.text) is not None


def closes_meeting(text: str) -> bool:
    """Whether a direction says that the meeting ended: nobody speaks until someone is named."""
    return _ROSE.match(text) is not None


def tells_opening(text: str) -> bool:
    """Whether the direction that a meeting begins with stands anywhere in a text."""
    return _OPENED.search(text) is not None


def is_direction(block: Block, *, typed: bool) -> bool:
    """Whether a block tells what happened rather than what was said.

    ``typed``: the format keeps italics, in which directions are set.
    """
    text = block.text
    if len(text) > _LONGEST_DIRECTION or block.kind is BlockKind.NOTE or changed_language(text):
        return False
    if block.italic or _DIRECTION.match(text) or _NOTE.fullmatch(text):
        return True
    return not typed and _LIKELY_DIRECTION.fullmatch(text) is not None


def is_agenda_heading(block: Block) -> bool:
    """Whether a block heads a part of the meeting: set in bold throughout, or worded so."""
    if len(block.text) > _LONGEST_HEADING or block.kind in (BlockKind.NOTE, BlockKind.BULLET):
        return False
    if block.kind is BlockKind.HEADING or block.bold >= len(block.text):
        return not _CAST.match(block.text)
    return _AGENDA.match(block.text) is not None


def could_be_heading(block: Block) -> bool:
    """Whether a block may be a line of a heading, where type does not tell: no sentence ends it."""
    text = block.text
    return (
        len(text) <= _LONGEST_HEADING
        and block.kind is not BlockKind.NOTE
        and (text[:1].isupper() or text[:1] in "([“")
        and not _SENTENCE_END.search(text)
    )


def read_pieces(blocks: Sequence[Block]) -> Iterator[Piece]:
    """The blocks of a record's body, in order, each with what it is.

    A vote's sides ("In favour:") stand in one line with the States that took them, whichever way
    the format parted them.
    """
    typed = any(block.italic for block in blocks)
    at, voting = 0, False
    while at < len(blocks):
        block = blocks[at]
        at += 1
        cast = _CAST.match(block.text)
        if block.kind is BlockKind.NOTE:
            yield Piece(block, Part.WORDS)
        elif cast and cast.end() == len(block.text) and at < len(blocks):
            yield Piece(_joined(block, blocks[at]), Part.VOTE)
            at, voting = at + 1, True
        elif cast and voting:
            yield Piece(replace(block, kind=BlockKind.BULLET), Part.VOTE)
        elif voting and len(block.text) <= _LONGEST_HEADING and _VOTE_CLOSED.match(block.text):
            yield Piece(block, Part.VOTE)
        elif is_direction(block, typed=typed):
            voting = _VOTE_OPENED.match(block.text) is not None
            yield Piece(block, Part.VOTE if voting else Part.DIRECTION)
        else:
            voting = False
            yield Piece(block, Part.HEADING if is_agenda_heading(block) else Part.WORDS)


def voted_on(text: str) -> str | None:
    """The draft that is put to the vote in a President's words: the last one that they name.

    ``None`` where no symbol stands in a sentence on a draft.
    """
    sentences = re.split(r"(?<=[.?!])\s+(?=[A-Z])", text)
    for sentence in reversed(sentences):
        if "draft" not in sentence.lower():
            continue
        found = [mention.symbol for mention in find_symbols(sentence) if mention.formal]
        drafts = [symbol for symbol in found if "/PV." not in symbol and "/RES/" not in symbol]
        if drafts:
            return drafts[-1]
    return None


def _joined(label: Block, states: Block) -> Block:
    """ "In favour:" and the States that follow it, as one line."""
    shift = len(label.text) + 1
    pages = (*label.pages, *(PageBreak(b.at + shift, b.page) for b in states.pages[1:]))
    if states.pages and label.page != states.page:
        pages = (*label.pages, *(PageBreak(b.at + shift, b.page) for b in states.pages))
    return Block(f"{label.text} {states.text}", BlockKind.BULLET, pages=pages)
