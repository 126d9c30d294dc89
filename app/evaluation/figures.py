"""The figures of a suite: how often the answer was right, and how well silence was kept.

Each share has the interval in which it falls for 95 of 100 resamples of the questions (the
percentile bootstrap of Efron), which is wide where the questions are few.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from app.training.measures import auc, interval, resamples

if TYPE_CHECKING:
    from rich.table import Table

Flags = NDArray[np.bool_]

_ENGLISH_SINGLE = "English, single turn"
_FIGURES = {
    "hit@1": "hit@1",
    "hit@3": "hit@3",
    "shown": "found@3",
    "refused": "false_abstention",
    "rightly refused": "abstention_recall",
    "wrongly stated": "unanswerable_stated",
    "AUC": "auc",
    "balanced": "balanced_accuracy",
}
"""The columns of the table, and the figures that they show."""


@dataclass(frozen=True)
class Result:
    """What became of one question.

    ``supported``: the suite says where the answer stands. ``hits``: whether that is the first
    citation, and among the first three; ``found``: whether it is among the first three that were
    shown, be it as nearest where there was no answer. ``stated``: answered, and not as merely
    related.
    ``score`` says how sure it was that there is an answer; none where nothing was read.
    """

    kind: str
    near_miss: str | None
    alone: bool
    answerable: bool
    supported: bool
    hits: tuple[bool, bool]
    found: bool
    answered: bool
    stated: bool
    score: float | None
    exact: int
    quoted: int


def figures_of(results: Sequence[Result]) -> dict[str, Any]:
    """Figures over everything, over English questions that stand alone, by kind, by near miss."""
    groups = {"all": results, _ENGLISH_SINGLE: [r for r in results if r.alone]}
    for kind in dict.fromkeys(r.kind for r in results):
        groups[kind] = [r for r in results if r.kind == kind]
    for near in dict.fromkeys(r.near_miss for r in results if r.near_miss):
        groups[f"near miss: {near}"] = [r for r in results if r.near_miss == near]
    return {
        "quotations": sum(r.quoted for r in results),
        "exact_quotations": sum(r.exact for r in results),
        "groups": {name: _group(group) for name, group in groups.items()},
    }


@dataclass(frozen=True)
class _Many:
    """Results as columns, of which some can be taken."""

    supported: Flags
    unanswerable: Flags
    elsewhere: Flags
    first: Flags
    three: Flags
    found: Flags
    answered: Flags
    stated: Flags
    score: NDArray[np.float32]

    @classmethod
    def of(cls, results: Sequence[Result]) -> _Many:
        def column(values: Iterable[bool]) -> Flags:
            return np.asarray(list(values), dtype=bool)

        return cls(
            supported=column(r.supported for r in results),
            unanswerable=column(not r.answerable for r in results),
            elsewhere=column(r.answerable and not r.supported for r in results),
            first=column(r.hits[0] for r in results),
            three=column(r.hits[1] for r in results),
            found=column(r.found for r in results),
            answered=column(r.answered for r in results),
            stated=column(r.stated for r in results),
            score=np.asarray(
                [-np.inf if r.score is None else r.score for r in results], dtype=np.float32
            ),
        )

    def taken(self, rows: NDArray[np.int64]) -> _Many:
        return _Many(
            self.supported[rows],
            self.unanswerable[rows],
            self.elsewhere[rows],
            self.first[rows],
            self.three[rows],
            self.found[rows],
            self.answered[rows],
            self.stated[rows],
            self.score[rows],
        )


def _share(what: Flags, among: Flags) -> float:
    return float(what[among].mean()) if among.any() else math.nan


def _balanced(said: Flags, many: _Many) -> float:
    return (_share(said, many.supported) + _share(~said, many.unanswerable)) / 2


def _auc(many: _Many) -> float:
    known = many.supported | many.unanswerable
    return auc(many.score[known], many.supported[known])


def _auc_shown(many: _Many) -> float:
    """As the reader sees it: what is stated above what is related, and that above what is refused;
    among these the surer first.
    """
    _, order = np.unique(many.score, return_inverse=True)
    band = many.answered.astype(int) + many.stated
    known = many.supported | many.unanswerable
    return auc((band * len(order) + order).astype(np.float32)[known], many.supported[known])


_MEASURES: Mapping[str, Callable[[_Many], float]] = {
    "hit@1": lambda many: _share(many.first, many.supported),
    "hit@3": lambda many: _share(many.three, many.supported),
    "found@3": lambda many: _share(many.found, many.supported),
    "false_abstention": lambda many: _share(~many.answered, many.supported),
    "supported_stated": lambda many: _share(many.stated, many.supported),
    "abstention_recall": lambda many: _share(~many.answered, many.unanswerable),
    "unanswerable_stated": lambda many: _share(many.stated, many.unanswerable),
    "unanswerable_related": lambda many: _share(many.answered & ~many.stated, many.unanswerable),
    "answered_elsewhere": lambda many: _share(many.answered, many.elsewhere),
    "auc": _auc,
    "auc_shown": _auc_shown,
    "balanced_accuracy": lambda many: _balanced(many.answered, many),
    "balanced_accuracy_stated": lambda many: _balanced(many.stated, many),
}


def _group(results: Sequence[Result]) -> dict[str, Any]:
    many = _Many.of(results)
    figures = {name: measure(many) for name, measure in _MEASURES.items()}
    known = [name for name, value in figures.items() if not math.isnan(value)]
    drawn: dict[str, list[float]] = {name: [] for name in known}
    for rows in resamples(len(results)):
        taken = many.taken(rows)
        for name in known:
            drawn[name].append(_MEASURES[name](taken))
    return {
        "questions": len(results),
        "supported": int(many.supported.sum()),
        "unanswerable": int(many.unanswerable.sum()),
        **{name: round(v, 4) if name in known else None for name, v in figures.items()},
        "intervals": {name: interval(values) for name, values in drawn.items()},
    }


def table_of(suite: str, figures: Mapping[str, Any]) -> Table:
    """The figures for a person, a row a group, each share with its interval."""
    from rich.table import Table

    exact, quoted = figures["exact_quotations"], figures["quotations"]
    title = f"{suite}: {exact} of {quoted} quotations exact"
    if gone := figures.get("unplaced"):
        title += f"; where the answer stands is not found any more for {', '.join(gone)}"
    table = Table("Group", "questions", *_FIGURES, title=title, box=None, title_justify="left")
    for group, row in figures["groups"].items():
        cells = [_cell(row[name], row["intervals"].get(name)) for name in _FIGURES.values()]
        table.add_row(group, str(row["questions"]), *cells)
    return table


def _cell(value: float | None, between: Sequence[float] | None) -> str:
    if value is None or between is None:
        return "–"
    return f"{value:.2f} ({between[0]:.2f}–{between[1]:.2f})"
