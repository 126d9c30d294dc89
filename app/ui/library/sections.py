"""The sections of the library page, one at a time: which one the address says."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Literal, TypedDict


class Section(Enum):
    """One section, by its heading."""

    DOCUMENTS = "Documents"
    TIMELINE = "Timeline"
    MISSING = "Not held"
    FILLING = "Add and refresh"
    HISTORY = "History"


class Head(TypedDict):
    """The way to a section."""

    name: str
    label: str
    current: bool


class Heads(TypedDict):
    """The ways to all sections, and the heading of the one that is shown."""

    view: Literal["sections"]
    sections: list[Head]


def chosen(query: Mapping[str, str]) -> Section:
    """The section that the address names; the documents where it names none."""
    name = query.get("show", "").upper()
    return next((one for one in Section if one.name == name), Section.DOCUMENTS)


def heads(current: Section) -> Heads:
    """The ways to all sections."""
    return Heads(
        view="sections",
        sections=[Head(name=one.name, label=one.value, current=one is current) for one in Section],
    )
