"""Who conducts the meeting, for whom they speak, and who they say that the others are.

"The President" is a person and mostly a State's representative. The cover says which; directions
say who takes the chair after; and what presiding officers say themselves tells when they speak for
their own State, and what the briefers are that have no State in brackets.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.sentences import split_sentences
from store.countries import find_state

_LONGEST_OFFICE = 200  # characters
_LONGEST_LOOK = 20_000  # characters of one speech that are searched for introductions
_MOST_OFFICES = 300

ADDRESSES = "Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Baroness|Sheikh|Prince|Mme|M|Г-н|Г-жа|Sr|Sra"
"""Forms of address before a name, as alternatives of a pattern."""

_HONORIFIC = rf"(?:{ADDRESSES}|Dato)\b\.?"
_WORD = r"[^\W\d_][^\s,;:()]{0,30}"
_TOOK_CHAIR = re.compile(
    rf"(?P<person>{_HONORIFIC}\s[^\n(),;:]{{1,60}}?)\s*\((?P<state>[^()]{{2,80}}"
    r"(?:\([^()]{1,60}\))?[^()]{0,20})\)[^.:]{0,80}"
    r"(?:took\sthe\sChair|in\sthe\sChair|presided)",
    re.IGNORECASE,
)
_PERSON_TOOK_CHAIR = re.compile(
    rf"^(?P<person>{_HONORIFIC}\s[^\n(),;:]{{1,60}}?)(?:,\s[^,.]{{1,80}},)?\s"
    r"(?:took\sthe\sChair|in\sthe\sChair)",
    re.IGNORECASE,
)
_RETURNED = re.compile(
    r"^The\sPresident\s(?:took|returned\sto|resumed|in)\sthe\sChair", re.IGNORECASE
)

_CAPACITY = re.compile(
    r"\b(?:mak(?:e|ing)|deliver(?:ing)?|giv(?:e|ing)|speak(?:ing)?|say(?:ing)?|add(?:ing)?|"
    r"tak(?:e|ing)|respond(?:ing)?|proceed)\b[^.]{0,120}?\bin\smy\s(?:own\s)?"
    r"(?:(?P<national>national\scapacity)|capacity\sas\s(?P<office>[^.]{3,160}))",
    re.IGNORECASE,
)
_FRENCH_CAPACITY = re.compile(
    r"\b(?:en\sma\squalité\sde\sreprésentante?\s(?:permanente?\s)?|à\stitre\snational)"
    r"|в\s(?:своем\s)?(?:национальном\sкачестве|качестве\s(?:Постоянного\s)?представителя)",
    re.IGNORECASE,
)
_NOT_YET = re.compile(r"\b(?:reserve|later|before|not|will\snot|cannot)\b", re.IGNORECASE)
_STATES_MAN = re.compile(
    r"^(?:the\s|a\s)?(?:(?:deputy\s|acting\s|permanent\s|first\s)*"
    r"(?:representative|minister|prime\sminister|foreign\sminister|secretary\sof\sstate|"
    r"head\sof\s(?:state|government)|vice-president|president|chancellor|ambassador))\b"
    r"(?!\sof\sthe\s(?:Security\s)?Council)",
    re.IGNORECASE,
)
_OF_STATE = re.compile(r"\b(?:of|for)\s(?P<state>(?:the\s)?[^,.;:—–]{3,90})")
_RESUMES = re.compile(
    r"\b(?:I\s|l\s|1\s|\|\s)?(?:shall\s|will\s)?(?:now\s)?(?:resume|return\sto|revert\sto)\s"
    r"my\s(?:functions?|role|capacity|duties)\b"
    r"|\bje\sreprends\s(?:maintenant\s)?mes\sfonctions\b|возвращаюсь\sк\sисполнению"
    r"|\breanudo\s(?:ahora\s)?mis\sfunciones\b",
    re.IGNORECASE,
)

_INTRODUCED = re.compile(
    rf"(?P<name>{_HONORIFIC}\s{_WORD}(?:\s{_WORD}){{0,6}}),\s(?P<office>[^\s;:][^;:]{{1,300}})"
)
_OFFICE_END = re.compile(
    rf",?\s(?:and|as\swell\sas)\s(?:to\s)?(?:(?:His|Her)\s(?:Royal\s)?\w+\s)?{_HONORIFIC}\s"
    r"|,\s(?:who|for|on|to|in\saccordance|is|will|this|today|and\sto|whose|joining)\b"
    r"|\s(?:to\sparticipate|to\sbrief|to\stake|for\s(?:his|her)\b|who\s|is\sjoining)"
    r"|,\s(?:His|Her)\sExcellency\b",
    re.IGNORECASE,
)
_SECRETARY_GENERAL = re.compile(
    rf"Secretary-General,\s(?:(?:His|Her)\sExcellency\s)?(?P<name>{_HONORIFIC}\s"
    rf"{_WORD}(?:\s{_WORD}){{0,4}})(?=[,.;]|\s(?:to|for|and)\b|$)"
)


@dataclass(frozen=True, slots=True)
class Presiding:
    """Who is in the chair: the person as printed, and the State that they represent."""

    name: str | None = None
    state: str | None = None

    @property
    def printed(self) -> str | None:
        """ "Mr. Adom, Côte d'Ivoire", as far as it is known."""
        return ", ".join(part for part in (self.name, self.state) if part) or None


def takes_chair(direction: str, usual: Presiding) -> Presiding | None:
    """Who a stage direction puts into the chair; ``usual`` is whom the cover names.

    ``None`` where it puts nobody there.
    """
    if _RETURNED.search(direction):
        return usual
    if match := _TOOK_CHAIR.search(direction):
        return Presiding(match.group("person").strip(), match.group("state").strip())
    if match := _PERSON_TOOK_CHAIR.search(direction):
        return Presiding(match.group("person").strip(), usual.state)
    return None


@dataclass(frozen=True, slots=True)
class Change:
    """Where, in a presiding officer's words, they begin or cease to speak for a State.

    ``state`` is the one that they name; ``national``: they begin.
    """

    at: int
    national: bool
    state: str | None = None


def capacity_changes(words: str) -> Iterator[Change]:
    """Where presiding officers take up and lay down their national capacity, in order.

    The sentence that says so is the first of the new capacity.
    """
    if not any(p.search(words) for p in (_CAPACITY, _FRENCH_CAPACITY, _RESUMES)):
        return
    for span in split_sentences(words):
        sentence = span.of(words)
        if _RESUMES.search(sentence):
            yield Change(span.start, False)
        elif _FRENCH_CAPACITY.search(sentence):
            yield Change(span.start, True)
        elif (match := _CAPACITY.search(sentence)) and not _NOT_YET.search(
            sentence[: match.start("national" if match.group("national") else "office")]
        ):
            office = match.group("office")
            if office is None:
                yield Change(span.start, True)
            elif _STATES_MAN.match(office):
                yield Change(span.start, True, _state_in(office))


def _state_in(office: str) -> str | None:
    """The State of "the representative of Côte d'Ivoire and on behalf of the three …"."""
    found: str | None = None
    for match in _OF_STATE.finditer(office):
        words = match.group("state").split()
        for end in range(min(len(words), 12), 0, -1):
            name = " ".join(words[:end])
            if find_state(name):
                found = re.sub(r"^[Tt]he\s", "", name)
                break
    return found


class Introductions:
    """Who the presiding officers say that the speakers without a State in brackets are."""

    def __init__(self) -> None:
        self._offices: dict[str, tuple[str, str]] = {}
        self.secretary_general: str | None = None

    def listen(self, words: str) -> None:
        """Takes the introductions from what a presiding officer says."""
        heard = words[:_LONGEST_LOOK]
        if match := _SECRETARY_GENERAL.search(heard):
            self.secretary_general = match.group("name").strip(" .")
        for span in split_sentences(heard):
            for clause in re.split(r";|:\s", span.of(heard)):
                self._introduced(clause)

    def _introduced(self, clause: str) -> None:
        at = 0
        while match := _INTRODUCED.search(clause, at):
            office = match.group("office")
            end = _OFFICE_END.search(office)
            said = office[: end.start()] if end else office
            name = " ".join(match.group("name").split())
            said = _shortened(said.strip(" .,"))
            if said and len(self._offices) < _MOST_OFFICES:
                self._offices.setdefault(_key(name), (name, said))
            at = match.start("office") + (end.start() if end else len(office))

    def of(self, speaker: str) -> str | None:
        """The office of a speaker ("Mr. Chambas"), by the last words of a name that was given."""
        wanted = _key(speaker)
        if not wanted:
            return None
        for key, (_, office) in self._offices.items():
            if key == wanted or key.endswith(f" {wanted}") or f" {wanted} " in f" {key} ":
                return office
        return None


def _shortened(office: str) -> str:
    """An office that is not too long to stand in brackets, whole clauses of it."""
    if len(office) <= _LONGEST_OFFICE:
        return office
    cut = office.rfind(",", 0, _LONGEST_OFFICE)
    cut = cut if cut > 0 else office.rfind(" ", 0, _LONGEST_OFFICE)
    return office[: max(cut, 0)].rstrip(" ,")


def _key(name: str) -> str:
    """A person's name without the form of address, accents and capitals."""
    bare = re.sub(rf"^{_HONORIFIC}\s*", "", name.strip(), flags=re.IGNORECASE)
    plain = unicodedata.normalize("NFKD", bare)
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(re.sub(r"[-‐-―’'ʼ]", " ", letters).split()).casefold()
