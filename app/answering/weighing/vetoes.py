"""Why the best sentence does not answer, whatever it has in common with the question.

A sentence can be on the very subject and still leave open what is asked: it gives no date, speaks
of "some officials", names another body, only proposes what the question takes for done. The
decider, which is learnt, sees likeness; these checks see that. Each knows forms of asking and of
saying, and never names, dates or subjects, and each errs on the side of doubt: what it doubts is
shown as related or as nearest, and not as stated.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from app.answering.finding.reading import ReadSentence
from app.answering.finding.view import QuestionView
from app.answering.weighing.predicating import has_it_do, says_what_it_is
from app.answering.weighing.rivals import (
    of_another,
    other_body_or_person,
    other_instrument,
    other_speaker,
    other_state,
    out_of_scope,
    twin_body,
)
from app.answering.weighing.sisters import on_a_sister
from app.answering.weighing.wanting import (
    asks_for_reason,
    asks_whether_done,
    asks_whether_it_will_be,
    gives_date,
    gives_number,
    gives_reason,
    leaves_unnamed,
    only_proposes,
    says_what_will_be,
    wants_date,
    wants_number,
    years_in,
)


class Fault(Enum):
    """What keeps a sentence from being an answer, as the end of "The nearest sentence …"."""

    NO_DATE = "gives no date for it"
    NO_NUMBER = "gives no number for it"
    UNNAMED = "does not say who or which it was"
    NO_REASON = "gives no reason for it"
    NOT_DONE = "does not say that it was done"
    NOT_FORESEEN = "does not say what will happen"
    NOT_SAID_OF_IT = "does not say whether it is one"
    NOT_ITS_DOING = "does not say that it does that"
    ANOTHER = "is about another"
    ANOTHER_THING = "is about something else of the same sort"
    ANOTHER_YEAR = "is about another year"
    ANOTHER_SPEAKER = "has the words of another speaker"


@dataclass(frozen=True, slots=True)
class Objection:
    """One fault. ``certain``: the sentence is no answer; else it is only not surely one.
    ``silent``: it has the words of what is asked and says nothing on that.
    """

    fault: Fault
    certain: bool
    silent: bool = False


Check = Callable[[QuestionView, ReadSentence, str], Objection | None]
"""Takes the question, the sentence, and what stands around the sentence."""


def objections(view: QuestionView, sentence: ReadSentence) -> tuple[Objection, ...]:
    """Everything that keeps the sentence from being an answer, the weightiest first."""
    around = context_of(sentence)
    found = [objection for check in _CHECKS if (objection := check(view, sentence, around))]
    return tuple(sorted(found, key=lambda objection: not objection.certain))


def context_of(sentence: ReadSentence) -> str:
    """What is said once for a sentence: its document's title and date, who speaks, and what stands
    right before it.
    """
    stored = sentence.passage.stored
    lead_in = sentence.sentence.lead_in
    parts = [
        stored.document.title,
        str(stored.document.date.year) if stored.document.date else "",
        stored.passage.heading,
        sentence.sentence.pinpoint.speaker or "",
        sentence.before,
    ]
    if lead_in is not None and lead_in.start >= stored.passage.span.start:
        parts.append(stored.of(lead_in))
    return "\n".join(parts)


def _no_date(view: QuestionView, sentence: ReadSentence, _: str) -> Objection | None:
    wanted = wants_date(view.text)
    if wanted is None or gives_date(sentence.text, wanted, view.stems):
        return None
    return Objection(Fault.NO_DATE, certain=True)


def _no_number(view: QuestionView, sentence: ReadSentence, _: str) -> Objection | None:
    if not wants_number(view.text) or gives_number(sentence.text, view.text, view.stems):
        return None
    return Objection(Fault.NO_NUMBER, certain=True)


def _unnamed(view: QuestionView, sentence: ReadSentence, _: str) -> Objection | None:
    if leaves_unnamed(view.text, sentence.text, view.stems):
        return Objection(Fault.UNNAMED, certain=True)
    return None


def _no_reason(view: QuestionView, sentence: ReadSentence, around: str) -> Objection | None:
    if asks_for_reason(view.text) and not gives_reason(sentence.text):
        return Objection(Fault.NO_REASON, certain=False)
    return None


def _not_done(view: QuestionView, sentence: ReadSentence, _: str) -> Objection | None:
    if not asks_whether_done(view.text):
        return None
    if sentence.sentence.expected or only_proposes(sentence.text, view.stems):
        return Objection(Fault.NOT_DONE, certain=False)
    return None


def _not_foreseen(view: QuestionView, sentence: ReadSentence, _: str) -> Objection | None:
    if not asks_whether_it_will_be(view.text) or sentence.sentence.expected:
        return None
    if says_what_will_be(sentence.text):
        return None
    return Objection(Fault.NOT_FORESEEN, certain=False)


def _not_said_of_it(view: QuestionView, sentence: ReadSentence, around: str) -> Objection | None:
    if not says_what_it_is(view, sentence.text, around):
        return Objection(Fault.NOT_SAID_OF_IT, certain=True, silent=True)
    if not has_it_do(view, sentence.text):
        return Objection(Fault.NOT_ITS_DOING, certain=True, silent=True)
    return None


def _another(view: QuestionView, sentence: ReadSentence, around: str) -> Objection | None:
    if other_body_or_person(view, sentence.text, around):
        return Objection(Fault.ANOTHER, certain=True)
    leaning = _LEANS.match(sentence.text) is not None
    spoken_of = f"{sentence.before} {sentence.text}" if leaning else sentence.text
    if twin_body(view, spoken_of) or out_of_scope(view, sentence.text, sentence.before):
        return Objection(Fault.ANOTHER, certain=False)
    if other_instrument(view, sentence.text, around) or of_another(view, sentence.text):
        return Objection(Fault.ANOTHER, certain=False)
    if other_state(view, sentence.text, around):
        return Objection(Fault.ANOTHER, certain=False)
    return None


def _another_thing(view: QuestionView, sentence: ReadSentence, around: str) -> Objection | None:
    kind = sentence.passage.stored.document.kind.value
    if on_a_sister(view.text, sentence.text, f"{around}\n{kind}"):
        return Objection(Fault.ANOTHER_THING, certain=False)
    return None


def _another_speaker(view: QuestionView, sentence: ReadSentence, _: str) -> Objection | None:
    label = sentence.sentence.pinpoint.speaker
    if label is None or not _SOMEBODYS.search(view.text):
        return None
    if other_speaker(view, label, sentence.text):
        return Objection(Fault.ANOTHER_SPEAKER, certain=True)
    return None


def _another_year(view: QuestionView, sentence: ReadSentence, around: str) -> Objection | None:
    asked, here = years_in(view.text), years_in(sentence.text)
    if not asked or asked & (here | years_in(around)):
        return None
    dated = sentence.passage.stored.document.date is not None
    return Objection(Fault.ANOTHER_YEAR, certain=bool(here)) if here or dated else None


_SOMEBODYS = re.compile(
    r"\b(?:according to|in the (?:view|opinion|words) of|representative|ambassador|delegat\w{1,5}"
    r"|says?|said|state[sd]?|told|argue[sd]?|claim(?:s|ed)?|call(?:s|ed)? for|asks?|asked"
    r"|propose[sd]?|want(?:s|ed)?|regret(?:s|ted)?|welcome[sd]?|thank(?:s|ed)?|think|believe"
    r"|give|gave|speak|spoke|warn(?:s|ed)?|urge[sd]?|credit)\b",
    re.IGNORECASE,
)
_LEANS = re.compile(r"\W*(?:these|this|that|those|it|its|they|their|such|he|she|his|her)\b", re.I)
_CHECKS: tuple[Check, ...] = (
    _no_date,
    _no_number,
    _unnamed,
    _not_said_of_it,
    _another,
    _another_thing,
    _another_speaker,
    _another_year,
    _not_done,
    _not_foreseen,
    _no_reason,
)
