"""How what lies open beside the page is looked at: the address says it, and a click changes that.

``open`` (see :mod:`app.ui.address`) is the passage or document; ``view`` is there where its pages
are looked at and not its text, ``page`` for the one with the passage or ``page-7`` for another;
``at`` is the character of the text that a reader went to from the passage.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from app.ui.address import OPEN

VIEW = "view"
AT = "at"

_PAGE = "page"
_PAGES = re.compile(r"page(?:-(?P<number>[1-9]\d{0,4}))?\Z", re.ASCII)
_OFFSET = re.compile(r"\d{1,9}\Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class Look:
    """``pages``: the original's pages are looked at, ``page`` (from 1) if it is not the passage's;
    ``at``: where in the text, if it is not at the passage."""

    pages: bool = False
    page: int | None = None
    at: int | None = None


def look(address: Mapping[str, str]) -> Look:
    """What an address says; what is not understood is as if it were not there."""
    found = _PAGES.match(address.get(VIEW, ""))
    at = address.get(AT, "")
    return Look(
        pages=found is not None,
        page=int(found["number"]) if found and found["number"] else None,
        at=int(at) if _OFFSET.match(at) else None,
    )


def open_at(value: str) -> None:
    """Open a passage or a document beside the page, its pages where those were looked at."""
    pages = look(st.query_params).pages
    _forget()
    st.query_params[OPEN] = value
    if pages:
        st.query_params[VIEW] = _PAGE


def close(_value: str = "") -> None:
    """Close it."""
    st.query_params.pop(OPEN, None)
    _forget()


def turn_to(view: str) -> None:
    """Look at the text, at the page with the passage or at another."""
    at = st.query_params.get(AT)
    _forget()
    if _PAGES.match(view):
        st.query_params[VIEW] = view
    elif at is not None:
        st.query_params[AT] = at


def go_to(offset: str) -> None:
    """Go to another place of the text; no offset goes back to the passage."""
    _forget()
    if _OFFSET.match(offset):
        st.query_params[AT] = offset


def _forget() -> None:
    for name in (VIEW, AT):
        st.query_params.pop(name, None)
