"""Statements whose citations are known to bear them out, or not to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from pydantic import BaseModel, ConfigDict, Field

from app.answering.answer import Citation
from app.evaluation.evidence import Evidence
from app.evaluation.falsifying import FALSIFICATIONS, Pool, pool_of
from app.evaluation.places import Place
from app.evaluation.rewording import REWORDINGS, merged, stands_alone, subject_given
from app.evaluation.rows import rows_of
from app.evaluation.wordings import is_plain

MOST_OF_A_DOCUMENT = 24
"""Sentences of one document that statements are made from by rule."""

MOST_OF_A_KIND = 60
"""Statements that a rule makes in all, so that one that always applies does not outweigh others."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A statement, the citations that it points at, and whether they bear it out.

    ``kind`` is how it was worded, or in what it is false; ``by_hand`` whether a person wrote it.
    """

    id: str
    statement: str
    cited: tuple[Citation, ...]
    true: bool
    kind: str
    by_hand: bool

    @property
    def document(self) -> str:
        """The document of its first citation."""
        return self.cited[0].document


class StatementRow(BaseModel):
    """One line of a file of statements written by hand. ``file`` is where a document that does not
    ship is read from, under a folder of data."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    citations: tuple[Place, ...] = Field(min_length=1)
    statement: str
    true: bool
    kind: str
    file: str | None = None


def read_statements(path: Path) -> list[StatementRow]:
    """The statements of a JSONL file. Raises :class:`UsageError`, naming the faulty line."""
    remedy = "give id, citations, statement, true and kind on each line"
    return [row for _, row in rows_of(path, StatementRow, what="a statement", remedy=remedy)]


def by_hand(rows: Sequence[StatementRow], evidence: Mapping[str, Evidence]) -> Iterator[Pair]:
    """The pairs that people wrote, of documents that are here and places that are still there."""
    for row in rows:
        found = [evidence[p.document].at(p) for p in row.citations if p.document in evidence]
        if len(found) == len(row.citations) and all(found):
            cited = tuple(citation for some in found for citation in some)
            yield Pair(row.id, row.statement, _numbered(cited), row.true, row.kind, by_hand=True)


def by_rule(evidence: Sequence[Evidence], seed: int) -> Iterator[Pair]:
    """The pairs that rules make of the sentences of these documents, the same for the same seed."""
    made: dict[tuple[bool, str], list[Pair]] = {}
    for pair in _made(evidence, seed):
        made.setdefault((pair.true, pair.kind), []).append(pair)
    for pairs in made.values():
        random = Random(seed)  # noqa: S311 - nothing secret
        yield from random.sample(pairs, min(MOST_OF_A_KIND, len(pairs)))


def _made(evidence: Sequence[Evidence], seed: int) -> Iterator[Pair]:
    pool = pool_of(evidence)
    for document in evidence:
        random = Random(f"{seed} {document.document}")  # noqa: S311 - nothing secret
        usable = [c for c in document.citations if is_plain(c.quote) or subject_given(c)]
        chosen = random.sample(usable, min(MOST_OF_A_DOCUMENT, len(usable)))
        for citation in sorted(chosen, key=lambda c: c.start):
            yield from _reworded(citation, document)
            yield from _falsified(citation, document, pool, random)


def _reworded(citation: Citation, document: Evidence) -> Iterator[Pair]:
    stem = f"{citation.document}:{citation.start}"
    for kind, reword in REWORDINGS.items():
        if statement := reword(citation):
            cited = _numbered((citation,))
            yield Pair(f"{stem}-{kind}", statement, cited, True, kind, by_hand=False)
    following = next((c for c in document.citations if c.start > citation.start), None)
    if following and is_plain(following.quote) and stands_alone(citation):
        both = _numbered((citation, following))
        statement = merged(citation, following)
        yield Pair(f"{stem}-merged", statement, both, True, "two merged", by_hand=False)


def _falsified(
    citation: Citation, document: Evidence, pool: Pool, random: Random
) -> Iterator[Pair]:
    stem = f"{citation.document}:{citation.start}"
    for kind, falsify in FALSIFICATIONS.items():
        if statement := falsify(citation, document, pool, random):
            cited = _numbered((citation,))
            yield Pair(f"{stem}-{kind}", statement, cited, False, kind, by_hand=False)


def _numbered(cited: Sequence[Citation]) -> tuple[Citation, ...]:
    """The citations as an answer numbers them, from 1."""
    return tuple(c.model_copy(update={"number": n}) for n, c in enumerate(cited, start=1))
