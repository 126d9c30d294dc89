from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from bench_parts import small_plan

from app.benchmark.documents import Generated
from app.benchmark.figures import STAGES, Figures, Indexed
from app.benchmark.goals import rows_of
from app.benchmark.measuring import Plan, measure, read_figures
from app.benchmark.process import TaskFailed, apart
from app.benchmark.tasks import Index


def test_every_size_is_asked_in_every_round(figures: Figures) -> None:
    assert [len(size.rounds) for size in figures.sizes] == [2, 2, 2]
    passages = [size.passages for size in figures.sizes]
    assert passages == sorted(passages)
    for size in figures.sizes:
        for round_ in size.rounds:
            assert [stage.name for stage in round_.stages] == list(STAGES)
            assert len(round_.stage("total")) == len(round_.stage_again("total")) == 3
            assert min(round_.stage("total")) > 0


def test_passages_that_were_read_come_from_the_cache(figures: Figures) -> None:
    for size in figures.sizes:
        for round_ in size.rounds:
            assert round_.texts_again == 3  # the questions themselves
            assert round_.texts >= round_.texts_again


def test_indexing_and_refreshing(figures: Figures) -> None:
    assert len(figures.first_index.ours) == 2
    for round_ in figures.first_index.ours:
        assert round_.unchanged == 0
        assert round_.passages > 0
        assert round_.characters >= 5_000
    first = figures.refresh.first
    assert first.unchanged == 0
    assert [again.unchanged for again in figures.refresh.unchanged] == [first.documents] * 2


def test_how_far_it_was_is_sampled(figures: Figures) -> None:
    for size in figures.sizes:
        assert size.indexed is not None
        last = size.samples[-1]
        assert size.indexed.samples == size.samples
        assert 0 < last.embedding_seconds < last.cpu_seconds
        assert last.passages == size.passages == size.indexed.passages
        assert last.memory_bytes > 1_000_000


def test_the_parts_on_disk_are_told_apart(figures: Figures) -> None:
    for size in figures.sizes:
        parts = {part.name: part.bytes for part in size.disk}
        assert set(parts) == {"vectors", "catalogue", "words", "originals"}
        assert min(parts.values()) > 0


def test_what_is_missing_is_said_in_its_row(figures: Figures) -> None:
    rows = {row.what: row for row in rows_of(figures)}
    langchain = rows["characters/s ÷ the usual LangChain recipe"]
    assert langchain.measured == "not measured: langchain_chroma not installed"
    assert langchain.met is None
    encode = rows["passages/s ÷ SentenceTransformer.encode at its defaults"]
    assert encode.met is not None


def test_a_run_is_kept_and_read_again(figures: Figures, tmp_path: Path) -> None:
    file = tmp_path / "bench.json"
    file.write_text(figures.model_dump_json(), encoding="utf-8")
    assert read_figures(file) == figures


def test_the_large_library_is_kept_and_used_again(tmp_path: Path) -> None:
    def plan(number: int) -> Plan:
        work = tmp_path / f"work-{number}"
        work.mkdir()
        small = small_plan(work)
        return replace(small, sizes=(5,), rounds=1, large=30, kept=tmp_path / "kept")

    first, second = (measure(plan(number)) for number in (1, 2))
    assert first.sizes[-1].passages == second.sizes[-1].passages
    assert first.sizes[-1].samples == second.sizes[-1].samples != ()
    assert second.sizes[-1].indexed is None
    assert not (tmp_path / "work-2" / "kept-documents").exists()


def test_a_task_runs_in_a_process_of_its_own(tmp_path: Path) -> None:
    Generated().taken(2_000, tmp_path / "documents")
    task = Index(documents=tmp_path / "documents", library=tmp_path / "library", model="hash")
    indexed = apart(task, Indexed)
    assert indexed.passages > 0
    assert indexed.peak_bytes > 10_000_000


def test_a_process_that_fails_says_why(tmp_path: Path) -> None:
    nothing = tmp_path / "file"
    nothing.write_text("no folder", encoding="utf-8")
    task = Index(documents=tmp_path, library=nothing / "library", model="hash")
    with pytest.raises(TaskFailed, match="measuring Index failed"):
        apart(task, Indexed)
