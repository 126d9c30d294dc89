"""The library page: what is held, what is only known, and what is done to it."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import replace

import streamlit as st

from app.ui import beside, frame, pane, people
from app.ui.address import OPEN, OpenDocument, opened
from app.ui.components import mount
from app.ui.contracts import LibraryView, Summary
from app.ui.evidence_view import marks_of
from app.ui.frame import Place
from app.ui.library import (
    citations_view,
    documents_view,
    hands,
    jobs,
    missing_view,
    narrowing,
    reports_view,
    timeline_view,
)
from app.ui.library.narrowing import PAGE
from app.ui.library.sections import Section, chosen, heads

_ABOUT = "about"  # in the address: the document whose citations are shown; open until it is closed
_ASKED = "asked what cites what"  # of the session: which click opened that
_WORDS, _ROWS = "wanted", "rows"
_RUNS = 20


def draw() -> None:
    """Draw the library, or what fills one where there is none yet."""
    desk = frame.open_desk(missing=_draw_none)
    if desk is None:
        return
    library = desk.engine.library
    generation = library.generation
    documents = library.documents()
    with st.sidebar:
        frame.draw_ways(Place.LIBRARY)
        frame.draw_conversations(None)
    frame.masthead(documents, compact=True)
    hands.draw_work()
    if documents:
        _draw_section(library, documents)
    else:
        _draw_heading(Section.FILLING, "The library holds nothing yet.")
        hands.draw(library, documents)
    pane.draw(desk)
    frame.follow(desk, generation)


def _draw_none() -> None:
    """There is no library: what makes one."""
    with st.sidebar:
        frame.draw_ways(Place.LIBRARY)
    frame.masthead((), compact=True)
    hands.draw_work()
    _draw_heading(Section.FILLING, "There is no library yet: what you refresh or add makes one.")
    hands.draw(None, ())


def _draw_section(library: LibraryView, documents: Sequence[Summary]) -> None:
    section = chosen(st.query_params)
    mount("library", heads(section), key="sections", on={"show": _show})
    by_id = {item.document: item for item in documents}
    match section:
        case Section.DOCUMENTS:
            _draw_documents(library, by_id)
        case Section.TIMELINE:
            plotted = timeline_view.timeline(documents)
            mount("plots", plotted, key="timeline", on={"period": _period})
        case Section.MISSING:
            _draw_missing(library, by_id)
        case Section.FILLING:
            hands.draw(library, documents)
        case Section.HISTORY:
            listed = reports_view.history(
                library.runs(_RUNS),
                by_id,
                library.last_look(),
                may_change=people.reader().may_change,
            )
            mount("filling", listed, key="history", on={"open": open_document})


def _draw_heading(section: Section, said: str) -> None:
    data = {"view": "heading", "title": section.value, "said": said}
    mount("library", data, key="heading", on={})


# Documents.


def _draw_documents(library: LibraryView, by_id: Mapping[str, Summary]) -> None:
    shelf = library.shelf()
    lying_open = opened(st.query_params.get(OPEN))
    current = lying_open.document if isinstance(lying_open, OpenDocument) else None
    about = current or st.query_params.get(_ABOUT)
    asked = st.session_state.get(_ASKED)
    graph = citations_view.graph(about, by_id, shelf, asked) if about else None
    if graph is not None:
        handlers = {"open": open_document, "missing": _look_for, "close": _close_graph}
        mount("plots", graph, key="citations", on=handlers)
    documents = list(by_id.values())
    listed = documents_view.table(
        documents,
        narrowing.from_query(st.query_params.to_dict()),
        marks_of(documents, library.edited()),
        shelf.translated,
        current,
    )
    handlers = {"open": open_document, "narrow": _narrow, "more": _more}
    mount("library", listed, key="documents", on=handlers)


def open_document(value: str) -> None:
    """Open a document beside the library, and say what it cites."""
    beside.open_at(value)
    found = opened(value)
    if isinstance(found, OpenDocument):
        st.query_params[_ABOUT] = found.document
        st.session_state[_ASKED] = secrets.token_hex(8)


def _narrow(value: str) -> None:
    """What the controls say now, which begins at the first rows again."""
    asked = _read(value)
    _address(dict.fromkeys(narrowing.NAMES))
    _address(narrowing.to_query(replace(narrowing.from_query(asked), rows=PAGE)))


def _more(_value: str) -> None:
    now = narrowing.from_query(st.query_params.to_dict())
    _address(narrowing.to_query(replace(now, rows=now.rows + PAGE)))


def _period(value: str) -> None:
    """List the documents of one bar of the timeline."""
    asked = _read(value)
    _address(dict.fromkeys(narrowing.NAMES))
    _address({name: asked[name] for name in ("from", "to") if name in asked})
    _show(Section.DOCUMENTS.name)


def _close_graph(_value: str) -> None:
    _address({_ABOUT: None, OPEN: None})


# What is not held.


def _draw_missing(library: LibraryView, by_id: Mapping[str, Summary]) -> None:
    rows = st.query_params.get(_ROWS, "")
    listed = missing_view.lacking(
        library.missing(),
        library.asked_for(),
        by_id,
        library.shelf(),
        missing_view.Wanted(
            st.query_params.get(_WORDS, ""), int(rows) if rows.isdecimal() else PAGE
        ),
        may_change=people.reader().may_change,
        busy=jobs.filler().standing().job is not None,
    )
    offered = {row["symbol"] for row in listed["rows"]}
    handlers = {
        "open": open_document,
        "words": lambda words: _address({_WORDS: words, _ROWS: None}),
        "more": lambda _value: _address({_ROWS: str(len(listed["rows"]) + PAGE)}),
        "fetch": lambda symbol: hands.fetch_offered(symbol, offered),
        "add": _add_for,
    }
    mount("library", listed, key="missing", on=handlers)


def _look_for(symbol: str) -> None:
    """Show a missing document among those that are."""
    _show(Section.MISSING.name)
    _address({_WORDS: symbol, _ROWS: None, OPEN: None})


def _add_for(symbol: str) -> None:
    """Ask for a file of a missing document."""
    _show(Section.FILLING.name)
    _address({hands.FOR: symbol})


# The address.


def _show(name: str) -> None:
    section = next((one for one in Section if one.name == name), Section.DOCUMENTS)
    _address({"show": None if section is Section.DOCUMENTS else section.name.lower()})
    _address({hands.FOR: None, _ROWS: None})


def _address(values: Mapping[str, str | None]) -> None:
    """Put these into the page's address; what is none or empty goes out of it."""
    for name, value in values.items():
        if value:
            st.query_params[name] = value
        else:
            st.query_params.pop(name, None)


def _read(value: str) -> dict[str, str]:
    """What a component says, as far as it is names with texts."""
    try:
        found = json.loads(value)
    except ValueError:
        return {}
    pairs = found.items() if isinstance(found, dict) else ()
    return {name: text for name, text in pairs if isinstance(text, str)}
