"""What narrows a search: dates, kinds, documents."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from store.records import Kind


@dataclass(frozen=True, slots=True)
class Filters:
    """Conditions that a document must meet, all of them. Empty: every live document.

    ``after`` and ``before`` are inclusive and compare with ``Document.date``; a document without
    a date meets neither.
    """

    after: dt.date | None = None
    before: dt.date | None = None
    kinds: frozenset[Kind] = frozenset()
    documents: frozenset[str] = frozenset()

    def admit(self, document: str, kind: Kind, date: dt.date | None) -> bool:
        """Whether a document of this id, kind and date meets them."""
        return (
            (not self.kinds or kind in self.kinds)
            and (not self.documents or document in self.documents)
            and (self.after is None or (date is not None and date >= self.after))
            and (self.before is None or (date is not None and date <= self.before))
        )

    def __bool__(self) -> bool:
        return bool(self.after or self.before or self.kinds or self.documents)
