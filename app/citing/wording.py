"""What the styles have in common: joining words, ordinals, days, speakers, parts of a place."""

from __future__ import annotations

import datetime as dt
import re

from app.citing.sources import Source
from store.printing import long_date
from store.records import Pinpoint

_SPEAKER = re.compile(r"(?P<name>.*\S) \((?P<of>.*)\)", re.DOTALL)


def listed(*parts: str | None) -> str:
    """The parts that there are, with commas between."""
    return ", ".join(part for part in parts if part)


def words(*parts: str | None) -> str:
    """The parts that there are, with spaces between."""
    return " ".join(part for part in parts if part)


def bracketed(text: str) -> str:
    """The text in round brackets; nothing for nothing."""
    return f"({text})" if text else ""


def quoted(title: str) -> str:
    """A title in quotation marks, those inside it made single; nothing for nothing."""
    return f"“{title.replace('“', '‘').replace('”', '’')}”" if title else ""


def ordinal(number: str, *, law: bool = False) -> str:
    """``8422nd``; in law ``8422d`` and ``53d``, as the Bluebook has them."""
    ends = {"1": "st", "2": "d" if law else "nd", "3": "d" if law else "rd"}
    teens = number[-2:] in ("11", "12", "13")
    return number + ("th" if teens else ends.get(number[-1:], "th"))


def british(day: dt.date | None) -> str:
    """``24 September 2019``; nothing where it is not known."""
    return long_date(day) if day else ""


def american(day: dt.date | None) -> str:
    """``September 24, 2019``; nothing where it is not known."""
    return f"{long_date(day).split()[1]} {day.day}, {day.year}" if day else ""


def speaker_inside(place: Pinpoint) -> str:
    """A speaker as it stands inside brackets: ``Mr. Churkin, Russian Federation``."""
    match = _SPEAKER.fullmatch(place.speaker or "")
    return f"{match['name']}, {match['of']}" if match else place.speaker or ""


def section(place: Pinpoint, left: str = "“", right: str = "”") -> str:
    """A heading as a place."""
    return f"section {left}{place.section}{right}" if place.section else ""


def page(place: Pinpoint, mark: str) -> str:
    """A page after its mark, where there are no numbered paragraphs to cite instead."""
    numbered = place.paragraph is not None or place.preambular is not None
    return "" if numbered or place.page is None else f"{mark}{place.page}"


def paragraph(place: Pinpoint, mark: str) -> str:
    """A numbered paragraph after its mark, its item set close: ``para. 12(a)(i)``."""
    if place.paragraph is None:
        return ""
    return f"{mark}{place.paragraph}{(place.item or '').replace(' ', '')}"


def preamble(place: Pinpoint, mark: str) -> str:
    """A paragraph of a preamble after its mark."""
    return "" if place.preambular is None else f"{mark}{place.preambular}"


def bullet(place: Pinpoint) -> str:
    """An item of a list."""
    return "" if place.bullet is None else f"bullet {place.bullet}"


def term(source: Source) -> str:
    """The entry of a glossary that is cited."""
    name = source.place.section
    return f"s.v. {quoted(name)}" if name else source.place.label


def symbol_without_year(source: Source) -> str:
    """The symbol of a resolution as lawyers and Chicago print it: ``S/RES/2396``."""
    return re.sub(r" \(\d{4}\)$", "", source.symbol or "")
