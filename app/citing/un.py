"""The style of the United Nations Editorial Manual: a title, and the symbol with the place."""

from __future__ import annotations

import datetime as dt

from app.citing.forms import Form
from app.citing.sources import Sort, Source
from app.citing.wording import british, listed, quoted, term, words


def _address(source: Source, accessed: dt.date | None) -> str:
    if not source.article_url:
        return ""
    seen = f" (accessed on {british(accessed)})" if accessed else ""
    return f". Available at {source.article_url}{seen}"


def _resolution(source: Source) -> str:
    return listed(f"{source.organ.name} resolution {source.numbered}", source.place.label)


def _record(source: Source) -> str:
    return listed(source.symbol, source.place.label)


def _document(source: Source) -> str:
    where = listed(source.symbol, source.place.label)
    return f"{source.title} ({where})" if source.title else where


def _press(source: Source) -> str:
    release = words("United Nations press release", source.symbol)
    return listed(quoted(source.title), release, british(source.date), source.place.label)


def _article(source: Source) -> str:
    title, day = quoted(source.title), british(source.date)
    return listed(source.author, title, source.container, day, source.place.label)


def _glossary(source: Source) -> str:
    return listed(source.author, quoted(source.title), term(source))


def _again(source: Source) -> str:
    return listed("Ibid.", source.place.label)


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
