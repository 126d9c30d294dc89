"""The engine: one question in, one :class:`Answer` out. The CLI and the chat both stand on it.

understand → retrieve → read closely → decide → compose → verify, each stage a module of
``app.answering``. Documents that are held speak first; the glossary answers what a term means; a
catalogue card is asked only where no document answers, and never speaks as the document.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import TracebackType
from typing import TYPE_CHECKING

from app.answering.abstaining import not_found
from app.answering.answer import Answer, Citation, Confidence, NotFound, Outcome, Timings, Turn
from app.answering.choosing import Choice
from app.answering.deciding import decide
from app.answering.examples import example_questions
from app.answering.features import QuestionView
from app.answering.pipeline import Evidence, Pipeline, choose_from
from app.answering.question import Asks, Question, understand
from app.answering.quotes import (
    Citer,
    as_sentences,
    as_text,
)
from app.answering.reading import ReadPassage, sentences_of
from app.answering.verification import verify
from store.embedding import Embedder, load_embedder
from store.filters import Filters
from store.library import Library
from store.records import Kind, SourceRank

if TYPE_CHECKING:
    from app.settings import Settings

_NEAREST = 3
_ALSO_READ = 5
_EVERYTHING = Filters()
_DECLINED = "This asks for a judgement, which is not Penholder’s to make. The documents report:"
_RELATED = "No document held is sure to state this. Closest to it:"


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


@dataclass
class _Clock:
    """Milliseconds spent in each stage."""

    started: float = field(default_factory=time.perf_counter)
    spent: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        start = time.perf_counter()
        yield
        self.spent[name] = self.spent.get(name, 0.0) + (time.perf_counter() - start) * 1000

    def timings(self) -> Timings:
        total = (time.perf_counter() - self.started) * 1000
        return Timings(**{k: round(v, 2) for k, v in self.spent.items()}, total=round(total, 2))


class Engine:
    """Answers questions over one library. Safe for threads; a context manager."""

    def __init__(self, library: Library, embedder: Embedder) -> None:
        self.library = library
        self._pipeline = Pipeline(library, embedder)

    @classmethod
    def open(cls, settings: Settings) -> Engine:
        """Opens the library that the settings name, with the model they name.

        Raises :class:`store.errors.LibraryMissing` before the model is loaded.
        """
        Library.open(settings.library, None, chroma_url=settings.chroma_url).close()
        embedder = load_embedder(settings.embedding_model)
        library = Library.open(settings.library, embedder, chroma_url=settings.chroma_url)
        return cls(library, embedder)

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
        self, question: str, *, history: Sequence[Turn] = (), filters: Filters = _EVERYTHING
    ) -> Answer:
        """One answer, from what the library holds now. Every turn decides afresh.

        Raises :class:`store.errors.QuestionError` where the text is no question.
        """
        clock = _Clock()
        with clock.stage("understand"):
            vocabulary = self._pipeline.vocabularies.current()
            understood = understand(question, history, vocabulary.speller)
            view = self._pipeline.view(understood.text)
        with clock.stage("retrieve"):
            candidates = self._pipeline.candidates(view, filters)
        with clock.stage("read"):
            evidence = self._pipeline.read(view, candidates)
            held = choose_from(view, evidence.held)
        with clock.stage("compose"):
            decision = decide(understood, view, evidence, held, vocabulary.terms)
            drafted = Citer(self.library).cite(decision.sentences)
        with clock.stage("verify"):
            citations, dropped = verify(self.library, drafted)
        outcome = _outcome(understood, citations)
        gap = None if citations else self._gap(understood, view, held, evidence)
        sentences = as_sentences(citations)
        quoted = _opening(outcome, decision.confidence) + as_text(sentences, citations)
        return Answer(
            question=question,
            understood_as=understood.text,
            outcome=outcome,
            answer=gap.reason if gap else quoted,
            sentences=sentences,
            citations=citations,
            confidence=decision.confidence,
            as_of=_as_of(citations),
            not_found=gap,
            dropped=dropped,
            corrections=understood.corrections,
            also_read=self._also_read(evidence, citations),
            timings_ms=clock.timings(),
        )

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

    def _gap(
        self, understood: Question, view: QuestionView, held: Choice, evidence: Evidence
    ) -> NotFound:
        nearest = [scored.sentence for scored in held.ranked[:_NEAREST]]
        return not_found(
            self.library,
            view,
            held,
            asked_of=understood.symbols,
            cards=evidence.cards,
            nearest=Citer(self.library).cite(nearest),
        )

    def _also_read(self, evidence: Evidence, citations: Sequence[Citation]) -> tuple[Citation, ...]:
        """The best sentence of passages that were read and are not cited."""
        cited = {(c.document, c.start) for c in citations}
        sentences = [
            sentence
            for passage in evidence.held[: _ALSO_READ + len(citations)]
            if not any(
                (passage.stored.document.document, s.span.start) in cited
                for s in passage.stored.passage.sentences
            )
            for sentence in sentences_of(passage)[:1]
        ]
        return Citer(self.library, len(citations) + 1).cite(sentences[:_ALSO_READ])


def _outcome(understood: Question, citations: Sequence[Citation]) -> Outcome:
    if not citations:
        return Outcome.NOT_FOUND
    return Outcome.DECLINED if understood.asks is Asks.OPINION else Outcome.ANSWERED


def _opening(outcome: Outcome, confidence: Confidence) -> str:
    """What is said before the quotations, where they do not simply answer."""
    if outcome is Outcome.DECLINED:
        return f"{_DECLINED} "
    return f"{_RELATED} " if confidence is Confidence.RELATED else ""


def _as_of(citations: Sequence[Citation]) -> dt.date | None:
    """The day of the forecast that the answer rests on first."""
    if citations and citations[0].source_rank is SourceRank.FORECAST:
        return citations[0].date
    return None


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
