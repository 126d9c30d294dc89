"""Short forms that stand for several things, so that an answer says which it may mean."""

from __future__ import annotations

from collections.abc import Iterable

from app.answering.answer import Ambiguity
from app.answering.terms.acronyms import short_forms
from app.answering.terms.words import words_of
from store.records import Alias

_LONGEST = 6
"""Letters of a short form."""


def ambiguities(text: str, explained: Iterable[Alias]) -> tuple[Ambiguity, ...]:
    """The short forms in a question that stand for several things, in order.

    ``explained`` are the short forms that the library's documents explain: where they explain one
    in one way, that is what it means here.
    """
    own: dict[str, dict[str, str]] = {}
    for alias in explained:
        own.setdefault(alias.short, {}).setdefault(meaning_of(alias.full), alias.full)
    common: dict[str, dict[str, str]] = {}
    for first, *_ in short_forms():
        common.setdefault(first.short, {}).setdefault(meaning_of(first.full), first.full)
    shorts = dict.fromkeys(
        word.text for word in words_of(text) if word.text.isupper() and len(word.text) <= _LONGEST
    )
    meanings = {short: own.get(short) or common.get(short, {}) for short in shorts}
    lower = text.lower()
    return tuple(
        Ambiguity(written=short, meanings=tuple(full.values()))
        for short, full in meanings.items()
        # What the question spells out itself is clear.
        if len(full) > 1 and not any(name.lower() in lower for name in full.values())
    )


def meaning_of(name: str) -> str:
    """A name without what only its spelling varies: names that share it are of one thing."""
    plain = name.lower().replace("organisation", "organization").replace("united nations", "un")
    return plain.removeprefix("the ").rstrip("s")
