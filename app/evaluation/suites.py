"""Evaluating answers: does a cited quotation stand where the support stands, and is it exact?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict

from app.answering.answer import Answer, Citation, Confidence, Outcome, Turn
from app.engine import Engine
from app.evaluation.figures import Result, figures_of, table_of
from app.evaluation.places import Place, locate
from app.evaluation.rows import rows_of
from store.errors import UsageError
from store.library import Library
from store.records import Span

if TYPE_CHECKING:
    from rich.table import Table

_NAMED = 5  # documents that a message lists
_SHOWN = 3  # quotations that a reader is taken to look at


class SuiteQuestion(BaseModel):
    """One line of a suite.

    ``support`` is what answers: an exact substring of a document, or places of sentences each of
    which answers, or null. ``document`` is what the question is about and ``file`` what that can
    be read from, where the suite says so; ``near_miss`` is in what way there is nearly an answer.
    ``within`` is the question as somebody asks it who has that document open and so does not say
    which is meant.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    question: str
    kind: str
    answerable: bool
    within: str | None = None
    near_miss: str | None = None
    support: str | tuple[Place, ...] | None = None
    document: str | None = None
    file: str | None = None
    history: tuple[Turn, ...] = ()

    @property
    def english_single_turn(self) -> bool:
        """Whether it stands alone and is in English."""
        return not self.history and not self.kind.lower().startswith("non-english")

    @property
    def documents(self) -> frozenset[str]:
        """The documents that must be held for the question to mean anything."""
        placed = () if isinstance(self.support, str) else (self.support or ())
        named = (self.document, *(place.document for place in placed))
        return frozenset(name for name in named if name is not None)

    def spans(self, document: str, text: str) -> list[Span]:
        """Where in this document's text the support stands."""
        if self.support is None:
            return []
        if isinstance(self.support, str):
            start = text.find(self.support)
            return [Span(start, start + len(self.support))] if start >= 0 else []
        located = (locate(text, p) for p in self.support if p.document == document)
        return [span for span in located if span]


@dataclass(frozen=True)
class Judged:
    """One question with its answer.

    ``hits`` says for 1 and 3 citations whether one is support, ``found`` whether one of the first
    three quotations shown is, be they only the nearest.
    """

    question: SuiteQuestion
    answer: Answer
    hits: tuple[bool, bool]
    found: bool
    exact: int
    quoted: int

    @property
    def result(self) -> Result:
        """What the figures are made of."""
        answered = self.answer.outcome is Outcome.ANSWERED
        return Result(
            kind=self.question.kind,
            near_miss=self.question.near_miss,
            alone=self.question.english_single_turn,
            answerable=self.question.answerable,
            supported=self.question.answerable and self.question.support is not None,
            hits=self.hits,
            found=self.found,
            answered=answered,
            stated=answered and self.answer.confidence is Confidence.STATED,
            score=self.answer.score,
            exact=self.exact,
            quoted=self.quoted,
        )


@dataclass(frozen=True)
class SuiteReport:
    """The figures of one suite, over all its questions and by group."""

    suite: str
    judged: tuple[Judged, ...]
    figures: dict[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """The shape of ``evaluate SUITE --json``."""
        return {
            "suite": self.suite,
            "figures": self.figures,
            "answers": [
                {
                    "id": j.question.id,
                    "hit@1": j.hits[0],
                    "hit@3": j.hits[1],
                    "found@3": j.found,
                    "answer": j.answer.model_dump(mode="json"),
                }
                for j in self.judged
            ],
        }

    @property
    def table(self) -> Table:
        """The figures for a person, a row a group."""
        return table_of(self.suite, self.figures)


Asking = Callable[[SuiteQuestion], Answer]
"""Asks one question, in the light of its history."""


def evaluate_suite(
    engine: Engine,
    path: Path,
    on_question: Callable[[int, int], None] = lambda done, total: None,
    asking: Asking | None = None,
) -> SuiteReport:
    """Asks every question of the file and judges the answers. ``on_question`` hears of progress.

    Without ``asking``, the engine is asked for quotations.

    Raises :class:`UsageError` where documents that the suite asks about are not held.
    """
    ask = asking or (lambda one: engine.ask(one.question, history=one.history))
    questions = read_suite(path)
    _check_held(engine.library, path, questions)
    judged = []
    for done, question in enumerate(questions, start=1):
        judged.append(judge(engine.library, question, ask(question)))
        on_question(done, len(questions))
    figures = figures_of([j.result for j in judged])
    figures["unplaced"] = unplaced(engine.library, questions)
    return SuiteReport(path.stem, tuple(judged), figures)


def read_suite(path: Path) -> list[SuiteQuestion]:
    """The questions of a JSONL file. Raises :class:`UsageError`, naming the faulty line."""
    remedy = "give id, question, kind and answerable on each line"
    rows = rows_of(path, SuiteQuestion, what="a question", remedy=remedy)
    questions = [question for _, question in rows]
    if not questions:
        raise UsageError(f"the suite {path} has no questions", "write one JSON object a line")
    return questions


def _check_held(library: Library, path: Path, questions: Iterable[SuiteQuestion]) -> None:
    held = {summary.document for summary in library.documents() if summary.held}
    lacking = sorted({name for question in questions for name in question.documents} - held)
    if lacking:
        more = f" and {len(lacking) - _NAMED} more" if len(lacking) > _NAMED else ""
        raise UsageError(
            f"{path.stem} asks about documents that are not held: "
            f"{', '.join(lacking[:_NAMED])}{more}",
            "name the folder that has their files with --files, or refresh from these files first",
        )


def judge(library: Library, question: SuiteQuestion, answer: Answer) -> Judged:
    """Checks one answer against the suite and against the documents."""
    answered = answer.outcome is Outcome.ANSWERED
    nearest = answer.not_found.nearest if answer.not_found else ()
    quoted = (*answer.citations, *nearest)
    texts = {c.document: library.document(c.document).text for c in quoted}
    right = [is_support(c, question, texts[c.document]) for c in quoted[:_SHOWN]]
    exact = sum(texts[c.document][c.start : c.end] == c.quote for c in quoted)
    cited = right[: len(answer.citations)] if answered else []
    return Judged(question, answer, (any(cited[:1]), any(cited)), any(right), exact, len(quoted))


def is_support(citation: Citation, question: SuiteQuestion, text: str) -> bool:
    """Whether a citation overlaps the support; ``text`` is that of the citation's document."""
    spans = question.spans(citation.document, text)
    return any(span.overlaps(Span(citation.start, citation.end)) for span in spans)


def unplaced(library: Library, questions: Sequence[SuiteQuestion]) -> list[str]:
    """The ids of questions whose support is nowhere in the documents as they are read today."""
    gone = []
    for question in questions:
        if question.support is not None and not isinstance(question.support, str):
            texts = {p.document: library.document(p.document).text for p in question.support}
            if not any(question.spans(name, text) for name, text in texts.items()):
                gone.append(question.id)
    return gone
