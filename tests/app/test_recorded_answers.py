"""Answers recorded from models, written again over the corpus that ships: what of them stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from app.answering.reader.loading import LazyReader
from app.engine import Engine
from app.evaluation.labels import labels_beside
from app.evaluation.recorded import PREFIX, RecordedModel, read_records
from app.evaluation.suites import SuiteReport
from app.evaluation.written import evaluate_written
from corpus import corpus_path
from ingest.refresh import refresh
from store.embedding import load_embedder
from store.library import Library

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1_200)]

QUESTIONS = corpus_path() / "questions"
RECORDED = QUESTIONS / "recorded"


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    embedder = load_embedder()
    library = Library.open(tmp_path_factory.mktemp("recorded"), embedder, create=True)
    assert not refresh(library, [corpus_path()]).failed
    with Engine(library, embedder, LazyReader(embedder)) as engine:
        yield engine


def report(engine: Engine, name: str) -> tuple[SuiteReport, RecordedModel]:
    path = RECORDED / f"{name}.jsonl"
    model = RecordedModel(read_records(path))
    labels = labels_beside(f"{PREFIX}{path}")
    assert labels is not None
    return evaluate_written(engine, QUESTIONS / "brief.jsonl", model, labels), model


def sound(told: SuiteReport) -> dict[str, Any]:
    """The figures of what was written, once what holds of every model is seen to hold."""
    figures = told.figures
    assert figures["exact_quotations"] == figures["quotations"] > 100
    writing: dict[str, Any] = figures["writing"]
    assert writing["asked"] == writing["written"] + writing["quoted_instead"]["questions"] >= 30
    assert {"statement_precision", "citation_precision", "citation_recall"} <= set(writing)
    labelled: dict[str, Any] = writing["labelled"]
    assert labelled["without_label"] == []
    assert [miss for miss in labelled["misses"] if miss["is"] == "shown"] == []
    assert labelled["shown_unsupported"] == 0
    return writing


def test_nothing_that_the_small_model_invents_is_shown(engine: Engine) -> None:
    told, _ = report(engine, "brief-smollm2")
    assert sound(told)["faults"]["no_marker"] >= 5


def test_what_an_honest_model_writes_is_kept(engine: Engine) -> None:
    told, model = report(engine, "brief-honest")
    writing = sound(told)
    labelled = writing["labelled"]
    honest = labelled["shown_supported"] + labelled["dropped_wrongly"]
    # A true statement that leans on a removed one goes with it: 46 of 47 when this was set.
    assert labelled["shown_supported"] / honest >= 0.95
    assert writing["citation_recall"]["share"] >= 0.8
    assert model.stale == ()


def test_what_a_lying_model_writes_is_caught(engine: Engine) -> None:
    told, model = report(engine, "brief-lying")
    assert sound(told)["labelled"]["dropped_rightly"] >= 70
    assert model.stale == ()
