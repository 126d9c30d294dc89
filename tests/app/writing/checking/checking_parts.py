"""Citations and statements to check, made in a line."""

from __future__ import annotations

import datetime as dt

from app.answering.answer import Citation, DateNote
from app.writing.checking import Checker
from app.writing.contracts import Verdict, Written
from store.records import Kind, SourceRank

POSTED = dt.date(2021, 3, 8)


def cite(
    quote: str,
    *,
    kind: Kind = Kind.BRIEF,
    title: str = "The Lakes Region: Briefing",
    symbol: str | None = None,
    date: dt.date | None = POSTED,
    attribution: str | None = "reported by Security Council Report",
    pinpoint: str = "para. 1",
    expected: bool = False,
    lead_in: str | None = None,
    dates: tuple[DateNote, ...] = (),
) -> Citation:
    """A citation of an invented document."""
    return Citation(
        number=1,
        document="invented",
        symbol=symbol,
        title=title,
        kind=kind,
        date=date,
        url=None,
        source_rank=SourceRank.FORECAST,
        pinpoint=pinpoint,
        quote=quote,
        start=0,
        end=len(quote),
        held=True,
        lead_in=lead_in,
        expected=expected,
        attribution=attribution,
        dates=dates,
    )


def check(statement: str, *cited: Citation, language: str = "en") -> Verdict:
    """The verdict on a statement that points at all these citations."""
    numbered = [one.model_copy(update={"number": n}) for n, one in enumerate(cited, start=1)]
    written = Written(statement, tuple(one.number for one in numbered))
    return Checker(language=language)(written, numbered)
