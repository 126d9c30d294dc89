"""What is cited or was asked for and is not held, as the data of a list, the most cited first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypedDict

from app.ui.address import document_key
from app.ui.contracts import Summary
from app.ui.evidence_view import name_of
from app.ui.library.narrowing import PAGE
from app.ui.links import Link, safe_link
from app.ui.wording import count, kind_name
from store.printing import long_date
from store.symbols import official_url

if TYPE_CHECKING:
    from store.naming import MissingDocument
    from store.requests import Request
    from store.shelf import Shelf

_CITING_SHOWN = 3


class Citing(TypedDict):
    """A document that cites what is missing; ``id`` opens it."""

    id: str
    name: str


class Missing(TypedDict):
    """One document that is not held. ``why`` is why, ``remedy`` what may be done about it."""

    symbol: str
    title: str | None
    facts: list[str]
    cited: str
    citing: list[Citing]
    more: str | None
    why: str
    remedy: str | None
    link: Link | None


class Lacking(TypedDict):
    """The list. ``may_change``: what is missing may be fetched, unless the library is ``busy``."""

    view: Literal["missing"]
    words: str
    said: str
    rows: list[Missing]
    more: str | None
    may_change: bool
    busy: bool
    empty: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is listed: what has these words in its symbol or title, and so many rows at most."""

    words: str
    rows: int


def lacking(
    missing: Sequence[MissingDocument],
    asked: Mapping[str, Request],
    by_id: Mapping[str, Summary],
    shelf: Shelf,
    wanted: Wanted,
    *,
    may_change: bool,
    busy: bool,
) -> Lacking:
    """What is missing, with who cites it, why it is not held, and where it is to be had."""
    cited = {one.symbol: one for one in missing}
    every = [*sorted(cited, key=lambda symbol: (-len(cited[symbol].cited_by), symbol))]
    every += _asked_in_vain(asked, cited.keys(), by_id, shelf)
    words = wanted.words.casefold().split()
    found = [s for s in every if _has(s, _card(s, by_id, shelf), words)] if words else every
    left = len(found) - wanted.rows
    return Lacking(
        view="missing",
        words=wanted.words,
        said=_said(len(found), len(every)),
        rows=[
            _row(symbol, cited.get(symbol), asked.get(symbol), by_id, shelf)
            for symbol in found[: wanted.rows]
        ],
        more=f"Show {min(left, PAGE):,} more" if left > 0 else None,
        may_change=may_change,
        busy=busy,
        empty="Everything that the documents held cite by symbol is held."
        if not every
        else "No missing document is like that.",
    )


def _asked_in_vain(
    asked: Mapping[str, Request], cited: Iterable[str], by_id: Mapping[str, Summary], shelf: Shelf
) -> list[str]:
    """What nobody cites, was asked for by its symbol, and did not come."""

    def is_held(symbol: str) -> bool:
        found = by_id.get(shelf.document_of(symbol) or "")
        return found is not None and found.held

    known = set(cited)
    return [s for s, one in asked.items() if one.is_in_vain and s not in known and not is_held(s)]


def _said(found: int, every: int) -> str:
    noun = "document is" if every == 1 else "documents are"
    cited = f"{every:,} {noun} cited or asked for and not held"
    return f"{found:,} of them shown by your words; {cited}." if found != every else f"{cited}."


def _card(symbol: str, by_id: Mapping[str, Summary], shelf: Shelf) -> Summary | None:
    return by_id.get(shelf.document_of(symbol) or "")


def _has(symbol: str, card: Summary | None, words: Sequence[str]) -> bool:
    text = f"{symbol} {card.title if card else ''}".casefold()
    return all(word in text for word in words)


def _row(
    symbol: str,
    missing: MissingDocument | None,
    request: Request | None,
    by_id: Mapping[str, Summary],
    shelf: Shelf,
) -> Missing:
    card = _card(symbol, by_id, shelf)
    by = missing.cited_by if missing else ()
    left = len(by) - _CITING_SHOWN
    day = card.date if card else None
    facts = [kind_name(card.kind)] if card else []
    url = (missing.url if missing else None) or official_url(symbol, day.year if day else None)
    return Missing(
        symbol=symbol,
        title=card.title if card and card.title != symbol else None,
        facts=[*facts, long_date(day)] if day else facts,
        cited=f"Cited by {count(len(by), 'document')}" if by else "Asked for, and cited by none",
        citing=[
            Citing(id=document_key(one), name=_name(by_id.get(one), one))
            for one in by[:_CITING_SHOWN]
        ],
        more=f"and {left:,} more" if left > 0 else None,
        why=_why(request),
        remedy=request.remedy if request and request.is_in_vain else None,
        link=safe_link(url),
    )


def _name(item: Summary | None, document: str) -> str:
    return name_of(item.symbol, item.title) if item else document


def _why(request: Request | None) -> str:
    from store.requests import Fate

    if request is None or request.fate is None:
        return "Never asked for"
    since = f" since {long_date(request.since)}" if request.since else ""
    match request.fate:
        case Fate.UNAVAILABLE:
            last = request.checked
            again = f", last asked {long_date(last)}" if last and last != request.since else ""
            return f"Unavailable{since}{again}"
        case Fate.OTHER_LANGUAGE:
            return f"Not in this language{since}"
        case Fate.FAILED:
            return f"Failed: {request.reason}"
        case Fate.REMOVED:
            return "Removed by hand"
        case Fate.NEVER_ASKED:
            return "Never asked for"
