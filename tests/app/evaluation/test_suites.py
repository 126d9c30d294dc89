import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.engine import Engine
from app.evaluation import evaluate_suite
from app.evaluation.scratch import plain_document, scratch_library
from app.evaluation.suites import read_suite
from store.embedding import HashEmbedder
from store.errors import UsageError

TEXT = "The lighthouse was built in 1871. It has nine keepers.\n\nThe harbour froze twice."


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    embedder = HashEmbedder()
    document = plain_document("coast", "The coast", TEXT, embedder)
    folder: Path = tmp_path_factory.mktemp("suites")
    with Engine(scratch_library(folder, [document], embedder), embedder) as engine:
        yield engine


def suite(path: Path, *questions: dict[str, object]) -> Path:
    file = path / "coast.jsonl"
    file.write_text("\n".join(json.dumps(q) for q in questions), encoding="utf-8")
    return file


BUILT = {
    "id": "a",
    "question": "When was the lighthouse built?",
    "kind": "when",
    "answerable": True,
    "support": "The lighthouse was built in 1871.",
}
MARS = {
    "id": "b",
    "question": "What did Zanzibar charge for satellites in 1987?",
    "kind": "unanswerable",
    "answerable": False,
    "support": None,
}


def test_figures_by_group(engine: Engine, tmp_path: Path) -> None:
    report = evaluate_suite(engine, suite(tmp_path, BUILT, MARS))
    everything = report.figures["groups"]["all"]
    assert everything["questions"] == 2
    assert everything["hit@1"] == 1.0
    assert everything["false_abstention"] == 0.0
    assert everything["abstention_recall"] == 1.0
    assert report.figures["groups"]["when"]["unanswerable"] == 0
    assert report.figures["quotations"] == report.figures["exact_quotations"] > 0


def test_a_wrong_support_is_no_hit(engine: Engine, tmp_path: Path) -> None:
    wrong = {**BUILT, "support": "The harbour froze twice.", "question": "When was it built, 1871?"}
    report = evaluate_suite(engine, suite(tmp_path, wrong))
    assert report.figures["groups"]["all"]["hit@1"] == 0.0


def test_the_json_has_the_answers_by_id(engine: Engine, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    report = evaluate_suite(
        engine, suite(tmp_path, BUILT, MARS), lambda done, total: told.append((done, total))
    )
    data = json.loads(json.dumps(report.as_json()))
    assert data["suite"] == "coast"
    assert [answer["id"] for answer in data["answers"]] == ["a", "b"]
    assert data["answers"][0]["answer"]["citations"][0]["document"] == "coast"
    assert told == [(1, 2), (2, 2)]
    assert report.table.row_count == len(report.figures["groups"])


@pytest.mark.parametrize(
    ("content", "told"),
    [("", "no questions"), ("{}", "line 1"), ('{"id": 1}\n', "line 1"), ("nonsense", "line 1")],
)
def test_a_suite_that_is_none(tmp_path: Path, content: str, told: str) -> None:
    file = tmp_path / "x.jsonl"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match=told):
        read_suite(file)
