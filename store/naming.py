"""What documents are called: finding one by any of its names, and what is cited but not held."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from store.catalogue import DocumentSummary
from store.errors import UsageError
from store.resolutions import number_of
from store.symbol_addresses import halves
from store.symbols import canonical, same_document

_NEAR_NAMES = 3
_NEAR_ENOUGH = 60.0  # rapidfuzz's 0 to 100


@dataclass(frozen=True, slots=True)
class MissingDocument:
    """A document that held ones cite and that is not held. Title and address as far as known."""

    symbol: str
    title: str | None
    url: str | None
    cited_by: tuple[str, ...]


def find(summaries: Sequence[DocumentSummary], name: str) -> str:
    """The id of the document with this id or symbol, however the symbol is typed.

    A part of a document is found by its symbol only where there is nothing of the whole.
    Raises :class:`UsageError`, naming what is near, where there is none.
    """
    if any(summary.document == name for summary in summaries):
        return name
    wanted = canonical(name)
    matches = [s for s in summaries if any(same_document(wanted, key) for key in keys(s))]
    if not matches:
        raise unknown(summaries, name)
    return max(matches, key=lambda summary: (not summary.is_part, summary.held)).document


def unknown(summaries: Sequence[DocumentSummary], name: str) -> UsageError:
    """The error that says what is near."""
    from rapidfuzz import process

    names = {key for summary in summaries for key in (summary.document, summary.title)}
    near = process.extract(name, sorted(names), limit=_NEAR_NAMES, score_cutoff=_NEAR_ENOUGH)
    remedy = (
        "did you mean " + " or ".join(found for found, *_ in near) + "? "
        "penholder documents lists all"
        if near
        else "penholder documents lists what is held"
    )
    return UsageError(f"there is no document {name} in the library", remedy)


def missing(
    summaries: Sequence[DocumentSummary], citations: Iterable[tuple[str, str]]
) -> list[MissingDocument]:
    """What is cited, as (symbol, citing document), and not held; by symbol.

    Of what only a part is held, the whole is missing.
    """
    cited: dict[str, list[str]] = {}
    for symbol, citing in citations:
        cited.setdefault(canonical(symbol), []).append(citing)
    held: set[str] = set()
    cards: dict[str, DocumentSummary] = {}
    for summary in summaries:
        if summary.is_part:
            continue
        for key in keys(summary):
            if summary.held:
                held.update((key, without_year(key)))
            else:
                cards[key] = summary
    found = []
    for symbol, by in sorted(cited.items()):
        if held.isdisjoint((*halves(symbol), without_year(symbol))):
            card = cards.get(symbol)
            title, url = (card.title, card.url) if card else (None, None)
            found.append(MissingDocument(symbol, title, url, tuple(dict.fromkeys(by))))
    return found


def keys(summary: DocumentSummary) -> set[str]:
    """A document's id and symbols in the form in which they compare, each of two apart too."""
    return names_of(summary.document, summary.symbol)


def names_of(document: str, symbol: str | None) -> set[str]:
    """The same, of an id and a symbol."""
    printed = {canonical(key) for key in (document, symbol) if key}
    return printed.union(*(halves(key) for key in printed))


def without_year(symbol: str) -> str:
    """A resolution's number alone, as it is cited without its year; any other symbol as it is."""
    number = number_of(symbol)
    return symbol if number is None else symbol.partition(" (")[0]
