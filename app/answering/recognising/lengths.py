"""How long an answer is asked to be: "in 100 words", "in three sentences", "in a paragraph"."""

from __future__ import annotations

import re
from dataclasses import dataclass

MOST_SENTENCES = 5
"""Quotations that a summary has at most."""
_MOST_WORDS = 400
_FEWEST_WORDS = 10
_WORDS_A_SENTENCE = 25
"""The mean of the briefs' own sentences is 24 words, of resolutions' paragraphs more."""
_WORDS_A_PARAGRAPH = 100
_BRIEF_WORDS = 50

_NUMBERS = {
    word: at
    for at, word in enumerate(
        "one two three four five six seven eight nine ten".split(),  # noqa: SIM905
        start=1,
    )
}
_NUMBERS |= {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "eighty": 80}
_ROUND = {"an": 1, "a": 1, "a couple of": 2, "a few": 3, "a single": 1, "a hundred": 100}
_HUNDREDS = r"(?:one|two|three|four) hundred"
_COUNT = (
    rf"(?P<count>\d{{1,4}}|{_HUNDREDS}|a hundred|a single|a few|a couple of|an?|"
    + "|".join(_NUMBERS)
    + ")"
)
_ABOUT = (
    r"(?:about |around |roughly |at most |just |only |no more than |not more than |less than "
    r"|fewer than |up to |under |a maximum of |the space of )?"
)
_WITHIN = rf"[,\s]*\b(?:in|with|using|within|under|of) {_ABOUT}"
_OR_LESS = r"(?: (?:or (?:less|fewer)|at most|max(?:imum)?))?"
_SENTENCES = (
    r"(?:short |brief |single |main |key )?(?:sentences?|lines?|points?|bullets?(?: points?)?)"
)
_IN_WORDS = re.compile(rf"{_WITHIN}{_COUNT} words\b{_OR_LESS}", re.IGNORECASE)
_WORDS_FIRST = re.compile(rf"\b{_COUNT}[- ]words?(?= )", re.IGNORECASE)
_IN_SENTENCES = re.compile(rf"{_WITHIN}{_COUNT} {_SENTENCES}\b{_OR_LESS}", re.IGNORECASE)
_SENTENCES_FIRST = re.compile(rf"\b{_COUNT}[- ](?:sentence|line|point)\b", re.IGNORECASE)
_POINTS_FIRST = re.compile(
    rf"\b{_COUNT} (?=(?:main|key|most important|central|principal) "
    r"(?:points?|messages?|takeaways?))",
    re.IGNORECASE,
)
_IN_PARAGRAPHS = re.compile(
    rf"{_WITHIN}{_COUNT} (?:short |brief |single )?paragraphs?\b{_OR_LESS}", re.IGNORECASE
)
_PARAGRAPHS_FIRST = re.compile(rf"\b{_COUNT}[- ]paragraphs?(?= )", re.IGNORECASE)
_BRIEFLY = re.compile(r"[,\s]*\b(?:briefly|in brief|in short|quickly)\b", re.IGNORECASE)
_PLEASE = re.compile(r"[,\s]*\b(?:for me|please)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Length:
    """A length asked for: how many quotations that is, and how many words of prose."""

    sentences: int | None = None
    words: int | None = None


def length_asked(text: str) -> Length:
    """The length that a question asks for, each part none where it leaves it open."""
    return _read(text)[1]


def without_length(text: str) -> str:
    """The question without the length that it asks for, and without politeness."""
    return _read(text)[0]


def _read(text: str) -> tuple[str, Length]:
    length = Length()
    for patterns, words_each in (
        ((_IN_WORDS, _WORDS_FIRST), 1),
        ((_IN_SENTENCES, _SENTENCES_FIRST, _POINTS_FIRST), _WORDS_A_SENTENCE),
        ((_IN_PARAGRAPHS, _PARAGRAPHS_FIRST), _WORDS_A_PARAGRAPH),
    ):
        for pattern in patterns:
            match = pattern.search(text)
            if match:
                length = _of(_number(match["count"]), words_each)
                text = f"{text[: match.start()]} {text[match.end() :]}"
    if _BRIEFLY.search(text):
        text = _BRIEFLY.sub(" ", text)
        length = Length(length.sentences, length.words or _BRIEF_WORDS)
    return " ".join(_PLEASE.sub(" ", text).split()), length


def _of(count: int, words_each: int) -> Length:
    if words_each == _WORDS_A_SENTENCE:
        sentences = count
    else:
        sentences = round(count * words_each / _WORDS_A_SENTENCE)
    words = max(_FEWEST_WORDS, min(count * words_each, _MOST_WORDS))
    return Length(max(1, min(sentences, MOST_SENTENCES)), words)


def _number(written: str) -> int:
    lower = written.lower()
    if lower.isdigit():
        return int(lower)
    if lower in _ROUND:
        return _ROUND[lower]
    first, *hundred = lower.split()
    return _NUMBERS[first] * (100 if hundred else 1)
