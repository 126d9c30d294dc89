"""Documents named in words: "resolution 2396 (2017)", "UNSCR 2178", "its 8148th meeting".

Numbers that look like years are told apart here: "the 1970 Libya Sanctions Committee" names
resolution 1970, and "resolutions 1373 and 1566" two resolutions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from store.records import Span
from store.resolution_mentions import find_resolutions
from store.resolutions import resolution_key
from store.symbol_members import further_members

Mention = tuple[str, Span]

_YEAR = r"(?:19[4-9]\d|20\d\d)"
_BODY = (
    r"(?:[Ss]anctions\s+)?(?:Committee|[Ss]anctions|[Rr]egime)\b|Monitoring\s+Team\b"
    r"|(?:Panel|Group)\s+of\s+Experts\b"
)
_COMMITTEE = re.compile(
    rf"""(?<![\w/.,$€£-])(?P<numbers>\d{{3,4}}(?:/\d{{3,4}}){{0,4}})\s+
    (?:\(\d{{4}}\)\s+)?
    (?:(?:[A-Z(][\w'’().-]{{0,30}}|and)\s+){{0,6}}?
    (?:{_BODY})""",
    re.VERBOSE,
)
_MEMBER = rf"\d{{3,4}}(?:/\d{{3,4}}){{0,4}}(?:\s\({_YEAR}\))?"
_COMMITTEES = re.compile(
    rf"""(?<![\w/.,$€£-])(?P<list>{_MEMBER}(?:,\s{_MEMBER}){{0,6}},?\s(?:and|or)\s{_MEMBER})\s+
    (?:[A-Z(][\w'’().-]{{0,30}}\s+){{0,4}}?
    (?:(?:[Ss]anctions\s+)?(?:Committees|[Rr]egimes)\b|(?:Panels|Groups)\s+of\s+Experts\b)""",
    re.VERBOSE,
)
_LISTED_NUMBER = re.compile(r"(?<![\d(])\d{3,4}")
_COMMITTEE_FIRST = re.compile(
    r"""(?<!\w)(?:Comité|Комитет\w{0,3})
    (?:\s+(?:des\s+sanctions|de\s+sanciones|по\s+санкциям|Совета\s+Безопасности))?
    \s+(?P<numbers>\d{3,4}(?:/\d{3,4}){0,4})(?![\w/.,]\d|\w)""",
    re.VERBOSE,
)
# The Council's committees are known by the numbers of their resolutions. Those below a thousand,
# and those that could be years, are all past, so that they can be told from other numbers.
_EARLY_COMMITTEES = frozenset({253, 421, 661, 687, 724, 748, 751, 841, 864, 918, 985})
_YEARLIKE_COMMITTEES = frozenset({1970, 1973, 1988, 1989, 2048})
_YEAR_CONTEXT = re.compile(
    r"(?:\b(?:in|since|until|till|by|during|from|of|after|before|early|mid|late|mid-|between|and|"
    r"January|February|March|April|May|June|July|August|September|October|November|December)"
    r"[ ,]{1,2}|\d[ ])$",
    re.IGNORECASE,
)
_COUNT = r"(?:1\d{4}|\d{3,4})"
_ORDINAL_END = r"[ ]?(?:st|nd|rd|th|ème|e|ᵉ|ª|a|-е|-м|-го|-му)\b"
_MEETINGS = re.compile(
    rf"""(?<![\w.,-])(?P<list>{_COUNT}{_ORDINAL_END}
    (?:(?:,[ ]|,?[ ](?:and|to|et|y|и)[ ]){_COUNT}{_ORDINAL_END}){{0,10}})
    \s+(?:\(\w{{1,12}}\)\s+)?(?:meetings?|mtg|séances?|sesi[oó]n(?:es)?|заседани\w{{1,3}})\b
    (?P<resumed>\s\(Resumption\s\d{{1,2}}\))?""",
    re.VERBOSE | re.IGNORECASE,
)
_NUMBERED_MEETING = re.compile(
    rf"""(?<![\w/.-])(?:PV[. ][ ]?|(?:meetings?|mtgs?\.?|séances?|заседани[ея])[ ]
    (?:(?:nos?\.?|numbers?|№)[ ]?)?(?!{_YEAR}\b))
    (?P<number>1\d{{4}}|\d{{4}})(?![\w/])(?!\s[^\W\d_]{{3,20}}s\b)""",
    re.VERBOSE | re.IGNORECASE,
)
_ORDINAL = re.compile(r"\d{3,5}")
_REACH = 60  # characters around a meeting's number in which another body is looked for
_OTHER_BODY = re.compile(
    r"\b(?:Committee|Commission|Assembly|Peace and Security Council|AUPSC|PSC|ECOSOC|Board"
    r"|Working Group|Human Rights Council|Permanent Council|plenary|Комитета|Комиссии"
    r"|Comité|Commission|Assemblée)\b"
)
_SENTENCE_END = re.compile(r"[.!?;\n]\s")
_PRESIDENTIAL = re.compile(
    rf"""(?<![\w/])(?:PRST[ /]|(?:presidential[ ]statements?|déclarations?[ ]présidentielles?
    |заявлени(?:[еяю]|ях|й)[ ]Председателя)[ ])(?P<year>{_YEAR})/(?P<number>\d{{1,3}})(?![\w/])""",
    re.VERBOSE | re.IGNORECASE,
)


def meeting_symbol(number: int) -> str:
    """The verbatim record of the Council's ``number``-th meeting."""
    return f"S/PV.{number}"


def find_mentions(text: str) -> list[Mention]:
    """The canonical symbol and place of every document named in words, in order by form."""
    return [
        *find_resolutions(text),
        *_committees(text),
        *_meetings(text),
        *_presidential_statements(text),
    ]


def _committees(text: str) -> Iterator[Mention]:
    for pattern in (_COMMITTEE, _COMMITTEE_FIRST):
        for match in pattern.finditer(text):
            at, numbers = match.start("numbers"), match.group("numbers")
            if "/" not in numbers and not _names_committee(int(numbers), text, at):
                continue
            for number in numbers.split("/"):
                yield resolution_key(int(number)), Span(at, at + len(number))
                at += len(number) + 1
    for match in _COMMITTEES.finditer(text):
        numbers = list(_LISTED_NUMBER.finditer(text, *match.span("list")))
        if all(_names_committee(int(one.group()), text, match.start()) for one in numbers):
            for one in numbers:
                yield resolution_key(int(one.group())), Span(*one.span())


def _names_committee(number: int, text: str, at: int) -> bool:
    if number < 1000:
        return number in _EARLY_COMMITTEES
    if not re.fullmatch(_YEAR, str(number)):
        return True
    return number in _YEARLIKE_COMMITTEES and not _YEAR_CONTEXT.search(text[max(0, at - 12) : at])


def _meetings(text: str) -> Iterator[Mention]:
    for match in _MEETINGS.finditer(text):
        numbers = list(_ORDINAL.finditer(match.group("list")))
        if _is_another_bodys(text, match):
            continue
        for number in numbers:
            last = number is numbers[-1]
            end = match.end() if last else match.start() + number.end()
            symbol = meeting_symbol(int(number.group()))
            if last and match.group("resumed"):
                symbol += " " + " ".join(match.group("resumed").split())
            yield symbol, Span(match.start() + number.start(), end)
    for match in _NUMBERED_MEETING.finditer(text):
        yield from _listed(text, meeting_symbol(int(match.group("number"))), match)


def _is_another_bodys(text: str, match: re.Match[str]) -> bool:
    """A committee's or a regional council's meetings are numbered too; their records are not
    the Council's. Only bodies beside the number in its own sentence count.
    """
    before = _SENTENCE_END.split(text[max(0, match.start() - _REACH) : match.start()])[-1]
    after = text[match.end() : match.end() + _REACH]
    of = re.match(
        r"\s(?:of\sthe|de\sla|du|de\sl[’'])\s?(?:AU\s|UN\s|African\sUnion\s)?(?=[A-ZÉ])", after
    )
    return bool(_OTHER_BODY.search(before) and "Security Council at its" not in before) or bool(
        of and _OTHER_BODY.match(after, of.end())
    )


def _presidential_statements(text: str) -> Iterator[Mention]:
    for match in _PRESIDENTIAL.finditer(text):
        yield from _listed(text, f"S/PRST/{match['year']}/{match['number']}", match)


def _listed(text: str, symbol: str, match: re.Match[str]) -> Iterator[Mention]:
    """A document, and those that are named after it by what is different."""
    yield symbol, Span(*match.span())
    for one in further_members(text, symbol, match.end()):
        yield one.symbol, one.span
