"""Asks the questions of a suite of a language model, and says what came of each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Protocol, runtime_checkable

from app.answering.answer import Answer, Dropped
from app.engine import Engine
from app.evaluation.labels import Labels
from app.evaluation.suites import SuiteQuestion, SuiteReport, evaluate_suite, is_support
from app.evaluation.writing import Shown, WrittenAnswer, writing_figures
from app.writing.contracts import Fault, WritingModel


@runtime_checkable
class OneAtATime(Protocol):
    """A model that must know which question of a suite is asked next."""

    def turn_to(self, question: SuiteQuestion) -> None:
        """The question that is asked next."""


class WritingSuite:
    """Asks one question after the other of a model, and keeps what came of them."""

    def __init__(self, engine: Engine, model: WritingModel) -> None:
        self._engine = engine
        self._model = model
        self._answers: list[WrittenAnswer] = []

    @property
    def answers(self) -> tuple[WrittenAnswer, ...]:
        """What came of the questions so far."""
        return tuple(self._answers)

    def __call__(self, question: SuiteQuestion) -> Answer:
        """The answer as the model wrote it, or the one in quotations where it did not."""
        if isinstance(self._model, OneAtATime):
            self._model.turn_to(question)
        quoted, *grown = self._engine.write(
            question.question, self._model, history=question.history, suggesting=False
        )
        answer = grown[-1] if grown else quoted
        self._answers.append(self._judged(question, quoted, answer))
        return answer

    def _judged(self, question: SuiteQuestion, quoted: Answer, answer: Answer) -> WrittenAnswer:
        written = answer.model is not None
        # Our own sentences stand there too, and no model wrote them.
        right = self._support(question, answer) if written else frozenset()
        shown = tuple(
            Shown(one.text, one.verified, tuple(number in right for number in one.citations))
            for one in answer.sentences
            if one.kind == "statement" and not one.ours
        )
        fell = answer.dropped[len(quoted.dropped) :]
        return WrittenAnswer(
            question=question,
            asked=written or bool(answer.notice),
            written=written,
            notice=answer.notice,
            shown=shown if written else (),
            dropped=tuple((one.text, fault_of(one)) for one in fell if not _is_marker(one)),
            markers=sum(map(_is_marker, fell)),
        )

    def _support(self, question: SuiteQuestion, answer: Answer) -> frozenset[int]:
        library = self._engine.library
        texts = {c.document: library.document(c.document).text for c in answer.citations}
        return frozenset(
            c.number for c in answer.citations if is_support(c, question, texts[c.document])
        )


def fault_of(dropped: Dropped) -> Fault:
    """The fault for which a statement was dropped. Raises ``ValueError`` for a reason of none."""
    for fault in Fault:
        detailed = (f"{fault.value}: ", f"{fault.value} “")
        if dropped.reason == fault.value or dropped.reason.startswith(detailed):
            return fault
    raise ValueError(f"no statement is dropped because “{dropped.reason}”")


def _is_marker(dropped: Dropped) -> bool:
    """Whether it is a marker alone, dropped from a statement that stands."""
    return dropped.reason == Fault.UNKNOWN_MARKER.value


def evaluate_written(
    engine: Engine,
    path: Path,
    model: WritingModel,
    labels: Labels | None = None,
    on_question: Callable[[int, int], None] = lambda done, total: None,
) -> SuiteReport:
    """Has ``model`` answer every question of the file; ``figures`` has those of ``writing`` too.

    Raises :class:`UsageError` where documents that the suite asks about are not held.
    """
    asking = WritingSuite(engine, model)
    report = evaluate_suite(engine, path, on_question, asking)
    writing = writing_figures(asking.answers, model.name, labels)
    return replace(report, figures={**report.figures, "writing": writing})
