"""A transcript as paragraphs: everything that an answer holds for its reader, in one order.

Nothing is worked out again here: numbers, quotations, dates and ranks are the stored ones. Markdown
and Word documents are both written from what this gives, so that they say the same.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import assert_never

from app.answering.answer import (
    Answer,
    AnswerSentence,
    Citation,
    Confidence,
    NotFound,
    Outcome,
    Pointer,
)
from app.answering.quoting.headings import heading_of, headings_of
from app.answering.quoting.telling import days_in, written_by
from app.answering.recognising.asks import Asks
from app.citing import Style
from app.exporting.blocks import Block, Link, Mark, Role, Run, Words, block
from app.exporting.sources import as_quoted, mark_of, source_block, unnumbered_block
from app.exporting.transcript import Exchange, Transcript
from app.foreign_text import space_after
from app.links import safe_url
from app.ui.address import Passage
from app.ui.evidence_view import name_of
from app.ui.wording import ambiguity_note, correction_note, date_note, filter_note, own_words
from store.printing import listed, long_date

ABOUT = (
    "What stands in quotation marks is exactly the text of the document cited. Numbers in square "
    "brackets lead to the sources of the same answer, and are those of the saved conversation."
)
_RELATED = "Related, perhaps not a stated answer: this comes closest"
_NO_QUESTION = "Not a question about the documents"
_DECLINED = "No judgement: the reported positions are quoted"
_NO_POSITIONS = "No judgement"
_PENDING = "This question was not answered yet when this was exported."


def lay_out(transcript: Transcript, *, style: Style, on: dt.date) -> Iterator[Block]:
    """The paragraphs of a transcript; ``on`` is the day on which it is exported."""
    yield block(Role.TITLE, transcript.title)
    yield block(Role.NOTE, f"Exported from Penholder on {long_date(on)}. {ABOUT}")
    for exchange in transcript.exchanges:
        yield from _exchange(exchange, style)


def lay_out_answer(answer: Answer, *, style: Style, since: Mapping[str, str]) -> Iterator[Block]:
    """One answer by itself, to be pasted elsewhere: what it says and what it cites, and no more."""
    alone = answer.model_copy(update={"dropped": (), "also_read": ()})
    yield from _answer(alone, style, since)


def _exchange(exchange: Exchange, style: Style) -> Iterator[Block]:
    yield block(Role.QUESTION, exchange.question)
    if exchange.asked is not None:
        asked = exchange.asked.astimezone(dt.UTC)
        yield block(Role.NOTE, f"Asked on {long_date(asked.date())}, {asked:%H:%M} UTC.")
    if exchange.answer is not None:
        yield from _answer(exchange.answer, style, exchange.since)
    elif exchange.failure is not None:
        yield block(Role.BODY, Words("Not answered: ", strong=True), exchange.failure)
    else:
        yield block(Role.BODY, _PENDING)


def _answer(answer: Answer, style: Style, since: Mapping[str, str]) -> Iterator[Block]:
    yield block(Role.BODY, Words(_outcome(answer), strong=True), _standing(answer))
    yield from _understanding(answer)
    if not answer.sentences and answer.outcome is not Outcome.NOT_FOUND:
        yield block(Role.BODY, answer.answer)
    yield from _sentences(answer, style)
    if answer.not_found is not None:
        yield from _not_found(answer.not_found, style, since)
    elif answer.outcome is Outcome.NOT_FOUND:
        yield block(Role.BODY, answer.answer)
    if answer.dropped:
        yield block(Role.HEADING, "Removed, because the sources do not bear it out")
        for dropped in answer.dropped:
            yield block(Role.ITEM, Words(dropped.text, struck=True), f" ({dropped.reason})")
    if answer.citations:
        yield block(Role.HEADING, "Sources")
        for citation in answer.citations:
            change = since.get(Passage.cited(citation.number).key)
            yield source_block(citation, answer, style, change)
    if answer.also_read:
        yield block(Role.HEADING, "Also read, not cited")
        for at, citation in enumerate(answer.also_read):
            yield unnumbered_block(citation, style, since.get(Passage.also_read(at).key))


def _outcome(answer: Answer) -> str:
    if answer.asks is Asks.INSTRUCTION:
        return _NO_QUESTION
    match answer.outcome:
        case Outcome.NOT_FOUND:
            return "Not found"
        case Outcome.DECLINED:
            return _DECLINED if answer.sentences else _NO_POSITIONS
        case Outcome.ANSWERED:
            return _RELATED if answer.confidence is Confidence.RELATED else "Answered"
        case _:
            assert_never(answer.outcome)


def _standing(answer: Answer) -> str:
    """As of when the answer holds, and who wrote it."""
    as_of = f", as of {long_date(answer.as_of)}" if answer.as_of else ""
    if answer.model is not None:
        by = written_by(answer)
        return f"{as_of}. {by[:1].upper()}{by[1:]}."
    return f"{as_of}. In quotations; no language model wrote it." if answer.sentences else as_of


def _understanding(answer: Answer) -> Iterator[Block]:
    if answer.understood_as and answer.understood_as != answer.question:
        yield block(Role.NOTE, f"Understood as: {answer.understood_as}")
    notes = (
        *map(correction_note, answer.corrections),
        *map(filter_note, answer.filters_found),
        *map(ambiguity_note, answer.ambiguous),
        answer.notice,
    )
    for note in notes:
        if note:
            yield block(Role.NOTE, note)


def _sentences(answer: Answer, style: Style) -> Iterator[Block]:
    """The sentences; a party or a day stands once before what is its, and so does what introduces
    a list.
    """
    by_number = {citation.number: citation for citation in answer.citations}
    headed = headings_of(answer)
    under: str | None = None
    introduced: str | None = None
    notes = _Notes(style)
    for sentence in answer.sentences:
        only = _only(sentence, by_number)
        heading = heading_of(sentence, headed)
        lead_in = only.lead_in if only else None
        if heading and heading != under:
            yield block(Role.HEADING, heading)
        if only and lead_in and lead_in != introduced:
            yield block(Role.BODY, *as_quoted(only, lead_in))
        under, introduced = heading, lead_in
        cited = [by_number[number] for number in sentence.citations if number in by_number]
        yield _sentence(sentence, cited, notes.marks(cited))


class _Notes:
    """The footnotes of one answer: each says what it cites once, and in short behind its like."""

    def __init__(self, style: Style) -> None:
        self._style = style
        self._noted: set[int] = set()
        self._last: Citation | None = None  # of the last footnote

    def marks(self, cited: Sequence[Citation]) -> list[Mark]:
        """The marks behind a sentence; of a number that has its footnote, the number alone."""
        return [self._mark(one) for one in cited]

    def _mark(self, citation: Citation) -> Mark:
        if citation.number in self._noted:
            return mark_of(citation, None)
        again = self._last is not None and _goes_on(self._last, citation)
        self._noted.add(citation.number)
        self._last = citation
        return mark_of(citation, self._style, again=again)


def _goes_on(last: Citation, citation: Citation) -> bool:
    """Whether "Ibid." leads where it is to: without a place of its own it means the last one's."""
    return citation.document == last.document and bool(citation.pinpoint or not last.pinpoint)


def _only(sentence: AnswerSentence, by_number: dict[int, Citation]) -> Citation | None:
    """The citation that a sentence quotes."""
    quotes = sentence.kind == "quote" and sentence.citations
    return by_number.get(sentence.citations[0]) if quotes else None


def _sentence(sentence: AnswerSentence, cited: Sequence[Citation], marks: Sequence[Mark]) -> Block:
    quoted = sentence.kind == "quote" and cited
    runs: list[Run] = [*as_quoted(cited[0], sentence.text)] if quoted else [Words(sentence.text)]
    for mark in marks:
        runs += [Words(space_after(sentence.text)), mark]
    if not sentence.verified:
        runs.append(Words(" (not verified)", strong=True))
    notes = [*map(date_note, days_in(sentence, cited))]
    # Who reports the quotations does not report what is said of them.
    notes += [one.attribution for one in cited if quoted and one.attribution]
    notes += ["the catalogue’s description" for one in cited if quoted and own_words(one)][:1]
    runs += [Words(f" ({'; '.join(dict.fromkeys(notes))})")] if notes else []
    return block(Role.QUOTE if quoted else Role.BODY, *runs)


def _not_found(block_of: NotFound, style: Style, since: Mapping[str, str]) -> Iterator[Block]:
    if block_of.premise and block_of.premise not in block_of.reason:
        yield block(Role.BODY, block_of.premise)
    if block_of.reason:
        yield block(Role.BODY, block_of.reason)
    missing = [name for name in block_of.missing if name not in block_of.reason]
    if missing:
        yield block(Role.BODY, Words("In no passage that fits: ", strong=True), listed(missing))
    for pointer in block_of.would_be_in:
        yield _pointer(pointer)
    if block_of.nearest:
        yield block(Role.HEADING, "Nearest, not an answer")
        for at, citation in enumerate(block_of.nearest):
            yield unnumbered_block(citation, style, since.get(Passage.nearest(at).key))


def _pointer(pointer: Pointer) -> Block:
    url = safe_url(pointer.url)
    held = "held" if pointer.held else "not held"
    return block(
        Role.BODY,
        Words("It would be in: ", strong=True),
        f"{name_of(pointer.symbol, pointer.title)} ({held}){' ' if url else ''}",
        Link(url) if url else None,
    )
