"""The table of documents, as the data that its component draws."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Literal, TypedDict

from app.ui.address import document_key
from app.ui.contracts import Summary
from app.ui.evidence_view import Marks
from app.ui.library.narrowing import PAGE, Narrowing, Order, narrowed
from app.ui.wording import GLOSSARY, count, kind_name
from store.printing import iso, long_date
from store.records import Kind

_LANGUAGES = {
    "ar": "Arabic",
    "zh": "Chinese",
    "en": "English",
    "fr": "French",
    "ru": "Russian",
    "es": "Spanish",
}
_ORDERS = {
    Order.HELD: "Held first",
    Order.NEWEST: "Newest first",
    Order.OLDEST: "Oldest first",
    Order.TITLE: "Title",
    Order.KIND: "Kind",
}


class Choice(TypedDict):
    """One of a list to choose from."""

    value: str
    label: str


class Row(TypedDict):
    """One document; ``id`` is what a click on it gives back."""

    id: str
    symbol: str | None
    title: str
    kind: str
    day: str | None
    date: str | None
    held: bool
    badges: list[str]
    current: bool


class Filters(TypedDict):
    """What the controls show."""

    q: str
    kind: str
    since: str
    until: str
    held: str
    sort: str


class Table(TypedDict):
    """The controls, the rows, and how many there are. ``more`` is on the button for more rows."""

    view: Literal["documents"]
    kinds: list[Choice]
    orders: list[Choice]
    filters: Filters
    said: str
    problem: str | None
    rows: list[Row]
    more: str | None
    narrowed: bool


def table(
    documents: Sequence[Summary],
    by: Narrowing,
    marks: Marks,
    translated: Mapping[str, str],
    current: str | None,
) -> Table:
    """The documents that are meant, the first of them as rows."""
    found = narrowed(documents, by)
    shown = found[: by.rows]
    left = len(found) - len(shown)
    return Table(
        view="documents",
        kinds=_kinds(documents),
        orders=[Choice(value=order.value, label=label) for order, label in _ORDERS.items()],
        filters=_filters(by),
        said=_said(found, documents),
        problem=_problem(by),
        rows=[_row(item, marks, translated, current) for item in shown],
        more=f"Show {min(left, PAGE):,} more" if left else None,
        narrowed=bool(by.words or by.kind or by.since or by.until or by.standing),
    )


def _filters(by: Narrowing) -> Filters:
    return Filters(
        q=by.words,
        kind=by.kind.value if by.kind else "",
        since=by.since,
        until=by.until,
        held=by.standing or "",
        sort=by.order.value,
    )


def _kinds(documents: Sequence[Summary]) -> list[Choice]:
    counts = Counter(item.kind for item in documents)
    return [
        Choice(value=kind.value, label=f"{kind_name(kind)} ({counts[kind]:,})")
        for kind in Kind
        if counts[kind]
    ]


def _said(found: Sequence[Summary], documents: Sequence[Summary]) -> str:
    held = sum(item.held for item in found)
    of_them = f"{held:,} held, {len(found) - held:,} known and not held"
    if len(found) == len(documents):
        return f"{count(len(found), 'document')}: {of_them}."
    if not found:
        return f"None of {count(len(documents), 'document')} is like that."
    return f"{len(found):,} of {count(len(documents), 'document')}: {of_them}."


def _problem(by: Narrowing) -> str | None:
    unread = by.unread
    if not unread:
        return None
    return f"“{unread[0]}” is no date: write a year, or a day as 2019-09-24."


def _row(item: Summary, marks: Marks, translated: Mapping[str, str], current: str | None) -> Row:
    badges = list(marks.get(item.document, ()))
    if item.kind is Kind.GLOSSARY:
        badges.append(GLOSSARY)
    if item.document in translated:
        code = translated[item.document]
        badges.append(f"UN translation from {_LANGUAGES.get(code, code)}")
    return Row(
        id=document_key(item.document),
        symbol=item.symbol if item.symbol and item.symbol not in item.title else None,
        title=item.title,
        kind=kind_name(item.kind),
        day=long_date(item.date) if item.date else None,
        date=iso(item.date),
        held=item.held,
        badges=badges,
        current=item.document == current,
    )
