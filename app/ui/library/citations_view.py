"""What one document cites and what cites it, as the data of a small graph and of two lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Literal, TypedDict

from app.ui.address import document_key
from app.ui.contracts import Summary
from app.ui.evidence_view import name_of
from app.ui.wording import count

if TYPE_CHECKING:
    from store.shelf import Shelf

MOST_A_SIDE = 12
"""Documents shown on either side of the graph; the others are counted."""


class Node(TypedDict):
    """A document beside the one that is meant.

    ``id`` opens it; where nothing of it is there to open, ``missing`` is the symbol to look for
    among what is not held.
    """

    label: str
    name: str
    held: bool
    id: str | None
    missing: str | None


class Side(TypedDict):
    """The documents on one side, and what is said of those that are not shown."""

    title: str
    nodes: list[Node]
    more: str | None
    empty: str


class Graph(TypedDict):
    """One document between what cites it and what it cites; ``summary`` says it in one sentence.

    ``asked`` tells one click that opened it from another, none where the address did: a reader who
    clicked is brought to it.
    """

    view: Literal["citations"]
    label: str
    name: str
    held: bool
    id: str
    summary: str
    citing: Side
    cited: Side
    asked: str | None


def graph(
    document: str, by_id: Mapping[str, Summary], shelf: Shelf, asked: str | None = None
) -> Graph | None:
    """The graph of a document, or none where the library does not have it."""
    centre = by_id.get(document)
    if centre is None:
        return None
    citing = [
        _held(by_id[one]) for one in shelf.citing(centre.document, centre.symbol) if one in by_id
    ]
    cited = _cited(document, by_id, shelf)
    held = sum(node["held"] for node in cited)
    return Graph(
        view="citations",
        label=_label(centre),
        name=name_of(centre.symbol, centre.title),
        held=centre.held,
        id=document_key(document),
        summary=_summary(len(citing), len(cited), held),
        citing=_side("Cited by", citing, "No document held cites it."),
        cited=_side(
            "Cites",
            cited,
            "It cites no document by symbol."
            if centre.held
            else "What it cites is not known, for it is not held.",
        ),
        asked=asked,
    )


def _summary(citing: int, cited: int, held: int) -> str:
    by = f"Cited by {count(citing, 'document')}" if citing else "No document held cites it"
    if not cited:
        return f"{by}, and it cites none by symbol."
    of_them = "all held" if held == cited else f"{held:,} held" if held else "none held"
    return f"{by}; it cites {count(cited, 'document')}, {of_them}."


def _cited(document: str, by_id: Mapping[str, Summary], shelf: Shelf) -> list[Node]:
    nodes: dict[str, Node] = {}
    for symbol in shelf.cites.get(document, ()):
        found = by_id.get(shelf.document_of(symbol) or "")
        if found is None:
            nodes.setdefault(symbol, Node(label=symbol, name=symbol, held=False, id=None,
                                          missing=symbol))  # fmt: skip
        elif found.document != document:
            nodes.setdefault(found.document, _held(found))
    return sorted(nodes.values(), key=lambda node: not node["held"])


def _held(item: Summary) -> Node:
    return Node(
        label=_label(item),
        name=name_of(item.symbol, item.title),
        held=item.held,
        id=document_key(item.document),
        missing=None,
    )


def _label(item: Summary) -> str:
    return item.symbol or item.title


def _side(title: str, nodes: Sequence[Node], empty: str) -> Side:
    left = len(nodes) - MOST_A_SIDE
    return Side(
        title=f"{title} ({len(nodes):,})" if nodes else f"{title} none",
        nodes=list(nodes[:MOST_A_SIDE]),
        more=f"and {left:,} more, not shown here" if left > 0 else None,
        empty=empty,
    )
