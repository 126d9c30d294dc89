"""Documents named after another one by what is different: "S/PV.8626 and 8627", "… and Add.1".

A number alone may be anything: a page, a footnote, a count, a year. It is taken for a document's
only where it goes on from the last one's, is as long, and no word follows that it would count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from store.records import Span
from store.symbol_addresses import halves

_YEAR = r"(?:19[4-9]\d|20\d\d)"
_AND = r",?\s(?:and|or|to|et|ou|à|y|e|и|или|as\swell\sas|ainsi\sque)\s"
_JOIN = rf"(?:{_AND}|\s?[,;]\s{{0,2}})"
# What may follow a document's number; it would make another one a count: "743 people".
_GOES_ON = (
    r"(?:and|or|to|et|ou|y|e|и|или|as|ainsi|of|on|in|at|by|from|for|which|that|where|was|were|is"
    r"|are|has|have|had|the|dated|de|du|des|le|la|les|от|в)\b"
)
_NO_COUNT = rf"(?!\w|[/.,:-]\d|\s?\(|\s(?!{_GOES_ON})[^\W\d_])"
_MODIFIER = re.compile(
    rf"{_JOIN}(?P<printed>/?(?P<kind>Add|Amend|Corr|Rev)\.\s?(?P<number>\d{{1,3}}))\b"
)
_MODIFIERS_NUMBER = re.compile(
    rf"(?:(?P<word>{_AND}|[-–])|,\s?)(?P<printed>\d{{1,2}})\b(?![/.]\d|\s?\(|\s(?!{_GOES_ON})\w)"
)
_COMPONENT = re.compile(
    rf"{_JOIN}(?P<printed>(?P<kind>L|PV|SR|CRP|WP|NGO)\.\s?(?P<number>\d{{1,4}})"
    r"(?P<modifiers>(?:/(?:Add|Amend|Corr|Rev)\.\d{1,3}){0,3}))(?![\w/])"
)
_OF_YEAR = re.compile(
    rf"{_JOIN}(?P<printed>(?P<year>{_YEAR})/(?P<number>(?!{_YEAR}\b)[1-9]\d{{0,3}}))(?![\w/]|[.,]\d)"
)
_NUMBER = re.compile(
    rf"(?:(?P<word>{_AND})|{_JOIN}|[-–])(?P<printed>(?!{_YEAR}\b)[1-9]\d{{1,5}}){_NO_COUNT}"
)
_MODIFIED = re.compile(r"(?P<stem>.+/(?:Add|Amend|Corr|Rev)\.)(?P<number>\d+)")
_BY_COMPONENT = re.compile(r"(?P<stem>.+/)(?P<kind>[A-Z]+)\.\d+(?:/(?:Add|Amend|Corr|Rev)\.\d+)*")
_BY_YEAR = re.compile(rf"(?P<stem>S/(?:(?P<short>PRST|NC)/)?){_YEAR}/\d+(?:/.*)?")
_BY_NUMBER = re.compile(r"(?P<stem>(?!.*/RES/).+[./])(?P<number>\d+)")

_LEAST_DIGITS = 3  # of a number alone
_AFTER = 100  # by which it may be above the last one


@dataclass(frozen=True, slots=True)
class Member:
    """A document of a list that is named by a part of its symbol, and the place of that part."""

    symbol: str
    span: Span


@dataclass(frozen=True, slots=True)
class _Last:
    """Where a list has come to: its last document, and the last that was no mere addition to one.

    ``named_alone``: the last was named by its modifier.
    """

    symbol: str
    base: str
    named_alone: bool = False


def further_members(text: str, symbol: str, at: int) -> Iterator[Member]:
    """What the list names after the document ``symbol``, which ends at ``at``.

    Of a run ("Add.1-3", "S/PV.8626-8630") the last is found, which is printed.
    """
    last, single = _Last(symbol, symbol), len(halves(symbol)) == 1
    while True:
        found = _addition(text, last, at) or (_document(text, last, at) if single else None)
        if found is None:
            return
        last, match = found
        yield Member(last.symbol, Span(*match.span("printed")))
        at = match.end("printed")


_Found = tuple[_Last, re.Match[str]]


def _addition(text: str, last: _Last, at: int) -> _Found | None:
    """An addendum, a corrigendum or a revision of the last document: "and Add.1", "and 2"."""
    if more := _MODIFIER.match(text, at):
        # "S/7930/Add.43 and Add.44": the second is not added to the first
        stem = last.base.partition(f"/{more['kind']}.")[0]
        return _Last(f"{stem}/{more['kind']}.{more['number']}", last.base, named_alone=True), more
    modified = _MODIFIED.fullmatch(last.symbol)
    more = _MODIFIERS_NUMBER.match(text, at) if modified else None
    if modified is None or more is None or not (last.named_alone or more["word"]):
        return None
    further = int(more["printed"]) - int(modified["number"])
    if not (further > 0 if more["word"] else further == 1):
        return None  # a footnote's number
    return _Last(f"{modified['stem']}{more['printed']}", last.base, last.named_alone), more


def _document(text: str, last: _Last, at: int) -> _Found | None:
    """Another document of the same series: "and L.61", "and 2018/3", "and 8627"."""
    series = _BY_COMPONENT.fullmatch(last.base)
    more = _COMPONENT.match(text, at) if series else None
    if series and more and series["kind"] == more["kind"]:
        symbol = f"{series['stem']}{more['kind']}.{more['number']}{more['modifiers']}"
        return _Last(symbol, symbol), more
    series = _BY_YEAR.fullmatch(last.base)
    more = _OF_YEAR.match(text, at) if series else None
    if series and more and not (series["short"] and len(more["number"]) > _LEAST_DIGITS):
        symbol = f"{series['stem']}{more['printed']}"
        return _Last(symbol, symbol), more
    series = _BY_NUMBER.fullmatch(last.symbol) if last.symbol == last.base else None
    more = _NUMBER.match(text, at) if series else None
    if series and more and _goes_on(series, more):
        symbol = f"{series['stem']}{more['printed']}"
        return _Last(symbol, symbol), more
    return None


def _goes_on(series: re.Match[str], more: re.Match[str]) -> bool:
    """Whether a number goes on from the last document's."""
    last, number = series["number"], more["printed"]
    sure = len(last) >= _LEAST_DIGITS or (more["word"] and series["stem"].endswith("/PV."))
    return bool(sure) and len(last) == len(number) and 0 < int(number) - int(last) <= _AFTER
