"""False premises: the question takes for granted what the nearest sentence contradicts.

"What did the presidential statement say?" over a text that tells of a press statement is answered
by neither. Where the sentence that comes nearest has the same noun with another word of the same
class before it, another of the Council's sister bodies, another number of the same things or
another year, and the question's own is nowhere around it, that is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.answering.deciding.outcomes import asks_for_outcome, foresees_outcome
from app.answering.finding.features import covered
from app.answering.finding.reading import ReadSentence
from app.answering.finding.view import QuestionView
from app.answering.terms.words import stems_of
from app.answering.weighing.choosing import Choice
from store.library import DocumentSummary
from store.printing import MONTH_PRINTED, long_date
from store.records import Kind

# Of one noun each of these excludes the others. From the Council's Provisional Rules of Procedure,
# note S/2017/507, and the usage of United Nations documents.
_CLASSES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("statement", ("presidential", "press")),
    ("record", ("verbatim", "summary")),
    ("member", ("permanent", "elected", "non-permanent")),
    ("meeting", ("public", "private")),
    ("meeting", ("open", "closed")),
    ("meeting", ("formal", "informal")),
    ("consultation", ("open", "closed")),
    ("vote", ("procedural", "substantive")),
    ("representative", ("permanent", "special")),
    ("minister", ("foreign", "defence", "prime", "finance", "interior", "justice")),
    ("committee", ("sanctions", "drafting", "credentials")),
    *(
        (noun, ("weekly", "monthly", "quarterly", "semi-annual", "biannual", "annual", "biennial"))
        for noun in ("meeting", "report", "briefing", "consultation", "debate", "review", "session")
    ),
)
_BODIES = (
    "Security Council",
    "General Assembly",
    "Human Rights Council",
    "Economic and Social Council",
    "Peacebuilding Commission",
    "International Court of Justice",
    "International Criminal Court",
)
_NUMBER_WORDS = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
)
_COUNTED = re.compile(rf"\b(?P<number>\d{{1,4}}|{_NUMBER_WORDS})\s(?P<noun>[a-z]{{3,20}}s)\b")
_YEAR = re.compile(r"(?<![\d/.])(?:1[89]|20)\d{2}(?![\d/])")
_MOST_LOOKED_AT = 3
"""Sentences that may say otherwise."""
_ABOUT_THE_SAME = 0.5
"""The share, by rarity, of the question's words that such a sentence has."""


@dataclass(frozen=True)
class Premise:
    """That a sentence says something else than the question takes for granted, in words.

    ``decisive``: what is asked about is another thing, of which the documents held cannot speak.
    Else it explains why there is no answer, and is no reason against one that was found.
    """

    text: str
    rests_on: ReadSentence
    decisive: bool


@dataclass(frozen=True, slots=True)
class _Slot:
    """What the question has in a place, and the pattern of what may be there instead."""

    own: str
    pattern: re.Pattern[str]
    others: re.Pattern[str]
    article: bool = False
    decisive: bool = False


def false_premise(view: QuestionView, choice: Choice) -> Premise | None:
    """The premise of the question that a sentence about the same contradicts, if any."""
    slots = list(_slots(view.text))
    if not slots:
        return None
    ranked = [scored.sentence for scored in choice.ranked]
    if asks_for_outcome(view.text) and any(foresees_outcome(one.text) for one in ranked):
        return None  # what is said of any outcome is said of the one asked about
    top = ranked[:_MOST_LOOKED_AT]
    for slot in slots:
        if any(slot.pattern.search(_around(sentence)) for sentence in top):
            continue
        for sentence in top:
            other = slot.others.search(sentence.text)
            if other and _about_the_same(view, sentence, slot):
                return Premise(_said(sentence, other.group(), slot), sentence, slot.decisive)
    return None


def _slots(question: str) -> Iterator[_Slot]:
    for noun, words in _CLASSES:
        choices = "|".join(words)
        match = re.search(rf"\b(?P<word>{choices}) {noun}s?\b", question, re.IGNORECASE)
        if match:
            rest = "|".join(word for word in words if word != match["word"].lower())
            yield _Slot(
                match.group().lower(),
                _compiled(rf"{match['word']} {noun}s?"),
                _compiled(rf"(?:{rest}) {noun}s?"),
                article=not match.group().endswith("s"),
                decisive=True,
            )
    for body in _BODIES:
        if body.lower() in question.lower():
            rest = "|".join(other for other in _BODIES if other != body)
            initials = "".join(word[0] for word in body.split() if word[0].isupper())
            yield _Slot(
                f"the {body}",
                re.compile(rf"\b(?:{body}|{body.split()[-1]}|UN?{initials})\b"),
                re.compile(rf"\b(?:the )?(?:{rest})\b"),
            )
    yield from _numbers(question)


def _numbers(question: str) -> Iterator[_Slot]:
    for match in _COUNTED.finditer(question):
        number, noun = match["number"], match["noun"]
        if _YEAR.fullmatch(number):
            continue
        yield _Slot(
            match.group(),
            _compiled(rf"{number} {noun}"),
            re.compile(rf"\b(?!{number}\b)(?:\d{{1,4}}|{_NUMBER_WORDS}) {noun}\b"),
        )
    years = set(_YEAR.findall(question))
    if len(years) == 1:
        [year] = years
        yield _Slot(
            year,
            re.compile(rf"\b{year}\b"),
            re.compile(
                rf"(?:{MONTH_PRINTED} )?(?<![\d/.-])(?!{year})(?:1[89]|20)\d{{2}}(?![\d/])(?!-\d)"
            ),
        )


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b{pattern}\b", re.IGNORECASE)


def _about_the_same(view: QuestionView, sentence: ReadSentence, slot: _Slot) -> bool:
    """Whether a sentence has most of the question but for the words in question; of a question
    that has no others, that it has come nearest is enough.
    """
    own = stems_of(slot.own)
    if slot.decisive and all(word.stem in own for word in view.content):
        return True
    stems = stems_of(sentence.text) | stems_of(sentence.passage.stored.passage.heading)
    shared = any(word.stem in stems for word in view.content if word.stem not in own)
    return shared and covered(view, stems | own) >= _ABOUT_THE_SAME


def _around(sentence: ReadSentence) -> str:
    """The passage that a sentence stands in, with its heading."""
    stored = sentence.passage.stored
    return f"{stored.passage.heading}\n{stored.text}"


def _said(sentence: ReadSentence, other: str, slot: _Slot) -> str:
    there = other if other[0].isupper() or other[0].isdigit() else other.lower()
    if slot.own.startswith("the ") and not there.startswith("the "):
        there = f"the {there}"
    singular = slot.article and not there.endswith("s")
    there = _with_article(there) if singular else there
    own = _with_article(slot.own) if slot.article else slot.own
    return f"{_document(sentence.passage.stored.document)} speaks of {there}, not of {own}."


def _with_article(words: str) -> str:
    return f"{'an' if words[0] in 'aeiou' else 'a'} {words}"


def _document(summary: DocumentSummary) -> str:
    if summary.symbol:
        return summary.symbol
    if summary.kind is Kind.OTHER or summary.date is None:
        return f"“{summary.title}”"
    return f"The {summary.kind.value} of {long_date(summary.date)}"
