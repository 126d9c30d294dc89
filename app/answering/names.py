"""Other forms of one name, so that "the United Kingdom" is found where a text says "the UK".

Two sources: what the library's documents and glossary explain ("Full Name (ABC)"), and the short
forms of States and bodies that UN texts use without explaining them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from app.answering.words import stem, stems_of, words_of
from store.records import Alias

Forms = Mapping[str, tuple[frozenset[str], ...]]
"""For a stem of the question, the sets of stems any one of which says the same."""

_COMMON = (
    ("US", "United States"),
    ("USA", "United States"),
    ("UK", "United Kingdom"),
    ("UN", "United Nations"),
    ("EU", "European Union"),
    ("AU", "African Union"),
    ("DPRK", "North Korea"),
    ("DPRK", "Democratic People’s Republic of Korea"),
    ("ROK", "South Korea"),
    ("DRC", "Democratic Republic of the Congo"),
    ("CAR", "Central African Republic"),
    ("UAE", "United Arab Emirates"),
    ("BiH", "Bosnia and Herzegovina"),
    ("OSCE", "Organization for Security and Co-operation in Europe"),
    ("NATO", "North Atlantic Treaty Organization"),
    ("Türkiye", "Turkey"),
    ("Russia", "Russian Federation"),
    ("Syria", "Syrian Arab Republic"),
    ("Iran", "Islamic Republic of Iran"),
    ("SG", "Secretary-General"),
)


def common_aliases() -> tuple[Alias, ...]:
    """The short forms that UN texts use without explaining them."""
    return tuple(Alias(short, full) for short, full in _COMMON)


def forms(question: str, aliases: Iterable[Alias]) -> Forms:
    """The other forms of every name in the question that the aliases give."""
    in_question = stems_of(question)
    found: dict[str, list[frozenset[str]]] = {}
    for alias in (*common_aliases(), *aliases):
        short = frozenset(_content_stems(alias.short))
        full = frozenset(_content_stems(alias.full))
        if not short or not full or short == full:
            continue
        for here, there in ((short, full), (full, short)):
            if here <= in_question:
                for word in here:
                    found.setdefault(word, []).append(there)
    return {word: tuple(dict.fromkeys(sets)) for word, sets in found.items()}


def _content_stems(name: str) -> list[str]:
    content = [word.stem for word in words_of(name) if word.content]
    return content or [stem(name)]
