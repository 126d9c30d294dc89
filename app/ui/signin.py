"""What one sees who is not let in, and who one is once one is."""

from __future__ import annotations

import streamlit as st

from app.ui import frame, people
from app.ui.people import Reader, Stranger

_SIGN_IN = "This library is for people who sign in."
_NOT_ADMITTED = (
    "You are signed in as {name}, who may not read this library. Ask whoever runs it to let you "
    "in, or sign out and come back with another account."
)


def draw(stranger: Stranger) -> None:
    """A page with nothing of the library on it, and the one thing that one can do."""
    if stranger.name is None:
        frame.masthead((), problem=_SIGN_IN)
        st.button("Sign in", type="primary", icon=":material/login:", on_click=st.login)
    else:
        frame.masthead((), problem=_NOT_ADMITTED.format(name=stranger.name))
        st.button("Sign out", icon=":material/logout:", on_click=people.sign_out)


def draw_reader(reader: Reader) -> None:
    """Who is signed in, for the sidebar, with the way out."""
    if reader.name is None:
        return
    with st.container(key="reader", horizontal=True, vertical_alignment="center"):
        st.text(reader.name)
        st.button("Sign out", type="tertiary", on_click=people.sign_out)
