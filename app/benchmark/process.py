"""Runs a task in a process of its own, so that nothing that it kept helps the next.

    python -m app.benchmark.process NAME RESULT < TASK

reads the task as JSON and writes what it gives as JSON into the file RESULT.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Protocol, TypeVar

from pydantic import BaseModel, TypeAdapter

from app.benchmark import tasks
from store.errors import PenholderError

R_co = TypeVar("R_co", covariant=True)
R = TypeVar("R")

_TASKS = {
    task.__name__: task
    for task in (tasks.Index, tasks.Encode, tasks.LangChain, tasks.Ask, tasks.Describe)
}
_OF_OTHERS = (tasks.Encode, tasks.LangChain)


class Task(Protocol[R_co]):
    """Something to time, which says what came of it."""

    def run(self) -> R_co:
        """Does it, in this process."""

    def model_dump_json(self) -> str:
        """The task as it travels."""


class Runner(Protocol):
    """How a task is run."""

    def __call__(self, task: Task[R], result: type[R]) -> R:
        """What came of the task, which is of the type ``result``."""


class TaskFailed(PenholderError):
    """A process that measured ended before it had a result."""


def apart(task: Task[R], result: type[R]) -> R:
    """Runs the task in a process of its own. Raises :class:`TaskFailed` with its last words."""
    name = type(task).__name__
    with tempfile.TemporaryDirectory(prefix="penholder-task-") as folder:
        file = Path(folder) / "result.json"
        done = subprocess.run(  # noqa: S603 - our own module
            [sys.executable, "-m", "app.benchmark.process", name, str(file)],
            input=task.model_dump_json(),
            env=_environment(task),
            capture_output=True,
            text=True,
        )
        if done.returncode or not file.is_file():
            words = done.stderr.strip().splitlines()[-1:] or ["it said nothing"]
            raise TaskFailed(f"measuring {name} failed ({words[0]})", "mend that and measure again")
        adapter: TypeAdapter[R] = TypeAdapter(result)
        return adapter.validate_json(file.read_bytes())


def here(task: Task[R], result: type[R]) -> R:
    """Runs the task in this process: for trying the measuring itself, not for measuring."""
    return task.run()


def _environment(task: object) -> dict[str, str]:
    """Ours as the command sets it; that of others as it is."""
    from app.cli import ENVIRONMENT

    return dict(os.environ) if isinstance(task, _OF_OTHERS) else {**ENVIRONMENT, **os.environ}


def main(name: str, result: str) -> None:
    """Runs the task that stands on the input."""
    given = _TASKS[name].model_validate_json(sys.stdin.read())
    came = given.run()
    assert isinstance(came, BaseModel)  # noqa: S101 - every task gives one
    Path(result).write_text(came.model_dump_json(), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
