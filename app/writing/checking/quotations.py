"""What a statement puts in quotation marks: the exact words of a source, or nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.writing.checking.evidence import Evidence
from app.writing.checking.finding import Finding
from app.writing.checking.normalising import normalised
from app.writing.checking.quoting import exact
from app.writing.contracts import Fault
from store.records import Span

_PAIRS = (
    r"“(?P<a>[^“”]*)(?:”|$)",
    r"„(?P<b>[^„“”]*)(?:[“”]|$)",
    r"«(?P<c>[^«»]*)(?:»|$)",
    r"\"(?P<d>[^\"]*)(?:\"|$)",
    r"(?<!\w)‘(?P<e>(?:[^‘’]|(?<=\w)’(?=\w)|(?<=s)’(?=\s[a-z]))*)(?:’(?!\w)|$)",
    r"(?<![\w’'])'(?P<f>(?:[^']|(?<=\w)'(?=\w))*)'(?!\w)",
    r"「(?P<g>[^「」]*)(?:」|$)",
    r"『(?P<h>[^『』]*)(?:』|$)",
)
_QUOTED = re.compile("|".join(_PAIRS))
_STRAY = re.compile(r"[”»」』]")


@dataclass(frozen=True, slots=True)
class Quoted:
    """A statement with its quotations as their sources print them, and where these stand."""

    text: str
    spans: tuple[Span, ...]


def quote_exactly(text: str, evidence: Evidence) -> Quoted | Finding:
    """The statement with every quotation in the exact words of a source; or the first that has
    none, or marks of which no pair can be made.
    """
    if exact_sentence(text, evidence):
        return Quoted(text, (Span(0, len(text)),))
    parts: list[str] = []
    spans: list[Span] = []
    at = length = checked = 0
    for match in _QUOTED.finditer(text):
        group = match.lastgroup or "a"
        inside = Span(*match.span(group))
        outside = text[at : inside.start]
        if _STRAY.search(text[checked : match.start()]):
            return Finding(Fault.QUOTATION, text[checked : match.start()].strip())
        closed = inside.end < match.end()
        words = exact(inside.of(text).strip(), evidence.quotable) if closed else None
        if words is None:
            return Finding(Fault.QUOTATION, inside.of(text).strip())
        # A full stop that writers put inside the marks is theirs, and stays.
        kept = _last_mark(inside.of(text), words)
        parts += [outside, words + kept]
        start = length + len(outside)
        length = start + len(words + kept)
        spans.append(Span(start, start + len(words)))
        at, checked = inside.end, match.end()
    if _STRAY.search(text[checked:]):
        return Finding(Fault.QUOTATION, text[checked:].strip())
    return Quoted("".join((*parts, text[at:])), tuple(spans))


def exact_sentence(text: str, evidence: Evidence) -> bool:
    """Whether a statement is, word for word, the whole of a source, which needs no marks."""
    wanted = normalised(text).text.strip(" .;")
    wholes = (*(source.citation.quote for source in evidence.sources), *evidence.texts)
    return any(normalised(whole).text.strip(" .;") == wanted for whole in wholes)


def _last_mark(inside: str, words: str) -> str:
    mark = inside.rstrip()[-1:]
    return mark if mark in {".", ",", "?", "!"} and not words.endswith(mark) else ""
