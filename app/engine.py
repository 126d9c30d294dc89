"""The engine: one question in, one :class:`Answer` out. The CLI and the chat both stand on it.

understand → retrieve → read closely → decide → compose → verify, each stage a package of
``app.answering``. Documents that are held speak first; the glossary answers what a term means; a
catalogue card is asked only where no document answers, and never speaks as the document.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from types import TracebackType
from typing import TYPE_CHECKING

from app.answering.answer import (
    Answer,
    Outcome,
    Turn,
)
from app.answering.deciding.abstaining import not_found
from app.answering.deciding.declining import decline
from app.answering.deciding.settling import explained, reserved, settle
from app.answering.examples import example_questions
from app.answering.finding.reading import ReadPassage
from app.answering.pipeline import Pipeline
from app.answering.quoting.grounds import NOTHING, Grounds, Wanted, also_read, further_sentences
from app.answering.quoting.headings import headings
from app.answering.quoting.laying_out import positions_shown, timeline_shown, with_gap
from app.answering.quoting.quotes import as_sentences, as_text, by_day
from app.answering.quoting.telling import as_of, outcome_of, told
from app.answering.quoting.timing import in_time, marked, remarks
from app.answering.quoting.verification import Verifier
from app.answering.reader.loading import LazyReader
from app.answering.reader.scoring import Reader
from app.answering.recognising.kinds import Asks
from app.answering.routes import Situation, decide_by_route
from app.answering.stages import Clock
from app.answering.understanding.ambiguity import ambiguities
from app.answering.understanding.question import understand
from app.answering.understanding.rewording import Rewording, understand_turn
from store.embedding import Embedder, load_embedder
from store.filters import Filters
from store.library import Library
from store.records import Kind

if TYPE_CHECKING:
    from app.settings import Settings
    from app.writing.contracts import WritingModel

_NEAREST = 3
_EVERYTHING = Filters()


@dataclass(frozen=True, slots=True)
class SearchResult:
    """One ranked passage. ``score`` is comparable within one search only."""

    rank: int
    score: float
    document: str
    symbol: str | None
    title: str
    date: dt.date | None
    kind: Kind
    pinpoint: str
    start: int
    end: int
    text: str


class Engine:
    """Answers questions over one library. Safe for threads; a context manager."""

    def __init__(self, library: Library, embedder: Embedder, reader: Reader | None = None) -> None:
        """Without a reader, sentences are judged by their features alone."""
        self.library = library
        self._pipeline = Pipeline(library, embedder, reader)

    @classmethod
    def open(cls, settings: Settings, embedder: Embedder | None = None) -> Engine:
        """Opens the library that the settings name, with the model they name or the one given.

        Raises :class:`store.errors.LibraryMissing` before the model is loaded.
        """
        Library.open(settings.library, None, chroma_url=settings.chroma_url).close()
        embedder = embedder or load_embedder(settings.embedding_model)
        library = Library.open(settings.library, embedder, chroma_url=settings.chroma_url)
        return cls(library, embedder, LazyReader(embedder))

    def close(self) -> None:
        """Gives the library back."""
        self.library.close()

    def __enter__(self) -> Engine:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def ask(
        self,
        question: str,
        *,
        history: Sequence[Turn] = (),
        filters: Filters = _EVERYTHING,
        today: dt.date | None = None,
    ) -> Answer:
        """One answer in quotations, from what the library holds now. Every turn decides afresh.

        ``today`` is the day on which it is asked, this machine's without it.

        Raises :class:`store.errors.QuestionError` where the text is no question.
        """
        return self._quote(question, history, filters, today).answer

    def write(
        self,
        question: str,
        model: WritingModel,
        *,
        history: Sequence[Turn] = (),
        filters: Filters = _EVERYTHING,
        today: dt.date | None = None,
        suggesting: bool = True,
    ) -> Iterator[Answer]:
        """The answer as ``model`` writes it, after each statement; the last one is the answer.

        The first is the answer in quotations, which also is the last where the documents do not
        answer, and where the model fails or nothing that it writes stands. ``suggesting``: the
        model is asked afterwards what may be asked next.

        Raises :class:`store.errors.QuestionError` where the text is no question.
        """
        from app.writing.rewriting import Rewriting
        from app.writing.suggesting import with_suggestions
        from app.writing.writer import Writer

        wanted = Wanted.within(model.window - model.longest)
        rewriting = Rewriting(model, history)
        grounds = self._quote(question, history, filters, today, wanted, rewriting)
        answers = Writer(model).write(grounds)
        if not suggesting:
            yield from answers
            return
        ask = partial(self.ask, filters=filters, today=today)
        yield from with_suggestions(answers, model, ask)

    def _quote(
        self,
        question: str,
        history: Sequence[Turn],
        filters: Filters,
        today: dt.date | None,
        wanted: Wanted = NOTHING,
        rewriting: Rewording | None = None,
    ) -> Grounds:
        """The answer in quotations, and as many sentences more than it cites as are wanted."""
        clock = Clock()
        with clock.stage("understand"):
            today = today or dt.datetime.now().astimezone().date()
            vocabulary = self._pipeline.vocabularies.current()
            documents = self.library.documents()
            languages = {summary.language for summary in documents if summary.held}
            reading_of = partial(
                understand,
                speller=vocabulary.speller,
                today=today,
                languages=languages,
                prints=vocabulary.prints,
                explained=vocabulary.aliases,
            )
            asked = understand_turn(question, history, reading_of, rewriting)
            if asked.asks is Asks.INSTRUCTION:
                return Grounds(decline(asked, clock.timings()))
        settled = settle(self._pipeline, asked, filters, documents, today, clock.stage)
        understood, reading = settled.question, settled.reading
        view, evidence, held = reading.view, reading.evidence, reading.held
        with clock.stage("compose"):
            decided = decide_by_route(
                Situation(
                    question=understood,
                    view=view,
                    evidence=evidence,
                    held=held,
                    vocabulary=vocabulary,
                    library=self.library,
                    pipeline=self._pipeline,
                    filters=reading.filters,
                    today=today,
                    beyond=wanted.of_one,
                )
            )
            decision = in_time(reserved(decided, settled), understood.text, held)
            nearest = settled.nearest[:_NEAREST]
            beside = also_read(evidence.held, decision)
            further = further_sentences(held, decision, wanted)
        with clock.stage("verify"):
            quoted = (*decision.sentences, *nearest, *beside, *further)
            verifier = Verifier(self.library.texts(sentence.document for sentence in quoted))
            cited, dropped = verifier.cite(decision.sentences)
            citations = marked(cited, self.library)
            statements = verifier.statements(decision.statements, citations)
            read, _ = verifier.cite(beside, len(citations) + 1)
            beyond, _ = verifier.cite(further, len(citations) + 1)
            outcome = outcome_of(understood.asks, citations)
            gap = (
                not_found(
                    self.library,
                    view,
                    held,
                    asked_of=understood.symbols,
                    cards=evidence.cards,
                    nearest=verifier.cite(nearest)[0],
                    filtered=bool(reading.filters),
                )
                if outcome is Outcome.NOT_FOUND
                else None
            )
            gap = explained(gap, settled) if gap else None
            gap = with_gap(gap, decision)
            positions = positions_shown(decision, citations)
            timeline = timeline_shown(decision, citations)
            headed = headings(positions, timeline, citations)
        # What the library holds, and a document’s own facts, are no forecast; its words may be.
        dated = understood.asks is not Asks.METADATA or not decision.statements
        since = remarks(decision, self.library, today) if dated else ()
        closing = verifier.statements(since, citations)
        told_of = by_day(as_sentences(citations), timeline, citations)
        sentences = (*statements, *told_of, *closing)
        answer = Answer(
            question=question,
            understood_as=asked.text if settled.filters_found else understood.text,
            outcome=outcome,
            asks=understood.asks,
            shape=decision.shape,
            positions=positions,
            timeline=timeline,
            answer=gap.reason
            if gap and not citations
            else told(
                outcome, decision.confidence, as_text(sentences, citations, headed, dated=dated)
            ),
            sentences=sentences,
            citations=citations,
            confidence=decision.confidence,
            score=round(held.confidence, 4) if held.ranked else None,
            as_of=as_of(citations) if dated else None,
            not_found=gap,
            dropped=dropped,
            corrections=understood.corrections,
            language=understood.language.value,
            filters_found=settled.filters_found,
            ambiguous=ambiguities(understood.text, vocabulary.aliases),
            also_read=read,
            timings_ms=clock.timings(),
        )
        return Grounds(answer, marked(beyond, self.library), alike=decision.beyond is not None)

    def search(
        self, query: str, *, k: int = 10, filters: Filters = _EVERYTHING
    ) -> list[SearchResult]:
        """The best ``k`` passages for a query, re-ranked."""
        speller = self._pipeline.vocabularies.current().speller
        text = understand(query, (), speller).text
        return [
            _result(rank, passage)
            for rank, passage in enumerate(self._pipeline.ranked(text, filters, k), start=1)
        ]

    def example_questions(self) -> tuple[str, ...]:
        """Questions about the newest documents that the library does answer."""
        return example_questions(self.library, self.ask)


def _result(rank: int, read: ReadPassage) -> SearchResult:
    stored = read.stored
    return SearchResult(
        rank=rank,
        score=round(read.score, 6),
        document=stored.document.document,
        symbol=stored.document.symbol,
        title=stored.document.title,
        date=stored.document.date,
        kind=stored.document.kind,
        pinpoint=stored.passage.pinpoint.label,
        start=stored.passage.span.start,
        end=stored.passage.span.end,
        text=stored.text,
    )
