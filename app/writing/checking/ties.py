"""What a statement ties together: reason and result, before and after, short form and name, role.

Each part of these may stand in the sources while nothing there ties the two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.writing.checking.evidence import Evidence
from app.writing.checking.finding import Finding
from app.writing.checking.forms import root
from app.writing.checking.lexemes import Lexeme, Sort, lexemes
from app.writing.checking.modality import to_come
from app.writing.checking.segments import bears
from app.writing.contracts import Fault

_REASON = re.compile(r"\b(?:because|owing to|due to|thanks to|as a result|on account of)\b", re.I)
_REASONS = re.compile(
    r"\b(?:because|owing|due|thanks|given|result\w*|caus\w+|reason\w*|therefore|thus|hence|led"
    r"|leads?|leading|so that|consequen\w+|account|why|since|in view of|in light of|in response)\b",
    re.IGNORECASE,
)
_BE = re.compile(r"\b(?:is|are|was|were|be)\s(?:[a-z]+ly\s|also\s)?$", re.IGNORECASE)
_ORDER = re.compile(
    r"\b(?:(?P<before>before|ahead of|prior to)|(?P<after>after|following))\s+"
    r"(?:the|its|this|that)\s(?:[\w’'-]+\s){0,3}?(?P<what>[a-z][\w-]+)",
    re.IGNORECASE,
)
_EXPANDED = re.compile(
    r"\b(?P<short>[A-Z][A-Z0-9-]{1,9})\s(?:stands|is short|is an acronym|means|is the short form)"
    r"(?:\s(?:for|of))?\s(?:the\s)?[“\"]?(?P<name>[A-Z][^.,;:()\[\]”\"]+)"
)
_BRACKETED = re.compile(r"(?P<name>(?:[\w’'-]+\s){1,12})\((?P<short>[A-Z][A-Z0-9-]{1,9})\)")
_DEFINED = re.compile(r"\b(?P<short>[A-Z][A-Z0-9-]{1,9})\sis\sthe\s(?P<name>[A-Z][^.,;:()]+)")
_SMALL = frozenset({"of", "the", "and", "for", "on", "in", "to"})
_ROLE = re.compile(r"^As (?:the|a|an) (?P<role>[^,]{3,60}), (?P<rest>.+)", re.DOTALL)


def check_ties(text: str, evidence: Evidence) -> Finding | None:
    """The first two things that a statement ties together and its sources do not."""
    for finding in (
        _reason_added(text, evidence),
        _order_turned(text, evidence),
        _other_name(text, evidence),
        _anothers_role(text, evidence),
    ):
        if finding is not None:
            return finding
    return None


def _reason_added(text: str, evidence: Evidence) -> Finding | None:
    """A reason where no source has a word for one."""
    given = next((one for one in _REASON.finditer(text) if not _is_time(one, evidence)), None)
    if given is None or any(_REASONS.search(source) for source in evidence.texts):
        return None
    return Finding(Fault.UNSUPPORTED, given.group())


def _is_time(given: re.Match[str], evidence: Evidence) -> bool:
    """Whether "due to" is said of what is yet to be: "is due to chair" for "will preside"."""
    text = given.string
    if given.group().lower() != "due to" or not _BE.search(text[: given.start()]):
        return False
    verb = next(iter(lexemes(text[given.end() :])), None)
    if verb is None:
        return False
    return any(verb.same(one) for source in evidence.texts for one in to_come(source))


def _order_turned(text: str, evidence: Evidence) -> Finding | None:
    """ "After the debate" where the sources only have something before it, or the reverse."""
    theirs = [found for source in evidence.texts for found in _orders(source)]
    for side, what in _orders(text):
        sides = {other for other, thing in theirs if root(thing) == root(what)}
        if sides and side not in sides:
            return Finding(Fault.NEGATION, f"{side} the {what}")
    return None


def _orders(text: str) -> Iterator[tuple[str, str]]:
    for match in _ORDER.finditer(text):
        yield "before" if match["before"] else "after", match["what"].lower()


def _other_name(text: str, evidence: Evidence) -> Finding | None:
    """A short form that a statement takes for another name than its sources do."""
    for match in _EXPANDED.finditer(text):
        named = list(_names_of(match["short"], evidence))
        if named and not any(_ends_as(match["name"], name) for name in named):
            return Finding(Fault.NAME, match["name"].strip())
    return None


def _names_of(short: str, evidence: Evidence) -> Iterator[str]:
    """What the sources have before a short form in brackets, or say that it is."""
    for source in evidence.texts:
        for pattern in (_BRACKETED, _DEFINED):
            yield from (m["name"] for m in pattern.finditer(source) if m["short"] == short)


def _ends_as(name: str, theirs: str) -> bool:
    """Whether a name is the one that stands in front of the brackets, with its words in order."""
    own, other = _letters(name), _letters(theirs)
    return bool(own) and (other[-len(own) :] == own or own[: len(other)] == other)


def _letters(name: str) -> list[str]:
    words = re.findall(r"[^\W_]+", name.lower())
    return [word for word in words if word not in _SMALL]


def _anothers_role(text: str, evidence: Evidence) -> Finding | None:
    """ "As the penholder, Chad …" where no sentence that has the role has Chad."""
    match = _ROLE.match(text)
    who = next(iter(lexemes(match["rest"])), None) if match else None
    if match is None or who is None or who.sort is not Sort.NAME:
        return None
    role = [one for one in lexemes(match["role"]) if one.content and one.sort is Sort.WORD]
    rows = [lexemes(source) for source in evidence.texts]
    having = [row for row in rows if role and all(_has(row, word) for word in role)]
    if having and not any(_has(row, who) for row in having):
        return Finding(Fault.ATTRIBUTION, f"{match['role']}: {who.text}")
    return None


def _has(row: tuple[Lexeme, ...], wanted: Lexeme) -> bool:
    return any(bears(one, wanted) for one in row if one.content)
