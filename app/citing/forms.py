"""How a style that people read prints a citation: a body for each sort, and the address."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.citing.sources import Sort, Source


def _as_it_is(text: str) -> str:
    return text


@dataclass(frozen=True, slots=True)
class Form:
    """A style. ``again`` is how it cites what the note before cites, none where it does so in full;
    ``finish`` what it does to a whole citation, as with full stops and quotes.
    """

    bodies: Mapping[Sort, Callable[[Source], str]]
    address: Callable[[Source, dt.date | None], str]
    again: Callable[[Source], str] | None = None
    finish: Callable[[str], str] = _as_it_is

    def printed(self, source: Source, marks: str, accessed: dt.date | None) -> str:
        """The citation; ``marks`` say what no manual has a form for, before an address."""
        return self.finish(
            self.bodies[source.sort](source) + marks + self.address(source, accessed)
        )
