"""Makes a file of statements from statements with quotations, with no word of the sources in it.

    python -m app.evaluation.placing WRITTEN.jsonl STATEMENTS.jsonl [--files DIR]

Each line of what is written has ``id``, ``statement``, ``true``, ``kind`` and ``quotes``: for each
sentence that the statement points at its ``document`` and words that stand in it alone; and
``file``, under DIR, for documents that do not ship.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from app.evaluation.evidence import Evidence, read_evidence
from app.evaluation.pairs import StatementRow
from app.evaluation.places import Place, place_of
from app.evaluation.rows import rows_of
from store.errors import UsageError
from store.records import Span


class Quote(BaseModel):
    """Words by which a sentence is found."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    document: str
    quote: str = Field(min_length=1)


class WrittenStatement(BaseModel):
    """One statement as its author wrote it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    quotes: tuple[Quote, ...] = Field(min_length=1)
    statement: str
    true: bool
    kind: str
    file: str | None = None


def placed(row: WrittenStatement, evidence: Mapping[str, Evidence]) -> StatementRow:
    """The statement as the file has it.

    Raises :class:`UsageError` where words stand in no sentence of their document, or in several.
    """
    return StatementRow(
        id=row.id,
        citations=tuple(_place(row.id, quote, evidence) for quote in row.quotes),
        statement=row.statement,
        true=row.true,
        kind=row.kind,
        file=row.file,
    )


def _place(row: str, quote: Quote, evidence: Mapping[str, Evidence]) -> Place:
    document = evidence.get(quote.document)
    citations = document.citations if document else ()
    found = [citation for citation in citations if quote.quote in citation.quote]
    if document is None or len(found) != 1:
        raise UsageError(
            f"“{quote.quote}” of {row} stands in {len(found)} sentences of {quote.document}",
            "quote words that stand in one sentence alone",
        )
    return place_of(document.document, document.text, Span(found[0].start, found[0].end))


def main(arguments: Sequence[str]) -> None:
    """Reads the documents, and writes the file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("written", type=Path)
    parser.add_argument("statements", type=Path)
    parser.add_argument("--files", type=Path, help="the folder that the paths are under")
    given = parser.parse_args(arguments)
    remedy = "see the head of app/evaluation/placing.py"
    rows = [row for _, row in rows_of(given.written, WrittenStatement, what="one", remedy=remedy)]
    evidence = read_evidence([row.file for row in rows if row.file], given.files)
    lines = [placed(row, evidence).model_dump_json(exclude_none=True) for row in rows]
    given.statements.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
