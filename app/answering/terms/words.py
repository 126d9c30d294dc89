"""Words of a question or a sentence: stems, names, numbers, and what kind of answer is asked for.

Stemming is tantivy's English stemmer, the same that the lexical index applies, so that "covered by
the sentence" and "found by the index" mean the same thing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

import tantivy

from store.records import Span

# Function words of English: articles, pronouns, prepositions, auxiliaries, question words.
_FUNCTION_WORDS = frozenset(
    """
    a about after again all also am an and any are as at be because been before being both
    but by can could did do does doing done during each else ever every few for from further
    had has have having he her here hers him his how i if in into is it its itself just let
    may me might more most much must my no nor not now of off on once only or other our out
    over own per please same shall she should since so some such than that the their them
    then there these they this those through to too under until up upon us very was we were
    what when where whether which while who whom whose why will with within without would
    yes yet you your
    """.split()  # noqa: SIM905 - a word list reads best as words
)
# Words by which a question refers to the source rather than to its subject.
_REPORTING_WORDS = frozenset(
    """
    according describe described describes exactly explain happen happened happening happens
    mention mentioned mentions say saying says said state stated states tell tells told text
    context
    """.split()  # noqa: SIM905 - a word list reads best as words
)
_NAMES_WHEN_CAPITAL = _REPORTING_WORDS | {"may", "will"}
_NUMBER_WORDS = frozenset(
    """
    one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty
    ninety hundred thousand million billion dozen half once twice thrice first second third
    """.split()  # noqa: SIM905 - a word list reads best as words
)
_WORD = re.compile(
    r"(?<![\w/])[A-Z]{1,4}/[\w.()/-]{0,60}\d"  # a document symbol is one word
    r"|[^\W_]+(?:[’'][^\W_]+)*(?:[-–.][^\W_]+)*"
)
# A full stop behind these ends no sentence.
_SHORTENED = frozenset({"Mr", "Mrs", "Ms", "Dr", "Prof", "St", "Gen", "Col", "Lt", "Messrs"})
TITLES = frozenset(
    """
    ambassador ambassadors chair chairman chairperson chairwoman commissioner coordinator delegate
    delegation deputy director dr envoy excellency foreign general governor judge king lady lord
    madam minister ministers mr mrs ms permanent president prime prince princess professor
    prosecutor queen rapporteur representative secretary secretary-general senator sheikh sir
    special under-secretary-general
    """.split()  # noqa: SIM905 - a word list reads best as words
)
"""What stands before a person's name or says in whose name somebody speaks, in lower case."""
_POSSESSIVE = re.compile(r"[’']s?$")
_YEAR = re.compile(r"\b(?:1[0-9]{3}|20[0-9]{2})s?\b")
_DAY_OR_MONTH = re.compile(
    r"\b(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|(?<=\w )May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?|(?:Mon|Tues|Wednes|Thurs|Fri|Satur"
    r"|Sun)day|tomorrow|today|yesterday|tonight|century|decade|[Mm]onths?|[Ww]eeks?|[Yy]ears?)\b"
)
_MONTHS = {
    short: month
    for month in ("january", "february", "august", "september", "october", "november", "december")
    for short in (month[:3], month[:4])
} | {"apr": "april", "jun": "june", "jul": "july"}
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d{2}\b|\b[ap]\.?m\b|\bnoon\b|\bmidnight\b", re.IGNORECASE)
_SYMBOL = re.compile(r"(?<![\w/])[A-Z]{1,4}/[\w.()/-]{0,60}\d")
_NEGATION = re.compile(
    r"\b(?:no|not|never|none|nor|neither|without|cannot|fail(?:ed|s)?|refus(?:e|ed|es))\b|n[’']t\b",
    re.IGNORECASE,
)


class AnswerType(StrEnum):
    """What an answer must contain to be one."""

    NAME = "name"
    DATE = "date"
    CLOCK = "time of day"
    NUMBER = "number"
    SYMBOL = "document symbol"
    ANY = "any"


_TYPE_PATTERNS: tuple[tuple[AnswerType, re.Pattern[str]], ...] = tuple(
    (answer_type, re.compile(pattern, re.IGNORECASE))
    for answer_type, pattern in (
        (AnswerType.SYMBOL, r"\b(?:document|un|resolution)? ?symbol\b|\bdocument number\b"),
        (AnswerType.CLOCK, r"\b(?:at )?what (?:time|hour)\b(?! period| frame)"),
        (
            AnswerType.DATE,
            r"\bwhen\b|\b(?:what|which) (?:date|day|week|month|year|decade|century)s?\b",
        ),
        (
            AnswerType.NUMBER,
            r"\bhow (?:many|much|long|often|old|far|large|big|high|tall)\b"
            r"|\bwhat (?:percentage|proportion|number|amount|share)\b",
        ),
        (
            AnswerType.NAME,
            r"\bwho(?:m|se)?\b|\bwhere\b|\b(?:which|what) (?:country|countries|state|states|person"
            r"|people|organi[sz]ations?|bod(?:y|ies)|entit(?:y|ies)|cit(?:y|ies)|minister"
            r"|ambassadors?|delegations?|members?|company|companies|team|university|place)\b",
        ),
    )
)


@dataclass(frozen=True, slots=True)
class Word:
    """One word: its characters, its stem, and what it is.

    ``name`` marks a proper name or acronym by its capitals; ``content`` any word that carries
    meaning.
    """

    text: str
    stem: str
    span: Span
    content: bool
    name: bool
    number: bool


@lru_cache(maxsize=1)
def _analyser() -> tantivy.TextAnalyzer:
    return (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.raw())
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.stemmer("english"))
        .build()
    )


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The stem of one word, its possessive ending removed and a shortened month written out."""
    bare = _POSSESSIVE.sub("", word.replace("’", "'"))
    stems = _analyser().analyze(_MONTHS.get(bare.lower().rstrip("."), bare))
    return stems[0] if stems else bare.lower()


@lru_cache(maxsize=8_192)
def words_of(text: str) -> tuple[Word, ...]:
    """The words of a text in order."""
    words: list[Word] = []
    opens = True
    for match in _WORD.finditer(text):
        written = match.group()
        words.append(_word(written, Span(*match.span()), opens_sentence=opens))
        ends = re.match(r"[\s\"”’)]*[.?!:](?:\s|$)", text[match.end() : match.end() + 6])
        opens = ends is not None and written not in _SHORTENED
    return tuple(words)


def _word(written: str, span: Span, *, opens_sentence: bool) -> Word:
    lower = _POSSESSIVE.sub("", written.lower().replace("’", "'"))
    capitals = sum(character.isupper() for character in written)
    digits = any(character.isdigit() for character in written)
    number = written[0].isdigit() or (digits and "/" in written)
    # NATO, McDonald, P3: two capitals, or one with a digit.
    acronym = not number and len(written) > 1 and (capitals > 1 or (capitals == 1 and digits))
    # Inside a sentence a capital makes a name even of these: in May, the Islamic State.
    named = written[0].isupper() and not opens_sentence and lower in _NAMES_WHEN_CAPITAL
    common = (lower in _FUNCTION_WORDS or lower in _REPORTING_WORDS) and not (acronym or named)
    dated = lower == "may" or bool(_DAY_OR_MONTH.fullmatch(written))
    capital = written[0].isupper() and len(lower) > 1 and not dated
    return Word(
        text=_POSSESSIVE.sub("", written),
        stem=stem(written),
        span=span,
        content=not common,
        name=acronym or (capital and not opens_sentence and not common),
        number=number,
    )


@lru_cache(maxsize=8_192)
def stems_of(text: str) -> frozenset[str]:
    """The stems of a text; a word joined by hyphens also counts by its parts."""
    stems: set[str] = set()
    for match in _WORD.finditer(text):
        written = match.group()
        stems.add(stem(written))
        if "-" in written or "–" in written or "." in written:
            stems.update(stem(part) for part in re.split(r"[-–.]", written) if part)
    return frozenset(stems)


def expected_type(question: str) -> AnswerType:
    """What kind of thing the question asks for."""
    for answer_type, pattern in _TYPE_PATTERNS:
        if pattern.search(question):
            return answer_type
    return AnswerType.ANY


def offers(text: str, answer_type: AnswerType, beyond: frozenset[str]) -> bool:
    """Whether ``text`` contains something of that type that is not already among ``beyond``.

    ``beyond`` are the question's own stems: a sentence that only repeats the year asked about
    does not say *when*.
    """
    if answer_type is AnswerType.ANY:
        return True
    if answer_type is AnswerType.SYMBOL:
        return bool(_SYMBOL.search(text))
    if answer_type is AnswerType.CLOCK:
        return bool(_CLOCK.search(text))
    if answer_type is AnswerType.DATE:
        found = [*_YEAR.finditer(text), *_DAY_OR_MONTH.finditer(text)]
        return any(stem(match.group()) not in beyond for match in found)
    words = words_of(text)
    if answer_type is AnswerType.NUMBER:
        return any(
            (word.number or word.text.lower() in _NUMBER_WORDS) and word.stem not in beyond
            for word in words
        )
    return any(word.name and word.stem not in beyond for word in words)


def negated(text: str) -> bool:
    """Whether the text contains a negation."""
    return bool(_NEGATION.search(text))
