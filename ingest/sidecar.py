"""The facts that a file beside a document gives: ``brief.toml`` for ``brief.txt``."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from ingest.facts import is_web_address, one_line
from ingest.toml import read_toml
from store.errors import SourceError
from store.records import Kind
from store.symbols import canonical, is_symbol


@dataclass(frozen=True, slots=True)
class Sidecar:
    """What is said beside a document goes before what is said in it. Every fact is optional."""

    url: str | None = None
    title: str | None = None
    posted: dt.date | None = None
    publisher: str | None = None
    series: str | None = None
    kind: Kind | None = None
    language: str | None = None
    symbol: str | None = None


def read_sidecar(toml_text: str, source: str) -> Sidecar:
    """Reads a sidecar. Keys that it has for people (``copyright``, ``retrieved``) are passed over.

    Raises :class:`SourceError` where the TOML is malformed or a value is not what its key needs.
    """
    facts = _Facts(read_toml(toml_text, name=source), source)
    return Sidecar(
        url=facts.url(),
        title=facts.line("title"),
        posted=facts.day("posted"),
        publisher=facts.line("publisher"),
        series=facts.line("series"),
        kind=facts.kind(),
        language=facts.language(),
        symbol=facts.symbol(),
    )


class _Facts:
    def __init__(self, values: dict[str, object], source: str) -> None:
        self._values = values
        self._source = source

    def line(self, key: str) -> str | None:
        line = one_line(self._values.get(key))
        if line is None and key in self._values:
            raise self._error(key, "is not text", f"write the {key} between quotes")
        return line

    def day(self, key: str) -> dt.date | None:
        value = self._values.get(key)
        if value is None or (isinstance(value, dt.date) and not isinstance(value, dt.datetime)):
            return value
        if isinstance(value, dt.datetime):
            return value.date()
        if isinstance(value, str):
            try:
                return dt.date.fromisoformat(value.strip())
            except ValueError:
                pass  # refused below, with the form that is wanted
        raise self._error(key, "is not a day", f"write it bare, as in {key} = 2019-09-24")

    def url(self) -> str | None:
        value = self.line("url")
        if value is not None and not is_web_address(value):
            raise self._error("url", "is not an address", "write it whole, with https://")
        return value

    def kind(self) -> Kind | None:
        value = self.line("kind")
        try:
            return Kind(value.lower()) if value else None
        except ValueError as error:
            kinds = ", ".join(kind.value for kind in Kind)
            raise self._error("kind", "is unknown", f"use one of {kinds}") from error

    def language(self) -> str | None:
        value = self.line("language")
        if value is not None and not re.fullmatch(r"[a-zA-Z]{2,3}(?:-\w+)?", value):
            raise self._error("language", "is not a language code", "use two letters, as in en")
        return value.lower() if value else None

    def symbol(self) -> str | None:
        value = self.line("symbol")
        if value is not None and not is_symbol(value):
            raise self._error("symbol", "is no UN symbol", "mend it or leave it out")
        return canonical(value) if value else None

    def _error(self, key: str, what: str, remedy: str) -> SourceError:
        return SourceError(f"“{key}” in {self._source} {what}", remedy)
