"""A conversation as a file to take away, made when it is asked for and not before."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from functools import partial

import streamlit as st

from app.citing import Style
from app.conversations import Conversation
from app.exporting import Format, export, of_conversation
from app.ui import people
from app.ui.copying import READ_STYLES, STYLE_NAMES
from app.ui.desk import Desk
from app.ui.standing import since

LONGEST_NAME = 60
"""Characters of a file's name, without its ending."""

_STYLE = "style of exports"
_NAMES = {
    Format.WORD: "Word, with footnotes",
    Format.MARKDOWN: "Markdown",
    Format.JSON: "JSON",
    Format.BIBTEX: "BibTeX",
    Format.RIS: "RIS",
}
_TYPES = {
    Format.WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Format.MARKDOWN: "text/markdown",
    Format.JSON: "application/json",
    Format.BIBTEX: "application/x-bibtex",
    Format.RIS: "application/x-research-info-systems",
}
# Names that Windows keeps for its devices.
_KEPT = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)\Z", re.IGNORECASE)


def draw(desk: Desk, conversation: Conversation | None) -> None:
    """Draw the ways to take the conversation shown away, if one is."""
    if conversation is None:
        return
    owner = people.reader().key
    with st.popover("Export", icon=":material/download:", width="stretch"):
        style = st.selectbox(
            "Sources cited as in", READ_STYLES, format_func=STYLE_NAMES.__getitem__, key=_STYLE
        )
        for form, name in _NAMES.items():
            st.download_button(
                name,
                partial(_written, desk, conversation.id, owner, form, style),
                file_name=f"{file_name(conversation.title)}.{form}",
                mime=_TYPES[form],
                key=f"export-{form}",
                on_click="ignore",
                width="stretch",
            )


def file_name(title: str) -> str:
    """A name that any system takes, made of a title: its letters and digits, with hyphens between.

    It never is empty, hidden, a path or the name of a device.
    """
    plain = "".join(
        character if unicodedata.category(character)[0] in "LN" else " "
        for character in unicodedata.normalize("NFC", title)
    )
    name = "-".join(plain.split())
    if len(name) > LONGEST_NAME:
        cut = name[:LONGEST_NAME]
        name = cut.rpartition("-")[0] or cut
    return "conversation" if not name or _KEPT.match(name) else name


def _written(desk: Desk, conversation: str, owner: str, form: Format, style: Style) -> bytes:
    """The file as of now: what was answered since the page was drawn is in it.

    Raises ``KeyError`` where the conversation was removed meanwhile.
    """
    found = desk.conversations.find(conversation, owner)
    if found is None:
        raise KeyError(conversation)
    messages = desk.conversations.messages(conversation, owner)
    transcript = of_conversation(
        found, messages, lambda answer: since(answer, desk.standings.check(answer))
    )
    return export(transcript, form, at=dt.datetime.now(dt.UTC), style=style)
