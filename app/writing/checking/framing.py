"""Verbs with who does them and to what they are done, as far as the order of words shows it.

No grammar is parsed. What stands before a verb in its clause does it, what stands behind it is done
to, and "was … by" turns the two round. Where a pronoun or nothing stands there, that is not known,
and nothing is concluded from it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.writing.checking.actors import is_verb
from app.writing.checking.lexemes import Lexeme, Sort

_BE = frozenset({"is", "are", "was", "were", "be", "been", "being"})
_HAVE = frozenset({"has", "have", "had", "having", "did", "do", "does"})
_MODAL = frozenset({"will", "would", "may", "might", "can", "could", "shall", "should", "must"})
_PASSED = frozenset(
    """
    not also never then again now still only all both first last next later together itself
    """.split()  # noqa: SIM905 - a word list reads best as words
)
# Forms of verbs of saying and wishing that are nouns as often.
_NOUNS = frozenset(
    """
    note notes view views report reports concern concerns worry worries fear fears hope hopes want
    wants support supports request requests appeal appeals demand demands question questions doubt
    doubts comment comments claim claims state states point points mention speech statement position
    opinion delegation representative speaker call calls urge thought feel see sees lead set cut hit
    put cost
    """.split()  # noqa: SIM905 - a word list reads best as words
)
_RELATIVES = frozenset({"which", "who", "that", "whom"})
_BREAKS = frozenset(
    """
    while whereas but although though because if when unless after before until since where whether
    as so than how what why
    """.split()  # noqa: SIM905 - a word list reads best as words
)
_PREPOSITIONS = frozenset(
    """
    of in on at to by with from for into under over about against between among during within
    without towards toward through upon regarding concerning along ahead before after
    """.split()  # noqa: SIM905 - a word list reads best as words
)
_BEFORE_NOUN = frozenset(
    """
    the a an any no some these those its their his her our this every each of in on for with
    """.split()  # noqa: SIM905 - a word list reads best as words
)
_POINTING = frozenset({"this", "that", "these", "those", "such"})
"""What they point at stands in another sentence, by whatever name."""
_LETTING = frozenset({"help", "helps", "helped", "helping", "let", "lets", "make", "makes", "made"})
_ON = frozenset({"on", "upon"})
_MOST = 16
"""Lexemes on one side of a verb that are looked at."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A verb, who does it, and to what; either is empty where it is not known.

    ``head_agents`` and ``head_patients`` are of these the words that are meant by themselves, and
    not only what they are "of" or "in". ``passive``: it is said without who does it.
    """

    verb: Lexeme
    agents: tuple[Lexeme, ...] = ()
    patients: tuple[Lexeme, ...] = ()
    head_agents: tuple[Lexeme, ...] = ()
    head_patients: tuple[Lexeme, ...] = ()
    passive: bool = False


class _Antecedent(tuple[Lexeme, ...]):
    """A phrase that "which" or "who" stands for."""


def frames(row: Sequence[Lexeme]) -> Iterator[Frame]:
    """The verbs of a text with what stands around them."""
    for index, lexeme in enumerate(row):
        said = lexeme.content and lexeme.lower not in _PASSED
        if said and lexeme.sort is Sort.WORD and lexeme.text[0].islower():
            frame = _frame(row, index)
            if frame is not None:
                yield frame


def _frame(row: Sequence[Lexeme], at: int) -> Frame | None:
    """The frame of the word here; none where it is no verb."""
    before = _back(row, at - 1)
    word = row[before].lower if before >= 0 else ""
    finite = _is_finite(row[at])
    if word in _BE:
        return _passive(row, at, _behind_auxiliaries(row, before)) if finite else None
    if word in _HAVE | _MODAL:
        return _active(row, at, _behind_auxiliaries(row, before))
    if word == "to":
        return _infinitive(row, at, before)
    if let := _let(row, at):
        return _made(row[at], let, _after(row, at))
    if not finite or word in _BEFORE_NOUN or (before >= 0 and row[before].sort is Sort.NUMBER):
        return None
    follows = row[at + 1].lower if at + 1 < len(row) else ""
    joined = word in ("and", "or")  # its subject stands before another verb
    if follows == "by" and not _is_counted(row, at + 2):
        return _passive(row, at, -1 if joined else before)
    if joined:
        return _made(row[at], (), _after(row, at))
    return _active(row, at, before)


def _is_finite(lexeme: Lexeme) -> bool:
    return is_verb(lexeme) and lexeme.lower not in _NOUNS


def _is_counted(row: Sequence[Lexeme], at: int) -> bool:
    return at < len(row) and row[at].sort in (Sort.NUMBER, Sort.DATE)


def _active(row: Sequence[Lexeme], at: int, before: int) -> Frame:
    agents, begin = _subject(row, before)
    patients = _after(row, at)
    if agents and begin > 0 and row[begin - 1].lower in _RELATIVES and row[before].content:
        # "The amendments that China opposed": what is opposed stands before.
        end = begin - 2 - (begin > 1 and row[begin - 2].text == ",")
        whole, _ = _phrase_before(row, _back(row, end))
        said = begin > 1 and _is_finite(row[begin - 2])
        if whole and not said and not patients:
            patients = whole
    return _made(row[at], agents, patients)


def _passive(row: Sequence[Lexeme], at: int, before: int) -> Frame:
    patients, _ = _subject(row, before)
    agents: tuple[Lexeme, ...] = ()
    for index in range(at + 1, min(at + 8, len(row))):
        if row[index].sort is Sort.MARK or row[index].lower in _BREAKS | _RELATIVES:
            break
        if row[index].lower == "by" and not _is_counted(row, index + 1):
            agents = _phrase_after(row, index + 1)
            break
    return _made(row[at], agents, patients, passive=not agents)


def _infinitive(row: Sequence[Lexeme], at: int, to: int) -> Frame:
    """ "Called on the Council to lift": the Council lifts, where anybody does."""
    who, begin = _phrase_before(row, to - 1)
    asked = begin > 0 and (row[begin - 1].lower in _ON or _is_finite(row[begin - 1]))
    return _made(row[at], who if asked else (), _after(row, at))


def _let(row: Sequence[Lexeme], at: int) -> tuple[Lexeme, ...]:
    """Who is helped or let to do it, without "to": "helps the Government disarm"."""
    if row[at].lower.endswith(("ed", "ing", "s")):
        return ()
    who, begin = _phrase_before(row, at - 1)
    return who if begin > 0 and row[begin - 1].lower in _LETTING else ()


def _made(
    verb: Lexeme,
    agents: Sequence[Lexeme],
    patients: Sequence[Lexeme],
    *,
    passive: bool = False,
) -> Frame:
    return Frame(verb, _said(agents), _said(patients), _heads(agents), _heads(patients), passive)


def _said(phrase: Sequence[Lexeme]) -> tuple[Lexeme, ...]:
    return tuple(one for one in phrase if one.content)


def _heads(phrase: Sequence[Lexeme]) -> tuple[Lexeme, ...]:
    """Of a phrase the names and the last word, up to its first preposition, comma or bracket.

    None of one that a clause behind it may be on as a whole or on its last words.
    """
    if isinstance(phrase, _Antecedent) and any(one.lower in _PREPOSITIONS for one in phrase):
        return ()
    first: list[Lexeme] = []
    for lexeme in phrase:
        if first and (lexeme.lower in _PREPOSITIONS or lexeme.text in (",", "(")):
            break
        if lexeme.content and lexeme.lower not in _PASSED:
            first.append(lexeme)
    last = first[-1:] if first and first[-1].sort is Sort.WORD else []
    return (*(one for one in first if one.sort is Sort.NAME and not one.possessive), *last)


def _back(row: Sequence[Lexeme], at: int) -> int:
    """The place of the last lexeme up to here that is no adverb."""
    while at >= 0 and (row[at].lower in _PASSED or row[at].lower.endswith("ly")):
        at -= 1
    return at


def _behind_auxiliaries(row: Sequence[Lexeme], at: int) -> int:
    while at >= 0 and row[at].lower in _BE | _HAVE | _MODAL:
        at = _back(row, at - 1)
    return at


def _subject(row: Sequence[Lexeme], at: int) -> tuple[tuple[Lexeme, ...], int]:
    """What stands before a verb as its subject, up to ``at``, and where it begins."""
    if at >= 0 and row[at].lower in _RELATIVES:
        at -= 1
        if at >= 0 and row[at].text == ",":
            at -= 1
        phrase, begin = _phrase_before(row, at)
        return _Antecedent(phrase), begin
    if at >= 0 and row[at].text == ",":
        return _around_aside(row, at)
    return _phrase_before(row, at)


def _around_aside(row: Sequence[Lexeme], at: int) -> tuple[tuple[Lexeme, ...], int]:
    """The subject before what two commas hold, and that: "Ruritania, as penholder, circulated"."""
    opened = next((i for i in range(at - 1, max(-1, at - _MOST), -1) if row[i].text == ","), None)
    if opened is None:
        return (), at
    before, begin = _phrase_before(row, opened - 1)
    return ((*before, *row[opened:at]), begin) if before else ((), at)


def _phrase_before(row: Sequence[Lexeme], at: int) -> tuple[tuple[Lexeme, ...], int]:
    """The phrase that ends here and where it begins; none where it has no word of content."""
    begin, depth = at + 1, 0
    while begin > 0 and at - begin < _MOST:
        one = row[begin - 1]
        if one.text in ("(", ")"):
            depth += 1 if one.text == ")" else -1
            if depth < 0:
                break
        elif depth == 0 and (
            (_parts(one) and one.lower != "to")
            or (_is_finite(one) and not _is_attribute(row, begin - 1))
        ):
            break
        begin -= 1
    phrase = tuple(row[max(begin, 0) : at + 1])
    while phrase and phrase[0].lower in ("and", "or"):
        phrase, begin = phrase[1:], begin + 1
    if phrase and phrase[0].lower in _POINTING:
        return (), begin
    return (phrase, begin) if any(one.content for one in phrase) else ((), begin)


def _is_attribute(row: Sequence[Lexeme], at: int) -> bool:
    """Whether a word like a verb belongs to a noun: "the displaced persons"."""
    before = row[at - 1] if at else None
    return before is not None and (before.lower in _BEFORE_NOUN or before.sort is Sort.NUMBER)


def _parts(lexeme: Lexeme) -> bool:
    return lexeme.sort is Sort.MARK or lexeme.lower in _BREAKS | _RELATIVES | _LETTING | {"to"}


def _after(row: Sequence[Lexeme], at: int) -> tuple[Lexeme, ...]:
    """What stands behind a verb as what it is done to."""
    begin = at + 1
    if begin < len(row) and row[begin].lower in _ON:
        begin += 1
        if _is_counted(row, begin):
            return ()  # "on 9 May"
    elif begin < len(row) and row[begin].lower in _PREPOSITIONS:
        return ()
    return _phrase_after(row, begin)


def _joined_behind(row: Sequence[Lexeme], at: int) -> Sequence[Lexeme]:
    """What an "and" joins behind a time: "a note before the debate and a summary after it"."""
    if row[at].lower not in ("before", "after"):
        return ()
    behind = row[at : at + _MOST]
    joint = next((i for i, one in enumerate(behind) if one.lower == "and"), None)
    if joint is None or any(one.sort is Sort.MARK or _is_finite(one) for one in behind[:joint]):
        return ()
    return _phrase_after(row, at + joint + 1)


def _phrase_after(row: Sequence[Lexeme], begin: int) -> tuple[Lexeme, ...]:
    phrase: list[Lexeme] = []
    for index in range(begin, min(begin + _MOST, len(row))):
        one = row[index]
        listed = one.text == "," and phrase and phrase[-1].sort is Sort.NAME
        if not listed and one.text not in ("(", ")") and _parts(one):
            phrase += _joined_behind(row, index)
            break
        if _is_finite(one) and not _is_attribute(row, index):
            joints = [i for i, other in enumerate(phrase) if other.lower == "and"]
            phrase = phrase[: joints[-1]] if joints else phrase  # another does that
            break
        phrase.append(one)
    if phrase and phrase[0].lower in _POINTING:
        return ()
    return tuple(phrase) if any(one.content for one in phrase) else ()
