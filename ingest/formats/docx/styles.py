"""A Word document's styles: what a paragraph or run is by the style that it names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_DEEPEST = 30  # styles that one may be based on, one on another
_OFF = frozenset({"0", "false", "off", "none"})
_HEADING_NAME = re.compile(
    r"heading (?P<level>[1-9])|_?\s?H[\s_]{1,3}(?P<un>Ch|M|\d)\w{0,8}", re.IGNORECASE
)
_TITLE_NAMES = frozenset({"title", "titre", "título"})
_NO_OUTLINE = 9


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says itself; ``None`` is left to the style that it is based on.

    ``outline`` is the level of a heading from 0, ``num_id`` and ``level`` its list and the level
    in that from 0.
    """

    based_on: str | None
    name: str
    outline: int | None
    num_id: str | None
    level: int | None
    bold: bool | None
    italic: bool | None
    hidden: bool | None


class Styles:
    """The styles of a document, each with what it takes from those under it."""

    def __init__(self, root: Any | None) -> None:
        self._styles: dict[str, Style] = {}
        self.default: str | None = None
        for element in () if root is None else root.iter(f"{W}style"):
            identifier = element.get(f"{W}styleId")
            if not identifier:
                continue
            self._styles.setdefault(identifier, _style(element))
            is_default = element.get(f"{W}default", "0") not in _OFF
            if is_default and element.get(f"{W}type") == "paragraph":
                self.default = identifier
        self._chains: dict[str | None, tuple[Style, ...]] = {}

    def chain(self, identifier: str | None) -> tuple[Style, ...]:
        """A style and those that it is based on, the nearest first."""
        if identifier not in self._chains:
            self._chains[identifier] = tuple(self._bases(identifier))
        return self._chains[identifier]

    def _bases(self, identifier: str | None) -> Iterator[Style]:
        for _ in range(_DEEPEST):
            style = self._styles.get(identifier or "")
            if style is None:
                return
            yield style
            identifier = style.based_on

    def outline(self, identifier: str | None) -> int | None:
        """The level of a heading of this style, from 0; ``None`` where it is none."""
        for style in self.chain(identifier):
            if style.outline is not None:
                return style.outline if style.outline < _NO_OUTLINE else None
        return None

    def numbering(self, identifier: str | None) -> tuple[str, int] | None:
        """The list that a style is numbered in, and the level in that."""
        level = None
        for style in self.chain(identifier):
            level = style.level if level is None else level
            if style.num_id is not None:
                return style.num_id, level or 0
        return None


def child(element: Any, *path: str) -> Any | None:
    """The first child along a path of local names."""
    for name in path:
        element = None if element is None else element.find(f"{W}{name}")
    return element


def value(element: Any, *path: str) -> str | None:
    """The ``w:val`` of the first child along a path; ``None`` where there is none."""
    found = child(element, *path)
    return None if found is None else found.get(f"{W}val")


def switch(element: Any, *path: str) -> bool | None:
    """Whether a property is on; ``None`` where it is not said."""
    found = child(element, *path)
    return None if found is None else found.get(f"{W}val", "1").lower() not in _OFF


def number(text: str | None, default: int | None = None) -> int | None:
    """A number of a file that may hold anything in its place."""
    return int(text) if text and re.fullmatch(r"-?\d{1,9}", text) else default


def _style(element: Any) -> Style:
    name = value(element, "name") or ""
    outline = number(value(element, "pPr", "outlineLvl"))
    return Style(
        based_on=value(element, "basedOn"),
        name=name,
        outline=_named_outline(name) if outline is None else outline,
        num_id=value(element, "pPr", "numPr", "numId"),
        level=number(value(element, "pPr", "numPr", "ilvl")),
        bold=switch(element, "rPr", "b"),
        italic=switch(element, "rPr", "i"),
        hidden=switch(element, "rPr", "vanish"),
    )


def _named_outline(name: str) -> int | None:
    """A heading's level by its style's name: Word's own ("heading 2") or the UN's ("_ H _Ch_T")."""
    if name.lower() in _TITLE_NAMES:
        return 0
    match = _HEADING_NAME.fullmatch(name.strip())
    if match is None:
        return None
    if match.group("level"):
        return int(match.group("level")) - 1
    return int(match.group("un")) if match.group("un").isdecimal() else 0
