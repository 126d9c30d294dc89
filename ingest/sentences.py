"""Sentences with their offsets: syntok's segmentation, with the United Nations' habits joined.

syntok proposes where sentences begin. A proposal is dropped where the text before it ends in an
abbreviation that cannot end a sentence ("paras. 3 and 4", "Ms. A. B. Smith"), or where it falls
inside brackets that hold a document symbol ("(S/PV.7796, p. 4. See also Add. 1)").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from store.records import Span
from store.sentence_breaks import STARTER, TAIL, begins_sentence
from store.spans import SpanSet

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_IDEOGRAPHIC_STOP = re.compile(r"[。！？؟۔]+[」』”’》）)]*\s*")

_NUMBER_STOP = re.compile(r"\d\.[)\]”’\"']?\s+")  # syntok takes "1. It" for an ordinal
_CLOSING = re.compile(r"\s{0,8}[:;,)\]]+\s{0,8}")
_BRACKETED = re.compile(r"\((?:[^()\n]|\([^()\n]{0,60}\)){0,200}\)|\[[^\[\]\n]{0,200}\]")
_SYMBOL_LIKE = re.compile(r"\b[A-Z]{1,5}/[\w(]")
_MARK_DIGITS = 3  # that the mark of a note has at most; what has more is a year or an amount


def split_sentences(text: str, offset: int = 0) -> list[Span]:
    """The sentences of ``text``, in order, trimmed of the white space around them.

    Together they cover every character that is not white space. ``offset`` is added to every
    span, so that a paragraph can be split by itself and the result still point into its document.
    A sentence never crosses a blank line.
    """
    spans: list[Span] = []
    for paragraph in _paragraphs(text):
        spans.extend(_split_paragraph(text, paragraph))
    return [Span(span.start + offset, span.end + offset) for span in spans]


def _paragraphs(text: str) -> Iterator[Span]:
    start = 0
    for gap in _BLANK_LINE.finditer(text):
        yield Span(start, gap.start())
        start = gap.end()
    yield Span(start, len(text))


def _split_paragraph(text: str, paragraph: Span) -> list[Span]:
    body = paragraph.of(text)
    # A break may come right before a bracket, so its first character is not among what is inside.
    protected = SpanSet(
        Span(match.start() + 1, match.end())
        for match in _BRACKETED.finditer(body)
        if _SYMBOL_LIKE.search(match.group())
    )
    starts = [at for at in _proposed_starts(body) if _is_break(body, at, protected)]
    edges = [0, *starts, len(body)]
    pieces = [
        trimmed for start, end in pairwise(edges) if (trimmed := trim(body, Span(start, end)))
    ]
    return [
        Span(piece.start + paragraph.start, piece.end + paragraph.start)
        for piece in _join_wordless(body, pieces)
    ]


def _proposed_starts(body: str) -> list[int]:
    """Where a sentence may begin, the very first left out, in order."""
    from syntok.segmenter import segment
    from syntok.tokenizer import Tokenizer

    # Contractions stay as they are written; otherwise the offsets would drift.
    tokens = Tokenizer(replace_not_contraction=False).tokenize(body)
    starts = {sentence[0].offset for sentence in segment(tokens)}
    starts.update(m.end() for m in _NUMBER_STOP.finditer(body) if STARTER.match(body, m.end()))
    # Scripts written without spaces, which syntok leaves whole.
    starts.update(match.end() for match in _IDEOGRAPHIC_STOP.finditer(body))
    begun = {_after_closing(body, at) for at in starts}
    return sorted(at for at in begun if 0 < at < len(body))


def _after_closing(body: str, at: int) -> int:
    """No sentence begins with a mark that closes the one before, as in "(spoke in French): …"."""
    closing = _CLOSING.match(body, at)
    return closing.end() if closing else at


def _is_break(body: str, at: int, protected: SpanSet) -> bool:
    if protected.overlaps(Span(at, at + 1)):
        return False
    before = body[max(0, at - TAIL) : at].rstrip()
    return begins_sentence(before, body[at : at + TAIL].lstrip())


def _join_wordless(body: str, pieces: list[Span]) -> list[Span]:
    """Pieces that say nothing (a stray quotation mark, the mark of a note) go to a neighbour."""
    joined: list[Span] = []
    pending: int | None = None
    for piece in pieces:
        has_word = says_anything(piece.of(body))
        start = piece.start if pending is None else pending
        pending = None
        if has_word:
            joined.append(Span(start, piece.end))
        elif joined:
            joined[-1] = Span(joined[-1].start, piece.end)
        else:
            pending = start
    if pending is not None:
        joined.append(Span(pending, pieces[-1].end))
    return joined


def says_anything(text: str) -> bool:
    """Whether a text has a word or a number, and is more than the mark of a note or a paragraph."""
    return any(map(str.isalpha, text)) or sum(map(str.isnumeric, text)) > _MARK_DIGITS


def trim(text: str, span: Span) -> Span | None:
    """``span`` without the white space at its ends; ``None`` where nothing else is in it."""
    piece = span.of(text)
    stripped = piece.strip()
    if not stripped:
        return None
    start = span.start + len(piece) - len(piece.lstrip())
    return Span(start, start + len(stripped))
