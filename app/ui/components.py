"""The page's own components: data in, one trigger out, every string set as text.

Each is a script and a style sheet in ``static/``, fixed and shipped with the package. Nothing
that comes from a document, a file name or a reader is ever part of them: it travels as data, and
the scripts put it on the page through ``textContent`` only.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

Name = Literal[
    "answer",
    "conversations",
    "document",
    "filling",
    "keys",
    "library",
    "list",
    "masthead",
    "opener",
    "plots",
]
Handler = Callable[[str], None]

_PARTS: Mapping[Name, tuple[str, ...]] = {
    "answer": ("heading", "evidence", "preview", "copying", "judging", "stepping"),
    "document": ("finding",),
    "keys": ("stepping",),
}
"""The scripts that a component's own stands on."""


def mount(name: Name, data: Mapping[str, Any], *, key: str, on: Mapping[str, Handler]) -> None:
    """Draw a component. ``on`` says what to do with each of its triggers.

    A handler is given the trigger's value as text and runs before the page's script does, as
    Streamlit's callbacks do.
    """
    callbacks: dict[str, Any] = {
        f"on_{trigger}_change": _callback(key, trigger, do) for trigger, do in on.items()
    }
    _renderer(name)(key=key, data=dict(data), **callbacks)


def page_style() -> str:
    """The style sheet of the page around the components."""
    return _asset("page.css")


@cache
def _renderer(name: Name) -> ComponentRenderer:
    import streamlit as st

    scripts = ("dom", *_PARTS.get(name, ()), name)
    return st.components.v2.component(
        f"penholder_{name}",
        css=_asset("base.css") + _asset(f"{name}.css"),
        js="".join(_asset(f"{script}.js") for script in scripts),
    )


def _callback(key: str, trigger: str, do: Handler) -> Callable[[], None]:
    def called() -> None:
        import streamlit as st

        from app.ui import people

        # A component may be gone before its trigger comes, as when a reader closes it and at once
        # asks; an error here would lose all else that came with the trigger.
        value = st.session_state[key].get(trigger) if key in st.session_state else None
        if isinstance(value, str) and isinstance(people.who(), people.Reader):
            do(value)

    return called


def _asset(name: str) -> str:
    return (files("app.ui") / "static" / name).read_text(encoding="utf-8")
