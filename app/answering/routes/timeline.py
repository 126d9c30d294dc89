"""A course of events: dated sentences on the subject, in the order of their days."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from app.answering.answer import Confidence, Shape
from app.answering.finding.features import present
from app.answering.finding.reading import Place, ReadPassage, ReadSentence, sentences_of
from app.answering.finding.view import QuestionView
from app.answering.quoting.composing import Dated, Decision
from app.answering.situation import Situation
from app.answering.terms.words import Word, stems_of
from app.answering.weighing.choosing import Band
from store.dates import FoundDate, find_dates
from store.records import Span

_MOST_EVENTS = 10
_FEWEST = 2
"""Fewer than this are no course of events."""
_FRAME = re.compile(
    r"^(?:time-?lines?|chronolog(?:y|ical)|sequence|course|history|events?|developments?|steps?"
    r"|milestones?|happen(?:ed|s)?|order|dates?|years?|developed|evolved|unfolded|main|key|brief"
    r"|short|full|list|give|show|make|draw|build|write|recent(?:ly)?|past|time|over|between)$",
    re.IGNORECASE,
)
_OF_DOCUMENT = re.compile(r"\bdated\s+\Z", re.IGNORECASE)
Days = tuple[dt.date, dt.date]
"""The first and the last of some days, both inclusive."""
_LONGEST_PERIOD = dt.timedelta(days=366 * 6)
"""A longer one ("the 1990s") is no event's date."""


def order_events(situation: Situation) -> Decision | None:
    """The dated sentences of the passages on the subject, by date; none where it has too few."""
    view, text = situation.view, situation.question.text
    dates = find_dates(text, posted=situation.today)
    within = situation.question.within
    asked = [(date.date_from, date.date_to) for date in dates]
    if within is not None:
        asked.append((within.first, within.last))
    subject = _subject(view, [date.span for date in dates])
    passages = [p for p in situation.evidence.held if _is_on(view, subject, p)]
    events = _events(passages, asked)
    sentences = {event.sentence.place: event.sentence for event in events}
    if len(sentences) < _FEWEST:
        return None
    stated = situation.held.band is Band.STATED and bool(subject)
    return Decision(
        list(sentences.values()),
        Confidence.STATED if stated else Confidence.RELATED,
        Shape.TIMELINE,
        dated=events,
    )


def _subject(view: QuestionView, dates: Sequence[Span]) -> list[Word]:
    """What the events are to be about: the question's words without its dates and its frame."""
    return [
        word
        for word in view.content
        if not _FRAME.match(word.text) and not any(word.span.overlaps(date) for date in dates)
    ]


def _is_on(view: QuestionView, subject: Sequence[Word], passage: ReadPassage) -> bool:
    """Whether a passage has every word of the subject, its heading counted."""
    stored = passage.stored
    stems = stems_of(f"{stored.passage.heading}\n{stored.text}")
    return not stored.passage.procedural and all(present(view, word, stems) for word in subject)


def _events(passages: Sequence[ReadPassage], asked: Sequence[Days]) -> tuple[Dated, ...]:
    """The best passages' events, as many as are shown, by date."""
    found: dict[Place, list[Dated]] = {}
    said: set[str] = set()
    for passage in passages:
        for sentence in sentences_of(passage):
            told = _told(sentence, asked)
            if told and sentence.text not in said:
                said.add(sentence.text)
                found.setdefault(sentence.place, told)
        if len(found) >= _MOST_EVENTS:
            break
    chosen: list[Dated] = []
    for told in found.values():  # a sentence is shown on all of its days or on none
        if len(chosen) + len(told) <= _MOST_EVENTS or not chosen:
            chosen.extend(told)
    return tuple(sorted(chosen, key=lambda event: (event.date, event.until)))


def _told(sentence: ReadSentence, asked: Sequence[Days]) -> list[Dated]:
    """The days and periods that a sentence tells of and that were asked about.

    "Today" in a speech is the speaking and no event, and a year in brackets a resolution's. The day
    that a document is dated tells of it where the sentence has no other, and a period in which
    another of the sentence's days lies only says when that was.
    """
    posted = sentence.passage.stored.document.date
    text = sentence.text
    told = [
        found
        for found in find_dates(text, posted=posted)
        if any(c.isdigit() for c in found.span.of(text))
        and (text[found.span.start - 1 : found.span.start], text[found.span.end :][:1])
        != ("(", ")")
    ]
    own = [found for found in told if not _OF_DOCUMENT.search(text[: found.span.start])]
    days: dict[Days, Dated] = {}
    for date, until, span in _periods(own or told):
        inside = all(date <= last and first <= until for first, last in asked)
        if inside and until - date <= _LONGEST_PERIOD:
            days.setdefault((date, until), Dated(date, until, span.of(text), sentence))
    return [event for event in days.values() if not any(map(event.spans, days.values()))]


def _periods(found: Sequence[FoundDate]) -> Iterator[tuple[dt.date, dt.date, Span]]:
    """What dates mean on a timeline: "until early 2015" is its end, "since 2017" its beginning."""
    for one in found:
        first, last = one.date_from, one.date_to
        if first == dt.date.min:
            first = last.replace(month=1, day=1)
        if last == dt.date.max:
            last = first
        yield first, last, one.span
