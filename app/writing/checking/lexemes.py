"""A text as a row of lexemes: names, dates, symbols, numbers, words and the marks between them.

Statements and their sources are compared by what these have in common, whatever their order and
form: a lexeme has keys, and two lexemes say the same where they share one.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache

from app.writing.checking.concepts import denials, senses
from app.writing.checking.entities import find_entities
from app.writing.checking.forms import bare, root
from app.writing.checking.wordlists import light
from store.dates import find_dates
from store.records import Span
from store.symbols import find_symbols

_WORD = re.compile(
    r"(?P<word>[$€£]?[^\W_]+(?:[’'][^\W_]+)*(?:[-‐‑–][^\W_]+(?:[’'][^\W_]+)*)*(?:(?<=\d)[.,]\d+)*)"
    r"(?P<percent>\s?%)?"
    r"|(?P<mark>[.;:,!?()\[\]]|[–—]|\s-\s)"
)
_HYPHEN = re.compile(r"[-‐‑–]")
_DOTS_INSIDE = re.compile(
    r"\b(?:[A-Z]\.){2,}|\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|St|No|para|paras|vs|etc)\."
)
_DASHES = frozenset({"—", "–", "-"})
_ENDS = frozenset(".!?;")
_OPENING = frozenset(".!?;:")
"""Marks behind which a capital may be no name's."""
_DENYING_PREFIXES = frozenset({"non", "anti", "un", "ex", "quasi"})
_SHORTEST_NAME = 4
"""Letters: shorter words all in capitals are acronyms, and no common words."""
_OWNED = re.compile(r"[’']s\b|(?<=s)[’'](?!\w)")
_SOME_DAY = dt.date(2000, 6, 15)


class Sort(Enum):
    """What a lexeme is."""

    WORD = "word"
    NAME = "name"
    NUMBER = "number"
    DATE = "date"
    SYMBOL = "symbol"
    MARK = "mark"


@dataclass(frozen=True, slots=True)
class Lexeme:
    """One unit of a text.

    ``keys`` are what it shares with others that say the same; ``parts`` the keys of each word of a
    compound or of a name of several words, any of which may stand alone elsewhere. ``denied`` are
    the roots of words that deny it. ``content``: it says something of the matter. ``members``: the
    keys of those that make up the group that it names. ``possessive``: it ends as in "Norway's".
    """

    text: str
    span: Span
    sort: Sort
    keys: frozenset[str]
    parts: tuple[frozenset[str], ...] = ()
    denied: frozenset[str] = frozenset()
    members: frozenset[str] = frozenset()
    content: bool = True
    possessive: bool = False

    @property
    def lower(self) -> str:
        """The text in lower case."""
        return self.text.lower()

    def same_word(self, other: Lexeme) -> bool:
        """Whether the two are forms of one word, and not only words for the same."""
        return any(not key.startswith("~") for key in self.keys & other.keys)

    def same(self, other: Lexeme) -> bool:
        """Whether the two say the same."""
        return bool(self.keys & other.keys)


@lru_cache(maxsize=1_024)
def lexemes(text: str) -> tuple[Lexeme, ...]:
    """The lexemes of a text in order."""
    taken = [*_symbols(text)]
    taken += [d for d in _dates(text) if not any(d.span.overlaps(t.span) for t in taken)]
    taken += [e for e in _entities(text) if not any(e.span.overlaps(t.span) for t in taken)]
    dots = [Span(*match.span()) for match in _DOTS_INSIDE.finditer(text)]
    found = list(taken)
    opens = True
    for match in _WORD.finditer(text):
        span = Span(*match.span())
        if match["mark"]:
            if match["mark"] == "." and any(dot.overlaps(span) for dot in dots):
                continue
            opens = match["mark"] in _OPENING
            if not any(t.span.overlaps(span) for t in taken):
                found.append(_mark(match["mark"].strip(), span))
            continue
        if not any(t.span.overlaps(span) for t in taken):
            found.append(_word(match["word"], span, percent=bool(match["percent"]), opens=opens))
        opens = match["word"].lower() == "that"
    return tuple(_with_brackets(sorted(found, key=lambda lexeme: lexeme.span)))


def _with_brackets(row: list[Lexeme]) -> list[Lexeme]:
    """The lexemes with brackets for two dashes that hold something between them."""
    dashes = [i for i, lexeme in enumerate(row) if lexeme.text in _DASHES]
    ends = [i for i, lexeme in enumerate(row) if lexeme.text in _ENDS]
    while len(dashes) > 1:
        first, second = dashes[:2]
        if any(first < end < second for end in ends):
            dashes = dashes[1:]
            continue
        row[first], row[second] = replace(row[first], text="("), replace(row[second], text=")")
        dashes = dashes[2:]
    return row


def word_keys(text: str) -> frozenset[str]:
    """Every key of the words of a text, and of the parts of its compounds and names."""
    keys: set[str] = set()
    for lexeme in lexemes(text):
        keys |= lexeme.keys | lexeme.members
        for part in lexeme.parts:
            keys |= part
    return frozenset(keys)


def _mark(text: str, span: Span) -> Lexeme:
    return Lexeme(text, span, Sort.MARK, frozenset(), content=False)


def _symbols(text: str) -> list[Lexeme]:
    return [
        Lexeme(found.span.of(text), found.span, Sort.SYMBOL, frozenset({f"symbol:{found.symbol}"}))
        for found in find_symbols(text)
        if found.formal
    ]


def _dates(text: str) -> list[Lexeme]:
    return [
        Lexeme(
            found.span.of(text),
            found.span,
            Sort.DATE,
            frozenset({f"date:{found.date_from}:{found.date_to}"}),
            parts=_word_parts(found.span.of(text)),
        )
        # Any day that only fills in what the words leave out: the words are what is marked here.
        for found in find_dates(text, posted=_SOME_DAY)
    ]


def _entities(text: str) -> list[Lexeme]:
    return [
        Lexeme(
            found.span.of(text),
            found.span,
            Sort.NAME,
            found.keys,
            parts=_word_parts(found.span.of(text)),
            members=found.members,
            possessive=bool(_OWNED.match(text, found.span.end)),
        )
        for found in find_entities(text)
    ]


def _word_parts(text: str) -> tuple[frozenset[str], ...]:
    return tuple(senses(match["word"]) for match in _WORD.finditer(text) if match["word"])


def _is_compound(halves: list[str]) -> bool:
    """Whether the parts of a word mean what they mean alone: in "non-state" they do not."""
    return len(halves) > 1 and halves[0].lower() not in _DENYING_PREFIXES


def _acronym(text: str, span: Span) -> Lexeme:
    """A word all in capitals: an acronym, or a name that is printed so."""
    owner = _OWNED.sub("", text)
    keys = {owner.upper()} | ({bare(owner)} if len(owner) >= _SHORTEST_NAME else set())
    return Lexeme(text, span, Sort.NAME, frozenset(keys), possessive=owner != text)


def _word(text: str, span: Span, *, percent: bool, opens: bool) -> Lexeme:
    halves = [half for half in _HYPHEN.split(text) if half]
    owner = _OWNED.sub("", text)
    if owner[0].isalpha() and owner.upper() == owner and len(owner) > 1 and owner != owner.lower():
        return _acronym(text, span)
    if any(character.isdigit() for character in text):
        return Lexeme(
            text + ("%" if percent else ""),
            span,
            Sort.NUMBER,
            frozenset({f"number:{text.lower()}"}),
            parts=tuple(senses(half) for half in halves if not half.isdigit()),
        )
    plain = bare(text)
    keys = senses(text) | {plain, plain.replace("-", "")}
    capital = text[0].isupper()
    acronym = capital and sum(character.isupper() for character in text) > 1
    if capital:
        keys = keys | {text.upper()}
    common = plain in light()
    named = acronym or (capital and not opens and not common)
    return Lexeme(
        text,
        span,
        Sort.NAME if named else Sort.WORD,
        keys | {root(plain.replace("-", ""))},
        parts=tuple(senses(half) for half in halves) if _is_compound(halves) else (),
        denied=denials(text),
        content=not common,
        possessive=bool(_OWNED.search(text)),
    )
