"""What is made of the figures of a run: quantiles, fairness, and whether something grows."""

from __future__ import annotations

import math
from pathlib import Path

import plots
import pytest
from measures import Asked, Sample, fairness_of, found, growth, quantile, times_of, told, written


def sample(done: int, resident: float) -> Sample:
    return Sample(float(done), done, int(resident), threads=10, files=25, cpu=done / 10)


def test_a_quantile_is_a_value_that_was_measured() -> None:
    values = [5.0, 1.0, 4.0, 2.0, 3.0]
    assert [quantile(values, share) for share in (0.0, 0.5, 0.95, 1.0)] == [1.0, 3.0, 5.0, 5.0]
    assert math.isnan(quantile([], 0.5))


def test_what_failed_counts_as_an_error_and_not_as_a_time() -> None:
    asked = [Asked(0, 0.0, 1.0), Asked(0, 1.0, 3.0), Asked(1, 0.0, 99.0, "no answer")]
    times = times_of(asked)
    assert (times.count, times.p50, times.greatest) == (2, 1.0, 3.0)
    run = found("engine", 2, 0.0, 10.0, asked, [sample(0, 1), sample(2, 1)], (0.0, 1.0))
    assert run.errors == ["no answer"]
    assert run.each_second == pytest.approx(0.2)
    assert run.cpu_each == pytest.approx(0.1)
    assert "1 errors" in told(run)


def test_fairness_compares_the_means_of_people_who_asked_enough() -> None:
    asked = [Asked(person, 0.0, took) for person, took in ((0, 1.0), (1, 3.0)) for _ in range(3)]
    fair = fairness_of([*asked, Asked(2, 0.0, 50.0)])
    assert (fair.least, fair.greatest, fair.fewest, fair.most) == (1.0, 3.0, 1, 3)


def test_what_rises_with_the_questions_grows() -> None:
    samples = [sample(done, 1e8 + done * 1e4 + done % 3) for done in range(0, 10_000, 100)]
    assert growth(samples, lambda one: one.resident, 3e7).grows
    assert growth(samples, lambda one: one.resident, 3e7).slope == pytest.approx(1e7, rel=0.01)


@pytest.mark.parametrize("size", [lambda done: 1e8 + done % 7 * 1e6, lambda _done: 1e8])
def test_what_only_wavers_does_not_grow(size: object) -> None:
    assert callable(size)
    samples = [sample(done, size(done)) for done in range(0, 10_000, 100)]
    assert not growth(samples, lambda one: one.resident, 3e7).grows


def test_what_rises_while_all_warms_up_is_left_out() -> None:
    samples = [sample(done, min(1e8, done * 1e5)) for done in range(0, 10_000, 100)]
    assert not growth(samples, lambda one: one.resident, 3e7).grows


def test_too_few_samples_show_no_growth() -> None:
    assert not growth([sample(0, 1), sample(1, 1e9)], lambda one: one.resident, 1.0).grows


def test_a_run_is_drawn_from_its_file(tmp_path: Path) -> None:
    asked = [Asked(0, at, 1.0 + at) for at in range(5)]
    run = found("chat", 1, 0.0, 5.0, asked, [sample(n, 1e8) for n in range(5)], (0.0, 0.0))
    written(tmp_path / "chat.json", run)
    plots.main(str(tmp_path / "chat.json"), str(tmp_path / "chat.svg"))
    drawn = (tmp_path / "chat.svg").read_text(encoding="utf-8")
    assert drawn.startswith("<svg")
    assert drawn.count("<circle") == 5
    assert drawn.count("<polyline") == 3
