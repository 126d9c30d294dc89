"""The body of a document, and its passages: structural units that the model reads whole.

A paragraph is a passage; a list stays with the paragraph that introduces it; short neighbours of
one section are put together. What is longer than the model reads is cut between sentences, and a
sentence that alone is longer, between its clauses or words. Every character that is not white
space is in some passage.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.formats import Block, BlockKind
from ingest.sentences import split_sentences, trim
from store.formats import CHUNKER_VERSION as CHUNKER_VERSION
from store.printing import long_date
from store.records import Passage, Pinpoint, Sentence, Span

SHORT_WORDS = 60
"""A group with fewer words than this is put together with its neighbours …"""
MERGED_WORDS = 220
"""… as long as they stay at or under this many words together."""

CountTokens = Callable[[Sequence[str]], list[int]]

_CLAUSE_END = re.compile(r"[;:—–]\s*|,\s+|(?<!\s)\s+(?=\()")
_WORD_END = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Placed:
    """A block in its place in the body. ``lead_in`` is set for list items."""

    span: Span
    kind: BlockKind
    pinpoint: Pinpoint
    sentences: tuple[Span, ...]
    lead_in: Span | None = None


@dataclass(frozen=True, slots=True)
class Body:
    """The canonical text of a document and the blocks that it is made of, in order."""

    text: str
    placed: tuple[Placed, ...]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A sentence, or a part of one that is too long, with its length in tokens."""

    sentence: Sentence
    tokens: int


def compose(blocks: Iterable[Block]) -> Body:
    """Puts blocks together into canonical text, a blank line between them, and numbers them.

    Paragraphs count from 1; a list item has the number of the paragraph before it, and its own
    number after that. Headings have no number and name the section of what follows; a list right
    under a heading has a paragraph number of its own, and the heading for its lead-in.
    """
    numbering = _Numbering()
    texts: list[str] = []
    placed: list[Placed] = []
    at = 0
    for block in blocks:
        sentences = tuple(split_sentences(block.text, at))
        if not sentences:
            continue
        span = Span(at, at + len(block.text))
        pinpoint, lead_in = numbering.place(block, sentences[-1])
        placed.append(Placed(span, block.kind, pinpoint, sentences, lead_in))
        texts.append(block.text)
        at = span.end + 2
    return Body("\n\n".join(texts), tuple(placed))


class _Numbering:
    """Counts paragraphs and list items, and keeps what introduces the list that may come."""

    def __init__(self) -> None:
        self._section: str | None = None
        self._paragraph = 0
        self._bullet = 0
        self._lead_in: Span | None = None
        self._list_has_paragraph = False

    def place(self, block: Block, last_sentence: Span) -> tuple[Pinpoint, Span | None]:
        """The place of the next block, and its lead-in where it is a list item."""
        if block.kind is BlockKind.HEADING:
            self._section, self._lead_in = block.text, last_sentence
            self._list_has_paragraph = False
            return Pinpoint(section=self._section), None
        if block.kind is BlockKind.PARAGRAPH or not self._list_has_paragraph:
            self._paragraph, self._bullet = self._paragraph + 1, 0
            self._list_has_paragraph = True
        if block.kind is BlockKind.PARAGRAPH:
            self._lead_in = last_sentence
            return Pinpoint(paragraph=self._paragraph, section=self._section), None
        self._bullet += 1
        return Pinpoint(self._paragraph, self._bullet, section=self._section), self._lead_in


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
        spans = [span for block in body.placed for span in block.sentences]
        counts = count_tokens([span.of(body.text) for span in spans])
        self._tokens = dict(zip(spans, counts, strict=True))
        self._lines: dict[str | None, tuple[str, int]] = {}

    def passages(self, group: Sequence[Placed]) -> list[Passage]:
        """The passages of one group, with ordinals yet to be set."""
        line, room = self._line(group[0].pinpoint.section)
        while True:
            runs = list(_runs(self._pieces(group, room), room))
            texts = [self._text[run[0].span.start : run[-1].span.end] for run in runs]
            longest = max(self._count([f"{line}\n{text}" for text in texts]))
            if longest <= self._limit or room <= 1:
                break
            # Some tokenisers need more for a whole than for its parts.
            room -= max(longest - self._limit, 1)
        return [
            Passage(0, Span(run[0].span.start, run[-1].span.end), line, _pinpoint(run), tuple(run))
            for run in runs
        ]

    def _line(self, section: str | None) -> tuple[str, int]:
        """The heading line in a section, and the tokens that it leaves for text."""
        if section not in self._lines:
            told = section is None or section in self._heading
            line = self._heading if told else f"{self._heading} · {section}"
            line = _fitted(line, self._count, self._limit // 2)
            self._lines[section] = line, self._limit - self._count([line])[0]
        return self._lines[section]

    def _pieces(self, group: Sequence[Placed], room: int) -> Iterator[_Piece]:
        for block in group:
            for span in block.sentences:
                sentence = Sentence(span, block.pinpoint, block.lead_in)
                if self._tokens[span] <= room:
                    yield _Piece(sentence, self._tokens[span])
                    continue
                for part, tokens in _split_long(self._text, span, self._count, room):
                    yield _Piece(replace(sentence, span=part), tokens)


def _groups(body: Body) -> Iterator[list[Placed]]:
    """A paragraph with its list, and the heading above it."""
    group: list[Placed] = []
    for block in body.placed:
        # Headings come first in a group, so where the last is one, all are.
        begun = bool(group) and group[-1].kind is not BlockKind.HEADING
        if begun and block.kind is not BlockKind.BULLET:
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
        if current and not starts_section and short and words + current_words <= MERGED_WORDS:
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


def _runs(pieces: Iterable[_Piece], room: int) -> Iterator[list[Sentence]]:
    """Pieces in runs that fit, of about equal length, so that none ends in a scrap."""
    pieces = list(pieces)
    total = sum(piece.tokens for piece in pieces)
    target = total + 1 if total <= room else total / -(-total // max(room, 1))
    run: list[Sentence] = []
    length = 0
    for piece in pieces:
        if run and (length + piece.tokens > room or length >= target):
            yield run
            run, length = [], 0
        run.append(piece.sentence)
        length += piece.tokens
    if run:
        yield run


def _pinpoint(run: Sequence[Sentence]) -> Pinpoint:
    """The place of the first numbered sentence: a heading has no number."""
    numbered = (s.pinpoint for s in run if s.pinpoint.paragraph is not None)
    first = next(numbered, run[0].pinpoint)
    one_bullet = all(s.pinpoint.bullet == first.bullet for s in run)
    return first if one_bullet else replace(first, bullet=None)
