"""The library as a list, with dates and kinds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TypedDict

from app.ui.address import document_key
from app.ui.contracts import Summary
from app.ui.evidence_view import Marks
from app.ui.wording import kind_name
from store.printing import long_date

MOST_DOCUMENTS = 300
"""Longest library list; what is beyond is counted, and named on the command line."""


class Entry(TypedDict):
    """One line of a list; ``id`` is what a click gives back."""

    id: str
    label: str
    meta: str | None
    current: bool


class Group(TypedDict):
    """A titled list.

    ``first`` entries are shown and the others folded away, all of them when it is none; ``empty``
    is said when there are none, ``more`` below a list that was cut.
    """

    title: str
    items: list[Entry]
    first: int | None
    empty: str
    more: str | None


def library(documents: Sequence[Summary], current: str | None, marks: Marks) -> list[Group]:
    """What is held and what is only described, newest first, with what became of each."""
    ordered = sorted(documents, key=lambda item: item.date or dt.date.min, reverse=True)
    held = [item for item in ordered if item.held]
    described = [item for item in ordered if not item.held]
    groups = [_documents("In the library", held, current, marks, "No document is held yet.")]
    if described:
        groups.append(_documents("Known, not held", described, current, marks, ""))
    return groups


def _documents(
    title: str, documents: Sequence[Summary], current: str | None, marks: Marks, empty: str
) -> Group:
    beyond = len(documents) - MOST_DOCUMENTS
    return Group(
        title=f"{title} ({len(documents):,})" if documents else title,
        items=[_entry(item, current, marks) for item in documents[:MOST_DOCUMENTS]],
        first=None,
        empty=empty,
        more=f"{beyond:,} more: penholder documents lists them all." if beyond > 0 else None,
    )


def _entry(item: Summary, current: str | None, marks: Marks) -> Entry:
    label = item.title
    if item.symbol and item.symbol not in item.title:
        label = f"{item.symbol}: {item.title}"
    facts = [kind_name(item.kind)]
    if item.date is not None:
        facts.append(long_date(item.date))
    facts += marks.get(item.document, ())
    return Entry(
        id=document_key(item.document),
        label=label,
        meta=" · ".join(facts),
        current=item.document == current,
    )
