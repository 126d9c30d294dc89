"""The library page: what is held and what is only known, open at a click."""

from __future__ import annotations

import streamlit as st

from app.ui import frame, lists_view, reading, turns
from app.ui.address import OPEN, OpenDocument, opened
from app.ui.components import mount
from app.ui.evidence_view import marks_of
from app.ui.frame import Place


def draw() -> None:
    """Draw the library."""
    desk = frame.open_desk()
    if desk is None:
        return
    library = desk.engine.library
    generation = library.generation
    documents = library.documents()
    with st.sidebar:
        frame.draw_ways(Place.LIBRARY)
        frame.draw_conversations(desk, None)
    frame.masthead(documents, compact=True)
    lying_open = opened(st.query_params.get(OPEN))
    document = lying_open.document if isinstance(lying_open, OpenDocument) else None
    shelves = lists_view.library(documents, document, marks_of(documents, library.edited()))
    mount("list", {"groups": shelves}, key="library", on={"open": turns.open_at})
    frame.draw_pane(reading.document(library, document) if document else None)
    frame.follow(desk, generation, desk.proposed)
