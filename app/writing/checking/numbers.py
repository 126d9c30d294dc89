"""Numbers: figures, words, percentages, ranges and scores, as values that two texts can share."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from app.writing.checking.evidence import Evidence
from app.writing.checking.finding import Finding
from app.writing.checking.forms import bare, root
from app.writing.checking.lexemes import Sort, lexemes
from app.writing.checking.wordlists import light
from app.writing.contracts import Fault
from store.dates import find_dates
from store.records import Span
from store.symbols import find_symbols, find_urls

_UNITS = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen
    """.split()  # noqa: SIM905
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()  # noqa: SIM905
_WORDS = {word: value for value, word in enumerate(_UNITS)}
_WORDS |= {word: value for value, word in zip(range(20, 100, 10), _TENS, strict=True)}
_NTH = """
    first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth
    fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth
    """.split()  # noqa: SIM905
_ORDINALS = {word: value for value, word in enumerate(_NTH, start=1)}
_ORDINALS |= {"thirtieth": 30, "fortieth": 40, "fiftieth": 50, "sixtieth": 60, "seventieth": 70}
_ORDINALS |= {"eightieth": 80, "ninetieth": 90, "hundredth": 100}
_FRACTIONS = {"half": Decimal(1) / 2, "third": Decimal(1) / 3, "quarter": Decimal(1) / 4}
_TIMES = {"once": 1, "twice": 2, "thrice": 3}
_SCALES = {
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
    "trillion": 1_000_000_000_000,
    "dozen": 12,
}
_SMALL = "|".join(sorted((*_WORDS, "a", "an"), key=len, reverse=True))
_SCALE = "|".join(_SCALES)
_FIGURE = r"\d{1,3}(?:[,\u00a0\u202f ]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_NUMBER = re.compile(
    rf"(?<![\w/.])(?P<money>[$€£])?(?P<figure>{_FIGURE})(?P<ordinal>st|nd|rd|th)?"
    rf"(?:[\s-]?(?P<scale>{_SCALE})s?\b)?(?P<percent>\s?%|\sper\s?cent|\spercent)?(?!\w)"
    rf"|\b(?P<words>(?:{_SMALL}|{'|'.join(_SCALES)})"
    rf"(?:(?:[\s-]|\sand\s)(?:{'|'.join((*_WORDS, *_SCALES, *_ORDINALS))}))*)\b"
    rf"(?P<wordpercent>\s?%|\sper\s?cent\b|\spercent\b)?"
    rf"|\b(?P<first>{'|'.join((*_ORDINALS, *_TIMES))}|half)\b"
    rf"|\b(?P<vague>(?:hundred|thousand|million|billion|dozen|ten)s)\s(?:of)\b",
    re.IGNORECASE,
)
# "One" that counts nothing.
_NO_NUMBER = re.compile(
    r"one\s(?:of|another|hand|side|can|could|should|must|may|that|who|or)\b"
    r"|(?:second|third|first)ly\b",
    re.IGNORECASE,
)
_BEFORE_ONE = re.compile(
    r"\b(?:no|the|this|that|any|each|every|which|another|on|other)\s$", re.IGNORECASE
)
_REACH = 22
"""Characters before a number in which words may stand that bound it."""
_BOUNDS = tuple(
    (name, re.compile(rf"\b(?:{pattern})(?:\s(?:the|a|an|some))?\s$", re.IGNORECASE))
    for name, pattern in (
        ("under", r"(?:less|fewer|lower|no more|not more) than|under|below|at most|up to"),
        ("over", r"(?:more|greater|higher|no less|no fewer) than|over|above|at least|exceeding"),
        ("under", r"nearly|almost|just under|close to"),
        ("about", r"about|around|approximately|roughly|some|(?:an )?estimated"),
    )
)
SOME_DAY = dt.date(2000, 6, 15)
"""For finding where dates stand: any day fills in what their words leave out."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text: its value, whether it is an ordinal or a share, and what it counts.

    ``noun`` are the roots of the two words behind it. ``bound`` says whether it is more, less or
    about that many.
    """

    span: Span
    value: Decimal
    ordinal: bool = False
    percent: bool = False
    noun: tuple[str, ...] = ()
    vague: str = ""
    bound: str = ""


def find_numbers(text: str) -> list[Number]:
    """The numbers of a text that are no part of a date or a symbol, in order."""
    taken = [found.span for found in find_symbols(text)]
    taken += [date.span for date in find_dates(text, posted=SOME_DAY)] + find_urls(text)
    found: list[Number] = []
    for match in _NUMBER.finditer(text):
        span = Span(*match.span())
        if any(span.overlaps(other) for other in taken):
            continue
        bound = _bound(text[max(0, span.start - _REACH) : span.start], text[span.end :])
        found.extend(replace(number, bound=bound) for number in _read(text, match))
    return found


def check_numbers(text: str, evidence: Evidence) -> Finding | None:
    """The first number of a statement that its sources do not have."""
    sources = [source.text for source in evidence.sources]
    facts = [source.facts for source in evidence.sources]
    known = [number for one in (*sources, *facts) for number in find_numbers(one)]
    for number in find_numbers(text):
        if not (_is_borne_out(number, known) or _counts_a_list(number, sources, known)):
            return Finding(Fault.NUMBER, number.span.of(text).strip())
    return None


def _is_borne_out(number: Number, known: list[Number]) -> bool:
    """Whether the sources have it; where they count the same thing otherwise, that they do so."""
    same = [other for other in known if _same(number, other) and _bounds_agree(number, other)]
    if not same:
        return False
    counted = [o for o in known if number.noun[:1] and number.noun[0] in o.noun and not o.ordinal]
    if number.ordinal or not counted or any(number.noun[0] in other.noun for other in same):
        return True
    return not any(other.noun for other in same)


def _same(one: Number, other: Number) -> bool:
    if one.vague or other.vague:
        return one.vague == other.vague
    if one.ordinal != other.ordinal or one.percent != other.percent:
        half = one.value == Decimal("0.5") and other.value == Decimal(50)
        return half and other.percent
    return one.value == other.value


def _bounds_agree(one: Number, other: Number) -> bool:
    """Whether a number of a statement is as much, more or less as in a source: what is about so
    many may be told as so many.
    """
    return one.bound == other.bound or (not one.bound and other.bound == "about")


def _bound(before: str, after: str) -> str:
    for name, pattern in _BOUNDS:
        if pattern.search(before):
            return name
    return "over" if re.match(r"\s(?:[a-z]+\s)?or more\b", after) else ""


def _counts_a_list(number: Number, sources: list[str], known: list[Number]) -> bool:
    """Whether it is the length of a list of names that the sources give and do not count."""
    if number.ordinal or number.percent or not number.noun or number.value > 12:
        return False
    if any(number.noun[0] in other.noun for other in known):
        return False
    return any(_list_length(text) == number.value for text in sources)


def _list_length(text: str) -> int:
    """How many names the longest list of them has."""
    longest = current = 0
    expects = False
    for lexeme in lexemes(text):
        if lexeme.sort is Sort.NAME:
            current = current + 1 if expects or not current else current
            expects = False
        elif lexeme.text == "," or lexeme.lower in ("and", "or"):
            expects = True
        elif lexeme.lower != "the":
            longest, current, expects = max(longest, current), 0, False
    return max(longest, current)


def _read(text: str, match: re.Match[str]) -> Iterator[Number]:
    span = Span(*match.span())
    before, after = text[max(0, span.start - 14) : span.start], text[span.end :]
    noun = _noun(after)
    if match["vague"]:
        yield Number(span, Decimal(0), vague=match["vague"].lower())
    elif match["figure"]:
        value = _figure(match["figure"]) * _SCALES.get((match["scale"] or "").lower(), 1)
        ordinal = bool(match["ordinal"])
        yield Number(span, value, ordinal, bool(match["percent"]), noun)
    elif match["first"]:
        yield from _first(match["first"].lower(), span, after, noun)
    elif not _counts_nothing(match["words"], before, after):
        worded = _worded(match["words"].lower())
        if worded is not None:
            percent = bool(match["wordpercent"])
            yield Number(span, Decimal(abs(worded)), worded < 0, percent, noun)


def _first(word: str, span: Span, after: str, noun: tuple[str, ...]) -> Iterator[Number]:
    if word in _TIMES:
        yield Number(span, Decimal(_TIMES[word]), noun=("time",))
    elif word == "half":
        yield Number(span, _FRACTIONS[word], noun=noun)
    elif not re.match(r"\s(?:and foremost|hand)\b", after):
        yield Number(span, Decimal(_ORDINALS[word]), ordinal=True, noun=noun)


def _counts_nothing(words: str, before: str, after: str) -> bool:
    lower = words.lower()
    if lower in ("a", "an"):
        return True
    if lower != "one":
        return False
    return bool(_NO_NUMBER.match(words + after) or _BEFORE_ONE.search(before)) or not re.match(
        r"\s[a-z]", after
    )


def _noun(after: str) -> tuple[str, ...]:
    words = re.match(r"[\s-]+(?P<one>[A-Za-z]{2,30})(?:[\s-]+(?P<two>[A-Za-z]{3,30}))?", after)
    if words is None:
        return ()
    return tuple(root(w) for w in (words["one"], words["two"]) if w and bare(w) not in light())


def _figure(written: str) -> Decimal:
    try:
        return Decimal(re.sub(r"[,\u00a0\u202f ]", "", written))
    except InvalidOperation:
        return Decimal(-1)


def _worded(words: str) -> int | None:
    """The value of a number in words; below zero where its last word makes it an ordinal."""
    total = current = 0
    ordinal = False
    for word in re.split(r"[\s-]+", words):
        if word in _SCALES:
            current = max(current, 1) * _SCALES[word]
            if _SCALES[word] >= 1_000:
                total, current = total + current, 0
        elif word in ("a", "an"):
            current = 1
        elif word in _WORDS:
            current += _WORDS[word]
        elif word in _ORDINALS:
            current, ordinal = current + _ORDINALS[word], True
    value = total + current
    return None if value == 0 and "zero" not in words else (-value if ordinal else value)
