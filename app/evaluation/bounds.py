"""Chooses how alike a statement and the sentences under it must be, and stores it as data.

    python -m app.evaluation.bounds --files DIR [--write]

The bound is the highest at which all but one in two hundred true statements are kept. It is chosen
on the documents of ``un-training``, none of which is among those that figures are quoted of.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.answering.reading import PassageReader
from app.evaluation.evidence import read_evidence
from app.evaluation.pairs import Pair, by_rule
from app.evaluation.statements import SEED
from app.evaluation.suites import read_suite
from app.writing.checking import bounds
from app.writing.contracts import Similarity
from corpus import corpus_path
from store.embedding import load_embedder

_SUITE = "questions/un-training.jsonl"
_LOST = 0.005
"""Share of the true statements that may be lost to the bound."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A bound, and what it keeps of the true statements and catches of those on other matters."""

    bound: float
    kept: float
    caught: float
    statements: int


def chosen(pairs: Sequence[Pair], similarity: Similarity) -> Chosen:
    """The bound for these pairs, rounded down to hundredths."""

    def alike(pair: Pair) -> float:
        return similarity(pair.statement, [citation.quote for citation in pair.cited])

    true = sorted(alike(pair) for pair in pairs if pair.true)
    apart = [alike(pair) for pair in pairs if pair.kind == "another sentence"]
    bound = math.floor(true[int(len(true) * _LOST)] * 100) / 100
    return Chosen(
        bound=bound,
        kept=sum(value >= bound for value in true) / len(true),
        caught=sum(value < bound for value in apart) / max(1, len(apart)),
        statements=len(true),
    )


def training_pairs(data: Path) -> list[Pair]:
    """Pairs over the documents of ``un-training``, whose files are under ``data``."""
    questions = read_suite(corpus_path() / _SUITE)
    evidence = read_evidence([q.file for q in questions if q.file], data, shipped=False)
    return list(by_rule(list(evidence.values()), SEED))


def main(arguments: Sequence[str]) -> None:
    """Chooses, prints and, where it is asked to, stores."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--files", type=Path, required=True, help="where the files are")
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args(arguments)
    found = chosen(training_pairs(given.files), PassageReader(load_embedder()).similarity)
    print(
        f"{found.bound}: keeps {found.kept:.1%} of {found.statements}, catches {found.caught:.1%}"
    )
    if given.write:
        path = Path(bounds.__file__).with_name(bounds.STORED)
        path.write_text(json.dumps({"least_similar": found.bound}) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
