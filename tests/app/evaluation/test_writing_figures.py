from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.answering.answer import Dropped
from app.engine import Engine
from app.evaluation.labels import Label, Labels, labels_beside, read_labels
from app.evaluation.recorded import Record, RecordedModel, Records, Sentence, key_of
from app.evaluation.scratch import plain_document, scratch_library
from app.evaluation.suites import SuiteReport
from app.evaluation.writing import writing_figures, writing_table
from app.evaluation.written import evaluate_written, fault_of
from app.writing.contracts import Fault
from store.embedding import HashEmbedder
from store.errors import UsageError

BUILT = "The lighthouse was built in 1871."
KEEPERS = "It has nine keepers."
TEXT = f"{BUILT} {KEEPERS}\n\nThe harbour froze twice."
TRUE = "The lighthouse was built in 1871"
BESIDE = "It has nine keepers"
FALSE = "The lighthouse was built in 1917"
QUESTIONS = (
    {
        "id": "a",
        "question": "When was the lighthouse built?",
        "kind": "when",
        "answerable": True,
        "support": BUILT,
    },
    {
        "id": "b",
        "question": "When was the lighthouse that has nine keepers built?",
        "kind": "when",
        "answerable": True,
        "support": BUILT,
    },
    {
        "id": "c",
        "question": "What did Zanzibar charge for satellites in 1987?",
        "kind": "unanswerable",
        "answerable": False,
        "support": None,
    },
)


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    embedder = HashEmbedder()
    document = plain_document("coast", "The coast", TEXT, embedder)
    folder: Path = tmp_path_factory.mktemp("writing")
    with Engine(scratch_library(folder, [document], embedder), embedder) as engine:
        yield engine


def model(**texts: str) -> RecordedModel:
    sentences = (Sentence(number=1, quote=BUILT), Sentence(number=2, quote=KEEPERS))
    records = [
        Record(
            id=str(one["id"]),
            question=str(one["question"]),
            model="x",
            sentences=sentences,
            text=texts[str(one["id"])],
        )
        for one in QUESTIONS
        if str(one["id"]) in texts
    ]
    return RecordedModel(Records(Path("coast.jsonl"), tuple(records)))


def report(
    engine: Engine, folder: Path, recorded: RecordedModel, labels: Labels | None = None
) -> SuiteReport:
    file = folder / "coast.jsonl"
    file.write_text("\n".join(map(json.dumps, QUESTIONS)), encoding="utf-8")
    return evaluate_written(engine, file, recorded, labels)


def test_what_is_shown_dropped_and_quoted_instead_is_counted(
    engine: Engine, tmp_path: Path
) -> None:
    written = f"{TRUE} [1]. {BESIDE} [2]. {FALSE} [1]. Everybody knows it. See it [1][9]."
    figures = report(engine, tmp_path, model(a=written)).figures["writing"]
    assert (figures["questions"], figures["asked"], figures["written"]) == (3, 2, 1)
    assert figures["quoted_instead"]["questions"] == 1
    (why,) = figures["quoted_instead"]["why"]
    assert "coast.jsonl has no answer to b" in why
    assert figures["faults"]["no_marker"] == 1
    assert figures["faults"]["number"] + figures["faults"].get("date", 0) == 1
    assert figures["statements_dropped"] == sum(figures["faults"].values())
    shown = figures["statements_shown"]
    assert figures["statement_precision"]["of"] == shown >= 2
    assert figures["statement_precision"]["right"] == shown - 1
    assert figures["citation_recall"] == {"right": 1, "of": 1, "share": 1.0, "interval": None}
    assert figures["labelled"] is None


def test_our_own_sentences_are_not_the_models(engine: Engine, tmp_path: Path) -> None:
    figures = report(engine, tmp_path, model(a=f"{TRUE} [1].")).figures["writing"]
    assert figures["statements_shown"] == 1


def test_abstention_is_measured_as_without_a_model(engine: Engine, tmp_path: Path) -> None:
    everything = report(engine, tmp_path, model(a=f"{TRUE} [1].")).figures["groups"]["all"]
    assert everything["abstention_recall"] == 1.0
    assert everything["false_abstention"] == 0.0


def test_labels_tell_what_stood_and_fell_rightly(engine: Engine, tmp_path: Path) -> None:
    labels = Labels(
        [
            Label(question="a", sha256=key_of(TRUE), supported=False),
            Label(question="a", sha256=key_of(FALSE), supported=False),
            Label(question="b", sha256=key_of(FALSE), supported=True),
        ]
    )
    wrote = model(a=f"{TRUE} [1]. {FALSE} [1].", b=f"{FALSE} [1]. {TRUE} [1].")
    figures = report(engine, tmp_path, wrote, labels).figures["writing"]
    labelled = figures["labelled"]
    assert labelled["shown_supported"] == 0
    assert labelled["shown_unsupported"] == 1
    assert labelled["dropped_rightly"] == 1
    assert labelled["dropped_wrongly"] == 1
    assert labelled["unlabelled"] == 1
    assert [(one["question"], one["is"]) for one in labelled["misses"]] == [
        ("a", "shown"),
        ("b", "dropped"),
    ]
    assert labelled["without_label"][0]["question"] == "b"
    assert writing_table(figures).row_count > 10


def test_figures_of_nothing() -> None:
    figures = writing_figures([], "none")
    assert figures["statement_precision"]["share"] is None
    assert writing_table(figures).row_count


@pytest.mark.parametrize("fault", Fault)
def test_a_fault_is_known_by_its_reason(fault: Fault) -> None:
    assert fault_of(Dropped(text="x", reason=fault.value)) is fault
    assert fault_of(Dropped(text="x", reason=f"{fault.value}: 25-1")) is fault


def test_another_reason_is_none_of_a_statement() -> None:
    with pytest.raises(ValueError, match="no statement is dropped"):
        fault_of(Dropped(text="x", reason="it was late"))


def test_labels_are_kept_beside_the_recorded_answers(tmp_path: Path) -> None:
    path = tmp_path / "brief.jsonl"
    assert labels_beside("local") is None
    assert labels_beside(f"recorded:{path}") is None
    label = Label(question="a", sha256=key_of(TRUE), supported=True)
    kept = tmp_path / "brief.labels.jsonl"
    kept.write_text(label.model_dump_json(), encoding="utf-8")
    found = labels_beside(f"recorded:{path}")
    assert found is not None
    assert len(found) == 1
    assert found.supported("a", f"“{TRUE}.”") is True
    assert found.supported("b", TRUE) is None
    kept.write_text(f"{label.model_dump_json()}\n{label.model_dump_json()}", encoding="utf-8")
    with pytest.raises(UsageError, match="two labels"):
        read_labels(kept)
