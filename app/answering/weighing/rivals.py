"""Another of the same sort: a sentence on one body does not answer a question about another.

Bodies, States and persons are found by how they are written. What counts is only whether the
sentence, or what stands around it, names the one that is asked about, or another in its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from app.answering.finding.features import present
from app.answering.finding.view import QuestionView
from app.answering.terms.acronyms import short_forms
from app.answering.terms.names import plain_name
from app.answering.terms.parties import states_in
from app.answering.terms.words import Word, stem, stems_of, words_of

_TOKEN = re.compile(r"[^\W_]+(?:[.-][^\W_]+)*|[^\w\s]")
_JOINING = frozenset({"of", "for", "and", "on", "in", "to", "the"})
_BODY_NOUN = frozenset(
    """
    Agency Alliance Assembly Association Authority Bank Bureau Centre Center Chamber Commission
    Committee Commonwealth Community Council Court Force Fund Group Initiative League Mission
    Office Operation Organisation Organization Parliament Programme Secretariat Summit Tribunal
    Union
    """.split()  # noqa: SIM905 - a word list reads best as words
)
_PERSON = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Sir|Dame|Dr|Ambassador|Prince|Sheikh)\b\.?\s(?P<name>[A-Z][\w’'-]{1,30}"
    r"(?:\s[A-Z][\w’'-]{1,30}){0,3})"
)
_HEADS = (
    "Treaty|Convention|Protocol|Agreement|Accords?|Instrument|Statute|Charter|Covenant|Pact"
    "|Declaration|Strategy|Compact|Road ?map|Programme of Action|Plan of Action"
)
_HEAD = re.compile(rf"\b(?:{_HEADS})\b")
_CAPITAL = r"[A-Z][\w’'-]{0,30}"
_INSTRUMENT_LAST = re.compile(
    rf"\b(?:{_CAPITAL}\s(?:(?:of|on|for|and|the|to|in|against)\s){{0,2}}){{1,8}}?(?:{_HEADS})\b"
)
_INSTRUMENT_FIRST = re.compile(
    rf"\b(?:{_HEADS})\s(?:on|of|for|to|against)\s(?:the\s)?{_CAPITAL}"
    rf"(?:\s(?:(?:of|on|for|and|the|to|in)\s){{0,2}}{_CAPITAL}){{0,6}}"
)
_OF_NAME = re.compile(
    rf"\b(?P<head>[A-Za-z]{{4,20}})\sof\s(?:the\s)?(?P<name>{_CAPITAL}"
    rf"(?:\s(?:(?:of|on|for|and|the|to|in)\s){{0,2}}{_CAPITAL}){{0,6}})"
)
_OF_THE = re.compile(r"\s(?:of|on|to|for)\sthe\s")
_LONGEST = 3_000  # characters of a sentence that are looked at
_IMPLIED = frozenset({"nations", "un", "united"})
"""Hardly a document names the United Nations where it speaks of their Council."""


@dataclass(frozen=True, slots=True)
class Named:
    """What a text names of one sort, each as the words of one name."""

    bodies: tuple[str, ...]
    persons: tuple[str, ...]
    states: tuple[str, ...]


def named_in(text: str) -> Named:
    """The bodies, persons and States that a text names."""
    text = text[:_LONGEST]
    return Named(
        bodies=tuple(dict.fromkeys(_bodies(text))),
        persons=tuple(dict.fromkeys(match["name"] for match in _PERSON.finditer(text))),
        states=states_in(text),
    )


def other_body_or_person(view: QuestionView, text: str, around: str) -> bool:
    """Whether the text names a body (or a person) in place of the one that is asked about.

    ``around`` is what stands around the sentence: there the one asked about may be named once for
    all that follows.
    """
    asked, here = named_in(view.text), named_in(text)
    near = stems_of(f"{text}\n{around}")
    return any(
        _instead(view, wanted, given, near)
        for wanted, given in ((asked.bodies, here.bodies), (asked.persons, here.persons))
    )


def twin_body(view: QuestionView, text: str) -> bool:
    """Whether the text names only a body that goes by the same noun as the one asked about: the
    one court and the other. What stands around then does not help.
    """
    asked, here = named_in(view.text).bodies, named_in(text).bodies
    stems = stems_of(text)
    return any(
        _noun(one) == _noun(other) is not None and not _same(one, other)
        for one in asked
        if not _is_named(view, one, stems)
        for other in here
    )


def other_instrument(view: QuestionView, text: str, around: str) -> bool:
    """Whether the text names a treaty, programme or declaration, and neither it nor what stands
    around it the one that is asked about: whole, by its letters, or as "the Treaty". Their words
    alone are no name: arms and trade are in the names of several.
    """
    asked, here = _instruments(view.text), _instruments(text[:_LONGEST])
    near = f"{around}\n{text}"[:_LONGEST]
    left_out = [name for name in asked if not _is_printed(name, near)]
    return bool(asked) and len(left_out) == len(asked) and bool(here)


def of_another(view: QuestionView, text: str) -> bool:
    """Whether the text has a noun of the question, and only as another's: "the Conference of the
    Programme" where the Conference of the Treaty is asked about.
    """
    here = list(_OF_NAME.finditer(text[:_LONGEST]))
    for asked in _OF_NAME.finditer(view.text):
        same = [m["name"] for m in here if stem(m["head"]) == stem(asked["head"])]
        heads = re.findall(rf"\b{re.escape(asked['head'])}\b", text[:_LONGEST], re.IGNORECASE)
        if (
            same
            and len(heads) == len(same)
            and not any(_may_be(view, asked["name"], name) for name in same)
        ):
            return True
    return False


def _may_be(view: QuestionView, asked: str, name: str) -> bool:
    """Whether two names may be of one thing: the one has all the other's words, or it is only what
    sort of thing it is ("the Mission").
    """
    words = words_of(f"of {name}")
    if all(word.text in _BODY_NOUN or _HEAD.fullmatch(word.text) for word in words[1:]):
        return True
    stems = stems_of(name)
    return _same(asked, name) or _is_named(view, asked, stems)


def _instruments(text: str) -> list[str]:
    """The names of treaties and the like in a text, each as it is written."""
    last = (_OF_THE.split(match.group())[-1] for match in _INSTRUMENT_LAST.finditer(text))
    return [*(name for name in last if " " in name), *_INSTRUMENT_FIRST.findall(text)]


def _is_printed(name: str, near: str) -> bool:
    plain = plain_name(name)
    if plain in plain_name(near):
        return True
    letters = "".join(word[0] for word in name.split() if word[0].isupper())
    shorts = _shorts().get(plain, frozenset()) | {letters}
    if any(re.search(rf"\b{re.escape(short)}\b", near) for short in shorts):
        return True
    head = _HEAD.search(name)
    alone = rf"\b[Tt]he {head.group()}\b(?! (?:of|on|for|to)\b)" if head else r"(?!)"
    return re.search(alone, near) is not None


@lru_cache(maxsize=1)
def _shorts() -> dict[str, frozenset[str]]:
    """The short forms of every full name that is known, by its plain form."""
    found: dict[str, set[str]] = {}
    for names in short_forms():
        for alias in names:
            found.setdefault(plain_name(alias.full), set()).add(alias.short)
    return {name: frozenset(shorts) for name, shorts in found.items()}


def out_of_scope(view: QuestionView, text: str, around: str) -> bool:
    """Whether the text names only some of the bodies that stand around it, and not the one that is
    asked about: what is said of two of three is not said of the third.
    """
    asked, here = named_in(view.text).bodies, set(named_in(text).bodies)
    stems, near = stems_of(text), stems_of(around)
    left_out = [name for name in asked if not _is_named(view, name, stems)]
    if not asked or len(left_out) < len(asked):
        return False
    beside = here & set(named_in(around).bodies)
    return bool(beside) and any(_is_named(view, name, near) for name in left_out)


def other_state(view: QuestionView, text: str, around: str) -> bool:
    """Whether the text names a State in place of the one that is asked about."""
    asked, here = states_in(view.text), states_in(text[:_LONGEST])
    return bool(asked and here) and not set(asked) & {*here, *states_in(around)}


def other_speaker(view: QuestionView, label: str, text: str) -> bool:
    """Whether a speaker other than the person or State asked about says the sentence, which does
    not name that one.
    """
    asked = named_in(view.text)
    words = stems_of(f"{label}\n{text}")
    persons = [name for name in asked.persons if not _is_named(view, name, words)]
    if asked.persons:
        return len(persons) == len(asked.persons)
    heard = {*states_in(label), *states_in(text)}
    return bool(asked.states) and bool(states_in(label)) and not heard & set(asked.states)


def _instead(
    view: QuestionView, wanted: tuple[str, ...], given: tuple[str, ...], near: frozenset[str]
) -> bool:
    if not wanted or any(_is_named(view, name, near) for name in wanted):
        return False
    return any(not _same(name, asked) for name in given for asked in wanted)


def _same(one: str, other: str) -> bool:
    """Whether one of two names has all of the other's own words."""
    a, b = ({word.stem for word in _own(words_of(name))} for name in (one, other))
    return a <= b or b <= a


def _is_named(view: QuestionView, name: str, stems: frozenset[str]) -> bool:
    """Whether ``stems`` have the name: all its own words, under any form that is known."""
    words = [word for word in _own(words_of(name)) if word.stem in _asked_stems(view)]
    return all(present(view, word, stems) for word in words)


def _noun(name: str) -> str | None:
    """The noun that says what sort of body it is."""
    return next((word for word in name.split() if word in _BODY_NOUN), None)


def _own(words: Iterable[Word]) -> list[Word]:
    found = [w for w in words if w.text not in _JOINING and w.text.lower() not in _IMPLIED]
    distinct = [w for w in found if w.text not in _BODY_NOUN]
    return distinct or found


def _asked_stems(view: QuestionView) -> frozenset[str]:
    return frozenset(word.stem for word in view.words)


def _bodies(text: str) -> Iterable[str]:
    """Runs of capitalised words with a body's noun among them, and acronyms."""
    run: list[str] = []
    for match in (*_TOKEN.finditer(text), None):
        word = match.group() if match else ""
        another = word == "the" and run[-1:] == ["and"]
        if not another and (word[:1].isupper() or (run and word in _JOINING)):
            run.append(word)
            continue
        yield from _of_run(run)
        run = []


def _of_run(run: list[str]) -> Iterable[str]:
    while run and run[-1] in _JOINING:
        run.pop()
    # "Has the Council" opens a question and is nobody's name.
    while run and (run[0] in _JOINING or not words_of(run[0])[0].content):
        run.pop(0)
    if len(run) > 1 and any(token in _BODY_NOUN for token in run):
        yield " ".join(run)
    else:
        yield from (t for t in run if len(t) > 2 and t.isupper() and t.isalpha())
