"""How well the check of written statements tells true ones from false ones.

    python -m app.evaluation.statements [--files DIR [--suite NAME]] [--seed N] [--json]

Measured are statements over what ships or, where the folder of their files is given, over the
documents of a suite: ``un-development`` to mend the check by, ``un-test`` to quote. Prints for each
kind what share of the false statements was caught and of the true ones kept, and the misses.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.evaluation.evidence import read_evidence
from app.evaluation.files import SHIPPED
from app.evaluation.pairs import Pair, by_hand, by_rule, read_statements
from app.evaluation.suites import read_suite
from app.writing.contracts import Check, Verdict, Written
from corpus import corpus_path

SEED = 7
SUITE = "un-development"
STATEMENTS = "statements"
_FEWEST = 10  # sentences of a document that rules are tried on: a catalogue card has two


@dataclass(frozen=True, slots=True)
class Judgement:
    """A pair and what the check said of it."""

    pair: Pair
    verdict: Verdict

    @property
    def right(self) -> bool:
        """Whether a true statement was kept, or a false one caught."""
        return (self.verdict.fault is None) == self.pair.true


@dataclass(frozen=True, slots=True)
class Share:
    """How many of some statements were judged rightly."""

    right: int
    of: int

    @property
    def share(self) -> float:
        """From 0 to 1; 1 of none."""
        return self.right / self.of if self.of else 1.0

    def __str__(self) -> str:
        return f"{self.right}/{self.of} ({self.share:.1%})"


def pairs_of(data: Path | None = None, suite: str = SUITE, seed: int = SEED) -> list[Pair]:
    """All pairs: over what ships and, where the folder of their files is given, over the documents
    of ``suite`` instead.

    Raises :class:`UsageError` where a file is lacking or faulty.
    """
    folder = corpus_path()
    if data is None:
        rows, files = read_statements(folder / STATEMENTS / "shipped.jsonl"), []
    else:
        rows = read_statements(folder / STATEMENTS / f"{suite}.jsonl")
        asked = read_suite(folder / "questions" / f"{suite}.jsonl")
        files = [q.file for q in asked if q.file and not q.file.startswith(SHIPPED)]
    evidence = read_evidence(files, data, shipped=data is None)
    whole = [document for document in evidence.values() if len(document.citations) >= _FEWEST]
    return [*by_hand(rows, evidence), *by_rule(whole, seed)]


def judged(pairs: Iterable[Pair], check: Check) -> list[Judgement]:
    """What the check says of each pair."""
    found = []
    for pair in pairs:
        numbers = tuple(citation.number for citation in pair.cited)
        written = Written(pair.statement, numbers)
        found.append(Judgement(pair, check(written, pair.cited)))
    return found


def share_of(judgements: Iterable[Judgement]) -> Share:
    """How many of them are right."""
    right = [judgement.right for judgement in judgements]
    return Share(sum(right), len(right))


def kept(judgements: Iterable[Judgement]) -> Share:
    """How many of the true statements were kept."""
    return share_of(j for j in judgements if j.pair.true)


def caught(judgements: Iterable[Judgement]) -> Share:
    """How many of the false statements were caught."""
    return share_of(j for j in judgements if not j.pair.true)


def by_kind(judgements: Sequence[Judgement]) -> dict[tuple[bool, bool, str], Share]:
    """The shares by truth, by whether a person wrote them, and by kind."""
    kinds = sorted({(j.pair.true, j.pair.by_hand, j.pair.kind) for j in judgements})
    return {
        kind: share_of(j for j in judgements if (j.pair.true, j.pair.by_hand, j.pair.kind) == kind)
        for kind in kinds
    }


def as_text(judgements: Sequence[Judgement]) -> str:
    """The figures and the misses, for a person."""
    lines = [f"caught {caught(judgements)}, kept {kept(judgements)}"]
    for (true, hand, kind), share in by_kind(judgements).items():
        done = "kept" if true else "caught"
        lines.append(f"  {done:7}{'by hand' if hand else 'by rule':9}{kind:22}{share}")
    for miss in (j for j in judgements if not j.right):
        said = miss.verdict.reason or "nothing wrong"
        lines.append(f"\n{'true' if miss.pair.true else 'false'}, {miss.pair.kind}: {miss.pair.id}")
        lines.append(f"  {miss.pair.statement}\n  found: {said}")
        lines.extend(f"  | {c.quote}" for c in miss.pair.cited)
    return "\n".join(lines)


def as_json(judgements: Sequence[Judgement]) -> dict[str, Any]:
    """The figures and the misses, for a program."""
    return {
        "caught": [caught(judgements).right, caught(judgements).of],
        "kept": [kept(judgements).right, kept(judgements).of],
        "kinds": [
            {"true": true, "by_hand": hand, "kind": kind, "right": share.right, "of": share.of}
            for (true, hand, kind), share in by_kind(judgements).items()
        ],
        "misses": [
            {
                "id": j.pair.id,
                "true": j.pair.true,
                "kind": j.pair.kind,
                "statement": j.pair.statement,
                "reason": j.verdict.reason,
            }
            for j in judgements
            if not j.right
        ],
    }


def shipped_check() -> Check:
    """The check as answers are written with it."""
    from app.writing.checking import Checker

    return Checker()


def main(arguments: Sequence[str]) -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--files", type=Path, help="the folder of the files of the suite")
    parser.add_argument("--suite", default=SUITE)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args(arguments)
    judgements = judged(pairs_of(given.files, given.suite, given.seed), shipped_check())
    if given.json:
        print(json.dumps(as_json(judgements), ensure_ascii=False, indent=1))
    else:
        print(as_text(judgements))


if __name__ == "__main__":
    main(sys.argv[1:])
