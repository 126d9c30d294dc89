"""The style of the Bluebook: rule 21.7 for the United Nations, 18.2 for what is on the web."""

from __future__ import annotations

import datetime as dt

from app.citing.forms import Form
from app.citing.sources import Sort, Source
from app.citing.wording import (
    bracketed,
    bullet,
    listed,
    ordinal,
    page,
    paragraph,
    preamble,
    section,
    speaker_inside,
    symbol_without_year,
    term,
    words,
)
from store.printing import long_date

_UNCUT = {"May": "May", "June": "June", "July": "July", "September": "Sept."}
_BEFORE_THE_COUNCIL = 1945  # its first year was 1946, and its sessions are its years


def _address(source: Source, accessed: dt.date | None) -> str:
    if not source.article_url:
        return ""
    return f", {source.article_url}" + (f" (last visited {_day(accessed)})" if accessed else "")


def _resolution(source: Source) -> str:
    brackets = source.in_brackets or ""
    year = brackets if source.is_by_year else ""
    session = "" if year else bracketed(brackets)
    name = words(f"{source.organ.bluebook} Res. {source.number}", session)
    doc = f"U.N. Doc. {symbol_without_year(source)}"
    return words(f"{_placed(name, source)}, {doc}", bracketed(_day(source.date) or year))


def _record(source: Source) -> str:
    meeting = listed(source.organ.records, _session(source), _meeting(source))
    return _dated(listed(_placed(meeting, source), _doc(source)), source, "statement of ")


def _presidential_statement(source: Source) -> str:
    name = f"S.C. Pres. Statement {source.number}"
    return _dated(listed(_placed(name, source), _doc(source)), source)


def _document(source: Source) -> str:
    of_his = source.title.startswith("Report of the Secretary-General")
    name = listed("U.N. Secretary-General" if of_his else "", source.title)
    return _dated(listed(_placed(name, source), _doc(source)), source)


def _press(source: Source) -> str:
    name = _placed(listed("Press Release, United Nations", source.title), source)
    number = f"U.N. Press Release {source.symbol}" if source.symbol else ""
    return _dated(listed(name, number), source)


def _article(source: Source) -> str:
    return _dated(_placed(listed(source.author, source.title, source.container), source), source)


def _glossary(source: Source) -> str:
    return listed(source.author, source.title, term(source))


def _doc(source: Source) -> str:
    return f"U.N. Doc. {source.symbol}"


def _dated(text: str, source: Source, before_speaker: str = "") -> str:
    speaker = speaker_inside(source.place)
    spoken = f"({before_speaker}{speaker})" if speaker else ""
    return words(text, bracketed(_day(source.date)), spoken)


def _session(source: Source) -> str:
    if source.session is not None:
        number = source.session
        return f"{ordinal(number, law=True) if number.isdigit() else number} Sess."
    years = source.date.year - _BEFORE_THE_COUNCIL if source.date else 0
    return f"{ordinal(str(years), law=True)} Sess." if years > 0 else ""


def _meeting(source: Source) -> str:
    plenary = "plen. " if source.session is not None else ""
    return f"{ordinal(source.number, law=True)} {plenary}mtg."


def _placed(name: str, source: Source) -> str:
    """A name with the place in it; a page alone follows "at" and no comma."""
    place = source.place
    where = listed(
        place.annex,
        section(place),
        preamble(place, "pmbl. ¶ "),
        paragraph(place, "¶ "),
        bullet(place),
    )
    at = page(place, "at ")
    return words(listed(name, where), at) if name else words(where, at)


def _day(day: dt.date | None) -> str:
    if day is None:
        return ""
    month = long_date(day).split()[1]
    return f"{_UNCUT.get(month, f'{month[:3]}.')} {day.day}, {day.year}"


def _again(source: Source) -> str:
    speaker = speaker_inside(source.place)
    spoken = f"(statement of {speaker})" if speaker else ""
    return words("Id.", _placed("", source), spoken)


_BODIES = {
    Sort.RESOLUTION: _resolution,
    Sort.RECORD: _record,
    Sort.PRESIDENTIAL_STATEMENT: _presidential_statement,
    Sort.DOCUMENT: _document,
    Sort.PRESS_RELEASE: _press,
    Sort.ARTICLE: _article,
    Sort.GLOSSARY: _glossary,
}
FORM = Form(_BODIES, _address, _again)
