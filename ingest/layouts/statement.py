"""Statements of delegations: one speech, as it was written out to be delivered.

It is told by the lines above its first words ("Statement by H.E. …", "Check against delivery"), in
the six official languages. Who speaks, and for which State, is what those lines say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from ingest.formats import Block, BlockKind, Page, Place
from ingest.layouts import LaidOut, split_asterisk
from ingest.layouts.masthead import placed_as_masthead, read_day
from ingest.layouts.paragraphs import running_numbers
from store.countries import find_state
from store.records import Day, DayKind, Kind, Pinpoint

_FRONT = 30
"""Blocks in which the lines above a speech stand."""
_TITLE_WITHIN = 10
"""Blocks in which they say that it is one."""
_LONGEST_LINE = 400  # characters; a longer block is speech
_LONGEST_TITLE = 250
_MOST_WORDS = 12  # of a line that ends with a full stop

_TITLE = re.compile(
    r"(?:.{0,60}\b(?:statement|remarks|speech|address|intervention)\s(?:delivered\s)?by\b"
    r"|(?:d[ée]claration|discours|allocution|intervention)\sd(?:e\b|u\b|['’])"
    r"|(?:intervenci[oó]n|discurso|mensaje|declaraci[oó]n)\sde(?:l|\sla)?\b"
    r"|(?:выступление|заявление|речь)(?=\s|$)|(?:كلمة|بيان|خطاب)(?=\s|$)|.{0,40}(?:发言|讲话))",
    re.IGNORECASE,
)
_DELIVERY = re.compile(
    r"check\sagainst\sdelivery|as\sdelivered|seul\sle\s(?:texte\s)?prononcé\sfait\sfoi"
    r"|vérifier\s(?:au|à\sl['’])\s?(?:prononcé|audition)|prononcé\sfait\sfoi"
    r"|(?:cotejar|verificar)\s(?:con|contra)\s(?:la\s)?(?:lectura|alocución|intervención)"
    r"|сверить\s(?:с|по)\s(?:фактическ\w+|произнес\w+)",
    re.IGNORECASE,
)
_SALUTATION = re.compile(
    r"(?:(?:thank\syou,?\s)?(?:Mr|Mrs|Ms|Madam)\.?\s(?:President|Chair\w*|Secretary[\s-]General)"
    r"|(?:Your\s)?Excellenc(?:y|ies)\b|Distinguished\s(?:delegates|members)|Ladies\sand\sgentlemen"
    r"|(?:Monsieur|Madame)\s(?:le|la)\s(?:Présidente?|Secrétaire)|Excellences\b"
    r"|(?:Excm[oa]\.\s)?Señora?(?:/[ao])?\sPresident[ea]|(?:Уважаем\w+\s)?(?:Господин|Госпожа)\s"
    r"|(?:السيد|سيدي)\s?الرئيس)",
    re.IGNORECASE,
)
_UN = re.compile(
    r"United\sNations|General\sAssembly|Security\sCouncil|Nations\sUnies|Naciones\sUnidas|ООН"
    r"|Объединенных\sНаций|Совет\w*\sБезопасности|Генеральной\sАссамблеи|المتحدة",
    re.IGNORECASE,
)
_HONORIFIC = re.compile(
    r"(?:(?:by|de|del|la|du|sa|son|su|his|her|the|delivered|señora?|monsieur|madame|don|doña|mr|mrs|ms"
    r"|dr|sir|sheikh|hon(?:ou?rable)?|rt|right|h|e|s|m|se|he|sem|excellency|excellence|excelencia"
    r"|excelent[ií]sim[oa]|excm[oa]|sr|sra|amb(?:assador)?|ambassadeur|embajador)\b[.,/]{0,2}\s?)+",
    re.IGNORECASE,
)
_STYLE = re.compile(
    r"(?:(?:de|del|by|the|la|le)\s)?(?:H\.?\s?E\.?\s|S\.\s?E\.|(?:his|her|son|sa|su)\s"
    r"excell?enc(?:y|e|ia)|excelent[ií]sim[oa]|excm[oa]|rt\.?\shon)",
    re.IGNORECASE,
)
_ALONE = re.compile(
    r"(?:كلمة|بيان|خطاب)\s.{0,200}المتحدة|(?:выступление|заявление)\s.{0,200}ООН", re.IGNORECASE
)
_OFFICE = re.compile(
    r"\b(?:minist\w{2,6}|(?:vice[\s-]?)?president[ea]?|(?:vice[\s-]?)?président[e]?|prime|premier"
    r"|permanent\w*|deputy|secretary|head|chief|chef|king|emir|ambassad\w{2,5}|charg[ée]|representat\w{3}"
    r"|représentante?|representante|mission|misión|министра?|президента?|представител\w+)\b",
    re.IGNORECASE,
)
_NAME_END = re.compile(
    r"[,;:(\n]|\s(?:at|in|on|to|before|during|en|à|lors|ante|durante|delivered|the)\s|\s[-–—]\s",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"[\s-](?!(?:general|security|united|statement|high|new|at|in|on|to|before|during|ante?|en|à"
    r"|lors|devant|and)\b)(?-i:[^\W\da-zß-ÿа-я_]|del?\s)",
    re.IGNORECASE,
)
_MOST_OFFICES = 12
_OFFICE_REACH = 24
_STATE_WORDS = 8
"""Words after an office in which its State is looked for, and the most that a State's name has."""
_LONGEST_NAME = 70  # characters
_WORD = re.compile(r"[^\s,;:()|]+(?:\s\([^()]{1,40}\))?")
_REST = " .,;:|-–—"


def looks_like_statement(page: Page) -> bool:
    """Whether the lines above a page's text say that it is a statement that is delivered."""
    front, speech = _split(page.blocks)
    above = " ".join(block.text for block in front)
    if _DELIVERY.search(above):
        return True
    title = _title(front)
    if title is None or _UN.search(above) is None:
        return False
    greets = bool(speech) and _SALUTATION.match(speech[0].text) is not None
    after = _TITLE.sub("", f"{title.text} {_next(front, title)}", count=1).lstrip()
    return greets or _STYLE.match(after) is not None or _ALONE.match(title.text) is not None


def lay_out_statement(page: Page, *, name: str) -> LaidOut:
    """A speech with its speaker and State, as far as they are printed; its paragraphs counted."""
    front, speech = _split(page.blocks)
    above = " | ".join(block.text for block in front)
    heading = _title(front)
    title, corrected = split_asterisk(page.title or _title_text(front, heading) or name)
    state = state_in(above)
    person = person_in(front)
    date = read_day(above) or page.posted
    speaker = f"{person} ({state})" if person and state else (person or state)
    return LaidOut(
        title=title,
        kind=Kind.STATEMENT,
        blocks=(*placed_as_masthead(front), *_placed(speech, speaker)),
        posted=date,
        corrected=corrected,
        days=(Day(DayKind.MEETING, date),) if date else (),
        authors=(state,) if state else (),
        layout="statement",
    )


def _title_text(front: Sequence[Block], title: Block | None) -> str | None:
    """The title, with the line that has the name where it breaks off before that."""
    if title is None:
        return None
    match = _TITLE.match(title.text)
    after = title.text[match.end() :].strip() if match else ""
    if after and not _HONORIFIC.fullmatch(f"{after} "):
        return title.text
    return f"{title.text} {_next(front, title)}".split("\n", 1)[0].strip()


def state_in(above: str) -> str | None:
    """The State of the first office that has one ("Minister of Foreign Affairs of Malaysia").

    A State that the lines only speak about ("the debate on …") is nobody's.
    """
    for office in islice(_OFFICE.finditer(above), _MOST_OFFICES):
        words = list(_WORD.finditer(above, office.end(), office.end() + 300))[:_OFFICE_REACH]
        for at in range(len(words)):
            for length in range(min(_STATE_WORDS, len(words) - at), 0, -1):
                text = above[words[at].start() : words[at + length - 1].end()].strip(_REST)
                # "Guinea" that goes on ("Guinea Ecuatorial") is another State.
                whole = not _GOES_ON.match(above, words[at + length - 1].end())
                if whole and (state := find_state(text)):
                    return state
    return None


def person_in(front: Sequence[Block]) -> str | None:
    """The name after "Statement by", without honorifics, office and State."""
    title = _title(front)
    match = _TITLE.match(title.text) if title else None
    if title is None or match is None:
        return None
    after = f"{title.text[match.end() :].strip()}\n{_next(front, title)}".lstrip()
    honorific = _HONORIFIC.match(after)
    start = honorific.end() if honorific else 0
    rest = after[start : start + _LONGEST_NAME + 1].lstrip()
    ends = [m.start() for p in (_NAME_END, _OFFICE) if (m := p.search(rest))]
    person = rest[: min(ends, default=len(rest))].strip(_REST)
    return person if _is_name(person.split()) and len(person) <= _LONGEST_NAME else None


def _title(front: Sequence[Block]) -> Block | None:
    """The line that says that it is a statement; one that is a sentence says so of another."""
    return next(
        (
            block
            for block in front[:_TITLE_WITHIN]
            if (match := _TITLE.match(block.text))
            and (_STYLE.match(block.text[match.end() :].lstrip()) or _is_line(block.text))
        ),
        None,
    )


def _next(front: Sequence[Block], title: Block) -> str:
    """The lines under the title, as far as a name may be in them."""
    at = next(i for i, block in enumerate(front) if block is title)
    return "\n".join(block.text for block in front[at + 1 : at + 4])


def _is_line(text: str) -> bool:
    return len(text) <= _LONGEST_TITLE and not _is_sentence(text)


def _is_sentence(text: str) -> bool:
    return text.endswith((".", "!", "?")) and len(text.split()) > _MOST_WORDS


def _is_name(words: Sequence[str]) -> bool:
    if len(words) < 2:
        return False
    return words[0][:1].isupper() and words[-1][:1].isupper() and not any(map(str.isdigit, words))


def _split(blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """The lines above a speech, and the speech, which begins with who is greeted."""
    for at, block in enumerate(blocks[:_FRONT]):
        greeting = _SALUTATION.match(block.text) and not _TITLE.match(block.text)
        prose = len(block.text) > _LONGEST_LINE or _is_sentence(block.text)
        if greeting or (prose and not _TITLE.match(block.text)):
            return blocks[:at], blocks[at:]
    return blocks[:_FRONT], blocks[_FRONT:]


def _placed(speech: Sequence[Block], speaker: str | None) -> tuple[Block, ...]:
    """The paragraphs, each the speaker's; without a speaker they are counted as everywhere.

    Where their numbers are printed, those are theirs, and what has none has none.
    """
    if speaker is None:
        return tuple(speech)
    placed: list[Block] = []
    paragraph = bullet = 0
    number: int | None = None
    section: str | None = None
    printed = running_numbers([b.text if b.kind is BlockKind.PARAGRAPH else "" for b in speech])
    for at, block in enumerate(speech):
        if block.kind is BlockKind.NOTE:
            placed.append(block)
            continue
        if block.kind is BlockKind.HEADING:
            section = block.text
            pinpoint = Pinpoint(section=section, speaker=speaker)
        elif block.kind is BlockKind.BULLET and paragraph:
            bullet += 1
            pinpoint = Pinpoint(number, bullet, section=section, speaker=speaker)
        else:
            paragraph, bullet = paragraph + 1, 0
            number = printed[at] if printed else paragraph
            pinpoint = Pinpoint(number, section=section, speaker=speaker)
        unit = f"speech {section}"
        placed.append(replace(block, place=Place(pinpoint, unit, heading=speaker)))
    return tuple(placed)
