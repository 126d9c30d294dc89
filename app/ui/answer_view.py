"""An ``Answer`` as the data that the answer component draws.

Nothing is worked out again here: numbers, quotations, dates and ranks are the stored ones, only
arranged. The component sets every string as text, so no string here needs escaping.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Literal, TypedDict

from app.answering.answer import (
    Answer,
    AnswerSentence,
    Citation,
    Confidence,
    Outcome,
    Pointer,
    Shape,
)
from app.answering.asks import Asks
from app.answering.headings import headings_of
from app.conversations import Message
from app.ui.address import Passage, document_key
from app.ui.evidence_view import (
    Card,
    Marks,
    badges_of,
    cards,
    name_of,
    place_of,
    rank_of,
    reference_of,
    source_of,
    unnumbered,
)
from app.ui.links import Link, safe_link
from app.ui.wording import (
    ambiguity_note,
    correction_note,
    count,
    date_note,
    filter_note,
    own_words,
)
from store.printing import listed, long_date, place_in

_NOT_FOUND = "The documents held do not say"
_DECLINED = "Penholder reports positions; it does not take one"
_POSITIONS = "These are the passages that come closest to the question."
_NO_QUESTION = "This is not a question about the documents"
_RELATED = "Related, perhaps not a stated answer"
_CLOSEST = "No document held is sure to state this. These quotations come closest."


class Quoted(TypedDict):
    """One sentence of the answer."""

    text: str
    kind: Literal["quote", "own", "statement"]
    numbers: list[Reference]
    verified: bool
    dates: list[str]
    changes: list[Changed]


class Changed(TypedDict):
    """What became of the source of a quotation since, and the key of the passage it opens."""

    text: str
    key: str


class Reference(TypedDict):
    """A citation number in the text, and the key of the passage that it opens."""

    number: int
    key: str
    name: str


class Block(TypedDict):
    """Sentences that stand together: same document, same introduction, same party or day."""

    heading: str | None
    lead_in: str | None
    items: list[Quoted]
    source: str | None
    rank: str | None
    attributions: list[str]
    badges: list[str]


class Held(TypedDict):
    """A document that would hold what is missing."""

    name: str
    held: bool
    link: Link | None
    key: str | None


class Notice(TypedDict):
    """Why there is no answer, not the one asked for, or none that is sure."""

    title: str
    text: str
    missing: str | None
    pointers: list[Held]


class Turn(TypedDict):
    """One question and what is shown for it."""

    question: str
    state: Literal["answered", "not_found", "declined", "failed", "pending"]
    understood: str | None
    corrections: list[str]
    summary: str | None
    notice: Notice | None
    failure: str | None
    shape: str
    blocks: list[Block]
    lacking: str | None
    cited: list[Card]
    also_read: list[Card]
    nearest: list[Card]
    dropped: list[dict[str, str]]
    follow_ups: list[str]


@dataclass(frozen=True, slots=True)
class Today:
    """What the library says now, beside what the answer said then.

    ``documents`` maps symbols to documents; ``marks`` holds badges by document; ``changes`` says,
    by the key of a passage, what became of its source.
    """

    documents: Mapping[str, str] = field(default_factory=dict)
    marks: Marks = field(default_factory=dict)
    changes: Mapping[str, str] = field(default_factory=dict)


def turn(message: Message, today: Today) -> Turn:
    """What is shown for one message."""
    shown = Turn(
        question=message.question,
        state="pending",
        understood=None,
        corrections=[],
        summary=None,
        notice=None,
        failure=message.failure,
        shape=Shape.QUOTES.value,
        blocks=[],
        lacking=None,
        cited=[],
        also_read=[],
        nearest=[],
        dropped=[],
        follow_ups=[],
    )
    if message.failure is not None:
        shown["state"] = "failed"
    if message.answer is not None:
        _fill(shown, message.answer, today)
    return shown


def _fill(shown: Turn, answer: Answer, today: Today) -> None:
    changes, marks = today.changes, today.marks
    shown["state"] = answer.outcome.value
    shown["understood"] = _understood(answer)
    shown["corrections"] = [
        *map(correction_note, answer.corrections),
        *map(filter_note, answer.filters_found),
        *map(ambiguity_note, answer.ambiguous),
    ]
    shown["summary"] = _summary(answer)
    shown["notice"] = _notice(answer, today.documents)
    shown["shape"] = answer.shape.value
    shown["blocks"] = _blocks(answer, today)
    if answer.outcome is Outcome.ANSWERED and answer.not_found is not None:
        shown["lacking"] = answer.not_found.reason or None
    places = (
        place_of(item, Passage.cited(item.number), _unquoted(item, answer), changes)
        for item in answer.citations
    )
    shown["cited"] = cards(zip(answer.citations, places, strict=True), marks)
    shown["also_read"] = unnumbered(answer.also_read, Passage.also_read, changes, marks)
    shown["dropped"] = [{"text": item.text, "reason": item.reason} for item in answer.dropped]
    shown["follow_ups"] = list(answer.follow_ups)
    if answer.not_found is not None:
        nearest = answer.not_found.nearest
        shown["nearest"] = unnumbered(nearest, Passage.nearest, changes, marks)


def _unquoted(citation: Citation, answer: Answer) -> bool:
    """Whether no sentence of the answer that rests on a citation has its words."""
    return not any(
        citation.quote in sentence.text
        for sentence in answer.sentences
        if citation.number in sentence.citations
    )


def _understood(answer: Answer) -> str | None:
    asked = " ".join(answer.question.split()).casefold()
    understood = " ".join(answer.understood_as.split())
    return understood if understood and understood.casefold() != asked else None


def _summary(answer: Answer) -> str | None:
    if not answer.citations:
        return None
    documents = len({citation.document for citation in answer.citations})
    noun = "passage" if any(map(own_words, answer.citations)) else "quotation"
    parts = [f"{count(len(answer.citations), noun)} from {count(documents, 'document')}"]
    if answer.as_of is not None:
        parts.insert(0, f"As of {long_date(answer.as_of)}")
    if answer.model is not None:
        parts.append(f"written by {answer.model}, checked against the quotations")
    return " · ".join(parts)


def _notice(answer: Answer, document_ids: Mapping[str, str]) -> Notice | None:
    if answer.outcome is not Outcome.NOT_FOUND:
        if answer.asks is Asks.INSTRUCTION:
            return Notice(title=_NO_QUESTION, text=answer.answer, missing=None, pointers=[])
        if answer.outcome is Outcome.DECLINED:
            return Notice(title=_DECLINED, text=_POSITIONS, missing=None, pointers=[])
        if answer.confidence is Confidence.RELATED:
            return Notice(title=_RELATED, text=_CLOSEST, missing=None, pointers=[])
        return None
    found = answer.not_found
    reason = found.reason if found is not None else ""
    # What the reason names already is not named a second time.
    missing = tuple(name for name in found.missing if name not in reason) if found else ()
    return Notice(
        title=_NOT_FOUND,
        text=reason or answer.answer,
        missing=listed(missing) if missing else None,
        pointers=[_held(item, document_ids) for item in found.would_be_in] if found else [],
    )


def _held(pointer: Pointer, document_ids: Mapping[str, str]) -> Held:
    document = document_ids.get(pointer.symbol or "")
    return Held(
        name=name_of(pointer.symbol, pointer.title),
        held=pointer.held,
        link=safe_link(pointer.url),
        key=document_key(document) if document else None,
    )


def _blocks(answer: Answer, today: Today) -> list[Block]:
    by_number = {citation.number: citation for citation in answer.citations}
    headed = headings_of(answer)

    def place(sentence: AnswerSentence) -> tuple[str, str | None, str | None, str | None]:
        citation = _only(sentence, by_number)
        if citation is None:
            return sentence.kind, None, None, None
        heading = headed.get(citation.number) if sentence.kind == "quote" else None
        return sentence.kind, citation.document, citation.lead_in, heading

    blocks = [
        _block(list(sentences), by_number, today, heading)
        for (_, _, _, heading), sentences in groupby(answer.sentences, key=place)
    ]
    said = [None, *(block["heading"] for block in blocks)]
    for before, block in zip(said, blocks, strict=False):
        if block["heading"] == before:  # of another document, under the same heading
            block["heading"] = None
    return blocks


def _block(
    sentences: list[AnswerSentence],
    by_number: Mapping[int, Citation],
    today: Today,
    heading: str | None,
) -> Block:
    quoted = [_only(sentence, by_number) for sentence in sentences]
    first = quoted[0]
    stands = (place_in(item.title, item.pinpoint) for item in quoted if item)
    places = dict.fromkeys(place for place in stands if place)
    return Block(
        heading=heading,
        lead_in=first.lead_in if first else None,
        items=[_quoted(sentence, by_number, today.changes) for sentence in sentences],
        source=", ".join([source_of(first), "; ".join(places)]).strip(", ") if first else None,
        rank=rank_of(first) if first else None,
        attributions=list(
            dict.fromkeys(item.attribution for item in quoted if item and item.attribution)
        ),
        badges=badges_of(first, today.marks) if first else [],
    )


def _only(sentence: AnswerSentence, by_number: Mapping[int, Citation]) -> Citation | None:
    """The one citation of a sentence, or none where it rests on several."""
    return by_number.get(sentence.citations[0]) if len(sentence.citations) == 1 else None


def _quoted(
    sentence: AnswerSentence, by_number: Mapping[int, Citation], changes: Mapping[str, str]
) -> Quoted:
    cited = [by_number[number] for number in sentence.citations if number in by_number]
    kind: Literal["quote", "own", "statement"] = sentence.kind
    if kind == "quote" and any(own_words(citation) for citation in cited):
        kind = "own"
    return Quoted(
        text=sentence.text,
        kind=kind,
        numbers=[
            Reference(
                number=citation.number,
                key=Passage.cited(citation.number).key,
                name=reference_of(citation),
            )
            for citation in cited
        ],
        verified=sentence.verified,
        dates=[date_note(note) for citation in cited for note in citation.dates],
        changes=[
            Changed(text=changes[key], key=key)
            for key in (Passage.cited(citation.number).key for citation in cited)
            if key in changes
        ],
    )
