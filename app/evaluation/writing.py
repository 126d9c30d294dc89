"""The figures of written answers: whether what is shown rests on what answers, and what is dropped.

* Precision of statements: the share of those shown that cite a sentence of the suite's support; of
  citations: the share of a statement's numbers that name one. Both are lower bounds where the suite
  names one sentence of several that answer.
* Recall: the share of answers in which some statement shown cites support.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from app.evaluation.labels import Labels
from app.evaluation.suites import SuiteQuestion
from app.training.measures import interval, resamples
from app.writing.contracts import Fault

if TYPE_CHECKING:
    from rich.table import Table

_FEWEST = 2  # questions that an interval is worth


@dataclass(frozen=True, slots=True)
class Shown:
    """A statement of the model that is shown. ``support``: which of its citations are support."""

    text: str
    verified: bool
    support: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class WrittenAnswer:
    """One question and what came of having a model write the answer.

    ``asked``: there was something to write from. ``dropped`` are statements with the fault of each,
    ``markers`` counts those dropped from statements that were kept.
    """

    question: SuiteQuestion
    asked: bool
    written: bool
    notice: str
    shown: tuple[Shown, ...]
    dropped: tuple[tuple[str, Fault], ...]
    markers: int

    @property
    def supported(self) -> bool:
        """Whether the suite says where the answer stands, and an answer was written."""
        return self.written and self.question.answerable and self.question.support is not None

    @property
    def finds(self) -> bool:
        """Whether a statement shown cites support."""
        return any(any(shown.support) for shown in self.shown)


def writing_figures(
    answers: Sequence[WrittenAnswer], model: str, labels: Labels | None = None
) -> dict[str, Any]:
    """The figures of a suite that ``model`` answered; with labels, how many statements stood and
    fell as a person would have it.
    """
    asked = [one for one in answers if one.asked]
    instead = [one for one in asked if not one.written]
    supported = [one for one in answers if one.supported]
    dropped = [fault for one in answers for _, fault in one.dropped]
    counts = Counter(fault.name.lower() for fault in dropped)
    return {
        "model": model,
        "questions": len(answers),
        "asked": len(asked),
        "written": len(asked) - len(instead),
        "quoted_instead": {
            "questions": len(instead),
            "why": dict(Counter(one.notice for one in instead).most_common()),
        },
        "statements_shown": sum(len(one.shown) for one in answers),
        "statements_unverified": sum(not s.verified for one in answers for s in one.shown),
        "statement_precision": _ratio(
            [(sum(any(s.support) for s in one.shown), len(one.shown)) for one in supported]
        ),
        "citation_precision": _ratio([_cited(one) for one in supported]),
        "citation_recall": _ratio([(int(one.finds), 1) for one in supported]),
        "statements_dropped": len(dropped),
        "faults": {f.name.lower(): n for f in Fault if (n := counts[f.name.lower()])},
        "markers_dropped": sum(one.markers for one in answers),
        "labelled": None if labels is None else _labelled(answers, labels),
    }


def _cited(one: WrittenAnswer) -> tuple[int, int]:
    numbers = [right for shown in one.shown for right in shown.support]
    return sum(numbers), len(numbers)


def _ratio(counts: Sequence[tuple[int, int]]) -> dict[str, Any]:
    """A share over questions, each with how many are right of how many, and its interval."""
    pairs = np.asarray(counts, dtype=int).reshape(-1, 2)
    right, of = (int(total) for total in pairs.sum(axis=0))
    drawn = [pairs[rows].sum(axis=0) for rows in resamples(len(pairs))] if of else []
    shares = [float(one[0] / one[1]) for one in drawn if one[1]]
    between = interval(shares) if len(pairs) >= _FEWEST and shares else None
    return {
        "right": right,
        "of": of,
        "share": round(right / of, 4) if of else None,
        "interval": between,
    }


def _labelled(answers: Iterable[WrittenAnswer], labels: Labels) -> dict[str, Any]:
    """What the labels say of what is shown as checked, of what is shown as checked in part, and of
    what was dropped; the statements judged otherwise than a person did, and those with no label.
    """
    told = [
        (one.question.id, text, kept, labels.supported(one.question.id, text))
        for one in answers
        for text, kept in (
            *((shown.text, "shown" if shown.verified else "in part") for shown in one.shown),
            *((text, "dropped") for text, _ in one.dropped),
        )
    ]
    counts = Counter((kept, truth) for *_, kept, truth in told)
    return {
        "shown_supported": counts["shown", True],
        "shown_unsupported": counts["shown", False],
        "in_part_supported": counts["in part", True],
        "in_part_unsupported": counts["in part", False],
        "dropped_rightly": counts["dropped", False],
        "dropped_wrongly": counts["dropped", True],
        "unlabelled": sum(truth is None for *_, truth in told),
        "misses": [
            {"question": name, "statement": text, "is": kept}
            for name, text, kept, truth in told
            if truth is (kept == "dropped")
        ],
        "without_label": [
            {"question": name, "statement": text, "is": kept}
            for name, text, kept, truth in told
            if truth is None
        ],
    }


def writing_table(figures: Mapping[str, Any]) -> Table:
    """The figures for a person."""
    from rich.table import Table

    table = Table(box=None, title=f"Written by {figures['model']}", title_justify="left")
    table.show_header = False
    for name, value in _rows(figures):
        table.add_row(name, value)
    return table


def _rows(figures: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    yield "put to the model", f"{figures['asked']} of {figures['questions']} questions"
    yield "written", str(figures["written"])
    instead = figures["quoted_instead"]
    yield "quoted instead", str(instead["questions"])
    yield from ((f"  {why}", str(count)) for why, count in instead["why"].items())
    yield "statements shown", str(figures["statements_shown"])
    if figures["statements_unverified"]:
        yield "  checked in part", str(figures["statements_unverified"])
    yield "  that cite support", shown_share(figures["statement_precision"])
    yield "citations that are support", shown_share(figures["citation_precision"])
    yield "answers that cite support", shown_share(figures["citation_recall"])
    yield "statements dropped", str(figures["statements_dropped"])
    yield from ((f"  {Fault[f.upper()].value}", str(n)) for f, n in figures["faults"].items())
    yield "markers dropped", str(figures["markers_dropped"])
    labelled = figures["labelled"]
    if labelled is not None:
        yield "shown and borne out", str(labelled["shown_supported"])
        yield "shown and not borne out", str(labelled["shown_unsupported"])
        if figures["statements_unverified"]:
            yield "checked in part and borne out", str(labelled["in_part_supported"])
            yield "checked in part and not borne out", str(labelled["in_part_unsupported"])
        yield "dropped rightly", str(labelled["dropped_rightly"])
        yield "dropped wrongly", str(labelled["dropped_wrongly"])
        yield "with no label", str(labelled["unlabelled"])


def shown_share(ratio: Mapping[str, Any]) -> str:
    """A share with what it is of, as "12 of 16, .75 (.50–.94)"."""
    if ratio["share"] is None:
        return "–"
    counted = f"{ratio['right']} of {ratio['of']}, {ratio['share']:.2f}"
    between = ratio["interval"]
    return f"{counted} ({between[0]:.2f}–{between[1]:.2f})" if between else counted
