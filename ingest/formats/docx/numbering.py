"""The numbers that Word counts for paragraphs: "12.", "(a)", "(i)", as they are printed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from ingest.formats.docx.styles import Styles, W, child, number, switch, value

LEVELS = 9

_PLACE = re.compile(r"%([1-9])")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"
_MOST_REPEATS = 5  # of a letter after z: "aa", "bbb"
_LARGEST_ROMAN = 3999


@dataclass(frozen=True, slots=True)
class Label:
    """What stands before a paragraph in print; a bullet has no text of its own here."""

    text: str
    level: int
    is_bullet: bool


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    form: str
    text: str
    restart: int | None
    legal: bool


@dataclass(slots=True)
class _Abstract:
    levels: dict[int, _Level] = field(default_factory=dict)
    style_link: str | None = None


@dataclass(slots=True)
class _Num:
    abstract: str
    levels: dict[int, _Level] = field(default_factory=dict)
    starts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts a document's lists, in the order in which its paragraphs stand."""

    def __init__(self, root: Any | None, styles: Styles) -> None:
        self._styles = styles
        self._abstracts: dict[str, _Abstract] = {}
        self._nums: dict[str, _Num] = {}
        if root is not None:
            self._read(root)
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()

    def next(self, num_id: str, level: int) -> Label | None:
        """The label of the next paragraph of a list, which is then counted.

        ``None`` where the list is not in the document, as after copying.
        """
        num = self._nums.get(num_id)
        if num is None or not 0 <= level < LEVELS:
            return None
        key, levels = self._levels(num)
        form = levels.get(level)
        if form is None:
            return None
        counts = self._counts.setdefault(key, [None] * LEVELS)
        self._count(counts, levels, num_id, num, level)
        if form.form == "bullet":
            return Label("", level, is_bullet=True)
        return Label(_printed(form, levels, counts), level, is_bullet=False)

    def _count(
        self,
        counts: list[int | None],
        levels: dict[int, _Level],
        num_id: str,
        num: _Num,
        level: int,
    ) -> None:
        before = counts[level]
        if level in num.starts and (num_id, level) not in self._begun:
            counts[level] = num.starts[level]
        else:
            counts[level] = levels[level].start if before is None else before + 1
        self._begun.add((num_id, level))
        for deeper in range(level + 1, LEVELS):
            form = levels.get(deeper)
            restart = deeper if form is None or form.restart is None else form.restart
            if level < restart:
                counts[deeper] = None

    def _levels(self, num: _Num) -> tuple[str, dict[int, _Level]]:
        """The abstract list that a list counts in, and its levels with the list's own."""
        key = num.abstract
        abstract = self._abstracts.get(key, _Abstract())
        if abstract.style_link and not abstract.levels:
            linked = self._styles.numbering(abstract.style_link)
            other = self._nums.get(linked[0]) if linked else None
            if other is not None:
                key = other.abstract
                abstract = self._abstracts.get(key, abstract)
        return key, {**abstract.levels, **num.levels}

    def _read(self, root: Any) -> None:
        for element in root.iter(f"{W}abstractNum"):
            abstract = _Abstract(style_link=value(element, "numStyleLink"))
            abstract.levels = _levels_in(element)
            self._abstracts.setdefault(element.get(f"{W}abstractNumId", ""), abstract)
        for element in root.iter(f"{W}num"):
            num = _Num(value(element, "abstractNumId") or "")
            for override in element.iter(f"{W}lvlOverride"):
                num.levels.update(_levels_in(override))
                level = number(override.get(f"{W}ilvl"))
                start = number(value(override, "startOverride"))
                if level is not None and start is not None:
                    num.starts[level] = start
            self._nums.setdefault(element.get(f"{W}numId", ""), num)


def _levels_in(element: Any) -> dict[int, _Level]:
    levels = {}
    for found in element.findall(f"{W}lvl"):
        level = number(found.get(f"{W}ilvl"))
        if level is None or not 0 <= level < LEVELS:
            continue
        levels[level] = _Level(
            start=number(value(found, "start"), 0) or 0,
            form=_form(found),
            text=(value(found, "lvlText") or "")[:80],
            restart=number(value(found, "lvlRestart")),
            legal=bool(switch(found, "isLgl")),
        )
    return levels


def _form(level: Any) -> str:
    form = child(level, "numFmt")
    return "decimal" if form is None else form.get(f"{W}val", "decimal")


def _printed(form: _Level, levels: dict[int, _Level], counts: list[int | None]) -> str:
    def one(match: re.Match[str]) -> str:
        at = int(match.group(1)) - 1
        level = levels.get(at)
        if level is None:
            return ""
        count = counts[at]
        if count is None:
            # A list that begins at its second level counts its first as begun.
            count = counts[at] = level.start
        return written(count, "decimal" if form.legal else level.form)

    return _PLACE.sub(one, form.text)


def written(count: int, form: str) -> str:
    """A number in one of Word's forms; one that is not known here is written in digits."""
    if form in ("none", "bullet"):
        return ""
    if form == "decimalZero":
        return f"{count:02d}"
    upper = form.startswith("upper") or form.endswith("Upper")
    if form in ("lowerRoman", "upperRoman") and 0 < count <= _LARGEST_ROMAN:
        text = _roman(count)
        return text.upper() if upper else text
    if form in ("lowerLetter", "upperLetter", "russianLower", "russianUpper"):
        letters = _RUSSIAN if form.startswith("russian") else _LATIN
        repeats, at = divmod(count - 1, len(letters))
        if count > 0 and repeats < _MOST_REPEATS:
            text = letters[at] * (repeats + 1)
            return text.upper() if upper else text
    return str(count)


def _roman(count: int) -> str:
    text = ""
    for size, letters in _ROMAN:
        times, count = divmod(count, size)
        text += letters * times
    return text
