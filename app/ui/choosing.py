"""How the reader wants questions answered: the model that writes, and what narrows the search.

The choice begins as that of the conversation's last question, which is stored with it, so a reload
and another tab show the same. Widgets are named after that question: each new one begins afresh.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

import streamlit as st

from app.conversations import Manner, Message
from app.ui import state
from app.ui.contracts import Summary
from app.ui.wording import kind_name
from store.filters import Filters
from store.records import Kind

_DRAWN = "choice drawn for"
_MODEL = "model chosen last"
_QUOTATIONS = "Quotations only"
_NO_MODEL = (
    "Answers are quotations only. To have them written by a language model, "
    "and checked, set PENHOLDER_MODEL."
)
_EARLIEST = dt.date(1945, 1, 1)
_LATEST = dt.date(2100, 12, 31)


def draw(messages: Sequence[Message], documents: Sequence[Summary]) -> None:
    """Draw the choice, for the question that is asked next."""
    last = messages[-1] if messages else None
    name = str(last.id) if last else "new"
    st.session_state[_DRAWN] = name
    model = last.how.model if last else st.session_state.get(_MODEL)
    _draw_model(name, model)
    _draw_filters(name, last.how.filters if last else Filters(), documents)


def chosen() -> Manner:
    """What is chosen now, on the page as it was drawn last."""
    name = st.session_state.get(_DRAWN)
    model = st.session_state.get(f"model {name}")
    filters = Filters(
        after=st.session_state.get(f"after {name}"),
        before=st.session_state.get(f"before {name}"),
        kinds=frozenset(st.session_state.get(f"kinds {name}", ())),
        documents=frozenset(st.session_state.get(f"documents {name}", ())),
    )
    return Manner(model=model, filters=filters)


def names_of(documents: Sequence[Summary]) -> Mapping[str, str]:
    """What documents are called where there is little room."""
    return {item.document: item.symbol or item.title for item in documents}


def _draw_model(name: str, model: str | None) -> None:
    models = state.models()
    if not models:
        st.caption(_NO_MODEL)
        return
    options = (None, *models)
    # A label of a radio button would be read as Markdown; that of a list is text.
    st.session_state[_MODEL] = st.selectbox(
        "Answers",
        options,
        index=options.index(model) if model in options else 0,
        format_func=lambda option: _QUOTATIONS if option is None else f"Written by {option}",
        key=f"model {name}",
        help="What a model writes is checked against its sources, sentence by sentence.",
    )


def _draw_filters(name: str, filters: Filters, documents: Sequence[Summary]) -> None:
    held = [item for item in documents if item.held and item.kind is not Kind.GLOSSARY]
    titles = names_of(held)
    kinds = sorted({item.kind for item in held} | filters.kinds, key=kind_name)
    with st.expander("Narrow the search", expanded=bool(filters)):
        for label, key, value in (
            ("Dated from", "after", filters.after),
            ("Dated until", "before", filters.before),
        ):
            st.date_input(
                label,
                value,
                _EARLIEST,
                _LATEST,
                key=f"{key} {name}",
                format="DD/MM/YYYY",
            )
        st.multiselect(
            "Kinds", kinds, sorted(filters.kinds), format_func=kind_name, key=f"kinds {name}"
        )
        st.multiselect(
            "Documents",
            sorted({*titles, *filters.documents}, key=lambda item: titles.get(item, item)),
            sorted(filters.documents),
            format_func=lambda item: titles.get(item, item),
            key=f"documents {name}",
        )
