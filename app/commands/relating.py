"""``refresh --related``: what would be fetched, shown and asked about before anything is."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import typer

from app.terminal import console, inert, say
from store.printing import first_of

if TYPE_CHECKING:
    from ingest.refresh import BySymbol
    from ingest.related import Plan, Planned
    from store.library import Library

_CITING_SHOWN = 2
_MINUTE = 60.0


def plan_for(library: Library, by_symbol: BySymbol, limit: int | None) -> Plan:
    """What a refresh would fetch of what the held documents cite."""
    from ingest.related import DEFAULT_LIMIT, plan_related

    return plan_related(
        library,
        limit=limit or DEFAULT_LIMIT,
        language=by_symbol.language,
        routes=by_symbol.routes,
    )


def agreed(plan: Plan, *, yes: bool, as_json: bool) -> bool | None:
    """Shows the plan and whether to carry it out: none where nobody is there to say.

    There is nothing to say about a plan without documents, which is not carried out.
    """
    show = say if as_json else _print
    for line in plan_lines(plan):
        show(line)
    if not plan.documents:
        return False
    if yes:
        return True
    if not _can_ask():
        return None
    try:
        return typer.confirm("Fetch these?", err=True)
    except typer.Abort:  # Ctrl-C or Ctrl-D: a no, and what was done before it is still reported
        say("")
        return False


def _can_ask() -> bool:
    return sys.stdin.isatty() and sys.stderr.isatty()


def plan_data(plan: Plan) -> dict[str, Any]:
    """The plan as ``refresh --related --json`` gives it."""
    return {
        "documents": [
            {
                "symbol": one.wanted.symbol,
                "language": one.wanted.language,
                "host": one.host,
                "url": one.wanted.link(),
                "cited_by": list(one.cited_by),
            }
            for one in plan.documents
        ],
        "hosts": plan.hosts,
        "seconds": round(plan.seconds),
        "left": plan.left,
        "waiting": plan.waiting,
        "removed": plan.removed,
    }


def plan_lines(plan: Plan) -> Iterator[str]:
    """The plan for reading: each document with who cites it, then how many, whence, how long."""
    for one in plan.documents:
        yield f"  {one.wanted.name:24} {_why(one)}"
    number = len(plan.documents)
    if number:
        hosts = ", ".join(f"{count} from {host}" for host, count in plan.hosts.items())
        noun = "document" if number == 1 else "documents"
        yield f"{number} {noun} to fetch: {hosts}; {_time(plan.seconds)}."
    else:
        yield "Nothing that the documents held cite is to be fetched now."
    if plan.left:
        yield f"{plan.left} more are cited: fetch them another time, or more at once with --limit."
    if plan.waiting:
        yield (
            f"{plan.waiting} could not be had before and are asked for again later; "
            "penholder documents --missing says which and why."
        )
    if plan.removed:
        yield f"{plan.removed} were removed by hand, and come back when they are named."


def _why(one: Planned) -> str:
    if not one.cited_by:
        return "held; looked at again for corrections"
    return f"cited by {first_of(one.cited_by, _CITING_SHOWN)}"


def _time(seconds: float) -> str:
    """How long it takes, and what may come on top."""
    about = (
        f"about {seconds:.0f} s" if seconds < 2 * _MINUTE else f"about {seconds / _MINUTE:.0f} min"
    )
    from ingest.fetching.budget import Allowance

    most = Allowance().seconds
    if seconds > most:
        return f"{about}, of which one refresh takes {most / _MINUTE:.0f} min and the next the rest"
    return f"{about}, and up to 3 min more where a document seems to be missing"


def _print(line: str) -> None:
    console().print(inert(line))
