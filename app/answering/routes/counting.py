"""How many there were of something that documents tell of one by one: meetings, statements.

Where no sentence states the number, every sentence found that tells of one is shown, by day, and
that no document gives the number is said. A count of ours is never given: what is not held, or not
found, is not in it.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from app.answering.answer import Confidence
from app.answering.finding.features import ScoredSentence, is_said, present
from app.answering.finding.reading import ReadSentence
from app.answering.finding.view import QuestionView
from app.answering.quoting.composing import Decision, Statement
from app.answering.recognising.asks import CONNECTIVES
from app.answering.situation import Situation
from app.answering.terms.words import Word, stems_of
from app.answering.weighing.choosing import Band
from app.answering.weighing.vetoes import Fault, context_of, objections
from app.answering.weighing.wanting import years_in
from store.dates import find_dates
from store.records import Span

_MOST = 12
_TOLD_ONE_BY_ONE = (
    r"(?:statements?|reports?|resolutions?|meetings?|debates?|briefings?|letters?|drafts?|notes?"
    r"|sessions?|consultations?|visits?|missions?|decisions?|releases?|documents?|press elements)"
)
_HOW_MANY = re.compile(
    CONNECTIVES + rf"how many (?P<noun>(?:[a-z][\w-]*\s){{0,3}}?{_TOLD_ONE_BY_ONE})\b",
    re.IGNORECASE,
)
_COME_TO_BE = re.compile(
    r"many|(?:issu|adopt|h[eo]ld|circulat|mak|made|publish|sen[dt]|submit|giv|gave|conven|put|tak|took"
    r"|releas|agree|produc|dr[ae]w|wr[io]t|there|total)\w*",
    re.IGNORECASE,
)
_NUMBER = (
    r"(?:\d{1,3}(?:,\d{3})*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen"
    r"|\w+ty(?:-\w+)?|dozens?|hundreds?|both)"
)


@dataclass(frozen=True)
class _Counted:
    """What is counted, by its words in the question and as printed there, and in which years."""

    words: tuple[Word, ...]
    printed: str
    years: frozenset[str]


def show_each(situation: Situation) -> Decision | None:
    """The sentences that each tell of one, by day; none where a number is stated."""
    counted = _counted(situation.view)
    held = situation.held
    if counted is None or held.band is Band.STATED or held.missing:
        return None
    telling = [one for one in held.ranked if _tells_of_one(situation.view, one, counted)]
    if any(_states_number(one.sentence.text, counted) for one in telling):
        return None
    if len(telling) < (1 if held.band is Band.RELATED else 2):
        return None
    shown = sorted(_each_once(telling)[:_MOST], key=lambda one: _day(one, counted))
    alone = len(shown) == 1
    found = "this sentence speaks" if alone else "these sentences, by day, each speak"
    said = f"No document held states how many; {found} of {counted.printed}."
    return Decision(shown, Confidence.RELATED, statements=(Statement(said, shown),))


def _counted(view: QuestionView) -> _Counted | None:
    match = _HOW_MANY.match(view.text)
    if match is None:
        return None
    span = Span(*match.span("noun"))
    words = tuple(word for word in view.words if span.contains(word.span) and word.content)
    return _Counted(words, match["noun"], years_in(view.text)) if words else None


def _tells_of_one(view: QuestionView, scored: ScoredSentence, counted: _Counted) -> bool:
    """Whether a sentence speaks of what is counted, of those years, and what stands in and around
    it has every word of the question, but for how such things come to be.
    """
    sentence = scored.sentence
    if sentence.sentence.expected or sentence.text.rstrip().endswith("?"):
        return False
    if not all(present(view, word, scored.stems) for word in counted.words):
        return False
    around = context_of(sentence)
    near = scored.stems | stems_of(around)
    rest = (w for w in view.content if not (w.number or _COME_TO_BE.fullmatch(w.text)))
    if not all(is_said(view, word, near) for word in rest):
        return False
    own = years_in(sentence.text)
    if counted.years and not counted.years & (own or _years_of(sentence)):
        return False
    faults = [one.fault for one in objections(view, sentence) if one.certain]
    return all(fault is Fault.NO_NUMBER for fault in faults)


def _years_of(sentence: ReadSentence) -> frozenset[str]:
    date = sentence.passage.stored.document.date
    return frozenset({str(date.year)}) if date else frozenset()


def _states_number(text: str, counted: _Counted) -> bool:
    """Whether a number stands before what is counted."""
    last = re.escape(counted.words[-1].text.removesuffix("s"))
    return bool(
        re.search(rf"\b{_NUMBER}\s(?:[\w-]+\s){{0,3}}?{last}s?\b", text, flags=re.IGNORECASE)
    )


def _each_once(telling: list[ScoredSentence]) -> list[ReadSentence]:
    return list({one.sentence.text: one.sentence for one in telling}.values())


def _day(sentence: ReadSentence, counted: _Counted) -> dt.date:
    """The first day of those years that a sentence gives, else that of its document."""
    posted = sentence.passage.stored.document.date
    days = [found.date_from for found in find_dates(sentence.text, posted=posted)]
    within = [day for day in days if not counted.years or str(day.year) in counted.years]
    return min(within, default=posted or dt.date.max)
