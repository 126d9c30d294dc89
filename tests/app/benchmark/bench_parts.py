"""A whole run without a model and without others, in this process."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar, cast

from app.benchmark.documents import Generated
from app.benchmark.figures import Took
from app.benchmark.measuring import Plan
from app.benchmark.process import Task, here
from app.benchmark.tasks import Encode, LangChain

R = TypeVar("R")


def without_others(task: Task[R], result: type[R]) -> R:
    """Ours in this process; what others do is made up."""
    if isinstance(task, Encode):
        return cast("R", Took(seconds=2.0, pieces=5))
    if isinstance(task, LangChain):
        return cast("R", Took(seconds=0, pieces=0, missing="langchain_chroma not installed"))
    return here(task, result)


def small_plan(work: Path) -> Plan:
    """A few generated documents."""
    return Plan(
        source=Generated(),
        described="generated documents",
        work=work,
        sizes=(10, 20),
        compared=5_000,
        rounds=2,
        questions=3,
        starts=1,
        model="hash",
        run=without_others,
    )
