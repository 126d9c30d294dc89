"""``documents --missing``: what is cited or was asked for and is not held, and where it is to be
had: by whom it is cited, and why it is not held."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from rich.table import Table
from rich.text import Text

from app.terminal import console, inert
from store.printing import first_of, iso
from store.symbols import official_url

if TYPE_CHECKING:
    from store.library import Library
    from store.naming import MissingDocument
    from store.requests import Request

_UNKNOWN = dict.fromkeys(("title", "kind", "date", "language"))
_CITING_SHOWN = 3
_ASKED = "asked for"  # in place of who cites it


def lacking(library: Library, cards: Mapping[str, Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Entries as of ``documents --json``, each with who cites it and why it is not held.

    What was asked for in vain and is not cited comes last. ``cards``: the facts of the catalogue
    cards, by symbol.
    """
    from store.requests import fates, requests

    asked = fates(requests(library.catalogue))
    cited = library.missing()
    return [
        {
            "document": missing.symbol,
            "symbol": missing.symbol,
            **_UNKNOWN,
            "held": False,
            "passages": 0,
            "corrected": False,
            "edited": None,
            **cards.get(missing.symbol, {}),
            "url": link_of(missing, cards.get(missing.symbol, {}).get("date")),
            "cited_by": list(missing.cited_by),
            **_fate(asked.get(missing.symbol)),
        }
        for missing in (*cited, *_asked_in_vain(library, asked, cited))
    ]


def why_not(library: Library, symbol: str) -> Request | None:
    """What became of asking for a document that is not held, where that was done in vain."""
    from store.requests import fates, requests

    request = fates(requests(library.catalogue)).get(symbol)
    return request if request is not None and request.is_in_vain else None


def _asked_in_vain(
    library: Library, asked: Mapping[str, Request], cited: Sequence[MissingDocument]
) -> list[MissingDocument]:
    """What was asked for by its symbol, is not held all the same, and is not cited."""
    from store.naming import missing

    known = {one.symbol for one in cited}
    names = [name for name, one in asked.items() if one.is_in_vain and name not in known]
    found = missing(library.documents(), ((name, name) for name in names))
    return [replace(one, cited_by=()) for one in found]


def link_of(missing: MissingDocument, date: str | None = None) -> str | None:
    """Where a person finds it: what its card says, else what its symbol and its day tell."""
    year = int(date[:4]) if date else None
    return missing.url or official_url(missing.symbol, year)


def print_lacking(rows: Sequence[Mapping[str, Any]]) -> None:
    """A table on a terminal; elsewhere one line a document, its columns parted by tabs."""
    out = console()
    if not out.is_terminal:
        for row in rows:
            cited = f"cited by {', '.join(row['cited_by'])}" if row["cited_by"] else _ASKED
            known = (row["symbol"], row["date"], row["kind"], f"not held, {why(row)}", row["title"])
            line = (*known, cited, row["url"])
            print("\t".join(inert(cell or "").replace("\t", " ") for cell in line))
        return
    table = Table(box=None, header_style="bold", pad_edge=False)
    for heading in ("Document", "Why it is not held", "Cited by", "Official copy"):
        table.add_column(heading, overflow="fold")
    for row in rows:
        cited = first_of(row["cited_by"], _CITING_SHOWN) or _ASKED
        cells = (row["symbol"], why(row), cited, row["url"] or "")
        table.add_row(*(Text(inert(cell)) for cell in cells))
    out.print(table)


def why(row: Mapping[str, Any]) -> str:
    """Why a document is not held, in a few words."""
    from store.requests import Fate

    match row["state"]:
        case Fate.UNAVAILABLE | Fate.OTHER_LANGUAGE:
            last = f", last asked {row['checked']}" if row["checked"] != row["since"] else ""
            return f"{row['state']} since {row['since']}{last}"
        case Fate.FAILED:
            return f"failed: {row['reason']}"
        case Fate.REMOVED:
            return "removed by hand"
        case _:
            return str(row["state"])


def _fate(request: Request | None) -> dict[str, Any]:
    from store.requests import Fate

    if request is None or request.fate is None:
        return {
            "state": Fate.NEVER_ASKED.value,
            **dict.fromkeys(("reason", "remedy", "since", "checked")),
        }
    return {
        "state": request.fate.value,
        "reason": request.reason,
        "remedy": request.remedy,
        "since": iso(request.since),
        "checked": iso(request.checked),
    }
