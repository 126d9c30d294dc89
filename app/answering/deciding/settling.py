"""Settling what is answered from: the filters of the question, and what stands against answering.

Filters that the question gives are tried first. Where they leave no answer, the whole is looked at,
so that it can be said that the answer is outside; it is never shown as if it were within.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.answering.answer import Confidence, FilterFound, NotFound
from app.answering.deciding.attempts import Reading, Stage, read_question
from app.answering.deciding.premises import Premise, false_premise
from app.answering.finding.reading import ReadSentence
from app.answering.pipeline import Pipeline
from app.answering.quoting.composing import Decision, Statement
from app.answering.recognising.kinds import Asks
from app.answering.tongues.detecting import Language
from app.answering.understanding.narrowing import Narrowing, narrowed, narrowing_of
from app.answering.understanding.question import Question
from app.answering.weighing.choosing import Band
from store.filters import Filters
from store.library import DocumentSummary
from store.symbols import same_document

# Of these the documents' own facts or the glossary are asked, which no filter of content narrows.
_NEVER_NARROWED = frozenset(
    {Asks.METADATA, Asks.SUMMARY, Asks.CHANGES, Asks.DEFINITION, Asks.INSTRUCTION, Asks.OPINION}
)


@dataclass(frozen=True)
class Settled:
    """What the question is answered from.

    ``narrowing`` are the filters found in it; ``outside``: within these there is no answer, and
    ``reading`` is of everything; ``premise`` is what the question wrongly takes for granted.
    """

    reading: Reading
    narrowing: Narrowing
    outside: bool = False
    premise: Premise | None = None

    @property
    def question(self) -> Question:
        """The question in the reading that was taken."""
        return self.reading.question

    @property
    def filters_found(self) -> tuple[FilterFound, ...]:
        """The filters of the question, that of a range of days where it was read with one."""
        days = self.question.within
        if days is None or self.question.text != days.without:
            return self.narrowing.found
        passages = FilterFound(text=days.words, means=f"documents and passages of {days.means}")
        return (*self.narrowing.found, passages)

    @property
    def nearest(self) -> list[ReadSentence]:
        """The sentences that come nearest, what contradicts a premise first."""
        ranked = [scored.sentence for scored in self.reading.held.ranked]
        first = [self.premise.rests_on] if self.premise else []
        return [*first, *(sentence for sentence in ranked if sentence not in first)]


def settle(
    pipeline: Pipeline,
    question: Question,
    filters: Filters,
    documents: Sequence[DocumentSummary],
    today: dt.date,
    stage: Stage,
) -> Settled:
    """Reads the question within the filters that it gives, and beyond them if need be."""
    narrowing = Narrowing(question.text)
    if question.asks not in _NEVER_NARROWED:
        narrowing = narrowing_of(question.text, documents, today)
    outside = False
    if narrowing.found:
        within = question.read_as(narrowing.text)
        reading = read_question(pipeline, within, narrowed(filters, narrowing.filters), stage)
        if reading.held.band is Band.UNRELATED:
            beyond = read_question(pipeline, question, filters, stage)
            outside = beyond.held.band is Band.STATED
            reading = beyond if outside else reading
    else:
        reading = read_question(pipeline, question, filters, stage)
    return Settled(reading, narrowing, outside, false_premise(reading.view, reading.held))


def reserved(decision: Decision, settled: Settled) -> Decision:
    """The decision as far as nothing stands against it.

    What other documents say contradicts neither what the one that the question names says nor a
    card of just what is asked about; but it may be outside of what the question narrows itself to,
    and a question that was only read in part is never surely answered.
    """
    question = settled.question
    unread = question.language is not Language.ENGLISH and not question.readable
    outside = settled.outside and not (
        decision.of_named and _are_within(decision, settled.narrowing.filters)
    )
    shielded = decision.of_named or _by_the_catalogue(decision)
    wrong = settled.premise and settled.premise.decisive and not shielded
    if unread or outside or wrong or _is_of_another_not_held(decision, settled):
        return Decision(())
    if settled.narrowing.lacking and decision.sentences:
        return _of_others(decision, settled.narrowing.lacking)
    if question.language is not Language.ENGLISH and not question.complete:
        return replace(decision, confidence=Confidence.RELATED)
    return decision


def _is_of_another_not_held(decision: Decision, settled: Settled) -> bool:
    """Whether a card answers what was asked of documents that are held: "does the brief mention …"
    is not asked of another brief.
    """
    if not settled.narrowing.found or not _by_the_catalogue(decision):
        return False
    own = decision.sentences[0].passage.stored.document.symbol
    return not (own and any(same_document(own, named) for named in settled.question.symbols))


def _are_within(decision: Decision, filters: Filters) -> bool:
    """Whether all that the decision quotes is of documents that these filters leave."""
    documents = [sentence.passage.stored.document for sentence in decision.sentences]
    return all(filters.admit(one.document, one.kind, one.date) for one in documents)


def _of_others(decision: Decision, lacking: str) -> Decision:
    """What other documents say, where the one that the question names is not held."""
    if _by_the_catalogue(decision):
        # The catalogue speaks of the document itself.
        return decision
    note = Statement(
        f"No {lacking} is held: this is what other documents say.", decision.sentences[:1]
    )
    return replace(decision, confidence=Confidence.RELATED, statements=(note, *decision.statements))


def _by_the_catalogue(decision: Decision) -> bool:
    return bool(decision.sentences) and not decision.sentences[0].passage.stored.document.held


def explained(gap: NotFound, settled: Settled) -> NotFound:
    """The gap with what stood against an answer said first. Of a question that could not be read,
    that is all there is to say: what it lacks or comes near to is not known.
    """
    if not settled.question.readable:
        return NotFound(reason=_of_language(settled.question), would_be_in=gap.would_be_in)
    reasons = [settled.premise.text] if settled.premise else []
    if settled.outside:
        where = " and ".join(found.means for found in settled.narrowing.found)
        reasons.append(
            f"The question narrows this to the {where}, which do not state it; other documents come"
            " nearest."
        )
    elif settled.narrowing.lacking:
        reasons.append(f"No {settled.narrowing.lacking} is held.")
    if not settled.premise and not settled.outside:
        reasons.append(gap.reason)
    if language := _of_language(settled.question):
        reasons.append(language)
    return gap.model_copy(
        update={
            "reason": " ".join(reasons),
            "premise": settled.premise.text if settled.premise else "",
        }
    )


def _of_language(question: Question) -> str:
    """What is read of a question that is not in English."""
    if question.language is Language.ENGLISH:
        return ""
    if not question.readable:
        known = question.language is not Language.OTHER
        why = (
            "Nothing in this question could be read"
            if known
            else "This question is in a language that is not read here"
        )
        return (
            f"{why}: ask in English, or in French, Spanish, Russian, Arabic or Chinese with the"
            " names, symbols or dates that you mean."
        )
    return (
        f"Of a question in {question.language.name_in_english} only names, symbols, dates and the"
        " Council’s usual words are read: asking in English may find more."
    )
