"""Makes suites of questions over documents that do not ship, with no word of these in them.

    python -m app.evaluation.compiling DATA SUITES.jsonl QUESTIONS.jsonl … [--whole]

Each line of the questions has ``id``, ``question``, ``kind``, ``answerable``, ``document``, its
``path`` (under DATA, or ``corpus/…`` for what ships), ``answer`` in the author's words,
``near_miss`` where nothing answers, and ``quotes``: exact sentences, each of which answers by
itself. The quotes become places. Documents are parted between ``…-development`` and ``…-test`` so
that kinds are in both alike, whole meetings together; what ships is for development.
With ``--whole`` all becomes one suite, ``SUITES.jsonl`` itself: one to learn from.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from app.evaluation.files import SHIPPED, file_of
from app.evaluation.places import Place, place_of
from app.evaluation.rows import rows_of
from ingest.folders import sidecar_of
from ingest.reading import read_source
from store.embedding import Embedder, load_embedder
from store.errors import UsageError
from store.records import Document, Span

_SPEECH = re.compile(r"_spch\d+$")
_PARTS = ("development", "test")


class Written(BaseModel):
    """One question as its author wrote it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    question: str
    kind: str
    answerable: bool
    document: str
    path: str
    quotes: tuple[str, ...]
    answer: str
    within: str | None = None
    near_miss: str | None = None

    @property
    def unit(self) -> str:
        """What is never parted: a document, or the speeches of one meeting."""
        return _SPEECH.sub("", self.document)


def main(arguments: Sequence[str]) -> None:
    """Reads the documents, and writes both parts beside ``SUITES.jsonl``, or all into it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("suites", type=Path)
    parser.add_argument("questions", type=Path, nargs="+")
    parser.add_argument("--whole", action="store_true")
    given = parser.parse_args(arguments)
    target: Path = given.suites
    remedy = "see the head of app/evaluation/compiling.py"
    written = [
        row
        for file in given.questions
        for _, row in rows_of(file, Written, what="one", remedy=remedy)
    ]
    embedder = load_embedder()
    documents = {path: read(path, given.data, embedder) for path in {row.path for row in written}}
    if given.whole:
        parts = {target: frozenset(row.unit for row in written)}
    else:
        named = (target.with_stem(f"{target.stem}-{name}") for name in _PARTS)
        parts = dict(zip(named, parted(written), strict=True))
    for part, units in parts.items():
        rows = [line(row, documents[row.path]) for row in written if row.unit in units]
        text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        part.write_text(text, encoding="utf-8")
        print(f"{part.name}: {len(rows)} questions, {len(units)} documents or meetings")


def read(path: str, data: Path, embedder: Embedder) -> Document:
    """The document of a file, as a refresh reads it."""
    file = file_of(path, data)
    beside = sidecar_of(file)
    (document,) = read_source(
        file.read_bytes(),
        name=file.name,
        source=str(file),
        sidecar=beside.read_bytes() if beside else None,
        embedder=embedder,
    )
    return document


def line(row: Written, document: Document) -> dict[str, object]:
    """The question as a suite has it."""
    support = [_placed(row, quote, document).model_dump() for quote in row.quotes]
    return {
        "id": row.id,
        "question": row.question,
        **({"within": row.within} if row.within else {}),
        "kind": row.kind,
        "answerable": row.answerable,
        **({"near_miss": row.near_miss} if row.near_miss else {}),
        "document": document.id,
        "file": row.path,
        "answer": row.answer,
        "support": support or None,
    }


def _placed(row: Written, quote: str, document: Document) -> Place:
    if document.text.count(quote) != 1:
        raise UsageError(
            f"{row.id} quotes what {document.id} has {document.text.count(quote)} times",
            "quote one sentence of it exactly",
        )
    start = document.text.index(quote)
    return place_of(document.id, document.text, Span(start, start + len(quote)))


def parted(written: Sequence[Written]) -> tuple[frozenset[str], frozenset[str]]:
    """The units of both parts, alike in what is asked and in what of.

    The largest first, each to the part that it makes less unlike the other; then single moves and
    exchanges for as long as one of them makes the parts more alike.
    """
    sorts = {unit: Counter[str]() for unit in sorted({row.unit for row in written})}
    for row in written:
        sorts[row.unit].update(_sorts(row))
    shipped = {row.unit for row in written if row.path.startswith(SHIPPED)}
    whole = sum(sorts.values(), Counter[str]())

    def unlike(test: frozenset[str]) -> float:
        have = sum((sorts[unit] for unit in test), Counter[str]())
        return sum((have[sort] - n / 2) ** 2 / n for sort, n in whole.items())

    free = [unit for unit in sorts if unit not in shipped]
    test: frozenset[str] = frozenset()
    for unit in sorted(free, key=lambda unit: -sorts[unit].total()):
        test = min(test, test | {unit}, key=unlike)
    moves = [frozenset(move) for size in (1, 2) for move in combinations(free, size)]
    while unlike(better := min((test ^ move for move in moves), key=unlike)) < unlike(test):
        test = better
    return frozenset(sorts) - test, test


def _sorts(row: Written) -> tuple[str, ...]:
    """What should be in both parts alike: the kind, that of a near miss, and where it is from."""
    kind = row.near_miss or row.kind
    return f"kind {kind}", f"folder {Path(row.path).parts[0]}", f"answerable {row.answerable}"


if __name__ == "__main__":
    main(sys.argv[1:])
