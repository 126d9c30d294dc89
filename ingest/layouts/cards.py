"""The catalogue of related documents: one card for each document that is named but not held.

A card is our own description. It is searchable and says where the document is, and it is never
quoted as if it were the document: every card is a Document with ``held=False``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

from ingest.facts import is_web_address, one_line
from ingest.sentences import split_sentences
from ingest.toml import read_toml
from store.errors import SourceError
from store.records import Day, Document, Kind, Passage, Pinpoint, Relation, Sentence, Span
from store.symbols import canonical, is_symbol

SECTION = "catalogue card"
MAX_TITLE = 200
MAX_ABOUT = 700
"""Longest title and description, in characters, so that a card is always one passage."""

_TABLE = "document"


@dataclass(frozen=True, slots=True)
class Card:
    """One card, checked: it has either a symbol or an id.

    The field names are the keys of a ``[[document]]`` entry.
    """

    title: str
    kind: Kind
    about: str
    symbol: str | None = None
    id: str | None = None
    date: dt.date | None = None
    language: str = "en"
    url: str | None = None
    publisher: str | None = None
    cites: tuple[str, ...] = ()


_KEYS = frozenset(field.name for field in fields(Card))


class _Entry:
    """One raw entry: takes typed values out of it, and names the entry in every error."""

    def __init__(self, values: Mapping[str, object], number: int, source: str) -> None:
        self._values = values
        name = values.get("symbol") or values.get("id") or values.get("title")
        label = f" ({name})" if isinstance(name, str) else ""
        self._where = f"entry {number}{label} of {source}"

    def error(self, what: str, remedy: str) -> SourceError:
        return SourceError(f"{self._where} {what}", remedy)

    def check_keys(self) -> None:
        unknown = sorted(set(self._values) - _KEYS)
        if unknown:
            raise self.error(
                f"has the unknown key “{unknown[0]}”", f"use only {', '.join(sorted(_KEYS))}"
            )

    def line(self, key: str) -> str | None:
        """A string as one line, its line breaks folded; ``None`` where the key is absent."""
        line = one_line(self._values.get(key))
        if line is None and key in self._values:
            raise self.error(f"has no text under “{key}”", f"write the {key} between quotes")
        return line

    def required_line(self, key: str, limit: int) -> str:
        value = self.line(key)
        if value is None:
            raise self.error(f"has no “{key}”", f"add the key {key} to it")
        if len(value) > limit:
            raise self.error(
                f"has {len(value)} characters under “{key}”", f"shorten it to {limit} at most"
            )
        return value

    def kind(self) -> Kind:
        value = self.required_line("kind", MAX_TITLE)
        try:
            return Kind(value)
        except ValueError as error:
            kinds = ", ".join(kind.value for kind in Kind)
            raise self.error(f"has the unknown kind “{value}”", f"use one of {kinds}") from error

    def date(self) -> dt.date | None:
        value = self._values.get("date")
        # A TOML date with a time is a datetime, which Python counts as a date too.
        if value is None or (isinstance(value, dt.date) and not isinstance(value, dt.datetime)):
            return value
        raise self.error("has a “date” that is not a day", "write it bare, as in date = 2019-09-25")

    def url(self) -> str | None:
        value = self.line("url")
        if value is not None and not is_web_address(value):
            raise self.error(
                f"has the malformed address “{value}”",
                "write it whole, with https:// and with spaces and brackets percent-encoded",
            )
        return value

    def symbol(self) -> str | None:
        value = self.line("symbol")
        return None if value is None else self._canonical(value)

    def cites(self) -> tuple[str, ...]:
        value = self._values.get("cites", [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.error(
                "has a “cites” that is not a list of symbols",
                'write it as in cites = ["S/PV.7796"]',
            )
        return tuple(self._canonical(item) for item in value)

    def _canonical(self, symbol: str) -> str:
        if not is_symbol(symbol):
            raise self.error(
                f"names “{symbol}”, which is no UN symbol",
                "mend the symbol, or give the document an id instead",
            )
        return canonical(symbol)

    def card(self) -> Card:
        self.check_keys()
        symbol, identifier = self.symbol(), self.line("id")
        if (symbol is None) == (identifier is None):
            raise self.error(
                "must have either a symbol or an id", "give its UN symbol, or an id if it has none"
            )
        return Card(
            title=self.required_line("title", MAX_TITLE),
            kind=self.kind(),
            about=self.required_line("about", MAX_ABOUT),
            symbol=symbol,
            id=identifier,
            date=self.date(),
            language=self.line("language") or "en",
            url=self.url(),
            publisher=self.line("publisher"),
            cites=self.cites(),
        )


def read_cards(text: str, *, source: str) -> list[Document]:
    """The cards of a catalogue file in TOML, one ``[[document]]`` table each, in file order.

    ``source`` names the file in errors. Raises :class:`SourceError` where the TOML is malformed,
    an entry lacks a key, has an unknown one or an invalid value, or two entries share an id.
    """
    documents: dict[str, Document] = {}
    for number, values in enumerate(_entries(text, source), start=1):
        entry = _Entry(values, number, source)
        document = card_document(entry.card())
        if document.id in documents:
            raise entry.error("repeats an earlier entry", "keep one of the two")
        documents[document.id] = document
    return list(documents.values())


def _entries(text: str, source: str) -> list[dict[str, object]]:
    content = read_toml(text, name=source)
    entries = content.pop(_TABLE, None)
    if content:
        raise SourceError(
            f"{source} has “{next(iter(content))}” outside an entry",
            f"put everything under [[{_TABLE}]] headings",
        )
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise SourceError(
            f"{source} holds no catalogue entries", f"begin each one with [[{_TABLE}]]"
        )
    return entries


def card_document(
    card: Card,
    *,
    sentences: Sequence[str] = (),
    days: tuple[Day, ...] = (),
    relations: tuple[Relation, ...] = (),
    layout: str = SECTION,
) -> Document:
    """A card as a document that is not held.

    ``sentences`` are those that the description is put together from, a space between, where that
    is known. ``days`` and ``relations`` are the described document's own, and ``layout`` says
    what the card was read from.
    """
    text = f"{card.title}\n\n{card.about}"
    pinpoint = Pinpoint(section=SECTION)
    # The title is no sentence: it is not quoted as a description.
    start = len(text) - len(card.about)
    spans = _joined(sentences, start) if sentences else split_sentences(card.about, offset=start)
    passage = Passage(
        ordinal=0,
        span=Span(0, len(text)),
        heading=_heading(card),
        pinpoint=pinpoint,
        sentences=tuple(Sentence(span, pinpoint) for span in spans),
    )
    return Document(
        id=card.symbol or card.id or "",
        title=card.title,
        kind=card.kind,
        text=text,
        passages=(passage,),
        symbol=card.symbol,
        date=card.date,
        language=card.language,
        url=card.url,
        publisher=card.publisher,
        held=False,
        cites=card.cites,
        days=days,
        relations=relations,
        layout=layout,
    )


def _joined(sentences: Sequence[str], start: int) -> list[Span]:
    spans = []
    for sentence in sentences:
        spans.append(Span(start, start + len(sentence)))
        start += len(sentence) + 1
    return spans


def _heading(card: Card) -> str:
    parts = (card.title, card.date.isoformat() if card.date else None, card.symbol, SECTION)
    return " · ".join(part for part in parts if part)
