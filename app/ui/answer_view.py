"""An ``Answer`` as the data that the answer component draws.

Nothing is worked out again here: numbers, quotations, dates and ranks are the stored ones, only
arranged. The component sets every string as text, so no string here needs escaping.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal, TypedDict

from app.answering.answer import Answer, Citation, Confidence, Dropped, Outcome, Pointer, Shape
from app.answering.quoting.telling import written_by
from app.answering.recognising.asks import Asks
from app.conversations import Message
from app.ui.address import Passage, document_key
from app.ui.blocks_view import Block, Today, blocks_of
from app.ui.chips import Chip, chips_of
from app.ui.contracts import Stage
from app.ui.evidence_view import Card, Preview, cards, name_of, place_of, previews_of, unnumbered
from app.ui.links import Link, safe_link
from app.ui.wording import ambiguity_note, correction_note, count, own_words
from store.printing import listed, long_date

_ANSWERED = "Answered"
_QUOTED = "in quotations"
_NOT_FOUND = "The documents held do not say"
_DECLINED = "Penholder reports positions; it does not take one"
_POSITIONS = "These are the passages that come closest to the question."
_NO_POSITIONS = "No passage of the documents held reports a position on this."
_NO_QUESTION = "This is not a question about the documents"
_RELATED = "Related, perhaps not a stated answer"
_CLOSEST = "No document held is sure to state this. This comes closest."
_MARKER = re.compile(r"\[[^\[\]]*\]\Z")


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
    """One question and what is shown for it.

    ``editable`` is the question as understood, for the reader to change; ``progress`` what is being
    done until the answer is there; ``stop`` the label of the button that ends it, ``escape``
    whether the Escape key does too; ``aside`` why a model did not write; ``again`` the label of the
    button that asks it again; ``complete`` whether there is an answer to copy and to judge;
    ``previews`` the passages that its numbers lead to, by their keys.
    """

    question: str
    state: Literal["answered", "not_found", "declined", "failed", "pending", "writing"]
    understood: str | None
    editable: str | None
    chips: list[Chip]
    corrections: list[str]
    label: str | None
    by: str | None
    progress: str | None
    stop: str | None
    escape: bool
    aside: str | None
    again: str | None
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
    dropped_title: str
    follow_ups: list[str]
    complete: bool
    previews: dict[str, Preview]


def turn(message: Message, today: Today, stage: Stage = Stage.WORKING) -> Turn:
    """What is shown for one message."""
    shown = Turn(
        question=message.question,
        state="pending",
        understood=None,
        editable=None,
        chips=chips_of(message, today.names),
        corrections=[],
        label=None,
        by=None,
        progress=None,
        stop=None,
        escape=False,
        aside=None,
        again=None,
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
        dropped_title="",
        follow_ups=[],
        complete=False,
        previews={},
    )
    if message.failure is not None:
        shown["state"] = "failed"
    elif message.answer is not None:
        _fill(shown, message.answer, today)
        _conclude(shown, message, message.answer)
        shown["complete"] = True
    else:
        if message.draft is not None:
            _fill(shown, message.draft, today)
            _leave_for_the_end(shown)
        _progress(shown, message, stage)
    return shown


def _progress(shown: Turn, message: Message, stage: Stage) -> None:
    """What is being done, and how it is ended."""
    model = message.how.model
    if stage is Stage.WAITING:
        shown["progress"] = "Waiting for the question before…"
        shown["stop"] = "Withdraw"
        return
    if stage is Stage.STOPPING:
        shown["progress"] = "Stopping…"
        return
    if message.draft is None:
        shown["progress"] = "Reading the documents…"
    elif message.draft.model is None:
        shown["progress"] = f"{model} is writing… Until then, the quotations:"
    else:
        shown["progress"] = f"{model} is writing…"
    if model is not None:
        shown["stop"] = "Stop"
        shown["escape"] = True


def _leave_for_the_end(shown: Turn) -> None:
    """Of an answer that still grows, only what is read is shown: the rest would flicker."""
    shown["state"] = "writing"
    shown["notice"] = shown["summary"] = shown["lacking"] = None
    shown["also_read"], shown["nearest"], shown["dropped"], shown["follow_ups"] = [], [], [], []


def _conclude(shown: Turn, message: Message, answer: Answer) -> None:
    """How the answer came about."""
    if answer.outcome is Outcome.ANSWERED:
        shown["by"] = written_by(answer) or None
        if answer.confidence is Confidence.STATED:
            shown["label"] = _ANSWERED
            shown["by"] = shown["by"] or _QUOTED
    shown["aside"] = answer.notice or None
    if message.unwritten:
        shown["again"] = f"Ask {message.how.model} again"


def _fill(shown: Turn, answer: Answer, today: Today) -> None:
    changes, marks = today.changes, today.marks
    shown["state"] = answer.outcome.value
    shown["understood"] = _understood(answer)
    shown["editable"] = answer.understood_as.strip() or answer.question
    shown["corrections"] = [
        *map(correction_note, answer.corrections),
        *map(ambiguity_note, answer.ambiguous),
    ]
    shown["summary"] = _summary(answer)
    shown["notice"] = _notice(answer, today.documents)
    shown["shape"] = answer.shape.value
    shown["blocks"] = blocks_of(answer, today)
    if answer.outcome is Outcome.ANSWERED and answer.not_found is not None:
        shown["lacking"] = answer.not_found.reason or None
    places = (
        place_of(item, Passage.cited(item.number), _unquoted(item, answer), changes)
        for item in answer.citations
    )
    shown["cited"] = cards(zip(answer.citations, places, strict=True), marks)
    shown["previews"] = previews_of(answer, marks)
    shown["also_read"] = unnumbered(answer.also_read, Passage.also_read, changes, marks)
    shown["dropped"] = [{"text": item.text, "reason": item.reason} for item in answer.dropped]
    shown["dropped_title"] = _removed(answer.dropped)
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
    return " · ".join(parts)


def _removed(dropped: tuple[Dropped, ...]) -> str:
    """How many sentences were removed after checking, and how many markers that name nothing."""
    markers = sum(bool(_MARKER.match(item.text)) for item in dropped)
    counts = ((len(dropped) - markers, "sentence"), (markers, "source number"))
    return f"{listed([count(number, noun) for number, noun in counts if number])} removed"


def _notice(answer: Answer, document_ids: Mapping[str, str]) -> Notice | None:
    if answer.outcome is not Outcome.NOT_FOUND:
        if answer.asks is Asks.INSTRUCTION:
            return Notice(title=_NO_QUESTION, text=answer.answer, missing=None, pointers=[])
        if answer.outcome is Outcome.DECLINED:
            said = _POSITIONS if answer.citations else _NO_POSITIONS
            return Notice(title=_DECLINED, text=said, missing=None, pointers=[])
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
