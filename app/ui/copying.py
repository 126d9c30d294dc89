"""What a reader can copy of an answer, made only once the list of it is opened.

All styles for all that a conversation cites would be some hundred kilobytes at every click.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypedDict

import streamlit as st

from app.answering.answer import Answer, Citation
from app.citing import Style, cite
from app.exporting import as_text
from app.exporting.sources import as_quoted
from app.ui.address import OpenPassage, opened, passage_key

ANSWER = "answer"
"""The key of the answer itself; any other is that of one of its passages."""

STYLE_NAMES = {
    Style.UN: "UN Editorial Manual",
    Style.CHICAGO: "Chicago",
    Style.OSCOLA: "OSCOLA",
    Style.BLUEBOOK: "Bluebook",
    Style.BIBTEX: "BibTeX",
    Style.RIS: "RIS",
}
"""The styles as they are called on the page."""

READ_STYLES = tuple(style for style in Style if style.is_prose)
"""Those that people read."""

_WANTED = "wanted for copying"  # of the session: the message and the key that was opened last


class Entry(TypedDict):
    """One thing to copy, and what it is called."""

    name: str
    text: str


class Copying(TypedDict):
    """What can be copied under a key."""

    key: str
    entries: list[Entry]


def want(message: int, key: str) -> None:
    """A reader opened a list of what can be copied."""
    st.session_state[_WANTED] = (message, key)


def wanted(message: int, answer: Answer | None) -> Copying | None:
    """What can be copied of a message, where its list was the one opened last."""
    of, key = st.session_state.get(_WANTED, (None, ""))
    return copying(answer, key) if of == message and answer is not None else None


def copying(answer: Answer, key: str) -> Copying | None:
    """What can be copied of an answer or of one of its passages; none for what it does not have."""
    if key == ANSWER:
        return Copying(key=key, entries=list(_of_answer(answer)))
    found = opened(passage_key(0, key))
    citation = found.passage.of(answer) if isinstance(found, OpenPassage) else None
    return Copying(key=key, entries=list(_of_citation(citation))) if citation else None


def _of_answer(answer: Answer) -> Iterator[Entry]:
    for style in READ_STYLES:
        yield Entry(name=f"With sources in {STYLE_NAMES[style]}", text=as_text(answer, style))


def _of_citation(citation: Citation) -> Iterator[Entry]:
    quotation = "".join(run.text for run in as_quoted(citation, citation.quote))
    yield Entry(
        name="Quotation with citation", text=f"{quotation} ({cite(citation, Style.UN).rstrip('.')})"
    )
    for style, name in STYLE_NAMES.items():
        yield Entry(name=name, text=cite(citation, style))
