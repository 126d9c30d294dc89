"""The keys that the page knows, and the list of them.

Streamlit itself takes r and c; its scripts leave alone what is typed into a field, as ours do.
"""

from __future__ import annotations

from typing import TypedDict

from app.ui.components import mount


class Key(TypedDict):
    """Keys that do the same, and what they do."""

    keys: list[str]
    does: str


KEYS = (
    Key(keys=["/"], does="Go to the box for the question"),
    Key(keys=["Esc"], does="Leave the question box, if nothing is in it"),
    Key(keys=["j"], does="The next citation of the answer"),
    Key(keys=["k"], does="The citation before it"),
    Key(keys=["←", "→", "↑", "↓"], does="The same, from a citation"),
    Key(keys=["Enter"], does="Open the passage that a citation leads to"),
    Key(keys=["Esc"], does="Close what lies open, or stop an answer being written"),
    Key(keys=["?"], does="This list"),
)


def draw() -> None:
    """Draw the button that opens the list, and have the keys work."""
    mount("keys", {"keys": list(KEYS)}, key="keys", on={})
