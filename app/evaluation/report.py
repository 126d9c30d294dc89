"""Fills the figures of ``docs/`` from what was measured, so that none is copied by hand.

    python -m app.evaluation.report RUNS DOCS

RUNS holds what these print with ``--json`` or as JSON: ``un-development.json``, ``un-test.json``
and ``brief.json`` of ``penholder evaluate``, ``dense.json`` of ``app.evaluation.dense`` and
``reader.json`` of ``app.training.evaluate``, and ``writing-NAME.json`` of ``evaluate --model`` for
each that wrote; what is not there is left as it was. A figure's place in a page of DOCS is between
``<!-- figures: NAME -->`` and ``<!-- end -->``.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.evaluation.chart import chart_of
from store.errors import UsageError

_PLACE = re.compile(r"(<!-- figures: ([\w-]+) -->\n)(.*?)(<!-- end -->)", re.DOTALL)
_NEAR_MISS = "near miss: "
_PAGES = ("quality.md", "reader.md")
_CHART = "quality.svg"
_WRITING = "writing-"
_FEWEST = 4  # questions that a row of all groups is worth
_SUITES = ("un-development", "un-test", "brief")

Figures = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading, and the figure that it shows."""

    heading: str
    figure: str


ANSWERS = (
    Column("hit@1", "hit@1"),
    Column("hit@3", "hit@3"),
    Column("shown", "found@3"),
    Column("refused though answered", "false_abstention"),
    Column("refused rightly", "abstention_recall"),
    Column("stated wrongly", "unanswerable_stated"),
    Column("AUC", "auc"),
    Column("AUC as shown", "auc_shown"),
    Column("balanced accuracy", "balanced_accuracy"),
)
_KINDS = ANSWERS[:4]
_NEAR = (
    Column("refused", "abstention_recall"),
    Column("shown as related", "unanswerable_related"),
    Column("shown as stated", "unanswerable_stated"),
)
# Plain retrieval knows no middle band.
_COMPARED = tuple(c for c in ANSWERS if c.figure not in ("unanswerable_stated", "auc_shown"))


def main(arguments: Sequence[str]) -> None:
    """Fills the pages and draws the chart."""
    runs, docs = (Path(argument) for argument in arguments)
    found = {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(runs.glob("*.json"))}
    tables = tables_of(found)
    for page in _PAGES:
        path = docs / page
        if path.is_file():
            path.write_text(filled(path.read_text("utf-8"), tables), encoding="utf-8")
    if "un-test" in found:
        (docs / _CHART).write_text(chart_of(groups_of(found["un-test"])), encoding="utf-8")


def tables_of(found: Mapping[str, Any]) -> dict[str, str]:
    """The content of each place whose figures were measured."""
    tables: dict[str, str] = {}
    for suite in _SUITES:
        if suite in found:
            groups = groups_of(found[suite])
            wide = {
                name: row
                for name, row in groups.items()
                if not name.startswith(_NEAR_MISS) and row["questions"] >= _FEWEST
            }
            tables[f"{suite}-all"] = answers_table({"all": groups["all"]})
            tables[f"{suite}-groups"] = answers_table(wide)
            tables[f"{suite}-kinds"] = kinds_table(groups)
            tables[f"{suite}-near-misses"] = near_misses_table(groups)
            tables[f"{suite}-exact"] = _exact(found[suite]["figures"])
    if {"dense", "un-test"} <= set(found):
        tables["comparison"] = comparison_table(found["un-test"], found["dense"])
    written = {name: run for name, run in found.items() if name.startswith(_WRITING)}
    if written:
        tables["writing"] = writing_table(written)
    if "reader" in found:
        tables["reader"] = reader_table(found["reader"])
    return tables


def _exact(figures: Figures) -> str:
    exact, quoted = figures["exact_quotations"], figures["quotations"]
    return f"Quotations exact: {exact:,} of {quoted:,}."


def groups_of(report: Figures) -> dict[str, Any]:
    """The groups of a report of ``penholder evaluate --json``."""
    groups: dict[str, Any] = report["figures"]["groups"]
    return groups


def filled(text: str, tables: Mapping[str, str]) -> str:
    """The page with every table in its place. Raises :class:`UsageError` for a place unclosed."""
    if text.count("<!-- figures: ") != len(_PLACE.findall(text)):
        raise UsageError("a place for figures is not closed", "end it with <!-- end -->")

    def put(match: re.Match[str]) -> str:
        content = tables.get(match[2])
        return match[0] if content is None else f"{match[1]}{content}\n{match[4]}"

    return _PLACE.sub(put, text)


def answers_table(groups: Figures) -> str:
    """A row a group, with all figures."""
    return _table("group", groups, ANSWERS)


def kinds_table(groups: Figures) -> str:
    """A row for each kind of question that has answers."""
    kinds = {
        name: row
        for name, row in groups.items()
        if not name.startswith((_NEAR_MISS, "all", "English, single")) and row["supported"]
    }
    return _table("asked for", kinds, _KINDS, counted="supported")


def near_misses_table(groups: Figures) -> str:
    """A row for each way in which the documents nearly answer."""
    near = {
        name.removeprefix(_NEAR_MISS): row
        for name, row in groups.items()
        if name.startswith(_NEAR_MISS)
    }
    return _table("near miss", near, _NEAR)


def comparison_table(ours: Figures, dense: Figures) -> str:
    """Penholder beside plain dense retrieval, on the test half."""
    rows = {"Penholder": groups_of(ours)["all"]}
    for cut in ("chunks", "sentences"):
        rows[f"dense, {cut}"] = dense[cut]["un-test"]["groups"]["all"]
    return _table("way", rows, _COMPARED)


def reader_table(tests: Figures) -> str:
    """The reader by itself, on articles that it did not learn from."""
    headings = ("test", "questions", "hit@1", "hit@3", "AUC", "balanced accuracy at 0")
    rows = [
        f"| {name} | {row['questions']:,} | {_triple(row['hit@1'])} | {_triple(row['hit@3'])} "
        f"| {_share(row['auc'], row['auc interval'])} | {_short(row['balanced accuracy at 0'])} |"
        for name, row in tests.items()
    ]
    return "\n".join([*_head(headings), *rows])


def writing_table(runs: Figures) -> str:
    """What each writer wrote on one suite, and how much of it stood."""
    headings = (
        "written by",
        "put to it",
        "written",
        "statements shown",
        "of these cite support",
        "citations that are support",
        "answers that cite support",
        "dropped",
        "shown, not borne out",
        "dropped wrongly",
    )
    rows = []
    for name, run in sorted(runs.items()):
        figures = run["figures"]["writing"]
        labelled = figures["labelled"] or {}
        cells = [
            name.removeprefix(_WRITING),
            f"{figures['asked']} of {figures['questions']}",
            str(figures["written"]),
            str(figures["statements_shown"]),
            *(
                _share(figures[ratio]["share"], figures[ratio]["interval"])
                for ratio in ("statement_precision", "citation_precision", "citation_recall")
            ),
            str(figures["statements_dropped"]),
            str(labelled.get("shown_unsupported", "–")),
            str(labelled.get("dropped_wrongly", "–")),
        ]
        rows.append(f"| {' | '.join(cells)} |")
    return "\n".join([*_head(headings), *rows])


def _table(
    first: str, groups: Figures, columns: Sequence[Column], counted: str = "questions"
) -> str:
    headings = (first, "questions", *(column.heading for column in columns))
    lines = _head(headings)
    for name, row in groups.items():
        cells = [_share(row[c.figure], row["intervals"].get(c.figure)) for c in columns]
        lines.append(f"| {' | '.join([name, str(row[counted]), *cells])} |")
    return "\n".join(lines)


def _head(headings: Sequence[str]) -> list[str]:
    return [f"| {' | '.join(headings)} |", "|" + "---|" * len(headings)]


def _triple(values: Sequence[float]) -> str:
    return _share(values[0], values[1:])


def _share(value: float | None, between: Sequence[float] | None) -> str:
    if value is None or between is None:
        return "–"
    return f"{_short(value)} ({_short(between[0])}–{_short(between[1])})"


def _short(value: float) -> str:
    return f"{value:.2f}".removeprefix("0") if value < 1 else f"{value:.2f}"


if __name__ == "__main__":
    main(sys.argv[1:])
