"""Clauses of statements and of their sources, and which of a source a clause of a statement is of.

No grammar is parsed: a clause ends at a mark or a conjunction that begins another, which is enough
to keep "opposed" of one apart from "supported" of another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.writing.checking.lexemes import Lexeme, Sort, lexemes

_ENDS = frozenset(".;:!?—–-")
_BEGIN_ANYWHERE = frozenset({"while", "whereas", "but", "although", "though", "however", "because"})
_BEGIN_AFTER_COMMA = frozenset(
    {"and", "or", "which", "who", "whose", "where", "when", "so", "with", "if", "after", "as"}
)
_SENTENCE_ENDS = frozenset(".!?")
_NEAR_BEST = 0.8
"""The share of the best clause's likeness from which another is taken for its equal."""
_HEAVY = 2.0
_WEIGHTS = {Sort.DATE: _HEAVY, Sort.NUMBER: _HEAVY, Sort.SYMBOL: _HEAVY, Sort.NAME: 1.5}


@dataclass(frozen=True, slots=True)
class Segment:
    """A clause: its lexemes, and the numbers of the source and of the sentence it stands in."""

    lexemes: tuple[Lexeme, ...]
    source: int = 0
    sentence: int = 0

    @property
    def content(self) -> tuple[Lexeme, ...]:
        """The lexemes that say something."""
        return tuple(lexeme for lexeme in self.lexemes if lexeme.content)

    @property
    def text(self) -> str:
        """Its words, one space between them."""
        return " ".join(lexeme.text for lexeme in self.lexemes)

    def finds(self, wanted: Lexeme) -> bool:
        """Whether it says what a lexeme says, by itself or by a part of a compound or a name."""
        return any(bears(lexeme, wanted) for lexeme in self.lexemes if lexeme.content)


def bears(lexeme: Lexeme, wanted: Lexeme) -> bool:
    """Whether a lexeme of a source says what one of a statement does."""
    if lexeme.keys & wanted.keys or lexeme.members & wanted.keys:
        return True
    if any(part & wanted.keys for part in lexeme.parts):
        return True
    return bool(wanted.members) and wanted.members <= lexeme.keys | lexeme.members


def segments(text: str, source: int = 0) -> tuple[Segment, ...]:
    """The clauses of a text in order."""
    return tuple(_segments(lexemes(text), source))


def sentences(text: str) -> tuple[tuple[Segment, ...], ...]:
    """The clauses of a text, sentence by sentence."""
    found: dict[int, list[Segment]] = {}
    for segment in segments(text):
        found.setdefault(segment.sentence, []).append(segment)
    return tuple(tuple(one) for one in found.values())


def nearest(segment: Segment, among: Sequence[Segment]) -> tuple[Segment, ...]:
    """The clauses that a clause of a statement is most likely of, the most alike first; none where
    nothing is alike.
    """
    scored = [(likeness(segment, other), other) for other in among]
    best = max((score for score, _ in scored), default=0.0)
    if best <= 0:
        return ()
    near = [pair for pair in scored if pair[0] >= _NEAR_BEST * best]
    return tuple(other for _, other in sorted(near, key=lambda pair: -pair[0]))


def likeness(segment: Segment, other: Segment) -> float:
    """How much of a clause another says too, in weights of its lexemes; denials count as said."""
    return sum(
        _WEIGHTS.get(lexeme.sort, 1.0)
        for lexeme in segment.content
        if other.finds(lexeme)
        or any(lexeme.denied & one.keys for one in other.lexemes if one.content)
    )


def _segments(row: Sequence[Lexeme], source: int) -> Iterator[Segment]:
    current: list[Lexeme] = []
    sentence = 0
    for index, lexeme in enumerate(row):
        before = row[index - 1] if index else None
        if lexeme.sort is Sort.MARK and lexeme.text in _ENDS:
            yield from _segment(current, source, sentence)
            current = []
            sentence += lexeme.text in _SENTENCE_ENDS
            continue
        comma = before is not None and before.text == ","
        begins = lexeme.lower in _BEGIN_ANYWHERE or (comma and _opens(row, index))
        if begins and any(one.content for one in current):
            yield from _segment(current, source, sentence)
            current = []
        current.append(lexeme)
    yield from _segment(current, source, sentence)


def _opens(row: Sequence[Lexeme], index: int) -> bool:
    """Whether a clause begins here behind a comma, and not another item of a list."""
    word = row[index].lower
    if word not in _BEGIN_AFTER_COMMA:
        return False
    if word not in {"and", "or"}:
        return True
    return any(
        one.lower in _FINITE or _looks_like_verb(one)
        for one in row[index + 1 : index + 7]
        if one.sort is Sort.WORD
    )


_FINITE = frozenset(
    """
    is are was were be been has have had will would may might can could shall should must did does
    do that said held met told gave took made led saw found began became sought thought
    """.split()  # noqa: SIM905 - a word list reads best as words
)


def _looks_like_verb(lexeme: Lexeme) -> bool:
    return lexeme.lower.endswith("ed") and lexeme.text[0].islower() and len(lexeme.text) > 4


def _segment(row: Sequence[Lexeme], source: int, sentence: int) -> Iterator[Segment]:
    if any(lexeme.content for lexeme in row):
        yield Segment(tuple(row), source, sentence)
