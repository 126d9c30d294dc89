"""Serves the real page over a large library: ``serve_many.py LIBRARY PORT [DOCUMENTS]``.

The library is a real one, filled with short made-up documents and one of two million characters;
its vectors mean nothing and the answers are set, since what is measured is the page.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

sys.path[:0] = [
    str(Path(__file__).parents[1]),
    str(Path(__file__).parents[1] / "app"),
    str(Path(__file__).parents[2]),
]

from fake_chat import FakeEngine, answered, cite  # noqa: E402
from plain_reader import plain_document  # noqa: E402

from app.answering.answer import Answer  # noqa: E402
from app.settings import load_settings  # noqa: E402
from app.ui import launcher, state  # noqa: E402
from store.embedding import HashEmbedder  # noqa: E402
from store.library import Library  # noqa: E402
from store.manifest import Source  # noqa: E402
from store.records import Document, Kind  # noqa: E402
from store.writing import SourceChange  # noqa: E402

CITED = 6
LONG = "S/PV.9999"
_PARAGRAPH = (
    "Mr. Speaker {n} (State {n}): The Council has met on this matter {n} times. "
    "My delegation thanks the Secretary-General for report {n}. "
    "We call on all parties to respect resolution 2396 (2017) in its {n} parts."
)


def paragraph(number: int) -> str:
    """One paragraph of a made-up document."""
    return _PARAGRAPH.format(n=number)


def documents(count: int) -> Iterator[Document]:
    """The short ones, then the long one."""
    for number in range(count):
        name = f"S/2020/{number + 1}"
        text = "\n\n".join(paragraph(number + at) for at in range(8))
        yield plain_document(name, text, title=f"Letter {name}", symbol=name, kind=Kind.LETTER)
    text = "\n\n".join(map(paragraph, range(10_000)))
    yield plain_document(LONG, text, title=f"Record {LONG}", symbol=LONG, kind=Kind.RECORD)


def filled(path: Path, count: int) -> Library:
    """The library, made where there is none."""
    made = (path / "catalogue.sqlite").exists()
    library = Library.open(path, HashEmbedder(), create=not made)
    if not made:
        held = list(documents(count))
        row = Source("many", "many", None, None, "ok", None, None, "many", len(held))
        with library.writing("refresh") as writer:
            writer.apply([SourceChange(row, held)])
    return library


class ManyEngine(FakeEngine):
    """Each question is answered from other documents; one that says “long” from the long one."""

    def __init__(self, library: Library, count: int) -> None:
        super().__init__(library=library)  # type: ignore[arg-type]  # a view of it is enough
        self._count = count

    def example_questions(self) -> tuple[str, ...]:
        return ("What did the letter say?",)

    def _answer(self, question: str) -> Answer:
        number = sum(map(ord, question))
        names = [f"S/2020/{(number * 7 + at) % self._count + 1}" for at in range(CITED)]
        if "long" in question.casefold():
            names[0] = LONG
        return answered(question, [_cited(self.library, at, name) for at, name in enumerate(names)])


def _cited(library: Library, at: int, name: str) -> object:
    document = library.document(name)
    passages = document.passages
    sentence = passages[len(passages) // 2].sentences[0]
    return cite(at + 1, document, sentence.span.of(document.text), f"para. {at + 1}")


def main(path: Path, port: int, count: int) -> None:
    engine = ManyEngine(filled(path, count), count)
    state.open_engine = lambda _settings: engine
    state.models = lambda: ()
    launcher.run_chat(load_settings(library=path), port, headless=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 1_600)
