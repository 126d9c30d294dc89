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
from store.spans import SpanSet

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_IDEOGRAPHIC_STOP = re.compile(r"[。！？؟۔]+[」』”’》）)]*\s*")

# Always followed by a name.
_TITLES = (
    "Mr|Mrs|Ms|Messrs|Dr|Prof|Gen|Lt|Maj|Col|Sgt|Capt|Adm|Cmdr|Brig|Sen|Rep|Gov|Amb|Hon|Rev|Fr|"
    "St|Ste|Mt|Ft|Sr|Sra|Mmes|MM|vs|cf|e\\.g|i\\.e|viz|H\\.E|ibid|г-н|г-жа|см|См|ср|напр|т\\.е"
)
# Followed by a number or a symbol; otherwise they may end a sentence ("No. The Council …").
_NUMBERED = (
    "No|Nos|no|nos|para|paras|Para|Paras|p|pp|Rev|Corr|Add|Amend|Art|Arts|art|arts|Vol|Vols|vol|"
    "Ch|ch|Chap|chap|Sect|sect|Sec|sec|Fig|fig|Res|res|Doc|doc|Op|op|PV|SR|SC|GA|AC|CN|CONF|L|"
    "par|pár|núm|пп|п|ст|стр|док|рез|гл|№"
)
_CAPITAL_TITLES = (
    "MR|MRS|MS|MESSRS|DR|PROF|GEN|LT|MAJ|COL|CAPT|ADM|BRIG|GOV|AMB|HON|REV|SR|SRA|MM|MMES"
)
_TITLE_END = re.compile(rf"(?:^|[\s(\[“‘\"'—–-])(?:{_TITLES}|{_CAPITAL_TITLES})\.$")
_NUMBERED_END = re.compile(rf"(?:^|[\s(\[“‘\"'—–/-])(?:{_NUMBERED})\.$")
_NUMBER_NEXT = re.compile(r"\(?(?:\d|[IVXLC]+\b|[A-Z]{1,4}/)")
_INITIAL_END = re.compile(r"(?:^|[\s(\[“‘\"'.\-—–])[A-ZА-ЯÀ-Ý]\.$")
_CLOCK_END = re.compile(r"\d\s?[ap]\.m\.$")
_LIST_NUMBER_END = re.compile(r"(?:^|[;:,]\s)\(?\d{1,3}\.$")
_STARTER = re.compile(
    r"[“‘\"'(]?(?:A|After|All|Also|Although|An|And|As|At|Before|But|By|Council|During|Each|Earlier|"
    r"For|From|He|Her|His|How|However|If|In|It|Its|Last|Later|Many|Members|Most|No|Of|On|One|Other|"
    r"Our|Over|She|Since|So|Some|Such|That|The|Their|Then|There|These|They|This|Those|Though|Thus|"
    r"To|Two|Under|Until|We|What|When|Where|Which|While|Who|Why|With|Yet|You|"
    r"Le|La|Les|Il|Elle|En|Au|El|Los|Las|Un|Une|В|На|Он|Она|Совет|Это)\b"
)
_NUMBER_STOP = re.compile(r"\d\.[)\]”’\"']?\s+")  # syntok takes "1. It" for an ordinal
_CLOSING = re.compile(r"\s{0,8}[:;,)\]]+\s{0,8}")
_BRACKETED = re.compile(r"\((?:[^()\n]|\([^()\n]{0,60}\)){0,200}\)|\[[^\[\]\n]{0,200}\]")
_SYMBOL_LIKE = re.compile(r"\b[A-Z]{1,5}/[\w(]")
_MARK_DIGITS = 3  # that the mark of a note has at most; what has more is a year or an amount
_TAIL = 40  # characters before a break that the rules look at


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
    starts.update(m.end() for m in _NUMBER_STOP.finditer(body) if _STARTER.match(body, m.end()))
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
    before = body[max(0, at - _TAIL) : at].rstrip()
    after = body[at : at + _TAIL].lstrip()
    if not before.endswith("."):
        return True
    if after[:1].islower() or _TITLE_END.search(before):
        return False
    if _NUMBERED_END.search(before) and _NUMBER_NEXT.match(after):
        return False
    if _LIST_NUMBER_END.search(before):
        return False
    abbreviated = _INITIAL_END.search(before) or _CLOCK_END.search(before)
    return not abbreviated or bool(_STARTER.match(after))


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
