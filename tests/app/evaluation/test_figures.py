from __future__ import annotations

from typing import Any

import pytest
from rich.console import Console

from app.evaluation.figures import Result, figures_of, table_of


def result(**changes: Any) -> Result:
    """A question that is answered rightly, with whatever a test wants otherwise."""
    facts: dict[str, Any] = {
        "kind": "when",
        "near_miss": None,
        "alone": True,
        "answerable": True,
        "supported": True,
        "hits": (True, True),
        "found": True,
        "answered": True,
        "stated": True,
        "score": 1.0,
        "exact": 1,
        "quoted": 1,
    }
    return Result(**{**facts, **changes})


def unanswerable(**changes: Any) -> Result:
    return result(
        **{
            "answerable": False,
            "supported": False,
            "hits": (False, False),
            "found": False,
            "near_miss": "wrong year",
            **changes,
        }
    )


REFUSED = {"answered": False, "stated": False, "hits": (False, False), "score": -1.0}


def group(results: list[Result], name: str = "all") -> dict[str, Any]:
    found: dict[str, Any] = figures_of(results)["groups"][name]
    return found


def test_shares_are_of_those_that_they_are_about() -> None:
    figures = group(
        [
            result(),
            result(hits=(False, True)),
            result(**REFUSED),
            result(**REFUSED, found=False),
            unanswerable(score=0.5),
            unanswerable(stated=False, score=0.0),
            unanswerable(**REFUSED),
        ]
    )
    assert (figures["questions"], figures["supported"], figures["unanswerable"]) == (7, 4, 3)
    assert figures["hit@1"] == 0.25
    assert figures["hit@3"] == 0.5
    assert figures["found@3"] == 0.75
    assert figures["false_abstention"] == 0.5
    assert figures["abstention_recall"] == pytest.approx(1 / 3, abs=1e-4)
    assert figures["unanswerable_stated"] == pytest.approx(1 / 3, abs=1e-4)
    assert figures["unanswerable_related"] == pytest.approx(1 / 3, abs=1e-4)
    assert figures["balanced_accuracy"] == pytest.approx((1 / 2 + 1 / 3) / 2, abs=1e-4)
    assert figures["balanced_accuracy_stated"] == pytest.approx((1 / 2 + 2 / 3) / 2, abs=1e-4)
    # Of 4 × 3 pairs: two scores of 1 above all three, two of -1 level with one.
    assert figures["auc"] == pytest.approx((6 + 2 / 2) / 12, abs=1e-4)
    # As they are shown, the refused one is level with the two refused.
    assert figures["auc_shown"] == pytest.approx((6 + 2 / 2) / 12, abs=1e-4)


def test_what_is_refused_is_below_what_is_shown_however_sure() -> None:
    results = [result(score=0.1), unanswerable(**{**REFUSED, "score": 5.0})]
    assert group(results)["auc"] == 0.0
    assert group(results)["auc_shown"] == 1.0


def test_what_another_document_answers_is_neither() -> None:
    figures = group([result(), result(supported=False, hits=(False, False), score=-5.0)])
    assert figures["supported"] == 1
    assert figures["answered_elsewhere"] == 1.0
    assert figures["auc"] is None
    assert "auc" not in figures["intervals"]


def test_nothing_read_is_the_least_sure() -> None:
    assert group([result(score=-9.0), unanswerable(**{**REFUSED, "score": None})])["auc"] == 1.0


def test_groups_are_kinds_and_near_misses() -> None:
    results = [result(), result(kind="who", alone=False), unanswerable(kind="who")]
    groups = figures_of(results)["groups"]
    assert set(groups) == {"all", "English, single turn", "when", "who", "near miss: wrong year"}
    assert groups["English, single turn"]["questions"] == 2
    assert groups["near miss: wrong year"]["hit@1"] is None


def test_intervals_hold_the_figure_and_narrow_with_more_questions() -> None:
    few = [result(hits=(at % 4 == 0, True)) for at in range(20)]
    widths = []
    for results in (few, few * 20):
        figures = group(results)
        low, high = figures["intervals"]["hit@1"]
        assert low < figures["hit@1"] < high
        widths.append(high - low)
    assert widths[1] < widths[0] / 3


def test_a_row_of_the_table_for_each_group() -> None:
    figures = figures_of([result(), unanswerable()])
    console = Console(width=200, file=None, record=True, color_system=None)
    with console.capture() as captured:
        console.print(table_of("coast", figures))
    shown = captured.get()
    assert "coast: 2 of 2 quotations exact" in shown
    assert "near miss: wrong year" in shown
    assert "1.00 (1.00–1.00)" in shown


def test_supports_that_are_gone_are_told_above_the_table() -> None:
    figures = figures_of([result()]) | {"unplaced": ["a-7"]}
    assert "not found any more for a-7" in str(table_of("coast", figures).title)
