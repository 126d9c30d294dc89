"""Symbols of documents: a statement may give those that its sources print or are known by."""

from __future__ import annotations

from app.writing.checking.addresses import check_addresses
from app.writing.checking.evidence import Evidence
from app.writing.checking.finding import Finding
from app.writing.contracts import Fault
from store.resolutions import number_of
from store.symbols import FoundSymbol, canonical, find_symbols, same_document


def check_symbols(text: str, evidence: Evidence) -> Finding | None:
    """The first symbol of a statement, or document named in words, that its sources do not have;
    or address or markup, for which the same holds in every language.
    """
    known = {
        found.symbol
        for source in evidence.sources
        for one in (source.text, source.citation.title)
        for found in find_symbols(one)
    }
    known |= {canonical(s.citation.symbol) for s in evidence.sources if s.citation.symbol}
    for found in find_symbols(text):
        if not any(_same(found, text, other) for other in known):
            return Finding(Fault.SYMBOL, found.span.of(text))
    return check_addresses(text, evidence)


def _same(found: FoundSymbol, text: str, other: str) -> bool:
    if same_document(found.symbol, other):
        return True
    # A resolution without its year is known by its number, whatever year a source misprints.
    number = number_of(found.symbol)
    return number is not None and number == number_of(other) and "(" not in found.span.of(text)
