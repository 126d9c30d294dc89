"""Lists of States as UN documents print them: a draft's sponsors, the authors of a letter."""

from __future__ import annotations

import re

from store.countries import find_state
from store.records import Span
from store.spans import SpanSet

# Names that have a conjunction or a comma of their own, which parts no list.
_WHOLE = (
    "Antigua and Barbuda",
    "Bosnia and Herzegovina",
    "Great Britain and Northern Ireland",
    "Saint Kitts and Nevis",
    "Saint Vincent and the Grenadines",
    "Sao Tome and Principe",
    "Serbia and Montenegro",
    "Trinidad and Tobago",
    "Antigua-et-Barbuda",
    "Grande-Bretagne et d’Irlande du Nord",
    "Grande-Bretagne et d'Irlande du Nord",
    "Антигуа и Барбуда",
    "Босния и Герцеговина",
    "Боснии и Герцеговины",
    "Великобритании и Северной Ирландии",
    "Тринидад и Тобаго",
)
_INNER = re.compile("|".join(re.escape(name) for name in _WHOLE))
_BRACKETED = re.compile(r"\([^()]{0,80}\)")
_PARTING = re.compile(r",\s*(?:(?:and|et|и)\s+)?|\s+(?:and|et|и)\s+")
_MOST_WORDS = 12  # of two States' names that follow each other with nothing between them
_ARTICLE = re.compile(r"^(?:[Tt]he\s+|THE\s+|[Ll]es?\s+|[Ll]a\s+|[Ll][’'])(?=[^\W\d_a-z])")


def split_names(text: str) -> tuple[str, ...]:
    """The names in "Chad, Bosnia and Herzegovina and Peru", each once, without an article.

    Two States that a lost comma left side by side ("Chad Peru") are two names.
    """
    closed = SpanSet(
        Span(*match.span()) for match in (*_INNER.finditer(text), *_BRACKETED.finditer(text))
    )
    names: list[str] = []
    start = 0
    for match in _PARTING.finditer(text):
        if not closed.overlaps(Span(*match.span())):
            names.append(text[start : match.start()])
            start = match.end()
    names.append(text[start:])
    tidied = (without_article(part) for name in names for part in _parted(name))
    return tuple(dict.fromkeys(_set_plainly(name) for name in tidied if name))


def _set_plainly(name: str) -> str:
    """A State's name that a title sets in capitals, as it is written otherwise."""
    return (find_state(name) or name) if name.isupper() else name


def _parted(name: str) -> tuple[str, ...]:
    """Two names where a name is none, and its words are those of two States."""
    words = without_article(name).split()
    if len(words) > _MOST_WORDS or find_state(" ".join(words)):
        return (name,)
    for at in range(1, len(words)):
        first, second = " ".join(words[:at]), " ".join(words[at:])
        if find_state(first) and find_state(second):
            return first, second
    return (name,)


def without_article(name: str) -> str:
    """A name without the article, full stop or asterisk that a sentence puts to it."""
    return _ARTICLE.sub("", name.strip(" .*"))
