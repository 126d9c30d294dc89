"""A whole run: every measurement, in order, each part by turns with what it is compared with."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from pydantic import TypeAdapter

from app.benchmark import disk
from app.benchmark.asking import questions_about, shipped
from app.benchmark.figures import (
    Asked,
    Comparison,
    Figures,
    FirstIndex,
    Indexed,
    Machine,
    Refresh,
    Sample,
    Size,
    StartUp,
    Took,
)
from app.benchmark.machine import load
from app.benchmark.process import Runner, apart
from app.benchmark.tasks import Ask, Describe, Encode, Index, LangChain, Model
from corpus import corpus_path
from store.library import Library
from store.rows import embedded_text

SIZES = (1_000, 10_000)
"""Passages of the libraries that every run makes; the refresh is timed on the last."""

_CHARACTERS_A_PASSAGE = 900  # until a library tells how long its passages are
_SAMPLES = 75  # of the making of a library
_WARM_UP = 5
_SAMPLED = TypeAdapter(tuple[Sample, ...])


class Source(Protocol):
    """Where documents come from."""

    def taken(self, characters: int, into: Path) -> int:
        """Puts documents into a folder until they have so many characters, and says how many."""


@dataclass(frozen=True)
class Plan:
    """What is to be measured.

    ``large`` is how many passages the largest library has, if one is to be made, and ``kept`` the
    folder in which it is kept and looked for. ``compared`` are the characters of the documents that
    are indexed beside others, ``rounds`` how often whatever is compared is done.
    """

    source: Source
    described: str
    work: Path
    large: int | None = None
    kept: Path | None = None
    sizes: Sequence[int] = SIZES
    compared: int = 700_000
    rounds: int = 3
    questions: int = 50
    starts: int = 5
    model: Model = "packaged"
    run: Runner = apart
    told: Callable[[str], None] = field(default=lambda _said: None)


def measure(plan: Plan) -> Figures:
    """Everything, with a word about each step to ``plan.told``."""
    before = load()
    machine = plan.run(Describe(model=plan.model), Machine)
    first_index = _first_index(plan)
    made = list(_libraries(plan))
    refresh = _refresh(plan, made[len(plan.sizes) - 1])
    sizes = _asked(plan, made)
    start_up = _start_up(plan, made[len(plan.sizes) - 1])
    return Figures(
        machine=machine.model_copy(update={"load": (round(before, 2), round(load(), 2))}),
        documents=plan.described,
        first_index=first_index,
        refresh=refresh,
        sizes=sizes,
        start_up=start_up,
    )


# A first index, beside others.


def _first_index(plan: Plan) -> FirstIndex:
    """Ours and each other, round by round."""
    plan.told("first index, beside others")
    documents, texts = plan.work / "compared", plan.work / "texts.json"
    plan.source.taken(plan.compared, documents)
    library = plan.work / "compared-library"
    index = Index(documents=documents, library=library, model=plan.model)
    plan.run(index, Indexed)  # gives the texts, and has the files read once
    _write_texts(library, texts)
    shutil.rmtree(library)
    ours: list[Indexed] = []
    encoded: list[Took] = []
    alike: list[Took] = []
    usual: list[Took] = []
    for number in range(plan.rounds):
        plan.told(f"  round {number + 1} of {plan.rounds}")
        ours.append(plan.run(index, Indexed))
        shutil.rmtree(library)
        encoded.append(plan.run(Encode(texts=texts), Took))
        alike.append(plan.run(Encode(texts=texts, bfloat16=True), Took))
        store = plan.work / "langchain"
        usual.append(plan.run(LangChain(documents=documents, store=store), Took))
        shutil.rmtree(store, ignore_errors=True)
    return FirstIndex(
        ours=tuple(ours),
        others=(
            Comparison(way="encode", rounds=tuple(encoded)),
            Comparison(way="encode-bfloat16", rounds=tuple(alike)),
            Comparison(way="langchain", rounds=tuple(usual)),
        ),
    )


def _write_texts(library: Path, file: Path) -> None:
    """The texts that are embedded for a library's passages, as a JSON list."""
    with Library.open(library, None) as held:
        texts = [
            embedded_text(passage.heading, passage.span.of(document.text))
            for document in (held.document(summary.document) for summary in held.documents())
            for passage in document.passages
        ]
    file.write_text(json.dumps(texts), encoding="utf-8")


# Libraries of several sizes.


@dataclass(frozen=True)
class _Made:
    """A library, and its making where that was timed; ``samples`` may be of an earlier run."""

    library: Path
    documents: Path
    indexed: Indexed | None
    samples: tuple[Sample, ...]


def _libraries(plan: Plan) -> Iterator[_Made]:
    """One of each size, the smallest first; the largest is kept, or was."""
    a_passage = float(_CHARACTERS_A_PASSAGE)
    for passages in plan.sizes:
        plan.told(f"library of {passages:,} passages")
        made = _made(plan, plan.work / f"library-{passages}", round(passages * a_passage))
        if made.indexed is not None and made.indexed.passages:
            a_passage = made.indexed.characters / made.indexed.passages
        yield made
    if plan.large is None:
        return
    kept = plan.kept or plan.work / f"library-{plan.large}"
    if (kept / "catalogue.sqlite").is_file():
        yield _Made(kept, kept, None, _SAMPLED.validate_json(_sampled(kept)))
        return
    plan.told(f"library of {plan.large:,} passages")
    large = _made(plan, kept, round(plan.large * a_passage))
    _beside(kept).write_bytes(_SAMPLED.dump_json(large.samples))
    yield large


def _made(plan: Plan, library: Path, characters: int) -> _Made:
    documents = plan.work / f"{library.name}-documents"
    plan.source.taken(characters, documents)
    every = max(1, characters // _CHARACTERS_A_PASSAGE // _SAMPLES)
    index = Index(documents=documents, library=library, model=plan.model, every=every)
    indexed = plan.run(index, Indexed)
    return _Made(library, documents, indexed, indexed.samples)


def _beside(library: Path) -> Path:
    """Where it is kept how the making of a library went."""
    return library.with_name(f"{library.name}.samples.json")


def _sampled(library: Path) -> bytes:
    file = _beside(library)
    return file.read_bytes() if file.is_file() else b"[]"


def _refresh(plan: Plan, made: _Made) -> Refresh:
    """Refreshes that find nothing changed, after a first index."""
    plan.told("refreshes with nothing changed")
    assert made.indexed is not None  # noqa: S101 - only the large one may have been there
    again = Index(documents=made.documents, library=made.library, model=plan.model)
    rounds = tuple(plan.run(again, Indexed) for _ in range(plan.rounds))
    return Refresh(first=made.indexed.model_copy(update={"samples": ()}), unchanged=rounds)


# Questions.


def _asked(plan: Plan, made: Sequence[_Made]) -> tuple[Size, ...]:
    """Rounds of questions, the sizes by turns; each round asks others."""
    rounds: list[list[Asked]] = [[] for _ in made]
    used = shipped(corpus_path() / "questions")
    for number in range(plan.rounds):
        plan.told(f"questions, round {number + 1} of {plan.rounds}")
        for place, one in enumerate(made):
            questions = questions_about(
                one.library, plan.questions + _WARM_UP, seed=number, not_these=used
            )
            task = Ask(
                library=one.library,
                warm_up=tuple(questions[:_WARM_UP]),
                questions=tuple(questions[_WARM_UP:]),
                model=plan.model,
            )
            rounds[place].append(plan.run(task, Asked))
    return tuple(_size(one, rounds[place]) for place, one in enumerate(made))


def _size(made: _Made, rounds: Sequence[Asked]) -> Size:
    with Library.open(made.library, None) as held:
        passages, documents = held.passage_count(), len(held.documents())
    return Size(
        passages=passages,
        documents=documents,
        indexed=made.indexed,
        samples=made.samples,
        disk=disk.parts(made.library),
        rounds=tuple(rounds),
    )


# Starting.


def _start_up(plan: Plan, made: _Made) -> StartUp:
    """Whole processes of the command, from start to end."""
    plan.told("starting")
    question = questions_about(made.library, 1, seed=plan.rounds, not_these=set())
    ask = ["--library", str(made.library), "ask", "--", *question]
    started = plan.starts if plan.model == "packaged" else 0
    return StartUp(
        help=tuple(_seconds_of(["--help"]) for _ in range(plan.starts)),
        ask=tuple(_seconds_of(ask) for _ in range(started)),
    )


def _seconds_of(arguments: Sequence[str]) -> float:
    command = [sys.executable, "-m", "app.cli", *arguments]
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - our own command
    return time.perf_counter() - start


def read_figures(file: Path) -> Figures:
    """A run as it was kept."""
    return TypeAdapter(Figures).validate_json(file.read_bytes())
