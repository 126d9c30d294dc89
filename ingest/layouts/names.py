"""Lists of States as UN documents print them: a draft's sponsors, the authors of a letter."""

from __future__ import annotations

import re

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
_ARTICLE = re.compile(r"^(?:[Tt]he\s+|[Ll]es?\s+|[Ll]a\s+|[Ll][’'])(?=[^\W\d_a-z])")


def split_names(text: str) -> tuple[str, ...]:
    """The names in "Chad, Bosnia and Herzegovina and Peru", each once, without an article."""
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
    tidied = (without_article(name) for name in names)
    return tuple(dict.fromkeys(name for name in tidied if name))


def without_article(name: str) -> str:
    """A name without the article, full stop or asterisk that a sentence puts to it."""
    return _ARTICLE.sub("", name.strip(" .*"))
