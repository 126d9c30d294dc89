"""Documents named in words: "resolution 2396 (2017)", "UNSCR 2178", "its 8148th meeting".

Numbers that look like years are told apart here: "the 1970 Libya Sanctions Committee" names
resolution 1970, and "resolutions 1373 and 1566" two resolutions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from store.records import Span

Mention = tuple[str, Span]

_YEAR = r"(?:19[4-9]\d|20\d\d)"
_HEAD = re.compile(
    r"""(?<!draft[ ])(?<!\w)(?:
        (?P<assembly>(?:General[ ]Assembly|GA|Assemblée[ ]générale)[ ](?:resolution|résolution)
            (?:s)?|A\.?G\.?[ ]Res\.|G\.A\.[ ]Res\.)
      | (?P<plural>resolutions|résolutions|resoluciones|резолюций|резолюциях|резолюциями|резолюциям
            |UNSCRs?|SCRs?|(?:UN)?SC[ ]Res\.?|S\.C\.[ ]Res\.)
      | resolution|résolution|resolución|резолюци[яиюей]{1,2}
    )\s+(?:no\.?\s+|№\s*)?(?=\d)""",
    re.VERBOSE | re.IGNORECASE,
)
_ITEM = re.compile(
    rf"""(?P<number>\d{{1,4}})
    (?: /(?P<within>\d{{1,4}})(?P<letter>[ ][A-H](?=[^\w ]|$))?
      | (?P<suffix>[ ][A-H])?[ ]?\((?P<roman>(?:E?S-)?[IVXLC]{{1,9}})\)
      | [ ]?\((?:\d{{1,2}}[ ][^\W\d]{{3,10}}[ ])?(?P<year>{_YEAR})\)
    )?(?![\w/])""",
    re.VERBOSE,
)
_SEPARATOR = re.compile(r"(?:\s*[,;…/]\s*|\s+)(?:(?:and|or|et|y|и)\s+)?(?=\d)")
_SPACE_ONLY = re.compile(r"\s+")
_COMMITTEE = re.compile(
    r"""(?<![\w/.,$€£-])(?P<numbers>\d{3,4}(?:/\d{3,4}){0,4})\s+
    (?:\(\d{4}\)\s+)?
    (?:(?:[A-Z(][\w'’().-]{0,30}|and)\s+){0,6}?
    (?:[Ss]anctions\s+)?(?:Committee|[Ss]anctions|[Rr]egime)\b""",
    re.VERBOSE,
)
_YEAR_CONTEXT = re.compile(
    r"(?:\b(?:in|since|until|till|by|during|from|of|after|before|early|mid|late|mid-|between|and|"
    r"January|February|March|April|May|June|July|August|September|October|November|December)"
    r"[ ,]{1,2}|\d[ ])$",
    re.IGNORECASE,
)
_MEETINGS = re.compile(
    r"""(?<![\w.,-])(?P<list>\d{3,5}(?:st|nd|rd|th|e|ème|ª|-е|-м|-го)
    (?:(?:,[ ]|,?[ ](?:and|to|et)[ ])\d{3,5}(?:st|nd|rd|th|e|ème|ª)){0,10})
    \s+(?:\(\w{1,12}\)\s+)?(?:meetings?|mtg|séances?|sesión|заседани\w{1,3})\b""",
    re.VERBOSE | re.IGNORECASE,
)
_NUMBERED_MEETING = re.compile(
    rf"""(?<![\w/.-])(?:PV[. ][ ]?|(?:meeting|mtg\.?|séance|заседание)[ ](?:(?:no\.?|number|№)[ ]?)?
    (?!{_YEAR}\b))(\d{{4,5}})(?![\w/])""",
    re.VERBOSE | re.IGNORECASE,
)
_ORDINAL = re.compile(r"(\d{3,5})[^\s,]*")


def meeting_symbol(number: int) -> str:
    """The verbatim record of the Council's ``number``-th meeting."""
    return f"S/PV.{number}"


def find_mentions(text: str) -> list[Mention]:
    """The canonical symbol and place of every document named in words, in order by form."""
    return [*_resolutions(text), *_committees(text), *_meetings(text)]


def _resolutions(text: str) -> Iterator[Mention]:
    for head in _HEAD.finditer(text):
        at, first = head.end(), True
        while item := _ITEM.match(text, at):
            if not _names_resolution(item, head, first=first):
                break
            start = head.start() if first else item.start()
            assembly = head.group("assembly") is not None
            yield _resolution_key(item, assembly), Span(start, item.end())
            separator = _SEPARATOR.match(text, item.end())
            if separator is None:
                break
            # A missing comma is only understood after a bracketed year.
            if not item.group("year") and _SPACE_ONLY.fullmatch(separator.group()):
                break
            at, first = separator.end(), False


def _names_resolution(item: re.Match[str], head: re.Match[str], *, first: bool) -> bool:
    if item.group("year") or item.group("roman"):
        return True
    if item.group("within"):
        return first or head.group("assembly") is not None
    digits = item.group("number")
    if first and head.group().lower().startswith("scr") and re.fullmatch(_YEAR, digits):
        return False  # "SCR 2019" is Security Council Report
    if first:
        return len(digits) >= 2
    return head.group("plural") is not None and len(digits) >= 3


def _resolution_key(item: re.Match[str], assembly: bool) -> str:
    number, year = item.group("number"), item.group("year")
    if within := item.group("within"):
        return f"A/RES/{number}/{within}{item.group('letter') or ''}"
    if roman := item.group("roman"):
        return f"A/RES/{number}{item.group('suffix') or ''} ({roman})"
    if assembly:
        return f"A/RES/{number}"
    return f"S/RES/{number} ({year})" if year else f"S/RES/{number}"


def _committees(text: str) -> Iterator[Mention]:
    for match in _COMMITTEE.finditer(text):
        numbers = match.group("numbers")
        before = text[max(0, match.start() - 12) : match.start()]
        if re.fullmatch(_YEAR, numbers) and _YEAR_CONTEXT.search(before):
            continue
        at = match.start()
        for number in numbers.split("/"):
            yield f"S/RES/{number}", Span(at, at + len(number))
            at += len(number) + 1


def _meetings(text: str) -> Iterator[Mention]:
    for match in _MEETINGS.finditer(text):
        numbers = list(_ORDINAL.finditer(match.group("list")))
        for number in numbers:
            end = match.end() if number is numbers[-1] else match.start() + number.end()
            yield meeting_symbol(int(number.group(1))), Span(match.start() + number.start(), end)
    for match in _NUMBERED_MEETING.finditer(text):
        yield meeting_symbol(int(match.group(1))), Span(*match.span())
