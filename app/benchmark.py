"""Times indexing and asking, on the shipped corpus or on a folder of your own.

    python -m app.benchmark [SOURCE …]

Everything is done in a temporary library. The ratios of one run compare across machines, its
seconds do not.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from rich.table import Table

from app.terminal import console

T = TypeVar("T")

_WARM_ROUNDS = 3
_FRESH_ROUNDS = 3


def main(sources: Sequence[str]) -> int:
    """Runs every measurement and prints one table."""
    from app.engine import Engine
    from app.settings import load_settings
    from corpus import corpus_path
    from ingest.refresh import refresh
    from store.embedding import load_embedder
    from store.library import Library

    given = list(sources) or [str(corpus_path())]
    questions = _questions(corpus_path() / "questions" / "brief.jsonl")
    rows: list[tuple[str, str]] = []
    with tempfile.TemporaryDirectory(prefix="penholder-benchmark-") as folder:
        path = Path(folder) / "library"
        settings = load_settings(library=path)
        loading, embedder = _timed(lambda: load_embedder(settings.embedding_model))
        library = Library.open(path, embedder, create=True)
        first, report = _timed(lambda: refresh(library, given))
        again, second = _timed(lambda: refresh(library, given))
        library.close()
        opening, engine = _timed(lambda: Engine.open(settings))
        engine.ask(questions[0])
        rounds = questions * _WARM_ROUNDS
        warm = sorted(_timed(partial(engine.ask, question))[0] for question in rounds)
        fresh = sorted(_fresh_ask(path, questions[0]) for _ in range(_FRESH_ROUNDS))
    rows += [
        ("load the model", _milliseconds(loading)),
        (f"first index, {report.passages} passages", _milliseconds(first)),
        ("  passages a second", f"{report.passages / first:.0f}"),
        (f"refresh, {second.unchanged} unchanged", _milliseconds(again)),
        ("  ÷ first index", f"{again / first:.3f}"),
        ("open the engine", _milliseconds(opening)),
        (f"ask, warm, p50 of {len(warm)}", _milliseconds(_quantile(warm, 0.50))),
        ("ask, warm, p95", _milliseconds(_quantile(warm, 0.95))),
        (f"ask, fresh process, median of {len(fresh)}", _milliseconds(_quantile(fresh, 0.50))),
    ]
    table = Table("What", "Time", box=None, header_style="bold", pad_edge=False)
    table.columns[1].justify = "right"
    for row in rows:
        table.add_row(*row)
    console().print(table)
    return 0


def _questions(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["question"] for line in lines if line.strip()]


def _timed(action: Callable[[], T]) -> tuple[float, T]:
    """How long ``action`` took, in seconds, and what it returned."""
    start = time.perf_counter()
    result = action()
    return time.perf_counter() - start, result


def _fresh_ask(library: Path, question: str) -> float:
    """From the start of a process to its answer, in seconds."""
    command = [sys.executable, "-m", "app.cli", "--library", str(library), "ask", "--", question]
    return _timed(lambda: subprocess.run(command, check=True, capture_output=True))[0]  # noqa: S603


def _quantile(ordered: Sequence[float], share: float) -> float:
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def _milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms"


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
