"""What the sources only have somebody say: a statement gives none of it as a fact.

"Chad maintained that the mission, which had failed, should leave" has the mission fail in the mouth
of Chad alone. A statement with words that its sources have only inside such clauses names who says
so, or has a word of saying before them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from app.writing.checking.actors import acts, is_holder, is_named
from app.writing.checking.content import is_licensed
from app.writing.checking.evidence import Evidence, Source
from app.writing.checking.finding import Finding
from app.writing.checking.lexemes import Lexeme, Sort, lexemes, word_keys
from app.writing.checking.segments import Segment, bears
from app.writing.checking.wordlists import expecting, referring, saying
from app.writing.contracts import Fault

# Behind these and "that" stands what somebody says or thinks.
_CLAIMING = frozenset(
    """
    maintain maintains maintained argue argues argued say says said state states stated believe
    believes believed express expressed expresses concern concerns concerned report reports reported
    tell tells told claim claims claimed warn warns warned consider considers considered emphasise
    emphasises emphasised emphasize emphasizes emphasized stress stresses stressed underline
    underlines underlined underscore underscores underscored assert asserts asserted contend
    contends contended insist insists insisted allege alleges alleged allegation allegations
    accusation accusations suggest suggests suggested view views opinion belief fear fears feared
    worry worries worried complain complains complained think thinks thought feel feels felt
    suspect suspects suspected charge charges charged assure assured inform informs informed
    position argument convinced critique criticism add adds added declare declares declared
    reiterate reiterates reiterated remark remarks remarked
    """.split()  # noqa: SIM905 - a word list reads best as words
)
_TOLD = frozenset({"tell", "tells", "told", "assure", "assured", "inform", "informs", "informed"})
# Behind these the clause may stand without "that".
_SAID = frozenset({"said", "says", "claimed", "claims", "believes", "believed", "insisted"})
# Behind these and a word further on stands what is only their view: "accused the army of".
_OTHERWISE = {
    **dict.fromkeys(("accuse", "accuses", "accused", "suspected", "suspect"), "of"),
    **dict.fromkeys(("consider", "considers", "considered", "regard", "regards"), "as"),
    **dict.fromkeys(("regarded", "view", "viewed", "describe", "described", "describes"), "as"),
}
_ALLEGED = frozenset({"allegedly", "reportedly", "purportedly", "alleged", "purported"})
_BETWEEN = frozenset({"in", "at", "on", "during", "to", "also", "however", "further", "again", ","})
_TURNS = frozenset({"while", "whereas", "but", "although", "though"})
_FIRST_PERSON = frozenset({"i", "we", "my", "our"})
_BEFORE_NOUN = frozenset({"the", "a", "an", "some", "these", "those", "all", "member", "many"})
_BESIDE = frozenset({"by", "of", "with", "under", "in", "at", "during", "between", "against"})
# By these and by words of saying a statement tells that somebody says so.
_FRAMES = (saying() | _CLAIMING | frozenset(_OTHERWISE) | _ALLEGED) | frozenset(
    """
    according accusing alleging warning fearing regret regretted lament lamented criticise
    criticised criticize criticized deny denied discuss discussed debate debated raise raised cite
    cited mention mentioned complaint complaints reportedly disagreed perceived perceive saw see
    question questioned objected referred noted observed pointed described
    """.split()  # noqa: SIM905 - a word list reads best as words
)
_REACH = 6
_TRAILING = 5
"""Words of content behind a frame that still is about what stands before it."""


@dataclass(frozen=True, slots=True)
class _Reported:
    """What is put in a mouth in a source, whose, and the word by which it is."""

    lexemes: tuple[Lexeme, ...]
    owners: tuple[Lexeme, ...]
    frame: Lexeme

    @property
    def keys(self) -> frozenset[str]:
        return frozenset().union(*(one.keys | one.members for one in self.owners))


def check_reporting(text: str, evidence: Evidence) -> Finding | None:
    """The first clause of a statement that has as a fact what its sources have somebody say."""
    told = [one for source in evidence.sources for one in _reported_in(source)]
    if not told:
        return None
    inside = {id(lexeme) for one in told for lexeme in one.lexemes}
    free = [
        lexeme
        for source in evidence.sources
        for lexeme in (*lexemes(source.text), *lexemes(source.facts))
        if lexeme.content and id(lexeme) not in inside
    ]
    for clause in _clauses(lexemes(text)):
        found = [(i, one) for i, one in enumerate(clause) if _is_only_told(one, told, free)]
        if not found:
            continue
        at, first = found[0]
        whose = [one for one in told if any(bears(each, first) for each in one.lexemes)]
        if not _is_framed(clause, at, whose) and not _is_owned(clause, whose):
            return Finding(Fault.ATTRIBUTION, _shown(whose[0], first))
    return None


def _shown(told: _Reported, word: Lexeme) -> str:
    named = [one for one in told.owners if is_named(one)] or list(told.owners)
    return ", ".join(one.text for one in named[:3]) or word.text


def _is_only_told(one: Lexeme, told: Sequence[_Reported], free: Sequence[Lexeme]) -> bool:
    """Whether a word stands in the sources only inside what is reported."""
    if one.sort is not Sort.WORD or not one.content:
        return False
    if is_licensed(one) or one.lower in referring() | expecting():
        return False
    if any(bears(other, one) for other in free):
        return False
    return any(bears(other, one) for each in told for other in each.lexemes if other.content)


def _is_framed(clause: Sequence[Lexeme], at: int, whose: Sequence[_Reported]) -> bool:
    """Whether a word of saying that is not itself reported stands before a word, or behind all."""
    reported = [one for each in whose for one in each.lexemes]
    for index, one in enumerate(clause):
        if not _is_frame(clause, index):
            continue
        # "Some states view them as rivals" is itself what Chad says.
        told = any(other.same_word(one) for other in reported)
        if told and not any(each.frame.same_word(one) for each in whose):
            continue
        behind = [other for other in clause[index + 1 :] if other.content]
        follows = clause[index + 1].lower if index + 1 < len(clause) else ""
        if index < at or (follows != "that" and len(behind) <= _TRAILING):
            return True
    return False


def _is_frame(clause: Sequence[Lexeme], index: int) -> bool:
    one = clause[index]
    if one.lower not in _FRAMES:
        return False
    before = clause[index - 1].lower if index else ""
    return one.lower not in ("state", "states") or not (
        index == 0 or before in _BEFORE_NOUN or before.endswith("n")
    )


def _is_owned(clause: Sequence[Lexeme], whose: Sequence[_Reported]) -> bool:
    """Whether a clause names who says it where they may be who does: "Chad lamented a lack"."""
    keys = frozenset().union(*(one.keys for one in whose))
    for index, one in enumerate(clause):
        if not (one.keys | one.members) & keys:
            continue
        if one.possessive:  # "in Chad’s view"
            if index + 1 < len(clause) and _is_frame(clause, index + 1):
                return True
            continue
        at = index - 1
        while at >= 0 and (clause[at].lower == "the" or clause[at].sort is Sort.NAME):
            at -= 1
        if at < 0 or clause[at].lower not in _BESIDE:
            return True
    return False


def _clauses(row: Sequence[Lexeme]) -> Iterator[list[Lexeme]]:
    """The parts of a text that each have their own frame."""
    current: list[Lexeme] = []
    for index, one in enumerate(row):
        if _parts(row, index):
            yield current
            current = []
        current.append(one)
    yield current


def _parts(row: Sequence[Lexeme], index: int) -> bool:
    """Whether what somebody says ends here: "; ", "while", ", but"."""
    one = row[index]
    if one.sort is Sort.MARK:
        return one.text in (".", ";", "!", "?")
    follows = row[index + 1].lower if index + 1 < len(row) else ""
    if one.lower not in _TURNS or follows == "that":
        return False
    return one.lower in ("while", "whereas") or (index > 0 and row[index - 1].text == ",")


def _reported_in(source: Source) -> Iterator[_Reported]:
    row = lexemes(source.text)
    for begin, end in _bounds(row):
        for found in _told(row[begin:end]):
            if not found.keys & word_keys(source.speaker):
                yield found


def _bounds(row: Sequence[Lexeme]) -> Iterator[tuple[int, int]]:
    begin = 0
    for index in range(len(row)):
        if _parts(row, index):
            yield begin, index
            begin = index
    yield begin, len(row)


def _told(row: Sequence[Lexeme]) -> list[_Reported]:
    """What one clause of a source has somebody say."""
    found: list[_Reported] = []
    for index, one in enumerate(row):
        if one.lower == "according" and index + 1 < len(row) and row[index + 1].lower == "to":
            found.append(_according(row, index))
        elif one.lower in _ALLEGED and not _is_that(row, index + 1):
            found.append(_Reported(tuple(row[index + 1 : index + 1 + _REACH]), (), one))
        elif (start := _start(row, index, inside=bool(found))) is not None:
            before = list(row[:index])
            if not any(w.content for w in before) or _FIRST_PERSON & {w.lower for w in before}:
                continue
            if found:  # the next speaker's: "…, and Norway argued that …"
                found[-1] = _cut(found[-1], one)
                comma = max((i for i in range(index) if row[i].text == ","), default=0)
                before = [w for w in row[comma:index] if w.lower not in ("and", "or")]
            found.append(_Reported(tuple(row[start:]), _owners([*before, one]), one))
    return found


def _cut(told: _Reported, at: Lexeme) -> _Reported:
    kept = tuple(one for one in told.lexemes if one.span < at.span)
    return replace(told, lexemes=kept)


def _is_that(row: Sequence[Lexeme], at: int) -> bool:
    return at < len(row) and row[at].lower == "that"


def _according(row: Sequence[Lexeme], index: int) -> _Reported:
    comma = next((i for i in range(index, len(row)) if row[i].text == ","), len(row))
    owners = tuple(one for one in row[index + 2 : comma] if one.content)
    return _Reported((*row[:index], *row[comma:]), owners, row[index])


def _start(row: Sequence[Lexeme], index: int, *, inside: bool) -> int | None:
    """Where what is said begins behind a word of saying; none where nothing is.

    ``inside``: in what is said already, where only "that" begins what another says.
    """
    lower = row[index].lower
    behind = row[index + 1 : index + 1 + _REACH]
    if not (behind and _is_frame(row, index)):
        return None
    if lower in ("view", "opinion") and row[index - 1].possessive and behind[0].text == ",":
        return index + 2
    if lower in _CLAIMING:
        that = next((i for i, one in enumerate(behind) if one.lower == "that"), None)
        opened = behind[0].lower in _BETWEEN or lower in _TOLD
        if that is not None and (that == 0 or opened):
            return index + 2 + that
    if inside:
        return None
    if lower in _SAID and (behind[0].lower in ("the", "it", "they") or is_holder(behind[0])):
        return index + 1
    if lower in _OTHERWISE and row[index - 1].lower not in _BEFORE_NOUN:
        wanted = _OTHERWISE[lower]
        found = next((i for i, one in enumerate(behind) if one.lower == wanted), None)
        return None if found is None else index + 2 + found
    return None


def _owners(before: Sequence[Lexeme]) -> tuple[Lexeme, ...]:
    """Who says it: the subject of the verb or, where that is not clear, whoever stands before."""
    found = [act for act in acts(Segment(tuple(before))) if act.holds]
    if found:
        return found[-1].actors
    return tuple(one for one in before if is_holder(one))
