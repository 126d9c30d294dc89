"""Composing without a model: the fewest verbatim sentences that answer, and their citations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from app.answering.answer import AnswerSentence, Citation, DateNote
from app.answering.choosing import Choice
from app.answering.features import ScoredSentence
from app.answering.reading import ReadSentence
from store.library import Library
from store.records import SourceRank, Span

MOST_SENTENCES = 3


def best_sentences(choice: Choice, within: float) -> list[ReadSentence]:
    """The best sentence, and at most two more that score within ``within`` of it (log-odds)."""
    chosen: list[ScoredSentence] = []
    for scored in choice.ranked:
        if chosen and scored.score < chosen[0].score - within:
            break
        if not any(_same(scored, other) for other in chosen):
            chosen.append(scored)
        if len(chosen) == MOST_SENTENCES:
            break
    return [scored.sentence for scored in chosen]


def _same(one: ScoredSentence, other: ScoredSentence) -> bool:
    """Whether two sentences are one passage of one document, or the same words elsewhere in it."""
    a, b = one.sentence, other.sentence
    return a.document == b.document and (a.span.overlaps(b.span) or a.text == b.text)


class Citer:
    """Makes citations of read sentences, numbered from 1, one number a sentence."""

    def __init__(self, library: Library, first: int = 1) -> None:
        self._library = library
        self._next = first

    def cite(self, sentences: Iterable[ReadSentence]) -> tuple[Citation, ...]:
        """One citation for each sentence, in order."""
        return tuple(self._one(sentence) for sentence in sentences)

    def _one(self, read: ReadSentence) -> Citation:
        number, self._next = self._next, self._next + 1
        summary = read.passage.stored.document
        document = self._library.document(summary.document)
        span, lead_in = read.span, read.sentence.lead_in
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
            start=span.start,
            end=span.end,
            held=summary.held,
            lead_in=lead_in.of(document.text) if lead_in else None,
            corrected=summary.corrected,
            dates=tuple(
                DateNote(text=found.span.of(document.text), date=found.date)
                for found in document.dates
                if Span(span.start, span.end).overlaps(found.span)
            ),
        )


def as_sentences(citations: Sequence[Citation]) -> tuple[AnswerSentence, ...]:
    """The sentences that show these citations. A catalogue card never speaks as its document."""
    return tuple(
        AnswerSentence(
            text=citation.quote,
            kind="quote",
            citations=(citation.number,),
            verified=True,
        )
        if citation.held
        else AnswerSentence(
            text=f"The catalogue’s description of {citation.symbol or citation.title}, which is "
            f"not held: “{citation.quote}”",
            kind="statement",
            citations=(citation.number,),
            verified=True,
        )
        for citation in citations
    )


def as_text(sentences: Sequence[AnswerSentence], citations: Sequence[Citation]) -> str:
    """The answer as one text: quotations in quotation marks, each followed by its number."""
    body = " ".join(
        (f"“{s.text}”" if s.kind == "quote" else s.text)
        + "".join(f" [{number}]" for number in s.citations)
        for s in sentences
    )
    first = citations[0] if citations else None
    if first is not None and first.source_rank is SourceRank.FORECAST and first.date:
        return f"As of {first.date.day} {first.date:%B %Y}: {body}"
    return body
