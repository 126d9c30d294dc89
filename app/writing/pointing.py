"""From a model's stream of text to statements that point at the sentences they rest on.

A model writes text with markers in it, ``[2]``, and its text comes in pieces that may end anywhere,
also between ``[`` and ``2``. Each statement is shown once it is complete, so the pieces go through
a machine that reads one character at a time: where the pieces end can change nothing.

A statement is a sentence, a list item or a line, with the markers behind it, before or after its
full stop. ``cutting`` says where sentences end, ``markers`` what brackets name, ``statements`` puts
the two together. What is decided here is what a character is:

* Bullets ("- ", "1. ") and heading signs ("# ") at the beginning of a line are its form and no
  text, as are the asterisks of emphasis. A list item and a heading are paragraphs of their own.
* In code, fenced or between backticks, brackets are text. Code between backticks ends with its line
  at the latest.
* Brackets that look like a marker never reach the text, whether they name a sentence or not, nor
  does one that breaks off at the end of a line. Brackets that look like none are text.

Nothing else is lost but the "and" that joins two markers: the letters and digits of all statements,
in order, are those of the text. A statement without words is given only where markers stand with no
statement to belong to.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from app.writing.contracts import Written
from app.writing.cutting import MARKER
from app.writing.markers import CLOSING, LONGEST, OPENING, is_marker, may_be_marker
from app.writing.statements import Statements

_FENCE = "```"
_FORM_BEGUN = re.compile(r"[-*+•‣◦·–—>]|#{1,6}|\d{1,3}[.)]?|`{1,3}")
_BULLET = re.compile(r"[-*+•‣◦·–—>]|\d{1,3}[.)]")


class Pointing:
    """Turns text that comes in pieces into statements. ``offered`` are the numbers given out."""

    def __init__(self, offered: Collection[int]) -> None:
        self._statements = Statements(offered)
        self._line_begins = True
        self._form = ""  # what may become a bullet, a heading sign or a fence
        self._in_heading = False
        self._brackets = ""  # what may become a marker
        self._in_code = False
        self._after_tick = False
        self._fenced: str | None = None  # the line inside a fence, so far

    def feed(self, piece: str) -> list[Written]:
        """The statements that the next piece completes."""
        for char in piece:
            if char != MARKER:
                self._read(char)
        return self._statements.take()

    def end(self) -> list[Written]:
        """The statements left, once the model has ended or has been stopped. Called once."""
        self._end_line()
        self._statements.end()
        return self._statements.take()

    def _read(self, char: str) -> None:
        if self._fenced is not None:
            self._read_fenced(char, self._fenced)
        elif char == "\n":
            self._end_line()
        elif self._line_begins:
            self._read_form(char)
        else:
            self._read_inline(char)

    def _read_fenced(self, char: str, line: str) -> None:
        self._statements.code(char)
        self._fenced = line + char
        if char == "\n":
            closed = line.strip() == _FENCE
            self._fenced = None if closed else ""
            if closed:
                self._statements.paragraph_ends()
                self._end_line()

    def _end_line(self) -> None:
        while self._brackets:
            self._break_off_brackets()
        form, self._form = self._form, ""
        for char in form:
            self._read_inline(char)
        if self._in_heading or (self._line_begins and not form):
            self._statements.paragraph_ends()
        self._statements.line_ends()
        self._line_begins = True
        self._in_heading = self._in_code = self._after_tick = False

    def _read_form(self, char: str) -> None:
        """Read the beginning of a line, up to where it is known what it is."""
        begun = self._form + char
        if _FORM_BEGUN.fullmatch(begun):
            self._form = begun
            if begun == _FENCE:
                self._open_fence()
            return
        if char.isspace() and not self._form:
            return
        form, self._form, self._line_begins = self._form, "", False
        self._in_heading = form.startswith("#") and char.isspace()
        if self._in_heading or (char.isspace() and _BULLET.fullmatch(form)):
            self._statements.paragraph_ends()
            return
        for one in begun:
            self._read_inline(one)

    def _open_fence(self) -> None:
        self._form = ""
        self._fenced = ""
        self._statements.paragraph_ends()
        self._statements.code_begins()
        for tick in _FENCE:
            self._statements.code(tick)

    def _read_inline(self, char: str) -> None:
        if self._brackets:
            self._read_brackets(char)
        elif char == "`":
            self._read_tick()
        elif self._in_code:
            self._statements.code(char)
            self._after_tick = False
        elif char in OPENING:
            self._brackets = char
        else:
            self._statements.text(char)
            self._after_tick = False

    def _read_tick(self) -> None:
        """A run of backticks begins code or ends it."""
        if not self._after_tick:
            self._in_code = not self._in_code
            if self._in_code:
                self._statements.code_begins()
        self._after_tick = True
        self._statements.code("`")

    def _read_brackets(self, char: str) -> None:
        if char == "`" or (char in OPENING and not may_be_marker(self._brackets)):
            self._reread_brackets()
            self._read_inline(char)
            return
        self._brackets += char
        if char in CLOSING and self._balanced():
            if is_marker(self._brackets):
                self._take_marker()
            else:
                self._reread_brackets()
        elif len(self._brackets) >= LONGEST:
            self._break_off_brackets()

    def _balanced(self) -> bool:
        opened = sum(char in OPENING for char in self._brackets)
        return opened == sum(char in CLOSING for char in self._brackets)

    def _break_off_brackets(self) -> None:
        if may_be_marker(self._brackets):
            self._take_marker()
        else:
            self._reread_brackets()

    def _reread_brackets(self) -> None:
        """Read brackets that are no marker as text, but for markers inside them."""
        brackets, self._brackets = self._brackets, ""
        self._statements.text(brackets[0])
        self._after_tick = False
        for char in brackets[1:]:
            self._read_inline(char)

    def _take_marker(self) -> None:
        brackets, self._brackets = self._brackets, ""
        self._statements.marker(brackets)
        self._after_tick = False
