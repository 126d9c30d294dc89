"""Measures indexing, asking and starting, and prints one table.

    python -m app.benchmark [--data FOLDER] [--passages N] [--library FOLDER] [--out FILE]

Without --data, documents are generated. With --passages, a large library is made too; it is kept
in --library and used again if it is there. See docs/performance.md.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from rich.table import Table

from app.benchmark.documents import Documents, Generated
from app.benchmark.figures import Figures
from app.benchmark.goals import rows_of
from app.benchmark.measuring import Plan, measure
from app.terminal import console, say
from store.errors import PenholderError

LARGE = 150_000
"""Passages of the large library where its size is not given."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures, prints the table, keeps the figures; 1 where it cannot."""
    given = parsed(arguments)
    try:
        with tempfile.TemporaryDirectory(prefix="penholder-benchmark-") as work:
            figures = measure(replace(_planned(given, Path(work)), told=say))
    except PenholderError as error:
        say(f"penholder: {error}")
        return error.exit_code
    given.out.parent.mkdir(parents=True, exist_ok=True)
    given.out.write_text(figures.model_dump_json(indent=1), encoding="utf-8")
    show(figures)
    return 0


def parsed(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="python -m app.benchmark", description=__doc__, allow_abbrev=False
    )
    parser.add_argument("--data", type=Path, help="a folder of text files to measure on")
    parser.add_argument(
        "--passages", type=int, nargs="?", const=LARGE, help="make a large library as well"
    )
    parser.add_argument("--library", type=Path, help="where the large library is kept")
    parser.add_argument("--rounds", type=int, default=3, help="how often all is done, by turns")
    parser.add_argument("--out", type=Path, default=Path("build/bench.json"))
    return parser.parse_args(arguments)


def _planned(given: argparse.Namespace, work: Path) -> Plan:
    source = Generated() if given.data is None else Documents.under(given.data)
    large = given.passages or (LARGE if given.library is not None else None)
    return Plan(
        source=source,
        described=source.described,
        work=work,
        large=large,
        kept=given.library,
        rounds=given.rounds,
    )


def show(figures: Figures) -> None:
    """One table, for the terminal."""
    table = Table("What", "Measured", "Goal", "Met", box=None, header_style="bold", pad_edge=False)
    table.columns[1].justify = "right"
    for row in rows_of(figures):
        met = "" if row.met is None else "yes" if row.met else "no"
        table.add_row(row.what, row.measured, row.goal, met)
    console().print(table)


if __name__ == "__main__":
    sys.exit(main())
