"""Short forms and full names: a question that has the one is also put with the other.

Where the library never prints the form that the question has, the other takes its place, and that
is shown; where it prints both, the other is another reading. A short form that stands for several
things takes nobody's place: each thing that the library speaks of is a reading of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache

from app.answering.answer import Correction
from app.answering.recognising.terms import asks_what_it_stands_for
from app.answering.terms.acronyms import short_forms
from app.answering.understanding.ambiguity import meaning_of
from store.records import Alias, Span

_SHORT = re.compile(r"(?<![\w/-])(?P<short>[^\W\d_]{2,12})(?![\w/-])")
_PLURAL = re.compile(r"(?P<short>[A-Z]{2,11})s$")
_LOWER_FROM = 5
"""Letters: in small letters a shorter one may be a word ("who")."""
_BEFORE_ARTICLE = re.compile(
    r"\b(?:is|are|was|were|do|does|did|has|have|had|will|would|can|may|must|should|about|after"
    r"|against|and|at|before|between|by|for|from|in|into|of|on|or|over|than|that|to|under|when"
    r"|with)\s$",
    re.IGNORECASE,
)
_NEVER_SHORTENED = frozenset({"UNGA", "UNSC", "UNSCR", "UNSG", "SCR"})
"""What these stand for, every document spells out."""


@dataclass(frozen=True, slots=True)
class Bridged:
    """The question with forms that the library prints, what was put for what, and what else the
    question may be read as.
    """

    text: str
    corrections: tuple[Correction, ...] = ()
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Other:
    """Words of the question, and the several things that may stand in their place. ``instead``:
    the library does not print the words.
    """

    span: Span
    forms: tuple[str, ...]
    instead: bool


Prints = Callable[[str], bool]
"""Whether the library prints a word or a name."""


def bridged(text: str, prints: Prints, explained: Collection[Alias]) -> Bridged:
    """The question in the forms that the library prints.

    ``explained`` are the short forms that the library's documents explain, which mean here what
    these say.
    """
    if not any(character.islower() for character in text):
        return Bridged(text)  # all in capitals: any word may look like a short form
    full = list(_of_full_names(text, prints))
    short = [
        one
        for one in _of_short_forms(text, prints, explained)
        if not any(one.span.overlaps(other.span) for other in full)
    ]
    corrections: list[Correction] = []
    alternatives: list[str] = []
    keeps = asks_what_it_stands_for(text)
    for other in sorted((*full, *short), key=lambda one: -one.span.start):
        readings = [_put(text, other.span, form) for form in other.forms]
        if other.instead and len(readings) == 1 and not keeps:
            corrections.append(Correction(written=other.span.of(text), read_as=other.forms[0]))
            alternatives = [_put(one, other.span, other.forms[0]) for one in alternatives]
            text = readings[0]
        else:
            alternatives += readings
    return Bridged(text, tuple(reversed(corrections)), tuple(dict.fromkeys(alternatives)))


def _of_short_forms(text: str, prints: Prints, explained: Collection[Alias]) -> Iterator[_Other]:
    lower = text.casefold()
    for match in _SHORT.finditer(text):
        names, plural = _names_of(match["short"], explained)
        if any(alias.full.casefold() in lower for alias in names):
            continue  # it is spelt out
        fulls = tuple(f"{a.full}{plural}" for a in names if prints(a.full))
        if fulls:
            printed = prints(match["short"])
            yield _Other(Span(*match.span()), fulls, instead=not printed)


def _names_of(written: str, explained: Collection[Alias]) -> tuple[list[Alias], str]:
    """What a short form stands for, one name of each thing, and the ending of its plural."""
    plural = _PLURAL.match(written)
    for short, ending in ((written, ""), (plural["short"] if plural else "", "s")):
        own = [alias for alias in explained if alias.short == short]
        if own:
            return list({meaning_of(alias.full): alias for alias in own}.values()), ending
        exact = [names[0] for names in short_forms() if names[0].short == short]
        if exact:
            return exact, ending
    if written.islower() and len(written) >= _LOWER_FROM:
        upper = [names[0] for names in short_forms() if names[0].short.lower() == written]
        return upper, ""
    return [], ""


def _of_full_names(text: str, prints: Prints) -> Iterator[_Other]:
    found: dict[Span, str] = {}
    lower = text.casefold()
    for alias in _longest_first():
        for form in (alias.full, alias.full.replace("United Nations", "UN")):
            at = lower.find(form.casefold()) if len(lower) == len(text) else -1
            span = Span(at, at + len(form))
            if at < 0 or alias.short in _NEVER_SHORTENED or _is_part(text, span):
                continue
            spelt = re.search(rf"\b{re.escape(alias.short)}\b", text)
            if spelt or any(span.overlaps(other) for other in found):
                continue
            if prints(alias.short):
                found[span] = alias.short
                yield _Other(span, (alias.short,), instead=not prints(alias.full))


@lru_cache(maxsize=1)
def _longest_first() -> tuple[Alias, ...]:
    """Every short form that is known, by the length of its full name."""
    known = (alias for names in short_forms() for alias in names)
    return tuple(sorted(known, key=lambda alias: -len(alias.full)))


def _is_part(text: str, span: Span) -> bool:
    """Whether words go on beyond the span on either side."""
    return text[span.start - 1 : span.start].isalnum() or text[span.end : span.end + 1].isalnum()


def _put(text: str, span: Span, form: str) -> str:
    before = text[: span.start]
    named = form[0].isupper() and " " in form
    article = "the " if named and _BEFORE_ARTICLE.search(before[-10:]) else ""
    return f"{before}{article}{form}{text[span.end :]}"
