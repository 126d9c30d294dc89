"""Resolutions named in words, one or a list: "resolutions 1267 (1999), 1989 (2011) and 2253"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from store.date_words import DAY, MONTH, SPACE
from store.records import Span
from store.resolutions import agrees, resolution_key, year_of_resolution

_YEAR = r"(?:19[4-9]\d|20\d\d)"
_HEAD = re.compile(
    r"""(?<!\w)(?:
      (?:(?P<assembly>General[ ]Assembly[ ]resolutions?|(?:UN)?GA[ ](?:resolutions?|Res\.?)|UNGAR
            |(?:U\.N\.[ ])?G\.A\.[ ]Res\.|A\.?G\.?[ ]Res\.|A/RES/)
        | (?P<economic>(?:Economic[ ]and[ ]Social[ ]Council|ECOSOC)[ ]resolutions?)
        | (?P<rights>(?:Human[ ]Rights[ ]Council|HRC)[ ]resolutions?)
        | (?P<plural>resolutions|résolutions|resoluciones|резолюций|резолюциях|резолюциями
            |резолюциям|резолюции|(?:UN)?SC[ ]Res(?:olutions)?\.?|S\.C\.[ ]Res\.|S/RES/)
        | (?P<council>(?:UN)?SCR(?P<several>s)?)[- ]?
        | resolution|résolution|resolución|резолюци[яюей]{1,2}
      )
      (?:\s+(?P<owner>du\s+Conseil\s+de\s+sécurité|Совета\s+Безопасности(?:\s+ООН)?
            |of\s+the\s+Security\s+Council|del?\s+Consejo\s+de\s+Seguridad
            |(?P<theirs>de\s+l[’']Assemblée\s+générale|Генеральной\s+Ассамблеи)))?
    )(?P<gap>\s*(?:(?:\bnos?\.?|\bn\s?[°ºo]s?\.?|№)\s*)?)(?=\d|E?S-\d)""",
    re.VERBOSE | re.IGNORECASE,
)
_DAY = r"(?:\d{1,2}[ ][^\W\d]{3,10}\.?[ ]|[^\W\d]{3,10}\.?[ ]\d{1,2},[ ])?"
_ITEM = re.compile(
    rf"""(?:(?P<special>E?S-\d{{1,2}}/\d{{1,4}}) | (?P<number>\d{{1,4}})
    (?: /(?P<within>\d{{1,4}})(?P<letter>[ ][A-H](?=[^\w ]|$|[ ](?:of|and|du|et|от|и)\b))?
      | (?P<suffix>[ ][A-H])?\s?\((?P<session>(?:E?S-)?[IVXLC]{{1,9}}|E?S-\d{{1,2}})\)
      | \s{{0,2}}\({_DAY}(?P<year>{_YEAR})\)
    )?)(?![\w/]|[.,]\d)(?!\s?(?:[x×]\s?\d|dpi\b|pixels\b))""",
    re.VERBOSE,
)
# "resolutions 1267/1989/2253", as the Council's committees are named.
_SLASHED = re.compile(r"\d{3,4}(?:/\d{3,4}){1,5}(?![\w/]|[.,]\d)")
# The day of an item: "of 23 September 1998", "du 1er octobre 1998", "of 1967".
_DAY_AFTER = re.compile(
    rf"""(?:\s?,)?{SPACE}(?:(?:adopted|adoptées?|aprobadas?|принят\w{{1,3}}){SPACE})?
    (?:of|on|in|du|del?|le|en|от|в){SPACE}
    (?: (?:{DAY}{SPACE}(?:de{SPACE})?{MONTH}|{MONTH}(?:{SPACE}{DAY}(?![\w/]))?)
        (?:,?{SPACE}(?:del?{SPACE})?(?P<of>{_YEAR})(?!\w|\s?\())?
      | (?P<alone>{_YEAR})(?!\w|\s?\()
    )(?:{SPACE}(?:года|году|г\.))?""",
    re.VERBOSE | re.IGNORECASE,
)
_SEPARATOR = re.compile(
    r"(?:\s*[,;…/]\s*|\s+)(?:(?:and|&|or|et|ou|y|e|и|as well as|ainsi que|а также)\s+)?"
    r"(?=\d|E?S-\d)"
)
_SPACE_ONLY = re.compile(r"\s+")
_DRAFT = re.compile(r"\b(?:draft|projets?\s+de|проект\w{0,3})\s+$", re.IGNORECASE)
# Other bodies number their resolutions too.
_FOREIGN = re.compile(
    r"\b(?:House|Senate|Congress|Parliament|Parliamentary\s+Assembly|Health\s+Assembly|WHA|UNESCO"
    r"|Environment\s+Assembly|UNEA|Conference|Commission|League|OIC|ICAO|IMO|IAEA|OAS|Union|PSC"
    r"|Peace\s+and\s+Security\s+Council|Governing\s+Council|screen|image|display|H\.|S\.)"
    r"(?:[’']s?)?\s+$"
)
_RIGHTS_AFTER = re.compile(
    r"\s+(?:of\s+the\s+Human\s+Rights\s+Council|du\s+Conseil\s+des\s+droits\s+de\s+l[’']homme"
    r"|Совета\s+по\s+правам\s+человека)"
)
_BARE_END = re.compile(r"\s*(?:$|[.,;:?!)\]»”\"](?!\d))")
_NUMBERED = re.compile(
    rf"(?<!\d[.,])(?<![\w/$€£-])(?P<number>\d{{3,4}})\s{{0,2}}\((?P<year>{_YEAR})\)"
)
# No boundary before it: where text is badly set, it is joined to the word before.
_SPOKEN_OF = re.compile(
    r"(?P<many>resolutions|résolutions|resoluciones|резолюци(?:й|ях|ями|ям|и))\b"
    r"|(?:resolution|résolution|resolución|резолюци[яюей]{1,2})\b",
    re.IGNORECASE,
)
_LEADING_MANY = re.compile(
    r"(?:^|[&,:;(—–…]|\b(?:and|or|to|through|numbered|also|particular|particularly|especially|notably|including|namely"
    r"|as|with|et|ou|à|notamment|particulier|y|e|o|incluida|и|или|частности|включая))$",
    re.IGNORECASE,
)
_LEADING_ONE = re.compile(r"^[,:(—–]?$")
_REACH = 40  # characters before the word in which another body is looked for
_SENTENCE = 300  # characters before a number in which resolutions are spoken of
_SENTENCE_END = re.compile(r"[.!?]\s+(?=[^\W\d_a-zà-ÿа-я]|[“«\"])|;\s*\n|\n\s*\n")
_ASSEMBLY_SESSIONS = range(31, 100)  # numbered N/M since 1976
_LEAST_PLAUSIBLE = 100  # a smaller number is no resolution's unless nothing follows it


def find_resolutions(text: str) -> Iterator[tuple[str, Span]]:
    """The canonical symbol and place of every resolution named in words.

    One that is both listed and named by its sentence comes twice, and both times at one end.
    """
    for head in _HEAD.finditer(text):
        if _is_councils(_before(text, head)):
            yield from _listed(text, head)
    yield from _spread(text)


def _before(text: str, head: re.Match[str]) -> str:
    return text[max(0, head.start() - _REACH) : head.start()]


def _is_councils(before: str) -> bool:
    """Whether resolutions are adopted ones of the UN, by the words before them."""
    return not _DRAFT.search(before) and not _FOREIGN.search(before)


def _listed(text: str, head: re.Match[str]) -> Iterator[tuple[str, Span]]:
    at, first, dated = head.end(), True, False
    if slashed := _slashed(text, head):
        start = head.start()
        for number in re.finditer(r"\d+", slashed.group()):
            end = at + number.end()
            yield resolution_key(int(number.group())), Span(start, end)
            start = end + 1
        separator = _SEPARATOR.match(text, slashed.end())
        if separator is None or _SPACE_ONLY.fullmatch(separator.group()):
            return
        at, first = separator.end(), False
    while item := _ITEM.match(text, at):
        day = _DAY_AFTER.match(text, item.end())
        if not _names_resolution(item, head, first=first):
            break
        if dated and _is_bare(item) and not _is_of_its_year(item, day):
            break  # "resolution 1373 of 28 September 2001, 750 troops"
        key = _key(item, head)
        if key is not None:
            yield key, Span(head.start() if first else item.start(), item.end())
        separator = _SEPARATOR.match(text, day.end() if day else item.end())
        if separator is None:
            break
        # A missing comma is only understood after a bracketed year.
        if not item.group("year") and _SPACE_ONLY.fullmatch(separator.group()):
            break
        at, first, dated = separator.end(), False, day is not None


def _slashed(text: str, head: re.Match[str]) -> re.Match[str] | None:
    """Several of the Council's resolutions with only slashes between their numbers."""
    if not _is_many(head) or (head.group("gap") == "" and not head.group("several")):
        return None
    found = _SLASHED.match(text, head.end())
    if found is None or re.match(_YEAR, found.group()) or _RIGHTS_AFTER.match(text, found.end()):
        return None  # "2005/122" is numbered within a year
    numbers = [int(number) for number in found.group().split("/")]
    return found if all(year_of_resolution(number) for number in numbers) else None


def _is_many(head: re.Match[str]) -> bool:
    return head.group("plural") is not None or head.group("several") is not None


def _is_bare(item: re.Match[str]) -> bool:
    return not any(item.group("special", "within", "session", "year"))


def _is_of_its_year(item: re.Match[str], day: re.Match[str] | None) -> bool:
    """Whether a year is printed after the number that is that of the Council's resolution."""
    year = day and (day["of"] or day["alone"])
    return bool(year) and agrees(int(item.group("number")), int(year or 0))


def _spread(text: str) -> Iterator[tuple[str, Span]]:
    """Resolutions that a sentence names with words between them, each with its own year.

    "resolutions 425 (1978), which called for a withdrawal, and 1701 (2006)". That a number and a
    year agree is rare by chance, so that little is asked of the words before them.
    """
    last = 0
    for match in _NUMBERED.finditer(text):
        number, year = int(match["number"]), int(match["year"])
        if not agrees(number, year):
            continue
        nearest = max(0, match.start() - _SENTENCE)
        # A list that is longer than any sentence goes on from its last member.
        if (last > nearest and _continues(text[last : match.start()])) or _goes_on(
            _SENTENCE_END.split(text[nearest : match.start()])[-1]
        ):
            yield resolution_key(number, year), Span(*match.span())
            last = match.end()


def _continues(between: str) -> bool:
    return _LEADING_MANY.search(between.strip()) is not None and not _SENTENCE_END.search(between)


def _goes_on(sentence: str) -> bool:
    """Whether a sentence that speaks of resolutions so far names another one now."""
    for spoken_of in _SPOKEN_OF.finditer(sentence):
        leading = _LEADING_MANY if spoken_of["many"] else _LEADING_ONE
        between = sentence[spoken_of.end() :].strip()
        if leading.search(between) and _is_councils(_before(sentence, spoken_of)):
            return True
    return False


def _names_resolution(item: re.Match[str], head: re.Match[str], *, first: bool) -> bool:
    if head.group("gap") == "" and not _may_touch(head):
        return False
    if head.group().upper() == "A/RES/" and not (item.group("within") or item.group("session")):
        return False
    if item.group("year") or item.group("session") or item.group("special"):
        return True
    if item.group("within"):
        return first or head.group("assembly") is not None
    digits = item.group("number")
    is_year = re.fullmatch(_YEAR, digits) is not None
    if first and is_year and head.group().lower().startswith("scr"):
        return False  # "SCR 2019" is Security Council Report
    if first and int(digits) < _LEAST_PLAUSIBLE:
        # "a resolution 15 members supported" counts members
        return len(digits) >= 2 and _BARE_END.match(item.string, item.end()) is not None
    if first:
        return True
    return _is_many(head) and len(digits) >= 3 and head.group() != "S/RES/"


def _may_touch(head: re.Match[str]) -> bool:
    """ "UNSCR1325" and "S/RES/1325" have no space before the number."""
    return head.group("council") is not None or head.group().endswith("/")


def _key(item: re.Match[str], head: re.Match[str]) -> str | None:
    """The symbol of one item of a list; ``None`` where it is a body's that we cannot name."""
    of_rights = head.group("rights") or _RIGHTS_AFTER.match(item.string, item.end())
    if special := item.group("special"):
        return f"A/HRC/RES/{special}" if of_rights else f"A/RES/{special}"
    number, letter = item.group("number"), item.group("letter") or ""
    if within := item.group("within"):
        if of_rights:
            return f"A/HRC/RES/{number}/{within}"
        if re.fullmatch(_YEAR, number):
            return f"E/RES/{number}/{within}" if head.group("economic") else None
        return f"A/RES/{number}/{within}{letter}" if int(number) in _ASSEMBLY_SESSIONS else None
    if session := item.group("session"):
        return f"A/RES/{number}{item.group('suffix') or ''} ({session})"
    if of_rights or head.group("economic"):
        return None
    if year := item.group("year"):
        number = int(item.group("number"))
        return resolution_key(number, int(year)) if agrees(number, int(year)) else None
    if head.group("assembly") or head.group("theirs"):
        return None  # an Assembly resolution's number says nothing without its session
    return resolution_key(int(item.group("number")))
