from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from app.benchmark import plots, report
from app.benchmark.figures import Figures, Sample
from app.benchmark.goals import rows_of
from app.evaluation.report import filled

PLACES = ("machine", "goals", "stages", "again", "libraries", "disk")


@pytest.fixture
def large(figures: Figures) -> Figures:
    """The run as if its largest library had 150,000 passages, and its middle one 10,000."""
    sizes = [
        size.model_copy(update={"passages": passages})
        for size, passages in zip(figures.sizes, (1_000, 10_000, 150_000), strict=True)
    ]
    samples = tuple(
        Sample(
            passages=n * 2_000,
            seconds=n * 20,
            cpu_seconds=n * 30,
            embedding_seconds=n * 25,
            memory_bytes=n * 10**7,
        )
        for n in range(1, 76)
    )
    sizes[-1] = sizes[-1].model_copy(update={"samples": samples, "indexed": None})
    return figures.model_copy(update={"sizes": tuple(sizes)})


def words(image: str) -> set[str]:
    return {element.text for element in ET.fromstring(image).iter() if element.text}


def test_every_goal_that_was_measured_is_judged(large: Figures) -> None:
    judged = {row.what for row in rows_of(large) if row.met is not None}
    assert "p50 at 150,000 passages ÷ at 10,000" in judged
    assert "ask, 10,000 passages, p50, ms" in judged
    assert "ask, 1,000 passages, p50, ms" not in judged
    assert "memory, 150,000 passages, 3 questions, GB" in judged
    assert "penholder --help, s" in judged


def test_a_library_that_is_too_small_for_the_goal_meets_nothing(large: Figures) -> None:
    [*others, largest] = large.sizes
    rounds = tuple(asked.model_copy(update={"peak_bytes": 10**9}) for asked in largest.rounds)
    smaller = largest.model_copy(update={"passages": 104_000, "rounds": rounds})
    rows = {r.what: r for r in rows_of(large.model_copy(update={"sizes": (*others, smaller)}))}
    memory = rows["memory, 104,000 passages, 3 questions, GB"]
    assert (memory.goal, memory.met) == ("≤ 1.5", None)


def test_a_goal_that_was_missed_says_no(large: Figures) -> None:
    slow = large.start_up.model_copy(update={"help": (9.0,)})
    rows = {row.what: row for row in rows_of(large.model_copy(update={"start_up": slow}))}
    assert rows["penholder --help, s"].met is False
    assert "| 9.00 | **no** |" in report.tables_of(large.model_copy(update={"start_up": slow}))[
        "goals"
    ].replace("≤ 0.3 ", "")


def test_the_page_is_filled_and_the_plots_are_drawn(large: Figures, tmp_path: Path) -> None:
    run, docs = tmp_path / "bench.json", tmp_path / "docs"
    docs.mkdir()
    run.write_text(large.model_dump_json(), encoding="utf-8")
    places = "\n".join(f"<!-- figures: {name} -->\n<!-- end -->" for name in PLACES)
    (docs / "performance.md").write_text(f"# Time\n\n{places}\n", encoding="utf-8")
    report.main([str(run), str(docs)])
    page = (docs / "performance.md").read_text("utf-8")
    assert "| 150,000 | p95 |" in page
    assert set(report.tables_of(large)) == set(PLACES)
    for image in ("performance-asking.svg", "performance-indexing.svg"):
        assert "passages" in words((docs / image).read_text("utf-8"))


def test_the_plots_have_a_line_for_each_name(large: Figures) -> None:
    drawn = plots.asking(large)
    assert {"p50", "p95", "p50, asked again", "1,000", "10,000", "150,000"} <= words(drawn)
    lines = ET.fromstring(drawn).iter("{http://www.w3.org/2000/svg}polyline")
    assert len(list(lines)) == 4


def test_points_stay_inside_their_panel(large: Figures) -> None:
    root = ET.fromstring(plots.indexing(large))
    _, _, width, height = map(float, (root.get("viewBox") or "").split())
    for line in root.iter("{http://www.w3.org/2000/svg}polyline"):
        for point in (line.get("points") or "").split():
            x, y = map(float, point.split(","))
            assert 0 <= x <= width
            assert 0 <= y <= height


def test_without_samples_no_plot_is_drawn(figures: Figures) -> None:
    bare = [size.model_copy(update={"samples": ()}) for size in figures.sizes]
    assert plots.indexing(figures.model_copy(update={"sizes": tuple(bare)})) == ""


@pytest.mark.parametrize(("greatest", "top"), [(0, 1), (7, 8), (212, 240), (1000, 1000)])
def test_axes_end_at_round_numbers(greatest: float, top: float) -> None:
    assert plots.nice(greatest) == pytest.approx(top)


def test_the_shipped_page_has_a_place_for_everything(figures: Figures) -> None:
    page = (Path(__file__).parents[3] / "docs" / "performance.md").read_text("utf-8")
    for name in PLACES:
        assert f"<!-- figures: {name} -->" in page
    filled(page, report.tables_of(figures))
    assert "\n## Under load\n" in page
