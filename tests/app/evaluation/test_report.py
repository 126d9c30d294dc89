from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest

from app.evaluation import report
from app.evaluation.chart import chart_of
from app.evaluation.figures import Result, figures_of
from store.errors import UsageError

PAGE = """# Quality

<!-- figures: un-test-all -->
old
<!-- end -->

Words between.

<!-- figures: comparison -->
as it was
<!-- end -->
"""


def run() -> dict[str, Any]:
    def result(kind: str, near_miss: str | None, *, answered: bool, hit: bool) -> Result:
        return Result(
            kind=kind,
            near_miss=near_miss,
            alone=True,
            answerable=near_miss is None,
            supported=near_miss is None,
            hits=(hit, hit),
            found=hit,
            answered=answered,
            stated=answered,
            score=float(answered),
            exact=1,
            quoted=1,
        )

    results = [
        result("who & when", None, answered=True, hit=True),
        result("who & when", None, answered=False, hit=False),
        result("where", "wrong body", answered=True, hit=False),
        result("where", "wrong body", answered=False, hit=False),
    ]
    return {"suite": "un-test", "figures": figures_of(results), "answers": []}


def test_measured_figures_are_put_in_their_places_and_others_left() -> None:
    page = report.filled(PAGE, report.tables_of({"un-test": run()}))
    assert "old" not in page
    assert "| all | 4 | .50 (" in page
    assert "as it was" in page
    assert "Words between." in page
    assert report.filled(page, report.tables_of({"un-test": run()})) == page


def test_a_place_that_is_not_closed_is_refused() -> None:
    with pytest.raises(UsageError, match="not closed"):
        report.filled(PAGE.removesuffix("<!-- end -->\n"), {})


def test_tables_have_the_groups_that_they_are_about() -> None:
    tables = report.tables_of({"un-test": run()})
    assert "who & when" in tables["un-test-kinds"]
    assert "where" not in tables["un-test-kinds"]
    assert tables["un-test-near-misses"].splitlines()[2].startswith("| wrong body | 2 | .50 (")
    assert tables["un-test-exact"] == "Quotations exact: 4 of 4."


def test_the_comparison_has_a_row_for_each_way() -> None:
    dense = {cut: {"un-test": run()["figures"]} for cut in ("chunks", "sentences")}
    table = report.tables_of({"un-test": run(), "dense": dense})["comparison"]
    assert [row.split(" | ")[0] for row in table.splitlines()[2:]] == [
        "| Penholder",
        "| dense, chunks",
        "| dense, sentences",
    ]


def test_the_reader_by_itself() -> None:
    tests = {
        "xquad": {
            "questions": 1190,
            "hit@1": [0.8123, 0.79, 0.83],
            "hit@3": [1.0, 0.99, 1.0],
            "auc": 0.85,
            "auc interval": [0.82, 0.88],
            "balanced accuracy at 0": 0.77,
        }
    }
    assert report.reader_table(tests).splitlines()[2] == (
        "| xquad | 1,190 | .81 (.79–.83) | 1.00 (.99–1.00) | .85 (.82–.88) | .77 |"
    )


def test_the_chart_is_an_image_that_says_what_it_shows() -> None:
    root = ET.fromstring(chart_of(run()["figures"]["groups"]))
    words = {element.text for element in root.iter() if element.text}
    assert {"who & when (2)", "wrong body (2)", "refused", "shown as stated"} <= words
    bars = [e for e in root.iter("{http://www.w3.org/2000/svg}rect") if e.get("height") == "14"]
    assert sum(float(bar.get("width", 0)) for bar in bars) == pytest.approx(260)


def test_pages_and_chart_are_written(tmp_path: Path) -> None:
    runs, docs = tmp_path / "runs", tmp_path / "docs"
    runs.mkdir()
    docs.mkdir()
    (runs / "un-test.json").write_text(json.dumps(run()), encoding="utf-8")
    (docs / "quality.md").write_text(PAGE, encoding="utf-8")
    report.main([str(runs), str(docs)])
    assert "| all | 4 |" in (docs / "quality.md").read_text("utf-8")
    assert (docs / "quality.svg").read_text("utf-8").startswith("<svg")


def test_what_was_written_has_a_row_for_each_writer() -> None:
    ratio = {"right": 3, "of": 4, "share": 0.75, "interval": [0.5, 1.0]}
    writing = {
        "questions": 5,
        "asked": 4,
        "written": 3,
        "statements_shown": 6,
        "statement_precision": ratio,
        "citation_precision": ratio,
        "citation_recall": {"right": 0, "of": 0, "share": None, "interval": None},
        "statements_dropped": 2,
        "labelled": {"shown_unsupported": 0, "dropped_wrongly": 1},
    }
    unlabelled = {**writing, "labelled": None}
    runs = {
        "writing-b": {"figures": {"writing": writing}},
        "writing-a": {"figures": {"writing": unlabelled}},
    }
    *_, first, second = report.tables_of(runs)["writing"].splitlines()
    assert first.endswith("| – | – |")
    assert second == ("| b | 4 of 5 | 3 | 6 | .75 (.50–1.00) | .75 (.50–1.00) | – | 2 | 0 | 1 |")
