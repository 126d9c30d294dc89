"""Who speaks: "Mr. Delattre (France) (spoke in French): …", as records print it in any year.

The name is set in bold where the format keeps it; where it does not, an office, a form of address
or the name of a State in brackets tells a speaker from a sentence that has a colon. Before the
1990s surnames are in capitals and paragraphs numbered, and "(interpretation from Arabic)" says what
"(spoke in Arabic)" does now; a scanner may read ";" for ":".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from store.countries import find_state

_LONGEST_NAME = 110  # characters
_LONGEST_BRACKET = 220
_MOST_BRACKETS = 4
_FEWEST_WORDS = 2  # of a name without a form of address that only a State's name tells

_SPACE = re.compile(r"\s*")
_NUMBER = re.compile(r"\d{1,3}\s?\.\s+(?=\S)")
_END = re.compile(r"\*{0,3}\s?(?P<mark>[:;])(?=\s|$|[“‘\"«\w])")
_LANGUAGE = re.compile(
    r"(?:spoke|speaking|continued|statement\s+made)\s+in\s+(?:the\s+)?(?P<spoken>[^\W\d_]+)"
    r"|(?:interpretation|interpreted|translat(?:ed|ion))\s+from\s+(?:the\s+)?(?P<from>[^\W\d_]+)"
    r"|(?:parle|poursuit|continue)\s+en\s+(?P<parle>[^\W\d_]+)"
    r"|(?:interprétation|traduction|traduit)\s+(?:de\s+l[’']|du\s+|de\s+)(?P<du>[^\W\d_]+)"
    r"|(?:говорит|продолжает)\s+по-(?P<po>[^\W\d_]+)"
    r"|перевод\s+с\s+(?P<perevod>[^\W\d_]+)"
    r"|habla\s+en\s+(?P<habla>[^\W\d_]+)"
    r"|interpretación\s+del\s+(?P<del>[^\W\d_]+)",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"\((?P<bracket>[^()]{3,80})\)(?=\s|$)")
_ENGLISH_NAMES = {
    "anglais": "English",
    "английски": "English",
    "английского": "English",
    "inglés": "English",
    "français": "French",
    "французски": "French",
    "французского": "French",
    "francés": "French",
    "espagnol": "Spanish",
    "испански": "Spanish",
    "испанского": "Spanish",
    "español": "Spanish",
    "russe": "Russian",
    "русски": "Russian",
    "русского": "Russian",
    "ruso": "Russian",
    "arabe": "Arabic",
    "арабски": "Arabic",
    "арабского": "Arabic",
    "árabe": "Arabic",
    "chinois": "Chinese",
    "китайски": "Chinese",
    "китайского": "Chinese",
    "chino": "Chinese",
}

_CHAIRS = (
    r"(?:(?:Acting|Temporary|Provisional|Co-?)[\s-]?)?(?:Vice-?\s?)?"
    r"(?:Presidents?|Chair(?:man|woman|person)?s?)"
)
_PRESIDING = re.compile(
    rf"The\s+{_CHAIRS}\b"
    r"|Le\s+Président(?:\s+par\s+intérim)?\b|La\s+Présidente(?:\s+par\s+intérim)?\b"
    r"|El\s+Presidente(?:\s+interino)?\b|La\s+Presidenta(?:\s+interina)?\b"
    r"|(?:(?:Временный|Исполняющий\s+обязанности)\s+)?Председател[ья]\b",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"The\s+(?:(?:Acting|Deputy|Assistant|Under|Executive)[\s-]){0,2}Secretary(?:-General|\b)"
    r"|The\s+(?:Rapporteur|Prosecutor|Registrar|High\s+Commissioner|Director-General)\b"
    r"|Le\s+(?:Vice-)?Secrétaire\s+général\b|La\s+(?:Vice-)?Secrétaire\s+générale\b"
    r"|El\s+Secretario\s+General\b|(?:Заместитель\s+)?Генеральн\w{2}\s+секретар[ья]\b",
    re.IGNORECASE,
)
_PARTICLE = (
    r"(?:de|del|della|der|den|di|da|do|dos|du|la|le|las|los|el|al|bin|bint|ibn|ben|van|von|vom|zu|"
    r"y|e|ter|ten|af|av|a|of|the|bte|dit|фон|де)"
)
_WORD = r"(?:(?:(?:al|as|el|ud|ul|ur|d|l|de|ait|t)[-–’'ʼ])?[^\W\d_a-zà-þа-яё][^\s:;(),]{0,30})"
_NAME_WORDS = rf"(?:{_PARTICLE}\s+){{0,3}}{_WORD}(?:,?\s+(?:{_PARTICLE}\s+){{0,3}}{_WORD}){{0,7}}"
_ADDRESS = (
    r"(?:M(?:r|rs|s|me|lle|essrs|gr)\b\.?|Miss|Madame|Dr\b\.?|Prof(?:essor|\b\.?)|Sir|Dame|Dato[’']?|"
    r"Datuk|Archbishop|Monsignor|Sayyid|Sheikha?|Shaikha?|M\.|MM\.|Г-н|Г-жа|Sr\.|Sra\.)"
)
_TITLE = (
    r"(?:Lord|Lady|Baroness|Baron|Count|Bishop|Cardinal|Father|Reverend|(?:Crown\s+)?Prince|"
    r"Princess|King|Queen|Emir|Grand\s+Duke|President|(?:Deputy\s+)?Prime\s+Minister|Chancellor|"
    r"Judge|(?:(?:Lieutenant|Major|Brigadier)\s+)?General|(?:Lieutenant\s+)?Colonel|Captain|"
    r"(?:Vice\s+)?Admiral|Commissioner|Ambassador|Begum|U|Daw|Tun|Nana|Chief|"
    r"His\s+(?:Royal\s+)?(?:Highness|Majesty|Excellency)|Her\s+(?:Royal\s+)?(?:Highness|Majesty))"
)
_ADDRESSED = re.compile(rf"{_ADDRESS}\s?,?\s*{_NAME_WORDS}")
_TITLED = re.compile(rf"{_TITLE}\s+{_NAME_WORDS}")
_NAMED = re.compile(_NAME_WORDS)
# "Mr. President: …" speaks to somebody.
_SPOKEN_TO = re.compile(
    rf"{_ADDRESS}\s*(?:President|Chair|Vice-|Secretary|Speaker|Minister|Président|"
    r"Председатель|Presidente)",
    re.IGNORECASE,
)
# Where a turn may begin within a block, whose lines the format did not part.
_LATER = re.compile(
    rf"(?<=[.!?”’\"»)\]…])\s+(?=(?:{_ADDRESS}|The|Le|La|El|Председател[ья]|{_TITLE})\s)"
    # After a heading or a list of States no sentence ends.
    r"|(?<=\w)\s+(?=The\s(?:Acting\s|Temporary\s)?President(?::|\s\())"
)


@dataclass(frozen=True, slots=True)
class SpeakerLine:
    """The label that a turn begins with.

    ``name`` is as printed, without its brackets; ``affiliation`` what the bracket names, and
    ``spoke_in`` the English name of the language. ``presiding``: it is the one who conducts the
    meeting. ``start`` is where the name begins, and ``end`` where the words do, in the block.
    """

    name: str
    affiliation: str | None
    spoke_in: str | None
    presiding: bool
    start: int
    end: int

    @property
    def printed(self) -> str:
        """The name with its country or office, as printed."""
        return f"{self.name} ({self.affiliation})" if self.affiliation else self.name


def read_speaker(text: str, *, at: int = 0, bold: int = 0) -> SpeakerLine | None:
    """The label at ``at``; ``bold`` is how far the bold type reaches, 0 where none is known."""
    number = _NUMBER.match(text, at)
    start = number.end() if number else at
    for name_end, kind in _names(text, start, bold):
        line = _labelled(text, start, name_end, kind)
        if line is not None:
            return line
    return None


def find_speakers(text: str) -> Iterator[SpeakerLine]:
    """The labels that stand within a block after its first words, each after a sentence's end.

    Only what leaves no doubt counts: an office that presides, or a name with its State.
    """
    for match in _LATER.finditer(text):
        line = read_speaker(text, at=match.end())
        if line is None or text[line.end - 1 : line.end] == ";":
            continue
        if line.presiding or (line.affiliation and find_state(line.affiliation)):
            yield line


def language_of(bracket: str) -> str | None:
    """The English name of the language that "spoke in French" says, whatever its language is."""
    match = _LANGUAGE.search(bracket)
    if match is None:
        return None
    named = next(group for group in match.groups() if group)
    return _ENGLISH_NAMES.get(named.lower(), named.capitalize())


def changed_language(text: str) -> str | None:
    """The language that a paragraph says at its beginning that its speaker goes on in."""
    match = _GOES_ON.match(text)
    return language_of(match.group("bracket")) if match else None


def language_mark(text: str) -> int:
    """How long the mark of a change of language is that a paragraph begins with; 0 for none."""
    match = _GOES_ON.match(text)
    return match.end() if match and language_of(match.group("bracket")) else 0


def _names(text: str, start: int, bold: int) -> Iterator[tuple[int, str]]:
    """Where a name that begins at ``start`` may end, and what makes it one."""
    for pattern, kind in ((_PRESIDING, "presiding"), (_OFFICE, "office"), (_ADDRESSED, "person")):
        match = pattern.match(text, start)
        if match and match.end() - start <= _LONGEST_NAME:
            yield match.end(), kind
    if 0 < bold - start <= _LONGEST_NAME and bold < len(text) and text[start].isupper():
        name = text[start:bold].split("(", 1)[0].rstrip(" :;")
        if name and not any(mark in name for mark in ":;"):
            yield start + len(name), "bold"
    for pattern, kind in ((_TITLED, "titled"), (_NAMED, "named")):
        match = pattern.match(text, start)
        if match and match.end() - start <= _LONGEST_NAME:
            yield match.end(), kind


def _labelled(text: str, start: int, name_end: int, kind: str) -> SpeakerLine | None:
    brackets, at = _brackets(text, name_end)
    end = _END.match(text, at)
    if end is None or (end.group("mark") == ";" and not brackets and kind != "presiding"):
        return None
    if kind == "person" and not brackets and _SPOKEN_TO.match(text, start):
        return None
    languages = [language for bracket in brackets if (language := language_of(bracket))]
    others = [bracket for bracket in brackets if language_of(bracket) is None]
    name = " ".join(text[start:name_end].split())
    if kind == "titled" and not brackets:
        return None
    if kind == "named":
        is_state = bool(others) and find_state(others[0]) is not None
        if not languages and not (is_state and len(name.split()) >= _FEWEST_WORDS):
            return None
    return SpeakerLine(
        name,
        ", ".join(others) or None,
        languages[0] if languages else None,
        kind == "presiding" or (kind == "bold" and bool(_PRESIDING.fullmatch(name))),
        start,
        end.end(),
    )


def _brackets(text: str, at: int) -> tuple[list[str], int]:
    """The brackets that follow a name, without their marks, and where they end."""
    found: list[str] = []
    while len(found) < _MOST_BRACKETS:
        opened = _after_space(text, at)
        if text[opened : opened + 1] != "(":
            break
        closed = _closing(text, opened)
        if closed is None:
            break
        found.append(" ".join(text[opened + 1 : closed].split()))
        at = closed + 1
    return found, _after_space(text, at)


def _closing(text: str, opened: int) -> int | None:
    """Where a bracket closes: "(Iran (Islamic Republic of))" has one inside."""
    depth = 0
    for at in range(opened, min(opened + _LONGEST_BRACKET, len(text))):
        depth += {"(": 1, ")": -1}.get(text[at], 0)
        if depth == 0:
            return at
    return None


def _after_space(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at
