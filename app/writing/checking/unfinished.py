"""What a statement drops that makes it true: a condition, a purpose, a bound, who or when it is.

Each word of these statements stands in the sources; what makes it true there does not stand here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from app.writing.checking.actors import is_verb
from app.writing.checking.evidence import Evidence
from app.writing.checking.finding import Finding
from app.writing.checking.framing import frames
from app.writing.checking.lexemes import Lexeme, Sort, lexemes
from app.writing.checking.segments import bears
from app.writing.checking.wordlists import light, saying
from app.writing.contracts import Fault

_CONDITION = re.compile(
    r"\b(?:if|unless|provided (?:that )?|as long as|on condition|in case|in the event|should the"
    r"|depending|subject to|once|when|without|until|otherwise|conditional\w*)\b",
    re.IGNORECASE,
)
_IF = re.compile(r"\b(?:if|unless|provided that|in the event that)\b", re.IGNORECASE)
_WILL = re.compile(r"\b(?:will|would|shall|must)\b", re.IGNORECASE)
# Behind these a verb with "to" is done.
_DONE = frozenset(
    """
    managed manage able continued continue continues began begin begins started decided decides
    decide agreed agrees agree went proceeded helped served had has have came used voted ceased
    refused failed able allowed enabled led caused
    """.split()  # noqa: SIM905 - a word list reads best as words
)
# Behind these a verb in "-ing" is not done yet.
_PROPOSING = frozenset(
    """
    recommended recommends recommend recommending proposed proposes propose proposing suggested
    suggests suggest suggesting considered considers consider considering favoured favored advocated
    mooted discussed contemplated planned oppose opposed opposes against avoid avoided delayed
    """.split()  # noqa: SIM905 - a word list reads best as words
)
_ASIDE = re.compile(
    r"(?:^|[,;:–—]|\s(?=(?:but|though|although|yet)\s))\s*"
    r"(?P<tail>(?:but|though|although|yet|and|or|which|as|so)\s[^,;:–—]+)$",
    re.IGNORECASE,
)
_PRONOUNS = frozenset({"He", "She", "They", "It"})
_NOT_ALL = re.compile(r"\bnot (?:all|every|everyone)\b", re.IGNORECASE)
_NONE = re.compile(r"\b(?:no|none|nobody|neither)\b", re.IGNORECASE)
_ONLY = frozenset({"only", "solely"})
_BOUNDING = frozenset(
    """
    new further additional full direct formal official permanent immediate other public binding
    written independent international national regional joint final complete comprehensive military
    humanitarian political financial any more armed
    """.split()  # noqa: SIM905 - a word list reads best as words
)
_DENYING = frozenset({"no", "not", "never", "none", "without", "nor", "neither"})
_REACH = 4
_NEAR = 5
"""Words between a number and its date."""


def check_unfinished(text: str, evidence: Evidence) -> Finding | None:
    """The first condition, purpose, bound or meaning that a statement drops."""
    row = lexemes(text)
    rows = [lexemes(source) for source in evidence.texts]
    for finding in (
        _condition_dropped(text, evidence),
        _purpose_done(row, rows),
        _only_moved(row, rows),
        _none_for_not_all(text, evidence),
        _bound_dropped(row, rows),
        _empty_tail(text, evidence),
        _nobody_meant(row, rows),
        _counted_then(row, rows),
    ):
        if finding is not None:
            return finding
    return None


def _condition_dropped(text: str, evidence: Evidence) -> Finding | None:
    """What will be if something else is, said without that."""
    will = _WILL.search(text)
    if will is None or _CONDITION.search(text):
        return None
    if all(_IF.search(source) and _WILL.search(source) for source in evidence.texts):
        return Finding(Fault.MODALITY, will.group())
    return None


def _purpose_done(row: Sequence[Lexeme], rows: Sequence[Sequence[Lexeme]]) -> Finding | None:
    """A verb in the past that the sources only have behind "to", as what something is for."""
    for index, lexeme in enumerate(row):
        if not (lexeme.content and lexeme.lower.endswith("ed") and is_verb(lexeme)) or index == 0:
            continue
        if row[index - 1].lower in {"be", "the", "a", "an", "to"} or lexeme.lower in saying():
            continue
        same = [
            (other, at)
            for other in rows
            for at, one in enumerate(other)
            if one.content and one.same_word(lexeme)
        ]
        if same and all(_is_purpose(other, at) for other, at in same):
            return Finding(Fault.MODALITY, lexeme.text)
    return None


def _is_purpose(row: Sequence[Lexeme], at: int) -> bool:
    """Whether a verb stands behind "to", or "to help somebody", and that behind no "managed"."""
    word = row[at]
    if word.lower.endswith("ing") and at and row[at - 1].lower in _PROPOSING:
        return True
    if word.sort is not Sort.WORD or word.lower.endswith(("ed", "ing", "ion", "ions", "s")):
        return False
    for to in range(at - 1, max(-1, at - 6), -1):
        if row[to].lower != "to":
            continue
        between = [one.lower for one in row[to + 1 : at]]
        helped = between[:1] in (["help"], ["enable"], ["allow"], ["let"])
        if between and not helped:
            return False
        return to > 0 and row[to - 1].lower not in _DONE
    return False


def _none_for_not_all(text: str, evidence: Evidence) -> Finding | None:
    """ "No member agreed" where the sources have "not all members agreed"."""
    none = _NONE.search(text)
    if none is None or any(_NONE.search(source) for source in evidence.texts):
        return None
    not_all = any(_NOT_ALL.search(source) for source in evidence.texts)
    return Finding(Fault.QUANTIFIER, none.group()) if not_all else None


def _only_moved(row: Sequence[Lexeme], rows: Sequence[Sequence[Lexeme]]) -> Finding | None:
    """ "Only France" where the sources have "France only … after"."""
    limited = [_limited(source) for source in rows]
    theirs = [one for found in limited for one in found]
    if not theirs:
        return None
    for own in _limited(row):
        if own and not any(bears(other, own[0]) for found in theirs for other in found):
            return Finding(Fault.QUANTIFIER, f"only {own[0].text}")
    return None


def _limited(row: Sequence[Lexeme]) -> list[list[Lexeme]]:
    """The words behind each "only"."""
    return [
        [one for one in row[at + 1 :] if one.content][:_REACH]
        for at, lexeme in enumerate(row)
        if lexeme.lower in _ONLY
    ]


def _bound_dropped(row: Sequence[Lexeme], rows: Sequence[Sequence[Lexeme]]) -> Finding | None:
    """ "No funding" where the sources have "no new funding"."""
    for own, bounds in _denied(row):
        theirs = [b for source in rows for noun, b in _denied(source) if noun.same_word(own)]
        if theirs and all(b - bounds for b in theirs):
            return Finding(Fault.QUANTIFIER, own.text)
    return None


def _denied(row: Sequence[Lexeme]) -> list[tuple[Lexeme, frozenset[str]]]:
    """The nouns that are denied, each with the words before it that bound it."""
    found = []
    for at, lexeme in enumerate(row):
        if lexeme.lower not in _DENYING:
            continue
        bounds: set[str] = set()
        for one in row[at + 1 : at + 8]:
            if one.sort is Sort.MARK:
                break
            if one.lower in _BOUNDING - {"any"}:
                bounds.add(one.lower)
            elif one.content:
                found.append((one, frozenset(bounds)))
                bounds.clear()
    return found


def _empty_tail(text: str, evidence: Evidence) -> Finding | None:
    """ "…, but it had": a clause of small words alone that only the statement has."""
    match = _ASIDE.search(text.rstrip(" .!"))
    if match is None:
        return None
    tail = match["tail"]
    words = re.findall(r"[^\W\d_]+", tail.lower())
    if len(words) < 2 or any(word not in light() | _DENYING for word in words):
        return None
    there = " ".join(evidence.texts).lower()
    return None if tail.lower() in there else Finding(Fault.UNSUPPORTED, tail)


def _nobody_meant(row: Sequence[Lexeme], rows: Sequence[Sequence[Lexeme]]) -> Finding | None:
    """ "They opposed it" where the sources name who did: whom it means stands in a statement
    that was not checked with it.
    """
    if not row or row[0].text not in _PRONOUNS:
        return None
    own = next(frames(row), None)
    if own is None or own.agents:
        return None
    theirs = [one for source in rows for one in frames(source) if one.verb.same_word(own.verb)]
    if any(one.sort is Sort.NAME for frame in theirs for one in frame.head_agents):
        return Finding(Fault.ATTRIBUTION, f"{row[0].text} {own.verb.text}")
    return None


def _counted_then(row: Sequence[Lexeme], rows: Sequence[Sequence[Lexeme]]) -> Finding | None:
    """ "1.8 million in 2019" where the sources have it in 2020."""
    theirs = [found for source in rows for found in _dated_numbers(source)]
    for number, days in _dated_numbers(row):
        same = [other for one, other in theirs if one.same(number)]
        if same and not any(days & other for other in same):
            return Finding(Fault.DATE, f"{number.text} … {' '.join(sorted(days))}")
    return None


def _dated_numbers(row: Sequence[Lexeme]) -> Iterator[tuple[Lexeme, frozenset[str]]]:
    """Each number with the figures and names of the date that it stands right before."""
    for at, number in enumerate(row):
        if number.sort is not Sort.NUMBER:
            continue
        for index, one in enumerate(row[at + 1 : at + 1 + _NEAR], start=at + 1):
            if one.sort in (Sort.MARK, Sort.NUMBER):
                break
            if one.sort is Sort.DATE and row[index - 1].lower in ("in", "on"):
                yield number, frozenset(re.findall(r"\w+", one.text.lower())) - {"in", "on"}
                break
