"""What narrows a question, as chips: found in its own words, or chosen by hand.

Removing one asks again without it. What was found is taken out of the question's words, so that
it is not found again; what was chosen is taken out of the filters.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import TypedDict

from app.answering.answer import Answer, FilterFound
from app.conversations import Message
from app.ui.wording import filter_note, kind_name
from store.filters import Filters
from store.printing import long_date
from store.records import Kind

_FOUND = "found:"
_KIND = "kind:"
_DOCUMENT = "document:"
_AFTER = "after"
_BEFORE = "before"

_ARTICLE = r"(?:(?:the|a|an|any|all|your|its|these|this)\s+)?"
_LEADS = (
    r"(?:according\s+to|as\s+(?:stated|reported)\s+in|based\s+on|in|from|of|per|under|dated|within)"
)


class Chip(TypedDict):
    """One filter; ``key`` is what removing it gives back, none where it cannot be removed."""

    key: str | None
    text: str
    title: str


def chips_of(message: Message, names: Mapping[str, str]) -> list[Chip]:
    """The filters that a message is answered under. ``names`` are those of the documents."""
    answer = message.answer or message.draft
    found = answer.filters_found if answer is not None else ()
    settled = not message.pending and message.answer is not None
    chips = [
        Chip(
            key=f"{_FOUND}{number}" if settled and answer and _words(answer, item) else None,
            text=f"Only the {item.means}",
            title=filter_note(item),
        )
        for number, item in enumerate(found)
    ]
    chosen = _chosen(message.how.filters, names)
    return chips + [
        Chip(key=key if settled else None, text=text, title=f"Chosen by hand: {text}")
        for key, text in chosen
    ]


def without(message: Message, key: str) -> tuple[str, Filters] | None:
    """The question, in its own right, and the filters that are left once a chip is removed."""
    answer = message.answer
    if answer is None:
        return None
    question = answer.understood_as.strip() or answer.question
    filters = message.how.filters
    if not key.startswith(_FOUND):
        return question, _narrowed_less(filters, key)
    number = key.removeprefix(_FOUND)
    if not number.isdecimal() or int(number) >= len(answer.filters_found):
        return None
    found = answer.filters_found[int(number)]
    base = _words(answer, found)
    return (without_words(base, found.text), filters) if base else None


def without_words(question: str, words: str) -> str:
    """A question without words that narrow it, and without what only leads to them.

    "What does the May 2018 brief say?" needs another subject: the documents.
    """
    cut = re.escape(words)
    asked = re.sub(
        rf"\b(?P<verb>do(?:es)?|did)\s+{_ARTICLE}{cut}(?=\s+\w)",
        lambda match: f"{'did' if match['verb'].casefold() == 'did' else 'do'} the documents",
        question,
        count=1,
        flags=re.IGNORECASE,
    )
    if asked == question:
        noun = re.match(r"documents|publications|texts", words, re.IGNORECASE)
        pattern = cut if noun else rf"(?:\b{_LEADS}\s+{_ARTICLE})?{cut}"
        asked = re.sub(pattern, noun[0] if noun else " ", question, count=1, flags=re.IGNORECASE)
    tidy = re.sub(r"\s+([?.,!])", r"\1", " ".join(asked.split())).lstrip(" ,")
    return tidy[:1].upper() + tidy[1:] if any(map(str.isalnum, tidy)) else question


def _words(answer: Answer, found: FilterFound) -> str | None:
    """The question that has the words of a filter: as it was understood, or as it was asked."""
    asked = (answer.understood_as, answer.question)
    return next((text for text in asked if found.text.casefold() in text.casefold()), None)


def _chosen(filters: Filters, names: Mapping[str, str]) -> list[tuple[str, str]]:
    chips = []
    if filters.after is not None:
        chips.append((_AFTER, f"From {long_date(filters.after)}"))
    if filters.before is not None:
        chips.append((_BEFORE, f"Until {long_date(filters.before)}"))
    chips += sorted((f"{_KIND}{kind.value}", kind_name(kind)) for kind in filters.kinds)
    chips += sorted((f"{_DOCUMENT}{item}", names.get(item, item)) for item in filters.documents)
    return chips


def _narrowed_less(filters: Filters, key: str) -> Filters:
    if key == _AFTER:
        return replace(filters, after=None)
    if key == _BEFORE:
        return replace(filters, before=None)
    if key.startswith(_KIND):
        kinds = {kind for kind in filters.kinds if kind.value != key.removeprefix(_KIND)}
        return replace(filters, kinds=frozenset[Kind](kinds))
    return replace(filters, documents=filters.documents - {key.removeprefix(_DOCUMENT)})
