"""The words of a paragraph: runs as they are printed, and what hangs on them.

Insertions are kept and deletions left out, hidden words go, and of two drawings of one thing for
old and new readers one is read.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ingest.formats import tidy
from ingest.formats.docx.styles import Styles, W, child, switch, value

_MARKUP = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

_SPACES = frozenset({f"{W}tab", f"{W}ptab", f"{W}br", f"{W}cr"})
_SKIPPED = frozenset(
    {
        f"{W}del", f"{W}moveFrom", f"{W}delText", f"{W}instrText", f"{W}delInstrText", f"{W}pPr",
        f"{W}rPr", f"{W}sdtPr", f"{W}rt", f"{W}commentReference", f"{_MARKUP}Fallback",
    }
)  # fmt: skip
_NOTES = {f"{W}footnoteReference": "footnotes", f"{W}endnoteReference": "endnotes"}
_PRIVATE = range(0xF000, 0xF100)  # where symbol fonts put their characters


@dataclass(frozen=True, slots=True)
class NoteMark:
    """A reference to a note; ``custom``: its mark is written in the text and not counted."""

    part: str
    identifier: str
    custom: bool


@dataclass(slots=True)
class Inline:
    """What is printed of a paragraph: its words, its notes' marks and its text boxes."""

    words: list[tuple[str, bool, bool]] = field(default_factory=list)
    notes: list[NoteMark] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The words in one line."""
        return tidy("".join(word for word, _, _ in self.words))

    @property
    def bold(self) -> int:
        """How many characters at the beginning are set in bold."""
        begun = []
        for word, bold, _ in self.words:
            if word.strip() and not bold:
                break
            begun.append(word)
        return len(tidy("".join(begun)))

    @property
    def italic(self) -> bool:
        """Whether all of it is in italics."""
        inked = [italic for word, _, italic in self.words if word.strip()]
        return bool(inked) and all(inked)


class InlineReader:
    """Reads paragraphs of one document."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles

    def read(self, paragraph: Any, style: str | None, into: Inline) -> None:
        """Adds what a paragraph of a style prints to ``into``."""
        for element in paragraph:
            self._walk(element, style, into)

    def _walk(self, element: Any, style: str | None, into: Inline) -> None:
        tag = element.tag
        if not isinstance(tag, str) or tag in _SKIPPED:
            return
        if tag == f"{W}r":
            self._run(element, style, into)
        elif tag == f"{_MATHS}t":
            into.words.append((element.text or "", False, False))
        elif tag == f"{W}txbxContent":
            into.boxes.append(element)
        elif not _is_placeholder(element):
            for inner in element:
                self._walk(inner, style, into)

    def _run(self, run: Any, style: str | None, into: Inline) -> None:
        if self._property(run, style, "vanish", "hidden"):
            return
        bold = self._property(run, style, "b", "bold")
        italic = self._property(run, style, "i", "italic")
        for element in run:
            tag = element.tag
            if not isinstance(tag, str) or tag in _SKIPPED:
                continue
            if tag in _NOTES:
                custom = bool(_attribute_on(element, "customMarkFollows"))
                into.notes.append(NoteMark(_NOTES[tag], element.get(f"{W}id", ""), custom))
            elif (text := _character(element)) is not None:
                into.words.append((text, bold, italic))
            else:
                self._walk(element, style, into)

    def _property(self, run: Any, style: str | None, name: str, field_name: str) -> bool:
        """A property by the run itself, by its own style, or by its paragraph's."""
        own = switch(run, "rPr", name)
        if own is not None:
            return own
        for identifier in (value(run, "rPr", "rStyle"), style):
            for link in self._styles.chain(identifier):
                said: bool | None = getattr(link, field_name)
                if said is not None:
                    return said
        return False


def _character(element: Any) -> str | None:
    """The characters that an element of a run prints; ``None`` where it holds other elements."""
    tag = element.tag
    if tag == f"{W}t":
        return element.text or ""
    if tag in _SPACES:
        return " "
    if tag == f"{W}noBreakHyphen":
        return "-"
    if tag == f"{W}sym":
        return _symbol(element.get(f"{W}char", ""))
    return None


def _symbol(code: str) -> str:
    """A character of a symbol font, where it stands for a plain one."""
    try:
        point = int(code, 16)
    except ValueError:
        return ""
    if point in _PRIVATE:
        point -= _PRIVATE.start
        return chr(point) if 0x20 < point < 0x7F else ""
    return chr(point) if 0x20 < point < 0xD800 or 0xE000 <= point < 0x110000 else ""


def _is_placeholder(element: Any) -> bool:
    """Whether a content control shows only what to fill in ("Click here to enter text")."""
    return element.tag == f"{W}sdt" and child(element, "sdtPr", "showingPlcHdr") is not None


def _attribute_on(element: Any, name: str) -> bool:
    return element.get(f"{W}{name}", "0").lower() not in ("0", "false", "off")
