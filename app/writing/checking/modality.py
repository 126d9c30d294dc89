"""What is expected, possible, demanded or wished is not what has happened, and no other way round.

Each of these is said by words in front of a verb. A verb that a statement and its sources share
stands behind words of the same strength, or a statement says less.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from app.writing.checking.evidence import Evidence
from app.writing.checking.finding import Finding
from app.writing.checking.forms import root
from app.writing.checking.lexemes import Lexeme, Sort
from app.writing.checking.segments import Segment, bears, nearest, segments
from app.writing.checking.wordlists import saying
from app.writing.contracts import Fault


class Mode(Enum):
    """How a verb is said to stand to what happens."""

    FUTURE = "future"
    POSSIBLE = "possible"
    OBLIGED = "obliged"
    DEMANDED = "demanded"
    WISHED = "wished"
    ABLE = "able"


_ADVERB = r"(?:\s(?:[a-z]{2,14}ly|also|not|still|now|then|yet|soon|again|be|been|being|have))*"
_MODES = tuple(
    (mode, re.compile(rf"\b(?:{pattern}){_ADVERB}(?=[\s,]|$)", re.IGNORECASE))
    for mode, pattern in (
        (
            Mode.FUTURE,
            r"will|won't|would(?!\slike)|(?:is|are|was|were|be)(?:\s[a-z]{2,12}ly|\salso)?\s"
            r"(?:expected|anticipated|scheduled|slated|planned|due|set|going|about|poised|to)"
            r"(?:\sto|\sfor)?(?=\s[a-z])|expect(?:s|ed)?(?:\s\w+){0,4}?\sto|(?:plan|intend)(?:s|ned"
            r"|ed|ning|ing)?\sto|expected\sto|scheduled\s(?:to|for)|planned\sto|upcoming|forthcoming",
        ),
        (
            Mode.POSSIBLE,
            r"may|might|could|possibly|perhaps|probably|(?:un)?likely(?:\sto)?|potentially",
        ),
        (Mode.ABLE, r"can|(?:is|are|was|were|be|been)\s(?:un)?able\sto"),
        (
            Mode.OBLIGED,
            r"must|shall|should|ought\sto|has\sto|have\sto|had\sto|(?:is|are|was|were)\s(?:required"
            r"|obliged)\sto|needs?\sto|needed\sto",
        ),
        (
            Mode.DEMANDED,
            r"(?:call(?:s|ed|ing)?\s(?:for|on|upon)|urg(?:e|es|ed|ing)|request(?:s|ed|ing)?"
            r"|demand(?:s|ed|ing)?|encourag(?:e|es|ed|ing)|invit(?:e|es|ed|ing)|ask(?:s|ed|ing)?"
            r"|direct(?:s|ed)?|authori[sz](?:e|es|ed|ing)|appeal(?:s|ed|ing)?|recommend(?:s|ed|ing)?"
            r"|propos(?:e|es|ed|ing)|suggest(?:s|ed|ing)?)(?:\s\S+){0,6}?\s(?:to|that)",
        ),
        (
            Mode.WISHED,
            r"would\slike\sto|want(?:s|ed)?\sto|hope(?:s|d)?\sto|wish(?:es|ed)?\sto|seeks?\sto"
            r"|sought\sto|tr(?:y|ies|ied|ying)\sto|aim(?:s|ed)?\sto|attempt(?:s|ed)?\sto"
            r"|seeking\sto|efforts?\sto|(?:is|are|was|were)\s(?:ready|willing|prepared)\sto",
        ),
    )
)
# What may stand in a statement for each mode of a source: the same, or less.
_LICENSED = {
    Mode.FUTURE: frozenset({Mode.FUTURE}),
    Mode.POSSIBLE: frozenset({Mode.POSSIBLE, Mode.FUTURE, Mode.ABLE}),
    Mode.OBLIGED: frozenset({Mode.OBLIGED, Mode.DEMANDED}),
    Mode.DEMANDED: frozenset({Mode.DEMANDED, Mode.OBLIGED}),
    Mode.WISHED: frozenset({Mode.WISHED, Mode.DEMANDED}),
    Mode.ABLE: frozenset({Mode.ABLE, Mode.POSSIBLE, Mode.FUTURE}),
}
_YET_TO_BE = frozenset({Mode.FUTURE, Mode.POSSIBLE})
_NOUN_BEFORE = frozenset(
    """
    the a an this that these those its their his her our of for in on with by from between no any
    some first
    """.split()  # noqa: SIM905 - a word list reads best as words
)
_AGENT = re.compile(r"ers?$")
_ABSTRACT = re.compile(r"(?:cy|[st]ion|ment|[ae]nce)s?$")
_COMPARING = frozenset({"more", "better", "closer", "greater", "less"})


@dataclass(frozen=True, slots=True)
class _Governed:
    mode: Mode
    head: Lexeme
    words: str


def check_modality(text: str, evidence: Evidence) -> Finding | None:
    """The first verb of a statement that its sources say otherwise to happen."""
    for segment in segments(text):
        if (done := _only_to_come(segment, evidence)) is not None:
            return Finding(Fault.MODALITY, done.text)
        among = nearest(segment, evidence.segments)
        if not among:
            continue
        for finding in (
            _stated_as_fact(segment, among),
            _strengthened(segment, among),
        ):
            if finding is not None:
                return finding
    return None


def expects(text: str) -> bool:
    """Whether a text has words by which something is expected or possible."""
    return bool(modes_of(text) & _YET_TO_BE)


def to_come(text: str) -> tuple[Lexeme, ...]:
    """The words behind those by which something is expected or possible."""
    governed = [one for segment in segments(text) for one in _governed(segment)]
    return tuple(one.head for one in governed if one.mode in _YET_TO_BE)


def obliges(text: str) -> bool:
    """Whether a text has words by which somebody is bound to do something."""
    return bool(modes_of(text) & {Mode.OBLIGED, Mode.DEMANDED})


def modes_of(text: str) -> frozenset[Mode]:
    """The modes of which a text has words."""
    return frozenset(mode for mode, pattern in _MODES if pattern.search(text))


def _governed(segment: Segment) -> list[_Governed]:
    text = segment.text
    starts = _offsets(segment)
    found = []
    for mode, pattern in _MODES:
        for match in pattern.finditer(text):
            behind = _without_aside([one for at, one in starts if at >= match.end()])
            if behind and behind[0].sort is Sort.WORD:
                found.append(_Governed(mode, behind[0], match.group()))
    return found


def _without_aside(row: list[Lexeme]) -> list[Lexeme]:
    """The words of content, without what two commas at the beginning hold: "shall, …, report"."""
    if row and row[0].text == ",":
        closing = next((i for i, one in enumerate(row[1:], start=1) if one.text == ","), 0)
        row = row[closing + 1 :]
    return [one for one in row if one.content]


def _unrealised(segment: Segment) -> list[Lexeme]:
    """Verbs behind "to" and in "-ing" in a clause on what is yet to be, or is asked for."""
    if not modes_of(segment.text):
        return []
    # What a clause begins with ("Noting …, and hoping that …") is done by saying so.
    later = segment.content[1:]
    participles = [one for one in later if one.sort is Sort.WORD and one.lower.endswith("ing")]
    return [*_infinitives(segment), *(one for one in participles if one.lower not in saying())]


def _infinitives(segment: Segment) -> list[Lexeme]:
    """The verbs behind "to", of what is expected of what is expected."""
    return [
        one
        for before, one in pairwise(segment.lexemes)
        if before.lower == "to" and one.sort is Sort.WORD and one.content and one.text.islower()
    ]


def _offsets(segment: Segment) -> list[tuple[int, Lexeme]]:
    at, found = 0, []
    for lexeme in segment.lexemes:
        found.append((at, lexeme))
        at += len(lexeme.text) + 1
    return found


def _stated_as_fact(segment: Segment, among: Sequence[Segment]) -> Finding | None:
    """A verb that the sources expect, allow, demand or wish, and the statement has as a fact."""
    own = _governed(segment)
    for head in (head for other in among[:1] for head in _unrealised(other)):
        done = [one for i, one in enumerate(segment.lexemes) if _is_past(segment, i)]
        told = next((one for one in done if one.same_word(head)), None)
        expected = any(bears(one.head, head) for one in own)
        if told and not (expected or _also_free(head, among, also=_unrealised(among[0]))):
            return Finding(Fault.MODALITY, told.text)
    for other in among[:1]:
        for governed in _governed(other):
            if any(bears(one.head, governed.head) for one in own):
                continue
            for index, lexeme in enumerate(segment.lexemes):
                comparing = lexeme.lower in _COMPARING
                if comparing or not (lexeme.content and bears(governed.head, lexeme)):
                    continue
                if _is_verbal(segment, index) and not (
                    _also_free(governed.head, among) or _also_free(lexeme, among)
                ):
                    return Finding(Fault.MODALITY, lexeme.text)
    return None


def _only_to_come(segment: Segment, evidence: Evidence) -> Lexeme | None:
    """A verb in the past that the sources have only in clauses on what is yet to be.

    Nouns of the verb count there: "briefers will include" her, and she has not briefed.
    """
    for index, lexeme in enumerate(segment.lexemes):
        if not _is_past(segment, index) or lexeme.lower in saying():
            continue
        theirs = [
            _is_to_come(other, at, one, verb=root(lexeme.text))
            for other in evidence.segments
            for at, one in _offsets(other)
            if one.content
            and not _ABSTRACT.search(one.lower)
            and (one.same_word(lexeme) or _AGENT.sub("", one.lower) == root(lexeme.text))
        ]
        if theirs and all(theirs):
            return lexeme
    return None


def _is_to_come(segment: Segment, at: int, lexeme: Lexeme, *, verb: str) -> bool:
    """Whether a word stands behind "will" and the like, or names who will do it ("briefers")."""
    if lexeme.lower.endswith("ed"):
        return False
    patterns = [pattern for mode, pattern in _MODES if mode in _YET_TO_BE]
    found = [match for pattern in patterns for match in pattern.finditer(segment.text)]
    agent = _AGENT.search(lexeme.lower) and _AGENT.sub("", lexeme.lower) == verb
    return bool(found) if agent else any(match.end() <= at for match in found)


def _also_free(verb: Lexeme, among: Sequence[Segment], also: Sequence[Lexeme] = ()) -> bool:
    """Whether the sources have the verb without any such words too. ``also`` are heads as well."""
    heads = {id(one.head) for each in among for one in _governed(each)} | set(map(id, also))
    return any(
        one.same_word(verb) and id(one) not in heads for each in among for one in each.content
    )


def _is_verbal(segment: Segment, index: int) -> bool:
    """Whether a word stands where a verb does: behind no article, preposition or adjective."""
    lexeme = segment.lexemes[index]
    if lexeme.sort is not Sort.WORD or lexeme.text[0].isupper():
        return False
    if index == 0:
        return False
    before = segment.lexemes[index - 1]
    return before.lower not in _NOUN_BEFORE | {"to"} and not before.text.endswith(
        ("’s", "'s", "s’")
    )


def _is_past(segment: Segment, index: int) -> bool:
    """Whether a word is a verb in the past: "renewed", "has kept"."""
    lexeme = segment.lexemes[index]
    if lexeme.sort is not Sort.WORD or not lexeme.content or not _is_verbal(segment, index):
        return False
    before = segment.lexemes[index - 1].lower
    if before == "be":
        return False
    return lexeme.lower.endswith("ed") or before in {"has", "have", "had", "did"}


def _strengthened(segment: Segment, among: Sequence[Segment]) -> Finding | None:
    """A verb behind words of another mode than in the sources, or where these have it as a fact."""
    theirs = [governed for other in among for governed in _governed(other)]
    for governed in _governed(segment):
        same = [one for one in theirs if bears(one.head, governed.head)]
        if any(one.mode in _LICENSED[governed.mode] for one in same):
            continue
        if same:
            return Finding(Fault.MODALITY, f"{governed.words} {governed.head.text}")
        free = [one for other in among for one in other.content if bears(one, governed.head)]
        if free and governed.mode in _YET_TO_BE and not _expects(theirs, among):
            return Finding(Fault.MODALITY, f"{governed.words} {governed.head.text}")
    return None


def _expects(theirs: Sequence[_Governed], among: Sequence[Segment]) -> bool:
    if any(one.mode in _YET_TO_BE for one in theirs):
        return True
    return any(modes_of(other.text) & _YET_TO_BE for other in among)
