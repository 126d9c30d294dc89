"""Evaluating answers: does a cited quotation stand where the support stands, and is it exact?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict

from app.answering.answer import Answer, Citation, Outcome, Turn
from app.engine import Engine
from app.evaluation.rows import rows_of
from store.errors import UsageError
from store.library import Library
from store.records import Span

if TYPE_CHECKING:
    from rich.table import Table

_ENGLISH_SINGLE = "English, single turn"


class SuiteQuestion(BaseModel):
    """One line of a suite. ``support`` is an exact substring of a document, or null."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    question: str
    kind: str
    answerable: bool
    support: str | None = None
    history: tuple[Turn, ...] = ()

    @property
    def english_single_turn(self) -> bool:
        """Whether it stands alone and is in English."""
        return not self.history and not self.kind.lower().startswith("non-english")


@dataclass(frozen=True)
class Judged:
    """One question with its answer. ``hits`` says for 1 and 3 citations whether one is support."""

    question: SuiteQuestion
    answer: Answer
    hits: tuple[bool, bool]
    exact: int
    quoted: int

    @property
    def supported(self) -> bool:
        """Whether the suite says where the answer stands."""
        return self.question.answerable and self.question.support is not None

    @property
    def abstained(self) -> bool:
        """Whether no answer was given."""
        return self.answer.outcome is not Outcome.ANSWERED


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
                {"id": j.question.id, "answer": j.answer.model_dump(mode="json")}
                for j in self.judged
            ],
        }

    @property
    def table(self) -> Table:
        """The figures for a person, a row a group."""
        from rich.table import Table

        columns = ("questions", "hit@1", "hit@3", "false abstention", "abstention recall")
        table = Table("Group", *columns, title=self._exactness(), box=None, title_justify="left")
        for group, row in self.figures["groups"].items():
            cells = (row[column.replace(" ", "_")] for column in columns)
            table.add_row(group, *(_cell(value) for value in cells))
        return table

    def _exactness(self) -> str:
        exact, quoted = self.figures["exact_quotations"], self.figures["quotations"]
        return f"{self.suite}: {exact} of {quoted} quotations exact"


def evaluate_suite(
    engine: Engine, path: Path, on_question: Callable[[int, int], None] = lambda done, total: None
) -> SuiteReport:
    """Asks every question of the file and judges the answers. ``on_question`` hears of progress."""
    questions = read_suite(path)
    judged = []
    for done, question in enumerate(questions, start=1):
        answer = engine.ask(question.question, history=question.history)
        judged.append(judge(engine.library, question, answer))
        on_question(done, len(questions))
    return SuiteReport(path.stem, tuple(judged), figures_of(judged))


def read_suite(path: Path) -> list[SuiteQuestion]:
    """The questions of a JSONL file. Raises :class:`UsageError`, naming the faulty line."""
    remedy = "give id, question, kind and answerable on each line"
    rows = rows_of(path, SuiteQuestion, what="a question", remedy=remedy)
    questions = [question for _, question in rows]
    if not questions:
        raise UsageError(f"the suite {path} has no questions", "write one JSON object a line")
    return questions


def judge(library: Library, question: SuiteQuestion, answer: Answer) -> Judged:
    """Checks one answer against the suite and against the documents."""
    citations = answer.citations if answer.outcome is Outcome.ANSWERED else ()
    right = [_is_support(library, citation, question.support) for citation in citations]
    quoted = (*answer.citations, *(answer.not_found.nearest if answer.not_found else ()))
    exact = sum(library.document(c.document).text[c.start : c.end] == c.quote for c in quoted)
    return Judged(question, answer, (any(right[:1]), any(right[:3])), exact, len(quoted))


def _is_support(library: Library, citation: Citation, support: str | None) -> bool:
    if support is None:
        return False
    start = library.document(citation.document).text.find(support)
    span = Span(start, start + len(support))
    return start >= 0 and span.overlaps(Span(citation.start, citation.end))


def figures_of(judged: Sequence[Judged]) -> dict[str, Any]:
    """Figures over everything, over English questions that stand alone, and by kind."""
    groups = {
        "all": judged,
        _ENGLISH_SINGLE: [j for j in judged if j.question.english_single_turn],
    }
    for kind in dict.fromkeys(j.question.kind for j in judged):
        groups[kind] = [j for j in judged if j.question.kind == kind]
    return {
        "quotations": sum(j.quoted for j in judged),
        "exact_quotations": sum(j.exact for j in judged),
        "groups": {name: _group(group) for name, group in groups.items()},
    }


def _group(judged: Sequence[Judged]) -> dict[str, float | int | None]:
    supported = [j for j in judged if j.supported]
    unanswerable = [j for j in judged if not j.question.answerable]
    elsewhere = [j for j in judged if j.question.answerable and not j.supported]
    return {
        "questions": len(judged),
        "supported": len(supported),
        "hit@1": _share(j.hits[0] for j in supported),
        "hit@3": _share(j.hits[1] for j in supported),
        "false_abstention": _share(j.abstained for j in supported),
        "unanswerable": len(unanswerable),
        "abstention_recall": _share(j.abstained for j in unanswerable),
        "answered_elsewhere": _share(not j.abstained for j in elsewhere),
    }


def _share(values: Iterable[bool]) -> float | None:
    listed = list(values)
    return round(sum(listed) / len(listed), 4) if listed else None


def _cell(value: float | int | None) -> str:
    if value is None:
        return "–"
    return f"{value:.2f}" if isinstance(value, float) else str(value)
