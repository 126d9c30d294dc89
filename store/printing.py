"""How a day is written out for people, and how it is written in data."""

from __future__ import annotations

import datetime as dt

# Not strftime's: those follow the locale, and what is embedded must not.
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def long_date(day: dt.date) -> str:
    """A date as the United Nations prints it: ``24 September 2019``."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def iso(day: dt.date | None) -> str | None:
    """A date that may be unknown as data: ``2019-09-24``."""
    return None if day is None else day.isoformat()
