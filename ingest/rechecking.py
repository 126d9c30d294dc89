"""When a document that was asked for by its symbol is asked for again.

UN documents do not change once they are out, but for a record's corrections in its first months.
What a service does not have may come out yet, and a service that is asked too often says that it
has nothing: so that is asked again the next day, and a record, which comes out some days after its
meeting, every day for two weeks.
"""

from __future__ import annotations

import datetime as dt

from store.records import Kind
from store.symbols import kind_of
from store.visits import Visit

_DAY = dt.timedelta(days=1)
_AWAITED = dt.timedelta(days=14)
_WITHOUT_HOPE = dt.timedelta(days=30)
_CORRECTED_WITHIN = dt.timedelta(days=180)
_CORRECTIONS_EVERY = dt.timedelta(days=7)


def is_due(visit: Visit, today: dt.date, *, read: bool) -> bool:
    """Whether it is time to ask again; ``read``: it was had, and reads well. Days are in UTC."""
    if visit.checked is None:
        return True
    first = visit.first_seen.date()
    record = visit.symbol is not None and kind_of(visit.symbol) is Kind.RECORD
    since = today - visit.checked
    if read:
        return record and today - first <= _CORRECTED_WITHIN and since >= _CORRECTIONS_EVERY
    missing = visit.missing_since or first
    hoped = visit.checked - missing < (_AWAITED if record else _DAY)
    return since >= (_DAY if hoped else _WITHOUT_HOPE)
