"""What a reader can copy of an answer, made only once the list of it is opened.

All styles for all that a conversation cites would be some hundred kilobytes at every click.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import TypedDict

import streamlit as st

from app.answering.answer import Answer, Citation
from app.citing import Style, cite
from app.exporting import as_text
from app.exporting.sources import as_quoted
from app.ui.address import OpenPassage, opened, passage_key
from app.ui.standing import Checked, since

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


def wanted(message: int, answer: Answer | None, checked: Checked | None) -> Copying | None:
    """What can be copied of a message, where its list was the one opened last.

    As in an export, that is the answer as it was given; ``checked`` says what became of its sources
    since.
    """
    of, key = st.session_state.get(_WANTED, (None, ""))
    if of != message or answer is None:
        return None
    return copying(answer, key, since(answer, checked) if checked else {})


def copying(
    answer: Answer, key: str, changes: Mapping[str, str] = MappingProxyType({})
) -> Copying | None:
    """What can be copied of an answer or of one of its passages; none for what it does not have.

    ``changes`` says, by the key of a passage, what became of its source.
    """
    if key == ANSWER:
        return Copying(key=key, entries=list(_of_answer(answer, changes)))
    found = opened(passage_key(0, key))
    citation = found.passage.of(answer) if isinstance(found, OpenPassage) else None
    if citation is None:
        return None
    return Copying(key=key, entries=list(_of_citation(citation, changes.get(key))))


def _of_answer(answer: Answer, changes: Mapping[str, str]) -> Iterator[Entry]:
    for style in READ_STYLES:
        text = as_text(answer, style, changes)
        yield Entry(name=f"With sources in {STYLE_NAMES[style]}", text=text)


def _of_citation(citation: Citation, change: str | None) -> Iterator[Entry]:
    quotation = "".join(run.text for run in as_quoted(citation, citation.quote))
    said = f" [{change}]" if change else ""
    yield Entry(
        name="Quotation with citation",
        text=f"{quotation} ({cite(citation, Style.UN).rstrip('.')}){said}",
    )
    for style, name in STYLE_NAMES.items():
        text = cite(citation, style)
        yield Entry(name=name, text=f"{text}{said}" if style.is_prose else text)
