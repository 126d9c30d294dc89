"""What time does to an answer: what happened before what was foreseen, the newer before the older,
the closer source before the farther, and whether what a forecast foresaw has come since.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from app.answering.answer import Citation, Shape
from app.answering.finding.reading import ReadSentence
from app.answering.quoting.composing import Decision, Statement
from app.answering.terms.words import stems_of, words_of
from app.answering.weighing.choosing import Choice
from store.library import DocumentSummary, Library
from store.printing import long_date
from store.records import Kind, RelationKind, SourceRank
from store.series import series_key

_ALIKE = 0.1
"""Sentences score alike within this share of what may be shown together: then rank decides."""
_NEARLY = 0.33
"""The same for what a newer document of a series, or an outcome, may lack and still come first."""
_SAME_SUBJECT = 0.5
"""The share of a brief's title that a record of the meeting has which it foresaw."""
_MEETING = frozenset({Kind.RECORD, Kind.MEETINGS_COVERAGE})
_OUTCOME = _MEETING | {
    Kind.PRESS_STATEMENT,
    Kind.PRESIDENTIAL_STATEMENT,
    Kind.RESOLUTION,
    Kind.STATEMENT,
}
_FORESEEN = re.compile(
    r"\b(?:expect\w*|plan(?:s|ned)?|schedul\w+|forecasts?|anticipat\w+|will|likely|intend\w*)\b",
    re.IGNORECASE,
)
_MOST_REMARKS = 2
_CLOSENESS = {rank: place for place, rank in enumerate(SourceRank)}


def in_time(decision: Decision, asked: str, held: Choice) -> Decision:
    """The decision with its sentences in the order of time and of standing, where they fit the
    question about as well as each other. An order that a route gave stays.
    """
    if decision.shape is not Shape.QUOTES or decision.statements or len(decision.sentences) < 2:
        return decision
    scores = {scored.sentence.place: scored.score for scored in held.ranked}
    if not all(sentence.place in scores for sentence in decision.sentences):
        return decision
    foreseen = _FORESEEN.search(asked) is not None
    ordered: list[ReadSentence] = []
    for sentence in decision.sentences:
        at = next(
            (
                place
                for place, before in enumerate(ordered)
                if _overtakes(
                    sentence,
                    before,
                    (scores[before.place] - scores[sentence.place]) / held.within,
                    foreseen=foreseen,
                )
            ),
            len(ordered),
        )
        ordered.insert(at, sentence)
    return replace(decision, sentences=tuple(ordered))


def _overtakes(one: ReadSentence, before: ReadSentence, behind: float, *, foreseen: bool) -> bool:
    """Whether a sentence that fits less well, by ``behind``, comes before another all the same."""
    a, b = one.passage.stored.document, before.passage.stored.document
    if a.document == b.document or behind > _NEARLY:
        return False
    if a.date and b.date and _of_one_series(a, b):
        return a.date > b.date
    if foreseen:
        return False
    if foresees(before) and a.kind in _OUTCOME and a.date and b.date:
        return a.date > b.date
    return behind <= _ALIKE and _CLOSENESS[a.rank] < _CLOSENESS[b.rank]


def _of_one_series(one: DocumentSummary, other: DocumentSummary) -> bool:
    return one.kind is other.kind and series_key(one.document) == series_key(other.document)


def foresees(sentence: ReadSentence) -> bool:
    """Whether a sentence is a forecast: of what is to come, in a document that foretells.

    A record or a resolution also says what somebody will do, and decides or tells it.
    """
    rank = sentence.passage.stored.document.rank
    return sentence.sentence.expected and rank is SourceRank.FORECAST


def only_foreseen(sentence: ReadSentence) -> str:
    """That a forecast is all that is quoted of what is asked to have happened."""
    date = sentence.passage.stored.document.date
    as_of = f" as of {long_date(date)}" if date else ""
    return f"This is what was expected{as_of}; it does not say what happened."


def remarks(decision: Decision, library: Library, today: dt.date) -> tuple[Statement, ...]:
    """For each forecast of days gone by that is quoted, whether records of these are held.

    A document is said to be a forecast once, whatever it foresees and whoever has said it before.
    """
    told = {statement.text for statement in decision.statements}
    came: dict[str, dict[str, list[ReadSentence]]] = {}
    for sentence in decision.sentences:
        summary = sentence.passage.stored.document
        if not foresees(sentence) or summary.date is None:
            continue
        day, meeting = _day_foreseen(sentence, library)
        text = _what_came(library, summary, day, meeting=meeting) if day and day < today else None
        if text:
            opening = f"This is a forecast of {long_date(summary.date)}; "
            if only_foreseen(sentence) in told:
                opening = ""
            came.setdefault(opening, {}).setdefault(text, []).append(sentence)
    found = [_remark(opening, of_days) for opening, of_days in came.items()]
    return tuple(found)[:_MOST_REMARKS]


def _remark(opening: str, came: Mapping[str, Sequence[ReadSentence]]) -> Statement:
    text = opening + "; ".join(came) + "."
    return Statement(text[0].upper() + text[1:], [s for some in came.values() for s in some])


def _day_foreseen(sentence: ReadSentence, library: Library) -> tuple[dt.date | None, bool]:
    """The day that a sentence foresees, and whether it is that of the meeting which its document
    is about: what no other day is given for is foreseen for that meeting.
    """
    document = library.catalogue.document(sentence.document)
    if document is None:
        return None, False
    own = [found.date for found in document.dates if found.span.overlaps(sentence.span)]
    later = [day for day in own if document.date is None or day >= document.date]
    day = max(later, default=document.event_date)
    return day, day == document.event_date


def meetings_foreseen(sentence: ReadSentence, library: Library) -> list[DocumentSummary]:
    """What records or covers the meeting that a forecast is about, held or not, records first."""
    brief = sentence.passage.stored.document
    document = library.catalogue.document(brief.document)
    day = document.event_date if document else None
    if brief.rank is not SourceRank.FORECAST or day is None:
        return []
    return _of_the_meeting(library, brief, day)


def _of_the_meeting(
    library: Library, brief: DocumentSummary, day: dt.date
) -> list[DocumentSummary]:
    """What records or covers a meeting of that day on the brief's subject; where the catalogue
    knows one meeting of that day alone, and nothing of it is held, that.
    """
    of_day = [s for s in library.documents() if s.date == day and s.kind in _MEETING]
    fitting = [s for s in of_day if _same_subject(library, brief, s)]
    records = [s for s in of_day if s.kind is Kind.RECORD]
    if not fitting and len(records) == 1 and not any(s.held for s in of_day):
        fitting = of_day
    return sorted(fitting, key=lambda s: s.kind is not Kind.RECORD)


def _what_came(
    library: Library, brief: DocumentSummary, day: dt.date, *, meeting: bool
) -> str | None:
    """That a record of the day is held or is not; nothing where one may be of another matter."""
    fitting = _of_the_meeting(library, brief, day)
    held = next((s for s in fitting if s.held), None)
    if held is not None:
        return f"the meeting of {long_date(day)} is recorded in {_name(held)}, which is held"
    if any(s.held and s.date == day and s.kind in _MEETING for s in library.documents()):
        return None
    which = "the meeting of" if meeting else "a meeting on"
    would_be = next((s.symbol for s in fitting if s.kind is Kind.RECORD and s.symbol), None)
    named = f" (of that day the catalogue knows {would_be})" if would_be and meeting else ""
    return f"no record of {which} {long_date(day)} is held{named}"


def _same_subject(library: Library, brief: DocumentSummary, other: DocumentSummary) -> bool:
    document = library.catalogue.document(other.document)
    wanted = {word.stem for word in words_of(brief.title) if word.content}
    if document is None or not wanted:
        return False
    there = stems_of(f"{document.title} {document.agenda_item or ''} {document.text[:2_000]}")
    return len(wanted & there) >= _SAME_SUBJECT * len(wanted)


def marked(citations: Sequence[Citation], library: Library) -> tuple[Citation, ...]:
    """The citations, those marked that something held is newer than, or corrects."""
    held = {summary.document: summary for summary in library.documents() if summary.held}
    return tuple(_marked(citation, held, library) for citation in citations)


def _marked(citation: Citation, held: Mapping[str, DocumentSummary], library: Library) -> Citation:
    newer = max(_newer(citation, held.values()), key=_dated, default=None)
    changes: dict[str, object] = {"newer": _name(newer)} if newer else {}
    for related in library.relations_to(citation.symbol) if citation.symbol else ():
        by = held.get(related.by)
        if by is not None and related.relation.kind is RelationKind.SUPERSEDES:
            changes["newer"] = _name(by)
        elif by is not None and related.relation.kind is RelationKind.CORRECTS:
            changes["corrected"] = True
    return citation.model_copy(update=changes) if changes else citation


def _newer(citation: Citation, documents: Iterable[DocumentSummary]) -> Iterator[DocumentSummary]:
    if citation.source_rank is not SourceRank.FORECAST or citation.date is None:
        return
    series = series_key(citation.document)
    for summary in documents:
        later = summary.kind is citation.kind and _dated(summary) > citation.date
        if later and series_key(summary.document) == series:
            yield summary


def _dated(summary: DocumentSummary) -> dt.date:
    return summary.date or dt.date.min


def _name(summary: DocumentSummary) -> str:
    if summary.symbol:
        return summary.symbol
    return f"{summary.title}, {long_date(summary.date)}" if summary.date else summary.title
