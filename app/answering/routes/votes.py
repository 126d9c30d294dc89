"""How members voted: the lines of the vote in the verbatim record, as they are printed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from app.answering.answer import Confidence, Shape
from app.answering.composing import Decision
from app.answering.features import present
from app.answering.parties import presides
from app.answering.pipeline import Scored
from app.answering.reading import ReadSentence, sentences_of
from app.answering.routes.situation import Situation
from app.answering.words import Word, stems_of
from store.filters import Filters
from store.printing import long_date
from store.records import Document, Kind

_MOST_VOTES = 3
_SIDES = {
    "In favour": re.compile(
        r"\bvot(?:ed|es?|ing) (?:in favou?r|for|yes)\b|\bsupported\b", re.IGNORECASE
    ),
    "Against": re.compile(r"\bvot(?:ed|es?|ing) (?:against|no)\b", re.IGNORECASE),
    "Abstaining": re.compile(r"\babst(?:ained|entions?|aining|ain)\b", re.IGNORECASE),
}
_LINE = re.compile(r"(?P<side>In favour|Against|Abstaining):\s")
_OF_VOTING = re.compile(
    r"(?:vot(?:e|es|ed|ing)|favou?r|yes|no|abstain(?:ed|ing)?|abstentions?|against|supported"
    r"|draft|resolutions?|text|adopted|adoption|countries|states|members|delegations|council"
    r"|meeting|parties|nations)$",
    re.IGNORECASE,
)


def tell_votes(situation: Situation) -> Decision | None:
    """The line of the vote that was asked for, from the records of meetings on the subject; none
    where no record held has one. It is stated where just one vote fits.
    """
    text = situation.question.text
    sides = [side for side, asked in _SIDES.items() if asked.search(text)]
    if len(sides) != 1:
        return None
    subject = _subject(situation)
    records = dict.fromkeys(
        passage.stored.document.document
        for passage in situation.evidence.held
        if passage.stored.document.kind is Kind.RECORD
    )
    if not subject:
        return None
    lines = [
        line
        for record in _on(situation, list(records), subject)
        for line in _lines(situation, record, sides[0])
    ][:_MOST_VOTES]
    if not lines:
        return None
    confidence = Confidence.STATED if len(lines) == 1 else Confidence.RELATED
    return Decision(lines, confidence, Shape.LIST)


def _subject(situation: Situation) -> list[Word]:
    """What was voted on: the question's words but those of voting."""
    return [word for word in situation.view.content if not _OF_VOTING.match(word.text)]


def _on(situation: Situation, records: Sequence[str], subject: Sequence[Word]) -> list[str]:
    """The records whose item or day has every word of the subject; else those in which most of who
    speak use them all: one who mentions something makes no meeting on it.
    """
    documents = [situation.library.document(record) for record in records]
    view = situation.view

    def has(text: str) -> bool:
        stems = stems_of(text)
        return all(present(view, word, stems) for word in subject)

    def headline(document: Document) -> str:
        day = long_date(document.date) if document.date else ""
        return f"{document.title}\n{document.agenda_item or ''}\n{document.symbol or ''}\n{day}"

    named = [document.id for document in documents if has(headline(document))]
    return named or [d.id for d in documents if _is_spoken_of_by_most(d, has)]


def _is_spoken_of_by_most(document: Document, has: Callable[[str], bool]) -> bool:
    words: dict[str, list[str]] = {}
    for passage in document.passages:
        speaker = passage.pinpoint.speaker
        if speaker and not passage.procedural and not presides(speaker):
            words.setdefault(speaker, []).append(passage.span.of(document.text))
    speaking = sum(has("\n".join(said)) for said in words.values())
    return 2 * speaking > len(words)


def _lines(situation: Situation, record: str, side: str) -> Iterator[ReadSentence]:
    """The lines of one side in a record's votes, in order."""
    only = Filters(documents=frozenset({record}))
    ids = sorted(situation.library.catalogue.live_passage_ids(only))
    rolls: list[Scored] = [
        (stored, 0.0)
        for stored in situation.library.passages(ids)
        if stored.passage.pinpoint.speaker is None and _LINE.search(stored.text)
    ]
    for passage in situation.pipeline.read(situation.view, rolls).held:
        for sentence in sentences_of(passage):
            match = _LINE.match(sentence.text)
            if match and match["side"] == side:
                yield sentence
