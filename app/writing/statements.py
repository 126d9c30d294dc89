"""Statements, put together from characters and markers as they come.

A statement ends where a new one begins, since only the next word tells whether a full stop was the
end and whether more markers follow. A line's end ends one too, unless the next line goes on in
lower case. Markers that begin a line belong to its statement; a line of nothing but markers belongs
to the statement before it. A statement begins with a letter, a digit or code, with the marks that
open before it: dashes and other marks between two statements stay with the first.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from app.writing.contracts import Written
from app.writing.cutting import MARKER, SEPARATORS, STOPS, begins_anew, has_ended
from app.writing.markers import read_marker

STATEMENT_LIMIT = 1000
"""Characters that a statement has at most; a longer one is cut between two words."""

_WORD_SHOWN = 16  # characters of a word that are enough to tell whether it begins a sentence
_NEVER_OPEN = STOPS | SEPARATORS | frozenset("’”»)]」』）》_")
_IN_BRACKETS = re.compile(rf"[(（]\s*({MARKER}(?:[\s,;،、]*{MARKER})*)\s*[)）]")
_MARKERS = re.compile(
    rf"\s*{MARKER}(?:(?:[\s,;،、&]|\band\b)*{MARKER})*(?:\s+(?=[,.;:!?…]))?", re.IGNORECASE
)
_TRAILING = re.compile(r"(?:\s+[-–—_=|#>*]+)+$")


class Statements:
    """Puts statements together; ``take`` gives those that are complete."""

    def __init__(self, offered: Collection[int]) -> None:
        self._offered = frozenset(offered)
        self._done: list[Written] = []
        self._raw = ""  # the statement so far, MARKER for each of _marks
        self._marks: list[str] = []
        self._word = ""  # not yet known to belong to the statement
        self._loose: list[str] = []  # markers that begin a line
        self._asterisk = False  # one was read, behind white space
        self._line_ended = False
        self._paragraph_ended = False
        self._paragraph = 0

    def take(self) -> list[Written]:
        """The statements completed since it was last asked."""
        done, self._done = self._done, []
        return done

    def text(self, char: str) -> None:
        """A character of the text. Asterisks are signs for emphasis unless they stand alone."""
        alone, self._asterisk = self._asterisk, False
        if char == "*":
            self._asterisk = not (alone or self._word) and self._raw[-1:].isspace()
            return
        if char.isspace():
            self._add("*" if alone else "")
            self._settle()
            if not self._raw[-1:].isspace():
                self._add(" ")
        elif self._goes_on_word(char):
            self._word += char
        else:
            self._settle()
            if self._may_open(char):
                self._word = char
            else:
                self._add(char)

    def code_begins(self) -> None:
        """The characters that follow are code: as sentences go, a word."""
        self._asterisk = False
        self._settle()
        self._break_before("`")

    def code(self, char: str) -> None:
        """A character of code."""
        self._add(char)

    def marker(self, brackets: str) -> None:
        """A marker, as written."""
        self._asterisk = False
        self._settle()
        if self._line_ended:
            self._loose.append(brackets)
        else:
            self._mark([brackets])

    def line_ends(self) -> None:
        """The line ends."""
        self._asterisk = False
        self._settle()
        self._mark(self._loose)
        self._loose = []
        self._line_ended = True
        if self._raw and not self._raw[-1].isspace():
            self._raw += " "

    def paragraph_ends(self) -> None:
        """A paragraph or list item ends, or another begins."""
        self._settle()
        self._paragraph_ended = True

    def end(self) -> None:
        """The text ends."""
        self.line_ends()
        self._give(self._raw, self._marks)
        self._raw, self._marks = "", []

    def _goes_on_word(self, char: str) -> bool:
        if not self._word or len(self._word) >= _WORD_SHOWN:
            return False
        return char.isalnum() or char == "/" or not _has_word(self._word)

    def _may_open(self, char: str) -> bool:
        """Whether a character begins a word, or opens before one: on a new line, any does."""
        if self._raw[-1:].isalnum():
            return False
        return self._line_ended or char not in _NEVER_OPEN

    def _settle(self) -> None:
        """Decide to which statement the word read last belongs."""
        word, self._word = self._word, ""
        if _has_word(word):
            self._break_before(word)
        self._add(word)

    def _break_before(self, word: str) -> None:
        if self._begins(word):
            self._give(self._raw, self._marks)
            self._raw, self._marks = "", []
            self._paragraph += self._paragraph_ended
        self._mark(self._loose)
        self._loose = []
        self._line_ended = self._paragraph_ended = False

    def _begins(self, word: str) -> bool:
        if not _has_word(self._raw):
            return False
        if self._paragraph_ended:
            return True
        if self._line_ended:
            return not word[:1].islower() or has_ended(self._raw)
        return begins_anew(self._raw, word)

    def _mark(self, brackets: Sequence[str]) -> None:
        self._raw += MARKER * len(brackets)
        self._marks += brackets

    def _add(self, text: str) -> None:
        self._raw += text
        if len(self._raw) > STATEMENT_LIMIT:
            self._cut_long()

    def _cut_long(self) -> None:
        at = max((m.start() for m in re.finditer(rf"\s(?=[^\s{MARKER}])", self._raw)), default=0)
        head = self._raw[:at] or self._raw
        inside = head.count(MARKER)
        self._give(head, self._marks[:inside])
        self._raw, self._marks = self._raw[len(head) :], self._marks[inside:]

    def _give(self, raw: str, marks: Sequence[str]) -> None:
        read = [read_marker(brackets, self._offered) for brackets in marks]
        text = _without_marks(raw) if _has_word(raw) else ""
        if text or read:
            numbers = dict.fromkeys(number for marker in read for number in marker.numbers)
            unknown = tuple(brackets for marker in read for brackets in marker.unknown)
            self._done.append(Written(text, tuple(numbers), unknown, self._paragraph))


def _has_word(text: str) -> bool:
    return any(map(str.isalnum, text))


def _without_marks(raw: str) -> str:
    """A statement's text: no markers, and no spaces and decoration where they stood."""
    text = _IN_BRACKETS.sub(r"\1", raw)
    text = _MARKERS.sub(_gap, text)
    return _TRAILING.sub("", text.strip()).strip()


def _gap(match: re.Match[str]) -> str:
    """What is left where markers stood: a space between words that they alone kept apart."""
    following = match.string[match.end() : match.end() + 1]
    spaced = match[0][:1].isspace() or following.isascii()
    return " " if following.isalnum() and spaced else ""
