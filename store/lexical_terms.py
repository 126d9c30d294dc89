"""What the lexical index is made of: its fields, how text becomes terms, and a passage's entry."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from store.catalogue import VersionPassages
from store.resolutions import number_of, resolution_key, year_of_resolution
from store.symbol_addresses import halves
from store.symbols import find_symbols
from store.vectors import as_number

if TYPE_CHECKING:
    import tantivy

# Raised when fields or analysis change; an index of another format is built again.
FORMAT = 2

_LONGEST_TOKEN = 60
_DIGIT = re.compile(r"\d")


def analysers() -> tuple[tantivy.TextAnalyzer, tantivy.TextAnalyzer]:
    """Words for matching (folded, stemmed), and words as they are printed."""
    from tantivy import Filter, TextAnalyzerBuilder, Tokenizer

    english = (
        TextAnalyzerBuilder(Tokenizer.simple())
        .filter(Filter.remove_long(_LONGEST_TOKEN))
        .filter(Filter.lowercase())
        .filter(Filter.ascii_fold())
        .filter(Filter.stemmer("english"))
        .build()
    )
    cased = (
        TextAnalyzerBuilder(Tokenizer.simple()).filter(Filter.remove_long(_LONGEST_TOKEN)).build()
    )
    return english, cased


def schema() -> tantivy.Schema:
    """The fields."""
    from tantivy import SchemaBuilder

    builder = SchemaBuilder()
    builder.add_unsigned_field("id", indexed=True, fast=True)
    builder.add_unsigned_field("version", indexed=True)
    builder.add_text_field("text", tokenizer_name="english")
    builder.add_text_field("words", tokenizer_name="cased", index_option="basic")
    for name in ("symbols", "document", "kind"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("date", indexed=True, fast=True)
    return builder.build()


def documents(version: VersionPassages) -> list[Any]:
    """One entry a passage."""
    import tantivy

    facts = version.document
    own = symbol_terms(facts.symbol or "")
    made = []
    for id_, heading, text in version.passages:
        document = tantivy.Document()
        document.add_unsigned("id", id_)
        document.add_unsigned("version", version.version)
        document.add_text("text", f"{heading}\n{text}")
        document.add_text("words", f"{heading}\n{text}")
        for symbol in dict.fromkeys([*own, *symbol_terms(text)]):
            document.add_text("symbols", symbol)
        document.add_text("document", facts.document)
        document.add_text("kind", facts.kind.value)
        if facts.date:
            document.add_integer("date", as_number(facts.date.isoformat()))
        made.append(document)
    return made


def symbol_terms(text: str) -> Sequence[str]:
    """The documents that a text names, each as one term.

    A document of two symbols is found by either, and a resolution that is too new for its year to
    be known from its number by the number alone.
    """
    terms: dict[str, None] = {}
    if not _DIGIT.search(text):  # no document is named without one, and looking costs more
        return ()
    for found in find_symbols(text):
        terms |= dict.fromkeys((found.symbol, *halves(found.symbol)))
        number = number_of(found.symbol)
        if number is not None and year_of_resolution(number) is None:
            terms[resolution_key(number)] = None
    return list(terms)
