"""The body of a document, and its passages: structural units that the model reads whole.

A paragraph is a passage; a list stays with the paragraph that introduces it; short neighbours of
one section are put together. Where a layout says what belongs together (one speaker's turn, one
operative paragraph), nothing is put together across that. What is longer than the model reads is
cut between sentences, and a sentence that alone is longer, between its clauses or words; each part
after the first is introduced by the sentence's opening, so that none begins in mid-clause. Every
character that is not white space is in some passage.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from ingest.composing import Body, Placed
from ingest.formats import BlockKind
from ingest.sentences import trim
from store.formats import CHUNKER_VERSION as CHUNKER_VERSION
from store.printing import long_date
from store.records import Passage, Pinpoint, Sentence, Span

SHORT_WORDS = 60
"""A group with fewer words than this is put together with its neighbours …"""
MERGED_WORDS = 220
"""… as long as they stay at or under this many words together."""

CountTokens = Callable[[Sequence[str]], list[int]]

_CLAUSE_END = re.compile(r"[;:—–]\s*|,\s+|(?<!\s)\s+(?=\()")
_WORD = re.compile(r"\S+")
_OPENING_WORDS = 24
_SHORTEST_OPENING, _LONGEST_OPENING = 8, 200  # characters
_WORD_END = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A sentence, or a part of one that is too long, with its length in tokens.

    It begins at ``start``, before the sentence where a label ("Mr. Adom (Côte d'Ivoire):") does.
    ``silent``: it is all label, and none that may be quoted.
    """

    sentence: Sentence
    tokens: int
    start: int
    silent: bool

    @property
    def end(self) -> int:
        return self.sentence.span.end


def heading_of(title: str, date: dt.date | None) -> str:
    """What stands before every passage of a document: its title, and its date if it is known."""
    return f"{title} · {long_date(date)}" if date else title


def cut(
    body: Body, *, heading: str, count_tokens: CountTokens, max_tokens: int
) -> tuple[Passage, ...]:
    """The passages of a body, each with its heading at most ``max_tokens`` long.

    ``heading`` (title · date) is embedded before every passage's text, with the section's heading
    after it; one that would take more than half of the limit is shortened. ``count_tokens`` counts
    as the embedding model does.
    """
    cutter = _Cutter(body, heading, count_tokens, max_tokens)
    passages = (passage for group in _merged(body) for passage in cutter.passages(group))
    return tuple(replace(passage, ordinal=ordinal) for ordinal, passage in enumerate(passages))


class _Cutter:
    """Cuts groups of blocks, counting all sentences at once and each heading line once."""

    def __init__(
        self, body: Body, heading: str, count_tokens: CountTokens, max_tokens: int
    ) -> None:
        self._text = body.text
        self._heading = heading
        self._count = count_tokens
        self._limit = max_tokens
        spans = [
            Span(start, sentence.span.end)
            for block in body.placed
            for sentence, start in _started(block)
        ]
        counts = count_tokens([span.of(body.text) for span in spans])
        self._tokens = dict(zip(spans, counts, strict=True))
        self._lines: dict[str | None, tuple[str, int]] = {}

    def passages(self, group: Sequence[Placed]) -> list[Passage]:
        """The passages of one group, with ordinals yet to be set."""
        line, room = self._line(group[0].heading)
        while True:
            runs = list(_runs(self._pieces(group, room), room))
            texts = [self._text[run[0].start : run[-1].end] for run in runs]
            longest = max(self._count([f"{line}\n{text}" for text in texts]))
            if longest <= self._limit or room <= 1:
                break
            # Some tokenisers need more for a whole than for its parts.
            room -= max(longest - self._limit, 1)
        procedural = all(block.procedural for block in group)
        return [
            Passage(
                0,
                Span(run[0].start, run[-1].end),
                line,
                _pinpoint([piece.sentence for piece in run]),
                tuple(piece.sentence for piece in run if not piece.silent),
                procedural,
            )
            for run in runs
        ]

    def _line(self, section: str | None) -> tuple[str, int]:
        """The heading line in a section or turn, and the tokens that it leaves for text."""
        if section not in self._lines:
            told = section is None or section in self._heading
            line = self._heading if told else f"{self._heading} · {section}"
            line = _fitted(line, self._count, self._limit // 2)
            self._lines[section] = line, self._limit - self._count([line])[0]
        return self._lines[section]

    def _pieces(self, group: Sequence[Placed], room: int) -> Iterator[_Piece]:
        for block in group:
            for sentence, start in _started(block):
                length = self._tokens[Span(start, sentence.span.end)]
                if length <= room:
                    yield _Piece(sentence, length, start, block.silent)
                    continue
                opening = _opening(self._text, sentence.span)
                for part, tokens in _split_long(self._text, sentence.span, self._count, room):
                    first = part.start == sentence.span.start
                    lead_in = sentence.lead_in if first else opening
                    yield _Piece(
                        replace(sentence, span=part, lead_in=lead_in),
                        tokens,
                        start if first else part.start,
                        block.silent,
                    )


def _started(block: Placed) -> Iterator[tuple[Sentence, int]]:
    """The sentences of a block, each with where it begins: the first with the block's label."""
    for index, sentence in enumerate(block.sentences):
        yield sentence, sentence.span.start if index else block.span.start


def _groups(body: Body) -> Iterator[list[Placed]]:
    """A paragraph with its list, and the heading above it."""
    group: list[Placed] = []
    for block in body.placed:
        # Headings come first in a group, so where the last is one, all are.
        begun = bool(group) and group[-1].kind is not BlockKind.HEADING
        other = bool(group) and group[-1].unit != block.unit
        if other or (begun and block.kind is not BlockKind.BULLET):
            yield group
            group = []
        group.append(block)
    if group:
        yield group


def _merged(body: Body) -> Iterator[list[Placed]]:
    """Groups, short ones of one section put together."""
    current: list[Placed] = []
    current_words = 0
    for group in _groups(body):
        words = sum(len(block.span.of(body.text).split()) for block in group)
        starts_section = group[0].kind is BlockKind.HEADING
        short = min(words, current_words) < SHORT_WORDS
        apart = starts_section or (bool(current) and current[-1].unit != group[0].unit)
        if current and not apart and short and words + current_words <= MERGED_WORDS:
            current.extend(group)
            current_words += words
            continue
        if current:
            yield current
        current, current_words = list(group), words
    if current:
        yield current


def _fitted(line: str, count_tokens: CountTokens, limit: int) -> str:
    """``line`` cut at a word so that it has at most ``limit`` tokens; empty where none fits."""
    words = line.split()
    low, high = 0, len(words)
    if count_tokens([line])[0] <= limit:
        return line
    while low < high:
        middle = (low + high + 1) // 2
        fits = count_tokens([" ".join(words[:middle])])[0] <= limit
        low, high = (middle, high) if fits else (low, middle - 1)
    return " ".join(words[:low])


def _split_long(
    text: str, span: Span, count_tokens: CountTokens, room: int
) -> Iterator[tuple[Span, int]]:
    """Parts of a sentence that fit: clauses put together, or words, or characters."""
    for pattern in (_CLAUSE_END, _WORD_END):
        parts = list(_parts(text, span, pattern))
        counts = count_tokens([part.of(text) for part in parts])
        if len(parts) > 1 and (pattern is _WORD_END or max(counts) <= room):
            break
    start, total, end = parts[0].start, 0, parts[0].start
    for part, tokens in zip(parts, counts, strict=True):
        if total and total + tokens > room:
            yield Span(start, end), total
            start, total = part.start, 0
        if tokens > room:
            yield from _split_characters(text, part, count_tokens, room)
            start, total, end = part.end, 0, part.end
            continue
        if not total:
            start = part.start
        total, end = total + tokens, part.end
    if total:
        yield Span(start, end), total


def _opening(text: str, span: Span) -> Span:
    """What a sentence begins with: its first clause, or the words of it that can be shown."""
    words = islice(_WORD.finditer(text, span.start, span.end), _OPENING_WORDS)
    end = max((word.end() for word in words), default=span.start)
    end = min(end, span.start + _LONGEST_OPENING)
    clause = _CLAUSE_END.search(text, span.start + _SHORTEST_OPENING, end)
    return Span(span.start, clause.start() + len(clause.group().rstrip()) if clause else end)


def _parts(text: str, span: Span, pattern: re.Pattern[str]) -> Iterator[Span]:
    start = span.start
    for match in pattern.finditer(text, span.start, span.end):
        if part := trim(text, Span(start, match.end())):
            yield part
        start = match.end()
    if part := trim(text, Span(start, span.end)):
        yield part


def _split_characters(
    text: str, span: Span, count_tokens: CountTokens, room: int
) -> Iterator[tuple[Span, int]]:
    """A single "word" longer than the limit, halved until every part fits."""
    stack = [span]
    while stack:
        part = stack.pop()
        tokens = count_tokens([part.of(text)])[0]
        if tokens <= room or part.end - part.start == 1:
            yield part, tokens
            continue
        middle = (part.start + part.end) // 2
        stack += [Span(middle, part.end), Span(part.start, middle)]


def _runs(pieces: Iterable[_Piece], room: int) -> Iterator[list[_Piece]]:
    """Pieces in runs that fit, of about equal length, so that none ends in a scrap."""
    pieces = list(pieces)
    total = sum(piece.tokens for piece in pieces)
    target = total + 1 if total <= room else total / -(-total // max(room, 1))
    run: list[_Piece] = []
    length = 0
    for piece in pieces:
        if run and (length + piece.tokens > room or length >= target):
            yield run
            run, length = [], 0
        run.append(piece)
        length += piece.tokens
    if run:
        yield run


def _pinpoint(run: Sequence[Sentence]) -> Pinpoint:
    """The place of the first numbered sentence: a heading has no number."""
    places = (s.pinpoint for s in run)
    numbered = (p for p in places if p.paragraph is not None or p.preambular is not None)
    first = next(numbered, run[0].pinpoint)
    one_bullet = all(s.pinpoint.bullet == first.bullet for s in run)
    one_item = all(s.pinpoint.item == first.item for s in run)
    return replace(
        first,
        bullet=first.bullet if one_bullet else None,
        item=first.item if one_item else None,
    )
