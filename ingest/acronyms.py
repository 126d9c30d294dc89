"""Short forms that a document explains: "Shanghai Cooperation Organization (SCO)".

A bracketed short form is believed only where its letters are found, in order, at the beginnings
of the words before it; "(S/2019/742)" or "(AM)" explain nothing. A mission of the United Nations
often goes by the letters of its French name ("MINUSCA"): its full name is known by its form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from store.records import Alias
from store.symbols import is_symbol

_BRACKETED = re.compile(
    r"\((?:the |or |“|\")?(?P<short>[A-Z][A-Za-z0-9&.-]{1,11})[”\"]?(?:[;,] [^()]{1,60})?\)"
)
_REVERSED = re.compile(r"(?<![\w(])(?P<short>[A-Z]{2,10}) \((?P<full>[A-Z][^()\n]{6,100})\)")
_LISTED = re.compile(
    r"(?<![\w])(?P<short>[A-Z]{1,3}(?P<count>\d{1,2})) \((?P<list>[^()\n]{5,200})\)"
)
_LIST_GAP = re.compile(r",\s+(?:and\s+)?|\s+and\s+")
_WORD = re.compile(r"[^\s\-‐‑–—/]+")
_STOP = re.compile(r"[.;:!?()\[\]“”\"\n]")
_FUNCTION_WORD_LIST = (
    "a an and at by de del des du el en et for from in la le les of on or para por the to und y"
)
_FUNCTION_WORDS = frozenset(_FUNCTION_WORD_LIST.split())
_CAPITALISED = r"[A-Z][\w’'-]{1,30}"
_MISSION = re.compile(
    rf"\b(?:African Union[-–]|European Union )?United Nations (?:{_CAPITALISED} ){{1,6}}?"
    rf"(?:Mission|Force|Operation|Office|Administration)"
    rf"(?: (?:in|for|of|to|and|the|{_CAPITALISED})){{0,12}} {_CAPITALISED}$"
)
_NO_ACRONYM = frozenset({"AM", "PM", "NB", "II", "III", "IV", "VI", "VII", "VIII", "IX", "XI"})
_NAME_END = re.compile(r"(?:['’]s?|[,–—-])+$")  # a possessive or a comma is no part of a name
_REACH = 160  # characters before a bracket that a full name may take
_MOST_SKIPPED = 2  # words of a name that its short form may leave out


def find_aliases(text: str) -> tuple[Alias, ...]:
    """The short forms that ``text`` explains, each once, in order."""
    found: dict[tuple[str, str], Alias] = {}
    for alias in (*_bracketed(text), *_reversed(text), *_listed(text)):
        found.setdefault((alias.short, alias.full), alias)
    return tuple(found.values())


def _bracketed(text: str) -> Iterator[Alias]:
    for match in _BRACKETED.finditer(text):
        short = _singular(match.group("short"))
        if not _is_short_form(short):
            continue
        before = text[max(0, match.start() - _REACH) : match.start()]
        clause = _STOP.split(before)[-1].rstrip()
        if full := _full_name(short, clause) or _mission(short, clause):
            yield Alias(short, full)


def _reversed(text: str) -> Iterator[Alias]:
    for match in _REVERSED.finditer(text):
        short, full = match.group("short"), match.group("full").strip()
        if _is_short_form(short) and _full_name(short, full) == full:
            yield Alias(short, full)


def _listed(text: str) -> Iterator[Alias]:
    """ "P3 (France, the UK and the US)": as many names as the number says."""
    for match in _LISTED.finditer(text):
        names = [name for name in _LIST_GAP.split(match.group("list").strip()) if name]
        capitalised = all(re.match(r"(?:the )?[A-ZÀ-Ý]", name) for name in names)
        if capitalised and len(names) == int(match.group("count")):
            yield Alias(match.group("short"), match.group("list").strip())


def _singular(short: str) -> str:
    return short[:-1] if re.fullmatch(r"[A-Z]{2,}s", short) else short.rstrip(".")


def _is_short_form(short: str) -> bool:
    capitals = sum(character.isupper() for character in short)
    return capitals >= 2 and short not in _NO_ACRONYM and not is_symbol(short)


def _full_name(short: str, before: str) -> str | None:
    """The shortest end of ``before`` whose words begin with the letters of ``short``."""
    letters = "".join(character for character in short if character.isalnum()).lower()
    matches = list(_WORD.finditer(before))
    words = tuple(_bare(match.group()) for match in matches)

    @lru_cache(maxsize=4096)
    def start(at: int, left: int, skipped: int) -> int | None:
        """Where the name starts, if words up to ``at`` can give the first ``left`` letters."""
        if at < 0 or skipped > _MOST_SKIPPED:
            return None
        word = words[at]
        for used in _usable(word, letters[:left]):
            if used == left:
                if word[:1].isupper():
                    return at
                continue
            if (found := start(at - 1, left - used, skipped)) is not None:
                return found
        passed = word.lower() in _FUNCTION_WORDS
        return start(at - 1, left, skipped + (not passed))

    first = start(len(words) - 1, len(letters), 0)
    if first is None:
        return None
    name = _NAME_END.sub("", before[matches[first].start() :].strip())
    return name if len(name) > len(short) + 1 and " " in name.replace("-", " ") else None


def _mission(short: str, before: str) -> str | None:
    """The name of a mission that ends ``before``, whatever the letters of its short form."""
    match = _MISSION.search(before)
    return match.group() if match and re.fullmatch(r"[A-Z]{5,12}", short) else None


def _bare(word: str) -> str:
    return word.strip(",'’‘")


def _usable(word: str, letters: str) -> Iterator[int]:
    """How many of the last ``letters`` a word can stand for: all of "UN", or its initial."""
    lower = word.lower()
    if word.isupper() and len(word) > 1 and letters.endswith(lower):
        yield len(word)
    if lower[:1] == letters[-1:]:
        yield 1
