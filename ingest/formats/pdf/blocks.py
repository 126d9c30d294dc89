"""Paragraphs to blocks: what each is, in one line, with its pages and its leading bold."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import dropwhile

from ingest.formats import Block, BlockKind, PageBreak, tidy
from ingest.formats.pdf.columns import Line
from ingest.formats.pdf.lines import text_of
from ingest.formats.pdf.notes import begins_note, body_size, without_notes
from ingest.formats.pdf.paragraphs import BULLETS, Paragraph, paragraphs_of, runs_on

_LARGER = 1.15  # times the body's size
_LARGEST = 1.4
_HEADING_LINES = 4
_HEADING_CHARACTERS = 250
_CENTRED = 0.06  # of the column's width: how far off its middle
_NESTED = 1.2  # of the size: how much further in a nested bullet stands
_SENTENCE_END = re.compile(r"[.;,]$")


def blocks_of(lines: Sequence[Line]) -> tuple[Block, ...]:
    """The blocks of a document in reading order, each page's footnotes after its last words."""
    text, notes = without_notes(lines)
    body = _Body(text)
    waiting = deque(_note_paragraphs(notes))
    blocks: list[Block] = []
    for paragraph in paragraphs_of(text):
        while waiting and waiting[0].first.page < paragraph.first.page:
            blocks.append(_block(waiting.popleft(), BlockKind.NOTE))
        blocks.append(body.block(paragraph))
    blocks += (_block(note, BlockKind.NOTE) for note in waiting)
    return tuple(block for block in blocks if block.text)


def _note_paragraphs(notes: Sequence[Line]) -> list[Paragraph]:
    """Notes, each from its mark on, over pages too; what says nothing stands by itself."""
    found: list[Paragraph] = []
    apart = True
    for line in notes:
        says = any(map(str.isalnum, line.text))
        if says and not apart and not begins_note(line):
            found[-1].add(line)
        else:
            found.append(Paragraph([line]))
        apart = not says
    return found


class _Body:
    """What the text of a document is usually set in, against which headings stand out."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._size = body_size(lines)
        weights: Counter[bool] = Counter()
        for line in lines:
            for run in line.runs:
                weights[run.bold] += len(run.text)
        self._bold = weights[True] > weights[False]

    def block(self, paragraph: Paragraph) -> Block:
        first = paragraph.first
        if first.runs[0].text in BULLETS and len(first.runs) > 1:
            depth = 1 + (first.x0 - first.left > _NESTED * first.size)
            return _block(paragraph, BlockKind.BULLET, level=depth)
        level = self._heading(paragraph)
        if level is not None:
            return _block(paragraph, BlockKind.HEADING, level=level)
        return _block(paragraph, BlockKind.PARAGRAPH)

    def _heading(self, paragraph: Paragraph) -> int | None:
        """The level of a heading, by how much it stands out; ``None`` for other text."""
        lines = paragraph.lines
        length = sum(len(line.text) for line in lines)
        if len(lines) > _HEADING_LINES or length > _HEADING_CHARACTERS:
            return None
        if not any(c.isalpha() for line in lines for c in line.text):
            return None
        size = max(line.size for line in lines)
        bold = _is_bold(lines) and not self._bold
        if size >= _LARGER * self._size and not _SENTENCE_END.search(paragraph.last.text):
            return 1 if size >= _LARGEST * self._size else 2
        if bold and not _SENTENCE_END.search(paragraph.last.text):
            return 2 if all(_is_centred(line) for line in lines) else 3
        return None


def _is_bold(lines: Sequence[Line]) -> bool:
    """Whether lines are all bold but for a remark at the end: "(continued)"."""
    runs = [run for line in lines for run in line.runs]
    plain = list(dropwhile(lambda run: run.bold, runs))
    remark = text_of(plain)
    return not plain or (len(plain) < len(runs) and remark[0] == "(" and remark[-1] == ")")


def _is_centred(line: Line) -> bool:
    width = line.right - line.left
    before, after = line.x0 - line.left, line.right - line.x1
    return min(before, after) > line.size and abs(before - after) < _CENTRED * 2 * width


def _block(paragraph: Paragraph, kind: BlockKind, *, level: int = 1) -> Block:
    parts: list[str] = []
    pages: list[PageBreak] = []
    bold, in_bold, length = 0, True, 0
    for text, page, is_bold in _joined_runs(paragraph.lines, kind):
        words = tidy(text)
        if not words:
            continue
        space = " " if parts and text[0] == " " else ""
        if not pages or pages[-1].page != page:
            pages.append(PageBreak(length + len(space), page))
        parts.append(space + words)
        length += len(parts[-1])
        in_bold = in_bold and is_bold
        bold = length if in_bold else bold
    text = "".join(parts)
    return Block(
        text,
        kind,
        level,
        tuple(pages),
        bold,
        paragraph.italic,
    )


def _joined_runs(lines: Iterable[Line], kind: BlockKind) -> Iterator[tuple[str, int, bool]]:
    """Each run's text, a space before it where one belongs there, with its page."""
    before = ""
    for line in lines:
        for index, run in enumerate(line.runs):
            if not before and kind is BlockKind.BULLET and run.text in BULLETS:
                continue
            glued = run.glued if index else runs_on(before)
            yield (run.text if glued or not before else f" {run.text}"), line.page, run.bold
            before += run.text
            before = before[-4:]
