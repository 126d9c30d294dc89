"""Other forms of one name, so that "the United Kingdom" is found where a text says "the UK".

Three sources: what the library's documents and glossary explain ("Full Name (ABC)"), the short
forms of States and bodies that UN texts use without explaining them, and what a State's people and
Government are called.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache

from app.answering.terms.acronyms import short_forms
from app.answering.terms.demonyms import adjectives, capitals
from app.answering.terms.words import stem, stems_of, words_of
from store.records import Alias

Forms = Mapping[str, tuple[frozenset[str], ...]]
"""For a stem of the question, the sets of stems any one of which says the same."""

_COMMON = (
    ("US", "United States"),
    ("USA", "United States"),
    ("UK", "United Kingdom"),
    ("UN", "United Nations"),
    ("DPRK", "North Korea"),
    ("DPRK", "Democratic People’s Republic of Korea"),
    ("ROK", "South Korea"),
    ("DRC", "Democratic Republic of the Congo"),
    ("CAR", "Central African Republic"),
    ("UAE", "United Arab Emirates"),
    ("BiH", "Bosnia and Herzegovina"),
    ("Türkiye", "Turkey"),
    ("Russia", "Russian Federation"),
    ("Syria", "Syrian Arab Republic"),
    ("Iran", "Islamic Republic of Iran"),
    ("SG", "Secretary-General"),
)
_UN = re.compile(r"\bun\b")


def forms(
    question: str, aliases: Iterable[Alias], prints: Callable[[str], bool] = lambda name: True
) -> Forms:
    """The other forms of every name in the question that the aliases and common usage give.

    ``prints`` says whether the library prints a name: the words of a name that it does not print
    may still stand there, far from each other.
    """
    in_question = stems_of(question)
    own = [pair for a in aliases for pair in ((a.short, a.full), (a.full, a.short))]
    found: dict[str, list[frozenset[str]]] = {}
    for number, (one, other) in enumerate((*own, *_common())):
        here, there = _content_stems(one), _content_stems(other)
        if not here or not there or here == there or not here <= in_question:
            continue
        if number < len(own) or prints(other):
            for word in here:
                found.setdefault(word, []).append(there)
    return {word: tuple(dict.fromkeys(sets)) for word, sets in found.items()}


@lru_cache(maxsize=1)
def _common() -> tuple[tuple[str, str], ...]:
    """Names that UN texts use without explaining them, each with another that says the same."""
    known = ((alias.short, alias.full) for names in short_forms() for alias in names)
    pairs = [*_COMMON, *known, *_of_states(adjectives())]
    return (*pairs, *((other, one) for one, other in pairs), *_of_states(capitals()))


def _of_states(names: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Each name with its State, and with what that is called for short."""
    shorts = {state: [s for s, full in _COMMON if full == state] for _, state in names}
    return [(name, form) for name, state in names for form in (state, *shorts[state])]


def plain_name(text: str) -> str:
    """A name without what only its spelling and line breaks vary."""
    plain = " ".join(re.split(r"[\s\-‐‑–—]+", text.replace("’", "'"))).casefold()
    plain = _UN.sub("united nations", plain).removeprefix("the ")
    return plain.replace("organisation", "organization").replace("co operation", "cooperation")


@lru_cache(maxsize=4_096)
def _content_stems(name: str) -> frozenset[str]:
    return frozenset(word.stem for word in words_of(name) if word.content) or frozenset(
        {stem(name)}
    )
