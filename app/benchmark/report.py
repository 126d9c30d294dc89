"""Fills the figures of ``docs/performance.md`` from a run, and draws its plots.

    python -m app.benchmark.report build/bench.json docs

A figure's place is between ``<!-- figures: NAME -->`` and ``<!-- end -->``, as in the page about
quality.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from app.benchmark import plots
from app.benchmark.figures import STAGES, Figures, Size
from app.benchmark.goals import again, asked, p50s, p95s, rows_of
from app.benchmark.measuring import read_figures
from app.benchmark.spread import quantile
from app.evaluation.report import filled

_PAGE = "performance.md"
_PLOTS = {"performance-asking.svg": plots.asking, "performance-indexing.svg": plots.indexing}


def main(arguments: Sequence[str]) -> None:
    """Fills the page and draws the plots."""
    run, docs = (Path(argument) for argument in arguments)
    figures = read_figures(run)
    page = docs / _PAGE
    page.write_text(filled(page.read_text("utf-8"), tables_of(figures)), encoding="utf-8")
    for name, draw in _PLOTS.items():
        if image := draw(figures):
            (docs / name).write_text(image, encoding="utf-8")


def tables_of(figures: Figures) -> dict[str, str]:
    """The content of each place."""
    return {
        "machine": _machine(figures),
        "goals": _goals(figures),
        "stages": "\n".join(_stages(figures.sizes)),
        "again": "\n".join(_again(figures.sizes)),
        "libraries": "\n".join(_libraries(figures.sizes)),
        "disk": "\n".join(_disk(figures.sizes)),
    }


def _machine(figures: Figures) -> str:
    machine = figures.machine
    load = " and ".join(f"{number:g}" for number in machine.load)
    return (
        f"{machine.processor}, {machine.cores} cores, {machine.memory_bytes / 2**30:.0f} GiB of "
        f"memory; the model multiplied in {machine.arithmetic}. Python {machine.python}, "
        f"{', '.join(machine.packages)}. Load average before and after: {load}. "
        f"Documents: {figures.documents}."
    )


def _goals(figures: Figures) -> str:
    lines = [
        f"| {row.what} | {row.goal} | {row.measured} | "
        f"{'' if row.met is None else 'yes' if row.met else '**no**'} |"
        for row in rows_of(figures)
    ]
    return "\n".join([*_head("what", "goal", "measured", "met"), *lines])


def _stages(sizes: Sequence[Size]) -> Iterator[str]:
    yield from _head("passages", "ms", *STAGES)
    for size in sizes:
        for share, name in ((0.50, "p50"), (0.95, "p95")):
            cells = [f"{quantile(_pooled(size, stage), share):.0f}" for stage in STAGES]
            yield f"| {size.passages:,} | {name} | {' | '.join(cells)} |"


def _pooled(size: Size, stage: str) -> list[float]:
    return [taken for round_ in size.rounds for taken in round_.stage(stage)]


def _again(sizes: Sequence[Size]) -> Iterator[str]:
    yield from _head(
        "passages",
        "questions",
        "texts read for each",
        "when asked again",
        "answered",
        "p50, ms",
        "p95, ms",
        "p50 when asked again, ms",
    )
    for size in sizes:
        questions = sum(asked(round_) for round_ in size.rounds)
        read = sum(round_.texts for round_ in size.rounds) / questions
        reread = sum(round_.texts_again for round_ in size.rounds) / questions
        answered = sum(round_.answered for round_ in size.rounds) / questions
        yield (
            f"| {size.passages:,} | {questions} | {read:.1f} | {reread:.1f} | {answered:.0%} "
            f"| {p50s(size).shown(0)} | {p95s(size).shown(0)} | {again(size).shown(0)} |"
        )


def _libraries(sizes: Sequence[Size]) -> Iterator[str]:
    yield from _head(
        "passages",
        "documents",
        "first index, s",
        "passages/s",
        "processor ms a passage",
        "of these embedding",
        "peak memory, GB",
    )
    for size in sizes:
        made = size.indexed
        if made is None:
            yield f"| {size.passages:,} | {size.documents:,} | – | – | – | – | – |"
            continue
        yield (
            f"| {size.passages:,} | {size.documents:,} | {made.seconds:,.0f} "
            f"| {made.passages / made.seconds:.0f} "
            f"| {made.cpu_seconds / made.passages * 1000:.1f} "
            f"| {made.embedding_seconds / made.passages * 1000:.1f} | {made.peak_bytes / 1e9:.2f} |"
        )


def _disk(sizes: Sequence[Size]) -> Iterator[str]:
    names = [part.name for part in sizes[0].disk]
    yield from _head("passages", *names, "in all")
    for size in sizes:
        cells = [f"{part.bytes / size.passages:,.0f}" for part in size.disk]
        total = sum(part.bytes for part in size.disk) / size.passages
        yield f"| {size.passages:,} | {' | '.join(cells)} | {total:,.0f} |"


def _head(*names: str) -> tuple[str, str]:
    return f"| {' | '.join(names)} |", "|" + "---|" * len(names)


if __name__ == "__main__":
    main(sys.argv[1:])
