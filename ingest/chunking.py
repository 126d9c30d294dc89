"""The body of a document, and its passages: structural units that the model reads whole.

A paragraph is a passage; a list stays with the paragraph that introduces it; short neighbours of
one section are put together. What is longer than the model reads is cut between sentences, and a
sentence that alone is longer, between its clauses or words. Every character that is not white
space is in some passage.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.formats import Block, BlockKind
from ingest.sentences import split_sentences, trim
from store.records import Passage, Pinpoint, Sentence, Span

CHUNKER_VERSION = "1"
"""Raised with every change that cuts the same text differently."""

SHORT_WORDS = 60
"""A group with fewer words than this is put together with its neighbours …"""
MERGED_WORDS = 220
"""… as long as they stay at or under this many words together."""

CountTokens = Callable[[Sequence[str]], list[int]]

_CLAUSE_END = re.compile(r"[;:—–]\s*|,\s+|\s+(?=\()")
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
    number after that. Headings have no number and name the section of what follows.
    """
    texts: list[str] = []
    placed: list[Placed] = []
    at = paragraph = bullet = 0
    section: str | None = None
    lead_in: Span | None = None
    for block in blocks:
        span = Span(at, at + len(block.text))
        sentences = tuple(split_sentences(block.text, at))
        if not sentences:
            continue
        if block.kind is BlockKind.HEADING:
            section, bullet, lead_in = block.text, 0, None
            pinpoint = Pinpoint(section=section)
        elif block.kind is BlockKind.BULLET and paragraph:
            bullet += 1
            pinpoint = Pinpoint(paragraph=paragraph, bullet=bullet, section=section)
        else:
            paragraph, bullet = paragraph + 1, 0
            lead_in = sentences[-1] if block.kind is BlockKind.PARAGRAPH else None
            pinpoint = Pinpoint(paragraph=paragraph, section=section)
        introduced = lead_in if bullet else None
        placed.append(Placed(span, block.kind, pinpoint, sentences, introduced))
        texts.append(block.text)
        at = span.end + 2
    return Body("\n\n".join(texts), tuple(placed))


def cut(
    body: Body, *, heading: str, count_tokens: CountTokens, max_tokens: int
) -> tuple[Passage, ...]:
    """The passages of a body, each with its heading at most ``max_tokens`` long.

    ``heading`` (title · date) is embedded before every passage's text, with the section's heading
    after it; one that would take more than half of the limit is shortened. ``count_tokens`` counts
    as the embedding model does.
    """
    passages: list[Passage] = []
    for group in _merged(body):
        section = group[0].pinpoint.section
        title = f"{heading} · {section}" if section and section not in heading else heading
        line = _fitted(title, count_tokens, max_tokens // 2)
        room = max_tokens - count_tokens([line + "\n"])[0]
        pieces = _pieces(body.text, group, count_tokens, room)
        for run in _runs(body.text, pieces, count_tokens, room):
            span = Span(run[0].span.start, run[-1].span.end)
            pinpoint = _pinpoint(run)
            passages.append(Passage(len(passages), span, line, pinpoint, tuple(run)))
    return tuple(passages)


def _groups(body: Body) -> Iterator[list[Placed]]:
    """A paragraph with its list, and the heading above it."""
    group: list[Placed] = []
    for block in body.placed:
        only_headings = all(other.kind is BlockKind.HEADING for other in group)
        if group and block.kind is not BlockKind.BULLET and not only_headings:
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


def _pieces(
    text: str, group: Sequence[Placed], count_tokens: CountTokens, room: int
) -> list[_Piece]:
    sentences = [
        Sentence(span, block.pinpoint, block.lead_in) for block in group for span in block.sentences
    ]
    counts = count_tokens([sentence.span.of(text) for sentence in sentences])
    pieces: list[_Piece] = []
    for sentence, tokens in zip(sentences, counts, strict=True):
        if tokens <= room:
            pieces.append(_Piece(sentence, tokens))
            continue
        for span, length in _split_long(text, sentence.span, count_tokens, room):
            pieces.append(_Piece(replace(sentence, span=span), length))
    return pieces


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


def _runs(
    text: str, pieces: Sequence[_Piece], count_tokens: CountTokens, room: int
) -> Iterator[list[Sentence]]:
    """Pieces in runs that fit, of about equal length, so that none ends in a scrap."""
    total = sum(piece.tokens for piece in pieces)
    whole = Span(pieces[0].sentence.span.start, pieces[-1].sentence.span.end)
    if total <= room and count_tokens([whole.of(text)])[0] <= room:
        yield [piece.sentence for piece in pieces]
        return
    target = total / max(-(-total // max(room, 1)), 2)
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
