"""The style of OSCOLA: author, title in single quotation marks, day in brackets, number, place."""

from __future__ import annotations

import datetime as dt

from app.citing.forms import Form
from app.citing.sources import Sort, Source
from app.citing.wording import (
    bracketed,
    british,
    bullet,
    listed,
    page,
    paragraph,
    preamble,
    section,
    speaker_inside,
    symbol_without_year,
    term,
    words,
)


def _address(source: Source, accessed: dt.date | None) -> str:
    if not source.article_url:
        return ""
    return f" <{source.article_url}>" + (f" accessed {british(accessed)}" if accessed else "")


def _resolution(source: Source) -> str:
    name = f"{source.organ.short} Res {source.number}"
    brackets, day = source.in_brackets or "", british(source.date)
    if source.is_by_year:  # the day says it too
        dated = bracketed(day or brackets)
    else:
        dated = words(bracketed(brackets), bracketed(day))
    return listed(words(name, dated, "UN Doc", symbol_without_year(source)), _place(source))


def _record(source: Source) -> str:
    day = bracketed(british(source.date))
    record = words(source.organ.short, "Verbatim Record", day, "UN Doc", source.symbol)
    return listed(record, _place(source))


def _document(source: Source) -> str:
    day = bracketed(british(source.date))
    named = words(source.organ.short, _title(source), day, "UN Doc", source.symbol)
    return listed(named, _place(source))


def _press(source: Source) -> str:
    day = bracketed(british(source.date))
    return listed(words("UN", _title(source), day, "Press Release", source.symbol), _place(source))


def _article(source: Source) -> str:
    inside = bracketed(listed(source.container, british(source.date)))
    return words(listed(source.author, _title(source)), inside, _place(source))


def _glossary(source: Source) -> str:
    return listed(source.author, _title(source), term(source))


def _title(source: Source) -> str:
    return f"‘{source.title}’" if source.title else ""


def _place(source: Source) -> str:
    """A page stands without a mark."""
    place = source.place
    where = listed(
        place.annex,
        section(place, "‘", "’"),
        page(place, ""),
        preamble(place, "preambular para "),
        paragraph(place, "para "),
        bullet(place),
    )
    return words(where, bracketed(speaker_inside(place)))


def _again(source: Source) -> str:
    return words("ibid", _place(source))


_BODIES = {
    Sort.RESOLUTION: _resolution,
    Sort.RECORD: _record,
    Sort.PRESIDENTIAL_STATEMENT: _document,
    Sort.DOCUMENT: _document,
    Sort.PRESS_RELEASE: _press,
    Sort.ARTICLE: _article,
    Sort.GLOSSARY: _glossary,
}
FORM = Form(_BODIES, _address, _again)
