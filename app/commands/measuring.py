"""``evaluate``: quality figures, on a set of questions or on a retrieval benchmark."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

from app.commands.common import (
    JsonOption,
    LibraryOption,
    model_named,
    open_engine,
    settings_for,
)
from app.terminal import console, counting, print_json, waiting
from store.errors import UsageError

if TYPE_CHECKING:
    from app.engine import Engine
    from app.evaluation.suites import SuiteReport
    from app.settings import Settings
    from app.writing.contracts import WritingModel


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
    model: Annotated[
        str | None,
        typer.Option(
            "--model",
            metavar="NAME",
            help="The language model that writes; recorded:FILE writes again what --record kept.",
            show_default=False,
        ),
    ] = None,
    record: Annotated[
        Path | None,
        typer.Option("--record", metavar="FILE", help="Keep what the model writes in this file."),
    ] = None,
    as_json: JsonOption = False,
    library: LibraryOption = None,
) -> None:
    """Measure how good the answers are. Without a suite: the questions about the brief."""
    if beir is not None and (suite is not None or files is not None):
        raise UsageError("--beir was given with a suite or --files", "give one of the two")
    settings = settings_for(context, library)
    if beir is not None:
        _retrieval(beir, settings, as_json=as_json)
        return
    named = model_named(model, settings)
    if record is not None and named is None:
        raise UsageError("--record was given with no model", "name it with --model")
    asked = _Asked(suite_path(suite or "brief"), files, named, record)
    _answers(asked, settings, as_json=as_json)


def suite_path(name: str) -> Path:
    """The file of a suite, by its name or by its path. Raises :class:`UsageError` for neither."""
    from corpus import corpus_path

    folder = corpus_path() / "questions"
    for path in (folder / f"{name}.jsonl", Path(name)):
        if path.is_file():
            return path
    known = ", ".join(sorted(path.stem for path in folder.glob("*.jsonl"))) or "none ships"
    raise UsageError(f"there is no suite {name}", f"use a name ({known}) or the path of a file")


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is measured: the suite, the folder of its files, and the model that writes, with the
    file that it is recorded in.
    """

    suite: Path
    files: Path | None
    model: str | None
    record: Path | None


def _answers(asked: _Asked, settings: Settings, *, as_json: bool) -> None:
    with ExitStack() as stack:
        model = _model(asked, settings, stack) if asked.model else None
        opened = (
            open_engine(settings)
            if asked.files is None
            else _engine_of_files(asked.suite, asked.files, settings)
        )
        engine = stack.enter_context(opened)
        report = _quoted(engine, asked) if model is None else _written(engine, asked, model)
    if as_json:
        print_json(report.as_json())
        return
    console().print(report.table)
    if "writing" in report.figures:
        from app.evaluation.writing import writing_table

        console().print()
        console().print(writing_table(report.figures["writing"]))


def _model(asked: _Asked, settings: Settings, stack: ExitStack) -> WritingModel:
    """The model that is named, the one that was recorded in a file, or one that is recorded now.

    Raises :class:`WritingError` where it cannot be opened: no figures are its then.
    """
    from app.evaluation.recorded import PREFIX, RecordedModel, read_records
    from app.evaluation.recording import recording
    from app.writing.providers import open_model

    name = asked.model or ""
    if name.startswith(PREFIX):
        return RecordedModel(read_records(Path(name.removeprefix(PREFIX))))
    model = open_model(name, settings)
    return stack.enter_context(recording(model, asked.record)) if asked.record else model


def _quoted(engine: Engine, asked: _Asked) -> SuiteReport:
    from app.evaluation import evaluate_suite

    with counting("Asking") as show:
        return evaluate_suite(engine, asked.suite, lambda done, total: show(done, total, ""))


def _written(engine: Engine, asked: _Asked, model: WritingModel) -> SuiteReport:
    from app.evaluation.labels import labels_beside
    from app.evaluation.written import evaluate_written

    with counting("Asking") as show:
        return evaluate_written(
            engine,
            asked.suite,
            model,
            labels_beside(asked.model or ""),
            lambda done, total: show(done, total, ""),
        )


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
