"""The cover of a verbatim record: which meeting, on what day, under whose presidency.

Formats part its lines differently, and the two columns of the older covers interleave, so the
forms of its lines are looked for in the cover as a whole.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from ingest.formats import Block, Page
from ingest.layouts.masthead import read_day, session_in
from ingest.layouts.record.lines import part_lines
from ingest.layouts.record.presiding import ADDRESSES, Presiding
from ingest.layouts.record.speakers import read_speaker
from ingest.layouts.record.stages import is_agenda_heading, opens_meeting, tells_opening
from store.countries import find_state
from store.records import Kind
from store.symbols import find_symbols, kind_of

WITHIN = 80
"""Blocks that a cover may have; the columns of its list may come line by line."""
_LONGEST_COVER = 8_000  # characters
_LONGEST_TITLE = 220
_MOST_ITEMS = 12

_MEETING = re.compile(
    r"(?P<number>\d{1,5})\s?(?:st|nd|rd|th)\s(?P<plenary>plenary\s)?meeting\b"
    r"|(?P<seance>\d{1,5})\s?(?:e|re|er|ère|ème)\sséance\b"
    r"|(?P<zasedanie>\d{1,5})-е\s(?:\w+\s)?заседание\b"
    r"|(?P<sesion>\d{1,5})[ªa]\.?\ssesión\b",
    re.IGNORECASE,
)
_LEADERS = r"(?:\s?[.…·_]){2,}\s?"
_HONORIFIC = rf"(?:{ADDRESSES})\b\.?"
_PRESIDENT = re.compile(
    r"(?:Presidents?|Président(?:e|s)?|Председатель|President[ea])\s?:\s*"
    rf"(?P<name>{_HONORIFIC}\s[^:\n]{{1,120}}?)(?:\s?\.{{1,3}}|{_LEADERS}|\s)\s*"
    r"\((?P<state>[^()]{2,80}(?:\([^()]{1,60}\))?[^()]{0,20})\)",
    re.IGNORECASE,
)
_MEMBERS = re.compile(r"(?:Members|Membres|Члены|Miembros)\s?:\s*", re.IGNORECASE)
_AGENDA = re.compile(r"(?:Agenda|Ordre\sdu\sjour|Повестка\sдня|Orden\sdel\sdía)\b")
_PERSON = re.compile(rf"(?:^|(?<=[\s.…·_])){_HONORIFIC}(?=\s)")
_EDGES = " .…·_\n"
_LEADER_RUN = re.compile(r"…|[.·_](?:\s?[.·_])+")
_MOST_MEMBER_WORDS = 24
_NOTE = re.compile(
    r"This\srecord\scontains|Le\sprésent\s(?:procès-verbal|compte\srendu)|"
    r"В\sнастоящем\sотчете|La\spresente\sacta",
    re.IGNORECASE,
)
_ADOPTION = re.compile(
    r"(?:Adoption|Approval)\sof\sthe\s(?:provisional\s)?agenda|Adoption\sde\sl[’']ordre|"
    r"Утверждение\sповестки|Aprobación\sdel\sorden",
    re.IGNORECASE,
)
_ITEM_NUMBER = re.compile(r"Agenda\sitems?\s[\d\s(),a-z]{1,60}", re.IGNORECASE)
_NUMBERS = re.compile(
    r"Agenda\sitems?\s(?P<first>\d{1,3}(?:\s\([a-z]\))?)(?P<more>(?:(?:,|\sand|\sto)\s\d{1,3}){0,9})"
)
_DETAIL = re.compile(
    r"(?:Reports?|Notes?|Letters?|Identical\sletters|Draft\s|Statements?|Lettres?|Rapports?|"
    r"Доклад|Письмо|Carta|Informe)\b[^.]{0,400}\(?[AS]/\S",
    re.IGNORECASE,
)
_JOB = re.compile(r"\b\d{2}-\d{5}\s?\((?P<letter>[EFSRAC])\)")
_JOB_LANGUAGES = {"E": "en", "F": "fr", "S": "es", "R": "ru", "A": "ar", "C": "zh"}


@dataclass(frozen=True, slots=True)
class Cover:
    """What the cover says.

    ``blocks`` are its lines and ``body`` those from the meeting's opening on. ``meeting`` is as
    printed ("8422nd meeting"). ``members`` gives the State for each person's surname as printed.
    ``numbers`` are those of the agenda's items, which the Assembly's have ("34 (a)").
    """

    blocks: tuple[Block, ...]
    body: tuple[Block, ...]
    symbol: str | None
    meeting: str | None
    date: dt.date | None
    president: Presiding
    members: dict[str, str]
    language: str | None
    agenda: tuple[str, ...]
    session: str | None
    numbers: tuple[str, ...]

    @property
    def agenda_item(self) -> str | None:
        """The numbers that the agenda's items have, or else their words."""
        return ", ".join(self.numbers) or "; ".join(self.agenda) or None

    @property
    def title(self) -> str | None:
        """ "8422nd meeting, The situation in …", or as much of it as is printed."""
        agenda = "; ".join(self.agenda)
        if len(agenda) > _LONGEST_TITLE:
            agenda = agenda[: agenda.rfind(" ", 0, _LONGEST_TITLE)].rstrip(" ,;") + " …"
        return ", ".join(part for part in (self.meeting, agenda) if part) or None


def looks_like_cover(page: Page) -> bool:
    """Whether a page begins as a verbatim record does and somebody speaks in it."""
    text = _text(page.blocks[:WITHIN])
    symbol = _symbol(text) or _symbol("\n".join(page.running)[:_LONGEST_COVER])
    strong = bool(_NOTE.search(text) or _PRESIDENT.search(text) or tells_opening(text))
    named = symbol is not None or _MEETING.search(text) is not None
    if not (strong and named):
        return False
    lines = part_lines(page.blocks)
    return any(read_speaker(line.text, bold=line.bold) is not None for line in lines)


def read_cover(page: Page) -> Cover:
    """The cover of a record, and where its body begins."""
    lines = tuple(part_lines(page.blocks))
    start = _body_start(lines)
    blocks, body = lines[:start], lines[start:]
    text = _text(blocks)
    # A record that lost its cover still has its symbol and number at the head of its pages.
    repeated = "\n".join(page.running)[:_LONGEST_COVER]
    meeting = _MEETING.search(text) or _MEETING.search(repeated)
    job = _JOB.search(text) or _JOB.search(repeated)
    return Cover(
        blocks,
        body,
        _symbol(text) or _symbol(repeated),
        " ".join(meeting.group().lower().split()) if meeting else None,
        _day(text, meeting) or read_day(repeated),
        _president(text),
        _members(text),
        _JOB_LANGUAGES[job.group("letter")] if job else None,
        _agenda(text, body),
        session_in(text) or session_in(repeated),
        _numbers(body),
    )


def _body_start(blocks: Sequence[Block]) -> int:
    """The block that the meeting begins with: its opening, the directions before, or a speaker."""
    for at, block in enumerate(blocks[:WITHIN]):
        if opens_meeting(block) or _is_before_opening(block):
            return at
        if _ADOPTION.match(block.text) or read_speaker(block.text, bold=block.bold):
            return at
    return 0


def _is_before_opening(block: Block) -> bool:
    return block.text.startswith(("In the absence of the President", "En l’absence du Président"))


def _text(blocks: Sequence[Block]) -> str:
    return "\n".join(block.text for block in blocks)[:_LONGEST_COVER]


def _symbol(text: str) -> str | None:
    """The record's own symbol: the first of a record that stands there."""
    for found in find_symbols(text):
        if found.formal and kind_of(found.symbol) is Kind.RECORD:
            return found.symbol
    return None


def _day(text: str, meeting: re.Match[str] | None) -> dt.date | None:
    """The day of the meeting, which stands after its number."""
    after = text[meeting.end() :] if meeting and meeting.string is text else text
    return read_day(after) or read_day(text)


def _president(text: str) -> Presiding:
    match = _PRESIDENT.search(text)
    if match is None:
        return Presiding()
    return Presiding(
        " ".join(match.group("name").strip(_EDGES + ",").split()),
        " ".join(match.group("state").split()),
    )


def _members(text: str) -> dict[str, str]:
    """The State of each member of the Council by the name that the cover gives for its speaker."""
    opening = _MEMBERS.search(text)
    if opening is None:
        return {}
    closing = _AGENDA.search(text, opening.end())
    listed = text[opening.end() : closing.start() if closing else len(text)]
    members: dict[str, str] = {}
    persons = list(_PERSON.finditer(listed))
    state = _ending(listed[: persons[0].start()])[1] if persons else None
    for person, after in zip_longest(persons, persons[1:]):
        end = after.start() if after else len(listed)
        name, following = _ending(listed[person.start() : end])
        if state and name:
            members.setdefault(name, state)
        state = following
    return members


def _ending(listed: str) -> tuple[str, str | None]:
    """What stands before the name of a State that a stretch of the list ends with, and that."""
    words = _LEADER_RUN.sub(" ", listed).split()[:_MOST_MEMBER_WORDS]
    for at in range(len(words)):
        if find_state(" ".join(words[at:])):
            return " ".join(words[:at]), " ".join(words[at:])
    return " ".join(words), None


def _agenda(text: str, body: Sequence[Block]) -> tuple[str, ...]:
    """The items that the meeting is about, as their headings in the body have them."""
    items: dict[str, None] = {}
    for block in body:
        if not is_agenda_heading(block) or _ADOPTION.match(block.text):
            continue
        item = _ITEM_NUMBER.sub("", block.text.removesuffix("(continued)")).strip()
        if item[:1].isupper() and not _DETAIL.match(item):
            items[item] = None
        if len(items) == _MOST_ITEMS:
            break
    return tuple(items) or _printed_agenda(text)


def _numbers(body: Sequence[Block]) -> tuple[str, ...]:
    """The numbers of the items that the headings in the body give, each once."""
    found: dict[str, None] = {}
    for block in body:
        match = _NUMBERS.match(block.text) if is_agenda_heading(block) else None
        if match:
            found[f"{match.group('first')}{match.group('more')}"] = None
        if len(found) == _MOST_ITEMS:
            break
    return tuple(found)


def _printed_agenda(text: str) -> tuple[str, ...]:
    """The first line under "Agenda" on the cover, where the body's headings are not told."""
    members = _MEMBERS.search(text)
    match = _AGENDA.search(text, members.end() if members else 0)
    if match is None:
        return ()
    lines = [line.strip() for line in text[match.end() :].splitlines()]
    first = next((line for line in lines if line), "")
    note = _NOTE.search(first)
    item = (first[: note.start()] if note else first).strip()
    return (item,) if item and len(item) <= _LONGEST_TITLE else ()
