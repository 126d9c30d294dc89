"""Names, dates, numbers and symbols in the place of another that the same source has.

"The first chaired and the second briefed" and its reverse have the same words. So each of them is
held against the others of its sort in the sources: where another stands much nearer there to the
words that it stands with in the statement, it is in that one's place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from app.writing.checking.actors import acts
from app.writing.checking.entities import BODY, STATE
from app.writing.checking.evidence import Evidence
from app.writing.checking.finding import Finding
from app.writing.checking.forms import bare
from app.writing.checking.lexemes import Lexeme, Sort, lexemes
from app.writing.checking.segments import Segment, bears, segments
from app.writing.checking.titles import well_titled
from app.writing.checking.wordlists import saying
from app.writing.contracts import Fault
from store.records import Span

_WINDOW = 5
"""Words of content on each side that a name is taken to stand with."""
_RATIO = 1.4
"""How much nearer another stands than the one that a statement names before it is in its place."""
_IN_PLACE = 0.7
"""The share of what it would be in the statement's own words from which a name is in its place."""
_LEAST = 0.2
_DATE_OF_NUMBER = 3.0
"""How much a date that a number stands with tells of it, beside other words."""
_FRAME = 4
"""Words before a name at the beginning of a clause."""
_COMMA, _CLAUSE = 2.0, 5.0
"""How far apart a comma and the end of a clause put words, in words."""
_APPOSED = 0.5
"""The same for a comma before a name, which goes with what stands before it."""
_FAULTS = {Sort.DATE: Fault.DATE, Sort.NUMBER: Fault.NUMBER, Sort.SYMBOL: Fault.SYMBOL}
_TITLES = frozenset(
    """
    mr mrs ms dr secretary general minister president ambassador chair chairman vice deputy acting
    foreign affairs council security committee representative envoy prime commissioner state member
    members states government mission resolution assembly
    """.split()  # noqa: SIM905 - a word list reads best as words
)


_LONG_NAME = re.compile(r"[A-Z][\w’'-]+(?: (?:of|on|in|for|and|the|to|[A-Z][\w’'-]+)){2,12}$")
_RANGES = frozenset({"until", "till", "since", "from", "before", "after", "between"})
_EVERYWHERE = frozenset({f"{BODY}un", f"{BODY}security council"})
"""What is named so often, and may be added to so much, that its place tells nothing."""


@dataclass(frozen=True, slots=True)
class _Placed:
    """A lexeme and how far from the beginning of its text it stands, in words."""

    lexeme: Lexeme
    at: float


def check_places(text: str, evidence: Evidence, quoted: Sequence[Span] = ()) -> Finding | None:
    """The first name, date, number or symbol of a statement that is in the place of another."""
    rows = [_placed(lexemes(source)) for source in evidence.texts]
    facts = [
        *(s.speaker for s in evidence.sources),
        *(s.citation.symbol or "" for s in evidence.sources),
    ]
    speakers = {key for fact in facts for one in lexemes(fact) for key in one.keys}
    own = {id(one.lexeme): one.at for one in _places(lexemes(text))}
    titled = well_titled(text, evidence)
    for segment in segments(text):
        reporting = _reporting(segment)
        content = segment.content
        for index, lexeme in enumerate(content):
            sort = _sort(lexeme)
            if sort is None or any(span.contains(lexeme.span) for span in quoted):
                continue
            if lexeme.keys & speakers and (id(lexeme) in reporting or lexeme.sort is Sort.SYMBOL):
                continue
            if lexeme.keys & speakers and _frames(segment, lexeme):
                continue
            if sort == "person" and lexeme.keys & titled:
                continue
            if sort == "person" and _is_of_long_name(text, lexeme, evidence):
                continue
            if sort == "person" and index + 1 < len(content) and _joins(lexeme, content[index + 1]):
                continue
            context = _context(content, index, own)
            if context and _misplaced(lexeme, context, rows):
                return Finding(_FAULTS.get(lexeme.sort, Fault.ATTRIBUTION), lexeme.text)
    return None


def _reporting(segment: Segment) -> set[int]:
    """The actors of a clause that say something, by identity."""
    return {id(a) for act in acts(segment) if act.verb.lower in saying() for a in act.actors}


def _frames(segment: Segment, lexeme: Lexeme) -> bool:
    """Whether a clause begins with whose view it gives: "For Norway, …"."""
    words = [one.lower for one in segment.lexemes[: segment.lexemes.index(lexeme)]]
    return words[:1] in (["for"], ["according"], ["to"]) and len(words) <= _FRAME


def _is_of_long_name(text: str, lexeme: Lexeme, evidence: Evidence) -> bool:
    """Whether it ends a name of several words that the sources have as it is ("… in Europe")."""
    before = _LONG_NAME.search(text[: lexeme.span.end])
    return before is not None and any(before.group() in source for source in evidence.texts)


def _joins(lexeme: Lexeme, after: Lexeme) -> bool:
    """Whether a name goes on with the next word: its last word stands for the whole."""
    return after.span.start - lexeme.span.end == 1 and _sort(after) == "person"


def _sort(lexeme: Lexeme) -> str | None:
    """Among which others a lexeme has its place; none for what has none of its own."""
    if lexeme.sort in (Sort.DATE, Sort.SYMBOL, Sort.NUMBER):
        return str(lexeme.sort.value)
    if lexeme.sort is not Sort.NAME or bare(lexeme.text) in _TITLES or lexeme.keys & _EVERYWHERE:
        return None
    if any(key.startswith((STATE, "group:")) for key in lexeme.keys):
        return "state"
    if any(key.startswith(BODY) for key in lexeme.keys):
        return "body"
    return "body" if lexeme.text.isupper() else "person"


def _context(
    content: Sequence[Lexeme], index: int, places: Mapping[int, float]
) -> list[tuple[Lexeme, float]]:
    """The words that a lexeme stands with and how near, without those of its sort."""
    own = content[index]
    found = []
    for other in content[max(0, index - _WINDOW) : index + _WINDOW + 1]:
        if other is own or _sort(other) == _sort(own) or other.lower in saying():
            continue
        weight = _DATE_OF_NUMBER if {own.sort, other.sort} == {Sort.NUMBER, Sort.DATE} else 1.0
        found.append((other, weight * _near(places[id(own)], [places[id(other)]])))
    return found


def _misplaced(
    lexeme: Lexeme,
    context: Sequence[tuple[Lexeme, float]],
    rows: Sequence[Sequence[_Placed]],
) -> bool:
    own = best = 0.0
    there = False
    known = _tokens(p.lexeme for row in rows for p in row)
    # What no source says tells nothing of where in them something stands.
    context = [
        (word, weight)
        for word, weight in context
        if any(_is_same(p.lexeme, word, known) for row in rows for p in row)
    ]
    for row in rows:
        places = {id(w): [p.at for p in row if _is_same(p.lexeme, w, known)] for w, _ in context}
        for placed in row:
            same = _is_same(placed.lexeme, lexeme, known)
            there |= same
            if not same and not _competes(placed.lexeme, lexeme):
                continue
            score = sum(weight * _near(placed.at, places[id(w)]) for w, weight in context)
            if same:
                own = max(own, score)
            else:
                best = max(best, score)
    # Of a number or a date in another form the place is not known.
    if not there and lexeme.sort in (Sort.NUMBER, Sort.DATE):
        return False
    ideal = sum(weight * min(weight, 1.0) for _, weight in context)
    return own < _IN_PLACE * ideal and best >= _LEAST * ideal and best > own * _RATIO


def _competes(placed: Lexeme, lexeme: Lexeme) -> bool:
    """Whether another of a source may be the one in whose place a lexeme stands."""
    if placed.sort is Sort.DATE and lexeme.sort is Sort.DATE:
        return _opening(placed) == _opening(lexeme)
    return _sort(placed) == _sort(lexeme)


def _opening(lexeme: Lexeme) -> str:
    """The word that opens a range of dates: "until 15 March" is no day on which something is."""
    first = lexeme.lower.split()[0]
    return first if first in _RANGES else ""


def _is_same(placed: Lexeme, lexeme: Lexeme, known: frozenset[str]) -> bool:
    if lexeme.sort is not Sort.DATE:
        return bears(placed, lexeme)
    # What of a date no source prints was filled in: "11 March" may be told with its year.
    wanted = _tokens([lexeme]) & known
    return placed.sort is Sort.DATE and bool(wanted) and wanted <= _tokens([placed])


def _tokens(found: Iterable[Lexeme]) -> frozenset[str]:
    """The words of dates that say which they are."""
    return frozenset(
        word.lower()
        for lexeme in found
        if lexeme.sort is Sort.DATE
        for word in re.findall(r"\d+|[A-Z][a-z]+", lexeme.text)
    )


def _near(at: float, places: Sequence[float]) -> float:
    return max((1 / (1 + abs(at - place) / 2) for place in places), default=0.0)


def _placed(row: Sequence[Lexeme]) -> list[_Placed]:
    """The lexemes of a source with their places; the names of one list share one."""
    return list(_places(row))


def _places(row: Sequence[Lexeme]) -> Iterator[_Placed]:
    at = 0.0
    waiting = 0.0
    last: str | None = None
    opened: list[float] = []
    for lexeme, after in zip_longest(row, row[1:]):
        # What stands in brackets stands where these do.
        if lexeme.text == "(":
            opened.append(at)
            continue
        if lexeme.text == ")":
            at = opened.pop() if opened else at
            continue
        if not lexeme.content:
            waiting += _step(lexeme, after)
            continue
        sort = _sort(lexeme)
        joined = sort is not None and sort == last and _only_joins(row, lexeme)
        if not joined:
            at += 1 + waiting
        waiting, last = 0.0, sort
        yield _Placed(lexeme, at)


def _step(lexeme: Lexeme, after: Lexeme | None) -> float:
    if lexeme.text == "," and after is not None and after.sort is Sort.NAME:
        return _APPOSED
    if lexeme.sort is Sort.MARK:
        return _COMMA if lexeme.text == "," else _CLAUSE
    return _CLAUSE if lexeme.lower in ("while", "whereas", "but") else 0.25


def _only_joins(row: Sequence[Lexeme], lexeme: Lexeme) -> bool:
    """Whether only marks and conjunctions of a list stand before a name, since the last one."""
    index = next(i for i, one in enumerate(row) if one is lexeme) - 1
    while index >= 0 and not row[index].content:
        if row[index].text not in (",", "and", "or", "the", "(", ")"):
            return False
        index -= 1
    return True
