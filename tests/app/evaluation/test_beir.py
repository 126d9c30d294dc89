import json
from pathlib import Path

import pytest

from app.evaluation import evaluate_beir
from app.evaluation.beir import measure
from app.evaluation.xquad import convert
from store.embedding import HashEmbedder
from store.errors import UsageError


@pytest.fixture
def benchmark(tmp_path: Path) -> Path:
    passages = {
        "d1": "Herring quotas were halved in the northern strait.",
        "d2": "The railway commission meets twice a year.",
        "d3": "Lighthouse keepers are paid by the harbour board.",
    }
    (tmp_path / "corpus.jsonl").write_text(
        "\n".join(
            json.dumps({"_id": key, "title": f"Title {key}", "text": text})
            for key, text in passages.items()
        ),
        encoding="utf-8",
    )
    (tmp_path / "queries.jsonl").write_text(
        json.dumps({"_id": "q1", "text": "|user|: herring quotas northern strait"})
        + "\n"
        + json.dumps({"_id": "q2", "text": "who pays lighthouse keepers"}),
        encoding="utf-8",
    )
    (tmp_path / "qrels.tsv").write_text(
        "query-id\tcorpus-id\tscore\nq1\td1\t1\nq2\td3\t2\n", encoding="utf-8"
    )
    return tmp_path


def test_four_rows_of_four_figures(benchmark: Path) -> None:
    figures = evaluate_beir(benchmark, HashEmbedder())
    assert list(figures) == ["lexical", "dense", "fused", "full"]
    for row in figures.values():
        assert list(row) == ["ndcg@10", "recall@5", "recall@100", "mrr"]
        assert row["recall@100"] == 1.0
    assert figures["full"]["mrr"] == 1.0


def test_measures() -> None:
    got = measure(["x", "b", "a"], {"a": 1, "b": 1})
    assert got.mrr == 0.5
    assert got.recall5 == 1.0
    assert got.ndcg10 == pytest.approx((1 / 1.58496 + 1 / 2) / (1 + 1 / 1.58496), rel=1e-4)
    assert measure(["x"], {"a": 1}).mrr == 0.0


@pytest.mark.parametrize("missing", ["queries.jsonl", "qrels.tsv", "corpus.jsonl"])
def test_a_missing_file_is_named(benchmark: Path, missing: str) -> None:
    (benchmark / missing).unlink()
    stem = missing.split(".")[0]
    with pytest.raises(UsageError, match=rf"has no {stem}|{missing} cannot be read"):
        evaluate_beir(benchmark, HashEmbedder())


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("corpus.jsonl", "{"),
        ("corpus.jsonl", "[]"),
        ("corpus.jsonl", '{"_id": "d4"}'),
        ("corpus.jsonl", '{"text": "no id"}'),
        ("corpus.jsonl", '{"_id": "d4", "text": null}'),
        ("corpus.jsonl", '{"_id": "d1", "text": "the id of another"}'),
        ("queries.jsonl", '{"_id": "q3"}'),
        ("queries.jsonl", '{"query": "no text"}'),
        ("queries.jsonl", '"q3"'),
        ("qrels.tsv", "q1\td2"),
        ("qrels.tsv", "q1\td2\t1\t0"),
        ("qrels.tsv", "q1 d2 1"),
        ("qrels.tsv", "q1\td2\trelevant"),
        ("qrels.tsv", "q1\td2\t0.5"),
        ("qrels.tsv", "q1\td2\t--1"),
    ],
)
def test_a_malformed_line_is_named(benchmark: Path, file: str, line: str) -> None:
    path = benchmark / file
    text = path.read_text(encoding="utf-8").rstrip("\n")
    path.write_text(f"{text}\n\n{line}\n", encoding="utf-8")
    number = text.count("\n") + 3
    with pytest.raises(UsageError) as caught:
        evaluate_beir(benchmark, HashEmbedder())
    assert f"line {number} of {path} " in str(caught.value)


@pytest.mark.parametrize("file", ["queries.jsonl", "qrels.tsv", "corpus.jsonl"])
def test_a_file_that_is_no_text_is_named(benchmark: Path, file: str) -> None:
    (benchmark / file).write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UsageError, match=f"{file} cannot be read"):
        evaluate_beir(benchmark, HashEmbedder())


def test_ids_may_be_numbers(benchmark: Path) -> None:
    (benchmark / "queries.jsonl").write_text('{"_id": 7, "text": "herring quotas"}', "utf-8")
    (benchmark / "qrels.tsv").write_text("query-id\tcorpus-id\tscore\n7\td1\t1\n", "utf-8")
    assert evaluate_beir(benchmark, HashEmbedder())["lexical"]["mrr"] == 1.0


def test_ids_that_do_not_meet(benchmark: Path) -> None:
    (benchmark / "qrels.tsv").write_text("q\td\ts\nother\td1\t1\n", encoding="utf-8")
    with pytest.raises(UsageError, match="no query"):
        evaluate_beir(benchmark, HashEmbedder())


def test_xquad_in_the_same_layout(tmp_path: Path) -> None:
    asked = [{"id": "q", "question": "Who keeps the lighthouse?", "answers": []}]
    paragraphs = [
        {"context": "Nine keepers keep the lighthouse.", "qas": asked},
        {"context": "The harbour froze.", "qas": []},
    ]
    source = tmp_path / "xquad.json"
    source.write_text(json.dumps({"data": [{"paragraphs": paragraphs}]}), encoding="utf-8")
    assert convert(source, tmp_path / "out") == (2, 1)
    assert evaluate_beir(tmp_path / "out", HashEmbedder())["full"]["mrr"] == 1.0
