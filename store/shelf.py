"""The library as a list to look through: what each document cites, and how each came to be held.

All of it is read once a generation, so that looking costs nothing that grows with the library.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import sqlalchemy as sa

from store.database import Database
from store.naming import keys, names_of, without_year
from store.references import citations
from store.resolutions import number_of
from store.schema import claims, is_live, sources, versions
from store.symbols import canonical

if TYPE_CHECKING:
    from store.catalogue import DocumentSummary

_ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Origin:
    """One source that gives a document: a file's path or an address.

    ``named``: it was itself named to a refresh, and not found in a folder or a feed.
    """

    key: str
    named: bool


@dataclass(frozen=True, slots=True)
class Shelf:
    """``cites``: by document, the symbols that it cites; ``cited_by``: by symbol, the documents.

    ``translated``: by document, the language of the original by its code, where that is not ``en``.
    ``origins``: by held document, what gives it. ``named``: by symbol, the document of it, a held
    one before a catalogue card.
    """

    cites: Mapping[str, Sequence[str]]
    cited_by: Mapping[str, Sequence[str]]
    translated: Mapping[str, str]
    origins: Mapping[str, Sequence[Origin]]
    named: Mapping[str, str]

    def document_of(self, symbol: str) -> str | None:
        """The document with this symbol, or the number of this resolution, if there is one."""
        key = canonical(symbol)
        found = self.named.get(key)
        if found is None and number_of(key) is not None:
            found = self.named.get(without_year(key))
        return found

    def citing(self, document: str, symbol: str | None) -> list[str]:
        """The documents that cite this one, by its id or symbol; it is not among them."""
        names = names_of(document, symbol)
        names |= {without_year(name) for name in names}
        found = {by for name in names for by in self.cited_by.get(name, ())}
        return sorted(found - {document})


def shelf_of(catalogue: Database, summaries: Sequence[DocumentSummary]) -> Shelf:
    """What the catalogue says now; ``summaries`` are its live documents."""
    cites: dict[str, list[str]] = {}
    cited_by: dict[str, list[str]] = {}
    in_form = cache(canonical)  # many documents cite the same
    for symbol, document in citations(catalogue):
        key = in_form(symbol)
        cites.setdefault(document, []).append(key)
        cited_by.setdefault(key, []).append(document)
    return Shelf(
        cites=cites,
        cited_by=cited_by,
        translated=_translated(catalogue),
        origins=_origins(catalogue),
        named=_named(summaries),
    )


def _named(summaries: Iterable[DocumentSummary]) -> dict[str, str]:
    found: dict[str, str] = {}
    for summary in sorted(summaries, key=lambda one: (one.held, not one.is_part)):
        for key in keys(summary):  # the last one counts
            found[key] = found[without_year(key)] = summary.document
    return found


def _translated(catalogue: Database) -> dict[str, str]:
    original = sa.func.json_extract(versions.c.facts, "$.original_language")
    query = sa.select(versions.c.document, original.label("original")).where(
        is_live(), versions.c.held, versions.c.language == "en", original.is_not(None)
    )
    with catalogue.reading() as connection:
        found = connection.execute(query).all()
    return {row.document: row.original for row in found if row.original != _ENGLISH}


def _origins(catalogue: Database) -> dict[str, list[Origin]]:
    query = (
        sa.select(claims.c.document, sources.c.key, sources.c.root)
        .join(sources, sources.c.key == claims.c.source)
        .where(claims.c.held)
        .order_by(claims.c.document, sources.c.key)
    )
    found: dict[str, list[Origin]] = {}
    with catalogue.reading() as connection:
        for row in connection.execute(query):
            found.setdefault(row.document, []).append(Origin(row.key, row.root == row.key))
    return found
