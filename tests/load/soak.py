"""Asks and refreshes for long: ``soak.py [--questions 10000] [--refreshes 500] …``.

Over a small library of made-up documents that a folder holds. Each refresh finds one document
more, one edited, or one less, in turn, so that the library stays as large as it is; questions are
asked in conversations, which are stored. Says of memory, threads, open files and disk whether each
grows with the questions, and writes figures and a plot.

``--embedder hash`` computes vectors without the model; everything else is as it is.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[2])]

import measures  # noqa: E402
import plots  # noqa: E402
from processes import load, sample, size_of  # noqa: E402
from questions import questions  # noqa: E402

from app.conversations import Conversations  # noqa: E402
from app.engine import Engine  # noqa: E402
from ingest.refresh import refresh  # noqa: E402
from store.embedding import HashEmbedder, LazyEmbedder, Vectors  # noqa: E402
from store.library import Library  # noqa: E402

_DOCUMENTS = 12
_TURNS = 10
"""Questions of a conversation."""
_SAMPLES = 200
_MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Soaked:
    """What was found."""

    embedder: str
    questions: int
    refreshes: int
    seconds: float
    disk_first: int
    disk_last: int
    conversations_bytes: int
    resident: measures.Growth
    threads: measures.Growth
    files: measures.Growth
    library: measures.Growth
    failures: list[str]
    samples: list[measures.Sample]
    load_before: float
    load_after: float


class QuickEmbedder(HashEmbedder):
    """Remembers the vectors of words, which are the same each time."""

    def __init__(self) -> None:
        super().__init__()
        self._words: dict[str, Vectors] = {}

    def _word(self, word: str) -> Vectors:
        if word not in self._words:
            self._words[word] = super()._word(word)
        return self._words[word]


class Changing:
    """A folder of documents that changes by one at a time, and comes back to its size."""

    def __init__(self, folder: Path, documents: int = _DOCUMENTS) -> None:
        self._folder = folder
        self._next = 0
        self._changes = self._in_turn()
        folder.mkdir(parents=True)
        for _ in range(documents):
            self._add()

    def change(self) -> None:
        """Adds a document, edits one, or removes one."""
        next(self._changes)

    def _in_turn(self) -> Iterator[None]:
        while True:
            self._add()
            yield
            oldest = self._oldest()
            oldest.write_text(oldest.read_text() + f"\nIt met again {self._next} times.\n")
            yield
            self._oldest().unlink()
            yield

    def _oldest(self) -> Path:
        return min(self._folder.glob("*.md"))

    def _add(self) -> None:
        self._next += 1
        text = "\n\n".join(paragraph(self._next, number) for number in range(6))
        path = self._folder / f"{self._next:06}.md"
        path.write_text(f"# Meeting {self._next} of the committee\n\n{text}\n", encoding="utf-8")


def paragraph(document: int, number: int) -> str:
    """A paragraph of a made-up document."""
    return (
        f"The representative of Ruritania said in meeting {document} that item {number} was agreed."
        f" Russia circulated concept note {number} ahead of the debate. The committee will meet"
        f" again on {number + 1} March 2021 to consider the report of the Secretary-General."
    )


class Asking:
    """One question after another over an engine, each stored with its answer."""

    def __init__(self, engine: Engine, conversations: Conversations) -> None:
        self._engine = engine
        self._conversations = conversations
        self._questions = questions()
        self._conversation: str | None = None
        self.asked = 0

    def ask(self) -> None:
        """Asks the next question, in a new conversation after ten."""
        question = self._questions[self.asked % len(self._questions)]
        if self._conversation is None or self.asked % _TURNS == 0:
            started, message = self._conversations.start(question)
            self._conversation = started.id
        else:
            message = self._conversations.ask(self._conversation, question)
        self.asked += 1
        history = self._conversations.history(message)
        self._conversations.answer(message.id, self._engine.ask(question, history=history))


def soaked(
    library: Library, engine: Engine, folder: Path, questions: int, refreshes: int, name: str
) -> Soaked:
    """Asks and refreshes; nothing is kept from one to the next but what the parts keep."""
    changing = Changing(folder / "documents")
    refresh(library, [folder / "documents"])
    conversations = Conversations(folder / "conversations.sqlite")
    asking = Asking(engine, conversations)
    failures: list[str] = []
    samples: list[measures.Sample] = []
    before, begun, refreshed = load(), time.monotonic(), 0

    def look() -> None:
        gc.collect()  # what only waits for Python to collect it is not kept
        samples.append(sample(os.getpid(), begun, asking.asked, library.path))
        if len(samples) % 10 == 1:
            print(samples[-1], flush=True, file=sys.stderr)

    look()
    while asking.asked < questions:
        asking.ask()
        if asking.asked * refreshes >= (refreshed + 1) * questions:
            changing.change()
            report = refresh(library, [folder / "documents"])
            failures.extend(f"{one}" for one in report.failed)
            refreshed += 1
        if asking.asked % max(1, questions // _SAMPLES) == 0:
            look()
    conversations.close()
    return Soaked(
        name,
        asking.asked,
        refreshed,
        time.monotonic() - begun,
        samples[0].disk,
        samples[-1].disk,
        size_of(folder) - size_of(library.path) - size_of(folder / "documents"),
        measures.growth(samples, lambda one: one.resident, 30 * _MEGABYTE),
        measures.growth(samples, lambda one: one.threads, 1),
        measures.growth(samples, lambda one: one.files, 2),
        measures.growth(samples, lambda one: one.disk, 2 * _MEGABYTE),
        failures,
        samples,
        before,
        load(),
    )


def told(found: Soaked) -> str:
    """What was found, in a few lines."""
    lines = [
        f"soak ({found.embedder}): {found.questions} questions, {found.refreshes} refreshes,"
        f" {found.seconds:.0f} s, {len(found.failures)} failures",
    ]
    for name, growth, unit in (
        ("resident, MB", found.resident, 1e6),
        ("threads", found.threads, 1.0),
        ("open files", found.files, 1.0),
        ("library on disk, MB", found.library, 1e6),
    ):
        lines.append(
            f"  {name}: {growth.first / unit:.1f} → {growth.last / unit:.1f},"
            f" {growth.slope / unit:+.3f} ± {growth.error / unit:.3f} for a thousand questions:"
            f" {'grows' if growth.grows else 'does not grow'}"
        )
    lines.append(f"  conversations on disk: {found.conversations_bytes / 1e6:.1f} MB")
    lines.append(f"  load of the machine {found.load_before:.1f} → {found.load_after:.1f}")
    return "\n".join(lines)


def main() -> None:
    """Makes a library, soaks it, and tells."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--questions", type=int, default=10_000)
    parser.add_argument("--refreshes", type=int, default=500)
    parser.add_argument("--embedder", choices=("model", "hash"), default="model")
    parser.add_argument("--output", type=Path, default=Path("build/load/soak.json"))
    given = parser.parse_args()
    from app.answering.reader.loading import LazyReader
    from app.cli import ENVIRONMENT

    os.environ.update({**ENVIRONMENT, **os.environ})
    with tempfile.TemporaryDirectory(prefix="penholder-soak-") as place:
        folder = Path(place)
        model = given.embedder == "model"
        embedder = LazyEmbedder() if model else QuickEmbedder()
        with Library.open(folder / "library", embedder, create=True) as library:
            reader = LazyReader(embedder) if model else None
            engine = Engine(library, embedder, reader)
            found = soaked(
                library, engine, folder, given.questions, given.refreshes, given.embedder
            )
    measures.written(given.output, found)
    plots.soak(given.output, given.output.with_suffix(".svg"))
    print(told(found))


if __name__ == "__main__":
    main()
