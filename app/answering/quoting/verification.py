"""Verification: nothing is shown as a quotation that its document does not have at that place.

Citations are made here and nowhere else, against the texts that are live when the answer is
composed. A refresh may have changed or removed a document since its passage was read; what it
would have quoted is dropped, with the reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from app.answering.answer import AnswerSentence, Citation, DateNote, Dropped
from app.answering.finding.reading import ReadSentence
from app.answering.quoting.attribution import attribution
from app.answering.quoting.composing import Statement
from store.library import LiveText
from store.records import Span


class Verifier:
    """Makes exact citations from read sentences, given the live texts of their documents."""

    def __init__(self, texts: Mapping[str, LiveText]) -> None:
        self._texts = texts

    def cite(
        self, sentences: Iterable[ReadSentence], first: int = 1
    ) -> tuple[tuple[Citation, ...], tuple[Dropped, ...]]:
        """One citation for each sentence that stands, numbered from ``first`` without a gap."""
        kept: list[Citation] = []
        dropped: list[Dropped] = []
        for sentence in sentences:
            fault = self._fault(sentence)
            if fault is None:
                kept.append(self._citation(sentence, first + len(kept)))
            else:
                dropped.append(Dropped(text=sentence.text, reason=fault))
        return tuple(kept), tuple(dropped)

    def statements(
        self,
        statements: Iterable[Statement],
        citations: Sequence[Citation],
    ) -> tuple[AnswerSentence, ...]:
        """The statements whose every sentence is cited."""
        numbers = {citation.place: citation.number for citation in citations}
        kept = []
        for statement in statements:
            rests_on = [sentence.place for sentence in statement.rests_on]
            if rests_on and all(place in numbers for place in rests_on):
                kept.append(
                    AnswerSentence(
                        text=statement.text,
                        kind="statement",
                        citations=tuple(numbers[place] for place in rests_on),
                        verified=True,
                    )
                )
        return tuple(kept)

    def _fault(self, sentence: ReadSentence) -> str | None:
        live = self._texts.get(sentence.document)
        if live is None:
            return f"{sentence.document} was removed while the question was answered"
        if sentence.span.of(live.text) != sentence.text:
            return f"{sentence.document} changed while the question was answered"
        return None

    def _citation(self, read: ReadSentence, number: int) -> Citation:
        summary, live = read.passage.stored.document, self._texts[read.document]
        lead_in = read.sentence.lead_in
        return Citation(
            number=number,
            document=summary.document,
            symbol=summary.symbol,
            title=summary.title,
            kind=summary.kind,
            date=summary.date,
            url=summary.url,
            source_rank=summary.rank,
            pinpoint=read.sentence.pinpoint.label,
            quote=read.text,
            start=read.span.start,
            end=read.span.end,
            held=summary.held,
            lead_in=lead_in.of(live.text) if lead_in else None,
            corrected=summary.corrected,
            translated_from=read.sentence.pinpoint.spoke_in,
            expected=read.sentence.expected,
            attribution=attribution(read),
            dates=_dates_in(read.span, live),
        )


def _dates_in(span: Span, live: LiveText) -> tuple[DateNote, ...]:
    return tuple(
        DateNote(text=found.span.of(live.text), date=found.date)
        for found in live.dates
        if found.relative and span.overlaps(found.span)
    )
