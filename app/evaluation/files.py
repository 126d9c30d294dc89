"""A library of the documents that a suite asks about, read from a folder that has their files."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from app.answering.reader.loading import LazyReader
from app.engine import Engine
from app.evaluation.suites import SuiteQuestion
from corpus import corpus_path
from ingest.refresh import Progress, refresh
from store.embedding import Embedder
from store.errors import UsageError
from store.library import Library

SHIPPED = "corpus/"
"""What the path of a file that ships begins with."""

_BESIDE = "questions/un-distractors.json"


def file_of(path: str, data: Path) -> Path:
    """The file that a suite's path means: one that ships, or one under ``data``."""
    if path.startswith(SHIPPED):
        return corpus_path() / path.removeprefix(SHIPPED)
    return data / path


@contextmanager
def engine_of_files(
    questions: Iterable[SuiteQuestion],
    data: Path,
    embedder: Embedder,
    on_progress: Callable[[Progress], None] = lambda progress: None,
) -> Iterator[Engine]:
    """An engine over :func:`library_of_files`, whose library is removed again."""
    with tempfile.TemporaryDirectory(prefix="penholder-") as folder:
        library = library_of_files(Path(folder), questions, data, embedder, on_progress)
        with Engine(library, embedder, LazyReader(embedder)) as engine:
            yield engine


def library_of_files(
    folder: Path,
    questions: Iterable[SuiteQuestion],
    data: Path,
    embedder: Embedder,
    on_progress: Callable[[Progress], None] = lambda progress: None,
) -> Library:
    """Indexes in ``folder`` what ships, the files of the questions under ``data`` and others
    beside them, as a refresh does; the caller closes the library.

    Raises :class:`UsageError`, naming the first file that is not there or cannot be read.
    """
    asked = dict.fromkeys(q.file for q in questions if q.file)
    files = [file_of(path, data) for path in asked if not path.startswith(SHIPPED)]
    beside = [file for path in distractors() if (file := data / path).is_file()]
    lacking = [file for file in files if not file.is_file()]
    if lacking:
        raise UsageError(
            f"{lacking[0]}, which the suite asks about, is not there",
            "give with --files the folder that the paths in the suite are under",
        )
    library = Library.open(folder, embedder, create=True)
    report = refresh(library, [corpus_path(), *files, *beside], on_progress=on_progress)
    if report.failed:
        library.close()
        raise UsageError(f"{report.failed[0].source} cannot be read", report.failed[0].remedy)
    return library


def distractors() -> list[str]:
    """Files of the same kinds that no question is about, as paths under a folder of data."""
    paths: list[str] = json.loads((corpus_path() / _BESIDE).read_text(encoding="utf-8"))
    return paths
