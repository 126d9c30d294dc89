"""Questions of one's own about UN documents, each with what is retrieved for it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.answering.finding.reading import ReadPassage
from app.answering.finding.view import QuestionView
from app.answering.pipeline import Pipeline
from app.evaluation.files import SHIPPED, library_of_files
from app.evaluation.suites import SuiteQuestion, read_suite
from store.embedding import Embedder
from store.filters import Filters
from store.records import Span

_CACHED_PASSAGES = 4_000  # many questions are put to each


@dataclass(frozen=True)
class Asked:
    """A question, the passages that were read for it, best first, and where its answers stand."""

    question: SuiteQuestion
    view: QuestionView
    read: tuple[ReadPassage, ...]
    support: Mapping[str, Sequence[Span]]

    def answered_by(self, document: str, span: Span) -> bool:
        """Whether a sentence answers."""
        return any(span.overlaps(place) for place in self.support.get(document, ()))


def asked(suite: Path, files: Path, embedder: Embedder) -> Iterator[Asked]:
    """Every question of a suite in each way that it is put, but those about what ships, which are
    there to be measured by.

    ``files``: the folder that the paths in the suite are under. Raises :class:`UsageError` for one
    that is not there.
    """
    questions = [q for q in read_suite(suite) if q.file and not q.file.startswith(SHIPPED)]
    with (
        tempfile.TemporaryDirectory(prefix="penholder-") as folder,
        library_of_files(Path(folder), questions, files, embedder) as library,
    ):
        pipeline = Pipeline(library, embedder, cached_passages=_CACHED_PASSAGES)
        for question in questions:
            for asked, filters in ways_of(question):
                view = pipeline.view(asked.question)
                read = pipeline.read(view, pipeline.candidates(view, filters)).held
                texts = library.texts({passage.stored.document.document for passage in read})
                support = {name: asked.spans(name, live.text) for name, live in texts.items()}
                yield Asked(asked, view, read, support)


def ways_of(question: SuiteQuestion) -> Iterator[tuple[SuiteQuestion, Filters]]:
    """The question put to every document, and as it is put to the one that it is about."""
    yield question, Filters()
    if question.within and question.document:
        within = question.model_copy(update={"question": question.within})
        yield within, Filters(documents=frozenset({question.document}))
