"""The script that Streamlit runs, from top to bottom, whenever something happens."""

from __future__ import annotations

import sys
from pathlib import Path
from urllib.parse import quote

import streamlit as st

# Streamlit runs this file by its path, also from a checkout that is not installed.
_ROOT = str(Path(__file__).resolve().parents[2])
if _ROOT not in sys.path:
    sys.path.append(_ROOT)

from app.ui import frame, people, signin  # noqa: E402
from app.ui.components import page_style  # noqa: E402

_ICON = (  # drawn here: Streamlit's own icons would be fetched from the network
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 64 64'>"
    "<rect width='64' height='64' rx='11' fill='#24506e'/>"
    "<g fill='#fcfbf8'>"
    "<path d='M28 19c-9 3-14 9-14 17 0 6 4 10 8 10s8-4 8-8-3-7-7-7c1-4 4-6 7-8z'/>"
    "<path d='M50 19c-9 3-14 9-14 17 0 6 4 10 8 10s8-4 8-8-3-7-7-7c1-4 4-6 7-8z'/></g></svg>"
)


def main() -> None:
    """Draw the page that the address names."""
    st.set_page_config(page_icon=f"data:image/svg+xml,{quote(_ICON)}", layout="centered")
    st.html(f"<style>{page_style()}</style>")
    someone = people.who()
    if isinstance(someone, people.Stranger):
        signin.draw(someone)
        return
    pages = frame.pages()
    shown = st.navigation(list(pages.values()), position="hidden")
    frame.follow_a_click(pages)
    with st.sidebar:
        signin.draw_reader(someone)
    shown.run()


if __name__ == "__main__":
    main()
