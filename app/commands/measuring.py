"""``evaluate``: quality figures, on a set of questions or on a retrieval benchmark."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

from app.commands.common import (
    JsonOption,
    LibraryOption,
    ModelOption,
    asker_for,
    model_named,
    open_engine,
    settings_for,
)
from app.terminal import console, counting, print_json, waiting
from store.errors import UsageError

if TYPE_CHECKING:
    from app.answering.answer import Answer
    from app.engine import Engine
    from app.evaluation.suites import SuiteQuestion
    from app.settings import Settings


def evaluate(
    context: typer.Context,
    suite: Annotated[
        str | None,
        typer.Argument(
            metavar="[SUITE]", help="A set in corpus/questions, or the path of such a file."
        ),
    ] = None,
    beir: Annotated[
        Path | None,
        typer.Option(
            "--beir",
            metavar="DIR",
            help="Measure retrieval instead, on a folder with corpus.jsonl, queries and qrels.",
        ),
    ] = None,
    files: Annotated[
        Path | None,
        typer.Option(
            "--files",
            metavar="DIR",
            help="Ask a library of its own, of the files that the suite names under this folder.",
        ),
    ] = None,
    model: ModelOption = None,
    as_json: JsonOption = False,
    library: LibraryOption = None,
) -> None:
    """Measure how good the answers are. Without a suite: the questions about the brief."""
    if beir is not None and (suite is not None or files is not None):
        raise UsageError("--beir was given with a suite or --files", "give one of the two")
    settings = settings_for(context, library)
    if beir is not None:
        _retrieval(beir, settings, as_json=as_json)
    else:
        named = model_named(model, settings)
        _answers(suite_path(suite or "brief"), settings, files, named, as_json=as_json)


def suite_path(name: str) -> Path:
    """The file of a suite, by its name or by its path. Raises :class:`UsageError` for neither."""
    from corpus import corpus_path

    folder = corpus_path() / "questions"
    for path in (folder / f"{name}.jsonl", Path(name)):
        if path.is_file():
            return path
    known = ", ".join(sorted(path.stem for path in folder.glob("*.jsonl"))) or "none ships"
    raise UsageError(f"there is no suite {name}", f"use a name ({known}) or the path of a file")


def _answers(
    path: Path, settings: Settings, files: Path | None, model: str | None, *, as_json: bool
) -> None:
    from app.evaluation import evaluate_suite

    opened = open_engine(settings) if files is None else _engine_of_files(path, files, settings)
    with opened as engine, counting("Asking") as show:
        asker = asker_for(engine, settings)

        def ask(question: SuiteQuestion) -> Answer:
            *_, answer = asker.answers(question.question, model, history=question.history)
            return answer

        report = evaluate_suite(engine, path, lambda done, total: show(done, total, ""), ask)
    if as_json:
        print_json(report.as_json())
        return
    console().print(report.table)


@contextmanager
def _engine_of_files(suite: Path, data: Path, settings: Settings) -> Iterator[Engine]:
    from app.evaluation.files import engine_of_files
    from app.evaluation.suites import read_suite
    from store.embedding import load_embedder

    questions = read_suite(suite)
    with ExitStack() as stack:
        with counting("Indexing") as show:
            engine = stack.enter_context(
                engine_of_files(
                    questions,
                    data,
                    load_embedder(settings.embedding_model),
                    lambda progress: show(progress.done, progress.total, progress.source),
                )
            )
        yield engine


def _retrieval(folder: Path, settings: Settings, *, as_json: bool) -> None:
    from app.evaluation import evaluate_beir
    from store.embedding import load_embedder

    with waiting(f"Indexing {folder} and searching it"):
        figures = evaluate_beir(folder, load_embedder(settings.embedding_model))
    if as_json:
        print_json(figures)
        return
    out = console()
    measures = list(next(iter(figures.values())))
    table = Table("Ranking", *measures, box=None, header_style="bold", pad_edge=False)
    for ranking, row in figures.items():
        table.add_row(ranking, *(f"{row[measure]:.3f}" for measure in measures))
    out.print(table)
