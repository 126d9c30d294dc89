"""Letters to the Council, the Assembly or the Secretary-General, with what is annexed to them.

A letter has two days: that of its issue as a document, in the masthead, and its own, in the title.
Its author is a State or an office, and not the United Nations.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.formats import Block, Page
from ingest.layouts import LaidOut
from ingest.layouts.masthead import original_language, read_day, read_masthead
from ingest.layouts.names import split_names, without_article
from ingest.layouts.paragraphs import (
    join_headings,
    split_block,
)
from ingest.layouts.sections import UnnumberedPlacer
from store.countries import find_state
from store.records import Day, DayKind, Kind

_TITLE = re.compile(
    r"(?:(?:Identical\s)?Letters?|Notes?\sverbales?)\sdated\s.{4,60}?\s(?:from|to)\s.{3,600}"
    r"|(?:Lettres?(?:\sidentiques)?|Notes?\sverbales?)(?:,?\sen\sdate\sdu|\sdatées?\sdu)\s.{4,600}"
    r"|(?:Идентичные\s)?(?:Письм[оа]|Вербальная\sнота)\s.{0,200}?от\s\d.{4,600}",
    re.IGNORECASE,
)
_SENDER = re.compile(
    r"\s(?:from|adressées?\s.{3,120}?\spar)\s(?P<sender>.{3,400}?)"
    r"(?=,?\s(?:addressed|transmitting)\sto\b|,?\saddressed\b|$)",
    re.IGNORECASE,
)
_OF_STATES = re.compile(
    r"(?:Permanent\s(?:Representatives?|Observers?|Missions?)|Chargée?s?\sd[’']affaires"
    r"|Représentants?e?s?\spermanente?s?)(?:\sa\.\s?i\.)?"
    r"(?:\sof\sthe\sPermanent\sMission)?\s(?:of|de|du|d[’'])\s?(?P<states>.{3,300}?)"
    r"(?=\sto\sthe\sUnited\sNations|\sauprès\sde|,?\saddressed\b|$)",
    re.IGNORECASE,
)
_DELEGATED = re.compile(
    r"(?<!Special\s)\b(?:representatives?|Delegation)\sof\s(?P<states>.{3,300}?)"
    r"\sto\sthe\sUnited\sNations",
    re.IGNORECASE,
)
_RUSSIAN_SENDER = re.compile(
    r"Постоянн\w{2,4}\s(?:представител\w{1,3}|наблюдател\w{1,3})\s(?P<states>.{3,120}?)\sпри\s"
)
_OF_GOVERNMENT = re.compile(
    r"\b(?:Ministers?|Head\sof\s(?:State|Government)|President|Secretary\sof\sState|Government)\b"
    r"|Ministres?\b|Présidente?\b",
    re.IGNORECASE,
)
_OF = re.compile(r"\s(?:of|de|du)\s|\sd[’']", re.IGNORECASE)
_ADDRESSED = re.compile(r"\baddressed\sto\b|\badressées?\s(?:au|à)\b|на\sимя\b", re.IGNORECASE)
_ADDRESSEE = re.compile(
    r"addressed\sto\sthe\s(?:Secretary-General|Presidents?\sof\sthe\s[A-Z]\w+\s[A-Z]\w+"
    r"(?:\sand\sthe\s(?:President\sof\sthe\s)?[A-Z]\w+\s[A-Z]\w+)?)"
)
_ORIGINAL = re.compile(r"\[\s?(?:Original|Подлинный\sтекст)[^\]]{0,60}\]", re.IGNORECASE)
_LETTER = "letter"
_LEAST_BOLD = 20  # characters in bold that are a title, and no word that is stressed
_LONGEST_TITLE = 600  # characters


def looks_like_letter(page: Page) -> bool:
    """Whether a page is titled "Letter dated … from … addressed to …"."""
    masthead = read_masthead(page, _TITLE)
    if not masthead.rest or not _TITLE.match(masthead.rest[0].text):
        return False
    if "/PV." in (masthead.symbol or ""):
        return False  # a record, whose agenda names a letter
    title, below = _title(masthead.rest[0])
    if len(title) > _LONGEST_TITLE or not _ADDRESSED.search(title):
        return False
    # What runs on behind words that nothing sets apart may be a sentence about a letter.
    return masthead.is_official or below is None or len(title) == masthead.rest[0].bold


def lay_out_letter(page: Page, *, name: str) -> LaidOut:
    """A letter's two days, its author and its annexes, each part cited by annex and page.

    Paragraphs are numbered only where they are so in print, as letters have none by rule.
    """
    masthead = read_masthead(page, _TITLE)
    rest = list(masthead.rest)
    title, below = name, None
    if rest and _TITLE.match(rest[0].text) and len(_title(rest[0])[0]) <= _LONGEST_TITLE:
        title, below = _title(rest.pop(0))
    dated = read_day(title)
    days = (*masthead.days, *((Day(DayKind.LETTER, dated),) if dated else ()))
    lines = [*([below] if below else []), *rest]
    return LaidOut(
        title=title.rstrip("* "),
        kind=Kind.LETTER,
        blocks=(
            *masthead.blocks,
            *join_headings(list(UnnumberedPlacer(_LETTER).place(lines))),
        ),
        posted=masthead.date or dated,
        symbol=masthead.symbol,
        corrected=masthead.reissued,
        original_language=masthead.original_language or _annexed_original(rest),
        session=masthead.session,
        agenda_item=masthead.agenda_item,
        days=days,
        authors=_authors(title),
        layout="letter",
    )


def _title(block: Block) -> tuple[str, Block | None]:
    """The title that a block begins with, and what has run on behind it."""
    end = len(block.text)
    if _LEAST_BOLD <= block.bold < end:
        end = block.bold
    elif end > _LONGEST_TITLE and (addressee := _ADDRESSEE.search(block.text)):
        end = addressee.end()
    head, below = split_block(block, end)
    return (head.text if head else ""), below


def _authors(title: str) -> tuple[str, ...]:
    """The States whose representatives wrote, or else the office, as the title names them."""
    forms = (_OF_STATES, _DELEGATED, _RUSSIAN_SENDER)
    named = (match for form in forms for match in form.finditer(title))
    if states := [name for match in named for name in split_names(match.group("states"))]:
        return tuple(dict.fromkeys(states))
    match = _SENDER.search(title)
    if match is None:
        return ()
    sender = without_article(match.group("sender"))
    return (_governed(sender) or sender,)


def _governed(sender: str) -> str | None:
    """The State that "Minister for Foreign Affairs of the Republic of Peru" speaks for."""
    if not _OF_GOVERNMENT.search(sender):
        return None
    tails = (without_article(sender[of.end() :]) for of in _OF.finditer(sender))
    return next((state for tail in tails if (state := find_state(tail))), None)


def _annexed_original(blocks: Sequence[Block]) -> str | None:
    """The language that an annex was written in, where the masthead gives none."""
    lines = (block.text for block in blocks if _ORIGINAL.fullmatch(block.text))
    return next((code for line in lines if (code := original_language(line))), None)
