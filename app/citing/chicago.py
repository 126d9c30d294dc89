"""Notes of the Chicago Manual of Style: organ, title, number, place, day in brackets, address."""

from __future__ import annotations

import datetime as dt

from app.citing.forms import Form
from app.citing.sources import Sort, Source
from app.citing.wording import (
    american,
    bracketed,
    bullet,
    listed,
    ordinal,
    page,
    paragraph,
    preamble,
    quoted,
    section,
    symbol_without_year,
    term,
    words,
)


def _address(source: Source, accessed: dt.date | None) -> str:
    """The address, and the full stop that ends a note."""
    seen = f", accessed {american(accessed)}" if accessed and source.url else ""
    return f"{seen}, {source.url}." if source.url else "."


def _resolution(source: Source) -> str:
    # The day says the year, and two pairs of brackets in a row are none the clearer.
    by_day = source.date is not None and source.is_by_year
    number = source.number if by_day else source.numbered
    symbol = symbol_without_year(source) if by_day else source.symbol
    return _by_organ(source, f"Resolution {number}", symbol)


def _record(source: Source) -> str:
    return _by_organ(source, f"{ordinal(source.number)} meeting", source.symbol)


def _document(source: Source) -> str:
    return _by_organ(source, source.title, source.symbol)


def _by_organ(source: Source, name: str, symbol: str | None) -> str:
    organ = source.organ.name
    author = organ if organ.startswith("United") else f"UN {organ}"
    note = listed(author, name, symbol, _place(source))
    return words(note, bracketed(american(source.date)))


def _press(source: Source) -> str:
    release = words("press release", source.symbol)
    return _titled("United Nations", source, release)


def _article(source: Source) -> str:
    return _titled(source.author, source, source.container)


def _titled(author: str | None, source: Source, series: str | None) -> str:
    return listed(author, quoted(source.title), series, american(source.date), _place(source))


def _glossary(source: Source) -> str:
    return listed(source.author, quoted(source.title), term(source))


def _place(source: Source) -> str:
    place = source.place
    return listed(
        place.annex,
        section(place),
        page(place, "p. "),
        preamble(place, "preambular para. "),
        paragraph(place, "para. "),
        bullet(place),
        place.speaker,
    )


def _american(text: str) -> str:
    """A comma or a full stop stands inside quotation marks."""
    return text.replace("”,", ",”").replace("”.", ".”")


_BODIES = {
    Sort.RESOLUTION: _resolution,
    Sort.RECORD: _record,
    Sort.PRESIDENTIAL_STATEMENT: _document,
    Sort.DOCUMENT: _document,
    Sort.PRESS_RELEASE: _press,
    Sort.ARTICLE: _article,
    Sort.GLOSSARY: _glossary,
}
# The manual would rather have no "ibid.".
FORM = Form(_BODIES, _address, finish=_american)
