"""How days and names are written out for people, and how days are written in data."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

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
MONTH_PRINTED = rf"(?:{'|'.join(_MONTHS)})"
"""A pattern of the name of a month as it is printed in English."""


def long_date(day: dt.date) -> str:
    """A date as the United Nations prints it: ``24 September 2019``."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def iso(day: dt.date | None) -> str | None:
    """A date that may be unknown as data: ``2019-09-24``."""
    return None if day is None else day.isoformat()


def place_in(title: str, pinpoint: str) -> str:
    """A pinpoint behind its document's title, without the name that the title ends with: one speech
    of a record is called by its speaker.
    """
    for own in (title, title.partition(", ")[2]):
        if own and (pinpoint == own or pinpoint.endswith(f", {own}")):
            return pinpoint.removesuffix(own).removesuffix(", ")
    return pinpoint


def listed(names: Iterable[str], before_last: str = "and") -> str:
    """Names in a sentence: ``China``, ``China and Peru``, ``China, Peru and Chad``; no name, no
    text.
    """
    *before, last = [*names] or [""]
    return f"{', '.join(before)} {before_last} {last}" if before else last


def first_of(names: Iterable[str], most: int) -> str:
    """As many names as are shown, and how many more there are: ``A, B and 3 more``."""
    listing = [*names]
    more = len(listing) - most
    return f"{', '.join(listing[:most])}{f' and {more} more' if more > 0 else ''}"
