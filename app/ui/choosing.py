"""How the reader wants questions answered: the model that writes, and what narrows the search.

The choice begins as that of the conversation's last question, which is stored with it, so a reload
and another tab show the same.
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

# What the session keeps: the widgets' values, and after which question they began.
_MODEL = "model"
_AFTER = "after"
_BEFORE = "before"
_KINDS = "kinds"
_DOCUMENTS = "documents"
_BEGUN = "choice begun after"
_NEVER = -1
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
    models = state.models()
    _begin(last, models)
    _draw_model(models)
    _draw_filters(documents)


def chosen() -> Manner:
    """What is chosen now, on the page as it was drawn last."""
    kept = st.session_state
    return Manner(
        model=kept.get(_MODEL),
        filters=Filters(
            after=kept.get(_AFTER),
            before=kept.get(_BEFORE),
            kinds=frozenset(kept.get(_KINDS, ())),
            documents=frozenset(kept.get(_DOCUMENTS, ())),
        ),
    )


def _begin(last: Message | None, models: tuple[str, ...]) -> None:
    """Have the choice follow the last question, whenever that is another one."""
    kept = st.session_state
    begun = last.id if last else None
    if kept.get(_BEGUN, _NEVER) == begun and _AFTER in kept:
        return
    kept[_BEGUN] = begun
    model = last.how.model if last else kept.get(_MODEL)
    filters = last.how.filters if last else Filters()
    kept[_MODEL] = model if model in models else None
    kept[_AFTER], kept[_BEFORE] = filters.after, filters.before
    kept[_KINDS], kept[_DOCUMENTS] = sorted(filters.kinds), sorted(filters.documents)


def names_of(documents: Sequence[Summary]) -> Mapping[str, str]:
    """What documents are called where there is little room."""
    return {item.document: item.symbol or item.title for item in documents}


def _draw_model(models: tuple[str, ...]) -> None:
    if not models:
        st.caption(_NO_MODEL)
        return
    # A label of a radio button would be read as Markdown; that of a list is text.
    st.selectbox(
        "Answers",
        (None, *models),
        format_func=lambda option: _QUOTATIONS if option is None else f"Written by {option}",
        key=_MODEL,
        help="What a model writes is checked against its sources, sentence by sentence.",
    )


def _draw_filters(documents: Sequence[Summary]) -> None:
    filters = chosen().filters
    held = [item for item in documents if item.held and item.kind is not Kind.GLOSSARY]
    titles = names_of(held)
    with st.expander("Narrow the search", expanded=bool(filters)):
        for label, key in (("Dated from", _AFTER), ("Dated until", _BEFORE)):
            st.date_input(label, None, _EARLIEST, _LATEST, key=key, format="DD/MM/YYYY")
        st.multiselect(
            "Kinds",
            sorted({item.kind for item in held} | filters.kinds, key=kind_name),
            format_func=kind_name,
            key=_KINDS,
        )
        st.multiselect(
            "Documents",
            sorted({*titles, *filters.documents}, key=lambda item: titles.get(item, item)),
            format_func=lambda item: titles.get(item, item),
            key=_DOCUMENTS,
        )
