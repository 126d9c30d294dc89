"""Names: every person, State, body and place that a statement names is named by its sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from app.writing.checking.entities import BODY
from app.writing.checking.evidence import Evidence
from app.writing.checking.finding import Finding, unconnected
from app.writing.checking.forms import bare
from app.writing.checking.lexemes import Lexeme, Sort, lexemes
from app.writing.checking.titles import is_office, is_titled
from app.writing.checking.wordlists import light, referring
from app.writing.contracts import Fault
from store.records import Span

_UN = f"{BODY}un"
_OF_THE_UN = frozenset(
    {
        "secretary",
        "security council",
        "general assembly",
        "secretary-general",
        "secretariat",
        "council",
        "charter",
        "member",
        "security",
        "general",
    }
)
_HONORIFICS = frozenset({"mr", "mrs", "ms", "dr", "sir", "madam", "ambassador", "mme", "miss"})
_TITLE_WORDS = frozenset({"secretary", "general", "secretary-general", "minister", "president"})


def check_names(text: str, evidence: Evidence, quoted: Sequence[Span] = ()) -> Finding | None:
    """The first name of a statement that its sources do not have, or have otherwise composed."""
    row = lexemes(text)
    for index, lexeme in enumerate(row):
        if any(span.contains(lexeme.span) for span in quoted):
            continue
        if _is_name(lexeme, index, row, evidence) and not _known(lexeme, index, row, evidence):
            return Finding(Fault.NAME, lexeme.text)
    for first, second in _adjacent(text, row):
        if is_office(first) and is_titled(first, _of(first, row), second, evidence):
            continue
        if not _stand_together(first, second, evidence):
            return unconnected(first.text, second.text)
    return None


def _is_name(lexeme: Lexeme, index: int, row: Sequence[Lexeme], evidence: Evidence) -> bool:
    if lexeme.sort is Sort.NAME:
        return True
    if lexeme.sort is not Sort.WORD or not lexeme.text[0].isupper():
        return False
    # The first word of a sentence is a name where another follows it at once, or none knows it.
    if bare(lexeme.text) in light() | referring() or evidence.has(lexeme):
        return False
    after = row[index + 1] if index + 1 < len(row) else None
    return after is not None and after.sort is Sort.NAME and _touch(lexeme, after)


def _known(lexeme: Lexeme, index: int, row: Sequence[Lexeme], evidence: Evidence) -> bool:
    plain = bare(lexeme.text)
    if evidence.has(lexeme) or plain in _HONORIFICS or plain in referring():
        return True
    if _UN in lexeme.keys:
        after = row[index + 1] if index + 1 < len(row) else None
        return after is not None and (
            bare(after.text) in _OF_THE_UN
            or any(key.removeprefix(BODY) in _OF_THE_UN for key in after.keys)
        )
    if f"{BODY}security council" in lexeme.keys:
        return "council" in evidence.keys and not _other_council(evidence)
    if f"{BODY}secretary-general" in lexeme.keys:
        return {"secretari", "general"} <= evidence.keys
    return False


def _other_council(evidence: Evidence) -> bool:
    others = {"human rights council", "economic and social council", "league of arab states"}
    return any(f"{BODY}{other}" in evidence.keys for other in others)


def _adjacent(text: str, row: Sequence[Lexeme]) -> Iterator[tuple[Lexeme, Lexeme]]:
    """Pairs of words of one person's name: plain names with only a space between them."""
    for first, second in pairwise(row):
        if _is_personal(first) and _is_personal(second) and _touch(first, second):
            yield first, second


def _is_personal(lexeme: Lexeme) -> bool:
    plain = bare(lexeme.text)
    return (
        lexeme.text[:1].isupper()
        and lexeme.sort in (Sort.NAME, Sort.WORD)
        and not any(":" in key for key in lexeme.keys)
        and plain not in light() | referring() | _HONORIFICS
    )


def _touch(first: Lexeme, second: Lexeme) -> bool:
    return second.span.start - first.span.end == 1


def _of(office: Lexeme, row: Sequence[Lexeme]) -> list[Lexeme]:
    """The words with capitals right before an office: of what it is, and not of whom."""
    found: list[Lexeme] = []
    at = next(i for i, one in enumerate(row) if one is office)
    while at and _is_personal(row[at - 1]) and _touch(row[at - 1], row[at]):
        at -= 1
        if not row[at].possessive:
            found.append(row[at])
    return found


def _stand_together(first: Lexeme, second: Lexeme, evidence: Evidence) -> bool:
    """Whether some run of words with capitals in the sources has both."""
    for text in (*evidence.texts, *(source.facts for source in evidence.sources)):
        for run in _runs(lexemes(text)):
            if any(first.same(one) for one in run) and any(second.same(one) for one in run):
                return True
    return False


def _runs(row: Sequence[Lexeme]) -> Iterator[list[Lexeme]]:
    """Stretches of words that belong to one name: capitals, and "of", "the", "for" among them."""
    run: list[Lexeme] = []
    for lexeme in row:
        if lexeme.text[:1].isupper() or (run and lexeme.lower in ("of", "the", "for")):
            run.append(lexeme)
        elif run:
            yield run
            run = []
    if run:
        yield run
