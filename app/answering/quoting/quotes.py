"""Composing without a model: the fewest verbatim sentences that answer, and their citations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from app.answering.answer import AnswerSentence, Citation, Event
from app.answering.finding.features import ScoredSentence
from app.answering.finding.reading import ReadSentence
from app.answering.quoting.headings import heading_of, of_event
from app.answering.weighing.choosing import Band, Choice
from store.printing import long_date
from store.records import SourceRank

MOST_SENTENCES = 3


def best_of(choice: Choice) -> list[ReadSentence]:
    """The best sentences of a choice. Where the first is only related, another is shown with it
    only where it is so by itself.
    """
    if choice.band is Band.STATED:
        return best_sentences(choice.ranked, choice.within)
    behind = (one for one in choice.ranked[1:] if one.sentence.place in choice.related)
    return best_sentences((*choice.ranked[:1], *behind), choice.within)


def best_sentences(ranked: Sequence[ScoredSentence], within: float) -> list[ReadSentence]:
    """The best sentence, and at most two more that score at most ``within`` lower."""
    chosen: list[ScoredSentence] = []
    for scored in ranked:
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


def by_day(
    sentences: Sequence[AnswerSentence], timeline: Sequence[Event], citations: Sequence[Citation]
) -> tuple[AnswerSentence, ...]:
    """The sentences of a timeline in the order of its days: one that tells of several stands under
    each of them. Sentences that have no day, as all of any other answer, stay as they are.
    """
    by_number = {citation.number: citation for citation in citations}
    dated = {event.citation for event in timeline}
    shown = {sentence.citations[0]: sentence for sentence in sentences}
    told = (
        shown[event.citation].model_copy(
            update={"heading": of_event(event, by_number[event.citation])}
        )
        for event in timeline
    )
    return (*told, *(one for one in sentences if one.citations[0] not in dated))


def as_text(
    sentences: Sequence[AnswerSentence],
    citations: Sequence[Citation],
    headings: Mapping[int, str] = MappingProxyType({}),
    *,
    dated: bool = True,
) -> str:
    """The answer as one text: quotations in quotation marks, each followed by its number.

    A list item stands behind the sentence that introduces it, once for items that follow each
    other; a sentence that has a heading (a party, a day), quotations by their numbers, behind that.
    What is said by a forecast stands behind its day, unless the answer is not ``dated``.
    """
    by_number = {citation.number: citation for citation in citations}
    parts: list[str] = []
    introduced: str | None = None
    under: str | None = None
    for sentence in sentences:
        heading = heading_of(sentence, headings)
        if heading and heading != under:
            parts.append(f"{heading}:")
        under = heading
        lead_in = by_number[sentence.citations[0]].lead_in if sentence.kind == "quote" else None
        if lead_in and lead_in != introduced:
            parts.append(f"“{lead_in}”")
        introduced = lead_in
        marks = "".join(f" [{number}]" for number in sentence.citations)
        parts.append(
            f"“{sentence.text}”{marks}" if sentence.kind == "quote" else sentence.text + marks
        )
    body = " ".join(parts)
    first = citations[0] if citations else None
    if first is None or first.date is None or not dated:
        return body
    if first.source_rank is SourceRank.FORECAST:
        return f"As of {long_date(first.date)}: {body}"
    return body
