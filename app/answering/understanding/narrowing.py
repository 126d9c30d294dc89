"""Filters that a question itself gives: "in the briefs of September 2019", "according to S/PV.1".

Only where the form is clear. A year in a question about what a text says ("the 2018 statement") is
content and narrows nothing by itself; a kind of document, a symbol or a day of publication narrows
where the question names it as its source. What is found is shown with what it means.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from app.answering.answer import FilterFound
from store.date_words import month_range, year_range
from store.dates import FoundDate, find_dates
from store.filters import Filters
from store.library import DocumentSummary
from store.printing import long_date
from store.records import Kind
from store.symbols import find_symbols, same_document

_EVERYTHING = Filters()
_KINDS: tuple[tuple[str, Kind], ...] = (
    (r"(?:security council )?presidential statements?", Kind.PRESIDENTIAL_STATEMENT),
    (r"(?:security council )?press statements?", Kind.PRESS_STATEMENT),
    (r"(?:monthly )?forecasts?", Kind.FORECAST),
    (r"(?:what[’']s in blue )?briefs?", Kind.BRIEF),
    (r"(?:verbatim|meeting|official) records?|transcripts?", Kind.RECORD),
    (r"draft resolutions?", Kind.DRAFT),
    (r"(?:security council )?resolutions?", Kind.RESOLUTION),
    (r"meetings? coverage|press releases?", Kind.MEETINGS_COVERAGE),
    (r"concept (?:notes?|papers?)|letters?", Kind.LETTER),
)
_KIND = "|".join(f"(?P<k{number}>{pattern})" for number, (pattern, _) in enumerate(_KINDS))
_THE = r"(?:(?:the|a|any|all|your|its|these|this) )?"
# "January 2018", "Kazakhstan’s", "Russian": what stands between the article and the noun.
_BETWEEN = r"(?P<between>(?:[\w’'-]{1,20} ){0,4}?)"
_NOUN = rf"{_THE}{_BETWEEN}(?:{_KIND})\b"
_SAYS = r"(?:say|says|state|mention|tell|call for|request|ask for|describe|explain|specify|contain)"
_SOURCES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?:according to|as stated in|as reported in|based on) {_NOUN}",
        rf"\b(?:what|where|how|why|when|which|who)\b.{{0,60}}\b(?:does|do|did) {_NOUN}"
        rf"(?P<tail>.{{0,60}}?)\b{_SAYS}\b",
        rf"^(?:does|do|did) {_NOUN}(?P<tail>.{{0,60}}?)\b{_SAYS}\b",
        rf"\bin {_THE}(?P<between>)(?:{_KIND})\b(?= (?:of|from|dated)\b|\W*$|,)",
    )
)
_PLURAL = re.compile(
    rf"\b(?:documents|publications|texts|(?:{_KIND}))(?<=s) "
    r"(?:(?:that|which) (?:were|are) )?(?:(?:published|posted|issued|dated|adopted|released) )?"
    r"(?:from|of|in|on|dated)?\s?(?:the )?$",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"\b(?:published|posted)(?: (?:in|on|during|from))?\s?(?:the )?$", re.IGNORECASE
)
# "Issued after the July 2019 meeting" speaks of the meeting's day.
_NO_NOUN = re.compile(r"\W*$|[,;]|\s(?:about|on|regarding|concerning|that|which|say|mention)\b")
_CALLED = (
    r"(?:the )?(?:document |(?:verbatim |meeting |official )?record |transcript |letter |report )?"
)
_SYMBOL_BEFORE = re.compile(
    r"\b(?:according to|in|per|under|(?:does|did|do)"
    r"|(?:para(?:graph|\.)|annex|article|page|section) ?\S{0,12} of)"
    rf" {_CALLED}(?:resolution )?$",
    re.IGNORECASE,
)
_SYMBOL_NARROWS = re.compile(
    r"\b(?:according to|(?:as (?:recorded|stated|reported|printed|set out) )?in|per|under)"
    rf" {_CALLED}$|\s\($|^from $",
    re.IGNORECASE,
)
# At a meeting somebody says something; at a resolution nobody.
_MEETING_NARROWS = re.compile(rf"\b(?:at|during) {_CALLED}$", re.IGNORECASE)
_CLOSING = re.compile(r"[):]")
_SYMBOL_AFTER = re.compile(rf"\s(?:{_SAYS}|decides?|recall|condemn|demand)\b", re.IGNORECASE)
_OF_A_MEETING = frozenset({Kind.RECORD, Kind.MEETINGS_COVERAGE})
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What a question narrows the library to.

    ``text`` is the question without words that only narrow; ``lacking`` is the source that it
    names where no document held is of that kind and date, in words.
    """

    text: str
    found: tuple[FilterFound, ...] = ()
    filters: Filters = field(default=_EVERYTHING)
    lacking: str = ""


@dataclass(frozen=True, slots=True)
class _Source:
    """Words of the question that name its source, and what they mean.

    ``means`` is in the plural, ``one`` in the singular. ``removed`` are the words that only narrow,
    in whose place ``instead`` is read.
    """

    words: str
    means: str
    one: str
    filters: Filters
    removed: str = ""
    instead: str = ""


def narrowing_of(
    text: str, documents: Sequence[DocumentSummary], today: dt.date | None = None
) -> Narrowing:
    """The filters in a question put to a library of these documents on this day."""
    held = [summary for summary in documents if summary.held and summary.kind is not Kind.GLOSSARY]
    narrowing = Narrowing(text)
    for source in _sources(text, held, today):
        both = narrowed(narrowing.filters, source.filters)
        if not any(both.admit(s.document, s.kind, s.date) for s in held):
            # Of documents whose kind nothing tells, each may be the one.
            unknown = any(summary.kind is Kind.OTHER for summary in held)
            lacking = narrowing.lacking or ("" if unknown and both.kinds else source.one)
            narrowing = Narrowing(narrowing.text, narrowing.found, narrowing.filters, lacking)
            continue
        narrowing = Narrowing(
            _without(narrowing.text, source),
            (*narrowing.found, FilterFound(text=source.words, means=source.means)),
            both,
            narrowing.lacking,
        )
    return narrowing


def _without(text: str, source: _Source) -> str:
    """The question without what only narrows."""
    if not source.removed:
        return text
    rest = " ".join(text.replace(source.removed, f" {source.instead} ", 1).split())
    rest = re.sub(r"\s+([?.,])", r"\1", rest).lstrip(" ,:")
    return rest[:1].upper() + rest[1:] if any(c.isalnum() for c in rest) else text


def narrowed(filters: Filters, found: Filters) -> Filters:
    """Both at once: what was set by hand is never widened by what a question says."""
    return Filters(
        after=max(filter(None, (filters.after, found.after)), default=None),
        before=min(filter(None, (filters.before, found.before)), default=None),
        kinds=_both(filters.kinds, found.kinds),
        documents=_both(filters.documents, found.documents),
    )


def _both(one: frozenset[_T], other: frozenset[_T]) -> frozenset[_T]:
    # Two that have nothing in common leave the first: an empty set would be no condition.
    return (one & other or one) if one and other else one | other


def _sources(
    text: str, held: Sequence[DocumentSummary], today: dt.date | None
) -> Iterator[_Source]:
    dates = find_dates(text, posted=today)
    symbols = list(_symbols(text, held))
    yield from symbols
    if not symbols and (source := _kind_named(text, dates)):
        yield source
        return
    yield from _published(text, dates)


def _symbols(text: str, held: Sequence[DocumentSummary]) -> Iterator[_Source]:
    """Documents that are held and that the question names as where it wants to look."""
    for found in find_symbols(text):
        before, after = text[: found.span.start], text[found.span.end :]
        named = [s for s in held if s.symbol and same_document(found.symbol, s.symbol)]
        of_a_meeting = bool(named) and named[0].kind in _OF_A_MEETING
        only_narrows = _SYMBOL_NARROWS.search(before) or (
            of_a_meeting and _MEETING_NARROWS.search(before)
        )
        if not (only_narrows or _SYMBOL_BEFORE.search(before) or _SYMBOL_AFTER.match(after)):
            continue
        if named:
            # The document need not print its own symbol.
            closing = _CLOSING.match(after)
            end = found.span.end + (closing.end() if closing else 0)
            yield _Source(
                found.span.of(text),
                f"document {named[0].symbol}",
                f"document {named[0].symbol}",
                Filters(documents=frozenset(summary.document for summary in named)),
                removed=text[only_narrows.start() : end] if only_narrows else "",
            )


def _kind_named(text: str, dates: Sequence[FoundDate]) -> _Source | None:
    """The kind of document, with its date where one stands with it, that is to be the source."""
    for pattern in _SOURCES:
        match = pattern.search(text)
        if match is None:
            continue
        kind, noun = _kind_of(match)
        start, end = match.start("between"), match.end(f"k{_KINDS_AT[kind]}")
        date = next((d for d in dates if _belongs(text, d, start, end)), None)
        words = text[min(start, date.span.start) : max(end, date.span.end)] if date else noun
        only_narrows = "tail" not in pattern.groupindex
        whole = text[match.start() : max(match.end(), date.span.end if date else 0)]
        of_date = f" of {_days(date)}" if date else ""
        return _Source(
            words.strip(),
            _plural(noun.lower()) + of_date,
            _singular(noun.lower()) + of_date,
            Filters(
                kinds=frozenset({kind}),
                after=_first(date) if date else None,
                before=_last(date) if date else None,
            ),
            removed=whole if only_narrows else words,
            instead="" if only_narrows else noun,
        )
    return None


def _belongs(text: str, date: FoundDate, start: int, end: int) -> bool:
    """Whether a date stands before the noun ("the May 2018 brief") or behind it ("of 3 May")."""
    if start <= date.span.start and date.span.end <= end:
        return True
    gap = text[end : date.span.start] if date.span.start >= end else "-"
    return re.fullmatch(r"\s(?:of|from|dated|for)\s(?:the\s)?", gap) is not None


def _published(text: str, dates: Sequence[FoundDate]) -> Iterator[_Source]:
    """Days of publication: "documents of May 2018", "published since 2015"."""
    for date in dates:
        before = text[: date.span.start]
        plural = _PLURAL.search(before)
        published = plural or _PUBLISHED.search(before)
        if published is None or not _NO_NOUN.match(text, date.span.end):
            continue
        kind = _kind_of(plural)[0] if plural and _kinds_in(plural) else None
        noun = _kind_of(plural)[1].lower() if plural and kind else "documents"
        words = text[published.start() : date.span.end]
        yield _Source(
            words,
            f"{_plural(noun)} of {_days(date)}",
            f"{_singular(noun)} of {_days(date)}",
            Filters(
                kinds=frozenset({kind} if kind else ()), after=_first(date), before=_last(date)
            ),
            removed=words,
            instead=noun if plural else "",
        )


_KINDS_AT = {kind: number for number, (_, kind) in enumerate(_KINDS)}


def _kinds_in(match: re.Match[str]) -> list[int]:
    return [number for number in range(len(_KINDS)) if match[f"k{number}"]]


def _kind_of(match: re.Match[str]) -> tuple[Kind, str]:
    number = _kinds_in(match)[0]
    return _KINDS[number][1], match[f"k{number}"]


def _plural(noun: str) -> str:
    return noun if noun.endswith(("s", "coverage")) else f"{noun}s"


def _singular(noun: str) -> str:
    return noun.removesuffix("s")


def _first(date: FoundDate) -> dt.date | None:
    return None if date.date_from == dt.date.min else date.date_from


def _last(date: FoundDate) -> dt.date | None:
    return None if date.date_to == dt.date.max else date.date_to


def _days(date: FoundDate) -> str:
    first, last = _first(date), _last(date)
    if first and last:
        if (first, last) == month_range(first.year, first.month):
            return f"{first:%B} {first.year}"
        if (first, last) == year_range(first.year):
            return str(first.year)
        return long_date(first) if first == last else f"{long_date(first)} to {long_date(last)}"
    return (
        f"{long_date(first)} or later" if first else f"{long_date(last or date.date_to)} or earlier"
    )
