"""The document beside the page: a part of it that is drawn by itself.

A click on a number reaches it in the browser (``opener.js``), so that nothing else of the page is
drawn again: with a conversation of thirty answers that is the difference that a reader feels.
"""

from __future__ import annotations

import streamlit as st

from app.ui import beside, people, reading
from app.ui.address import OPEN
from app.ui.components import mount
from app.ui.desk import Desk


@people.fragment()
def draw(desk: Desk, conversation: str | None = None) -> None:
    """Draw what the address says is open, with what opens it.

    A passage of an answer is one of ``conversation``; documents open without.
    """
    pane = reading.beside(desk, st.query_params, conversation, people.reader().key)
    mount(
        "opener",
        {"open": st.query_params.get(OPEN) if pane else None},
        key="opener",
        on={"open": beside.open_at, "close": beside.close},
    )
    with st.container(key="pane" if pane else "no-pane"):
        if pane is None:
            st.empty()  # in the document's place: the browser may leave there what is only missing
            return
        mount(
            "document",
            pane,
            key="document",
            on={
                "close": beside.close,
                "open": beside.open_at,
                "view": beside.turn_to,
                "go": beside.go_to,
                "look": lambda _value: None,  # only drawn again: the page may be there by now
            },
        )
